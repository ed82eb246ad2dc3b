"""Brings a database to the shape this version needs, or says why it cannot."""

import time
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from digimatka.store.session import Store, StoreError, Trouble

# The newest revision in migrations/versions, which a test holds to Alembic's own answer. It stands
# here so that a start with nothing to migrate need not import Alembic (a third of the start).
HEAD: Final = "0002"
FOLDER: Final = Path(__file__).parent / "migrations"
_PAUSE_SECONDS: Final = 0.02


def migrate(store: Store) -> None:
    """Creates or upgrades the tables. StoreError: newer than the program, read-only, locked, …"""
    with store.read() as connection:
        current = _revision(connection)
    if store.engine.dialect.name == "sqlite":
        _use_wal(store)
    if current == HEAD:
        with store.write() as connection:  # A database that cannot be written is found out now.
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
        return
    from alembic import command  # noqa: PLC0415 - see HEAD
    from alembic.config import Config  # noqa: PLC0415 - see HEAD
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see HEAD

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise StoreError(Trouble.NEWER)
    with store.rebuild() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _use_wal(store: Store) -> None:
    """Lets reading and writing go on side by side; the file keeps it.

    For this one statement SQLite does not wait when another program opens the file as well.
    """
    until = time.monotonic() + store.busy_timeout_ms / 1000
    while True:
        try:
            with store.read() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            return
        except StoreError as error:
            if error.trouble is not Trouble.BUSY or time.monotonic() >= until:
                raise
        time.sleep(_PAUSE_SECONDS)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
