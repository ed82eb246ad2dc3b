"""The meeting to practise with: made in a database of its own, and served with its participants."""

import logging
import secrets
import signal
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from flask import Flask

from digimatka import server
from digimatka.core.meetings_format import MeetingTemplate
from digimatka.core.passport_words import WORDS
from digimatka.core.password import problem_of
from digimatka.core.propose import propose, templates_of
from digimatka.core.rules import Rules
from digimatka.core.staff import Role
from digimatka.demo.crowd import Crowd, Scene
from digimatka.store.session import Store
from digimatka.usecases import groups, meet, staff
from digimatka.web.meeting import roomcode
from digimatka.web.services import NAME, Services

FACILITATOR: Final = "harjoitus"
GROUP: Final = "Harjoitusryhmä"
TEMPLATE: Final = "digirohkeus"
_PASSWORD_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Stage:
    """A meeting that is open, and how its facilitator gets in."""

    title: str
    password: str
    group: int
    meeting: int
    code: str


def templates(journeys: Mapping[str, Rules]) -> dict[str, tuple[Rules, MeetingTemplate]]:
    """The ready-made meetings of all journeys by id, in the order of the journeys."""
    found: dict[str, tuple[Rules, MeetingTemplate]] = {}
    for rules in journeys.values():
        for template in templates_of(rules):
            found.setdefault(template.id, (rules, template))
    return found


def set_up(store: Store, rules: Rules, template: MeetingTemplate, today: date) -> Stage:
    """Makes a facilitator, a group without anybody in it, and its meeting, which is open."""
    words = password()
    boss = staff.add(store, FACILITATOR, words, frozenset({Role.FACILITATOR}), today)
    group = groups.create(store, boss, GROUP, rules.journey.id, today)
    sheet = propose(rules, template, template.minutes, ())
    meeting = meet.create(store, group, sheet, today)
    code = meet.open_door(store, boss, meeting, today, roomcode.make)
    assert code is not None  # noqa: S101 - it has just been made, so it cannot be over
    return Stage(sheet.title, words, group, meeting, code)


def serve(host: str, port: int, group: int, people: int, seed: int) -> None:
    """Serves as ``digimatka serve`` does, with participants, until it is stopped."""
    made = server.made(host, port)
    # The server would begin anew when its terminal is closed; here it ends as with Ctrl+C.
    made.on_startup(lambda: signal.signal(signal.SIGHUP, made.signal_handler_interrupt))
    made.serve(target_loader=partial(_peopled, group, people, seed), wrap_loader=False)


def _peopled(group: int, people: int, seed: int) -> Flask:
    """The app of the worker. Its participants are a thread of it, and end with it."""
    app = server.app(logging.WARNING)  # the terminal is for what was said in the beginning
    own: Services = app.extensions[NAME]
    crowd = Crowd(Scene(own.store, own.journeys, group, own.today), people, seed)
    wait = threading.Event().wait
    threading.Thread(target=crowd.run, args=(wait,), name="crowd", daemon=True).start()
    return app


def password() -> str:
    """Three plain words: easy to type, hard to guess."""
    while True:
        made = "-".join(secrets.choice(WORDS) for _ in range(_PASSWORD_WORDS))
        if problem_of(made, FACILITATOR) is None:
            return made
