"""Every text of the content is found by how the models mark it."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from digimatka.content.load import load_journeys
from digimatka.content.texts import placed, texts
from digimatka.core.journey import GlossaryFile
from digimatka.core.kinds import Step
from digimatka.core.kinds.base import ID_PATTERN, TextType
from tests.conftest import QUESTS
from tests.core.practice.rooms import door
from tests.factories import badge, journey, quest, step

KINDS = [get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(get_args(Step)[0])]


def strings(value: Any) -> Iterator[str]:
    """Every string in plain data, but ids and what looks like one."""
    if isinstance(value, dict):
        yield from (text for part in value.values() for text in strings(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in strings(part))
    elif isinstance(value, str) and (value.isdigit() or not re.fullmatch(ID_PATTERN, value)):
        yield value


@pytest.mark.parametrize("kind", KINDS)
def test_it_finds_every_text_of_every_kind_of_step(kind: str) -> None:
    made = step("s", kind, hints=["VIHJE"])

    assert sorted(text for _, text in texts(made)) == sorted(strings(made.model_dump()))


def test_it_finds_every_text_of_a_practice_but_no_address() -> None:
    practice = door()
    found = {text for _, text in texts(practice)}

    assert {text for text in strings(practice.model_dump()) if text.isupper()} <= found
    assert not any("://" in text for text in found)


def test_it_finds_the_texts_of_all_parts_of_a_journey() -> None:
    made = journey(
        quest("q", "s", title="TEHTÄVÄ"),
        badges=[badge(title="MERKKI", rule={"quest": "q"})],
        practices=[door()],
        title="MATKA",
    ).model_copy(update={"glossary": GlossaryFile({"SANA": "SELITYS"})})

    found = {text for _, text in texts(made)}

    assert {"TEHTÄVÄ", "MERKKI", "OVI", "MATKA", "SANA", "SELITYS", "Utu kurkistaa."} <= found


def test_it_knows_lines_from_markdown() -> None:
    made = step("s", "choose", question="LINE", text="PROSE")

    assert {(TextType.LINE, "LINE"), (TextType.PROSE, "PROSE")} <= set(texts(made))


def test_it_leaves_out_what_no_learner_sees() -> None:
    guide = {"before": "OHJAAJALLE", "talk": ["PURKUUN"]}
    scenario = {"name": "KOE", "given": [], "then": [{"open": "q"}]}
    made = quest("q", "s", guide=guide, scenarios=[scenario], title="TEHTÄVÄ")

    found = {text for _, text in texts(made)}

    assert "TEHTÄVÄ" in found
    assert found.isdisjoint({"OHJAAJALLE", "PURKUUN", "KOE"})


def test_every_text_knows_its_place_in_the_file() -> None:
    for loaded in load_journeys(QUESTS):
        assert loaded.journey is not None
        for one in loaded.journey.quests():
            source = loaded.sources.quests[one.id]
            for path, text in placed(one):
                assert str(source.get(*path)).strip() == text.text
