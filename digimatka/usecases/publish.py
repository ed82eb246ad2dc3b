"""Writing a journey together and publishing it: drafts, checks, versions, and the way back.

An author never edits what is served. A journey has one draft, a working copy that its authors share
(``DATA_DIR/drafts/<journey>/``): every save names what it was read from, so nobody overwrites
another one unseen. Publishing puts the whole draft in the place of the served folder at once, and
keeps it as a version that can be compared and published again.

Texts for people that come from here are those of ``Problem``; the rest are values for the studio to
word. ``NoJourneyError`` and ``NoFileError`` are 404s.
"""

from datetime import date

from digimatka.content import diffs, folders, parcel
from digimatka.content.check import check
from digimatka.content.diffs import FileDiff
from digimatka.content.folders import Text, fingerprint
from digimatka.content.grammar import Grammar, endings
from digimatka.content.load import Loaded, load_journey
from digimatka.content.problems import Level, Problem, has_errors
from digimatka.content.versions import Version
from digimatka.core.compiler import compile_rules
from digimatka.core.impact import Impact
from digimatka.store.session import Store
from digimatka.usecases.impact import impact_on
from digimatka.usecases.release import put_in_place
from digimatka.usecases.workshop import (
    By,
    Conflict,
    Draft,
    DraftFile,
    NoFileError,
    NoJourneyError,
    Published,
    Refused,
    TooLargeError,
    Workshop,
    bench,
    bytes_of,
    checked,
    looked_at,
    names,
    text_in,
    there_in,
    within,
)

__all__ = [
    "By",
    "Conflict",
    "Draft",
    "DraftFile",
    "NoFileError",
    "NoJourneyError",
    "Published",
    "Refused",
    "Text",
    "TooLargeError",
    "Workshop",
]


def journeys(shop: Workshop) -> tuple[str, ...]:
    """The ids of the journeys that can be edited: those that are served, and drafts of new ones."""
    return names(shop)


def open_draft(shop: Workshop, journey: str) -> Draft:
    """The draft as it is; made of the served files if there is none yet.

    Files that nobody has changed in it follow the served ones.
    """
    with bench(shop, journey) as copy:
        clashes = copy.follow()
        here, served = copy.files(), copy.served()
    files = tuple(
        DraftFile(
            name,
            diffs.state_of(name, served, here),
            len(here.get(name, b"")),
            folders.is_text(name),
        )
        for name in sorted(here.keys() | served.keys())
    )
    return Draft(journey, copy.folder, files, clashes)


def read(shop: Workshop, journey: str, name: str) -> Text:
    """A text of the draft, with the fingerprint by which it can be saved."""
    with bench(shop, journey) as copy:
        return text_in(copy.folder, name)


def read_served(shop: Workshop, journey: str, name: str) -> Text:
    """The same text as it is served now."""
    with bench(shop, journey) as copy:
        return text_in(copy.served_folder, name)


def save(shop: Workshop, journey: str, text: Text) -> Text | Conflict:
    """Writes a file of the draft, if it still is what ``text.seen`` names ('': no file yet).

    Returns it with its new fingerprint. What is there already, word for word, is saved.
    TooLargeError.
    """
    data = bytes_of(text)
    with bench(shop, journey) as copy:
        there = there_in(copy.folder, text.name)
        if there is not None and bytes_of(there) == data:
            return there
        if (there.seen if there else "") != text.seen:
            return Conflict(there, text)
        copy.put(text.name, data)
    return Text(text.name, data.decode(), fingerprint(data))


def remove(shop: Workshop, journey: str, name: str, seen: str) -> Conflict | None:
    """Takes a file out of the draft, on the same condition. One that is not there is removed."""
    with bench(shop, journey) as copy:
        path = copy.folder / checked(name)
        if not path.is_file():
            return None
        if fingerprint(path.read_bytes()) != seen:
            return Conflict(there_in(copy.folder, name), Text(name, "", seen))
        copy.put(name, None)
    return None


def keep(shop: Workshop, journey: str, name: str, *, served: bool) -> None:
    """Settles a clash: the draft's file stays, or the served one is taken into the draft."""
    with bench(shop, journey) as copy:
        if checked(name) in copy.follow():
            copy.keep(name, served=served)


def discard(shop: Workshop, journey: str) -> None:
    """Throws the draft away: it begins anew from what is served."""
    with bench(shop, journey) as copy:
        copy.drop()


def load(shop: Workshop, journey: str, unsaved: Text | None = None) -> Loaded:
    """The draft as a journey, or its problems; with a text as it stands in the editor."""
    more = {} if unsaved is None else {unsaved.name: bytes_of(unsaved)}
    with bench(shop, journey) as copy:
        pass  # reading takes longer than others should wait; no file is ever half there
    with looked_at(copy, more) as folder:
        return load_journey(folder)


def problems(
    shop: Workshop,
    journey: str,
    today: date,
    unsaved: Text | None = None,
    grammar: Grammar = endings,
) -> tuple[Problem, ...]:
    """Everything that is known about the draft; ``file`` is the name within the journey."""
    loaded = load(shop, journey, unsaved)
    return within(loaded.folder, check(loaded, today, grammar))


def pending(shop: Workshop, journey: str) -> tuple[FileDiff, ...]:
    """What publishing would change in the served folder."""
    with bench(shop, journey) as copy:
        copy.follow()
        return diffs.compare(copy.served(), copy.files())


def impact(shop: Workshop, journey: str, store: Store, day: date) -> Impact | None:
    """What publishing would mean for the learners there are; None while the draft has errors.

    None as well for a journey that is not served yet.
    """
    with bench(shop, journey) as copy:
        old, new = (load_journey(path).journey for path in (copy.served_folder, copy.folder))
    if old is None or new is None:
        return None
    return impact_on(store, compile_rules(old), compile_rules(new), day)


def publish(shop: Workshop, journey: str, by: By) -> Published | Refused:
    """Puts the draft in the place of the served files, all at once, and keeps it as a version.

    Afterwards let the served content be looked at: ``services().swap.renew()``.
    """
    with bench(shop, journey) as copy:
        clashes, contents = copy.follow(), copy.files()
        if clashes or contents == copy.served():
            return Refused(clashes=clashes)
        loaded = load_journey(copy.folder)
        found = within(copy.folder, check(loaded, by.day))
        if has_errors(found):
            return Refused(tuple(problem for problem in found if problem.level is Level.ERROR))
        done = put_in_place(shop, copy, contents, by)
        if isinstance(done, Published):
            copy.published()
        return done


def history(shop: Workshop, journey: str) -> tuple[Version, ...]:
    """Every version, the newest first. None before the first publish."""
    with bench(shop, journey):
        return shop.versions(journey).all()


def changes(shop: Workshop, journey: str, old: int, new: int) -> tuple[FileDiff, ...]:
    """What is different between two versions by their numbers; 0 is the empty one."""
    with bench(shop, journey):
        return diffs.compare(_version(shop, journey, old), _version(shop, journey, new))


def roll_back(shop: Workshop, journey: str, number: int, by: By) -> Published | Refused:
    """Publishes an old version anew; it becomes the newest. The draft keeps its changes."""
    with bench(shop, journey) as copy:
        contents = _version(shop, journey, number)
        if not contents:
            raise NoFileError(str(number))
        if contents == copy.served():
            return Refused()
        with looked_at(copy, contents, alone=True) as folder:
            found = within(folder, check(load_journey(folder), by.day))
        if has_errors(found):  # the format may have become stricter since
            return Refused(tuple(problem for problem in found if problem.level is Level.ERROR))
        done = put_in_place(shop, copy, contents, by)
        copy.follow()
        return done


def export(shop: Workshop, journey: str) -> bytes:
    """The draft as a zip file with one folder, the journey."""
    with bench(shop, journey) as copy:
        return parcel.pack(journey, copy.files())


def take_in(shop: Workshop, journey: str, data: bytes) -> tuple[Problem, ...]:
    """Puts the files of a zip in the place of the draft's; never published by itself.

    Any problem: nothing was taken in. Files that the draft has and the zip has not are removed. A
    journey that there is not yet gets a draft by it.
    """
    try:
        contents = parcel.unpack(data)
    except parcel.ParcelError as error:
        return error.problems
    with bench(shop, journey, is_new=True) as copy:
        copy.fill(contents)
    return ()


def _version(shop: Workshop, journey: str, number: int) -> dict[str, bytes]:
    try:
        return shop.versions(journey).files(number)
    except KeyError as error:
        raise NoFileError(str(number)) from error
