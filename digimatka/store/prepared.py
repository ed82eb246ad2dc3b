"""Statements of the hot path: written in Core, compiled once, run by the driver itself.

Run by SQLAlchemy, a statement costs several times what SQLite needs for its row.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

K = TypeVar("K")
Values = Mapping[str, Any]
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Form:
    """A statement in one dialect. Without an ``order`` the driver takes values by their names."""

    sql: str
    order: Sequence[str] | None
    writers: Mapping[str, Convert]
    readers: Mapping[int, Convert]

    def bound(self, values: Values) -> Any:
        """The values as the driver takes them."""
        if self.writers:
            values = {**values, **{name: f(values[name]) for name, f in self.writers.items()}}
        return values if self.order is None else [values[name] for name in self.order]


class Prepared:
    """A statement, safe to share. ``columns`` are those that an INSERT gives values for."""

    def __init__(self, statement: Select[Any] | Insert | Update, *columns: str) -> None:
        self._statement = statement
        self._columns = columns
        self._forms: dict[str, _Form] = {}

    def rows(self, connection: Connection, values: Values) -> Sequence[Sequence[Any]]:
        """Every row of a SELECT."""
        form = self._form(connection.dialect)
        found: list[Sequence[Any]] = _run(connection, form.sql, [form.bound(values)]).fetchall()
        if not form.readers or not found:
            return found
        columns: list[Any] = list(zip(*found, strict=True))
        for place, read in form.readers.items():
            columns[place] = map(read, columns[place])
        return list(zip(*columns, strict=True))

    def run(self, connection: Connection, *rows: Values) -> int:
        """Runs it for each of the rows; returns how many rows were changed."""
        form = self._form(connection.dialect)
        count: int = _run(connection, form.sql, [form.bound(row) for row in rows]).rowcount
        return count

    def _form(self, dialect: Dialect) -> _Form:
        form = self._forms.get(dialect.name)
        if form is None:
            form = self._forms[dialect.name] = self._compile(dialect)
        return form

    def _compile(self, dialect: Dialect) -> _Form:
        compiled = self._statement.compile(dialect=dialect, column_keys=self._columns or None)
        selected = self._statement.selected_columns if isinstance(self._statement, Select) else ()
        return _Form(
            sql=str(compiled),
            order=compiled.positiontup,
            writers=_known(
                (name, _impl(bind.type, dialect).bind_processor(dialect))
                for name, bind in compiled.binds.items()
            ),
            readers=_known(
                (place, _impl(column.type, dialect).result_processor(dialect, None))
                for place, column in enumerate(selected)
            ),
        )


def run_plain(connection: Connection, sql: str) -> None:
    """Runs a command without values."""
    _run(connection, sql, [()])


def _run(connection: Connection, sql: str, rows: Sequence[Any]) -> Any:
    """The driver's cursor. Its errors become those that SQLAlchemy would raise."""
    cursor = connection.connection.cursor()
    driver = connection.dialect.loaded_dbapi
    try:
        if len(rows) == 1:
            cursor.execute(sql, rows[0])
        else:
            cursor.executemany(sql, rows)
    except driver.Error as error:
        told = DBAPIError.instance(sql, None, error, driver.Error, dialect=connection.dialect)
        raise cast(DBAPIError, told) from error
    return cursor


def _impl(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return type_.dialect_impl(dialect)


def _known(processors: Iterable[tuple[K, Convert | None]]) -> dict[K, Convert]:
    """Leaves out the types that the driver knows by itself."""
    return {key: processor for key, processor in processors if processor is not None}
