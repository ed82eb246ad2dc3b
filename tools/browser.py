"""Finds the Chromium that the browser tests drive, or installs Debian's where that is allowed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VARIABLE = "DIGIMATKA_CHROMIUM"
BY_HAND = "apt-get update && apt-get install -y --no-install-recommends chromium"


def find_chromium(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the path of the browser: what DIGIMATKA_CHROMIUM names, else the first one on PATH.

    Raises SystemExit when DIGIMATKA_CHROMIUM names no program: a wrong wish is not answered by
    another browser.
    """
    wish = environment.get(VARIABLE)
    if wish:
        program = shutil.which(wish, path=environment.get("PATH"))
        if program is None:
            raise SystemExit(f"{VARIABLE}={wish} is not a program that can be run.")
        return program
    found = (shutil.which(name, path=environment.get("PATH")) for name in NAMES)
    return next((program for program in found if program), None)


def _rights() -> list[str] | None:
    """Return what to put before a command to run it as root, or None if this is not allowed."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    asked = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return [sudo, "-n"] if asked.returncode == 0 else None


def _install() -> None:
    rights = _rights()
    if rights is None or shutil.which("apt-get") is None:
        return
    print("No Chromium on this machine: installing Debian's", flush=True)
    # Other programs may hold the package lock for a while on a shared or new machine.
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    apt += ["-qq", "-o", "DPkg::Lock::Timeout=300"]
    subprocess.run([*apt, "update"], check=False)
    subprocess.run([*apt, "install", "-y", "--no-install-recommends", "chromium"], check=False)


def main() -> int:
    """Print the browser's path and return 0; say how to get one and return 1 if there is none."""
    if find_chromium() is None:
        _install()
    program = find_chromium()
    if program is None:
        print(
            f"The browser tests need Chromium. Run:\n\n    sudo sh -c '{BY_HAND}'\n\n"
            f"or point {VARIABLE} at one that you have.",
            file=sys.stderr,
        )
        return 1
    print(f"Browser for the tests: {program}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
