"""Builds static/vendor/ from node_modules: htmx, the typeface and one sprite of the icons in use.

The same package-lock.json and static/icons.txt give the same bytes on every machine.
"""

import difflib
import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
ICON_LIST = ROOT / "static" / "icons.txt"
VENDOR = ROOT / "static" / "vendor"

HTMX = "htmx.org"
FONT = "@fontsource-variable/atkinson-hyperlegible-next"
ICONS = "@phosphor-icons/core"

COPIES = {
    "htmx.min.js": f"{HTMX}/dist/htmx.min.js",
    "atkinson-latin.woff2": f"{FONT}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "atkinson-latin-ext.woff2": (
        f"{FONT}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2"
    ),
}

DRAWING = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 256 256" fill="currentColor">'
    r"(?P<shapes>.+)</svg>\s*",
    re.DOTALL,
)


class IconError(ValueError):
    """The icon list names what cannot be drawn; the message has one line a problem."""


def read_icon_list(text: str, known: set[str]) -> list[str]:
    """Return the icon names of a list, sorted; blank lines and `#` comments are passed over.

    Raises IconError with every name that is unknown or listed twice, its line and a near name.
    """
    names: list[str] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        name = line.partition("#")[0].strip()
        if not name:
            continue
        if name in names:
            problems.append(f"static/icons.txt:{number}: {name} is listed twice")
        elif name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6)
            hint = f". Did you mean {' or '.join(near)}?" if near else ""
            problems.append(f"static/icons.txt:{number}: there is no icon {name}{hint}")
        names.append(name)
    if problems:
        raise IconError("\n".join(problems))
    return sorted(names)


def draw_sprite(drawings: dict[str, str]) -> str:
    """Return one SVG with a <symbol> for each drawing (name → SVG text), in the given order.

    Raises IconError for a drawing of another form than Phosphor's, as it would show wrongly.
    """
    symbols = []
    for name, drawing in drawings.items():
        parts = DRAWING.fullmatch(drawing)
        if parts is None:
            raise IconError(f"{name}: the drawing is not of the form that the sprite is made for")
        symbols.append(
            f'<symbol id="{name}" viewBox="0 0 256 256" fill="currentColor">'
            f"{parts['shapes']}</symbol>\n"
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(symbols)}</svg>\n'


def _drawings() -> dict[str, Path]:
    """Return where each icon's file is: names of the regular style, and `…-fill` of the filled."""
    assets = MODULES / ICONS / "assets"
    return {file.stem: file for style in ("regular", "fill") for file in (assets / style).iterdir()}


def _licences() -> str:
    """Return the licence texts that must go where the files go."""
    texts = []
    for package in (HTMX, FONT, ICONS):
        version = json.loads((MODULES / package / "package.json").read_text("utf-8"))["version"]
        licence = (MODULES / package / "LICENSE").read_text("utf-8").strip()
        title = f"{package} {version}"
        texts.append(f"{title}\n{'=' * len(title)}\n\n{licence}\n")
    return "\n\n".join(texts)


def build() -> None:
    """Write static/vendor/ anew; raises IconError and leaves the old files for a bad icon list."""
    files = _drawings()
    names = read_icon_list(ICON_LIST.read_text("utf-8"), set(files))
    sprite = draw_sprite({name: files[name].read_text("utf-8") for name in names})

    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for target, source in COPIES.items():
        shutil.copyfile(MODULES / source, VENDOR / target)
    (VENDOR / "LICENSES.txt").write_text(_licences(), "utf-8")
    # Last, since `make` takes this file as the sign that all are there.
    (VENDOR / "icons.svg").write_text(sprite, "utf-8")


def main() -> int:
    """Build, and return 0; print what is wrong with the icon list and return 1."""
    try:
        build()
    except IconError as error:
        print(error)
        return 1
    print(f"static/vendor/: {sum(1 for _ in VENDOR.iterdir())} files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
