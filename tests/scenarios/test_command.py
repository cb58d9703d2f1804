"""`terbit process test`, as the office and scripts rely on it."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from web.cli import terbit

SHIPPED = Path(__file__).parents[2] / "processes"
TYPE = "akta_kelahiran"
FILE = f"{TYPE}/scenarios.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One document type and what it shares."""
    shutil.copy(SHIPPED / f"{TYPE}.bpmn", tmp_path)
    for name in (TYPE, "shared"):
        shutil.copytree(SHIPPED / name, tmp_path / name)
    return tmp_path


def cut(folder: Path, scenarios: int) -> None:
    """Leaves the first scenarios only."""
    head, *bodies = (folder / FILE).read_text().split("[[scenario]]")
    (folder / FILE).write_text("[[scenario]]".join([head, *bodies[:scenarios]]))


def run(*words: object) -> Result:
    result = CliRunner().invoke(terbit, ["process", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_plays_one_scenario_and_says_nothing_of_ways(folder: Path) -> None:
    result = run("test", folder, "--scenario", "rumah_sakit")

    assert (result.exit_code, result.output.split()) == (0, [TYPE, "rumah_sakit", "passed"])


def test_takes_the_folder_of_one_type_as_that_type(folder: Path) -> None:
    result = run("test", folder / TYPE, "--scenario", "rumah_sakit")

    assert (result.exit_code, result.output.split()) == (0, [TYPE, "rumah_sakit", "passed"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["kosong"], "Expected a folder with diagrams of document types, but"),
        ([".", "--type", "bukan"], f"Expected one of {TYPE}, but got bukan"),
        ([".", "--scenario", "bukan"], "Expected a scenario bukan, but no type has it"),
    ],
)
def test_says_when_there_is_nothing_to_play(folder: Path, words: list[str], sentence: str) -> None:
    place, *options = words
    (folder / "kosong").mkdir()

    result = run("test", folder / place, *options)

    assert result.exit_code == 1
    assert sentence in result.output


def test_names_each_way_that_is_not_taken_and_fails(folder: Path) -> None:
    cut(folder, 1)

    result = run("test", folder)

    assert result.exit_code == 1
    assert f"{TYPE}  rumah_sakit  passed" in result.output
    assert (
        "not taken: alir_isi_sesuai_ditolak_verifikasi: isi_sesuai -> ditolak_verifikasi [Tolak]"
        in result.output
    )


def test_names_file_scenario_and_step_of_what_goes_otherwise(folder: Path) -> None:
    cut(folder, 1)
    with (folder / FILE).open("a") as file:
        file.write('[[scenario]]\nid = "salah"\nname = "Salah"\nstep = [{ task = "bukan_ini" }]\n')

    result = run("test", folder, "--scenario", "salah")

    assert result.exit_code == 1
    assert (
        f"{FILE}: scenario 'salah': step 1 (bukan_ini): Expected its turn to come, but it did not"
        in result.output
    )


def test_tells_programs_the_same_a_line_each(folder: Path) -> None:
    cut(folder, 1)

    told = [json.loads(line) for line in run("test", folder, "--json").output.splitlines()]

    assert told[0] == {"document_type": TYPE, "scenario": "rumah_sakit", "outcome": "passed"}
    assert told[1]["process"] == TYPE
    assert {"problem"} in [set(one) for one in told]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (FILE, "Expected akta_kelahiran/scenarios.toml, but it is missing"),
        ("shared/penerbitan.bpmn", "Expected the file"),
    ],
)
def test_says_what_keeps_a_type_from_being_played(folder: Path, path: str, sentence: str) -> None:
    (folder / path).unlink()

    result = run("test", folder)

    assert result.exit_code == 1
    assert f"{TYPE}  broken  {sentence}" in result.output


def test_the_check_reads_scenarios_too(folder: Path) -> None:
    (folder / FILE).write_text('[[scenario]]\nid = "satu"\n')

    result = run("check", folder)

    assert result.exit_code == 1
    assert f"{FILE}:1: E275 scenario 'satu': Expected 'name', but it has none" in result.output
