"""A meeting as its pages need it: what each of the three views shows of the room."""

import hashlib
from dataclasses import dataclass

from digimatka.core.kinds import Choose, Step
from digimatka.core.meeting import groups, team
from digimatka.core.meeting.decide import MOST_WORDS
from digimatka.core.meeting.model import Asked, Meeting, Part, Phase, Way
from digimatka.core.rules import DONE, Rules
from digimatka.core.runsheet import InterviewPlan, PartKind, RunSheet
from digimatka.store.participants import Person
from digimatka.usecases.watch import Room, Walks


@dataclass(frozen=True, slots=True)
class Count:
    """One bar of the answers: what was answered, by how many of how many."""

    text: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team's mörkö, and what the team has done together. Nobody's share is in it."""

    number: int
    look: str
    mood: str
    name: str
    says: str
    done: int
    goal: int


@dataclass(frozen=True, slots=True)
class View:
    """What every view of a meeting shares."""

    room: Room
    rules: Rules

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.room.meeting

    @property
    def sheet(self) -> RunSheet:
        """Its run sheet."""
        return self.room.sheet

    @property
    def code(self) -> str:
        """The room code as it is read aloud: two times three characters."""
        code = self.room.row.code or ""
        return f"{code[:3]} {code[3:]}"

    @property
    def step(self) -> Step | None:
        """The step that is done together; None where there is none, or the content has lost it."""
        at = self.meeting.at
        return self.rules.step(*at) if at and self.meeting.way is Way.TOGETHER else None

    @property
    def step_url(self) -> str:
        """The address of that step; '' for none."""
        at = self.meeting.at
        return f"/matka/{self.room.journey}/{at[0]}/{at[1]}" if at and self.step else ""

    @property
    def step_title(self) -> str:
        """What that step is called: the quest, and its number in it."""
        at = self.meeting.at
        if not at or self.step is None:
            return ""
        rule = self.rules.quests[at[0]]
        return f"{rule.quest.title} · {rule.step_index[at[1]] + 1}/{len(rule.quest.steps)}"

    @property
    def counts(self) -> tuple[Count, ...]:
        """The answers to the step, if the facilitator has let them show."""
        asked = self.meeting.asked
        return counts(self.step, asked) if asked.is_shown and asked.can_be_shown else ()

    @property
    def teams(self) -> tuple[TeamView, ...]:
        """Every team with its mörkö: those of the journey's chapters, one each."""
        present = frozenset(person.id for person in self.room.present)
        several = len(self.meeting.teams) > 1
        chapters = self.rules.journey.chapters
        found = []
        for index, each in enumerate(self.meeting.teams):
            morko = chapters[index % len(chapters)].head.morko
            people = len(each.members & present) if several else len(present)
            mood = each.calm.value
            says = getattr(morko, mood)
            done, wanted = team.deeds(each), team.goal(people)
            found.append(
                TeamView(index + 1, morko.look, mood, morko.name, says, min(done, wanted), wanted)
            )
        return tuple(found)

    @property
    def key(self) -> str:
        """Changes with whatever makes a participant's own page look different."""
        m = self.meeting
        turns = (m.phase, m.way, m.is_paused, m.at, m.asked.is_shown, m.word, m.round, m.turn)
        people = tuple(person.id for person in self.room.present)
        told = repr((turns, m.groups, len(m.teams), m.helps, m.thanks, people, self.sheet))
        return hashlib.blake2b(told.encode(), digest_size=6).hexdigest()

    @property
    def question(self) -> str:
        """What is asked of everybody in this phase; '' for nothing."""
        kinds = {
            Phase.WARM_UP: PartKind.WARM_UP,
            Phase.TALK: PartKind.TALK,
            Phase.CLOSING: PartKind.CLOSING,
        }
        kind = kinds.get(self.meeting.phase)
        return self.sheet.question_of(kind) if kind else ""


@dataclass(frozen=True, slots=True)
class Mine(View):
    """A participant's own page."""

    me: Person

    @property
    def team(self) -> TeamView:
        """The participant's team."""
        return self.teams[self.meeting.team_of(self.me.id)]

    @property
    def mates(self) -> tuple[Person, ...]:
        """Those in the same pair or small group."""
        group = self.meeting.group_of(self.me.id)
        found = (self.room.person(number) for number in group if number != self.me.id)
        return tuple(person for person in found if person)

    @property
    def part(self) -> Part | None:
        """The participant's part in the interview; None while there is none."""
        group = self.meeting.group_of(self.me.id)
        if not self.meeting.turn or len(group) < 2:  # noqa: PLR2004 - an interview takes two
            return None
        return groups.part(group, self.me.id, self.meeting.turn)

    @property
    def interview(self) -> InterviewPlan:
        """What is asked and noticed in the interview."""
        return self.sheet.interview or InterviewPlan()

    @property
    def has_asked(self) -> bool:
        """Whether the participant waits for help."""
        return self.me.id in self.meeting.helps

    @property
    def words_left(self) -> int:
        """How many words the participant may still give to the spotlight question."""
        return MOST_WORDS - self.meeting.words.get(self.me.id, 0)

    @property
    def others(self) -> tuple[Person, ...]:
        """Whom one can thank."""
        return tuple(person for person in self.room.present if person.id != self.me.id)

    @property
    def cards(self) -> tuple[str, ...]:
        """The kiitos cards that the participant got."""
        return tuple(card.value for to, card in self.meeting.thanks if to == self.me.id)

    @property
    def has_told(self) -> bool:
        """Whether the participant has spoken in the closing round."""
        return self.me.id in self.meeting.told.who


@dataclass(frozen=True, slots=True)
class Wall(View):
    """The projector's view: the picture of the evening, without names unless the group allows."""

    steps: int
    walks: Walks

    @property
    def stops(self) -> tuple[tuple[str, str], ...]:
        """The quests of the evening, each done by nobody yet, by some, or by all of those present.

        Not by how many: of a few people that would tell who has not.
        """
        people = self.walks.people.values()
        found = []
        for quest in self.sheet.quests:
            rule = self.rules.quests.get(quest)
            if rule is not None:
                done = [bool(walk.facts >> rule.bit(DONE) & 1) for walk in people]
                state = "all" if done and all(done) else "some" if any(done) else "none"
                found.append((rule.quest.title, state))
        return tuple(found)


def counts(step: Step | None, asked: Asked) -> tuple[Count, ...]:
    """The answers to a step as bars; none for a step without options."""
    if not isinstance(step, Choose):
        return ()
    of = len(asked.who)
    options = zip(step.option_ids(), step.options, strict=True)
    return tuple(Count(option.text, asked.counts.get(key, 0), of) for key, option in options)
