"""The page of work that failed: tried again or given up, with a reason; what becomes of the case is said before."""

import pytest
from sqlalchemy import select

from engine import incidents
from engine.db.cases import Incident
from engine.db.database import Database
from tests.test_incidents import failed, open_ones, waits
from tests.web.site import Site, make_site

WHY = "Server surel tidak kembali."


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def test_gives_up_with_a_reason_and_tells_it_in_the_story(site: Site) -> None:
    case_id = failed(site.bureau, "siak.push")
    head = site.staff("kasi")

    asked = head.get(head.get(f"/kasus/{case_id}").link("Tidak akan dicoba lagi…"))
    empty = head.press(asked, "Lepas pekerjaan ini")
    done = head.press(empty, "Lepas pekerjaan ini", {"alasan": WHY})

    assert "jalan yang digambar untuk kegagalan langkah ini: “Tidak terkirim”" in asked.text
    assert (empty.status, empty.errors()) == (422, ["Tulis alasannya."])
    assert "Pekerjaan sistem dilepas: Kirim hasil ke SIAK" in done.text
    assert WHY in done.text
    assert waits(site.bureau, case_id) == ["catat_siak"]


def test_a_retry_needs_its_reason_too(site: Site) -> None:
    case_id = failed(site.bureau, "siak.push")
    head = site.staff("kabid")

    empty = head.press(head.get(f"/kasus/{case_id}"), "Coba lagi", {"alasan": "  "})

    assert (empty.status, empty.errors()) == (422, ["Tulis alasannya."])
    assert len(open_ones(site.bureau)) == 1
    head.press(empty, "Coba lagi", {"alasan": "SIAK hidup lagi."})
    assert open_ones(site.bureau) == []


def test_says_what_is_missing_where_nothing_can_be_given_up(site: Site) -> None:
    case_id = failed(site.bureau, "signing.sign")
    head = site.staff("kadis")

    page = head.get(f"/kasus/{case_id}/gangguan/{open_ones(site.bureau)[0]}")
    tried = head.post(f"{page.path}/lepas", {"csrf_token": page.value("csrf_token"), "alasan": WHY})

    assert "Langkah ini tidak dapat dilepas" in page.text
    assert "Lepas pekerjaan ini" not in page.buttons()
    assert tried.status == 409
    assert len(open_ones(site.bureau)) == 1


def test_tells_whoever_comes_second(site: Site) -> None:
    case_id = failed(site.bureau, "siak.push")
    head = site.staff("kasi")
    page = head.get(f"/kasus/{case_id}/gangguan/{open_ones(site.bureau)[0]}")
    with site.bureau.engine.reading() as reading:
        incident = reading.execute(select(Incident.id)).scalar_one()
    incidents.retry(site.bureau.engine, site.bureau.actor("kabid"), incident, WHY)

    late = head.press(page, "Lepas pekerjaan ini", {"alasan": WHY})

    assert (late.status, late.heading) == (409, "Gangguan ini sudah ditangani")
