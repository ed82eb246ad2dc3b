"""Icons: what is drawn is in its sprite, and no sprite holds what is never drawn."""

from collections.abc import Iterator

from jinja2 import nodes

from digimatka.web.accounts import PICTURES
from digimatka.web.badges import SIGN_OF_REMOVED
from tests.conftest import QUESTS, ROOT
from tests.house.sources import templates, tree, words_in_code
from tools.vendor import SPRITES


def listed(sprite: str) -> list[str]:
    lines = SPRITES[sprite].read_text("utf-8").splitlines()
    return [name for line in lines if (name := line.partition("#")[0].strip())]


def signs() -> set[str]:
    """What badges of the journeys are carved with."""
    lines = [
        line.strip().split(":", 1)
        for file in QUESTS.glob("*/badges.yaml")
        for line in file.read_text("utf-8").splitlines()
        if line.strip().startswith("sign:")
    ]
    return {value.partition("#")[0].strip() for _, value in lines}


def drawn(template: str) -> Iterator[str]:
    """The icons that a template names where it calls a macro that draws one."""
    for call in tree(template).find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        shown = {"icon": call.args[:1], "nav_item": call.args[3:4]}.get(name, [])
        shown = shown + [keyword.value for keyword in call.kwargs if keyword.key == "icon"]
        for argument in shown:
            yield from (const.value for const in constants(argument))


def constants(node: nodes.Expr) -> Iterator[nodes.Const]:
    """The texts an argument may become: itself, or the outcomes of its condition."""
    if isinstance(node, nodes.Const):
        yield node
    elif isinstance(node, nodes.CondExpr):
        for part in (node.expr1, node.expr2):
            if part is not None:
                yield from constants(part)


def test_every_icon_that_is_drawn_is_listed() -> None:
    named = {icon for template in templates() for icon in drawn(template)}
    assert len(named) > 10

    assert named - set(listed("icons.svg")) == set()


def test_every_icon_that_is_listed_is_drawn_somewhere() -> None:
    """Templates also choose an icon by a word of theirs, so every word of a template counts."""
    words = {str(c.value) for t in templates() for c in tree(t).find_all(nodes.Const)}
    words |= set(words_in_code("digimatka"))

    assert [icon for icon in listed("icons.svg") if icon not in words] == []


def test_the_signs_are_those_of_badges_and_the_pictures_of_learners() -> None:
    assert len(signs()) > 5

    assert set(listed("signs.svg")) == signs() | {*PICTURES, SIGN_OF_REMOVED}


def test_the_lists_of_icons_are_sorted_and_have_no_doubles() -> None:
    for sprite, file in SPRITES.items():
        assert listed(sprite) == sorted(set(listed(sprite)))
        assert file.relative_to(ROOT).as_posix() == f"static/{file.name}"
