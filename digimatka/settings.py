"""Settings from the environment, all optional on one machine. Documented in docs/operations.md."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

PREFIX: Final = "DIGIMATKA_"
MIN_SECRET: Final = 32


class SettingsError(ValueError):
    """A setting that cannot be used; the text says which and what to write instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``secret_key`` signs cookies and peppers passports: without it nobody can come back."""

    database_url: str = field(repr=False)  # may hold a password
    data_dir: Path
    content: Path
    secret_key: bytes = field(repr=False)
    base_url: str = ""
    trusted_proxies: int = 0

    @property
    def is_https(self) -> bool:
        """Whether people reach the product over https."""
        return self.base_url.startswith("https://")


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Reads DIGIMATKA_*; makes the data folder and the secret key when they are missing."""

    def get(name: str, default: str = "") -> str:
        return environment.get(PREFIX + name, "").strip() or default

    data_dir = Path(get("DATA_DIR", "data")).absolute()
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{PREFIX}DATA_DIR cannot be made: {error}") from error
    base_url = get("BASE_URL").rstrip("/")
    if base_url and not base_url.startswith(("http://", "https://")):
        raise SettingsError(f"{PREFIX}BASE_URL must begin with http:// or https://")
    proxies = get("TRUSTED_PROXIES", "0")
    if not proxies.isdecimal():
        raise SettingsError(f"{PREFIX}TRUSTED_PROXIES must be a number of proxies, such as 1")
    return Settings(
        database_url=get("DATABASE_URL", f"sqlite:///{data_dir / 'digimatka.db'}"),
        data_dir=data_dir,
        content=Path(get("CONTENT", str(beside_package("quests")))).absolute(),
        secret_key=_secret_key(get("SECRET_KEY"), data_dir / "secret-key"),
        base_url=base_url,
        trusted_proxies=int(proxies),
    )


def beside_package(name: str) -> Path:
    """A folder that comes along: inside the installed package, else at the root of a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.exists() else package.parent / name


def _secret_key(given: str, file: Path) -> bytes:
    if given:
        key, name = given.encode(), f"{PREFIX}SECRET_KEY"
    else:
        try:
            key, name = _kept_key(file), f"The key in {file}"
        except OSError as error:
            raise SettingsError(f"The secret key cannot be kept: {error}") from error
    if len(key) < MIN_SECRET:
        raise SettingsError(
            f"{name} is too short: use at least {MIN_SECRET} characters, for instance what"
            " `python -c 'import secrets; print(secrets.token_hex())'` prints"
        )
    return key


def _kept_key(file: Path) -> bytes:
    """The key in the file, which is made when it is missing: whole and once, whoever is first."""
    if not file.exists():
        draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(secrets.token_hex(32).encode())
        try:
            with suppress(FileExistsError):  # another process was first
                file.hardlink_to(draft)
        finally:
            draft.unlink()
    return file.read_bytes().strip()
