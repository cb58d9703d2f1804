"""That a party died elsewhere stands on the pages of an open case, in both languages, and is told in its story."""

import pytest

from engine import deaths
from engine.db.database import Database
from tests.web.site import BIRTH, Site
from tests.web.test_task_page import at_verifier, take

NOTICES = {
    "id": "Seorang pihak pada kasus ini tercatat meninggal: periksa sebelum diteruskan.",
    "en": "A party of this case is recorded as deceased: check before going on.",
}
TOLD = {"id": "Seorang pihak tercatat meninggal", "en": "A party is recorded as deceased"}
FATHER = BIRTH["ayah.nik"]


def flag(site: Site) -> None:
    death = site.bureau.walker.open("akta_kematian", by="kel.liliba")
    assert deaths.mark_dead(site.bureau.engine, death.case_id, FATHER) == 1


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_case_page_holds_it_up_and_tells_it(database: Database, language: str) -> None:
    site, case_id = at_verifier(database)
    flag(site)
    person = site.staff("verifikator")
    if language == "en":
        person.press(person.get("/saya"), "English")

    page = person.get(f"/kasus/{case_id}")

    assert NOTICES[language] in page.text
    assert TOLD[language] in page.text


def test_the_task_page_holds_it_up(database: Database) -> None:
    site, _ = at_verifier(database)
    flag(site)

    _, page = take(site, "verifikator")

    assert NOTICES["id"] in page.text


def test_pages_of_other_cases_do_not(sqlite_database: Database) -> None:
    site, case_id = at_verifier(sqlite_database)

    page = site.staff("verifikator").get(f"/kasus/{case_id}")

    assert NOTICES["id"] not in page.text
