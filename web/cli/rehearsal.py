"""`terbit process test`: plays the scenarios of document types in a made-up office; tells which flows none takes."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from engine import definitions
from engine.db.database import Database
from engine.errors import EngineError
from engine.notices import FileChannel
from engine.scenarios.coverage import Coverage, Taken
from engine.scenarios.of_type import path, script
from engine.scenarios.playing import play
from engine.scenarios.script import Scenario
from engine.scenarios.stage import Stage
from web import wiring
from web.cli.printing import as_json, row


def add_to(group: click.Group) -> None:
    group.add_command(test)


@click.command()
@click.argument("folder", default="processes", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--type", "only_type", help="The scenarios of this document type only.")
@click.option("--scenario", "only_scenario", help="This scenario only; nothing is said of flows then.")
@as_json
def test(folder: Path, only_type: str | None, only_scenario: str | None, json: bool) -> None:
    """Plays the scenarios of the document types in FOLDER, or of the one whose own folder it is, a line each, on an
    office and a database made up for it.

    Then the sequence flows that none of them takes. Exit status 1 when a scenario fails, or when a flow is not taken
    and the file does not say why; flows of called processes count when all types are played."""
    if folder.with_suffix(".bpmn").is_file():
        folder, only_type = folder.parent, folder.name
    _require(folder, only_type)
    with _stage() as stage:
        failed = not _bring_in(stage, folder, json)
        taken = Taken()
        for name in stage.types:
            if only_type in (None, name):
                failed |= not _play_all(stage, name, only_scenario, taken, json)
        if not failed and not taken.flows:
            raise click.ClickException(f"Expected a scenario {only_scenario}, but no type has it")
        if only_scenario is None:
            failed |= not _tell_coverage(taken, only_type is None, json)
    if failed:
        sys.exit(1)


def _require(folder: Path, only_type: str | None) -> None:
    """That there is something to play."""
    found = definitions.types_in(folder)
    if not found:
        raise click.ClickException(
            f"Expected a folder with diagrams of document types, but {folder} has none"
        )
    if only_type not in (None, *found):
        raise click.ClickException(f"Expected one of {', '.join(found)}, but got {only_type}")


@contextmanager
def _stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory() as place:
        database = Database(f"sqlite:///{Path(place) / 'scenarios.db'}")
        database.upgrade()
        try:
            yield Stage(database, wiring.HANDLERS, channel=FileChannel(Path(place) / "outbox"))
        finally:
            database.close()


def _bring_in(stage: Stage, folder: Path, json: bool) -> bool:
    """A type that cannot be compiled is left out, so that it does not keep the others from being played."""
    whole = True
    for name in definitions.types_in(folder):
        try:
            stage.bring_in(name, definitions.read_folder(folder, name))
        except EngineError as error:
            whole = False
            row(json, document_type=name, outcome="broken", problem=str(error))
    return whole


def _play_all(stage: Stage, name: str, only: str | None, taken: Taken, json: bool) -> bool:
    definition = stage.types[name]
    try:
        found = script(definition)
    except EngineError as error:
        row(json, document_type=name, outcome="broken", problem=f"{path(name)}: {error}")
        return False
    if found is None:
        row(json, document_type=name, outcome="broken", problem=f"Expected {path(name)}, but it is missing")
        return False
    passed, flows = True, set[str]()
    for scenario in found.scenarios:
        if only in (None, scenario.id):
            passed &= _play(stage, name, scenario, flows, json)
    taken.add(definition.procedure, flows, found.uncovered)
    return passed


def _play(stage: Stage, name: str, scenario: Scenario, flows: set[str], json: bool) -> bool:
    played = play(stage, name, scenario)
    flows.update(played.flows)
    outcome = "passed" if played.passed else "failed"
    row(json, document_type=name, scenario=scenario.id, outcome=outcome)
    for problem in played.problems:
        _say(json, f"{path(name)}: scenario '{scenario.id}': {problem}")
    return played.passed


def _tell_coverage(taken: Taken, with_called: bool, json: bool) -> bool:
    own = [_tell(coverage, json) for coverage in taken.own()]
    called = [_tell(coverage, json) for coverage in taken.called()]
    for flow in taken.strangers():
        _say(json, f"Expected flows of a diagram as uncovered, but '{flow}' is none")
    for flow in taken.needless():
        _say(json, f"Expected '{flow}' not to be taken, since a file says so, but it is")
    return all(own) and not taken.strangers() and (all(called) or not with_called)


def _tell(coverage: Coverage, json: bool) -> bool:
    row(
        json,
        process=coverage.process,
        taken=f"{coverage.flows - len(coverage.gaps)} of {coverage.flows} flows",
        percent=f"{coverage.percent:.1f} %",
    )
    for gap in coverage.gaps:
        _say(json, f"not taken: {gap}")
    return not coverage.open_gaps


def _say(json: bool, sentence: str) -> None:
    if json:
        row(json, problem=sentence)
    else:
        click.echo(f"    {sentence}")
