"""Log in, stay in, log out; on both databases, since the session table decides."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from engine import limits
from engine.db.database import Database
from engine.db.offices import Person, Session
from tests.web.site import make_site
from tests.web.visitor import BASE, Page, Visitor, visitor

HTTPS = BASE.replace("http:", "https:")


def cookie(page: Page) -> str:
    found = [
        header
        for step in (*page.response.history, page.response)
        for header in step.headers.getlist("Set-Cookie")
        if "terbit=" in header
    ]
    return found[-1]


def is_in(person: Visitor) -> bool:
    return person.get("/saya").path == "/saya"


def test_opens_a_session_that_scripts_cannot_read(database: Database) -> None:
    site = make_site(database)
    person = visitor(site.app)

    given = cookie(person.log_in("loket"))

    assert given.startswith("terbit=")
    assert "HttpOnly" in given
    assert "SameSite=Lax" in given
    assert is_in(person)


def test_keeps_the_cookie_to_this_host_over_https(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)

    answer = site.app.test_client().post(
        "/masuk",
        data={"nama": "loket", "sandi": "contoh-terbit"},
        base_url=HTTPS,
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    given = answer.headers["Set-Cookie"]
    assert given.startswith("__Host-terbit=")
    assert "Secure" in given
    assert "Path=/" in given
    assert "Domain" not in given


def test_keeps_only_the_hash_of_the_token(database: Database) -> None:
    site = make_site(database)
    token = cookie(visitor(site.app).log_in("loket")).partition("=")[2].partition(";")[0]

    with database.reading() as connection:
        kept = connection.execute(select(Session.token_hash)).scalars().all()

    assert token.encode() not in b"".join(bytes(mark) for mark in kept)


@pytest.mark.parametrize(
    ("name", "password"), [("loket", "wrong"), ("nobody", "contoh-terbit"), ("", ""), ("loket' --", "x")]
)
def test_says_the_same_to_whatever_is_wrong(sqlite_database: Database, name: str, password: str) -> None:
    page = visitor(make_site(sqlite_database).app).log_in(name, password)

    assert page.status == 422
    assert "Nama pengguna dan kata sandi tidak cocok." in page.text
    assert page.title.startswith("Galat:")


def test_says_the_same_to_whoever_was_disabled(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    with sqlite_database.writing() as connection:
        connection.execute(
            update(Person).where(Person.username == "loket").values(disabled_at=site.bureau.clock())
        )

    page = visitor(site.app).log_in("loket")

    assert page.status == 422
    assert "tidak cocok" in page.text


def test_ends_a_session_whose_person_is_disabled(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    person = site.staff("loket")
    with sqlite_database.writing() as connection:
        connection.execute(update(Person).values(disabled_at=site.bureau.clock()))

    assert not is_in(person)


def test_makes_guessing_slow(database: Database) -> None:
    person = visitor(make_site(database).app)

    statuses = [person.log_in("loket", "wrong").status for _ in range(6)]
    then = person.log_in("loket")

    assert statuses[:5] == [422] * 5
    assert statuses[5] == 429
    assert then.status == 429


def test_counts_the_tries_of_one_address_over_all_names(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    for _ in range(99):
        limits.hit(site.bureau.engine, "login:127.0.0.1", timedelta(minutes=5))

    statuses = [visitor(site.app).log_in(name).status for name in ("nobody", "loket")]
    site.bureau.clock.forward(minutes=6)

    assert statuses == [422, 429]
    assert visitor(site.app).log_in("loket").status == 200


def test_log_out_ends_the_session_itself(database: Database) -> None:
    site = make_site(database)
    person = site.staff("loket")
    stolen = site.app.test_client()
    stolen.set_cookie(
        "terbit", person.client.get_cookie("terbit", domain="127.0.0.1").value, domain="127.0.0.1"
    )  # type: ignore[union-attr]

    person.press(person.get("/saya"), "Keluar")

    assert not is_in(person)
    assert not is_in(Visitor(stolen))


@pytest.mark.parametrize(("minutes", "still_in"), [(29, True), (31, False)])
def test_ends_after_thirty_idle_minutes(sqlite_database: Database, minutes: int, still_in: bool) -> None:
    site = make_site(sqlite_database)
    person = site.staff("loket")

    site.bureau.clock.forward(minutes=minutes)

    assert is_in(person) is still_in


def test_ends_after_twelve_hours_however_busy(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    person = site.staff("loket")

    hours = []
    while is_in(person):
        hours.append(timedelta(minutes=25 * len(hours)))
        site.bureau.clock.forward(minutes=25)

    assert timedelta(hours=11) < hours[-1] < timedelta(hours=12)


def test_ends_the_other_sessions_of_a_person(database: Database) -> None:
    site = make_site(database)
    here, there, other = site.staff("loket"), site.staff("loket"), site.staff("loket2")

    here.press(here.get("/saya"), "Akhiri sesi lain")

    assert is_in(here)
    assert not is_in(there)
    assert is_in(other)


@pytest.mark.parametrize(
    "target",
    ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "elsewhere", "/\nx"],
)
def test_goes_on_only_within_this_site(sqlite_database: Database, target: str) -> None:
    site = make_site(sqlite_database)

    answer = site.app.test_client().post(
        "/masuk",
        data={"nama": "loket", "sandi": "contoh-terbit", "lanjut": target},
        base_url=BASE,
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.headers["Location"] == "/"


def test_carries_what_was_typed_through_a_new_login(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")
    form = clerk.get("/permohonan/akta_kelahiran")
    site.bureau.clock.forward(minutes=31)

    ended = clerk.press(form, "Simpan dan lanjut", {"anak.nama": "Gabriel & Nalle = 1"})
    back = clerk.press(ended, "Masuk", {"nama": "loket", "sandi": "contoh-terbit"})
    sent = clerk.press(back, "Kirim lagi")

    assert ended.status == 401
    assert "Waktu masuk Anda sudah habis." in ended.text
    assert sent.status == 422
    assert sent.value("anak.nama") == "Gabriel & Nalle = 1"
