"""Stopping a clock on the pages: the holder of a task his own, a head the whole office's."""

from sqlalchemy import select

from engine.db.cases import Task
from engine.db.clocks import Outage
from tests.web.site import Site

WORDS = "SIAK tidak menjawab sejak pagi"


def a_task(shop: Site) -> str:
    """At the verifier's, who has claimed it."""
    walker = shop.bureau.walker
    case_id = walker.open("akta_kelahiran").case_id
    while walker.step(case_id) != "periksa_kelengkapan":
        pass
    with shop.bureau.engine.reading() as reading:
        found = select(Task.id).where(Task.case_id == case_id, Task.state == "open")
        return str(reading.execute(found).scalar_one())


def test_the_holder_stops_the_clock_with_a_reason_and_lets_it_run_on(shop: Site) -> None:
    task_id, me = a_task(shop), shop.staff("verifikator")
    page = me.press(me.get(f"/tugas/{task_id}"), "Ambil tugas ini")

    empty = me.press(me.get(f"/tugas/{task_id}/jam"), "Hentikan jam", {})
    stopped = me.press(empty, "Hentikan jam", {"alasan": "siak_terganggu", "catatan": WORDS})
    resumed = me.press(stopped, "Lanjutkan jam")

    assert "Hentikan jam…" in page.text
    assert empty.status == 422
    assert "Tulis apa yang terjadi." in empty.text
    assert "jam berhenti" in stopped.text
    assert "SIAK atau jaringan terganggu" in stopped.text
    assert "Lanjutkan jam" not in resumed.text


def test_the_case_page_tells_when_and_why_its_clock_stood_still(shop: Site) -> None:
    task_id, me = a_task(shop), shop.staff("verifikator")
    me.press(me.get(f"/tugas/{task_id}"), "Ambil tugas ini")
    me.press(me.get(f"/tugas/{task_id}/jam"), "Hentikan jam", {"alasan": "printer_rusak", "catatan": WORDS})
    with shop.bureau.engine.reading() as reading:
        case_id = reading.execute(select(Task.case_id).where(Task.id == task_id)).scalar_one()

    page = me.get(f"/kasus/{case_id}")

    assert "Jam layanan dihentikan: Verifikasi isi permohonan" in page.text
    assert WORDS in page.text
    assert "Printer rusak" in page.text
    assert "0 hari sejak diajukan" in page.text


def test_a_head_stops_the_clocks_of_the_office_and_lets_them_run_on(shop: Site) -> None:
    head = shop.staff("kasi")
    a_task(shop)

    wrong = head.press(head.get("/jam-kantor"), "Hentikan jam", {"alasan": ""})
    stopped = head.press(
        wrong, "Hentikan jam", {"alasan": "siak_terganggu", "catatan": WORDS, "meja": "Verifikator"}
    )
    over = head.press(stopped, "Lanjutkan jam")

    assert wrong.status == 422
    assert "masih berhenti" in stopped.text
    assert "Jam dilanjutkan." in over.text
    with shop.bureau.engine.reading() as reading:
        assert None not in reading.execute(select(Outage.until)).scalars().all()
