"""Writes the migrations from the tables: `python -m engine.db.migrations.draft`.

Before the first release there is one migration for each file of tables, written anew after each change of it.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from alembic.autogenerate import render_python_code
from alembic.operations.ops import CreateIndexOp, CreateTableOp, UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Table

from engine.db import Base, blanks, cases, definitions, documents, history, offices, residents
from engine.db.migrations.rendering import IMPORTS, is_ours, render

ORDER = {1: offices, 2: definitions, 3: cases, 4: documents, 5: history, 6: blanks, 8: residents}
"""Number of the migration -> its tables."""
VERSIONS = Path(__file__).parent / "versions"

SCRIPT = '''"""The tables of {noun}."""

import sqlalchemy as sa
from alembic import op

{imports}

revision = "{revision}"
down_revision = {previous}


def upgrade() -> None:
    {code}
'''


def draft(folder: Path = VERSIONS) -> None:
    for old in folder.glob("0*.py"):
        old.unlink()
    previous = None
    for number, module in ORDER.items():
        noun = module.__name__.rpartition(".")[2]
        revision = f"{number:04}"
        script = SCRIPT.format(
            noun=noun,
            imports=IMPORTS,
            revision=revision,
            previous=f'"{previous}"' if previous else None,
            code=_code(noun),
        )
        (folder / f"{revision}_{noun}.py").write_text(script)
        previous = revision
    ruff = Path(sys.executable).with_name("ruff")
    subprocess.run([ruff, "check", "--quiet", "--fix", "--select", "F401,I", folder], check=True)  # noqa: S603
    subprocess.run([ruff, "format", "--quiet", folder], check=True)  # noqa: S603


def _code(noun: str) -> str:
    steps: list[CreateTableOp | CreateIndexOp] = []
    for table in _tables_of(noun):
        steps.append(CreateTableOp.from_table(table))
        steps += [
            CreateIndexOp.from_index(index) for index in sorted(table.indexes, key=lambda one: str(one.name))
        ]
    context = MigrationContext.configure(dialect_name="postgresql", opts={"include_object": is_ours})
    code = render_python_code(UpgradeOps(steps), render_item=render, migration_context=context)
    return code.partition("\n")[2].rpartition("\n")[0].strip()  # without the generator's remarks


def _tables_of(noun: str) -> Iterator[Table]:
    module = f"engine.db.{noun}"
    names = {str(m.local_table) for m in Base.registry.mappers if m.class_.__module__ == module}
    return (table for table in Base.metadata.sorted_tables if table.name in names)


if __name__ == "__main__":
    draft()
