"""What a page may cost in the database: statements are counted as the driver runs them."""

from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from digimatka.core.rules import Rules
from digimatka.web.services import NAME, Services
from tests.answers import right

READ = {"SELECT": 1}
# One event and the snapshot; both in one transaction, after one read.
STEP = {"SELECT": 1, "BEGIN": 1, "INSERT": 1, "UPDATE": 1, "COMMIT": 1}


@pytest.fixture
def services(app: Flask) -> Services:
    """What the app stands on."""
    found: Services = app.extensions[NAME]
    return found


@pytest.fixture
def rules(services: Services) -> Rules:
    """The real journey."""
    return services.journeys[services.first_journey]


@pytest.fixture
def base(rules: Rules) -> str:
    """The address of the map."""
    return f"/matka/{rules.journey.id}"


@pytest.fixture
def ran(services: Services, client: FlaskClient) -> Iterator[list[str]]:
    """The statements run since a journey has begun, as their first words."""
    words: list[str] = []

    def listen(connection: object, _record: object) -> None:
        trace = getattr(connection, "set_trace_callback", None)
        assert trace is not None, "the tests of the house run on SQLite"
        trace(lambda sql: words.append(sql.split()[0]))

    event.listen(services.store.engine, "connect", listen)
    services.store.close()
    client.post("/aloita")
    words.clear()
    yield words
    event.remove(services.store.engine, "connect", listen)
    services.store.close()


def cost(ran: list[str]) -> dict[str, int]:
    """How often each kind of statement ran since the last look."""
    found = dict(Counter(ran))
    ran.clear()
    return found


def test_a_page_of_the_journey_reads_one_row(
    client: FlaskClient, rules: Rules, base: str, ran: list[str]
) -> None:
    quest = rules.order[0].quest
    locked = next(rule for rule in rules.order if rule.condition).quest
    pages = ("", f"/luku/{rules.journey.chapters[0].id}", f"/{quest.id}", f"/{locked.id}")
    for page in (*(base + page for page in pages), f"{base}/{quest.id}/{quest.steps[0].id}", "/"):
        for htmx in ("", "true"):
            assert client.get(page, headers={"HX-Request": htmx}).status_code == 200
            assert cost(ran) == READ, page


def test_an_unchanged_page_reads_one_row(client: FlaskClient, base: str, ran: list[str]) -> None:
    tag = client.get(base).headers["ETag"]
    ran.clear()

    assert client.get(base, headers={"If-None-Match": tag}).status_code == 304
    assert cost(ran) == READ


@pytest.mark.parametrize(
    "page", ["/jatka", "/asetukset", "/saavutettavuus", "/tietosuoja", "/sanasto", "/hei-hei", "/x"]
)
def test_a_page_that_is_the_same_for_all_reads_nothing(
    client: FlaskClient, page: str, ran: list[str]
) -> None:
    client.get(page)

    assert cost(ran) == {}


@pytest.mark.parametrize(("page", "selects"), [("/merkit", 2), ("/passi", 1), ("/lopeta", 1)])
def test_a_page_of_ones_own_reads_little(
    client: FlaskClient, page: str, selects: int, ran: list[str]
) -> None:
    client.get(page)

    assert cost(ran) == {"SELECT": selects}


@pytest.mark.parametrize("htmx", ["", "true"], ids=["plain", "htmx"])
def test_a_step_is_completed_by_one_read_and_two_writes(
    client: FlaskClient, rules: Rules, base: str, ran: list[str], htmx: str
) -> None:
    quest = rules.order[0].quest
    for number, step in enumerate(quest.steps[:-1]):
        ran.clear()
        client.post(f"{base}/{quest.id}/{step.id}", data=right(step), headers={"HX-Request": htmx})
        found = cost(ran)
        if number:  # the first one of all makes the snapshot, on an own row
            assert found == STEP, step.id
        else:
            assert found == {"SELECT": 1, "BEGIN": 1, "INSERT": 2, "COMMIT": 1}


def test_the_last_step_of_a_chapter_stays_within_its_budget(
    client: FlaskClient, rules: Rules, base: str, ran: list[str]
) -> None:
    """One read, one row for each event, one snapshot, one transaction; never a row for a rule."""
    chapter = rules.journey.chapters[0]
    for quest in chapter.quests:
        for step in quest.steps:
            ran.clear()
            client.post(f"{base}/{quest.id}/{step.id}", data=right(step))
    last = cost(ran)

    assert last["SELECT"] == last["BEGIN"] == last["COMMIT"] == last["UPDATE"] == 1
    assert 3 <= last["INSERT"] <= 5, "the step, the quest, its badges"


def test_an_answer_that_changes_nothing_writes_nothing(
    client: FlaskClient, rules: Rules, base: str, ran: list[str]
) -> None:
    quest = rules.order[0].quest
    url = f"{base}/{quest.id}/{quest.steps[0].id}"
    client.post(url, data=right(quest.steps[0]))
    ran.clear()

    client.post(url, data=right(quest.steps[0]))

    assert cost(ran) == READ
