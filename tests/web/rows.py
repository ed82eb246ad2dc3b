"""What the database holds, as tests look for it."""

import sqlite3
from typing import Final

from tests.web.conftest import World

# Reads like an identity code; those from 900 on are given to nobody.
HETU: Final = "010190-900P"


def count(world: World, table: str) -> int:
    """How many rows a table has."""
    with sqlite3.connect(world.database) as connection:
        found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - ours
    connection.close()
    return found


def everything(world: World) -> str:
    """Every row of the database as text."""
    with sqlite3.connect(world.database) as connection:
        text = "\n".join(connection.iterdump())
    connection.close()
    return text
