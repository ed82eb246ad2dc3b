"""Whether translations belong to the texts there are, and keep what those have.

Only of journeys that have a folder for them. What a translation means only people can judge.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, get_args

from digimatka.content import po
from digimatka.content.catalogue import Key, Message, messages
from digimatka.content.entries import Catalogue, Entry
from digimatka.content.faithful import Numbers, unfaithful
from digimatka.content.files import TRANSLATIONS, Folder
from digimatka.content.listing import strays
from digimatka.content.load import Loaded
from digimatka.content.problems import Level, Problem, Wording
from digimatka.core.journey import JourneyFile

_LANGUAGES: Final = get_args(JourneyFile.model_fields["language"].annotation)


def check(loaded: Loaded) -> Iterator[Problem]:
    """Every problem with the files of translations of a journey that is right itself."""
    folder = Folder(loaded.folder)
    if loaded.journey is None or not folder.has(TRANSLATIONS):
        return
    names = folder.names(TRANSLATIONS)
    if isinstance(names, Problem):
        yield names
        return
    own = loaded.journey.head.language
    others = [language for language in _LANGUAGES if language != own]
    known = [f"{TRANSLATIONS}/{language}.po" for language in others]
    yield from strays(folder, (f"{TRANSLATIONS}/{name}" for name in names), known)
    texts = {message.key: message for message in messages(loaded)}
    for name in (f"{TRANSLATIONS}/{name}" for name in names if name.endswith(".po")):
        if name in known:
            yield from _in_file(folder, name, texts)
        elif name == f"{TRANSLATIONS}/{own}.po":
            yield folder.problem(name, _OWN)
        else:
            yield folder.problem(name, _language_of_name(known))


def _in_file(folder: Folder, name: str, texts: dict[Key, Message]) -> Iterator[Problem]:
    data = folder.read(name, po.MAX_BYTES)
    read = data if isinstance(data, Problem) else po.read(folder.shown(name), data)
    if isinstance(read, Problem):
        yield read
        return
    language = name[len(TRANSLATIONS) + 1 : -len(".po")]
    yield from _Checking(folder.shown(name), language, read, texts).run()


@dataclass(slots=True)
class _Checking:
    """One file of translations against the texts of its journey."""

    file: str
    language: str
    catalogue: Catalogue
    texts: dict[Key, Message]
    places: set[str] = field(init=False)
    numbers: Numbers = field(default_factory=Numbers)

    def run(self) -> Iterator[Problem]:
        """Every problem; what is obsolete is nobody's business."""
        self.places = {place for place, _ in self.texts}
        if self.catalogue.language.partition("_")[0] != self.language:  # sv_FI is Swedish, too
            head = self.catalogue.head
            message, hint = _head_says(self.catalogue.language, self.language)
            line = head.told_at if head else 1
            yield self._problem(line, Level.ERROR, ("translation-language", message, hint))
        seen: dict[Key, Entry] = {}
        for entry in self.catalogue.entries:
            if entry.is_obsolete:
                continue
            if entry.key in seen:
                yield self._problem(entry.line, Level.ERROR, _twice(entry, seen[entry.key]))
                continue
            seen[entry.key] = entry
            yield from self._in_entry(entry)
        yield from self._missing(seen)

    def _in_entry(self, entry: Entry) -> Iterator[Problem]:
        text = self.texts.get(entry.key)
        if entry.place not in self.places:
            yield self._problem(entry.line, Level.WARNING, self._unknown(entry))
        elif text is None:
            yield self._problem(entry.line, Level.WARNING, self._outdated())
        elif entry.is_fuzzy and entry.translation:
            yield self._problem(entry.told_at, Level.WARNING, _WAITING)
        elif entry.translation:
            for level, wording in unfaithful(text, entry.translation, self.numbers):
                yield self._problem(entry.told_at, level, wording)

    def _missing(self, seen: dict[Key, Entry]) -> Iterator[Problem]:
        """One warning a file, at the first text that has no translation."""
        missing = [key for key in self.texts if key not in seen or not seen[key].translation]
        if missing:
            first = seen.get(missing[0])
            line = first.told_at if first else 1
            message = f"Kääntämättä on {len(missing)} tekstiä. Ensimmäinen: ”{missing[0][0]}”."
            hint = f"Käännä tekstit. Jos jokin puuttuu tiedostosta, aja {self._command}."
            yield self._problem(line, Level.WARNING, ("translation-missing", message, hint))

    @property
    def _command(self) -> str:
        return f"`digimatka translate --language {self.language}`"

    def _unknown(self, entry: Entry) -> Wording:
        message = f"Paikkaa ”{_short(entry.place)}” ei ole matkassa."
        hint = f"Aja {self._command}. Käännös säilyy, jos tunnus on vaihdettu (was) tai se palaa."
        return "translation-unknown", message, hint

    def _outdated(self) -> Wording:
        message = "Teksti on muuttunut sen jälkeen, kun se käännettiin."
        hint = f"Aja {self._command}. Tarkista sitten käännös."
        return "translation-outdated", message, hint

    def _problem(self, line: int, level: Level, wording: Wording) -> Problem:
        return Problem(self.file, line, 1, level, *wording)


def _twice(entry: Entry, first: Entry) -> Wording:
    message = f"Tekstille ”{_short(entry.text)}” on käännös jo rivillä {first.line}."
    return "translation-twice", message, "Poista toinen niistä."


def _head_says(said: str, language: str) -> tuple[str, str]:
    message = f"Tiedoston kieli on ”{_short(said)}”, mutta nimi sanoo ”{language}”."
    if not said:
        message = f"Tiedoston alussa ei sanota, että sen kieli on ”{language}”."
    return message, f'Alussa pitää olla rivi "Language: {language}\\n".'


def _language_of_name(known: list[str]) -> Wording:
    hint = f"Nimi on jokin näistä: {', '.join(known)}."
    return "translation-language", "Tiedoston nimi ei ole kieli, jolle matkan voi kääntää.", hint


def _short(text: str) -> str:
    most = 60
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most]}…"


_OWN: Final = (
    "translation-language",
    "Matka on kirjoitettu tällä kielellä, joten käännöstä ei tarvita.",
    "Poista tiedosto. Korjaa tekstit matkan omiin tiedostoihin.",
)
_WAITING: Final = (
    "translation-outdated",
    "Käännös odottaa tarkistusta: teksti on muuttunut tai vaihtanut paikkaa.",
    "Korjaa käännös ja poista merkintä ”fuzzy” (käännösohjelmassa: ”tarvitsee työtä”).",
)
