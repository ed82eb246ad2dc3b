"""What a version of a journey would mean for the learners of a database."""

from datetime import date

from digimatka.core.impact import Impact, measure
from digimatka.core.rules import Rules
from digimatka.store import log
from digimatka.store.session import Store


def impact_on(store: Store, old: Rules, new: Rules, day: date) -> Impact:
    """The impact of ``new`` on everybody who walks ``old``. StoreError."""
    with store.read() as connection:
        return measure(old, new, log.everyone(connection, old.journey.id), day)
