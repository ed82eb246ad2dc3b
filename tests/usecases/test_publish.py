"""Authors share a draft, nobody overwrites anybody, and a version is published whole or not."""

import shutil
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest

from digimatka.content import replace as replacing
from digimatka.content import worktree
from digimatka.content.load import load_journey
from digimatka.core.impact import Impact
from digimatka.store.session import Store
from digimatka.usecases import publish
from digimatka.usecases.publish import (
    By,
    Conflict,
    NoFileError,
    NoJourneyError,
    Published,
    Refused,
    Text,
    TooLargeError,
    Workshop,
)
from tests.conftest import TODAY
from tests.content.small import copy_to

NAME = "pieni-matka"
EKA = "alku/eka.yaml"
BY = By("liisa", "Selkeämpi alku", TODAY)


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """A folder of one small journey, and an empty data folder."""
    (tmp_path / "content").mkdir()
    copy_to(tmp_path / "content")
    return Workshop(tmp_path / "content", tmp_path / "data")


def served(shop: Workshop, name: str = EKA) -> str:
    return (shop.content / NAME / name).read_text("utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def edit(shop: Workshop, old: str, new: str, name: str = EKA) -> Text:
    """Reads, changes and saves a text, as an author does."""
    text = publish.read(shop, NAME, name)
    assert old in text.text
    saved = publish.save(shop, NAME, replace(text, text=text.text.replace(old, new)))
    assert isinstance(saved, Text)
    return saved


def published(shop: Workshop, by: By = BY) -> Published:
    done = publish.publish(shop, NAME, by)
    assert isinstance(done, Published), done
    return done


def states(shop: Workshop) -> dict[str, str]:
    files = publish.open_draft(shop, NAME).files
    return {file.name: file.state for file in files if file.state != "same"}


def test_a_draft_is_what_is_served_until_somebody_writes(shop: Workshop) -> None:
    draft = publish.open_draft(shop, NAME)

    assert publish.journeys(shop) == (NAME,)
    assert {file.name for file in draft.files} == set(tree(shop.content / NAME))
    assert not draft.is_changed
    assert publish.publish(shop, NAME, BY) == Refused()
    assert publish.history(shop, NAME) == ()


def test_what_is_written_is_in_the_draft_and_not_served(shop: Workshop) -> None:
    before = served(shop)
    saved = edit(shop, "Tervetuloa", "Hei")

    assert publish.read(shop, NAME, EKA) == saved
    assert publish.read_served(shop, NAME, EKA).text == before == served(shop)
    assert states(shop) == {EKA: "changed"}
    (diff,) = publish.pending(shop, NAME)
    assert (diff.name, diff.state, diff.added, diff.removed) == (EKA, "changed", 1, 1)
    assert any(line.startswith("+") and "Hei" in line for line in diff.lines)


def test_who_saves_second_overwrites_nothing_and_gets_both_texts(shop: Workshop) -> None:
    one = publish.read(shop, NAME, EKA)
    saved = edit(shop, "Ensimmäinen", "Eka")

    said = publish.save(shop, NAME, replace(one, text="oma teksti"))

    assert said == Conflict(saved, replace(one, text="oma teksti"))
    assert publish.read(shop, NAME, EKA) == saved


def test_the_same_words_twice_are_saved_once(shop: Workshop) -> None:
    """A repeated post, or two who made the same correction."""
    one = publish.read(shop, NAME, EKA)
    saved = edit(shop, "Ensimmäinen", "Eka")

    assert publish.save(shop, NAME, replace(saved, seen=one.seen)) == saved
    assert publish.save(shop, NAME, replace(saved, text=saved.text.replace("\n", "\r\n"))) == saved


def test_of_many_who_save_at_once_one_is_first(shop: Workshop) -> None:
    text, start, said = publish.read(shop, NAME, EKA), Barrier(6), list[object]()

    def save(number: int) -> None:
        start.wait()
        said.append(publish.save(shop, NAME, replace(text, text=f"id: eka{number}\n")))

    threads = [Thread(target=save, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (first,) = [one for one in said if isinstance(one, Text)]
    assert len(said) == 6
    assert publish.read(shop, NAME, EKA) == first


def test_files_come_and_go(shop: Workshop) -> None:
    text = Text("practices/ovi.yaml", "id: ovi\n", "")
    saved = publish.save(shop, NAME, text)
    assert isinstance(saved, Text)
    assert isinstance(publish.save(shop, NAME, replace(text, text="id: toinen\n")), Conflict)
    assert states(shop) == {text.name: "added"}

    assert isinstance(publish.remove(shop, NAME, text.name, "old"), Conflict)
    assert publish.remove(shop, NAME, text.name, saved.seen) is None
    assert publish.remove(shop, NAME, text.name, saved.seen) is None
    eka = publish.read(shop, NAME, EKA)
    assert publish.remove(shop, NAME, EKA, eka.seen) is None
    assert states(shop) == {EKA: "removed"}
    said = publish.save(shop, NAME, replace(eka, text="takaisin\n"))
    assert said == Conflict(None, replace(eka, text="takaisin\n"))


@pytest.mark.parametrize(
    "name",
    [
        *("../salaisuus.yaml", "/etc/passwd", "alku/../eka.yaml", "a/b/c.yaml", ".piilo.yaml"),
        *("alku/.git.yaml", "alku\\eka.yaml", "eka.exe", "eka", "", "alku/", "Alku/eka.yaml"),
        *("alku/eka.yaml\0", "alku//eka.yaml", "./eka.yaml", "media/kuva.svg", "puuttuu.yaml"),
    ],
)
def test_no_other_name_is_a_file(shop: Workshop, name: str) -> None:
    with pytest.raises(NoFileError):
        publish.read(shop, NAME, name)
    if name != "puuttuu.yaml":
        with pytest.raises(NoFileError):
            publish.save(shop, NAME, Text(name, "x", ""))


@pytest.mark.parametrize("name", ["muu", "", "..", ".lock", "../content", NAME.upper(), "x" * 61])
def test_no_other_name_is_a_journey(shop: Workshop, name: str) -> None:
    with pytest.raises(NoJourneyError):
        publish.open_draft(shop, name)


def test_a_text_that_no_file_may_be_is_not_taken(shop: Workshop) -> None:
    text = publish.read(shop, NAME, EKA)

    with pytest.raises(TooLargeError):
        publish.save(shop, NAME, replace(text, text="ä" * 140_000))
    assert publish.read(shop, NAME, EKA) == text


def test_problems_tell_the_file_by_its_name_and_know_what_is_not_saved(shop: Workshop) -> None:
    text = publish.read(shop, NAME, EKA)
    broken = replace(text, text=text.text.replace("minutes", "minuts"))

    found = publish.problems(shop, NAME, TODAY, broken)

    assert [(p.file, p.line, p.code) for p in found] == [(EKA, 4, "unknown-key")]
    assert publish.problems(shop, NAME, TODAY) == ()
    assert publish.load(shop, NAME, broken).journey is None
    assert publish.read(shop, NAME, EKA) == text


def test_a_journey_with_errors_is_not_published(shop: Workshop) -> None:
    before = tree(shop.content)
    edit(shop, "minutes", "minuts")

    done = publish.publish(shop, NAME, BY)

    assert isinstance(done, Refused)
    assert [(p.file, p.code) for p in done.problems] == [(EKA, "unknown-key")]
    assert tree(shop.content) == before
    assert publish.history(shop, NAME) == ()


def test_publishing_puts_all_files_in_place_and_keeps_both_versions(shop: Workshop) -> None:
    first = tree(shop.content / NAME)
    (shop.content / NAME / "LUE.txt").write_text("ei sisältöä")
    edit(shop, "Tervetuloa", "Hei")
    edit(shop, "Rohkea alku", "Rohkea", "badges.yaml")

    done = published(shop)

    assert "Hei" in served(shop)
    assert tree(shop.content / NAME) == {
        **tree(shop.data / "drafts" / NAME),
        "LUE.txt": "ei sisältöä".encode(),
    }
    assert [path.name for path in shop.content.iterdir()] == [NAME]
    newest, oldest = publish.history(shop, NAME)
    assert newest == done.version
    assert (newest.number, newest.author, newest.note, newest.day) == (2, BY.author, BY.note, TODAY)
    assert newest.changed == (EKA, "badges.yaml")
    assert (oldest.number, oldest.author, set(oldest.changed)) == (1, "", set(first))
    assert [d.name for d in publish.changes(shop, NAME, 1, 2)] == [EKA, "badges.yaml"]
    assert not publish.open_draft(shop, NAME).is_changed


def test_rolling_back_publishes_the_old_version_anew(shop: Workshop) -> None:
    first = tree(shop.content / NAME)
    edit(shop, "Tervetuloa", "Hei")
    published(shop)
    edit(shop, "Rohkea alku", "Rohkea", "badges.yaml")

    done = publish.roll_back(shop, NAME, 1, By("kalle", "Takaisin", TODAY))

    assert isinstance(done, Published)
    assert (done.version.number, done.version.changed) == (3, (EKA,))
    assert tree(shop.content / NAME) == first
    assert states(shop) == {"badges.yaml": "changed"}, "what is being written stays"
    assert publish.roll_back(shop, NAME, 1, BY) == Refused()
    for number in (0, 99):
        with pytest.raises(NoFileError):
            publish.roll_back(shop, NAME, number, BY)


def test_an_old_version_that_has_errors_by_now_is_not_published(shop: Workshop) -> None:
    edit(shop, "Tervetuloa", "Hei")
    published(shop)
    shutil.rmtree(shop.data / "versions" / NAME)
    versions = shop.versions(NAME)
    versions.add({"journey.yaml": b"id: muu\n"}, "liisa", "", TODAY)

    done = publish.roll_back(shop, NAME, 1, BY)

    assert isinstance(done, Refused)
    assert {problem.file.split("/")[0] for problem in done.problems} == {"journey.yaml"}
    assert "Hei" in served(shop)


def test_what_changed_in_the_folder_meanwhile_comes_into_the_draft(shop: Workshop) -> None:
    edit(shop, "Rohkea alku", "Rohkea", "badges.yaml")
    path = shop.content / NAME / EKA
    path.write_text(served(shop).replace("Tervetuloa", "Terve"), "utf-8")

    draft = publish.open_draft(shop, NAME)

    assert draft.clashes == ()
    assert "Terve." in publish.read(shop, NAME, EKA).text
    assert states(shop) == {"badges.yaml": "changed"}
    published(shop)
    assert [v.author for v in publish.history(shop, NAME)] == ["liisa", ""]


@pytest.mark.parametrize("takes_served", [True, False])
def test_a_file_that_changed_in_both_must_be_settled_first(
    shop: Workshop, takes_served: bool
) -> None:
    edit(shop, "Tervetuloa", "Omani")
    path = shop.content / NAME / EKA
    path.write_text(served(shop).replace("Tervetuloa", "Toisen"), "utf-8")

    assert publish.open_draft(shop, NAME).clashes == (EKA,)
    assert publish.publish(shop, NAME, BY) == Refused(clashes=(EKA,))
    assert "Toisen" in served(shop)

    publish.keep(shop, NAME, EKA, served=takes_served)

    draft = publish.open_draft(shop, NAME)
    assert (draft.clashes, draft.is_changed) == ((), not takes_served)
    assert ("Toisen" in publish.read(shop, NAME, EKA).text) is takes_served
    if not takes_served:
        published(shop)
        assert "Omani" in served(shop)


def test_a_file_that_was_removed_there_and_changed_here_clashes_too(shop: Workshop) -> None:
    edit(shop, "Tervetuloa", "Omani")
    (shop.content / NAME / EKA).unlink()

    assert publish.open_draft(shop, NAME).clashes == (EKA,)
    publish.keep(shop, NAME, EKA, served=False)
    assert states(shop) == {EKA: "added"}


def test_a_draft_can_be_thrown_away(shop: Workshop) -> None:
    edit(shop, "Tervetuloa", "Omani")

    publish.discard(shop, NAME)

    assert not publish.open_draft(shop, NAME).is_changed


def test_a_folder_that_cannot_be_written_is_said_and_nothing_has_changed(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(shop, "Tervetuloa", "Hei")
    before = tree(shop.content)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(replacing, "put", full)

    done = publish.publish(shop, NAME, BY)

    assert isinstance(done, Refused)
    assert [problem.code for problem in done.problems] == ["not-written"]
    assert tree(shop.content) == before
    assert [version.author for version in publish.history(shop, NAME)] == [""]
    monkeypatch.undo()
    assert published(shop).version.number == 2


def test_the_impact_is_that_on_the_served_journey(shop: Workshop, store: Store) -> None:
    edit(shop, "Tervetuloa", "Hei")
    assert publish.impact(shop, NAME, store, TODAY) == Impact(learners=0)

    edit(shop, "minutes", "minuts")
    assert publish.impact(shop, NAME, store, TODAY) is None


def test_a_journey_goes_out_and_comes_into_the_draft_alone(shop: Workshop) -> None:
    edit(shop, "Tervetuloa", "Hei")
    packed = publish.export(shop, NAME)
    publish.discard(shop, NAME)
    extra = publish.save(shop, NAME, Text("alku/extra.yaml", "id: extra\n", ""))
    assert isinstance(extra, Text)

    assert publish.take_in(shop, NAME, packed) == ()

    assert states(shop) == {EKA: "changed"}
    assert "Tervetuloa" in served(shop)
    assert publish.export(shop, NAME) == packed


def test_a_journey_that_there_is_not_comes_as_a_draft_and_is_served_once_published(
    shop: Workshop,
) -> None:
    edit(shop, f"id: {NAME}", "id: toinen-matka", "journey.yaml")
    packed = publish.export(shop, NAME)
    publish.discard(shop, NAME)

    assert publish.take_in(shop, "toinen-matka", packed) == ()
    assert publish.journeys(shop) == (NAME, "toinen-matka")
    assert not (shop.content / "toinen-matka").exists()

    assert isinstance(publish.publish(shop, "toinen-matka", BY), Published)
    assert load_journey(shop.content / "toinen-matka").journey is not None


def test_what_is_no_zip_of_a_journey_leaves_the_draft_as_it_is(shop: Workshop) -> None:
    edit(shop, "Tervetuloa", "Hei")
    before = publish.open_draft(shop, NAME)

    assert [p.code for p in publish.take_in(shop, NAME, b"ei zip")] == ["zip-broken"]
    assert publish.open_draft(shop, NAME) == before


def test_the_folder_may_be_the_journey_itself(tmp_path: Path) -> None:
    shop = Workshop(copy_to(tmp_path), tmp_path / "data")

    edit(shop, "Tervetuloa", "Hei")
    published(shop)

    assert "Hei" in (tmp_path / NAME / EKA).read_text("utf-8")
    with pytest.raises(NoJourneyError):
        publish.take_in(shop, "toinen", publish.export(shop, NAME))


def test_what_git_said_is_a_warning_and_the_version_is_published(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> bool:
        raise worktree.CommitError("index.lock")

    monkeypatch.setattr(worktree, "commit", fails)
    edit(shop, "Tervetuloa", "Hei")

    assert published(shop).warning == "index.lock"
    assert "Hei" in served(shop)
