"""``sort``: put lines in order, or cards into groups."""

import hashlib
from typing import Final, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from digimatka.core.kinds.base import (
    Answer,
    Id,
    Line,
    Model,
    Note,
    Outcome,
    Problem,
    Question,
    Verdict,
    incomplete,
    judge_places,
    letter,
)

FEWEST: Final = 2  # there is nothing to sort in a single thing


class Group(Model):
    """A group that cards are sorted into."""

    id: Id = Field(description="Ryhmän tunnus.")
    title: Line = Field(description="Ryhmän nimi.")


class Card(Model):
    """A card and the group it belongs to."""

    text: Line = Field(description="Kortin teksti.")
    group: Id = Field(description="Ryhmä, johon kortti kuuluu.")
    feedback: Line | None = Field(default=None, description="Miksi kortti kuuluu sinne.")


class Sort(Question):
    """Either ``order`` (the lines in their right order) or ``groups`` with ``items``."""

    kind: Literal["sort"] = Field(description="Askeleen laji: lajittelu.")
    order: tuple[Line, ...] = Field(
        default=(), max_length=9, description="Rivit oikeassa järjestyksessä."
    )
    groups: tuple[Group, ...] = Field(default=(), max_length=4, description="Ryhmät.")
    items: tuple[Card, ...] = Field(default=(), max_length=12, description="Lajiteltavat kortit.")
    right: Line | None = Field(default=None, description="Palaute oikeasta vastauksesta.")
    wrong: Line | None = Field(default=None, description="Palaute, kun jokin on vielä väärin.")

    @model_validator(mode="after")
    def _one_way_to_sort(self) -> Self:
        if self.order:
            if self.groups or self.items:
                raise PydanticCustomError(
                    "order-or-groups", "write either `order`, or `groups` and `items`, not both"
                )
            if len(self.order) < FEWEST:
                raise PydanticCustomError("order-too-short", "`order` needs at least two lines")
            return self
        if min(len(self.groups), len(self.items)) < FEWEST:
            raise PydanticCustomError(
                "nothing-to-sort", "write `order`, or at least two `groups` and two `items`"
            )
        known = {group.id for group in self.groups}
        for index, item in enumerate(self.items):
            if item.group not in known:
                raise PydanticCustomError(
                    "unknown-group",
                    "no group has the id {group}",
                    {"group": item.group, "known": sorted(known), "index": index},
                )
        return self

    def item_ids(self) -> tuple[str, ...]:
        """The ids of the lines or cards, letters by position as the author wrote them."""
        return tuple(letter(i) for i in range(len(self.order or self.items)))

    def shown_order(self) -> tuple[str, ...]:
        """The order in which lines or cards are first shown: mixed, and the same every time."""
        ids, texts = self.item_ids(), self.order or tuple(item.text for item in self.items)
        mixed = sorted(ids, key=lambda key: _mix(texts[ids.index(key)]))
        return tuple(mixed[1:] + mixed[:1]) if tuple(mixed) == ids else tuple(mixed)

    def judge(self, answer: Answer) -> Verdict:
        """Everything in its place completes the step; else each item says where it stands."""
        return self._judge_order(answer) if self.order else self._judge_groups(answer)

    def _judge_order(self, answer: Answer) -> Verdict:
        ids, given = self.item_ids(), tuple(answer.get("order", ()))
        if sorted(given) != sorted(ids):
            return incomplete(Problem.STALE)
        if given == ids:
            return Verdict(Outcome.DONE, message=self.right or "")
        notes = tuple(Note(key, key == ids[i]) for i, key in enumerate(given))
        return Verdict(Outcome.TRY_AGAIN, message=self.wrong or "", notes=notes)

    def _judge_groups(self, answer: Answer) -> Verdict:
        items = zip(self.item_ids(), self.items, strict=True)
        places = {key: (item.group, item.feedback or "") for key, item in items}
        known = {group.id for group in self.groups}
        return judge_places(answer, places, known, (self.right or "", self.wrong or ""))

    def solution(self) -> tuple[str, ...]:
        """The lines in order, or every card with its group."""
        titles = {group.id: group.title for group in self.groups}
        return self.order or tuple(f"{item.text} – {titles[item.group]}" for item in self.items)


def _mix(text: str) -> str:
    """A stable sort key that has nothing to do with the right order."""
    return hashlib.sha256(text.encode()).hexdigest()
