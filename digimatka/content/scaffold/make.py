"""What becomes of a wish for something new: files to write, a list to add to, what to do next."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from digimatka.content import ids, suggest
from digimatka.content.files import BADGES, CHAPTER, JOURNEY, MEETINGS, PRACTICES
from digimatka.content.fix import replace_file
from digimatka.content.load import Loaded, load_journey
from digimatka.content.problems import Problem
from digimatka.content.scaffold.lists import append
from digimatka.content.wording import in_ascii
from digimatka.core.journey import Journey
from digimatka.core.kinds.base import ID_PATTERN

TEXTS: Final = Path(__file__).parent
SCHEMAS: Final = "schema"
MOST_ID: Final = 60
MOST_TITLE: Final = 100
REVIEW: Final = timedelta(days=180)
_SAFE_TITLE = re.compile(r"[A-Za-zÅÄÖåäö][\w ,.?()–-]*")


class Sort(StrEnum):
    """What can be made."""

    JOURNEY = "journey"
    QUEST = "quest"
    PRACTICE = "practice"
    BADGE = "badge"
    MEETING = "meeting"


SHELVES: Final = {Sort.PRACTICE: PRACTICES, Sort.MEETING: MEETINGS}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be made. ``chapter`` is where a quest belongs; '' for the last one."""

    sort: Sort
    id: str
    title: str = ""
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is going to be written: whole new files, and a file whose bytes change."""

    new: Mapping[Path, str]
    changed: Mapping[Path, tuple[bytes, bytes]]


class RefusedError(Exception):
    """The wish cannot be fulfilled as it is; in Finnish, with what to do."""


class BrokenError(Exception):
    """The journey has errors, so that nothing is added to it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the content")
        self.problems = problems


def plan(folder: Path, wish: Wish, today: date) -> Plan:
    """What a wish comes to. ``folder`` is that of the journey, or for a new journey around it.

    Nothing is written. RefusedError, BrokenError.
    """
    _check_id(wish.id)
    if len(wish.title) > MOST_TITLE or not wish.title.isprintable():
        raise RefusedError(f"Nimi ei käy. Kirjoita yksi rivi, enintään {MOST_TITLE} merkkiä.")
    words = {
        "id": wish.id,
        "title": _quoted(wish.title or wish.id.replace("-", " ").capitalize()),
        "today": today.isoformat(),
        "later": (today + REVIEW).isoformat(),
    }
    if wish.sort is Sort.JOURNEY:
        return _journey(folder, wish.id, words)
    loaded = load_journey(folder)
    if loaded.journey is None:
        raise BrokenError(loaded.problems)
    _check_free(loaded, wish)
    chapter = _chapter(loaded.journey, wish.chapter)
    quests = next(c.quests for c in loaded.journey.chapters if c.id == chapter)
    words["quest"] = quests[-1].id
    if wish.sort is Sort.BADGE:
        return _badge(folder, words)
    own = SHELVES.get(wish.sort, chapter)
    file = folder / own / f"{wish.id}.yaml"
    new = {file: _text(TEXTS / f"{wish.sort}.yaml", file, wish.sort, words)}
    is_quest = wish.sort is Sort.QUEST
    return Plan(new, _added(folder / chapter / CHAPTER, "quests", wish.id) if is_quest else {})


def carry_out(made: Plan) -> None:
    """Writes a plan: all of it, or nothing. OSError; RefusedError if a file changed meanwhile."""
    written: list[Path] = []
    try:
        for file, text in made.new.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as out:
                written.append(file)
                out.write(text)
        for file, (before, after) in made.changed.items():
            if not replace_file(file.resolve(), before, after):
                raise RefusedError(f"{file} muuttui juuri. Yritä uudelleen.")
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        raise


def _journey(folder: Path, name: str, words: Mapping[str, str]) -> Plan:
    root = folder / name
    if root.exists():
        raise RefusedError(f"Kansio {root} on jo olemassa. Keksi matkalle toinen tunnus.")
    texts = TEXTS / Sort.JOURNEY
    new = {
        (file := root / found.relative_to(texts)): _text(found, file, _sort_of(found), words)
        for found in sorted(texts.rglob("*.yaml"))
    }
    return Plan(new, {})


def _sort_of(file: Path) -> str:
    """The schema of a file of a new journey."""
    is_known = file.name in (JOURNEY, BADGES, CHAPTER) or file.parent.name == Sort.JOURNEY
    return file.stem if is_known else Sort.QUEST


def _badge(folder: Path, words: Mapping[str, str]) -> Plan:
    item = _filled((TEXTS / "badge.yaml").read_text("utf-8"), words)
    file = folder / BADGES
    if not file.exists():
        lines = "".join(f"{'- ' if not n else '  '}{x}\n" for n, x in enumerate(item.splitlines()))
        return Plan({file: f"{_modeline(file, 'badges')}badges:\n{lines}"}, {})
    return Plan({}, _added(file, "badges", item))


def _added(file: Path, key: str, item: str) -> Mapping[Path, tuple[bytes, bytes]]:
    """The file with an item more in a list. Its line ends and byte order mark stay."""
    before = file.read_bytes()
    whole = before.decode("utf-8")
    text, newline = whole.removeprefix("\ufeff"), "\r\n" if "\r\n" in whole else "\n"
    grown = append(text.replace(newline, "\n"), key, item)
    if grown is None:
        raise RefusedError(f"Tiedostoon {file} ei voi lisätä turvallisesti. Lisää itse: {item}")
    mark = whole[: len(whole) - len(text)]
    return {file: (before, (mark + grown.replace("\n", newline)).encode())}


def _check_id(name: str) -> None:
    if name in ids.RESERVED:
        raise RefusedError(f"Tunnus ”{name}” on varattu: se on sivuston oma osoite. Keksi toinen.")
    if not re.fullmatch(ID_PATTERN, name) or len(name) > MOST_ID:
        meant = in_ascii(name)[:MOST_ID].strip("-")
        hint = f"Käykö tämä: {meant}?" if meant else "Käytä tavallisia kirjaimia."
        raise RefusedError(
            f"”{name}” ei käy tunnukseksi. Siinä on enintään {MOST_ID} merkkiä: pieniä kirjaimia "
            f"a–z, numeroita ja yhdysviivoja. {hint}"
        )


def _check_free(loaded: Loaded, wish: Wish) -> None:
    journey = loaded.journey
    assert journey is not None  # noqa: S101 - the caller has looked
    taken = {
        Sort.QUEST: [quest.id for quest in journey.quests()],
        Sort.PRACTICE: [practice.id for practice in journey.practices],
        Sort.BADGE: [badge.id for badge in journey.badges],
        Sort.MEETING: [meeting.id for meeting in journey.meetings],
    }[wish.sort]
    if wish.id in taken:
        raise RefusedError(f"Tunnus ”{wish.id}” on jo käytössä. Keksi toinen.")


def _chapter(journey: Journey, name: str) -> str:
    known = [chapter.id for chapter in journey.chapters]
    if name and name not in known:
        near = suggest.hint(name, known)
        raise RefusedError(f"Lukua ”{name}” ei ole tällä matkalla. {near}".strip())
    return name or known[-1]


def _text(template: Path, file: Path, schema: str, words: Mapping[str, str]) -> str:
    return _modeline(file, schema) + _filled(template.read_text("utf-8"), words)


def _filled(text: str, words: Mapping[str, str]) -> str:
    return re.sub("«([a-z]+)»", lambda found: words[found[1]], text)


def _modeline(file: Path, schema: str) -> str:
    """The line by which editors find the schema; none where there is no such file around."""
    name = f"{SCHEMAS}/{schema}.schema.json"
    for up, folder in enumerate(file.resolve().parents):
        if (folder / name).is_file():
            return f"# yaml-language-server: $schema={'../' * up}{name}\n"
    return ""


def _quoted(title: str) -> str:
    """The title as YAML: in quotation marks, unless it can only be read as a text."""
    is_plain = _SAFE_TITLE.fullmatch(title) and title not in ("true", "false", "null")
    return title if is_plain and title == title.strip() else json.dumps(title, ensure_ascii=False)
