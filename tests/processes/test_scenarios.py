"""Every scenario of every document type, played on both databases; and no way of a diagram that none of them takes."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from engine import definitions
from engine.db.database import Database
from engine.notices import FileChannel
from engine.scenarios.coverage import Taken
from engine.scenarios.parsing import parse
from engine.scenarios.playing import play
from engine.scenarios.script import Script
from engine.scenarios.stage import Stage
from web import wiring

FOLDER = Path(__file__).parents[2] / "processes"
TYPES = definitions.types_in(FOLDER)
PLAYED = [name for name in TYPES if (FOLDER / name / "scenarios.toml").is_file()]


@cache
def script(document_type: str) -> Script:
    return parse((FOLDER / document_type / "scenarios.toml").read_bytes())


SCENARIOS = [(name, scenario.id) for name in PLAYED for scenario in script(name).scenarios]


def stage(database: Database, outbox: Path) -> Stage:
    made = Stage(database, wiring.HANDLERS, channel=FileChannel(outbox))
    for name in TYPES:
        made.bring_in(name, definitions.read_folder(FOLDER, name))
    return made


TOGETHER = pytest.mark.xdist_group("scenarios")
"""One worker plays them all on SQLite, so that it knows which ways they took."""


@pytest.fixture(scope="module", params=[pytest.param("sqlite", marks=TOGETHER), "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Made once for all scenarios of a worker and database."""
    source = request.getfixturevalue("embedded" if request.param == "sqlite" else "distributed")
    with source.fresh() as database:
        yield stage(database, tmp_path_factory.mktemp("outbox"))


@pytest.fixture(scope="module")
def ways() -> dict[tuple[str, str], set[str]]:
    """What each scenario that was played took, by document type and scenario."""
    return {}


@pytest.mark.parametrize("document_type", TYPES)
def test_each_document_type_has_scenarios(document_type: str) -> None:
    assert document_type in PLAYED


@pytest.mark.parametrize(("document_type", "scenario"), SCENARIOS)
def test_it_goes_as_the_scenario_says(
    office: Stage, ways: dict[tuple[str, str], set[str]], document_type: str, scenario: str
) -> None:
    wanted = script(document_type).scenario(scenario)
    assert wanted is not None

    played = play(office, document_type, wanted)

    ways[document_type, scenario] = set(played.flows)
    assert played.problems == []


@pytest.mark.parametrize("office", [pytest.param("sqlite", marks=TOGETHER)], indirect=True)
def test_every_way_is_taken_or_the_file_says_why_not(
    office: Stage, ways: dict[tuple[str, str], set[str]]
) -> None:
    found = Taken()
    for name in PLAYED:
        for scenario in script(name).scenarios:
            if (name, scenario.id) not in ways:
                ways[name, scenario.id] = set(play(office, name, scenario).flows)
        flows = set().union(*(ways[name, scenario.id] for scenario in script(name).scenarios))
        found.add(office.types[name].procedure, flows, script(name).uncovered)

    gaps = {coverage.process: coverage.open_gaps for coverage in (*found.own(), *found.called())}
    assert {
        process: [str(gap) for gap in open_gaps] for process, open_gaps in gaps.items() if open_gaps
    } == {}
    assert (found.strangers(), found.needless()) == ([], [])
