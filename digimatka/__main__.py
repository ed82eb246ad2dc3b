"""``python -m digimatka``."""

from digimatka.cli import main

main()
