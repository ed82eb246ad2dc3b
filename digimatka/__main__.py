"""``python -m digimatka``."""

import gc

# Starting makes very many objects that all stay, and the collector would look through them again
# and again: it begins when a command does (``cli.main``) or a worker is ready (``server.app``).
gc.disable()

from digimatka.cli import main  # noqa: E402

main()
