"""Triggers that keep rows as they were written: against mistakes and injected SQL, not against an owner."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, PrimaryKeyConstraint, Table, UniqueConstraint, text

from engine.db.base import Base


@dataclass(frozen=True)
class Exemption:
    """The one change that is allowed: `condition` over NEW and OLD, touching no column but `columns`."""

    columns: frozenset[str]
    condition: str


VOIDING = Exemption(
    frozenset({"state", "void_reason"}),
    "OLD.state = 'in_force' AND NEW.state IN ('void', 'cancelled') AND NEW.void_reason IS NOT NULL",
)

MOVING = Exemption(
    frozenset({"state"}),
    "(OLD.state = 'stock' AND NEW.state IN ('used', 'spoiled', 'returned', 'destroyed')"
    " OR OLD.state = 'used' AND NEW.state = 'spoiled'"
    " OR OLD.state = 'spoiled' AND NEW.state IN ('returned', 'destroyed'))",
)
"""A card blank goes forwards only: what was used is never in stock again."""

SIGNED = Exemption(
    frozenset({"state", "sha256", "certificate", "signed_at"}),
    "OLD.state = 'signing' AND NEW.state = 'signed'",
)
"""The first signature stays."""

EMPTIED = Exemption(frozenset({"values"}), 'length(NEW."values") = 0')
"""What a case that was never granted said is destroyed in time; that somebody answered stays."""

KEPT: Mapping[str, Exemption | None] = {
    "terbit_event": None,
    "terbit_history_leaf": None,
    "terbit_history_checkpoint": None,
    "terbit_answer": EMPTIED,
    "terbit_register_entry": VOIDING,
    "terbit_register_version": None,
    "terbit_margin_note": None,
    "terbit_signing": SIGNED,
    "terbit_earlier_file": None,
    "terbit_definition_version": None,
    "terbit_definition_file": None,
    "terbit_blank": MOVING,
    "terbit_blank_movement": None,
    "terbit_blank_count": None,
    "terbit_printing": None,
}
"""Tables whose rows are neither changed, deleted nor replaced; and what may change all the same."""


@dataclass(frozen=True)
class Guard:
    """One trigger. Its name carries a hash of what it does, so that a release notices an outdated one."""

    table: str
    name: str
    statements: tuple[str, ...]


def expected(dialect: str) -> list[Guard]:
    of_table = _sqlite_guards if dialect == "sqlite" else _postgresql_guards
    tables = Base.metadata.tables
    return [guard for name, exemption in KEPT.items() for guard in of_table(tables[name], exemption)]


def are_current(connection: Connection) -> bool:
    return {guard.name for guard in expected(connection.dialect.name)} == set(_existing(connection))


def install(connection: Connection) -> None:
    """Makes missing guards, drops outdated ones; after every migration: a copied table loses its own."""
    existing = _existing(connection)
    wanted = expected(connection.dialect.name)
    for name in existing.keys() - {guard.name for guard in wanted}:
        table = f" ON {existing[name]}" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER {name}{table}"))
    missing = [guard for guard in wanted if guard.name not in existing]
    if missing and connection.dialect.name == "postgresql":
        connection.execute(text(_REFUSE))
    for statement in (statement for guard in missing for statement in guard.statements):
        connection.execute(text(statement))


def _existing(connection: Connection) -> dict[str, str]:
    """Guards in force: name -> table."""
    catalog = _SQLITE_CATALOG if connection.dialect.name == "sqlite" else _POSTGRESQL_CATALOG
    return {row[0]: row[1] for row in connection.execute(text(catalog))}


_SQLITE_CATALOG = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'keep_*'"
_POSTGRESQL_CATALOG = (
    "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
    " WHERE tgname LIKE 'keep\\_%' AND tgenabled = 'A' AND pg_table_is_visible(tgrelid)"
)

_REFUSE = """
CREATE OR REPLACE FUNCTION terbit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Expected rows of % to stay as they are, but got %', TG_TABLE_NAME, TG_OP;
END $$
"""


def _guard(table: Table, what: str, *templates: str) -> Guard:
    stem = f"keep_{table.name}_{what}"
    name = f"{stem}_{hashlib.sha256(''.join(templates).encode()).hexdigest()[:8]}"
    return Guard(table.name, name, tuple(template.replace("{name}", name) for template in templates))


def _sqlite_guards(table: Table, exemption: Exemption | None) -> Iterator[Guard]:
    for what, when in (
        ("update", f"WHEN NOT ({_is_exempt(table, exemption)})" if exemption else ""),
        ("delete", ""),
        ("insert", f"WHEN EXISTS (SELECT 1 FROM {table.name} WHERE {_is_taken(table)})"),  # noqa: S608
    ):
        sentence = f"Expected rows of {table.name} to stay as they are, but got {what.upper()}"
        yield _guard(
            table,
            what,
            f"CREATE TRIGGER {{name}} BEFORE {what.upper()} ON {table.name} {when}"
            f" BEGIN SELECT RAISE(ABORT, '{sentence}'); END",
        )


def _postgresql_guards(table: Table, exemption: Exemption | None) -> Iterator[Guard]:
    for what, each, when in (
        ("update", "ROW", f"WHEN (NOT ({_is_exempt(table, exemption)}))" if exemption else ""),
        ("delete", "ROW", ""),
        ("truncate", "STATEMENT", ""),
    ):
        yield _guard(
            table,
            what,
            f"CREATE OR REPLACE TRIGGER {{name}} BEFORE {what.upper()} ON {table.name}"
            f" FOR EACH {each} {when} EXECUTE FUNCTION terbit_refuse()",
            f"ALTER TABLE {table.name} ENABLE ALWAYS TRIGGER {{name}}",
        )


def _is_exempt(table: Table, exemption: Exemption) -> str:
    same = (
        f'NEW."{column.name}" IS NOT DISTINCT FROM OLD."{column.name}"'
        for column in table.columns
        if column.name not in exemption.columns
    )
    return " AND ".join((exemption.condition, *same))


def _is_taken(table: Table) -> str:
    """Whether INSERT OR REPLACE would remove a row: a key of the new one exists already, rowid included."""
    keys = [["rowid"], *sorted(_unique_keys(table))]
    return " OR ".join("(" + " AND ".join(f'"{name}" = NEW."{name}"' for name in key) + ")" for key in keys)


def _unique_keys(table: Table) -> Iterator[list[str]]:
    for constraint in table.constraints:
        if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint):
            yield [column.name for column in constraint.columns]
    for index in table.indexes:
        if index.unique:
            yield [column.name for column in index.columns]
