"""The SOP as a Word file."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from handlers.procedures.docx import SIGNS, sop_docx
from tests.sop.shipped import TYPES, document, document_type, edition


@pytest.mark.parametrize("name", TYPES)
def test_has_the_rows_and_papers_of_the_pdf(name: str) -> None:
    told = document(name)

    _, _, flow, papers = Document(BytesIO(sop_docx(told, edition(name)))).tables

    rows = [[cell.text for cell in row.cells] for row in flow.rows][2:]
    assert [row[0] for row in rows] == [step.number for step in told.table.steps]
    for row, step in zip(rows, told.table.steps, strict=True):
        assert row[1].startswith(step.node.name)
        assert row[2 + told.table.actors.index(step.actor)] == SIGNS[step.symbol.value]
    text = " ".join(cell.text for row in papers.rows for cell in row.cells)
    assert all(paper.label in text for paper in document_type(name).requirements)


def test_repeats_the_heads_and_keeps_rows_whole() -> None:
    flow = Document(BytesIO(sop_docx(document("ktp_el"), edition("ktp_el")))).tables[2]

    assert [("tblHeader" in row._tr.xml, "cantSplit" in row._tr.xml) for row in flow.rows[:3]] == [
        (True, False), (True, False), (False, True),
    ]  # fmt: skip


def test_the_same_version_gives_the_same_bytes() -> None:
    assert sop_docx(document("ktp_el"), edition()) == sop_docx(document("ktp_el"), edition())


def test_takes_any_text_as_text() -> None:
    odd = replace(document("ktp_el"), purpose="<w:p>&\x00\x0b</w:p>")

    paragraphs = Document(BytesIO(sop_docx(odd, edition()))).paragraphs

    assert "<w:p>&</w:p>" in [paragraph.text for paragraph in paragraphs]


def test_a_made_up_office_says_so_on_each_page() -> None:
    heads = [
        [section.header.paragraphs[0].text for section in Document(BytesIO(made)).sections]
        for made in (sop_docx(document("ktp_el"), edition(demo=demo)) for demo in (True, False))
    ]

    assert heads == [["CONTOH - TIDAK BERLAKU"] * 3, [""] * 3]
