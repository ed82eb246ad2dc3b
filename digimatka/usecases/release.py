"""Puts checked files in the place of what is served, as a version that is kept."""

from collections.abc import Mapping
from typing import Final

from digimatka.content import replace, worktree
from digimatka.content.drafts import WorkingCopy
from digimatka.content.problems import Level, Problem
from digimatka.usecases.workshop import By, Published, Refused, Workshop

_NOT_WRITTEN: Final = "Muuten mikään ei muuttunut. Kerro ylläpitäjälle, mitä tässä lukee."


def put_in_place(
    shop: Workshop, copy: WorkingCopy, contents: Mapping[str, bytes], by: By
) -> Published | Refused:
    """The version is kept first: what is served can then always be told and published again."""
    versions, served = shop.versions(copy.folder.name), copy.served()
    try:
        if served and versions.files(versions.newest()) != served:
            versions.add(served, "", "", by.day)  # changed by an editor, or by who installed it
        made = versions.add(contents, by.author, by.note, by.day)
        try:
            replace.replace_files(copy.served_folder, contents)
        except OSError:
            versions.drop(made.number)
            raise
    except OSError as error:
        message = f"Kansioon ei voi kirjoittaa: {error.strerror or error}."
        wording = ("not-written", message, _NOT_WRITTEN)
        return Refused((Problem("", 1, 1, Level.ERROR, *wording),))
    try:
        worktree.commit(copy.served_folder, by.author, by.note)
    except worktree.CommitError as error:
        return Published(made, str(error))
    return Published(made)
