"""Runs programs side by side, for machines with two cores: the tests with and without a browser.

The browser tests wait for a browser most of the time, and the others wait for nothing.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack


def run(commands: Sequence[Sequence[str]]) -> int:
    """Runs all commands at once. The first one prints as it goes, the others when it has ended.

    Returns 0 if all of them do, else the code of the first one that does not.
    """
    first, *others = commands
    with ExitStack() as files:
        kept = [files.enter_context(tempfile.TemporaryFile()) for _ in others]
        running = [
            subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
            for command, out in zip(others, kept, strict=True)
        ]
        codes = [subprocess.run(first, check=False).returncode]
        for process, out in zip(running, kept, strict=True):
            codes.append(process.wait())
            out.seek(0)
            sys.stdout.buffer.write(out.read())
            sys.stdout.flush()
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    pytest = [sys.executable, "-m", "pytest"]
    sys.exit(run([[*pytest, "--ignore=tests/browser"], [*pytest, "tests/browser"]]))
