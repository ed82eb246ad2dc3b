"""What every step kind shares: the base model, the text types, and the verdict on an answer."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

ID_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"

# An answer is the posted form as it came: field name -> every value sent under that name.
Answer = Mapping[str, Sequence[str]]


class TextType(StrEnum):
    """How a text of the content is written; also marks the field as translatable."""

    LINE = "line"
    PROSE = "prose"


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
# What something was called before: what learners did under an old id counts under the new one.
Was = Annotated[
    tuple[Id, ...],
    Field(
        max_length=10,
        description="Entiset tunnukset, jos tunnus on vaihdettu. Näin kenenkään työ ei katoa.",
    ),
]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400), TextType.LINE
]
Prose = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=6000), TextType.PROSE
]
Flag = StrictBool
Count = Annotated[StrictInt, Field(ge=1)]


def _is_no_number(value: object) -> object:
    """Refuses seconds, which pydantic would take for a day when they are whole days."""
    if isinstance(value, int | float):
        raise PydanticCustomError("date_type", "a day is written as year-month-day")
    return value


Day = Annotated[date, BeforeValidator(_is_no_number)]


class Model(BaseModel):
    """Base of everything that can stand in a content file: frozen, and no key is ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Assistance(StrEnum):
    """How a step was completed. The order of the members is from the most help to none."""

    HELP = "help"
    HINT = "hint"
    ALONE = "alone"

    @property
    def level(self) -> int:
        """0 with help, 1 with a hint, 2 alone."""
        return list(Assistance).index(self)


class By(StrEnum):
    """Who says that a step was done."""

    SELF = "self"
    PEER = "peer"
    FACILITATOR = "facilitator"


class Outcome(StrEnum):
    """What an answer leads to. There is no 'failed': one can always try again."""

    DONE = "done"
    TRY_AGAIN = "try_again"
    INCOMPLETE = "incomplete"


class Problem(StrEnum):
    """Why an answer could not be judged; the page words it."""

    NOTHING_CHOSEN = "nothing_chosen"
    TOO_MANY = "too_many"
    SOME_MISSING = "some_missing"
    NOT_YET = "not_yet"
    EMPTY = "empty"
    PRIVATE = "private"
    NO_DATE = "no_date"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Note:
    """Feedback beside one option or item; ``right`` is None where there is no right or wrong."""

    item: str
    right: bool | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one answer.

    ``chosen`` holds the option ids that the log may keep (only ``choose`` fills it), ``message``
    the author's words on the answer as a whole, ``told`` how the learner says it was done, ``by``
    who confirmed it.
    """

    outcome: Outcome
    message: str = ""
    notes: tuple[Note, ...] = ()
    chosen: tuple[str, ...] = ()
    told: Assistance | None = None
    problem: Problem | None = None
    by: By = By.SELF

    @property
    def is_done(self) -> bool:
        """Whether the answer completes the step."""
        return self.outcome is Outcome.DONE


def incomplete(problem: Problem, notes: tuple[Note, ...] = ()) -> Verdict:
    """A verdict for an answer that lacks something; nothing is held against the learner."""
    return Verdict(Outcome.INCOMPLETE, problem=problem, notes=notes)


class StepBase(Model):
    """What every step has, whatever its kind."""

    id: Id = Field(description="Askeleen tunnus. Pysyy samana aina, vaikka otsikko muuttuu.")
    was: Was = ()
    title: Line | None = Field(default=None, description="Askeleen otsikko sivulla.")
    alone: Flag = Field(
        default=False,
        description="Asiakas tekee tämän aina itse (tunnistautuminen, allekirjoitus, maksu).",
    )
    hints: tuple[Line, ...] = Field(
        default=(), max_length=5, description="Vihjeet. Ne näytetään yksi kerrallaan."
    )

    @property
    def heading(self) -> str | None:
        """The step's own heading, or None where the quest's title serves."""
        return self.title

    @property
    def can_wait(self) -> bool:
        """Whether a facilitator can be asked to confirm it, for which the step waits."""
        return False

    @property
    def is_told_once(self) -> bool:
        """Whether what was answered is seen on the page that follows, and never again."""
        return False

    def judge(self, answer: Answer) -> Verdict:
        """What this answer leads to. Any form is accepted; a broken one is incomplete."""
        raise NotImplementedError

    def solution(self) -> tuple[str, ...]:
        """The right answer in words, line by line; empty where there is none to show."""
        return ()


class Question(StepBase):
    """A step that asks something; the question is the heading of its page."""

    question: Line = Field(description="Kysymys. Se on sivun otsikko.")
    text: Prose | None = Field(default=None, description="Lyhyt johdanto kysymykseen.")

    @property
    def heading(self) -> str | None:
        """The question itself."""
        return self.question


def judge_places(
    answer: Answer, places: Mapping[str, tuple[str, str]], known: Set[str], said: tuple[str, str]
) -> Verdict:
    """Judges things that each belong somewhere, posted as ``item-<id>``.

    ``places``: by the id of a thing where it belongs and its feedback; ``known``: all there is to
    choose from; ``said``: what to say when all is right, and when something is not.
    """
    chosen = {key: next(iter(answer.get(f"item-{key}", ())), "") for key in places}
    if not known >= set(filter(None, chosen.values())):
        return incomplete(Problem.STALE)
    notes = tuple(
        Note(key, chosen[key] == place, feedback)
        for key, (place, feedback) in places.items()
        if chosen[key]
    )
    if len(notes) < len(places):
        return incomplete(Problem.SOME_MISSING if notes else Problem.NOTHING_CHOSEN)
    if all(note.right for note in notes):
        return Verdict(Outcome.DONE, message=said[0], notes=notes)
    return Verdict(Outcome.TRY_AGAIN, message=said[1], notes=notes)


def check_need(need: int, there: int) -> None:
    """Refuses to ask for more than there is."""
    if need > there:
        raise PydanticCustomError(
            "need-too-big",
            "`need` is {need}, but there are only {there}",
            {"need": need, "there": there},
        )


def letter(position: int) -> str:
    """The id of an option or item without one of its own: a, b, … by position."""
    return chr(ord("a") + position)
