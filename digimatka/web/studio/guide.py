"""What helps an author while writing: schemas, ids, the editor's words, where the preview is."""

import secrets
from collections.abc import Iterator
from typing import Any, Final

from digimatka.content.files import BADGES, CHAPTER, GLOSSARY, JOURNEY, MEETINGS, PRACTICES
from digimatka.content.load import Loaded
from digimatka.content.schema import schema_of
from digimatka.content.source import Source
from digimatka.core.journey import Journey
from digimatka.core.kinds import PracticeStep
from digimatka.i18n import gettext as _

_BY_NAME: Final = {
    JOURNEY: "journey",
    BADGES: "badges",
    GLOSSARY: "glossary",
    CHAPTER: "chapter",
}
_BY_FOLDER: Final = {PRACTICES: "practice", MEETINGS: "meeting"}
# The keys of a file whose values are ids, by what they name.
_NAMES: Final = {
    "quest": ("quest", "quests", "done", "known", "skipped", "open", "locked"),
    "badge": ("badge", "no_badge"),
    "step": ("step",),
    "practice": ("practice",),
    "chapter": ("of_chapter", "chapters"),
}


def kind_of(name: str) -> str:
    """Which kind of content file a name stands for; '' for one that is none."""
    folder, _slash, file = name.rpartition("/")
    if not file.endswith(".yaml"):
        return ""
    return _BY_NAME.get(file) or _BY_FOLDER.get(folder) or ("quest" if folder else "")


def guide(loaded: Loaded, name: str) -> dict[str, Any]:
    """Everything that the editor of a file needs."""
    kind = kind_of(name)
    return {
        "schema": schema_of(kind) if kind else {},
        "ids": {key: ids for sort, ids in _ids(loaded) for key in _NAMES[sort]},
        "phrases": _phrases(),
    }


def preview_of(loaded: Loaded, name: str) -> dict[str, Any]:
    """What to show beside a file: the page's place, and the steps that can be chosen.

    Empty for a file that no page shows.
    """
    kind, own = kind_of(name), name.rpartition("/")[2].removesuffix(".yaml")
    if kind == "quest":
        source = loaded.sources.quests.get(own)
        return {"place": own, "quest": own, "steps": _steps(source) if source else []}
    if kind == "chapter":
        return {"place": f"luku/{name.rpartition('/')[0]}", "quest": "", "steps": []}
    if kind == "practice" and loaded.journey is not None:
        at = _first_use(loaded.journey, own)
        return {"place": f"{at}?aloita=1", "quest": "", "steps": []} if at else {}
    return {"place": "", "quest": "", "steps": []} if kind in ("journey", "badges") else {}


def beginning(name: str) -> str:
    """What a new file begins with: where an editor elsewhere finds its schema, and the id."""
    kind, own = kind_of(name), name.rpartition("/")[2].removesuffix(".yaml")
    if not kind:
        return "\n"
    ups = "../" * (name.count("/") + 2)
    first = f"# yaml-language-server: $schema={ups}schema/{kind}.schema.json\n"
    return first if kind in ("chapter", "glossary") else f"{first}id: {own}\n"


def nonce() -> str:
    """A word that nobody can guess, for one page."""
    return secrets.token_urlsafe(16)


def _first_use(journey: Journey, practice: str) -> str:
    for chapter in journey.chapters:
        for quest in chapter.quests:
            for step in quest.steps:
                if isinstance(step, PracticeStep) and step.practice == practice:
                    return f"{quest.id}/{step.id}"
    return ""


def _steps(source: Source) -> list[tuple[str, str]]:
    """The steps of a quest by id, with what to call them."""
    found = []
    for step in source.items("steps"):
        if isinstance(step, dict) and isinstance(step.get("id"), str):
            words = step.get("title") or step.get("question") or step["id"]
            found.append((step["id"], str(words)))
    return found


def _ids(loaded: Loaded) -> Iterator[tuple[str, list[str]]]:
    sources = loaded.sources
    yield "quest", sorted(sources.quests)
    yield "practice", sorted(sources.practices)
    yield "chapter", list(sources.chapters)
    badges = sources.badges.items("badges") if sources.badges else []
    yield "badge", [b["id"] for b in badges if isinstance(b, dict) and isinstance(b.get("id"), str)]
    quests = sorted(sources.quests.items())
    yield "step", [f"{quest}/{step}" for quest, source in quests for step, _words in _steps(source)]


def _phrases() -> dict[str, Any]:
    return {
        "lost": _("Emme saaneet yhteyttä. Teksti on tallessa tällä sivulla. Yritä pian uudelleen."),
        "saving": _("Tallennetaan…"),
        "saved": _("Luonnos on tallennettu."),
        "editor": {
            "Completions": _("Ehdotukset"),
            "Control character": _("Ohjausmerkki"),
            "Diagnostics": _("Huomautukset"),
            "No diagnostics": _("Ei huomautuksia"),
            "Selection deleted": _("Valinta poistettu"),
            "Find": _("Etsi"),
            "Go to line": _("Siirry riville"),
            "Replace": _("Korvaa sanalla"),
            "all": _("kaikki"),
            "by word": _("koko sana"),
            "close": _("sulje"),
            "current match": _("osuma"),
            "go": _("siirry"),
            "match case": _("sama kirjainkoko"),
            "next": _("seuraava"),
            "on line": _("rivillä"),
            "previous": _("edellinen"),
            "regexp": _("säännöllinen lauseke"),
            "replace": _("korvaa"),
            "replace all": _("korvaa kaikki"),
            "replaced $ matches": _("korvattu $ kohtaa"),
            "replaced match on line $": _("korvattu rivillä $"),
        },
    }
