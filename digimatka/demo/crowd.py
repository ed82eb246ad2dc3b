"""The simulated participants: they look at the meeting, and do what they do by the real use cases.

They come to whichever meeting of their group is open, also to the next one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from digimatka.content.playtest import answers
from digimatka.content.playtest.practising import Practising
from digimatka.content.playtest.temperaments import CAREFUL
from digimatka.core.kinds import PracticeStep
from digimatka.core.kinds.base import Assistance
from digimatka.core.meeting.commands import AskHelp
from digimatka.core.meeting.model import At
from digimatka.core.rules import Rules
from digimatka.demo import acts, voices
from digimatka.demo.acts import Act, Sight
from digimatka.store.participants import IN
from digimatka.store.session import Store, StoreError
from digimatka.usecases import accounts, attend, learn, practise, watch
from digimatka.usecases.learn import LockedError, NothingThereError, Walker
from digimatka.usecases.watch import Room
from digimatka.web import access_log
from digimatka.web.accounts import PICTURES
from digimatka.web.meeting import together

# Seconds from one act of anybody to the next, as long as they are not more than so many.
SHORTEST: Final = 1.5
LONGEST: Final = 4.0
FEW: Final = 8


@dataclass(slots=True)
class Simulated:
    """One of them: ``learner`` is 0 before they have come; ``asked`` counts requests by meeting."""

    nickname: str
    picture: str
    learner: int = 0
    asked: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where they are: the database, the journeys, their group, and the day."""

    store: Store
    journeys: Mapping[str, Rules]
    group: int
    today: Callable[[], date]


class Crowd:
    """``people`` of them in a group. The same ``seed`` chooses the same things in their place."""

    def __init__(self, scene: Scene, people: int, seed: int) -> None:
        self._scene = scene
        self._store = scene.store
        self._chance = Random(seed)  # noqa: S311 - a game, no secret
        self._practising = {key: Practising(rules) for key, rules in scene.journeys.items()}
        self.people = [
            Simulated(nickname, self._chance.choice(PICTURES))
            for nickname in self._chance.sample(voices.NICKNAMES, people)
        ]

    def run(self, wait: Callable[[float], bool]) -> None:
        """Goes on until ``wait``, which is given seconds, says that it is over.

        What goes wrong is noted as on a page, and the next act is another one.
        """
        pace = min(1.0, FEW / len(self.people))
        while not wait(self._chance.uniform(SHORTEST, LONGEST) * pace):
            try:
                self.turn()
            except StoreError as error:
                access_log.note_trouble(error.trouble.value)
            except Exception as error:
                access_log.note_crash(error)

    def turn(self) -> Act | None:
        """One act of one of them; None if nobody has anything to do."""
        room = self._room()
        if room is None:
            return None
        for person in self._in_any_order():
            try:
                act = acts.next_act(self._sight(room, person), self._chance)
                if act is not None:
                    self._do(room, person, act)
                    return act
            except (LockedError, NothingThereError):  # the meeting went on meanwhile
                continue
        return None

    def _in_any_order(self) -> Iterator[Simulated]:
        return iter(self._chance.sample(self.people, len(self.people)))

    def _room(self) -> Room | None:
        """The open meeting of the group, the newest of several."""
        rows = (row for row, _ in watch.of_group(self._store, self._scene.group))
        found = next((row for row in rows if row.code and row.day == self._scene.today()), None)
        return watch.room(self._store, found.id) if found else None

    def _sight(self, room: Room, person: Simulated) -> Sight:
        rules = self._scene.journeys[room.journey]
        me = next((one for one in room.people if one.learner_id == person.learner), None)
        is_in = me is not None and me.standing == IN
        return Sight(
            rules=rules,
            meeting=room.meeting,
            quests=room.sheet.quests,
            me=me.id if me else 0,
            standing=me.standing if me else "",
            present=tuple(one.id for one in room.present),
            progress=learn.load(self._walker(room, person)).progress if is_in else rules.fresh(),
            asked=person.asked[room.row.id],
        )

    def _do(self, room: Room, person: Simulated, act: Act) -> None:
        walker = self._walker(room, person)
        match act:
            case acts.Come():
                self._come(room, person)
            case acts.Answer(at, is_right):
                self._answer(walker, at, is_right=is_right)
            case acts.LookAtHint(at):
                learn.show_hint(walker, at, 0)
            case acts.WaitForFacilitator(at):
                learn.ask_confirmation(walker, at)
            case acts.Say(command, text):
                attend.take_part(self._store, room.row.id, command, text)
                person.asked[room.row.id] += isinstance(command, AskHelp)

    def _come(self, room: Room, person: Simulated) -> None:
        if not person.learner:
            person.learner = accounts.begin(self._store, self._scene.today())
            accounts.call(self._store, person.learner, person.nickname, person.picture)
        attend.join(self._store, room.row.id, person.learner, self._scene.today())

    def _answer(self, walker: Walker, at: At, *, is_right: bool) -> None:
        """As the page of a step does it: judged, done if it is good, counted for the group."""
        step = walker.rules.step(*at)
        if isinstance(step, PracticeStep):
            practising = self._practising[walker.rules.journey.id]
            run = practising.play(step, CAREFUL, self._chance)
            practise.finish(walker, at, run, Assistance.ALONE)
            together.count(walker, at, {})
        elif step is not None:
            form = (answers.right if is_right else answers.wrong)(step, self._chance)
            learn.answer(walker, at, form)
            together.count(walker, at, form)

    def _walker(self, room: Room, person: Simulated) -> Walker:
        rules = self._scene.journeys[room.journey]
        return Walker(self._store, rules, person.learner, self._scene.today(), room.row.id)
