"""`terbit bench`: runs a measurement, prints a table and one line of JSON."""

import json
import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click

NAMES = ("complete", "inbox", "sweep")


def add_to(group: click.Group) -> None:
    group.add_command(bench)


@click.command()
@click.argument("name", type=click.Choice([*NAMES, "all"]))
@click.option("--postgresql", help="URL of an empty database; TERBIT_BENCH_POSTGRESQL otherwise.")
@click.option("--most", type=click.IntRange(100), default=10_000, help="The largest number of open tasks.")
def bench(name: str, postgresql: str | None, most: int) -> None:
    """Runs one measurement, or all; on SQLite, and on PostgreSQL where a database is given."""
    from bench.places import places  # here, since a served office carries no benches

    url = postgresql or os.environ.get("TERBIT_BENCH_POSTGRESQL")
    for chosen in NAMES if name == "all" else (name,):
        measure: Callable[[Any], list[dict[str, object]]] = import_module(f"bench.{chosen}").measure
        with places(url, most) as found:
            rows = [row for place in found for row in measure(place)]
        click.echo(table(rows))
        click.echo(
            json.dumps({"bench": chosen, "load": os.getloadavg()[0], "rows": rows}, ensure_ascii=False)
        )


def table(rows: Sequence[dict[str, object]]) -> str:
    """Columns as wide as their widest value; a column that a row lacks stays empty."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [names, *([str(row.get(name, "")) for name in names] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(names))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    )
