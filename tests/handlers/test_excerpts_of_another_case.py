"""An excerpt that is corrected by a case of another document type looks like the one that it supersedes."""

from dataclasses import replace
from typing import Any

from engine import casefile, documents
from engine.access import SYSTEM
from engine.calls import Call
from engine.db.database import Database
from handlers import register, rendering
from tests.builders import Bureau, make_bureau
from tests.handlers.sheets import words
from web.wiring import HANDLERS


def call(bureau: Bureau, case_id: str, **parameters: Any) -> Call:
    """As a case of a type without a template of its own."""
    with bureau.engine.reading() as reading:
        file = casefile.read(reading, case_id)
    case = replace(file.identity, document_type="perubahan_akta")
    return Call(
        handler="x", node="x", key="k", case=case, parameters=parameters, record={}, now=bureau.clock(),
        engine=bureau.engine, files={},
    )  # fmt: skip


def test_says_what_was_corrected_in_the_template_of_its_own_type(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database, HANDLERS)
    first, second = (bureau.walker.open("akta_kelahiran").case_id for _ in range(2))
    bureau.walker.to_end(first)
    with bureau.engine.reading() as reading:
        record = casefile.read(reading, first).record
    name, number = record["anak"]["nama"], record["akta"]["nomor"]
    change = {"bidang": "anak.nama", "semula": name, "menjadi": "Gideon Nalle"}
    with bureau.engine.work(SYSTEM) as work:
        asked = call(bureau, second, nomor=number, jenis="pembetulan", perubahan=[change], dasar="F-2.04B")
        register.correct(replace(asked, work=work))

    made = rendering.render(call(bureau, second, nomor=number)) or {}

    with bureau.engine.reading() as reading:
        file = documents.fetch(reading, made["document"])
        states = [paper.state for paper in documents.of_case(reading, first)]
    assert (file.kind, file.number, states[-1]) == ("akta_kelahiran", number, "superseded")
    assert "Gideon Nalle" in words(file.content)
