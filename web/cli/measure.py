"""`terbit bench`: runs a measurement, prints a table and one line of JSON."""

import json
import os
from collections.abc import Sequence
from importlib import import_module
from itertools import groupby
from pathlib import Path

import click

ON_DATABASES = ("complete", "inbox", "sweep")
FROM_FOLDERS = {"tck": "of the kit", "public": "of the diagrams"}
"""Measurements of what others wrote, which is no part of this repository."""
APART = {"differs", "diagram"}
"""Rows of these have a table of their own."""


def add_to(group: click.Group) -> None:
    group.add_command(bench)


@click.command()
@click.argument("name", type=click.Choice([*ON_DATABASES, "feel", *FROM_FOLDERS, "all"]))
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--postgresql", help="URL of an empty database; TERBIT_BENCH_POSTGRESQL otherwise.")
@click.option("--most", type=click.IntRange(100), default=10_000, help="The largest number of open tasks.")
def bench(name: str, folder: Path | None, postgresql: str | None, most: int) -> None:
    """Runs one measurement, or all; on SQLite, and on PostgreSQL where a database is given.

    `tck` reads the DMN Technology Compatibility Kit from FOLDER, `public` runs the BPMN diagrams in it; `all` leaves
    both out.
    """
    if name in FROM_FOLDERS and folder is None:
        raise click.ClickException(f"Expected the folder {FROM_FOLDERS[name]}, but got none")
    url = postgresql or os.environ.get("TERBIT_BENCH_POSTGRESQL")
    for one in (*ON_DATABASES, "feel") if name == "all" else (name,):
        rows = _rows(one, folder, url, most)
        for _, alike in groupby(rows, key=lambda row: not APART.isdisjoint(row)):
            click.echo(table(list(alike)))
        click.echo(json.dumps({"bench": one, "load": os.getloadavg()[0], "rows": rows}, ensure_ascii=False))


def _rows(name: str, folder: Path | None, url: str | None, most: int) -> list[dict[str, object]]:
    from bench.places import places  # here, since a served office carries no benches

    module = import_module(f"bench.{name}")
    if name not in ON_DATABASES:
        measured: list[dict[str, object]] = module.measure(*([folder] if name in FROM_FOLDERS else []))
        return measured
    with places(url, most) as found:
        return [row for place in found for row in module.measure(place)]


def table(rows: Sequence[dict[str, object]]) -> str:
    """Columns as wide as their widest value; a column that a row lacks stays empty."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [names, *([str(row.get(name, "")) for name in names] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(names))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    )
