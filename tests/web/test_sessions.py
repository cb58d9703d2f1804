"""Sessions and what strangers try on them: planted cookies, guesses, foreign sites, false hosts, ways out."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from engine import logins
from engine.db.database import Database
from engine.db.offices import Assignment, Person, Session
from engine.demo.office import PASSWORD
from engine.errors import LoginRefusedError
from engine.passwords import hash_password
from tests.web.rules import TABLE
from tests.web.site import Site, make_site
from tests.web.things import login, things
from tests.web.visitor import BASE, Visitor, visitor

OWN = {"Sec-Fetch-Site": "same-origin"}
FOREIGN = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": BASE},
    {"Origin": "null"},
    {"Origin": "http://elsewhere.example"},
    {"Referer": BASE},
    {},
)


def is_in(person: Visitor) -> bool:
    return person.get("/saya").path == "/saya"


def token_of(person: Visitor) -> str:
    found = person.client.get_cookie("terbit", domain="127.0.0.1")
    assert found is not None
    return found.value


def test_takes_no_session_that_somebody_planted(sqlite_database: Database) -> None:
    site, planted = make_site(sqlite_database), "0" * 43
    victim = visitor(site.app)
    victim.client.set_cookie("terbit", planted, domain="127.0.0.1")

    victim.log_in("loket")

    assert token_of(victim) != planted
    assert logins.resume(site.bureau.engine, planted) is None


def test_ends_the_session_that_a_new_login_takes_the_place_of(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    person = site.staff("loket")
    before = token_of(person)

    person.log_in("loket2")

    assert logins.resume(site.bureau.engine, before) is None
    assert is_in(person)


def test_an_ended_post_is_of_no_use_to_a_session_that_is_open(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    person = site.staff("loket")
    assert person.get("/permohonan").status == 200

    with sqlite_database.writing() as connection:
        connection.execute(update(Assignment).values(until=site.bureau.clock()))

    assert person.get("/permohonan").status == 403


@pytest.mark.parametrize("name", ["loket", "nobody", "petugas-dinonaktifkan"])
def test_answers_guesses_alike_whoever_has_the_name(database: Database, name: str) -> None:
    site = make_site(database)
    with database.writing() as connection:
        gone = {"username": "petugas-dinonaktifkan", "disabled_at": site.bureau.clock()}
        connection.execute(update(Person).where(Person.username == "loket2").values(gone))
    stranger = visitor(site.app)

    pages = [stranger.log_in(name, "wrong") for _ in range(7)]
    site.bureau.clock.forward(seconds=2)
    pages.append(stranger.log_in(name, "wrong"))

    assert [page.status for page in pages] == [422] * 5 + [429, 429, 422]
    assert {page.text.count(name) for page in pages} == {0}


def test_takes_as_long_for_an_unknown_name(sqlite_database: Database) -> None:
    engine = make_site(sqlite_database).bureau.engine
    with sqlite_database.writing() as connection:
        connection.execute(update(Person).values(password_hash=hash_password(PASSWORD)))

    def spent(name: str) -> float:
        began = time.process_time()
        with pytest.raises(LoginRefusedError):
            logins.log_in(engine, name, "wrong")
        return time.process_time() - began

    known, unknown = min(spent("loket") for _ in range(3)), min(spent("nobody") for _ in range(3))

    assert 0.7 < known / unknown < 1.4


def test_strangers_can_not_keep_somebody_out_of_the_browser_that_he_uses(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    person, stranger = site.staff("loket"), visitor(site.app)
    person.press(person.get("/saya"), "Keluar")

    guesses = [stranger.log_in("loket", "wrong").status for _ in range(6)]
    person.log_in("loket")

    assert guesses[-1] == 429
    assert is_in(person)


def test_counts_wrong_passwords_in_a_known_browser_too(sqlite_database: Database) -> None:
    person = make_site(sqlite_database).staff("loket")

    guesses = [person.log_in("loket", "wrong").status for _ in range(6)]

    assert guesses == [422] * 5 + [429]


def test_one_right_password_forgives_the_wrong_ones_before(sqlite_database: Database) -> None:
    person = visitor(make_site(sqlite_database).app)

    for _ in range(2):
        assert [person.log_in("loket", "wrong").status for _ in range(4)] == [422] * 4
        assert person.log_in("loket").status == 200


def test_keeps_no_name_that_was_typed_in_vain(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    typed = "5371034507949001"

    visitor(site.app).log_in(typed, typed)

    with sqlite_database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT key FROM terbit_rate_limit").scalars().all()
    assert len(rows) == 2
    assert not any(typed in row for row in rows)


def test_patience_ends_at_a_quarter_of_an_hour(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    engine, clock = site.bureau.engine, site.bureau.clock
    for _ in range(20):
        with pytest.raises(LoginRefusedError):
            logins.log_in(engine, "loket", "wrong")
        clock.forward(minutes=15, seconds=1)

    assert logins.log_in(engine, "loket", PASSWORD).expires_at == clock() + timedelta(hours=12)


@pytest.mark.parametrize("headers", FOREIGN)
def test_no_route_takes_what_another_site_sends(shop: Site, headers: dict[str, str]) -> None:
    clerk, about = shop.staff("loket"), things(shop.bureau, "Petugas loket")
    token = clerk.get("/saya").value("csrf_token")
    posts = [rule for rule in TABLE if rule.method == "POST"]

    answers = {
        rule.address: clerk.client.post(
            about.address(rule.address), data={"csrf_token": token}, headers=headers, base_url=BASE
        ).status_code
        for rule in posts
    }

    assert {address for address, status in answers.items() if status != 403} == set()


def test_no_route_but_the_login_takes_a_request_without_its_token(shop: Site) -> None:
    clerk, about = shop.staff("loket"), things(shop.bureau, "Petugas loket")
    posts = [rule for rule in TABLE if rule.method == "POST" and rule.address != "/masuk"]

    answers = {
        rule.address: clerk.client.post(
            about.address(rule.address), data={}, headers=OWN, base_url=BASE
        ).status_code
        for rule in posts
    }

    assert {address for address, status in answers.items() if status != 403} == set()


WAYS_OUT = ("//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
            "///evil.example", "javascript:alert(1)", "http:evil.example", "evil.example",
            " //evil.example")  # fmt: skip


def leads_out(answer: TestResponse) -> bool:
    target = answer.headers.get("Location", "/")
    return not target.startswith("/") or target.startswith(("//", "/\\"))


@pytest.mark.parametrize("target", WAYS_OUT)
def test_no_parameter_leads_to_another_site(shop: Site, target: str) -> None:
    clerk, auditor = (
        shop.staff("loket"),
        login(shop.bureau, shop.app, str(shop.bureau.actor("auditor").person_id)),
    )
    about = things(shop.bureau, "Petugas loket")
    token, other = (who.get("/saya").value("csrf_token") for who in (clerk, auditor))
    task = f"/tugas/{about.task_id}"

    def post(who: Visitor, path: str, **typed: str) -> TestResponse:
        return who.client.post(path, data=typed, headers=OWN, base_url=BASE)

    answers = [
        clerk.client.get("/masuk", query_string={"lanjut": target}, base_url=BASE),
        post(clerk, "/bahasa", csrf_token=token, kembali=target),
        post(clerk, task, csrf_token=token, dari=target, aksi="draf"),
        post(auditor, "/periksa/tujuan", csrf_token=other, kembali=target, tujuan="Uji petik"),
    ]

    assert [leads_out(answer) for answer in answers] == [False] * len(answers)
    page = clerk.get(task, query_string={"dari": target})
    assert [link for link in page.tree.xpath("//@href | //@action") if "evil" in link] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "evil.example:8000"},
        {"Host": ""},
    ],
)
def test_answers_to_no_name_but_its_own(shop: Site, headers: dict[str, str]) -> None:
    for path in ("/", "/masuk", "/tugas", "/tidak-ada", "/static/app.css"):
        answer = shop.app.test_client().get(path, headers=headers, base_url=BASE)

        assert answer.status_code == 400
        assert b"evil" not in answer.data


def test_believes_no_forwarded_name(shop: Site) -> None:
    forged = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "Forwarded": "host=evil.example",
    }

    answer = shop.app.test_client().get("/tugas", headers=forged, base_url=BASE)

    assert answer.headers["Location"].startswith("/masuk?")


def test_sets_no_cookie_without_its_guards(sqlite_database: Database) -> None:
    site = make_site(sqlite_database, environment={"TERBIT_PUBLIC_URL": "https://127.0.0.1:8000"})
    typed = {"nama": "loket", "sandi": PASSWORD, "bahasa": "id"}
    posts = [
        site.app.test_client().post(path, data=typed, headers=OWN, base_url=BASE)
        for path in ("/masuk", "/bahasa")
    ]

    cookies = [cookie for answer in posts for cookie in answer.headers.getlist("Set-Cookie")]

    assert len(cookies) == 3
    assert [c for c in cookies if not {"Secure", "HttpOnly", "SameSite=Lax"} <= set(c.split("; "))] == []


def test_forgets_a_session_that_nobody_uses(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    person = site.staff("loket")
    site.bureau.clock.forward(minutes=31)

    assert not is_in(person)
    with sqlite_database.reading() as connection:
        assert (
            connection.execute(select(Session.ended_at)).scalar() is None
        )  # the row stays; it opens nothing
