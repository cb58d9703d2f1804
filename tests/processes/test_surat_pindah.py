"""A document type that the release does not know: its folder is all that it takes, no line of Python."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import definitions
from engine.lint import Catalog, check
from engine.notices import FileChannel
from engine.scenarios.coverage import Taken
from engine.scenarios.parsing import parse
from engine.scenarios.playing import play
from engine.scenarios.stage import Stage
from tests.databases import DIALECTS
from web import wiring

NAME = "surat_pindah"
DATA = Path(__file__).parents[1] / "document_types"
SHARED = Path(__file__).parents[2] / "processes" / "shared"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The type beside what all types share, as an office would put it down."""
    place = tmp_path_factory.mktemp("types")
    shutil.copytree(DATA, place, dirs_exist_ok=True)
    shutil.copytree(SHARED, place / "shared")
    return place


@pytest.fixture(scope="module", params=DIALECTS)
def office(
    request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    source = request.getfixturevalue("embedded" if request.param == "sqlite" else "distributed")
    with source.fresh() as database:
        stage = Stage(database, wiring.HANDLERS, channel=FileChannel(tmp_path_factory.mktemp("outbox")))
        stage.bring_in(NAME, definitions.read_folder(folder, NAME))
        yield stage


def test_the_check_finds_nothing_wrong_with_it(folder: Path) -> None:
    problems = check(definitions.read_folder(folder, NAME), NAME, Catalog(handlers=wiring.HANDLERS))

    assert [str(problem) for problem in problems if problem.is_error] == []


def test_its_scenarios_go_as_they_say_and_take_every_way(office: Stage, folder: Path) -> None:
    script = parse((folder / NAME / "scenarios.toml").read_bytes())

    played = [play(office, NAME, scenario) for scenario in script.scenarios]

    assert [problem for one in played for problem in one.problems] == []
    taken = Taken()
    taken.add(office.types[NAME].procedure, {flow for one in played for flow in one.flows}, script.uncovered)
    assert [gap for coverage in taken.own() for gap in coverage.open_gaps] == []
