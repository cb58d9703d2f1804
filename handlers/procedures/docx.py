"""The SOP as a Word file, to be edited by hand: the same rows as the PDF, with signs for the symbols."""

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell

from engine.sop import Edition, Sop
from handlers.procedures.pdf import sop_data

A4 = (Mm(210), Mm(297))
SIGNS = {"start": "○", "end": "●", "task": "□", "call": "▣", "decision": "◇", "event": "◎"}
LEGEND = "○ mulai   ● selesai   □ kegiatan   ◇ keputusan   ▣ SOP lain   ◎ peristiwa yang ditunggu"
SAMPLE = "CONTOH - TIDAK BERLAKU"
INDIGO, MADDER = RGBColor(0x25, 0x38, 0x6F), RGBColor(0xA0, 0x1F, 0x2E)
NEVER = datetime(2000, 1, 1)  # noqa: DTZ001 - a ZIP file and its properties know no zones
PARTS = (
    ("Dasar hukum", "dasarHukum"), ("Kualifikasi pelaksana", "kualifikasi"), ("Keterkaitan", "keterkaitan"),
    ("Peralatan dan perlengkapan", "peralatan"), ("Peringatan", "peringatan"),
    ("Pencatatan dan pendataan", "pencatatan"),
)  # fmt: skip


def sop_docx(document: Sop, edition: Edition) -> bytes:
    """The same facts give the same bytes."""
    data = sop_data(document, edition)
    paper = _blank(data)
    _identity(paper, data)
    _turn(paper, landscape=True)
    _flow(paper, data)
    _turn(paper, landscape=False)
    _papers(paper, data)
    return _packed(paper)


def _blank(data: dict[str, Any]) -> Paper:
    paper = Document()
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Cambria", Pt(9.5)
    normal.paragraph_format.space_after = Pt(2)
    section = paper.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    edition = data["edition"]
    foot = f"SOP {data['name']}, {edition['label']} {edition['hash']}, {edition['in_force']}"
    _write(section.footer.paragraphs[0], foot, size=8)
    if data["office"]["demo"]:
        _write(section.header.paragraphs[0], SAMPLE, size=14, bold=True, colour=MADDER)
    told = paper.core_properties
    told.title, told.author, told.created, told.modified = (
        f"SOP {data['name']}",
        data["office"]["name"],
        NEVER,
        NEVER,
    )
    return paper


def _identity(paper: Paper, data: dict[str, Any]) -> None:
    edition, office = data["edition"], data["office"]
    head = edition["head"]
    facts = (
        ("Nomor SOP", "\n".join(data["facts"]["nomor"])),
        ("Tanggal pembuatan", edition["created"]),
        ("Tanggal revisi", edition["revised"]),
        ("Tanggal efektif", edition["effective"]),
        ("Disahkan oleh", f"{head['post']}\n\n\n\n{head['name']}\nNIP {head['employee_number']}"),
        ("Nama SOP", data["name"]),
    )
    table = _table(paper, len(facts), (70, 35, 75))
    left = table.cell(0, 0).merge(table.cell(len(facts) - 1, 0))
    _fill(
        left,
        f"PEMERINTAH {office['city'].upper()}\n{office['short'].upper()}",
        size=12,
        bold=True,
        middle=True,
    )
    for row, (label, told) in enumerate(facts):
        _fill(table.cell(row, 1), label)
        _fill(table.cell(row, 2), told, bold=label == "Nama SOP")
    grid = _table(paper, 3, (90, 90))
    for at, (label, fact) in enumerate(PARTS):
        cell = grid.cell(at // 2, at % 2)
        _fill(cell, label, bold=True)
        _write(cell.add_paragraph(), "\n".join(data["facts"][fact]))
    for label, told in (("Tujuan", data["purpose"]), ("Waktu pelayanan", data["promised"])):
        _write(paper.add_paragraph(), label, bold=True, colour=INDIGO)
        _write(paper.add_paragraph(), told)
    if data["confirm"]:
        _write(paper.add_paragraph(), "Perlu konfirmasi Dukcapil", bold=True, colour=MADDER)
        _write(paper.add_paragraph(), "\n".join(data["confirm"]))


def _flow(paper: Paper, data: dict[str, Any]) -> None:
    actors = data["actors"]
    widths = (11, 42, *([max(8.0, 110 / len(actors))] * len(actors)), 30, 17, 30, 35)
    table = _table(paper, 2, widths)
    last = len(widths) - 1
    heads = {0: "No", 1: "Kegiatan", 2: "Pelaksana", last - 3: "Mutu baku", last: "Keterangan"}
    for first, end in ((2, last - 4), (last - 3, last - 1)):
        table.cell(0, first).merge(table.cell(0, end))
    for column, label in heads.items():
        _fill(table.cell(0, column), label, size=8, bold=True, middle=True)
    low = ("", "", *actors, "Kelengkapan", "Waktu", "Output", "")
    for column, label in enumerate(low):
        if column not in (0, 1, last):
            _fill(table.cell(1, column), label, size=7, bold=True, middle=True)
    for column in (0, 1, last):
        table.cell(0, column).merge(table.cell(1, column))
    for row in table.rows:
        _mark(row, "w:tblHeader")
    for at, step in enumerate(data["steps"]):
        _step(table, step, at, data)
    _write(paper.add_paragraph(), LEGEND, size=8)


def _step(table: Table, step: dict[str, Any], at: int, data: dict[str, Any]) -> None:
    row = _row(table)
    _mark(row, "w:cantSplit")
    cells = row.cells
    onward = [data["steps"][link["to"]]["number"] for link in step["links"] if link["label"] == ""]
    far = [
        number for number in onward if [number] != [one["number"] for one in data["steps"][at + 1 : at + 2]]
    ]
    remark = "\n".join(filter(None, (step["remark"], f"Lanjut ke {', '.join(far)}." if far else "")))
    named = "\n".join(filter(None, (step["name"], step["calls"] and f"SOP {step['calls']}")))
    _fill(cells[0], step["number"], size=7.5, middle=True)
    _fill(cells[1], named, size=7.5)
    _fill(cells[2 + step["actor"]], SIGNS[step["symbol"]], size=14, middle=True)
    for cell, told in zip(cells[-4:], (step["needs"], step["time"], step["output"], remark), strict=True):
        _fill(cell, told, size=7.5)


def _papers(paper: Paper, data: dict[str, Any]) -> None:
    _write(paper.add_paragraph(), "Persyaratan", size=14, bold=True, colour=INDIGO)
    table = _table(paper, 1, (10, 92, 52, 26))
    for cell, label in zip(
        table.rows[0].cells, ("No", "Persyaratan", "Dasar hukum", "Berlaku sejak"), strict=True
    ):
        _fill(cell, label, bold=True)
    _mark(table.rows[0], "w:tblHeader")
    number = 0
    for variant in data["variants"]:
        cells = _row(table).cells
        condition = f"Bila {variant['condition']}" if variant["condition"] else "Selalu diminta"
        _fill(cells[0].merge(cells[-1]), condition, bold=True)
        for asked in variant["papers"]:
            number += 1
            unsure = "" if asked["confirmed"] else "perlu konfirmasi Dukcapil"
            told = "\n".join(filter(None, (asked["label"], asked["note"], unsure)))
            row = _row(table)
            _mark(row, "w:cantSplit")
            for cell, text in zip(
                row.cells, (str(number), told, asked["basis"], asked["since"]), strict=True
            ):
                _fill(cell, text)


def _table(paper: Paper, rows: int, widths: tuple[float, ...]) -> Table:
    table: Table = paper.add_table(rows, len(widths))
    table.style, table.autofit, table.alignment = paper.styles["Table Grid"], False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _row(table: Table) -> Any:
    return table.add_row()  # type: ignore[no-untyped-call]


def _fill(cell: _Cell, text: str, *, size: float = 9.5, bold: bool = False, middle: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    if middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, text, size=size, bold=bold)


def _write(
    paragraph: Any, text: str, *, size: float = 9.5, bold: bool = False, colour: RGBColor | None = None
) -> None:
    """As text, whatever it says; what XML can't hold is left out."""
    run = paragraph.add_run("".join(sign for sign in text if sign.isprintable() or sign == "\n"))
    run.bold, run.font.size = bold, Pt(size)
    if colour is not None:
        run.font.color.rgb = colour


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name, {qn("w:val"): "true"}))


def _turn(paper: Paper, *, landscape: bool) -> None:
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = A4[::-1] if landscape else A4
    section.left_margin = section.right_margin = Mm(10 if landscape else 15)


def _packed(paper: Paper) -> bytes:
    """A ZIP file whose entries have no time of their own."""
    made, packed = io.BytesIO(), io.BytesIO()
    paper.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, NEVER.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
