"""A form with warnings only comes back once, goes on with a reason, and tells whoever decides afterwards."""

from sqlalchemy import select

from engine import history
from engine.db.cases import Case
from engine.db.database import Database
from tests.web.site import Site, case_of, file_birth, make_site, send_birth
from tests.web.visitor import Page, Visitor

OLD = {"ibu.tanggal_lahir-dd": "5", "ibu.tanggal_lahir-mm": "7", "ibu.tanggal_lahir-yyyy": "1954",
       "ibu.nik": "5371034507549001"}  # fmt: skip
SAID = "Umur ibu saat melahirkan lebih dari 60 tahun. Periksa lagi."
WHY = "Surat keterangan lahir dari rumah sakit sudah dicocokkan."


def warned(clerk: Visitor) -> Page:
    return send_birth(clerk, **OLD)


def cases(site: Site) -> list[str]:
    with site.bureau.engine.reading() as reading:
        return list(reading.execute(select(Case.id)).scalars())


def test_an_application_with_warnings_only_comes_back_once_with_a_way_on(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")

    page = warned(clerk)

    assert page.status == 422
    assert page.title.startswith("Periksa:")
    assert page.errors() == []
    assert any(SAID in item.text_content() for item in page.tree.xpath("//*[@id='perhatikan']//li"))
    assert SAID in page.tree.get_element_by_id("ibu.tanggal_lahir-w").text_content()
    assert page.value("anak.nama") == "Gabriel Yohanes Nalle"
    assert cases(site) == []


def test_a_rule_that_wants_a_reason_does_not_go_on_without(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")

    again = clerk.press(warned(clerk), "Sudah diperiksa, teruskan")

    assert again.status == 422
    assert "Tulis alasannya." in again.text
    assert cases(site) == []


def test_whoever_decides_afterwards_reads_what_was_accepted_by_whom_and_why(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")

    papers = clerk.press(warned(clerk), "Sudah diperiksa, teruskan", {"peringatan.alasan": WHY})
    seen = site.staff("verifikator").get(f"/kasus/{case_of(papers)}")

    assert "Perlu diperhatikan" in seen.text
    assert f"Tanggal lahir: {SAID}" in seen.text
    assert "saat permohonan diajukan." in seen.text
    assert f"“{WHY}”" in seen.text


def test_the_neighbourhood_reads_nothing_of_it(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")
    papers = clerk.press(warned(clerk), "Sudah diperiksa, teruskan", {"peringatan.alasan": WHY})

    head = site.staff("rt.oesapa")
    task = head.get(head.get("/tugas").link("AL-2026-00001"))

    assert case_of(papers)
    assert SAID not in task.text
    assert WHY not in task.text


def test_the_history_keeps_codes_in_plain_and_the_reason_sealed(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")
    papers = clerk.press(warned(clerk), "Sudah diperiksa, teruskan", {"peringatan.alasan": WHY})

    with site.bureau.engine.reading() as reading:
        opened = history.story(reading, case_of(papers))[0]

    assert "ibu.tanggal_lahir:ibu_terlalu_tua" in opened.facts["warnings"]
    assert opened.words == WHY
    assert not any(change.field.startswith("peringatan") for change in opened.changes)


def test_the_accepted_request_sent_twice_opens_one_case(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")
    page = warned(clerk)

    first = clerk.press(page, "Sudah diperiksa, teruskan", {"peringatan.alasan": WHY})
    second = clerk.press(page, "Sudah diperiksa, teruskan", {"peringatan.alasan": WHY})

    assert case_of(first) == case_of(second)
    assert len(cases(site)) == 1


def test_a_decision_on_doubles_stays_while_warnings_are_looked_at(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")
    file_birth(clerk)
    doubles = send_birth(clerk, **OLD)

    page = clerk.press(doubles, "Lanjutkan, bukan ganda", {"ganda.alasan": "orang_lain"})
    papers = clerk.press(page, "Sudah diperiksa, teruskan", {"peringatan.alasan": WHY})

    assert doubles.heading == "Mungkin ganda"
    assert page.status == 422
    assert len(cases(site)) == 2
    assert papers.status == 200
