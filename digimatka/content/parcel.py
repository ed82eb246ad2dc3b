"""A journey as a zip file, and back. What comes in is somebody's file: nothing in it is believed.

Nothing is unpacked to the disk. Names are judged as text, sizes by what is read and not by what the
file says of itself, and any doubt refuses the whole.
"""

import io
import stat
import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final
from zlib import error as ZlibError  # noqa: N812 - the name of a class

from digimatka.content.files import JOURNEY
from digimatka.content.folders import MOST_FILES, is_name, most_bytes
from digimatka.content.problems import Level, Problem, Wording

MOST_BYTES: Final = 20_000_000  # of the zip file
MOST_UNPACKED: Final = 40_000_000
MOST_RATIO: Final = 200
_SMALL: Final = 100_000  # of a smaller file any ratio is harmless
_ENCRYPTED: Final = 0x1
# What other systems put into every zip file.
_LEFTOVERS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_MAC: Final = "__MACOSX"
# Bytes that are no zip make the library stumble anywhere.
_WHAT_ZIPS_RAISE: Final = (
    *(zipfile.BadZipFile, ZlibError, struct.error, EOFError, OSError),
    *(ValueError, LookupError, ArithmeticError, RuntimeError),  # also: a password, other packing
)
_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NEVER: Final = (1980, 1, 1, 0, 0, 0)


class ParcelError(Exception):
    """The zip file is not taken; ``problems`` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(sorted(problems))


def pack(journey: str, contents: Mapping[str, bytes]) -> bytes:
    """Files as a zip with one folder. The same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, data in contents.items():
            entry = zipfile.ZipInfo(f"{journey}/{name}", _NEVER)
            entry.external_attr = 0o644 << 16
            parcel.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The files in a zip by their names in the journey. ParcelError."""
    if len(data) > MOST_BYTES:
        raise ParcelError([_problem("", _TOO_LARGE)])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            return _Unpacking(parcel).run()
    except _WHAT_ZIPS_RAISE as error:
        raise ParcelError([_problem("", _BROKEN)]) from error


class _Unpacking:
    """One zip file: first every name and number is judged, and only then bytes are read."""

    def __init__(self, parcel: zipfile.ZipFile) -> None:
        self.parcel = parcel
        self.problems: list[Problem] = []

    def run(self) -> dict[str, bytes]:
        entries = self.parcel.infolist()
        if len(entries) > 2 * MOST_FILES:  # folders and leftovers are entries, too
            self._refuse("", _TOO_MANY)
        kept = [entry for entry in entries if not _is_passed_over(entry)]
        if len(kept) > MOST_FILES:
            self._refuse("", _TOO_MANY)
        if sum(entry.file_size for entry in kept) > MOST_UNPACKED:
            self._refuse("", _BOMB)
        for entry in kept:
            for wording in _doubts(entry):
                self.problems.append(_problem(entry.filename, wording))
        self._stop_if_any()
        names = self._names(kept)
        self._stop_if_any()
        return {name: self._read(entry, name) for name, entry in sorted(names.items())}

    def _names(self, entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        """Entries by their names in the journey, which may be a folder of the zip or all of it."""
        heads = [PurePosixPath(e.filename) for e in entries if e.filename.endswith(JOURNEY)]
        tops = [head.parent for head in heads if head.name == JOURNEY and len(head.parts) <= 2]  # noqa: PLR2004
        if len(tops) != 1:
            self._refuse("", _NO_JOURNEY)
        found: dict[str, zipfile.ZipInfo] = {}
        folded: set[str] = set()
        for entry in entries:
            path = PurePosixPath(entry.filename)
            name = path.relative_to(tops[0]).as_posix() if path.is_relative_to(tops[0]) else ""
            if not is_name(name):
                self.problems.append(_problem(entry.filename, _NAME))
            elif name.casefold() in folded:
                self.problems.append(_problem(entry.filename, _TWICE))
            found[name] = entry
            folded.add(name.casefold())
        return found

    def _read(self, entry: zipfile.ZipInfo, name: str) -> bytes:
        most = most_bytes(name)
        with self.parcel.open(entry) as file:
            data = file.read(most + 1)
        if len(data) > most:
            self._refuse(entry.filename, _FILE_TOO_LARGE)
        return data

    def _refuse(self, name: str, wording: Wording) -> None:
        self.problems.append(_problem(name, wording))
        self._stop_if_any()

    def _stop_if_any(self) -> None:
        if self.problems:
            raise ParcelError(self.problems)


def _is_passed_over(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    return entry.filename.endswith("/") or path.name in _LEFTOVERS or path.parts[:1] == (_MAC,)


def _doubts(entry: zipfile.ZipInfo) -> Iterator[Wording]:
    """What speaks against an entry by itself."""
    name, mode = entry.orig_filename, entry.external_attr >> 16
    parts = entry.filename.split("/")
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in parts or "\0" in name:
        yield _OUTSIDE
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        yield _LINK
    if entry.flag_bits & _ENCRYPTED:
        yield _PASSWORD
    if entry.compress_type not in _PACKINGS:
        yield _BROKEN
    if entry.file_size > max(_SMALL, MOST_RATIO * max(entry.compress_size, 1)):
        yield _BOMB


def _problem(name: str, wording: Wording) -> Problem:
    shown = name.encode("utf-8", "replace").decode().replace("\0", "")[:200]
    return Problem(shown, 1, 1, Level.ERROR, *wording)


_PACK_AGAIN: Final = "Tee paketti uudelleen: vie matka studiosta ja muuta vain sen tiedostoja."
_BROKEN: Final = ("zip-broken", "Tiedosto ei ole ehjä zip-paketti.", _PACK_AGAIN)
_TOO_LARGE: Final = (
    "zip-too-large",
    f"Paketti on liian suuri. Raja on {MOST_BYTES // 1_000_000} megatavua.",
    "Pienennä kuvia tai poista tiedostoja, joita matka ei tarvitse.",
)
_TOO_MANY: Final = (
    "zip-too-many",
    f"Paketissa on liian monta tiedostoa. Raja on {MOST_FILES}.",
    "Paketissa saa olla vain yksi matka.",
)
_BOMB: Final = (
    "zip-bomb",
    "Paketti purkautuisi paljon suuremmaksi kuin matka voi olla.",
    _PACK_AGAIN,
)
_FILE_TOO_LARGE: Final = (
    "zip-file-too-large",
    "Tiedosto on liian suuri matkan tiedostoksi.",
    "Pienennä kuva tai jaa teksti kahdeksi tiedostoksi.",
)
_OUTSIDE: Final = (
    "zip-outside",
    "Tiedoston nimi johtaa matkan kansion ulkopuolelle.",
    _PACK_AGAIN,
)
_LINK: Final = ("zip-link", "Tämä on linkki eikä tiedosto.", "Pakkaa itse tiedosto, ei linkkiä.")
_PASSWORD: Final = ("zip-password", "Paketissa on salasana.", "Pakkaa ilman salasanaa.")
_NAME: Final = (
    "zip-name",
    "Matkassa ei voi olla tämän nimistä tiedostoa.",
    "Kansioita on enintään yksi. Nimessä on pieniä kirjaimia a–z, numeroita ja viivoja.",
)
_TWICE: Final = ("zip-twice", "Sama nimi on paketissa kahdesti.", "Poista toinen.")
_NO_JOURNEY: Final = (
    "zip-no-journey",
    f"Paketissa pitää olla täsmälleen yksi matka: yksi {JOURNEY}, enintään yhden kansion sisällä.",
    _PACK_AGAIN,
)
