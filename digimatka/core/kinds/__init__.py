"""The step kinds. A new kind is a module here, a template, a test, and one line in ``Step``."""

from typing import Annotated

from pydantic import Field

from digimatka.core.kinds.checklist import Checklist
from digimatka.core.kinds.choose import Choose
from digimatka.core.kinds.confirm import Confirm
from digimatka.core.kinds.fill import Fill
from digimatka.core.kinds.read import Read
from digimatka.core.kinds.scale import Scale
from digimatka.core.kinds.sort import Sort

Step = Annotated[
    Read | Choose | Sort | Fill | Checklist | Scale | Confirm, Field(discriminator="kind")
]

__all__ = ["Checklist", "Choose", "Confirm", "Fill", "Read", "Scale", "Sort", "Step"]
