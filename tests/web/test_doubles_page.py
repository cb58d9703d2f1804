"""Likely doubles before an application becomes a case, without scripts; on both databases."""

from sqlalchemy import func, select

from engine import history
from engine.audit import events
from engine.db.cases import Case
from engine.db.database import Database
from engine.db.history import Event
from tests.web.site import Site, birth, case_of, file_birth, make_site, send_birth

OTHERS = {"ibu__nik": "5371034507949004", "pelapor__nik": "5371031203919005", "ayah__nik": "5371031203919005"}


def count(site: Site) -> int:
    with site.bureau.engine.reading() as reading:
        return int(reading.execute(select(func.count()).select_from(Case)).scalar_one())


def test_shows_a_likely_double_side_by_side_and_opens_no_case(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")
    file_birth(clerk)

    page = send_birth(clerk, anak__nama="Gabriel Yohanis Nale", saksi_1__nama="Kornelis Klau")

    assert (page.status, page.heading, count(site)) == (422, "Mungkin ganda", 1)
    assert "AL-2026-00001" in page.text
    for said in ("nama mirip dan tanggal lahir sama", "ibu yang sama", "pelapor yang sama", "Gabriel Yohanis Nale",
                 "Gabriel Yohanes Nalle", "Kornelis Klau", "Petrus Klau"):  # fmt: skip
        assert said in page.text
    assert page.link("Buka kasus AL-2026-00001")


def test_goes_on_with_a_reason_that_the_history_keeps(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")
    file_birth(clerk)
    page = send_birth(clerk)

    told = {"ganda.alasan": "anak_kembar", "ganda.catatan": "Lahir berselang tujuh menit."}
    opened = clerk.press(page, "Lanjutkan, bukan ganda", told)

    with site.bureau.engine.reading() as reading:
        (event,) = events.latest(reading, [Event.case_id == case_of(opened), Event.kind == "case.opened"], 1)
    assert event.body["facts"]["no_double_of"] == ["AL-2026-00001"]
    assert (event.body["reason"], event.words) == ("anak_kembar", "Lahir berselang tujuh menit.")
    assert count(site) == 2


def test_asks_for_the_reason(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")
    file_birth(clerk)

    page = clerk.press(send_birth(clerk), "Lanjutkan, bukan ganda", {"ganda.catatan": "Sudah ditanya."})

    assert page.errors() == ["Pilih alasan mengapa bukan ganda."]
    assert page.value("ganda.catatan") == "Sudah ditanya."
    assert count(site) == 1


def test_goes_back_to_the_form_with_all_that_was_typed(sqlite_database: Database) -> None:
    clerk = make_site(sqlite_database).staff("loket")
    file_birth(clerk)

    page = clerk.press(send_birth(clerk, saksi_2__nama="Rosa Lado"), "Kembali ke isian", {})

    assert page.heading.startswith("Permohonan baru")
    assert page.value("saksi_2.nama") == "Rosa Lado"
    assert page.value("anak.tanggal_lahir-dd") == "17"


def test_lets_pass_what_is_alike_in_nothing(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")
    file_birth(clerk)

    page = send_birth(clerk, anak__nama="Rosa Marselina Lado", **OTHERS)

    assert page.heading.startswith("Berkas")
    assert count(site) == 2


def test_tells_another_territory_only_the_number(database: Database) -> None:
    site = make_site(database)
    file_birth(site.staff("loket"))
    liliba = site.staff("kel.liliba")

    page = send_birth(liliba, alamat__kelurahan="53.71.04.1010")

    assert page.heading == "Mungkin ganda"
    assert "kasus serupa di wilayah lain" in page.text
    assert "AL-2026-00001" in page.text
    assert page.tree.xpath("//table") == []


def test_records_the_look_at_the_other_case(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")
    case_id = case_of(file_birth(clerk))
    send_birth(clerk)

    with site.bureau.engine.reading() as reading:
        looks = history.looks_at(reading, case_id)
    assert "double" in [look.purpose for look in looks]


def test_takes_over_an_earlier_applicants_data(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")
    case_id = case_of(file_birth(clerk, pelapor__telepon="081234569000"))
    form = clerk.get("/permohonan/akta_kelahiran")

    by_number = clerk.press(
        form, "Ambil data pelapor", {"ambil.dari": "al-2026-00001", "anak.nama": "Rosa Lado"}
    )
    by_nik = clerk.press(form, "Ambil data pelapor", {"ambil.dari": birth()["pelapor.nik"]})

    for page in (by_number, by_nik):
        assert page.status == 200
        assert page.value("pelapor.nik") == birth()["pelapor.nik"]
        assert page.value("alamat.rt") == "021"
        assert "diambil dari AL-2026-00001" in page.text
    assert by_number.value("anak.nama") == "Rosa Lado"
    assert by_number.value("ibu.nik") == ""
    with site.bureau.engine.reading() as reading:
        assert [look.purpose for look in history.looks_at(reading, case_id)].count("takeover") == 2


def test_takes_nothing_over_from_another_territory(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    file_birth(site.staff("loket"))
    liliba = site.staff("kel.liliba")

    form = liliba.get("/permohonan/akta_kelahiran")
    page = liliba.press(form, "Ambil data pelapor", {"ambil.dari": "AL-2026-00001", "anak.nama": "Rosa Lado"})

    assert "Tidak ada permohonan dengan nomor itu" in page.text
    assert (page.value("pelapor.nik"), page.value("anak.nama")) == ("", "Rosa Lado")


def test_tells_the_applicant_what_the_data_are_for(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")
    form = clerk.get("/permohonan/akta_kelahiran")
    case_id = case_of(file_birth(clerk))

    receipt = clerk.get(f"/kasus/{case_id}/tanda-terima")

    for page in (form, receipt):
        assert "Untuk apa data ini" in page.text
        assert "2026-1" in page.text
    with site.bureau.engine.reading() as reading:
        (event,) = events.latest(reading, [Event.case_id == case_id, Event.kind == "case.opened"], 1)
    assert event.body["facts"]["notice"] == "2026-1"
