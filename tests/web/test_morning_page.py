"""A head's morning: his queue, what is late, what has stopped, promises kept; he opens and signs from it."""

from datetime import timedelta

from sqlalchemy import insert, select, update

from engine import documents
from engine.access import SYSTEM
from engine.db.cases import Incident, Task
from engine.db.database import Database
from engine.db.documents import Proof
from tests.signing.test_documents_signed_once import drafted
from tests.web.site import Site, make_site
from tests.web.things import _incident
from tests.web.visitor import Page


def at_signature(site: Site) -> str:
    case_id = site.bureau.walker.open("akta_kelahiran", "loket").case_id
    while site.bureau.walker.step(case_id) != "validasi":
        site.bureau.walker.drain()
    site.bureau.walker.drain()
    return case_id


def figure(page: Page, name: str) -> str:
    [found] = page.tree.xpath(f"//dl[@class='figures']/div[dt='{name}']/dd[1]")
    return str(found.text_content())


def test_the_head_of_dinas_opens_what_waits_for_him(database: Database) -> None:
    site = make_site(database)
    case_id = at_signature(site)
    head = site.staff("kadis")

    page = head.get("/pagi")
    task = head.get(page.link("AL-2026-"))

    assert (figure(page, "Menunggu saya"), figure(page, "Terlambat")) == ("1", "0")
    assert task.path.startswith("/tugas/")
    assert case_id in task.tree.xpath("string(//a[contains(@href,'/kasus/')]/@href)")


def test_tells_of_time_stamps_that_are_not_renewed(database: Database) -> None:
    site = make_site(database)
    ends_at = site.bureau.clock.now + timedelta(days=20)
    unlike = {"look_at": ends_at, "ends_at": ends_at, "failures": 5}
    for problem in ("stamps", "stamps", "stamp"):
        document_id = drafted(site.bureau)
        with site.bureau.engine.work(SYSTEM) as work:
            documents.issue(work, document_id)
            row = {"document_id": document_id, "problem": problem, **unlike}
            work.execute(insert(Proof), [row | work.office.owner])

    page = site.staff("kasi").get("/pagi")

    notes = page.tree.xpath("//div[@class='note bad']")
    assert [note.xpath("string(h3)") for note in notes] == [
        "Stempel waktu 2 dokumen belum diperbarui", "Stempel waktu 1 dokumen belum diperbarui",
    ]  # fmt: skip
    away, lapsed = (note.xpath("string(p)") for note in notes)
    assert away.startswith("Pemberi stempel waktu tidak menjawab.")
    assert lapsed.startswith("Berkasnya sendiri tidak membuktikan")
    assert away.endswith("Stempel pertama berlaku sampai Senin, 14 Desember 2026.")


def test_tells_what_is_late_what_stopped_and_what_was_kept(database: Database) -> None:
    site = make_site(database)
    late, done = (
        site.bureau.walker.open("akta_kelahiran", "loket"),
        site.bureau.walker.open("akta_kematian", "loket"),
    )
    site.bureau.walker.to_end(done.case_id)
    with site.bureau.engine.work(SYSTEM) as work:
        work.execute(
            update(Task).where(Task.case_id == late.case_id).values(due_at=work.now.replace(year=2025))
        )
        _incident(work, late.case_id)
        assert work.execute(select(Incident.id)).all()

    page = site.staff("kasi").get("/pagi")

    assert (figure(page, "Terlambat"), figure(page, "Berhenti")) == ("1", "1")
    assert figure(page, "Janji ditepati hari ini") == "100%"
    assert late.number in page.text
