"""Staff: who they are to the product, and what their roles let them do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a member of staff may do; one person may hold several."""

    FACILITATOR = "facilitator"
    AUTHOR = "author"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff who is signed in. ``name`` is what they sign in with, never an e-mail."""

    id: int
    name: str
    roles: frozenset[Role]

    def may(self, roles: Iterable[Role]) -> bool:
        """Whether one of the roles is theirs."""
        return not self.roles.isdisjoint(roles)
