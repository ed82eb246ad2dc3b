"""Builds static/vendor/ from node_modules: htmx, the typeface, icons in use, the studio's editor.

The same package-lock.json, icons.txt, signs.txt and static/studio/ give the same bytes on every
machine.
"""

import difflib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.node import find_or_install

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

HTMX = "htmx.org"
FONT = "@fontsource-variable/atkinson-hyperlegible-next"
ICONS = "@phosphor-icons/core"

# What stands beside words on any page, and what badges and learners carry: the first page needs
# only a few of the former.
SPRITES = {
    "icons.svg": ROOT / "static" / "icons.txt",
    "signs.svg": ROOT / "static" / "signs.txt",
}
COPIES = {
    "htmx.min.js": f"{HTMX}/dist/htmx.min.js",
    "atkinson-latin.woff2": f"{FONT}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "atkinson-latin-ext.woff2": (
        f"{FONT}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2"
    ),
}

# The editor of the studio, ours and CodeMirror's in one file. Only the page of the editor loads it.
BUNDLE = "studio.js"
BUNDLED_FROM = ROOT / "static" / "studio" / "editor.js"

DRAWING = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 256 256" fill="currentColor">'
    r"(?P<shapes>.+)</svg>\s*",
    re.DOTALL,
)


class IconError(ValueError):
    """The icon list names what cannot be drawn; the message has one line a problem."""


def read_icon_list(text: str, known: set[str], file: str) -> list[str]:
    """Return the icon names of a list file, sorted; blank lines and `#` comments are passed over.

    Raises IconError with every name that is unknown or listed twice, its line and a near name.
    """
    names: list[str] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        name = line.partition("#")[0].strip()
        if not name:
            continue
        if name in names:
            problems.append(f"{file}:{number}: {name} is listed twice")
        elif name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6)
            hint = f". Did you mean {' or '.join(near)}?" if near else ""
            problems.append(f"{file}:{number}: there is no icon {name}{hint}")
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


def _sprite(file: Path, drawings: dict[str, Path]) -> str:
    """Return the sprite of the icons that a list file names."""
    text, name = file.read_text("utf-8"), file.relative_to(ROOT).as_posix()
    icons = read_icon_list(text, set(drawings), name)
    return draw_sprite({icon: drawings[icon].read_text("utf-8") for icon in icons})


def _bundle() -> tuple[bytes, list[str]]:
    """Return the editor's bundle and the packages that it is made of."""
    node = find_or_install()
    with tempfile.TemporaryDirectory() as folder:
        made, notes = Path(folder) / BUNDLE, Path(folder) / "notes.json"
        command = [
            *(node.program, str(MODULES / "esbuild" / "bin" / "esbuild"), str(BUNDLED_FROM)),
            *("--bundle", "--minify", "--format=iife", "--target=es2022", "--charset=utf8"),
            *("--legal-comments=none", "--log-level=warning"),
            *(f"--outfile={made}", f"--metafile={notes}"),
        ]
        subprocess.run(command, cwd=ROOT, check=True)
        inputs = json.loads(notes.read_text("utf-8"))["inputs"]
        return made.read_bytes(), sorted(set(packages_in(inputs)))


def packages_in(paths: Iterable[str]) -> Iterator[str]:
    """Yield the packages that files belong to, as the paths of their folders under node_modules."""
    for path in paths:
        match = re.match(r"node_modules/((?:.+/node_modules/)?(?:@[^/]+/)?[^/]+)/", path)
        if match:
            yield match[1]


def _licences(bundled: list[str]) -> str:
    """Return the licence texts that must go where the files go."""
    texts = []
    for package in (HTMX, FONT, ICONS, *bundled):
        version = json.loads((MODULES / package / "package.json").read_text("utf-8"))["version"]
        licence = (MODULES / package / "LICENSE").read_text("utf-8").strip()
        title = f"{package} {version}"
        texts.append(f"{title}\n{'=' * len(title)}\n\n{licence}\n")
    return "\n\n".join(texts)


def build() -> None:
    """Write static/vendor/ anew; raises IconError and leaves the old files for a bad icon list."""
    files = _drawings()
    sprites = {target: _sprite(file, files) for target, file in SPRITES.items()}
    bundle, bundled = _bundle()

    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for target, source in COPIES.items():
        shutil.copyfile(MODULES / source, VENDOR / target)
    (VENDOR / BUNDLE).write_bytes(bundle)
    (VENDOR / "LICENSES.txt").write_text(_licences(bundled), "utf-8")
    # Last, since `make` takes them as the sign that all are there.
    for target, sprite in sprites.items():
        (VENDOR / target).write_text(sprite, "utf-8")


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
