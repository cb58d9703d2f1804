"""Tasks of a list that are answered on one page, warned of before they are signed, and taken back."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from engine.db.cases import Case, Task
from tests.databases import Embedded
from tests.web.site import Site, case_of, make_site, send_birth
from tests.web.test_warnings import OLD, SAID, WHY
from tests.web.visitor import Page


@pytest.fixture
def site(embedded: Embedded) -> Iterator[Site]:
    with embedded.fresh() as database:
        yield make_site(database)


def at(site: Site, document_type: str, node: str) -> str:
    """The case of a new task at the node."""
    walker = site.bureau.walker
    opened = walker.open(document_type, "loket")
    while walker.prepare(opened.case_id).node != node:  # type: ignore[union-attr]
        walker.step(opened.case_id)
        walker.drain()
    return str(opened.case_id)


def boxes(page: Page) -> list[str]:
    return [str(box.get("value")) for box in page.tree.xpath("//input[@name='pilih']")]


def states(site: Site, cases: list[str]) -> list[str]:
    with site.bureau.engine.reading() as reading:
        return list(reading.execute(select(Case.state).where(Case.id.in_(cases))).scalars())


def test_hands_several_documents_to_one_taker_with_one_answer(site: Site) -> None:
    cases = [at(site, "akta_kelahiran", "serahkan_dokumen") for _ in range(2)]
    desk = site.staff("penyerahan")
    page = desk.get("/tugas")

    asked = desk.press(page, "Kerjakan bersama…", {"pilih": boxes(page)})
    form = asked.tree.xpath("//input[@type='radio']")[0].get("name").partition(".")[0]
    wrong = desk.press(
        asked, "Selesaikan semua", {"pilih": boxes(asked), f"{form}.penyerahan.cara": "diambil"}
    )
    done = desk.press(
        wrong,
        "Selesaikan semua",
        {
            "pilih": boxes(wrong),
            f"{form}.penyerahan.cara": "diambil",
            f"{form}.penyerahan.penerima": "Maria Lede",
            f"{form}.penyerahan.hubungan": "keluarga",
            f"{form}.penyerahan.identitas": "sim",
            f"{form}.penyerahan.identitas_akhir": "4711",
        },
    )

    assert wrong.status == 422
    assert "2 berhasil" in done.text
    assert states(site, cases) == ["issued", "issued"]


def test_asks_of_each_case_by_itself_who_took_it_and_keeps_the_wrong_ones(site: Site) -> None:
    cases = [at(site, "akta_kelahiran", "serahkan_dokumen") for _ in range(2)]
    desk = site.staff("penyerahan")
    page = desk.get("/tugas")
    asked = desk.press(page, "Kerjakan bersama…", {"pilih": boxes(page)})

    each = desk.press(asked, "Isi tiap kasus sendiri", {"pilih": boxes(asked)})
    first, second = boxes(each)
    half = desk.press(
        each,
        "Selesaikan semua",
        {"pilih": boxes(each), f"{first}.penyerahan.cara": "pdf", f"{second}.penyerahan.cara": "diambil"},
    )

    assert half.status == 422
    assert boxes(half) == [second]
    assert sorted(states(site, cases)) == ["issued", "open"]


def test_answers_no_task_of_a_list_that_has_to_be_opened(site: Site) -> None:
    at(site, "akta_kelahiran", "verifikasi_isi")
    desk = site.staff("verifikator")
    page = desk.get("/tugas")
    chosen = boxes(page)

    sent = {"csrf_token": page.value("csrf_token"), "pilih": chosen, "aksi": "kirim"}
    asked = desk.post("/tugas/bersama", sent)

    assert "buka tugasnya" in asked.text
    assert boxes(desk.get("/tugas")) == chosen


def test_takes_a_release_back_from_the_note_that_names_the_case(site: Site) -> None:
    at(site, "akta_kelahiran", "verifikasi_isi")
    desk = site.staff("verifikator")
    task = desk.press(desk.get("/tugas"), "Ambil tugas berikutnya")

    released = desk.press(task, "Lepas tugas")
    undone = desk.press(released, "Urungkan")

    assert "kembali ke meja" in released.text
    assert "Sekarang Anda pegang" in undone.text
    with site.bureau.engine.reading() as reading:
        held = reading.execute(select(Task.claimed_by).where(Task.state == "open")).scalars().all()
    assert held == [site.bureau.actor("verifikator").person_id]


def test_takes_back_what_was_claimed_together(site: Site) -> None:
    at(site, "akta_kelahiran", "verifikasi_isi")
    desk = site.staff("verifikator")
    page = desk.get("/tugas")
    sent = {"csrf_token": page.value("csrf_token"), "pilih": boxes(page), "aksi": "ambil"}

    undone = desk.press(desk.post("/tugas/pilihan", sent), "Urungkan 1", {"pilih": boxes(page)})

    assert "1 berhasil" in undone.text
    assert boxes(desk.get("/tugas?antrean=mine")) == []


def test_names_accepted_warnings_before_the_case_is_signed_and_signs_it_only_when_ticked(site: Site) -> None:
    clerk = site.staff("loket")
    case_id = case_of(
        clerk.press(send_birth(clerk, **OLD), "Sudah diperiksa, teruskan", {"peringatan.alasan": WHY})
    )
    walker = site.bureau.walker
    while walker.prepare(case_id).node != "tanda_tangan":  # type: ignore[union-attr]
        walker.step(case_id)
        walker.drain()
    head = site.staff("kadis")
    page = head.get("/tugas")

    sure = head.press(page, "Paraf atau tandatangani…", {"pilih": boxes(page)})
    head.press(sure, "Paraf atau tandatangani yang dipilih")
    still = boxes(head.get("/tugas"))
    done = head.press(sure, "Paraf atau tandatangani yang dipilih", {"pilih": boxes(sure)})

    assert SAID in sure.text
    assert WHY in sure.text
    assert still == boxes(page)
    assert "1 berhasil" in done.text


def test_says_of_a_task_that_ended_meanwhile_why_it_was_not_done(site: Site) -> None:
    cases = [at(site, "akta_kelahiran", "serahkan_dokumen") for _ in range(2)]
    desk = site.staff("penyerahan")
    asked = desk.press(page := desk.get("/tugas"), "Kerjakan bersama…", {"pilih": boxes(page)})
    form = asked.tree.xpath("//input[@type='radio']")[0].get("name").partition(".")[0]
    site.bureau.walker.step(cases[0])

    answers = {f"{form}.penyerahan.cara": "pdf"}
    done = desk.press(asked, "Selesaikan semua", {"pilih": boxes(asked)} | answers)

    assert "1 berhasil" in done.text
    assert "1 tidak" in done.text
    assert f"{site.bureau.actor('penyerahan').name} lebih dulu menyelesaikannya." in done.text
