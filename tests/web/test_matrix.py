"""The URL map x every role x territory x method: each cell allows or denies as `rules` says, not as the code does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from engine.access import SYSTEM
from tests.databases import Embedded
from tests.web.rules import ADMINISTRATOR, COUNTER, ROLES, RT, STRANGERS, TABLE, WORKERS, Rule
from tests.web.site import Site, make_site
from tests.web.things import LILIBA, OESAPA, SECRET, Things, login, proposal, retired, somebody, things
from tests.web.visitor import BASE, Visitor, visitor

OWN = {"Sec-Fetch-Site": "same-origin"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
SLOW = ("POST", "/masuk")
"""A login takes so long that only strangers try it here."""


@pytest.fixture(scope="module")
def office(embedded: Embedded) -> Iterator[Site]:
    with embedded.fresh() as database:
        yield make_site(database)


@dataclass
class Caller:
    """Somebody, and the token that his pages carry."""

    visitor: Visitor
    token: str = ""

    def call(self, rule: Rule, about: Things) -> TestResponse:
        address = about.address(rule.address)
        typed = None if rule.method == "GET" else {"csrf_token": self.token, **rule.posted}
        return self.visitor.client.open(address, method=rule.method, data=typed, headers=OWN, base_url=BASE)


def caller(site: Site, person_id: str) -> Caller:
    person = login(site.bureau, site.app, person_id)
    return Caller(person, person.get("/saya").value("csrf_token"))


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)


def outcome(answer: TestResponse) -> str:
    """What is not found is neither allowed nor denied, so that no hole in the test passes for a refusal."""
    if answer.status_code in (401, 403) or answer.headers.get("Location", "").startswith("/masuk?"):
        return "denied"
    return "allowed" if answer.status_code < 500 and answer.status_code != 404 else str(answer.status_code)


def wrong(who: Caller, role: str, situation: str, about: Things, table: Iterable[Rule] = TABLE) -> list[str]:
    """Each cell that answers otherwise than the rules say."""
    found = []
    for rule in table:
        if (rule.method, rule.address) == SLOW and role != STRANGERS:
            continue
        expected = "denied" if not rule.allows(role, situation) else "404" if rule.private else "allowed"
        answered = outcome(who.call(rule, about))
        if answered != expected:
            found.append(f"{rule.method} {rule.address} for {role} ({situation}): {answered}, not {expected}")
    return found


def test_the_table_names_every_route_and_no_other(office: Site) -> None:
    assert set(routes(office.app)) == {(rule.method, rule.address) for rule in TABLE}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_the_rules_say_in_its_own_area_and_in_others(office: Site, role: str) -> None:
    bureau, own = office.bureau, things(office.bureau, role)
    another = things(bureau, COUNTER if role != COUNTER else RT)
    here, there = somebody(bureau, role, OESAPA), somebody(bureau, role, LILIBA)
    with bureau.engine.work(SYSTEM) as work:
        of_here, of_there = (replace(own, proposal_id=proposal(work, person)) for person in (here, there))

    bound = [rule for rule in TABLE if rule.about]
    found = wrong(caller(office, there), role, "other", of_there)
    found += wrong(caller(office, here), role, "another", another, bound)
    found += wrong(caller(office, here), role, "own", of_here)

    assert not found, "\n".join(found)


def test_somebody_without_a_post_may_nothing_but_see_himself(office: Site) -> None:
    former = caller(office, retired(office.bureau))

    assert wrong(former, COUNTER, "nowhere", things(office.bureau, COUNTER)) == []


def told_of(who: Caller, about: Things) -> set[str]:
    """The addresses whose answer tells whom the case is about."""
    found = set()
    for rule in TABLE:
        if rule.method == "GET" and (rule.method, rule.address) != SLOW:
            answer = who.call(rule, about)
            if SECRET.encode() in answer.get_data():
                found.add(rule.address)
            answer.close()
    return found


def test_an_administrator_is_told_of_no_case(office: Site) -> None:
    about = things(office.bureau, COUNTER)
    admin, clerk = somebody(office.bureau, ADMINISTRATOR, "53.71"), somebody(office.bureau, COUNTER, OESAPA)

    assert told_of(caller(office, admin), about) == set()
    assert {"/tugas", "/kasus/{case_id}"} <= told_of(caller(office, clerk), about)


def test_strangers_may_only_what_is_for_everybody(office: Site) -> None:
    assert wrong(Caller(visitor(office.app)), STRANGERS, "nowhere", things(office.bureau, COUNTER)) == []


def is_named(method: str, address: str, named: Iterable[tuple[str, str]]) -> bool:
    """By itself or by a pattern that it fits: `/v/{token}` takes `/v/pemegang` too."""
    patterns = (re.sub(r"\\{\w+\\}", "[^/]+", re.escape(other)) for known, other in named if known == method)
    return any(re.fullmatch(pattern, address) for pattern in patterns)


def test_no_address_takes_a_method_that_the_table_does_not_name(office: Site) -> None:
    clerk, about = caller(office, somebody(office.bureau, COUNTER, OESAPA)), things(office.bureau, COUNTER)
    named = set(routes(office.app))
    every = {(method, address) for _, address in named for method in METHODS}
    others = {(method, address) for method, address in every if not is_named(method, address, named)}

    answers = {rule: clerk.call(Rule(*rule, WORKERS), about).status_code for rule in sorted(others)}

    assert set(answers.values()) == {405}


def test_a_head_answers_as_the_page_does(office: Site) -> None:
    clerk, about = caller(office, somebody(office.bureau, COUNTER, LILIBA)), things(office.bureau, COUNTER)
    pages = [rule for rule in TABLE if rule.method == "GET" and rule.about]

    asked = {rule.address: outcome(clerk.call(replace(rule, method="HEAD"), about)) for rule in pages}

    assert set(asked.values()) == {"denied"}
