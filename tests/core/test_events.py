"""Events survive the trip through plain data, and nothing unknown is read as something known."""

import json
from dataclasses import fields
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digimatka.core.events import TYPES, VERSION, Event, Mark, StepCompleted, from_dict, to_dict
from digimatka.core.kinds.base import Assistance, By
from tests.core.player import DAY
from tests.core.strategies import QUICK

STEP_COMPLETED: Final = {
    "type": "StepCompleted",
    "v": 1,
    "quest": "oikea-osoite",
    "step": "kumpi",
    "how": "hint",
    "chosen": ["a", "b"],
    "day": "2026-11-24",
}
_VALUES: Final[dict[str, st.SearchStrategy[Any]]] = {
    "how": st.sampled_from(Assistance),
    "mark": st.sampled_from(Mark),
    "day": st.dates(),
    "chosen": st.lists(st.text(max_size=8), max_size=3).map(tuple),
    "by": st.sampled_from(By),
    "detours": st.integers(0, 99),
    "because": st.lists(st.text(max_size=8), max_size=3).map(tuple),
}
events: Final[st.SearchStrategy[Event]] = st.one_of(
    [
        st.builds(kind, **{f.name: _VALUES.get(f.name, st.text(max_size=8)) for f in fields(kind)})
        for kind in TYPES.values()
    ]
)


@QUICK
@given(events)
def test_every_event_comes_back_from_json_as_it_was(event: Event) -> None:
    assert from_dict(json.loads(json.dumps(to_dict(event)))) == event
    assert from_dict(to_dict(event)) == event


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_every_event_says_its_type_its_version_and_a_day_without_a_time(kind: type[Event]) -> None:
    values: dict[str, Any] = {"how": Assistance.ALONE, "mark": Mark.LATER, "day": DAY}
    event = kind(**{field.name: values.get(field.name, "x") for field in fields(kind)})

    data = to_dict(event)

    assert data["type"] == kind.__name__
    assert data["v"] == VERSION
    assert data["day"] == "2026-11-24"


def test_the_stored_form_is_fixed_since_logs_are_kept_for_years() -> None:
    event = StepCompleted("oikea-osoite", "kumpi", Assistance.HINT, ("a", "b"), date(2026, 11, 24))

    assert json.loads(json.dumps(to_dict(event))) == STEP_COMPLETED
    assert from_dict(STEP_COMPLETED) == event


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "StepForgotten"},
        {"type": "Event"},
        {"type": None},
        {"v": 2},
        {"v": 0},
        {"v": None},
        {"v": "1"},
        {"how": "magic"},
        {"day": "24.11.2026"},
    ],
    ids=str,
)
def test_an_unknown_type_version_or_value_is_a_value_error(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"unknown|isoformat|not a valid"):
        from_dict({**STEP_COMPLETED, **changed})


@pytest.mark.parametrize("missing", ["type", "v"])
def test_data_without_a_type_or_version_is_a_value_error(missing: str) -> None:
    data = {key: value for key, value in STEP_COMPLETED.items() if key != missing}

    with pytest.raises(ValueError, match="unknown event"):
        from_dict(data)


def test_a_log_from_before_there_were_practices_and_pairs_is_read() -> None:
    written = {"quest": "q", "step": "s", "how": "help", "chosen": [], "day": "2026-11-24"}

    event = from_dict({"type": "StepCompleted", "v": VERSION, **written})

    assert event == StepCompleted("q", "s", Assistance.HELP, (), date(2026, 11, 24), By.SELF, 0)
    assert {"by", "detours"}.isdisjoint(to_dict(event))


def test_who_confirmed_and_the_detours_are_written_where_they_say_something() -> None:
    event = StepCompleted("q", "s", Assistance.ALONE, (), date(2026, 11, 24), By.PEER, 3)

    assert (to_dict(event)["by"], to_dict(event)["detours"]) == ("peer", 3)
