"""`terbit history`: checks that what happened is what is written."""

import sys
from pathlib import Path

import click
import orjson
from sqlalchemy import select

from engine import history
from engine.db.cases import Case
from engine.errors import NotFoundError
from web import wiring
from web.cli.printing import as_json, row


def add_to(group: click.Group) -> None:
    group.add_command(histories)


@click.group("history")
def histories() -> None:
    """The history of the office."""


@histories.command()
@as_json
def verify(json: bool) -> None:
    """Reads every event; exit status 1 when one was edited, deleted, inserted or moved."""
    engine = wiring.build(wiring.settings())
    with engine.reading() as reading:
        report = history.verify(reading, engine.vault.public_keys)
    for problem in report.problems:
        row(json, stream=problem.stream, seq=problem.seq, kind=problem.kind, sentence=problem.sentence)
    row(json, events=report.events, problems=report.found)
    if not report.ok:
        sys.exit(1)


@histories.command()
@click.argument("case")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Otherwise on the standard output."
)
def export(case: str, out: Path | None) -> None:
    """The history of a case as a bundle that can be checked elsewhere. CASE is its number."""
    engine = wiring.build(wiring.settings())
    with engine.reading() as reading:
        case_id = reading.execute(
            select(Case.id).where(Case.office_code == engine.office_code, Case.number == case)
        ).scalar()
        if case_id is None:
            raise NotFoundError("case")
        bundle = history.export(reading, case_id)
    if out is None:
        click.echo(bundle)
    else:
        out.write_bytes(bundle)


@histories.command()
@click.argument("bundle", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--keys", type=click.Path(exists=True, path_type=Path), help="Public keys: a JSON object id -> hex."
)
@as_json
def check(bundle: Path, keys: Path | None, json: bool) -> None:
    """Checks a bundle without a database."""
    if keys is None:
        public = wiring.build(wiring.settings()).vault.public_keys
    else:
        public = {name: bytes.fromhex(text) for name, text in orjson.loads(keys.read_bytes()).items()}
    report = history.check_bundle(bundle.read_bytes(), public)
    for problem in report.problems:
        row(json, stream=problem.stream, seq=problem.seq, kind=problem.kind, sentence=problem.sentence)
    row(json, events=report.events, problems=report.found)
    if not report.ok:
        sys.exit(1)
