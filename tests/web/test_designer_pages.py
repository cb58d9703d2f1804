"""The list of document types and their versions, for designers and approvers."""

from html import unescape

import pytest

from engine.db.database import Database
from engine.deployments import drafts
from tests.builders import make_bureau
from tests.deployments.documents import DEADLINE, MAIN, TYPE
from tests.web.designing import DRAFT, post, visitor


def test_lists_document_types_with_version_cases_and_draft(database: Database) -> None:
    bureau = make_bureau(database)
    bureau.walker.open(TYPE)
    client = visitor(bureau)
    drafts.begin(bureau.engine, bureau.actor("perancang"), TYPE)

    text = client.get("/designer").text

    assert "Akta kelahiran" in text
    assert "versi 1" in text
    assert "draf Anda" in text
    assert '<td role="cell" class="r" data-label="Kasus berjalan">1</td>' in text


@pytest.mark.parametrize("path", ["/designer", f"/designer/{TYPE}", f"/designer/{TYPE}/versi/1", "/usulan"])
def test_is_shut_to_those_who_neither_design_nor_approve(sqlite_database: Database, path: str) -> None:
    client = visitor(make_bureau(sqlite_database), "verifikator")

    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/designer", f"/designer/{TYPE}", f"/designer/{TYPE}/versi/1", "/usulan"])
def test_is_open_to_approvers_for_reading(sqlite_database: Database, path: str) -> None:
    client = visitor(make_bureau(sqlite_database), "penyetuju")

    assert client.get(path).status_code == 200


def test_approvers_can_not_begin_drafts(sqlite_database: Database) -> None:
    client = visitor(make_bureau(sqlite_database), "penyetuju")

    assert post(client, DRAFT).status_code == 403


def test_a_version_shows_its_diagrams_and_its_files(database: Database) -> None:
    bureau = make_bureau(database)
    client = visitor(bureau)

    text = client.get(f"/designer/{TYPE}/versi/1").text

    assert text.count("<svg") >= 4
    assert "requirements.toml" in text
    assert DEADLINE in unescape(client.get(f"/designer/{TYPE}/versi/1/berkas/{MAIN}").text)


def test_an_unknown_version_or_type_is_not_found(sqlite_database: Database) -> None:
    client = visitor(make_bureau(sqlite_database))

    assert client.get(f"/designer/{TYPE}/versi/9").status_code == 404
    assert client.get("/designer/akta_perceraian").status_code == 404
    assert client.get(f"/designer/{TYPE}/versi/1/berkas/rahasia.txt").status_code == 404
    assert client.get("/usulan/01a20fa4-9f60-73c0-96e5-bfcfeb178224").status_code == 404
    assert client.get(DRAFT).status_code == 404
