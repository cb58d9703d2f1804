"""Lists of an application on pages: members of a family as a table, on the pages of cases, tasks and auditors."""

import pytest

from engine import tasks
from engine.cases import Opened
from engine.db.database import Database
from engine.demo.walk import Prepared
from tests.web.site import Site, make_site
from tests.web.visitor import Page

SCENARIO = "membentuk_keluarga"


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def founded(site: Site, at: str = "verifikasi_isi") -> tuple[Opened, Prepared]:
    walker = site.bureau.walker
    opened = walker.open("kartu_keluarga", "loket", SCENARIO)
    while (step := walker.prepare(opened.case_id)) is not None and step.node != at:
        walker.step(opened.case_id)
        walker.drain()
    assert step is not None
    return opened, step


def names(page: Page) -> list[str]:
    rows = page.tree.xpath("//table[caption='Susunan keluarga']//th[@scope='row']")
    return [row.text_content().strip() for row in rows]


def typed(step: Prepared) -> list[str]:
    with_names = (
        name for name in sorted(step.posted) if name.startswith("anggota.") and name.endswith(".nama")
    )
    return [step.posted[name][0] for name in with_names]


def test_a_case_and_a_task_show_the_members_as_a_table(site: Site) -> None:
    opened, step = founded(site)
    verifier = site.staff("verifikator")

    pages = [verifier.get(f"/kasus/{opened.case_id}"), verifier.get(f"/tugas/{step.task_id}")]

    for page in pages:
        assert len(names(page)) == 2
        assert "Hubungan dalam keluarga" in page.text


def test_a_task_that_asks_for_the_members_does_not_show_them_beside(site: Site) -> None:
    _, step = founded(site, "rekam_siak")
    tasks.claim(site.bureau.engine, site.bureau.actor(step.username), step.task_id)

    page = site.staff(step.username).get(f"/tugas/{step.task_id}")

    assert names(page) == []
    assert [box.get("value") for box in page.tree.xpath("//input[@name='anggota.0.nama']")] == typed(step)[:1]


def test_who_came_too_late_reads_the_rows_that_he_typed(site: Site) -> None:
    opened, step = founded(site, "rekam_siak")
    actor, other = site.bureau.actor(step.username), site.staff(step.username)
    tasks.claim(site.bureau.engine, actor, step.task_id)
    page = other.get(f"/tugas/{step.task_id}")
    site.bureau.walker.step(opened.case_id)

    late = other.press(page, "Simpan rekaman dan teruskan", {"anggota.0.nama": "Rambu Kahi"})

    assert late.status == 409
    assert "Rambu Kahi" in late.text


def test_an_auditor_reads_each_row_in_the_words_of_the_form(site: Site) -> None:
    opened, _ = founded(site)

    page = site.staff("auditor").get(f"/periksa/kasus/{opened.case_id}")

    [members] = [
        " ".join(part.text_content().split())
        for part in page.tree.xpath("//dt[.='Susunan keluarga']/following-sibling::dd[1]")
    ]
    assert "Hubungan dalam keluarga: Kepala keluarga" in members
    assert "Agama: Kristen" in members
