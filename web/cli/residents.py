"""`terbit resident`: what the office is told of residents."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from engine.access import SYSTEM
from engine.residents import extract, loading
from engine.residents.loading import WORDS, Listed
from web import wiring
from web.cli.printing import as_json, row


def add_to(group: click.Group) -> None:
    group.add_command(resident)


@click.group()
def resident() -> None:
    """What the office knows of residents and their family cards."""


@resident.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that the extract tells of: what a case changed later stays. Today without it.",
)
@as_json
def load(file: Path, as_of: dt.datetime | None, json: bool) -> None:
    """Reads an extract of SIAK: a CSV file with the columns of its NIK service, such as NIK, NO_KK, NAMA_LGKP.

    Prints what became of its lines; a line that cannot be true is not loaded, and the exit status is 1."""
    engine = wiring.build(wiring.settings())
    wrong: list[extract.Wrong] = []
    with engine.work(SYSTEM) as work:
        day = as_of.date() if as_of else work.local.date()
        loaded = loading.load(work, _lines(file, wrong), day)
    told = {line.line: line.sentence for line in wrong} | {line: WORDS[code] for line, code in loaded.notes}
    for line, sentence in sorted(told.items()):
        click.echo(f"{file.name}:{line}: {sentence}", err=True)
    refused = loaded.refused + len(wrong)
    row(
        json,
        read=loaded.read + len(wrong),
        new=loaded.new,
        changed=loaded.changed,
        kept=loaded.kept,
        refused=refused,
    )
    if refused:
        sys.exit(1)


def _lines(file: Path, wrong: list[extract.Wrong]) -> Iterator[Listed]:
    for line in extract.read(file):
        if isinstance(line, Listed):
            yield line
        else:
            wrong.append(line)
