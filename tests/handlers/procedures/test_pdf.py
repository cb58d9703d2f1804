"""The SOP and the service standard of every shipped document type as PDF."""

from dataclasses import replace
from functools import cache

import pytest

from engine import sop
from engine.sop import Drawing, Table, in_words
from handlers.procedures.pdf import sop_pdf, standard_pdf
from handlers.procedures.sheets import sheets
from tests.handlers.procedures.opened import pages, sizes
from tests.handlers.sheets import opened
from tests.sop.shipped import TYPES, document, document_type, edition

each = pytest.mark.parametrize("name", TYPES)
HEAD = ("Pelaksana", "Mutu baku", "Kelengkapan", "Keterangan")


@cache
def paper(name: str) -> bytes:
    return sop_pdf(document(name), edition(name))


def standard(name: str, *, public: bool) -> bytes:
    told = sop.standard(document_type(name), document(name), edition(name))
    return standard_pdf(told, document(name), edition(name), public=public)


def flow(name: str) -> list[str]:
    return [page for page in pages(paper(name)) if "Mutu baku" in page]


@each
def test_every_page_is_a4_and_says_something(name: str) -> None:
    assert sizes(paper(name)) == {(210, 297)}
    assert all(len(page) > 100 for page in pages(paper(name)))


@each
def test_each_page_of_the_flow_has_the_head_of_the_table(name: str) -> None:
    found = flow(name)

    assert len(found) >= 2
    assert all(all(word in page for word in HEAD) for page in found)
    assert all(actor.split()[-1] in page for page in found for actor in document(name).table.actors)


@each
def test_each_row_stands_in_the_flow_with_its_time(name: str) -> None:
    text = " ".join(flow(name))

    for step in document(name).table.steps:
        assert step.number in text
        assert step.node.name in text
        if step.allowed is not None:
            assert in_words(step.allowed) in text


@each
def test_lists_each_paper_with_its_law(name: str) -> None:
    text = " ".join(pages(paper(name)))

    for asked in document_type(name).requirements:
        assert asked.label in text
    assert text.count("perlu konfirmasi Dukcapil") >= sum(
        not asked.confirmed for asked in document_type(name).requirements
    )


@each
def test_says_on_each_page_which_version_it_is_and_since_when(name: str) -> None:
    foot = f"versi 2 {edition(name).short}, berlaku sejak 24 November 2026"

    assert all(foot in page for page in pages(paper(name)))


def test_is_an_archive_file_with_its_fonts_in_it() -> None:
    with opened(paper("ktp_el")) as file:
        fonts = [font for page in file.pages for font in page.Resources.get("/Font", {}).values()]
        assert file.open_metadata()["pdfaid:part"] == "2"
        assert fonts
        assert all("/FontDescriptor" in font.DescendantFonts[0] for font in fonts)


def test_the_same_version_gives_the_same_bytes() -> None:
    assert sop_pdf(document("ktp_el"), edition("ktp_el")) == paper("ktp_el")


def test_a_made_up_office_says_so_on_each_page_and_a_real_one_never() -> None:
    made_up = sop_pdf(document("ktp_el"), edition("ktp_el", demo=True))

    assert all("CONTOH - TIDAK BERLAKU" in page for page in pages(made_up))
    assert "CONTOH" not in " ".join(pages(paper("ktp_el")))


def test_what_a_diagram_says_is_never_markup() -> None:
    told = '#panic("x") *tebal* $x$ `kode` #import "/etc/passwd" <label> @ref'
    found = sop_pdf(replace(document("ktp_el"), name=told, purpose=told), edition("ktp_el"))

    assert told in pages(found)[0]


def test_a_table_as_long_as_it_likes_breaks_between_rows() -> None:
    known = document("ktp_el")
    steps = known.table.steps
    longer = [replace(step, number=str(at + 1), links=()) for at, step in enumerate(steps * 6)]
    found = sop_pdf(replace(known, table=Table(known.table.actors, tuple(longer))), edition("ktp_el"))

    tables = [page for page in pages(found) if "Mutu baku" in page]
    assert len(tables) > 15
    assert all(all(word in page for word in HEAD) for page in tables)


def test_a_table_has_room_for_many_actors() -> None:
    known = document("ktp_el")
    actors = (*known.table.actors, *(f"Pelaksana nomor {number}" for number in range(8)))
    found = sop_pdf(replace(known, table=Table(actors, known.table.steps)), edition("ktp_el"))

    assert "Pelaksana nomor 7" in " ".join(pages(found))


def test_a_folder_that_nobody_deployed_is_not_signed_by_anybody() -> None:
    files = document_type("ktp_el").files
    found = pages(sop_pdf(document("ktp_el"), sop.of_folder(files, "Dinas", "Kota Kupang")))

    assert "belum disahkan" in found[0]
    assert "belum berlaku" in found[-1]


@each
def test_the_public_standard_has_no_word_of_the_office_itself(name: str) -> None:
    whole, public = (
        " ".join(pages(standard(name, public=False))),
        " ".join(pages(standard(name, public=True))),
    )

    assert all(
        part in public for part in ("Persyaratan", "Jangka waktu", "Biaya", "Produk", "pengaduan", "Maklumat")
    )
    assert "Pengawasan internal" in whole
    assert "Pengawasan internal" not in public


def test_a_large_drawing_is_cut_between_its_nodes() -> None:
    drawing = document("akta_kelahiran").drawings[0]
    found = sheets(drawing)
    cuts = [float(sheet["parts"][-1]["svg"].split('viewBox="')[1].split()[0]) for sheet in found[1:]]

    assert len(found) > 1
    assert not any(a < cut < b for cut in cuts for a, b in drawing.solid)
    assert sum(len(sheet["parts"]) for sheet in found) == 2 * len(found) - 1


def test_a_small_drawing_is_one_sheet() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><text x="5" y="20">A</text></svg>'

    assert [len(sheet["parts"]) for sheet in sheets(Drawing("A", "", svg))] == [1]
