"""What the editor proposes at a place, by its own script: the schema and the ids of the journey."""

import json
import subprocess
from typing import Any

import pytest

from digimatka.content.load import load_journey
from digimatka.web.studio.guide import guide
from tests.conftest import ROOT
from tests.content.small import SMALL
from tools.node import find_or_install

SCRIPT = """
import { completions, described, Guide } from "./static/studio/complete.js";
import { stepAt } from "./static/studio/place.js";
let given = "";
for await (const part of process.stdin) given += part;
const { guide, cases } = JSON.parse(given);
const known = new Guide(guide);
const state = (text) => {
  const lines = text.split("\\n");
  const starts = lines.map((_, at) => lines.slice(0, at).join("\\n").length + (at ? 1 : 0));
  return {
    doc: {
      toString: () => text,
      lineAt: (pos) => {
        const at = starts.findLastIndex((start) => start <= pos);
        return { number: at + 1, from: starts[at], text: lines[at] };
      },
    },
  };
};
console.log(JSON.stringify(cases.map((text) => {
  const pos = text.indexOf("§");
  const whole = text.replace("§", "");
  const before = whole.slice(0, pos);
  const found = completions(known)({
    state: state(whole), pos, explicit: true,
    matchBefore: ({ source }) => {
      const word = new RegExp(source + "$", "u").exec(before);
      return { from: pos - (word ? word[0].length : 0) };
    },
  });
  const at = before.split("\\n").length - 1;
  return {
    labels: (found?.options ?? []).map((one) => one.label),
    step: stepAt(whole.split("\\n"), at),
  };
})));
"""
QUEST = "id: uusi\ntitle: Uusi\n"
READ = "  - id: lue\n    kind: read\n    text: Hei.\n"
STEPS = f"{QUEST}steps:\n{READ}  - id: valitse\n    kind: choose\n"
# A text with § where the cursor stands; some of what is proposed there, and some of what is not.
CASES: tuple[tuple[str, set[str], set[str]], ...] = (
    (f"{QUEST}§", {"goal", "minutes", "steps", "requires"}, {"id", "title", "kind"}),
    (f"{QUEST}mi§", {"minutes"}, {"title"}),
    (f"{STEPS}    §", {"question", "options", "hints"}, {"kind", "id", "parts"}),
    (f"{STEPS}§", {"goal", "scenarios"}, {"question", "steps"}),
    (f"{STEPS}    options:\n      - §", {"text", "correct", "feedback"}, {"question"}),
    (f"{STEPS}    options:\n      - id: a\n        §", {"text", "correct"}, {"id", "options"}),
    (f"{STEPS}    options:\n    - {{text: a, §", {"correct", "feedback"}, {"question"}),
    (f"{STEPS}    options:\n      - {{text: a, correct: §", {"true", "false"}, {"feedback"}),
    (f"{QUEST}steps:\n  - id: a\n    kind: §", {"read", "choose", "practice"}, {"title"}),
    (f"{QUEST}requires:\n  §", {"all", "any", "quest", "badge"}, {"title"}),
    (f"{QUEST}requires:\n  quest: §", {"eka", "toka"}, {"rohkea"}),
    (f"{QUEST}requires:\n  any:\n    - {{badge: §", {"rohkea", "yksin"}, {"eka"}),
    (f"{QUEST}requires:\n  all:\n    - step: toka/§", {"toka/suunta"}, {"eka"}),
    (f"{QUEST}scenarios:\n  - given: [{{done: §", {"eka"}, {"rohkea"}),
    (f"{QUEST}goal: |\n  Teksti\n  §", set(), {"title", "minutes"}),
    (f"{QUEST}# §", set(), {"minutes"}),
)


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    """What the script says to every case, asked at once."""
    given = {
        "guide": guide(load_journey(SMALL), "alku/uusi.yaml"),
        "cases": [text for text, _there, _not_there in CASES] + [text for text, _ in WHERE],
    }
    ran = subprocess.run(
        [find_or_install().program, "--input-type=module", "--eval", SCRIPT],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case[0][-30:] for case in CASES])
def test_what_may_stand_at_a_place_is_proposed(answers: list[dict[str, Any]], number: int) -> None:
    labels = set(answers[number]["labels"])

    assert labels >= CASES[number][1]
    assert not labels & CASES[number][2]


# The step that is shown beside the text, by where the cursor stands.
WHERE: tuple[tuple[str, str], ...] = (
    ("id: uusi§", ""),
    (f"{QUEST}steps:\n  - id: lue§", "lue"),
    (f"{STEPS}    options:\n      - id: a§", "valitse"),
    (f"{QUEST}steps:\n- kind: read\n  id: tasan\n  text: a§", "tasan"),
    (f"{STEPS}scenarios:\n  - given: []§", ""),
)


@pytest.mark.parametrize("number", range(len(WHERE)))
def test_the_step_under_the_cursor_is_known(answers: list[dict[str, Any]], number: int) -> None:
    assert answers[len(CASES) + number]["step"] == WHERE[number][1]
