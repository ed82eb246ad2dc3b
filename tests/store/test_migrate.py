"""Migrations make the tables of the code, and nothing that they do loses a row."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from digimatka.store import learners
from digimatka.store.migrate import FOLDER, HEAD, migrate
from digimatka.store.session import Store, StoreError, Trouble
from digimatka.store.tables import LearnerRow
from tests.store.rows import add_walker, count, counts

METADATA = LearnerRow.metadata


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A database that is not there yet."""
    store = Store(f"sqlite:///{tmp_path / 'new.db'}")
    yield store
    store.close()


def alembic(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def shape(store: Store) -> dict[str, str]:
    """The statements that made everything in the database, by name."""
    with store.read() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master")
        return {name: sql for name, sql in rows.all()}


def test_the_migrations_make_exactly_the_tables_of_the_code(empty: Store) -> None:
    migrate(empty)

    with empty.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        there = set(inspect(connection).get_table_names())
    assert there == {*METADATA.tables, "alembic_version"}


def test_the_newest_revision_is_the_one_that_the_code_names() -> None:
    assert ScriptDirectory.from_config(alembic()).get_current_head() == HEAD


def test_migrating_again_changes_nothing(store: Store) -> None:
    add_walker(store)
    before = shape(store), counts(store)

    migrate(store)
    migrate(store)

    assert (shape(store), counts(store)) == before


def test_going_down_and_up_again_leads_to_the_same_tables(store: Store) -> None:
    before = shape(store)

    with store.rebuild() as connection:
        command.downgrade(alembic(connection), "base")
    assert set(shape(store)) & set(METADATA.tables) == set()

    with store.rebuild() as connection:
        command.upgrade(alembic(connection), "head")
    assert shape(store) == before


def test_programs_that_start_at_once_migrate_once(tmp_path: Path) -> None:
    stores = [Store(f"sqlite:///{tmp_path / 'new.db'}") for _ in range(4)]
    together = Barrier(len(stores))

    def start(store: Store) -> None:
        together.wait()
        migrate(store)

    with ThreadPoolExecutor(len(stores)) as threads:
        list(threads.map(start, stores))

    with stores[0].read() as connection:
        versions = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
        assert versions.scalars().all() == [HEAD]
    for store in stores:
        store.close()


def test_every_constraint_has_a_name_by_the_convention(store: Store) -> None:
    named = {
        table.name: sorted(str(constraint.name) for constraint in table.constraints)
        for table in METADATA.sorted_tables
    }
    by_convention = {
        table.name: sorted(_name(table.name, made) for made in table.constraints)
        for table in METADATA.sorted_tables
    }
    with store.read() as connection:
        found = inspect(connection)
        in_database = {
            (table, key["name"]) for table in named for key in found.get_foreign_keys(table)
        } | {(table, key["name"]) for table in named for key in found.get_unique_constraints(table)}

    assert named["event"] == ["fk_event_learner_id", "pk_event", "uq_event_learner_id_journey_seq"]
    assert named == by_convention
    assert in_database == {
        (table, name) for table in named for name in named[table] if not name.startswith("pk_")
    }


def _name(table: str, made: sa.Constraint) -> str:
    columns = made.columns  # type: ignore[attr-defined]  # those that we use have columns
    kind = {sa.PrimaryKeyConstraint: "pk", sa.UniqueConstraint: "uq"}.get(type(made), "fk")
    parts = [kind, table, *(column.name for column in columns)]
    return "_".join(parts[:2] if kind == "pk" else parts)


def test_dates_are_days_and_no_column_holds_a_time() -> None:
    columns = [column for table in METADATA.sorted_tables for column in table.columns]
    dated = {f"{c.table.name}.{c.name}" for c in columns if isinstance(c.type, sa.Date)}

    assert dated == {
        "learner.created_on",
        "learner.seen_on",
        "event.day",
        "staff.created_on",
        "invitation.valid_until",
        "learner_group.created_on",
        "learner_group.archived_on",
        "attendance.day",
        "meeting.day",
    }
    assert not [c for c in columns if isinstance(c.type, (sa.DateTime, sa.Time))]


def test_renewing_a_table_in_a_migration_keeps_what_refers_to_it(store: Store) -> None:
    learner = add_walker(store)
    before = counts(store)
    assert before == {"learner": 1, "event": 1, "snapshot": 1}

    with store.rebuild() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("learner", recreate="always") as batch:
            batch.add_column(sa.Column("colour", sa.String(20), nullable=True))

    assert counts(store) == before
    with store.write() as connection:
        learners.forget(connection, learner)
    assert counts(store) == {"learner": 0, "event": 0, "snapshot": 0}


def test_a_migration_that_leaves_rows_hanging_is_undone(store: Store) -> None:
    add_walker(store)

    with pytest.raises(StoreError) as caught, store.rebuild() as connection:
        connection.exec_driver_sql("DELETE FROM learner")

    assert caught.value.trouble is Trouble.BROKEN
    assert count(store, "learner") == 1


def test_a_migration_that_fails_half_way_leaves_nothing(empty: Store) -> None:
    with empty.read() as connection:  # in the way of the second table
        connection.exec_driver_sql("CREATE TABLE event (id INTEGER)")

    with pytest.raises(StoreError):
        migrate(empty)

    assert set(shape(empty)) == {"event"}
