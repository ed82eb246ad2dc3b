"""Learners of a running server: signed in over HTTP, and put in their places on the journey."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from itertools import islice

from benchmarks.client import request
from benchmarks.samples import DAY, walk
from digimatka.core.commands import CompleteStep
from digimatka.core.engine import decide, fold
from digimatka.core.events import Event
from digimatka.core.kinds import PracticeStep, Read, Step
from digimatka.core.progress import Progress
from digimatka.core.rules import Rules
from digimatka.store.log import Place, append
from digimatka.store.session import Store
from tests.answers import right


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser: the cookie that it sends."""

    learner_id: int
    cookie: str

    def get(self, path: str, headers: Mapping[str, str]) -> str:
        """The request for a page."""
        return request(path, headers={"Cookie": self.cookie, **headers})


def arrive(port: int, count: int) -> Iterator[Visitor]:
    """So many new learners, by the big button."""
    with closing(HTTPConnection("127.0.0.1", port)) as connection:
        for _ in range(count):
            connection.request("POST", "/aloita", body=b"", headers={"Content-Length": "0"})
            answer = connection.getresponse()
            answer.read()
            cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
            yield Visitor(int(cookie.partition("=")[2].split(".")[0]), cookie)


def fetch(
    port: int, path: str, headers: Mapping[str, str], body: str | None = None
) -> tuple[HTTPResponse, bytes]:
    """One answer and its body as it came; a post where there is a body to send."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET" if body is None else "POST", path, body=body, headers=dict(headers))
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def version_of(port: int, visitor: Visitor, path: str, headers: Mapping[str, str]) -> str:
    """The ETag of a page as this learner sees it."""
    answer, _ = fetch(port, path, {"Cookie": visitor.cookie, **headers})
    version = answer.getheader("ETag")
    if answer.status != 200 or not version:  # noqa: PLR2004 - HTTP
        raise RuntimeError(f"{path} came with {answer.status} and ETag {version}")
    return version


def possible(
    rules: Rules, progress: Progress, wanted: Callable[[Step], bool] = lambda _: True
) -> Iterator[CompleteStep]:
    """The wanted steps in order that can be done by the time they are met, when no others are."""
    for command in walk(rules):
        if wanted(step_of(rules, command)):
            events = decide(rules, progress, command, DAY)
            if isinstance(events, tuple) and events:
                yield command
                progress = fold(rules, events, progress)


def put(store: Store, rules: Rules, visitor: Visitor, commands: Iterable[CompleteStep]) -> Progress:
    """Does steps for a learner who has just arrived, in one transaction."""
    found: list[Event] = []
    progress = rules.fresh()
    for command in commands:
        events = decide(rules, progress, command, DAY)
        if isinstance(events, tuple):
            progress = fold(rules, events, progress)
            found += events
    with store.write() as connection:
        place = Place(visitor.learner_id, rules.journey.id, None, None, False, DAY, "", None)
        append(connection, place, found, progress, rules.key)
    return progress


def posts(
    store: Store, rules: Rules, visitor: Visitor, count: int, headers: Mapping[str, str]
) -> Iterator[str]:
    """The first answers of a learner, as posts. What is only read is done before, where it is open.

    Among them are steps that complete a quest, bring a badge and open other quests.
    """
    progress = put(store, rules, visitor, possible(rules, rules.fresh(), is_read))
    for command in islice(possible(rules, progress, is_answered), count):
        yield request(
            f"/matka/{rules.journey.id}/{command.quest}/{command.step}",
            headers={"Cookie": visitor.cookie, **headers},
            form={**right(step_of(rules, command)), "act": ["answer"]},
        )


def is_read(step: Step) -> bool:
    """Whether a step is only read: its answer has nothing to show but the way on."""
    return isinstance(step, Read)


def is_answered(step: Step) -> bool:
    """Whether a step is done by a form; a practice is done by its run."""
    return not isinstance(step, Read | PracticeStep)


def step_of(rules: Rules, command: CompleteStep) -> Step:
    """The step that a command is about."""
    rule = rules.quests[command.quest]
    return rule.quest.steps[rule.step_index[command.step]]
