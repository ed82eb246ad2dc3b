"""The pages of a walk: what each of them shows, and all that it depends on, so that it is kept."""

from flask import Response

from digimatka.core.kinds import Write
from digimatka.core.overview import QuestState, next_step, quest_state, waiting_steps
from digimatka.core.progress import Progress
from digimatka.core.rules import QuestRule, Rules
from digimatka.usecases.learn import Walk
from digimatka.web import mapview, stepview, texts
from digimatka.web.moment import Moment, moment_in_query
from digimatka.web.nearest import key_sentence
from digimatka.web.respond import page
from digimatka.web.stepview import Attempt

LONG_AWAY_DAYS = 30


def map_page(walk: Walk, away: int) -> Response:
    """The map with its list; ``away``: days since the learner was here."""
    place, drawn = walk.place, mapview.draw(walk.rules, walk.progress)
    is_new, was_long = walk.progress.seq == 0, away >= LONG_AWAY_DAYS
    is_back = away > 0 and not is_new
    shown = (place.picture, place.has_passport, is_new, is_back, was_long)
    return page(
        "journey/map.html",
        kept_as=None if place.nickname else (walk.rules.digest, drawn.states, drawn.waits, shown),
        rules=walk.rules,
        place=place,
        map=drawn,
        is_new=is_new,
        is_back=is_back,
        was_long=was_long,
    )


def quest_page(walk: Walk, rule: QuestRule) -> Response:
    """A quest as the learner stands with it."""
    state = quest_state(rule, walk.progress)
    locked = state is QuestState.LOCKED
    done, waits = rule.steps_done(walk.progress.facts), waiting_steps(rule, walk.progress)
    drawn = mapview.draw(walk.rules, walk.progress)
    scene = drawn.scene_of(rule.chapter.id)
    key = key_sentence(walk.rules, walk.progress, rule) if locked else None
    moment = moment_in_query(walk)
    shown = (state, done, waits, key, scene.mood, drawn.next)
    return page(
        "journey/quest.html",
        kept_as=None if moment else (walk.rules.digest, rule.index, shown),
        rules=walk.rules,
        rule=rule,
        quest=rule.quest,
        number=rule.index + 1,
        state=state.value,
        state_text=texts.state(state),
        steps=[
            (s, bool(done >> i & 1), bool(waits >> i & 1)) for i, s in enumerate(rule.quest.steps)
        ],
        done=done.bit_count(),
        waits=waits.bit_count(),
        next_step=next_step(rule, walk.progress),
        key=key,
        scene=scene,
        moment=moment,
        following=drawn.next,
    )


def step_page(
    walk: Walk,
    at: tuple[str, str],
    attempt: Attempt,
    *,
    status: int = 200,
    moment: Moment | None = None,
) -> Response:
    """A step after an attempt; ``moment``: what that brought, else what the address tells of."""
    rule, found = walk.rules.quests[at[0]], walk.rules.step(*at)
    assert found is not None  # noqa: S101 - the views have looked
    view = stepview.view(walk.rules, rule, walk.progress, found, attempt)
    following = onward(walk.progress, rule, walk.rules)
    if moment is None:
        moment = moment_in_query(walk)
    kept_as = (walk.rules.digest, at, view.standing, following, bool(attempt.verdict))
    response = page(
        "journey/step.html",
        status,
        kept_as=None if moment or not view.is_common else kept_as,
        rules=walk.rules,
        quest=rule.quest,
        view=view,
        url=url(walk.rules, at),
        onward=following,
        moment=moment,
    )
    if isinstance(found, Write) and attempt.answer:
        response.headers["Cache-Control"] = "no-store"  # the next person may press Takaisin
    return response


def onward(progress: Progress, rule: QuestRule, rules: Rules) -> str:
    """Where "Jatka" leads: the next step, or the quest's own page when it is done."""
    base = f"/matka/{rules.journey.id}/{rule.quest.id}"
    following = next_step(rule, progress)
    return f"{base}/{following}" if following else base


def url(rules: Rules, at: tuple[str, str]) -> str:
    """The address of a step."""
    return f"/matka/{rules.journey.id}/{at[0]}/{at[1]}"
