"""Planning a meeting: the run sheet that is kept with it."""

from dataclasses import dataclass

from digimatka.core import runsheet
from digimatka.core.group import Group
from digimatka.core.runsheet import RunSheet
from digimatka.core.staff import Staff
from digimatka.store.session import Store
from digimatka.usecases import groups, meet
from digimatka.usecases.groups import LONGEST_NUMBER
from digimatka.usecases.learn import NothingThereError


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting by its plan, and the group that it is for."""

    meeting: int
    group: Group
    sheet: RunSheet


def of_meeting(store: Store, staff: Staff, meeting_id: int) -> Planned:
    """The plan of a meeting, for those who lead its group. NothingThereError."""
    if meeting_id.bit_length() > LONGEST_NUMBER:
        raise NothingThereError
    row = meet.led(store, staff, meeting_id)
    group = groups.led(store, staff, row.group_id)
    return Planned(meeting_id, group, runsheet.load(row.plan))
