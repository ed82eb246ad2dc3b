"""The wheel carries all that the product needs: it serves a page where there is no checkout."""

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Runs in the new environment, in an empty folder. The audit hook notes each file that the
# interpreter opens, so what a page was made of is seen and not deduced.
FETCH_THE_FIRST_PAGE = """
import json, pathlib, sys
opened = set()
sys.addaudithook(lambda name, args: opened.add(str(args[0])) if name == "open" else None)
import digimatka
from digimatka.app import create_app
app = create_app()
client = app.test_client()
page = client.get("/")
script = client.get("/static/js/app.js")
print(json.dumps({
    "package": str(pathlib.Path(digimatka.__file__).parent),
    "page": page.status_code,
    "script": script.status_code,
    "opened": sorted(str(pathlib.Path(name).absolute()) for name in opened),
}))
"""


def run(*command: str | Path, folder: Path, **environment: str) -> str:
    """Run a program in a folder, with little but PATH in its environment; return its output."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both wheels: the one built from the checkout, and the one built from the sdist."""
    folders = {name: tmp_path_factory.mktemp(name) for name in ("checkout", "sdist")}
    build = (sys.executable, "-m", "build", "--no-isolation")
    run(*build, "--wheel", "--outdir", folders["checkout"], ROOT, folder=ROOT)
    run(*build, "--outdir", folders["sdist"], ROOT, folder=ROOT)
    return {name: next(folder.glob("*.whl")) for name, folder in folders.items()}


def install(wheel: Path, folder: Path) -> Path:
    """Install a wheel into a new environment and return the folder of its programs.

    The packages it depends on are borrowed from this environment, which does not hold digimatka:
    fetching them again would cost a minute and an index.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    programs = folder / "bin"
    packages = Path(
        run(
            *(programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"),
            folder=folder,
        ).strip()
    )
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    pip = (sys.executable, "-m", "pip", "--python", programs / "python", "install")
    run(*pip, "--no-deps", "--no-index", "--quiet", wheel, folder=folder)
    return programs


@pytest.mark.parametrize("origin", ["checkout", "sdist"])
def test_the_installed_wheel_serves_the_first_page_without_the_checkout(
    wheels: dict[str, Path], origin: str, tmp_path: Path
) -> None:
    programs = install(wheels[origin], tmp_path / "environment")
    (elsewhere := tmp_path / "elsewhere").mkdir()

    seen: dict[str, Any] = json.loads(
        run(
            *(programs / "python", "-c", FETCH_THE_FIRST_PAGE),
            folder=elsewhere,
            DIGIMATKA_DATA_DIR=str(tmp_path / "data"),
        ).splitlines()[-1]
    )

    assert seen["page"] == 200
    assert seen["script"] == 200
    package = Path(seen["package"])
    assert package.is_relative_to(tmp_path / "environment")
    opened = [Path(name) for name in seen["opened"]]
    for folder, suffix in (("templates", ".html"), ("static", ".js"), ("quests", ".yaml")):
        inside = [path for path in opened if path.is_relative_to(package / folder)]
        assert [path for path in inside if path.suffix == suffix], f"nothing read from {folder}"
    shared = Path(sysconfig.get_path("purelib"))
    strays = [p for p in opened if p.is_relative_to(ROOT) and not p.is_relative_to(shared)]
    assert strays == []


def test_the_installed_wheel_brings_the_command(wheels: dict[str, Path], tmp_path: Path) -> None:
    programs = install(wheels["checkout"], tmp_path / "environment")

    said = run(programs / "digimatka", "--help", folder=tmp_path)

    assert "serve" in said


def test_both_wheels_hold_the_same_files(wheels: dict[str, Path]) -> None:
    """What git ignores gets into neither: a stray file of the checkout would show here."""
    names = {
        origin: {entry.filename for entry in zipfile.ZipFile(wheel).infolist()}
        for origin, wheel in wheels.items()
    }

    assert names["checkout"] == names["sdist"]


def test_the_wheel_carries_the_editor_of_the_studio(wheels: dict[str, Path]) -> None:
    for wheel in wheels.values():
        names = zipfile.ZipFile(wheel).namelist()
        assert "digimatka/static/vendor/studio.js" in names


def test_the_wheel_says_its_licences_and_carries_their_texts(wheels: dict[str, Path]) -> None:
    with zipfile.ZipFile(wheels["checkout"]) as wheel:
        about = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        described = wheel.read(about).decode()
        licences = {Path(name).name for name in wheel.namelist() if "/licenses/" in name}

    assert "License-Expression: EUPL-1.2 AND CC-BY-4.0" in described
    assert licences == {"EUPL-1.2.txt", "CC-BY-4.0.txt"}


def test_every_package_that_the_code_imports_is_declared() -> None:
    """The wheel is tried with borrowed packages, so a missing declaration must show here."""
    declared = declared_packages()
    providers = metadata.packages_distributions()
    undeclared = {
        name
        for name in imported_modules(ROOT / "digimatka") - {"digimatka"}
        if name not in sys.stdlib_module_names
        and not declared & {canonical(package) for package in providers.get(name, [name])}
    }

    assert undeclared == set()


def declared_packages() -> set[str]:
    """Return the packages that pyproject.toml asks for at run time, by their canonical names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    requirement = re.compile(r"[A-Za-z0-9._-]+")
    extras = (line for lines in project["optional-dependencies"].values() for line in lines)
    matches = (requirement.match(line) for line in (*project["dependencies"], *extras))
    return {canonical(match.group()) for match in matches if match}


def canonical(package: str) -> str:
    """Return a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", package).lower()


def imported_modules(folder: Path) -> set[str]:
    """Return the top-level modules that the Python files of a folder import by absolute name."""
    found: set[str] = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                found.add(node.module.partition(".")[0])
    return found
