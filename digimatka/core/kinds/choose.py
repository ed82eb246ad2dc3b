"""``choose``: pick one option or many, with feedback of its own for every pick."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from digimatka.core.kinds.base import (
    Answer,
    Flag,
    Id,
    Line,
    Model,
    Note,
    Outcome,
    Problem,
    Question,
    Verdict,
    Was,
    incomplete,
    letter,
)


class Option(Model):
    """One thing to choose."""

    id: Id | None = Field(
        default=None, description="Tunnus. Tarvitaan, jos jokin ehto viittaa tähän vaihtoehtoon."
    )
    was: Was = ()
    text: Line = Field(description="Vaihtoehto.")
    correct: Flag = Field(default=False, description="true, jos tämä on oikea vastaus.")
    feedback: Line | None = Field(
        default=None, description="Palaute, kun tämä on valittu. Ystävällinen ja lyhyt."
    )


class Choose(Question):
    """One question with options. Without any ``correct: true`` every choice is a good one."""

    kind: Literal["choose"] = Field(description="Askeleen laji: valinta.")
    many: Flag = Field(default=False, description="true, jos saa valita monta.")
    options: tuple[Option, ...] = Field(min_length=2, max_length=12, description="Vaihtoehdot.")

    @model_validator(mode="after")
    def _one_right_answer(self) -> Self:
        if not self.many and sum(option.correct for option in self.options) > 1:
            raise PydanticCustomError(
                "many-correct", "several options are correct: add `many: true`, or keep one"
            )
        return self

    @property
    def is_graded(self) -> bool:
        """Whether some options are right and others are not."""
        return any(option.correct for option in self.options)

    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options in order: the author's own, else a letter by position."""
        return tuple(option.id or letter(i) for i, option in enumerate(self.options))

    def answerable_ids(self) -> tuple[str, ...]:
        """The options that can stand in an answer that completes the step."""
        pairs = zip(self.option_ids(), self.options, strict=True)
        return tuple(key for key, option in pairs if option.correct or not self.is_graded)

    def judge(self, answer: Answer) -> Verdict:
        """Right options complete the step; any choice does where nothing is marked correct."""
        by_id = dict(zip(self.option_ids(), self.options, strict=True))
        picked = set(answer.get("choice", ()))
        if not picked:
            return incomplete(Problem.NOTHING_CHOSEN)
        if not picked <= by_id.keys():
            return incomplete(Problem.STALE)
        chosen = tuple(key for key in by_id if key in picked)
        if len(chosen) > 1 and not self.many:
            return incomplete(Problem.TOO_MANY)
        notes = tuple(
            Note(key, by_id[key].correct if self.is_graded else None, by_id[key].feedback or "")
            for key in chosen
        )
        right = {key for key, option in by_id.items() if option.correct}
        if not self.is_graded or picked == right:
            return Verdict(Outcome.DONE, notes=notes, chosen=chosen)
        problem = Problem.SOME_MISSING if picked < right else None
        return Verdict(Outcome.TRY_AGAIN, notes=notes, chosen=chosen, problem=problem)

    def solution(self) -> tuple[str, ...]:
        """The texts of the correct options."""
        return tuple(option.text for option in self.options if option.correct)
