"""A zip that comes in: a good one gives its files, a hostile one is refused as a whole, kindly."""

import io
import stat
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digimatka.content import parcel
from digimatka.content.folders import MOST_FILES
from digimatka.content.parcel import ParcelError, pack, unpack

GOOD = {"journey.yaml": b"id: matka\n", "alku/eka.yaml": b"id: eka\n", "media/kuva.svg": b"<svg/>"}


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], top: str = "matka/") -> bytes:
    """A zip of the good journey and these entries, as whoever made it wanted them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in GOOD.items():
            made.writestr(f"{top}{name}", data)
        for entry, data in entries:
            made.writestr(entry, data)
    return packed.getvalue()


def entry(
    name: str, mode: int = 0o644 | stat.S_IFREG, packing: int = zipfile.ZIP_DEFLATED
) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    made.compress_type = packing
    return made


def codes(data: bytes) -> list[str]:
    with pytest.raises(ParcelError) as found:
        unpack(data)
    for problem in found.value.problems:
        assert problem.message.endswith(".")
        assert problem.hint.endswith(".")
    return [problem.code for problem in found.value.problems]


def test_what_is_packed_can_be_unpacked() -> None:
    assert unpack(pack("matka", GOOD)) == dict(sorted(GOOD.items()))
    assert pack("matka", GOOD) == pack("matka", GOOD)


@pytest.mark.parametrize("top", ["", "matka/", "muu-nimi/"])
def test_a_journey_may_lie_in_a_folder_or_not(top: str) -> None:
    assert unpack(zipped(top=top)).keys() == GOOD.keys()


def test_folders_and_what_systems_leave_are_passed_over() -> None:
    left = [("__MACOSX/matka/._eka.yaml", b"x"), ("matka/.DS_Store", b"x"), ("matka/alku/", b"")]

    assert unpack(zipped(*((entry(name), data) for name, data in left))).keys() == GOOD.keys()


HOSTILE: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "a name that climbs": (lambda: zipped(("matka/../../x.yaml", b"x")), ["zip-outside"]),
    "an absolute name": (lambda: zipped(("/etc/x.yaml", b"x")), ["zip-outside"]),
    "a name of Windows": (lambda: zipped(("matka\\x.yaml", b"x")), ["zip-outside"]),
    "a drive": (lambda: zipped(("C:x.yaml", b"x")), ["zip-outside"]),
    "a link": (
        lambda: zipped((entry("matka/alku/x.yaml", stat.S_IFLNK | 0o777), b"/etc/passwd")),
        ["zip-link"],
    ),
    "a pipe": (lambda: zipped((entry("matka/x.yaml", stat.S_IFIFO), b"")), ["zip-link"]),
    "a bomb": (lambda: zipped(("matka/x.yaml", b"0" * 9_000_000)), ["zip-bomb"]),
    "many files": (
        lambda: zipped(*((f"matka/alku/x{n}.yaml", b"") for n in range(MOST_FILES))),
        ["zip-too-many"],
    ),
    "a program": (lambda: zipped(("matka/aja.sh", b"x")), ["zip-name"]),
    "a hidden file": (lambda: zipped(("matka/.git/config", b"x")), ["zip-name"]),
    "deep folders": (lambda: zipped(("matka/a/b/c.yaml", b"x")), ["zip-name"]),
    "a neighbour": (lambda: zipped(("muu/x.yaml", b"x")), ["zip-name"]),
    "the same name in other letters": (
        lambda: zipped(("matka/alku/EKA.yaml", b"x")),
        ["zip-twice"],
    ),
    "two journeys": (lambda: zipped(("muu/journey.yaml", b"x")), ["zip-no-journey"]),
    "no journey": (lambda: zipped(top="a/b/c/"), ["zip-no-journey"]),
    "nothing": (lambda: b"", ["zip-broken"]),
    "no zip": (lambda: b"PK\x03\x04 ei", ["zip-broken"]),
    "a cut zip": (lambda: zipped()[:-30], ["zip-broken"]),
    "other packing": (
        lambda: zipped((entry("matka/x.yaml", packing=zipfile.ZIP_LZMA), b"x")),
        ["zip-broken"],
    ),
    "a large text": (
        lambda: zipped(("matka/x.yaml", bytes(range(256)) * 1100)),
        ["zip-file-too-large"],
    ),
}


@pytest.mark.parametrize("made", HOSTILE)
def test_a_hostile_zip_is_refused(made: str) -> None:
    make, expected = HOSTILE[made]

    assert codes(make()) == expected


def test_a_zip_is_not_believed_when_it_says_how_small_it_is() -> None:
    """The size in the directory is a lie; what is read stops at what a file may have."""
    data = zipped(("matka/x.yaml", b"0" * 5_000_000))
    lying = data.replace((5_000_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))

    assert lying != data
    assert codes(lying) in (["zip-broken"], ["zip-file-too-large"])


def test_a_password_is_named() -> None:
    made = bytearray(zipped(("matka/x.yaml", b"salaisuus")))
    at = made.rindex(b"PK\x01\x02")  # the last entry of the directory
    made[at + 8] |= 1

    assert codes(bytes(made)) == ["zip-password"]


def test_a_large_upload_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcel, "MOST_BYTES", 100)

    assert codes(zipped()) == ["zip-too-large"]


def test_together_the_files_may_not_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcel, "MOST_UNPACKED", 20)

    assert codes(zipped()) == ["zip-bomb"]


@settings(max_examples=300, deadline=None)
@given(at=st.integers(0, 500), new=st.binary(min_size=1, max_size=6))
def test_a_zip_with_any_bytes_changed_is_taken_or_refused_and_never_more(
    at: int, new: bytes
) -> None:
    data = zipped()
    changed = data[:at] + new + data[at + len(new) :]

    with suppress(ParcelError):
        assert "journey.yaml" in unpack(changed)
