"""The nearest key as one plain sentence."""

from dataclasses import dataclass

from digimatka.core.nearest import nearest_key
from digimatka.core.progress import Progress
from digimatka.core.rules import BadgeRule, QuestRule, Rules
from digimatka.i18n import gettext as _
from digimatka.i18n import ngettext


@dataclass(frozen=True, slots=True)
class KeySentence:
    """What to do next for something that waits; ``url`` is where it begins, '' if nowhere."""

    text: str
    url: str = ""


def key_sentence(rules: Rules, progress: Progress, target: QuestRule | BadgeRule) -> KeySentence:
    """The smallest thing that still opens a quest or earns a badge."""
    key = nearest_key(rules, progress, target)
    if key is None:
        return KeySentence(_("Ohjaaja avaa tämän, kun sen aika on."))
    if not key.steps:
        return KeySentence(_("Olet tehnyt kaiken, mitä tähän tarvitaan."))
    titles = [f"”{rules.quests[quest].quest.title}”" for quest in key.steps]
    first = next(iter(key.steps))
    is_whole = len(key.steps[first]) == len(rules.quests[first].quest.steps)
    return KeySentence(_words(titles, key.count, is_whole), f"/matka/{rules.journey.id}/{first}")


def _words(titles: list[str], count: int, is_whole: bool) -> str:
    """One named thing to begin with; the rest only as a number, so that it does not frighten."""
    if len(titles) == 1 and is_whole:
        return _("Tee tehtävä %(title)s.", title=titles[0])
    if len(titles) == 1:
        return ngettext(
            "Tee vielä yksi askel tehtävässä %(title)s.",
            "Tee vielä %(number)s askelta tehtävässä %(title)s.",
            count,
            title=titles[0],
        )
    return ngettext(
        "Aloita tehtävästä %(title)s. Sen lisäksi tarvitset vielä yhden tehtävän.",
        "Aloita tehtävästä %(title)s. Sen lisäksi tarvitset vielä %(number)s tehtävää.",
        len(titles) - 1,
        title=titles[0],
    )
