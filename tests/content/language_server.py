"""The language server that VS Code runs for YAML, spoken to as an editor does: LSP by pipes."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import IO, Any, Final

from tests.conftest import ROOT
from tools.node import find_or_install

PROGRAM: Final = ROOT / "node_modules/yaml-language-server/bin/yaml-language-server"
SETTINGS: Final = ROOT / ".vscode/settings.json"

Place = tuple[int, int]  # line and character, from 0 as the protocol has it


def settings() -> dict[str, Any]:
    """What VS Code tells the server: the settings of the workspace that begin with ``yaml.``."""
    told: dict[str, Any] = {"validate": True, "hover": True, "completion": True}
    for name, value in json.loads(SETTINGS.read_text("utf-8")).items():
        head, *rest = name.split(".")
        if head == "yaml":
            inner = told
            for part in rest[:-1]:
                inner = inner.setdefault(part, {})
            inner[rest[-1]] = value
    return {"yaml": told}


@dataclass
class Editor:
    """An editor with the server behind it."""

    writing: IO[bytes]
    reading: IO[bytes]
    root: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    problems: dict[str, list[str]] = field(default_factory=dict)
    is_configured: bool = False

    def start(self) -> None:
        """Opens the workspace, with its settings."""
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        root = self.root.as_uri()
        asked = {"processId": None, "rootUri": root, "capabilities": capabilities}
        folders = [{"uri": root, "name": "digimatka"}]
        self.ask("initialize", asked | {"workspaceFolders": folders})
        self.tell("initialized", {})
        while not self.is_configured:
            self._take(self._read())

    def open(self, name: str, text: str) -> list[str]:
        """Opens a new file that has this text; returns what is underlined in it."""
        uri = (self.root / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self.problems:
            self._take(self._read())
        return self.problems[uri]

    def complete(self, name: str, place: Place) -> dict[str, str]:
        """What is offered at a place: labels with what is said of them."""
        found = self.ask("textDocument/completion", self._at(name, place))
        return {item["label"]: _words(item.get("documentation")) for item in found["items"]}

    def hover(self, name: str, place: Place) -> str:
        """What is said of the word at a place."""
        found = self.ask("textDocument/hover", self._at(name, place))
        return _words(found["contents"]) if found else ""

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """A request; what comes meanwhile is taken in."""
        number = next(self.numbers)
        self._write({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """A notification."""
        self._write({"method": method, "params": params})

    def _at(self, name: str, place: Place) -> dict[str, Any]:
        position = {"line": place[0], "character": place[1]}
        return {"textDocument": {"uri": (self.root / name).as_uri()}, "position": position}

    def _take(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            told = message["params"]
            self.problems[told["uri"]] = [
                f"{one['range']['start']['line'] + 1}: {one['message']}"
                for one in told["diagnostics"]
            ]
        elif message.get("method") == "workspace/configuration":
            told = [settings().get(one["section"]) for one in message["params"]["items"]]
            self._write({"id": message["id"], "result": told})
            self.is_configured = True
        elif "id" in message:  # the server asks: nothing else here is worth an answer
            self._write({"id": message["id"], "result": None})

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.writing.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.writing.flush()

    def _read(self) -> dict[str, Any]:
        length = 0
        while (line := self.reading.readline().strip()) or not length:
            assert line, "the language server has ended"
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        message: dict[str, Any] = json.loads(self.reading.read(length))
        return message


@contextmanager
def editor(root: Path = ROOT) -> Iterator[Editor]:
    """An editor in which the project is open."""
    with subprocess.Popen(
        [find_or_install().program, str(PROGRAM), "--stdio"],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        opened = Editor(process.stdin, process.stdout, root)
        try:
            opened.start()
            yield opened
        finally:
            process.kill()


def _words(said: Any) -> str:
    return str(said.get("value", "")) if isinstance(said, dict) else str(said or "")
