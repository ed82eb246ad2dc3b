"""Settings: what they are when nobody says anything, what is refused, and the kept secret."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stat import S_IMODE
from threading import Barrier

import pytest

from digimatka import settings as module
from digimatka.settings import Settings, SettingsError, beside_package, from_environment
from tests.conftest import ROOT

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that is not there yet."""
    return tmp_path / "var" / "digimatka"


def read(data: Path, **given: str) -> Settings:
    named = {f"DIGIMATKA_{name}": value for name, value in given.items()}
    return from_environment({"DIGIMATKA_DATA_DIR": str(data), **named})


def test_nothing_has_to_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    made = from_environment({})

    assert made.data_dir == tmp_path / "data"
    assert made.database_url == f"sqlite:///{tmp_path}/data/digimatka.db"
    assert made.content == ROOT / "quests"
    assert made.secret_key == (tmp_path / "data" / "secret-key").read_bytes()
    assert (made.base_url, made.trusted_proxies, made.is_https) == ("", 0, False)


def test_every_setting_can_be_set(data: Path, tmp_path: Path) -> None:
    made = read(
        data,
        DATABASE_URL="sqlite:////srv/other.db",
        CONTENT=str(tmp_path / "content"),
        SECRET_KEY=KEY,
        BASE_URL="https://digimatka.example/",
        TRUSTED_PROXIES="2",
    )

    assert made == Settings(
        database_url="sqlite:////srv/other.db",
        data_dir=data,
        content=tmp_path / "content",
        secret_key=KEY.encode(),
        base_url="https://digimatka.example",
        trusted_proxies=2,
    )
    assert made.is_https
    assert list(data.iterdir()) == []


def test_an_empty_setting_is_one_that_is_not_set(data: Path) -> None:
    made = read(data, DATABASE_URL=" ", CONTENT="", SECRET_KEY="", BASE_URL="", TRUSTED_PROXIES="")

    assert made == read(data)


def test_the_data_folder_is_made_for_its_owner_alone(data: Path) -> None:
    read(data)

    assert S_IMODE(data.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BASE_URL", "digimatka.example", "DIGIMATKA_BASE_URL must begin with http"),
        ("BASE_URL", "ftp://digimatka.example", "DIGIMATKA_BASE_URL must begin with http"),
        ("BASE_URL", "https://", "DIGIMATKA_BASE_URL must begin with http"),
        ("TRUSTED_PROXIES", "yes", "DIGIMATKA_TRUSTED_PROXIES must be a number"),
        ("TRUSTED_PROXIES", "-1", "DIGIMATKA_TRUSTED_PROXIES must be a number"),
        ("SECRET_KEY", "letmein", "DIGIMATKA_SECRET_KEY is too short: use at least 32"),
        ("SECRET_KEY", KEY[:31], "DIGIMATKA_SECRET_KEY is too short: use at least 32"),
        ("DATA_DIR", "/dev/null", "DIGIMATKA_DATA_DIR cannot be made"),
        ("DATA_DIR", "/dev/null/deep", "DIGIMATKA_DATA_DIR cannot be made"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(
    name: str, value: str, said: str, data: Path
) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        read(data, **{name: value})

    assert value not in str(caught.value) or name != "SECRET_KEY"


def test_the_secret_is_made_once_for_the_owner_alone(data: Path) -> None:
    first = read(data).secret_key
    file = data / "secret-key"

    assert re.fullmatch(rb"[0-9a-f]{64}", first)
    assert S_IMODE(file.stat().st_mode) == 0o600
    assert read(data).secret_key == first
    assert list(data.iterdir()) == [file]


def test_two_places_have_two_secrets(tmp_path: Path) -> None:
    assert read(tmp_path / "one").secret_key != read(tmp_path / "other").secret_key


@pytest.mark.parametrize("kept", [b"", b"\n", b"short", KEY[:31].encode() + b"\n"])
def test_a_kept_secret_that_is_damaged_is_refused_and_not_replaced(kept: bytes, data: Path) -> None:
    data.mkdir(parents=True)
    (file := data / "secret-key").write_bytes(kept)

    with pytest.raises(SettingsError, match="secret-key is too short"):
        read(data)

    assert file.read_bytes() == kept


def test_a_kept_secret_that_cannot_be_read_is_refused(data: Path) -> None:
    (data / "secret-key").mkdir(parents=True)

    with pytest.raises(SettingsError, match="The secret key cannot be kept"):
        read(data)


def test_a_kept_secret_may_end_in_a_line_break(data: Path) -> None:
    data.mkdir(parents=True)
    (data / "secret-key").write_text(f"{KEY}\n", "utf-8")

    assert read(data).secret_key == KEY.encode()


def test_programs_that_start_at_once_have_the_same_secret(data: Path) -> None:
    code = "from digimatka.settings import from_environment as f; print(f().secret_key.decode())"
    environment = {"DIGIMATKA_DATA_DIR": str(data)}
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]

    said = {program.communicate()[0].strip() for program in programs}

    assert said == {(data / "secret-key").read_text("utf-8")}
    assert [file.name for file in data.iterdir()] == ["secret-key"]


def test_nobody_reads_a_secret_that_is_half_written(tmp_path: Path) -> None:
    together = Barrier(6)

    def start(number: int) -> list[bytes]:
        keys = []
        for round_ in range(40):
            together.wait()
            keys.append(read(tmp_path / str(round_)).secret_key)
        return keys

    with ThreadPoolExecutor(6) as threads:
        rounds = zip(*threads.map(start, range(6)), strict=True)

    assert [len(set(keys)) for keys in rounds] == [1] * 40


def test_secrets_are_not_in_what_settings_print(data: Path) -> None:
    made = read(data, SECRET_KEY=KEY, DATABASE_URL="postgresql://digimatka:letmein@db/digimatka")

    assert KEY not in repr(made)
    assert "letmein" not in repr(made)


def test_what_comes_along_is_found() -> None:
    for name in ("quests", "static", "templates"):
        assert beside_package(name).is_dir()


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    code = Path(module.__file__).read_text("utf-8")
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")

    read_by_code = set(re.findall(r'\bget\("([A-Z_]+)"', code))
    rows = set(re.findall(r"^\| `DIGIMATKA_([A-Z_]+)` \|", page, re.MULTILINE))
    named = set(re.findall(r"DIGIMATKA_([A-Z_]+)", page))

    assert len(read_by_code) >= 6
    assert rows == read_by_code
    assert named <= read_by_code
