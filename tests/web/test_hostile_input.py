"""Whatever is sent to whatever route by whoever may: a page with a sentence, never a crash, nothing carried out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html
from werkzeug.test import TestResponse

from tests.databases import DIALECTS
from tests.web import hostile
from tests.web.rules import COUNTER, DESIGNER, TABLE, Rule
from tests.web.site import Site, make_site
from tests.web.things import OESAPA, Things, login, somebody, things
from tests.web.visitor import BASE, Visitor

OWN = {"Sec-Fetch-Site": "same-origin"}
POSTS = [rule for rule in TABLE if rule.method == "POST" and rule.address != "/keluar"]
PAGES = [rule for rule in TABLE if rule.method == "GET"]
ROLES = (COUNTER, DESIGNER, "Kepala bidang", "Kepala dinas", "Auditor", "Pengelola blangko", "Administrator",
         "Petugas penyerahan")  # fmt: skip
SLOW = ("/designer", "/usulan", "/masuk", "/kasus/{case_id}/berkas/", "/arsip", "/periksa/rantai")
"""These check a whole document type, a password, a picture or every event, or set a register."""


@dataclass
class Place:
    """A site with somebody for each kind of route."""

    site: Site
    about: Things
    people: dict[str, Visitor]
    tokens: dict[str, str]

    def who(self, rule: Rule) -> str:
        """Whoever the route lets in, so that what is sent is looked at."""
        for role in ROLES:
            if role in rule.who:
                return role
        raise AssertionError(rule)

    def post(self, rule: Rule, path: str, **sent: Any) -> TestResponse:
        role = self.who(rule)
        headers = OWN | {"X-CSRF-Token": self.tokens[role]}
        return self.people[role].client.post(path, headers=headers, base_url=BASE, **sent)

    def get(self, rule: Rule, path: str) -> TestResponse:
        return self.people[self.who(rule)].client.get(path, base_url=BASE)


@pytest.fixture(scope="module", params=DIALECTS)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    source = request.getfixturevalue("embedded" if request.param == "sqlite" else "distributed")
    with source.fresh() as database:
        site = make_site(database)
        people = {role: login(site.bureau, site.app, somebody(site.bureau, role, OESAPA)) for role in ROLES}
        tokens = {role: person.get("/saya").value("csrf_token") for role, person in people.items()}
        yield Place(site, things(site.bureau, COUNTER), people, tokens)


def tries(place: Place, rule: Rule, most: int) -> int:
    """Many more in a campaign; fewer on the second database, which differs only in what it takes for a text."""
    each = max(1, most * 3 * settings.default.max_examples // 100)  # type: ignore[attr-defined]
    each = each if place.site.bureau.engine.database.dialect == "sqlite" else max(1, each // 3)
    return max(1, each // 4) if rule.address.startswith(SLOW) else each


def is_sound(answer: TestResponse) -> bool:
    """Not a failure, and where it refuses it says so in a page."""
    said = answer.get_data().decode(errors="replace")
    assert answer.status_code < 500, said[:3000]
    assert hostile.SCRIPT not in said
    assert hostile.SUMMED not in said
    if answer.status_code >= 400 and answer.mimetype == "text/html":
        assert html.document_fromstring(said).findtext(".//h1")
    return True


@pytest.mark.parametrize("rule", POSTS, ids=lambda rule: rule.address)
def test_no_route_fails_on_what_is_posted(place: Place, rule: Rule) -> None:
    path = place.about.address(rule.address)

    @settings(max_examples=tries(place, rule, 8), suppress_health_check=list(HealthCheck))
    @given(sent=hostile.bodies(rule.address))
    def never_fails(sent: dict[str, Any]) -> None:
        assert is_sound(place.post(rule, path, **sent))

    never_fails()


@pytest.mark.parametrize("rule", PAGES, ids=lambda rule: rule.address)
def test_no_page_fails_on_what_is_asked(place: Place, rule: Rule) -> None:
    path = place.about.address(rule.address)

    @settings(max_examples=tries(place, rule, 8), suppress_health_check=list(HealthCheck))
    @given(asked=hostile.fields(rule.address))
    def never_fails(asked: list[tuple[str, str]]) -> None:
        query = "&".join(f"{quote(name, safe='')}={quote(text, safe='')}" for name, text in asked)
        assert is_sound(place.get(rule, f"{path}?{query}"))

    never_fails()
