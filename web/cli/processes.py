"""`terbit process`: document types between the folder and the database, and the check of both."""

import io
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import click

from engine import definitions, deployments, lint, migration
from engine.access import SYSTEM
from engine.errors import ScenarioError
from engine.lint import folder
from engine.roles import LANES
from engine.scenarios import of_type
from engine.scenarios.parsing import parse
from web import wiring
from web.cli import papers, rehearsal
from web.cli.printing import as_json, row

EXISTING = click.Path(exists=True, path_type=Path)


def add_to(group: click.Group) -> None:
    group.add_command(process)
    rehearsal.add_to(process)
    papers.add_to(process)


@click.group()
def process() -> None:
    """Document types."""


@process.command()
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path))
@as_json
def check(places: tuple[Path, ...], json: bool) -> None:
    """Problems, a line each: FILE:LINE: CODE sentence. Exit status 1 when one is an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # what files are called and say is not ours to choose
    failed = False
    for problem in _problems(places):
        failed |= problem.is_error
        if json:
            row(json, **asdict(problem), level=problem.level)
        else:
            click.echo(str(problem))
    if failed:
        sys.exit(1)


def _problems(places: tuple[Path, ...]) -> Iterator[lint.Problem]:
    """With the paths of the files as they were asked for, each once."""
    catalog = lint.Catalog(handlers=wiring.HANDLERS)
    said: set[lint.Problem] = set()
    for place in places:
        for found in folder.orders(place, catalog):
            problems = [found] if isinstance(found, lint.Problem) else _checked(found)
            yield from (problem for problem in problems if problem not in said)
            said.update(problems)


def _checked(found: folder.Found) -> list[lint.Problem]:
    problems = [*lint.INSPECTOR.inspect(found.order), *_scenarios(found.order)]
    return [replace(problem, file=str(found.path(problem.file))) for problem in problems]


def _scenarios(order: lint.Order) -> Iterator[lint.Problem]:
    """Whether they can be read; how they go is told by playing them."""
    path = of_type.path(order.document_type)
    try:
        if path in order.files:
            parse(order.files[path])
    except ScenarioError as error:
        yield lint.Problem(path, 1, "E275", str(error))


@process.command()
@as_json
def roles(json: bool) -> None:
    """The lane names that the office knows, one a line."""
    for name in LANES:
        row(json, role=name)


@process.command("list")
@as_json
def list_(json: bool) -> None:
    """The document types in force: type, version, hash, since when."""
    engine = wiring.build(wiring.settings())
    with engine.reading() as reading:
        for name in deployments.known_types(reading):
            for version in deployments.versions(reading, name):
                if version.in_force:
                    row(
                        json, document_type=name, version=version.number, hash=version.id, since=version.since
                    )


@process.command()
@click.argument("folder", type=EXISTING)
@as_json
def deploy(folder: Path, json: bool) -> None:
    """Brings the document types of FOLDER in: new ones in force, changed ones as proposals."""
    engine = wiring.build(wiring.settings())
    for name in definitions.types_in(folder):
        row(json, document_type=name, outcome=deployments.ship(engine, SYSTEM, folder, name))


@process.command()
@click.argument("document_type")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(document_type: str, folder: Path) -> None:
    """Writes the version in force into FOLDER."""
    engine = wiring.build(wiring.settings())
    with engine.reading() as reading:
        for path in deployments.export(reading, document_type, folder):
            click.echo(path)


@process.command()
@click.argument("document_type")
@click.argument("folder", type=EXISTING)
@as_json
def diff(document_type: str, folder: Path, json: bool) -> None:
    """What FOLDER would change in the version in force, element by element."""
    engine = wiring.build(wiring.settings())
    with engine.reading() as reading:
        current = engine.definitions.current(reading.connection, engine.office_code, document_type)
    difference = deployments.diff(current.files, definitions.read_folder(folder, document_type))
    for element in difference.elements:
        for fact in element.facts or (None,):
            row(
                json,
                what=element.what,
                element=element.id,
                fact=fact.name if fact else "",
                before=fact.before if fact else "",
                after=fact.after if fact else "",
            )
    for file in difference.files:
        row(json, what=file.what, file=file.path)


@process.command()
@click.argument("document_type")
@click.argument("number", type=int)
@click.option(
    "--instead", multiple=True, metavar="OLD=NEW", help="The step that takes the place of one that is gone."
)
@click.option("--reason", help="Moves the cases that can be; their histories tell it.")
@as_json
def migrate(
    document_type: str, number: int, instead: tuple[str, ...], reason: str | None, json: bool
) -> None:
    """Which running cases can be brought to version NUMBER, and why not; with a reason, brings them."""
    engine = wiring.build(wiring.settings())
    nodes = dict(_pair(text) for text in instead)
    if reason:
        outcome = migration.migrate_all(engine, SYSTEM, document_type, number, reason, nodes)
        for case in outcome.moved:
            row(json, case=case, outcome="moved", node="")
        left = outcome.left
    else:
        with engine.reading() as reading:
            left = tuple(migration.preview(reading, document_type, number, nodes))
    for one in left:
        why = one.obstacle.why if one.obstacle else "fits"
        row(
            json,
            case=one.number,
            outcome=why,
            node=one.obstacle.node if one.obstacle else ", ".join(one.waits),
        )


def _pair(text: str) -> tuple[str, str]:
    old, _, new = text.partition("=")
    if not old or not new:
        raise click.BadParameter(f"Expected OLD=NEW such as verifikasi=teliti, but got '{text}'")
    return old, new
