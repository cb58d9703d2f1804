"""`terbit process sop`: the SOP and the service standard as files."""

import json
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from engine.db.database import Database
from engine.errors import EngineError
from tests.builders import KEYS, OFFICE, PROCESSES, make_bureau
from tests.handlers.procedures.opened import pages
from web.cli import terbit


def run(*arguments: object, **environment: str) -> Result:
    return CliRunner().invoke(terbit, ["process", "sop", *map(str, arguments)], env=environment)


def test_prints_the_version_in_force_with_its_day_and_head(sqlite_database: Database, tmp_path: Path) -> None:
    make_bureau(sqlite_database)
    KEYS.save(tmp_path / "keys.json")
    out = tmp_path / "sop.pdf"

    result = run(
        "akta_kelahiran", "--out", out, "--json",
        TERBIT_DATABASE_URL=sqlite_database.url, TERBIT_KEYS=str(tmp_path / "keys.json"), TERBIT_OFFICE=OFFICE,
    )  # fmt: skip

    told = json.loads(result.output)
    assert (told["document_type"], told["version"], told["path"]) == ("akta_kelahiran", 1, str(out))
    text = " ".join(pages(out.read_bytes()))
    assert f"versi 1 {told['hash'][:12]}" in text
    assert "CONTOH - TIDAK BERLAKU" in text
    assert "Belum pernah direvisi" in text


@pytest.mark.parametrize("place", ["ktp_el", "ktp_el.bpmn"])
def test_prints_a_folder_without_an_office(tmp_path: Path, place: str) -> None:
    result = run(PROCESSES / place, "--out", tmp_path / "sop.docx")

    assert result.exit_code == 0
    assert "KTP-el" in Document(BytesIO((tmp_path / "sop.docx").read_bytes())).tables[0].cell(5, 2).text


def test_prints_the_service_standard(tmp_path: Path) -> None:
    run(PROCESSES / "ktp_el", "--standard", "--out", tmp_path / "standar.pdf")

    assert "Maklumat pelayanan" in " ".join(pages((tmp_path / "standar.pdf").read_bytes()))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--out", "x.txt"], "Expected pdf or docx as the format of 'sop', but got 'txt'"),
        (
            ["--out", "x.docx", "--standard"],
            "Expected pdf as the format of 'standar-pelayanan', but got 'docx'",
        ),
    ],
)
def test_refuses_another_format(arguments: list[str], sentence: str) -> None:
    result = run(PROCESSES / "ktp_el", *arguments)

    assert result.exit_code == 1
    assert isinstance(result.exception, EngineError)
    assert result.exception.sentence == sentence


def test_refuses_a_folder_that_is_no_document_type(tmp_path: Path) -> None:
    assert "Expected a document type at" in run(tmp_path / "kosong", "--out", tmp_path / "x.pdf").output


def test_refuses_a_diagram_that_can_not_run(tmp_path: Path) -> None:
    shutil.copy(PROCESSES / "ktp_el.bpmn", tmp_path / "ktp_el.bpmn")

    result = run(tmp_path / "ktp_el", "--out", tmp_path / "x.pdf")

    assert result.exit_code == 1
    assert isinstance(result.exception, EngineError)


def test_tells_when_the_file_can_not_be_written(tmp_path: Path) -> None:
    result = run(PROCESSES / "ktp_el", "--out", tmp_path / "tidak" / "ada.pdf")

    assert result.exit_code == 1
    assert "Expected to write" in result.output
