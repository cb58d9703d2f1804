"""From an approved case to a paper in force; and what goes wrong on the way."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
import zxingcpp
from sqlalchemy import select

from engine import casefile, documents, verifying
from engine.access import SYSTEM
from engine.calls import Call, Handlers, Later, Refused
from engine.db.cases import Case
from engine.db.database import Database
from engine.db.documents import Document
from handlers import notices, register, rendering
from handlers.typesetting import Limits, Renderer
from tests.builders import Bureau, make_bureau
from tests.handlers.sheets import picture, words
from web.wiring import HANDLERS

BOMB = b'#let x = ("a",) * 900000000'


@pytest.fixture
def bureau(sqlite_database: Database) -> Bureau:
    return make_bureau(sqlite_database, HANDLERS)


def numbered(bureau: Bureau) -> str:
    """A case whose paper is about to be made."""
    opened = bureau.walker.open("akta_kelahiran")
    while not papers(bureau, opened.case_id):
        bureau.walker.step(opened.case_id)
    return str(opened.case_id)


def papers(bureau: Bureau, case_id: str) -> list[documents.Issued]:
    with bureau.engine.reading() as reading:
        return documents.of_case(reading, case_id)


def call(bureau: Bureau, case_id: str, files: Mapping[str, bytes] | None = None, **parameters: Any) -> Call:
    with bureau.engine.reading() as reading:
        file = casefile.read(reading, case_id)
    number = (file.record.get("akta") or {}).get("nomor")
    return Call(
        handler="rendering.render", node="buat_dokumen", key="k", case=file.identity,
        parameters={"nomor": number} | parameters, record=file.record, now=bureau.clock(), engine=bureau.engine,
        files=dict(file.document_type.files) | dict(files or {}),
    )  # fmt: skip


def content(bureau: Bureau, document_id: str) -> bytes:
    with bureau.engine.reading() as reading:
        return documents.fetch(reading, document_id).content


def test_a_case_ends_with_a_paper_in_force_that_a_stranger_can_check(database: Database) -> None:
    bureau = make_bureau(database, HANDLERS)
    opened = bureau.walker.open("akta_kelahiran")

    state = bureau.walker.to_end(opened.case_id)

    (paper,) = papers(bureau, opened.case_id)
    pdf = content(bureau, paper.id)
    codes = sorted(code.text for code in zxingcpp.read_barcodes(picture(pdf, dpi=150)))
    with bureau.engine.reading() as reading:
        name = reading.execute(select(Case.subject_name).where(Case.id == opened.case_id)).scalar_one()
        sealed, token = (code.rpartition("/")[2] for code in codes)
        verdict, by_seal = verifying.by_token(reading, token), verifying.by_payload(reading, sealed)
    assert state == "issued"
    assert paper.state == verdict.state == by_seal.state == "in_force"
    assert paper.number in words(pdf)
    assert name in words(pdf)


def test_tells_the_hash_of_what_it_stored(bureau: Bureau) -> None:
    case_id = numbered(bureau)

    result = rendering.render(call(bureau, case_id))

    (paper,) = papers(bureau, case_id)
    assert result == {"document": paper.id, "sha256": paper.sha256}


def test_repeated_and_raced_it_makes_one_paper(bureau: Bureau) -> None:
    made = call(bureau, numbered(bureau))

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: rendering.render(made), range(6)))

    assert all(result == results[0] for result in results)
    assert rendering.render(made) == results[0]


def test_finishes_what_a_worker_that_died_has_begun(bureau: Bureau) -> None:
    case_id = numbered(bureau)
    rendering.render(call(bureau, case_id, berlaku=False))

    rendering.render(call(bureau, case_id))

    (paper,) = papers(bureau, case_id)
    assert paper.state == "in_force"


def test_leaves_a_paper_that_is_yet_to_be_signed_a_draft(bureau: Bureau) -> None:
    case_id = numbered(bureau)

    rendering.render(call(bureau, case_id, berlaku=False))

    (paper,) = papers(bureau, case_id)
    assert paper.state == "draft"
    assert paper.sha256 is not None


def test_says_what_was_entered_and_not_what_the_record_says_since(bureau: Bureau) -> None:
    case_id = numbered(bureau)
    made = call(bureau, case_id)
    changed = replace(made, record={**made.record, "anak": {"nama": "Lain Sekali"}})

    rendering.render(changed)

    (paper,) = papers(bureau, case_id)
    assert "Lain Sekali" not in words(content(bureau, paper.id))


def test_refuses_by_name_when_a_field_is_missing(bureau: Bureau) -> None:
    made = call(
        bureau, numbered(bureau), {"akta_kelahiran/document.typ": b'#panic("missing field: anak.nama")'}
    )

    with pytest.raises(Refused) as refused:
        rendering.render(made)

    assert refused.value.code == "data_kurang"
    assert "'anak.nama'" in refused.value.sentence


def test_refuses_a_template_with_a_mistake(bureau: Bureau) -> None:
    made = call(bureau, numbered(bureau), {"akta_kelahiran/document.typ": b"#tidak-ada"})

    with pytest.raises(Refused) as refused:
        rendering.render(made)

    assert refused.value.code == "templat"


def test_tries_again_later_when_the_typesetter_was_stopped(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = call(bureau, numbered(bureau), {"akta_kelahiran/document.typ": BOMB})
    monkeypatch.setattr(rendering, "RENDERER", Renderer(Limits(cpu=1)))

    with pytest.raises(Later):
        rendering.render(made)


def test_makes_each_excerpt_of_an_entry_and_tells_the_template_for_whom(bureau: Bureau) -> None:
    case_id = numbered(bureau)
    (first,) = papers(bureau, case_id)
    with bureau.engine.work(SYSTEM) as work:
        signer_id = work.execute(select(Document.signer_id).where(Document.id == first.id)).scalar_one()
        new = documents.NewDocument(case_id, first.kind, first.number, signer_id, "Kepala Dinas")
        second = documents.draft(work, new)
    copies = [{"untuk": "suami", "dokumen": first.id}, {"untuk": "istri", "dokumen": second}]
    template = b"#let data = json(bytes(sys.inputs.data))\nKutipan untuk #data.copy_for"

    rendering.render(call(bureau, case_id, {"akta_kelahiran/document.typ": template}, salinan=copies))

    assert [paper.state for paper in papers(bureau, case_id)] == ["in_force", "in_force"]
    assert words(content(bureau, first.id)) == "Kutipan untuk suami"
    assert words(content(bureau, second)) == "Kutipan untuk istri"


def test_refuses_a_number_that_the_case_does_not_have(bureau: Bureau) -> None:
    made = call(bureau, numbered(bureau), nomor="5371-LU-24112026-0999")

    with pytest.raises(Refused) as refused:
        rendering.render(made)

    assert refused.value.code == "dokumen"


def test_makes_one_receipt_a_case(bureau: Bureau) -> None:
    case_id = bureau.walker.open("akta_kelahiran").case_id

    results = [rendering.receipt(call(bureau, case_id)) for _ in range(2)]

    (paper,) = papers(bureau, case_id)
    with bureau.engine.reading() as reading:
        number = reading.execute(select(Case.number)).scalar_one()
    assert results[0] == results[1] == {"document": paper.id, "sha256": paper.sha256}
    assert (paper.kind, paper.number, paper.state) == ("tanda_terima", f"TT-{number}", "in_force")
    text = words(content(bureau, paper.id))
    assert number in text
    assert "Formulir F-2.01A yang ditandatangani" in text
    assert "Petugas Loket 1" in text


def test_a_diagram_finds_them_by_their_names() -> None:
    table = Handlers.of(register, rendering, notices)

    assert {name for name in table if table.is_outside(name)} == {
        "rendering.render",
        "rendering.receipt",
        "rendering.handed",
        "notices.send",
    }
