"""What a page is looked at by: sizes, schemes, text that is bigger or wider, and rulers."""

from typing import Any, Final, Literal

from playwright.sync_api import Page

from tests.conftest import ROOT

AXE: Final = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
AXE_TAGS: Final = (
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
    "best-practice",
)

_RUN_AXE: Final = """
async tags => {
  const found = await axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false,
  });
  return {
    passes: found.passes.length,
    violations: found.violations.flatMap(rule => rule.nodes.map(node =>
      `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`)),
  };
}
"""

# Styles put in this way obey the page's own Content-Security-Policy, unlike a <style> element.
_DRESS: Final = """
css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}
"""

_STICKING_OUT: Final = """
() => {
  const wide = document.documentElement.clientWidth;
  const out = [];
  if (document.documentElement.scrollWidth > wide)
    out.push(`the page: ${document.documentElement.scrollWidth} > ${wide}`);
  for (const node of document.body.querySelectorAll("*")) {
    if (node.ownerSVGElement || node.closest(".sr, .skip") || !node.checkVisibility()) continue;
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    const name = node.outerHTML.slice(0, 100);
    if (box.width && (box.left < -0.5 || box.right > wide + 0.5)) out.push(name);
    const isCut = style.overflowX === "hidden" && node.scrollWidth > node.clientWidth + 1;
    if (isCut && node.textContent.trim() && !node.matches("svg, progress, meter"))
      out.push(`cut off: ${name}`);
  }
  return out;
}
"""


def set_look(page: Page, width: int, height: int, scheme: Literal["light", "dark"]) -> None:
    """Gives the page a size (CSS pixels) and a colour scheme, without loading it anew."""
    if page.viewport_size != {"width": width, "height": height}:
        page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)


def dress(page: Page, css: str) -> None:
    """Adds a style as a reader's own tool would; '' takes it off again."""
    page.evaluate(_DRESS, css)


def run_axe(page: Page) -> dict[str, Any]:
    """The violations axe finds, and how many rules passed (none means that axe did not run)."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE};0")
    found: dict[str, Any] = page.evaluate(_RUN_AXE, list(AXE_TAGS))
    return found


def sticking_out(page: Page) -> list[str]:
    """What is wider than the window or cut off by its own frame."""
    found: list[str] = page.evaluate(_STICKING_OUT)
    return found
