"""An applicant asks how his application fares: with its number and a number of his own, and with nothing else."""

import pytest
from sqlalchemy import select

from engine import casefile, cases, history
from engine.db.cases import Case
from engine.db.database import Database
from tests.web.site import Site, make_site
from tests.web.visitor import Page, visitor

WRONG = "081300000000"


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def opened(site: Site) -> cases.Opened:
    return site.bureau.walker.open("akta_kelahiran", "loket")


def record(site: Site, case: cases.Opened) -> dict[str, dict[str, str]]:
    with site.bureau.engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == case.case_id)).one()
        return casefile.read_record(reading, row)


def asked(site: Site, number: str, own: str) -> Page:
    guest = visitor(site.app)
    return guest.press(guest.get("/status"), "Lihat", {"nomor": number, "milik": own})


def test_tells_where_the_application_is_and_when_it_is_promised(site: Site) -> None:
    case = opened(site)
    while site.bureau.walker.step(case.case_id) != "periksa_kelengkapan":
        pass
    said = record(site, case)

    by_nik = asked(site, f" {case.number.lower()} ", said["pelapor"]["nik"])
    by_phone = asked(site, case.number, said["pelapor"]["telepon"].replace(" ", ""))

    assert by_nik.heading == by_phone.heading == "Permohonan Anda sedang dikerjakan"
    assert "sekarang: Verifikasi isi" in by_nik.text
    assert "Janji selesai" in by_nik.text
    assert "Gratis" in by_nik.text


def test_names_nobody_and_no_number_but_the_applications(site: Site) -> None:
    case = opened(site)
    said = record(site, case)

    page = asked(site, case.number, said["pelapor"]["nik"])

    for person in ("anak", "ibu", "ayah", "pelapor"):
        assert said[person]["nama"] not in page.text
        assert not said[person].get("nik") or said[person]["nik"] not in page.response.get_data(as_text=True)
    assert page.path == "/status"


def test_says_what_is_asked_of_the_applicant_in_the_words_that_the_officer_chose(site: Site) -> None:
    case = opened(site)
    while site.bureau.walker.step(case.case_id) != "periksa_kelengkapan":
        pass
    site.bureau.walker.step(case.case_id, "kembalikan")
    own = record(site, case)["pelapor"]["nik"]

    page = asked(site, case.number, own)

    assert page.heading == "Ada yang perlu Anda lengkapi"
    assert "sekarang: Loket belum: Verifikasi isi" in page.text
    with site.bureau.engine.reading() as reading:
        told = next(
            one for one in reversed(history.story(reading, case.case_id)) if one.outcome == "kembalikan"
        )
        chosen = casefile.read(reading, case.case_id).document_type.reasons[str(told.reason)]
    assert chosen.text in page.text


def test_says_that_it_is_done(site: Site) -> None:
    case = opened(site)
    own = record(site, case)["pelapor"]["nik"]
    site.bureau.walker.to_end(case.case_id)

    assert asked(site, case.number, own).heading == "Permohonan ini sudah selesai"


@pytest.mark.parametrize("named", ["other", "unknown"])
def test_a_stranger_does_not_learn_whether_the_number_exists(site: Site, named: str) -> None:
    case = opened(site)
    number = {"other": case.number, "unknown": "AL-2026-99999"}[named]

    page = asked(site, number, WRONG)

    assert page.response.status_code == 422
    assert "tidak cocok" in page.text
    assert page.value("nomor") == number
    assert page.value("milik") == ""


@pytest.mark.parametrize("own", ["0", "00", "+", "\u00b2", "\u0665"])
def test_what_is_no_number_at_all_fits_nothing(site: Site, own: str) -> None:
    page = asked(site, opened(site).number, own)

    assert page.response.status_code == 422
    assert "tidak cocok" in page.text


def test_the_mothers_number_opens_nothing(site: Site) -> None:
    """She takes part in the case, but the number is known to others: only the informant's own opens it."""
    case = opened(site)
    said = record(site, case)
    assert said["ibu"]["nik"] != said["pelapor"]["nik"]

    assert "tidak cocok" in asked(site, case.number, said["ibu"]["nik"]).text


def test_who_guesses_has_to_wait_and_so_has_whoever_comes_next_for_a_while(site: Site) -> None:
    case = opened(site)
    own = record(site, case)["pelapor"]["nik"]
    for number in range(6):
        asked(site, case.number, f"0813000000{number:02d}")

    barred = asked(site, case.number, own)
    site.bureau.clock.forward(minutes=20)
    later = asked(site, case.number, own)

    assert barred.response.status_code == 429
    assert later.heading == "Permohonan Anda sedang dikerjakan"
