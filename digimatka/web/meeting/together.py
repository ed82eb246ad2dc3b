"""What is done on the pages of a journey by somebody who is in a meeting."""

from digimatka.core.kinds import Choose
from digimatka.core.kinds.base import Answer
from digimatka.core.meeting.model import At
from digimatka.usecases import attend
from digimatka.usecases.learn import Walker


def count(walker: Walker, at: At, form: Answer) -> bool:
    """Counts an answer to the step that the group does together, without a name.

    A wrong one counts too: how a group answers is what it talks about. False for any other step.
    """
    if not walker.meeting:
        return False
    step = walker.rules.step(*at)
    known = step.option_ids() if isinstance(step, Choose) else ()
    chosen = tuple(option for option in known if option in form.get("choice", ()))
    return attend.note_answer(walker.store, walker.meeting, walker.learner_id, at, chosen)
