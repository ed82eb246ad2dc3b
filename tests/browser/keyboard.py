"""A person who has only a keyboard: Tab, Space, Enter and the arrows, never a mouse.

At every stop of Tab the ring must be seen: an outline on the element, on what frames it (the label
of a radio button, the ``::after`` of a card's link) or, on the map, a stroke of its shapes.
"""

from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import expect

from digimatka.core.kinds import Scale, Sort, Step
from tests.answers import right
from tests.browser.visit import Visit

STOPS_AT_MOST: Final = 90

LOOK: Final = """
selector => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = (node, pseudo) => getComputedStyle(node, pseudo);
  const outlined = s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2
    && !/^rgba\\(.*, 0\\)$|^transparent$/.test(s.outlineColor);
  const stroked = node => style(node).stroke !== "none" && parseFloat(style(node).strokeWidth) >= 2;
  const framed = at.closest("label");
  const ring = outlined(style(at)) || outlined(style(at, "::after"))
    || (framed !== null && outlined(style(framed)))
    || (at.ownerSVGElement !== null && [...at.querySelectorAll(".st-hit")].some(stroked));
  const line = at.getClientRects()[0] ?? at.getBoundingClientRect();
  const [x, y] = [line.x + line.width / 2, line.y + line.height / 2];
  const inView = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight;
  const top = inView ? document.elementFromPoint(x, y) : null;
  const seen = top !== null && (at.contains(top) || top.contains(at));
  const isSame = at === window.lastStop;
  window.lastStop = at;
  return {
    html: at.outerHTML.slice(0, 160), found: at.matches(selector), skips: at.matches(".skip"),
    ring, seen, isSame,
  };
}
"""


@dataclass(slots=True)
class Keyboard:
    """Walks a visit's page by keys alone."""

    visit: Visit

    def tab(self, selector: str = "*") -> dict[str, Any] | None:
        """One press of Tab: what has the focus now, None if it left the page; the ring is seen."""
        self.visit.page.keyboard.press("Tab")
        stop: dict[str, Any] | None = self.visit.page.evaluate(LOOK, selector)
        if stop is not None:
            assert stop["ring"], f"no focus ring: {stop['html']}"
            assert stop["seen"], f"focus out of sight: {stop['html']}"
            assert not stop["isSame"], f"the focus is trapped: {stop['html']}"
        return stop

    def tab_to(self, selector: str) -> None:
        """Tab until the focus is on an element that matches the selector; past the header."""
        for _ in range(STOPS_AT_MOST):
            stop = self.tab(selector)
            if stop is not None and stop["found"]:
                return
            if stop is not None and stop["skips"]:
                self.press("Enter")
        raise AssertionError(f"Tab never reaches {selector}")

    def press(self, key: str) -> None:
        """A key where the focus is."""
        self.visit.page.keyboard.press(key)

    def follow(self, selector: str) -> None:
        """Goes to a link or button and presses Enter."""
        self.tab_to(selector)
        self.press("Enter")

    def answer(self, step: Step) -> None:
        """Fills in the right answer, where the step's page is shown, and sends it."""
        values = right(step)
        if isinstance(step, Scale):
            self._rate({name: chosen[0] for name, chosen in values.items()})
            return
        if isinstance(step, Sort) and step.order:
            self._order(list(values["order"]))
        else:
            for name, chosen in values.items():
                self._field(name, list(chosen))
        self.follow("#answer .btn--main")

    def _rate(self, ratings: dict[str, str]) -> None:
        """One statement after another."""
        for statement, rating in ratings.items():
            expect(self.visit.page.locator(f"#answer #{statement}")).to_be_visible()
            self._choose(statement, rating)
            self.follow("#answer .btn--main")

    def _field(self, name: str, values: list[str]) -> None:
        field = self.visit.page.locator(f'#answer [name="{name}"]').first
        kind = field.evaluate("field => field.type")
        if kind in ("text", "textarea"):
            self.tab_to(f'[name="{name}"]')
            self.visit.page.keyboard.type(values[0])
        elif kind == "select-one":
            words = field.locator(f'[value="{values[0]}"]').inner_text()
            self.tab_to(f'[name="{name}"]')
            self.visit.page.keyboard.type(words)
            expect(field).to_have_value(values[0])
        elif self._is_radio(name):
            self._choose(name, values[0])
        else:
            for value in values:
                self.tab_to(f'[name="{name}"][value="{value}"]')
                self.press("Space")

    def _is_radio(self, name: str) -> bool:
        return self.visit.page.locator(f'#answer [type="radio"][name="{name}"]').count() > 0

    def _choose(self, name: str, value: str) -> None:
        """Tab enters a group of radio buttons at its first; the arrows choose."""
        group = f'[type="radio"][name="{name}"]'
        radios = self.visit.page.locator(f"#answer {group}")
        place = radios.evaluate_all("(all, value) => all.findIndex(r => r.value === value)", value)
        self.tab_to(group)
        if place == 0:
            self.press("Space")
        for _ in range(place):
            self.press("ArrowDown")
        expect(self.visit.page.locator(f'#answer {group}[value="{value}"]')).to_be_checked()

    def _order(self, wanted: list[str]) -> None:
        """Moves each line up to its place. With htmx the focus stays on the line's button."""
        for place, line in enumerate(wanted):
            now = self.lines()
            for at in range(now.index(line), place, -1):
                button = f'.order__move [value="{line}:up"]'
                if not self.visit.has_js or at == now.index(line):
                    self.tab_to(button)
                self.press("Enter")
                lines = self.visit.page.locator('#answer [name="order"]')
                expect(lines.nth(at - 1)).to_have_value(line)
                if self.visit.has_js:
                    expect(self.visit.page.locator(button)).to_be_focused()

    def lines(self) -> list[str]:
        """The ids of the lines of a sort by order, from the top."""
        found: list[str] = self.visit.page.locator('#answer [name="order"]').evaluate_all(
            "all => all.map(line => line.value)"
        )
        return found
