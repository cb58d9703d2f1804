"""A case's page: where it is, the way on the diagram, story, papers; withdrawal; looks that are recorded."""

import pytest

from engine import history
from engine.db.database import Database
from tests.web.site import Site, case_of, file_birth, make_site
from tests.web.test_task_page import at_verifier, papers, take
from web import policies
from web.policies import PUBLIC

STATES = "//svg//*[contains(@class,'g-node')]"


def test_says_where_the_case_is_and_who_has_it(database: Database) -> None:
    site, case_id = at_verifier(database)
    take(site, "verifikator")

    page = site.staff("loket").get(f"/kasus/{case_id}")

    name = site.bureau.actor("verifikator").name
    assert f"Dipegang {name} (Verifikator) sejak 09.00." in page.text
    assert "sisa 1 jam" in page.text
    assert [stop.text_content().split()[0] for stop in page.tree.xpath("//ol[@class='path']/li")][:4] == [
        "selesai:", "selesai:", "selesai:", "sekarang:",
    ]  # fmt: skip


def test_draws_the_way_that_was_taken(sqlite_database: Database) -> None:
    site, case_id = at_verifier(sqlite_database)

    page = site.staff("verifikator").get(f"/kasus/{case_id}")

    states = {
        group.get("data-id"): group.xpath(".//*[contains(@class,'g-node')]")[0].get("class").split()[-1]
        for group in page.tree.xpath("//*[@data-id][.//*[contains(@class,'g-node')]]")
    }
    assert states["periksa_kelengkapan"] == "done"
    assert states["verifikasi_isi"] == "now"
    assert states["tanda_tangan"] == "todo"


def test_tells_the_story_with_people_and_reasons(sqlite_database: Database) -> None:
    site, case_id = at_verifier(sqlite_database)
    person, page = take(site, "verifikator")
    back = {"berkas.kartu_keluarga.hasil": "kembalikan", "berkas.kartu_keluarga.alasan": "tidak_terbaca"}
    person.press(page, "Kembalikan untuk dilengkapi", papers(page) | back)

    page = person.get(f"/kasus/{case_id}")
    story = [" ".join(item.text_content().split()) for item in page.tree.xpath("//ol[@class='story']/li")]

    assert story[0].startswith("Permohonan diterima")
    assert "Verifikasi isi permohonan: dikembalikan" in story[-2]
    assert "Foto atau pindaian tidak terbaca." in story[-2]
    assert story[-1].startswith("Lengkapi permohonan")


@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("verifikator", 200),
        ("kel.oesapa", 200),
        ("kel.liliba", 403),
        ("rt.liliba", 403),
        ("admin", 403),
        ("perancang", 403),
    ],
)
def test_shows_a_case_within_its_territory_only(
    sqlite_database: Database, username: str, status: int
) -> None:
    site = make_site(sqlite_database)
    case_id = case_of(file_birth(site.staff("loket")))

    assert site.staff(username).get(f"/kasus/{case_id}").status == status


def test_masks_identity_numbers_for_whoever_sees_the_reduced_record(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    case_id = case_of(file_birth(site.staff("loket")))

    reduced, whole = (site.staff(name).get(f"/kasus/{case_id}").text for name in ("rt.oesapa", "loket"))

    assert "5371034507949001" not in reduced
    assert "5371034507949001" in whole


def test_records_who_looked(database: Database) -> None:
    site = make_site(database)
    case_id = case_of(file_birth(site.staff("loket")))

    site.staff("verifikator").get(f"/kasus/{case_id}")

    with site.bureau.engine.reading() as reading:
        looks = history.looks_at(reading, case_id)
    assert [look.name for look in looks] == [site.bureau.actor("verifikator").name]


def test_withdraws_for_the_desk_that_took_it_with_its_words(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")
    case_id = case_of(file_birth(clerk))

    asked = clerk.get(clerk.get(f"/kasus/{case_id}").link("Pemohon menarik permohonan"))
    empty = clerk.press(asked, "Tarik permohonan")
    done = clerk.press(empty, "Tarik permohonan", {"catatan": "Pindah ke kota lain."})

    assert empty.status == 422
    assert empty.errors() == ["Tulis mengapa permohonan ditarik."]
    assert "Dibatalkan pemohon" in done.text
    assert "Pindah ke kota lain." in done.text


def test_lets_nobody_else_withdraw(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    case_id = case_of(file_birth(site.staff("loket")))
    verifier = site.staff("verifikator")

    page = verifier.get(f"/kasus/{case_id}")
    tried = verifier.post(f"/kasus/{case_id}/tarik", {"csrf_token": page.value("csrf_token"), "catatan": "x"})

    assert "menarik" not in page.text
    assert tried.status == 403


def test_says_that_a_case_has_ended(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")
    case_id = case_of(file_birth(clerk))
    asked, elsewhere = (clerk.get(f"/kasus/{case_id}/tarik") for _ in range(2))
    first = clerk.press(asked, "Tarik permohonan", {"catatan": "Pindah."})

    repeated = clerk.press(asked, "Tarik permohonan", {"catatan": "Pindah."})
    again = clerk.press(elsewhere, "Tarik permohonan", {"catatan": "Pindah."})

    assert (repeated.status, repeated.path) == (200, first.path)
    assert again.status == 409
    assert again.heading == "Permohonan ini sudah berakhir"


def test_finds_cases_by_number_name_and_identity_number(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")
    file_birth(clerk)

    for typed, found in (
        ("AL-2026-00001", 1), ("al-2026-1", 0), ("gabriel", 1), ("nalle", 1), ("tulus", 0),
        ("5371034507949001", 1), ("5371 0345 0794 9001", 1), ("5371030208199001", 1), ("5371034507949999", 0),
        ("100%", 0), ("_", 0),
    ):  # fmt: skip
        page = clerk.press(clerk.get("/kasus"), "Cari", {"q": typed})
        assert len(page.tree.xpath("//tbody/tr")) == found, typed
        assert typed not in page.response.request.url or typed == "_"


def test_keeps_a_search_in_the_history_of_whoever_searched(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")

    clerk.press(clerk.get("/kasus"), "Cari", {"q": "5371034507949001"})

    with site.bureau.engine.reading() as reading:
        report = history.verify(reading, site.bureau.engine.vault.public_keys)
    assert report.problems == []


def test_lists_cases_of_the_own_territory_only(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    file_birth(site.staff("loket"))

    seen = {
        name: len(site.staff(name).get("/kasus").tree.xpath("//tbody/tr"))
        for name in ("kel.oesapa", "kel.liliba")
    }

    assert seen == {"kel.oesapa": 1, "kel.liliba": 0}


def test_shows_no_case_on_a_public_page(shop: Site) -> None:
    open_to_all = [
        rule.rule for rule in shop.app.url_map.iter_rules() if policies.of(shop.app, rule.endpoint) is PUBLIC
    ]

    assert not [
        rule
        for rule in open_to_all
        if rule.startswith(("/kasus", "/tugas", "/lampiran", "/dokumen", "/saya"))
    ]
