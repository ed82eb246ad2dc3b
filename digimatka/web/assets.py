"""Our style, script and pictures: bundled, named by their content, and compressed once."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import brotli

COMPRESSIBLE: Final = ("text/", "application/javascript", "image/svg+xml", "application/json")
BUNDLES: Final[Mapping[str, tuple[str, ...]]] = {
    "css/app.css": ("css/*.css",),
    "css/meeting.css": ("css/meeting/*.css",),
    "css/wall.css": ("css/wall/*.css",),
    "css/practice.css": ("css/practice/*.css",),
    "css/groups.css": ("css/groups/*.css",),
    "css/plan.css": ("css/plan/*.css",),
    "css/preview.css": ("css/preview/*.css",),
    "css/studio.css": ("css/studio/*.css",),
    "js/app.js": ("vendor/htmx.min.js", "js/*.js"),
}
# Not the list of the machine, which may lack the typeface.
_TYPES: Final = mimetypes.MimeTypes(())
_TYPES.add_type("font/woff2", ".woff2")


# The best coding first, each at its slowest and smallest.
CODINGS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "br": lambda body: brotli.compress(body, quality=11),
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file ready to send, compressed when first asked for: pages need only its version."""

    mime: str
    version: str
    content: bytes
    codings: tuple[str, ...]
    _compressed: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def body(self, coding: str) -> bytes:
        """The file in one of its codings, or as it is with ''."""
        if not coding:
            return self.content
        body = self._compressed.get(coding)
        if body is None:
            body = self._compressed[coding] = CODINGS[coding](self.content)
        return body


class Assets:
    """The static files of one folder, read when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._known: dict[str, Asset | None] = {}

    def url(self, name: str) -> str:
        """The address of a file, which changes with its content."""
        asset = self.get(name)
        return f"/static/{name}?v={asset.version}" if asset else f"/static/{name}"

    def get(self, name: str) -> Asset | None:
        """The file or bundle, or None."""
        if name not in self._known:
            source = self._read(name)
            if source is None:
                return None  # not remembered: names come from outside
            self._known[name] = _prepare(name, source)
        return self._known[name]

    def _read(self, name: str) -> bytes | None:
        if name in BUNDLES:
            files = [file for glob in BUNDLES[name] for file in sorted(self._folder.glob(glob))]
            text = "\n".join(file.read_text("utf-8") for file in files)
            return (self._style(text) if name.endswith(".css") else text).encode()
        try:
            file = (self._folder / name).resolve()
            inside = file.is_relative_to(self._folder) and file.is_file()
        except (OSError, ValueError):  # too long for a name, or with a NUL in it
            return None
        return file.read_bytes() if inside else None

    def _style(self, text: str) -> str:
        """Our CSS without comments; the files it names get addresses that change with them."""
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        text = re.sub(r"\s*\n\s*", "\n", text).strip()
        files = re.compile(r"url\(\.\./([^)]+)\)")
        return files.sub(lambda file: f"url({self.url(file[1])})", text)


def _prepare(name: str, body: bytes) -> Asset:
    mime = _TYPES.guess_type(name)[0] or "application/octet-stream"
    mime = {"text/javascript": "application/javascript"}.get(mime, mime)
    is_text = mime.startswith(COMPRESSIBLE)
    return Asset(
        mime=f"{mime}; charset=utf-8" if is_text else mime,
        version=hashlib.sha256(body).hexdigest()[:10],
        content=body,
        codings=tuple(CODINGS) if is_text else (),
    )
