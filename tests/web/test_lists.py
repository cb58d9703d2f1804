"""What is done to many tasks of a list, and a list as table, on paper, with a name."""

import csv
import io
from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from engine.db.cases import Task
from engine.db.history import Event
from tests.databases import Embedded
from tests.web.site import Site, file_birth, make_site
from tests.web.visitor import Page, Visitor


@pytest.fixture
def site(embedded: Embedded) -> Iterator[Site]:
    """Three births wait for the head of one RT."""
    with embedded.fresh() as database:
        made = make_site(database)
        clerk = made.staff("loket")
        for name in ("Ani Nalle", "Budi Nalle", "Zadrak Ndun"):
            file_birth(clerk, anak__nama=name)
        with database.writing() as connection:
            named = Task.subject_name == "Zadrak Ndun"
            connection.execute(update(Task).where(named).values(subject_name="=Zadrak Ndun"))
        yield made


def boxes(page: Page) -> list[str]:
    return [str(box.get("value")) for box in page.tree.xpath("//input[@name='pilih']")]


def signing(site: Site, count: int) -> list[str]:
    """Births that wait for the head of the agency; their ids."""
    walker = site.bureau.walker
    for _ in range(count):
        opened = walker.open("akta_kelahiran", "loket")
        while walker.prepare(opened.case_id).node != "tanda_tangan":  # type: ignore[union-attr]
            walker.step(opened.case_id)
            walker.drain()
    return boxes(site.staff("kadis").get("/tugas"))


def press(visitor: Visitor, page: Page, button: str, chosen: list[str], **more: str) -> Page:
    return visitor.press(page, button, {"pilih": chosen, **more})


def test_claims_those_that_are_ticked_and_releases_them_again(site: Site) -> None:
    head = site.staff("rt.oesapa")
    page = head.get("/tugas")

    claimed = head.post(
        "/tugas/pilihan", {"csrf_token": page.value("csrf_token"), "pilih": boxes(page)[:2], "aksi": "ambil"}
    )
    mine = head.get("/tugas?antrean=mine")
    released = press(head, mine, "Lepas", boxes(mine))

    assert "2 berhasil" in claimed.text
    assert len(boxes(mine)) == 2
    assert "2 berhasil" in released.text
    assert boxes(head.get("/tugas?antrean=mine")) == []


def test_names_the_cases_before_it_signs_them_and_signs_each(site: Site) -> None:
    chosen, head = signing(site, 2), site.staff("kadis")

    sure = press(head, head.get("/tugas"), "Paraf atau tandatangani…", chosen)
    done = head.press(sure, "Paraf atau tandatangani 2 kasus", {"pilih": boxes(sure)})

    assert sure.heading == "Paraf atau tandatangani 2 kasus"
    assert sorted(boxes(sure)) == sorted(chosen)
    assert "2 berhasil" in done.text
    assert boxes(head.get("/tugas")) == []


def test_says_of_each_that_was_not_signed_why(site: Site) -> None:
    chosen, head = signing(site, 2), site.staff("kadis")
    sure = press(head, head.get("/tugas"), "Paraf atau tandatangani…", chosen)
    with site.bureau.engine.reading() as reading:
        case_id = reading.execute(select(Task.case_id).where(Task.id == chosen[0])).scalar_one()
    site.bureau.walker.step(case_id)

    done = head.press(sure, "Paraf atau tandatangani 2 kasus", {"pilih": boxes(sure)})

    assert "1 berhasil" in done.text
    assert "1 tidak" in done.text
    assert f"{site.bureau.actor('kadis').name} lebih dulu menyelesaikannya." in done.text


def test_hands_tasks_on_with_a_reason_only(site: Site) -> None:
    chosen, head = signing(site, 1), site.staff("kadis")

    sure = press(head, head.get("/tugas"), "Alihkan…", chosen)
    without = head.press(sure, "Alihkan 1 tugas", {"pilih": chosen})
    done = head.press(without, "Alihkan 1 tugas", {"pilih": chosen, "alasan": "Dinas luar"})

    assert without.status == 422
    assert "Tulis alasannya" in without.text
    assert "1 berhasil" in done.text


def test_does_nothing_to_tasks_of_others(site: Site) -> None:
    head = site.staff("rt.oesapa")
    chosen = boxes(head.get("/tugas"))
    stranger = site.staff("rt.liliba")
    token = stranger.get("/tugas").value("csrf_token")

    for action in ("ambil", "lepas", "setujui", "alihkan", "cetak"):
        sent = {"csrf_token": token, "pilih": chosen, "aksi": action, "pasti": "1", "alasan": "x"}
        page = stranger.post("/tugas/pilihan", sent)

        assert "Nalle" not in page.text
    assert len(boxes(head.get("/tugas?antrean=free:Ketua RT"))) == 3


def test_gives_the_list_as_a_table_that_runs_nothing_and_records_it(site: Site) -> None:
    head = site.staff("rt.oesapa")

    answer = head.get("/tugas.csv").response

    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=","))
    assert len(rows) == 4
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    with site.bureau.engine.reading() as reading:
        seen = reading.execute(select(Event.id).where(Event.kind == "case.seen")).all()
    assert len(seen) >= 3


def test_keeps_a_filter_under_a_name_with_its_count(site: Site) -> None:
    head = site.staff("rt.oesapa")
    found = head.press(head.get("/tugas"), "Terapkan", {"q": "budi"})

    saved = head.press(found, "Simpan saringan", {"nama": "Keluarga Nalle"})
    again = head.get(head.get("/tugas").link("Keluarga Nalle"))
    other = site.staff("loket").get("/tugas")

    assert "Keluarga Nalle" in saved.text
    assert "budi" not in again.response.request.url.lower()
    assert again.value("q") == "budi"
    assert len(boxes(again)) == 1
    assert "Keluarga Nalle" not in other.text
    gone = head.press(again, "Hapus Keluarga Nalle")
    assert "Keluarga Nalle" not in gone.text


def test_goes_straight_to_the_next_task_where_one_wants_it(site: Site) -> None:
    signing(site, 2)
    head = site.staff("kadis")
    head.press(head.get("/tugas"), "Simpan tampilan", {"lanjut": "1"})

    task = head.press(head.get("/tugas"), "Ambil tugas berikutnya")
    next_one = head.press(task, "Tandatangani dan teruskan")

    assert next_one.path.startswith("/tugas/")
    assert next_one.path != task.path
    assert "sudah diteruskan" in next_one.text or "sudah selesai" in next_one.text


def test_prints_the_chosen_ones(site: Site) -> None:
    head = site.staff("rt.oesapa")
    page = head.get("/tugas")

    printed = press(head, page, "Cetak daftar", boxes(page)[:1])

    assert printed.heading == "Daftar tugas"
    assert "Ani Nalle" in printed.text
    assert "Budi Nalle" not in printed.text
