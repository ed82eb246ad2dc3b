"""The step kinds. A new kind is a module here, a template, a test, and one line in ``Step``."""

from typing import Annotated

from pydantic import Field

from digimatka.core.kinds.checklist import Checklist
from digimatka.core.kinds.choose import Choose
from digimatka.core.kinds.confirm import Confirm
from digimatka.core.kinds.discuss import Discuss
from digimatka.core.kinds.fill import Fill
from digimatka.core.kinds.match import Match
from digimatka.core.kinds.practice import PracticeStep
from digimatka.core.kinds.read import Read
from digimatka.core.kinds.scale import Scale
from digimatka.core.kinds.sort import Sort
from digimatka.core.kinds.write import Write

Step = Annotated[
    Read
    | Choose
    | Sort
    | Match
    | Fill
    | Write
    | Checklist
    | Scale
    | Discuss
    | Confirm
    | PracticeStep,
    Field(discriminator="kind"),
]

__all__ = [
    "Checklist",
    "Choose",
    "Confirm",
    "Discuss",
    "Fill",
    "Match",
    "PracticeStep",
    "Read",
    "Scale",
    "Sort",
    "Step",
    "Write",
]
