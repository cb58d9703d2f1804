"""Every route says who may call it; the rest is denied."""

import re
from collections.abc import Iterator

import pytest
from flask import Blueprint, Flask

from engine.access import Actor
from engine.demo.office import SEATS, seats
from engine.roles import ROLES, Permission
from tests.web.site import Site
from tests.web.visitor import BASE, Visitor, visitor
from web import policies
from web.app import create_app
from web.policies import PUBLIC, SIGNED_IN, RouteWithoutPolicyError

ONE_OF_EACH = {seat.role: seat.username for seat in reversed([*SEATS, *seats()])}
SOME_ID = "01900000-0000-7000-8000-000000000000"


def routes(app: Flask) -> Iterator[tuple[str, str, policies.Policy | None]]:
    """Method, address and policy of every route, with something in the place of each variable."""
    for rule in app.url_map.iter_rules():
        address = re.sub(r"<[^>]*>", SOME_ID, rule.rule.replace("<int:number>", "1"))
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield method, address, policies.of(app, rule.endpoint)


def test_does_not_start_with_a_route_that_declares_nothing(shop: Site) -> None:
    bare = Blueprint("bare", __name__)
    bare.add_url_rule("/bare", view_func=lambda: "anybody")

    with pytest.raises(RouteWithoutPolicyError, match="/bare"):
        create_app(shop.bureau.engine, blueprints=(bare,))


def test_denies_what_nothing_allows() -> None:
    assert not policies.permits(None, None)


def test_has_somebody_of_every_role_to_try_with() -> None:
    assert set(ONE_OF_EACH) == set(ROLES)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_lets_each_role_only_where_the_policy_says(shop: Site, role: str) -> None:
    """The matrix of the URL map x this role: allowed is anything but a refusal of the route itself."""
    person = shop.staff(ONE_OF_EACH[role])
    token = person.get("/saya").value("csrf_token")

    wrong = [
        (method, address, status)
        for method, address, policy in routes(shop.app)
        if address not in ("/keluar", "/masuk", "/saya/sesi")
        and (status := _status(person, method, address, token)) is not None
        and (status == 403) == policies.permits(policy, _actor(shop, role))
    ]

    assert wrong == []


def _actor(shop: Site, role: str) -> Actor:
    return shop.bureau.actor(ONE_OF_EACH[role])


def _status(person: Visitor, method: str, address: str, token: str) -> int | None:
    """403 where the route was refused. A refusal by what a route is about looks the same and is not counted."""
    options = {"base_url": BASE, "headers": {"Sec-Fetch-Site": "same-origin"}}
    call = person.client.get if method == "GET" else person.client.post
    answer = (
        call(address, **options) if method == "GET" else call(address, data={"csrf_token": token}, **options)
    )
    return answer.status_code


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_lets_strangers_only_where_the_policy_is_public(shop: Site, method: str) -> None:
    stranger = visitor(shop.app)
    closed = [
        (address, policy)
        for each, address, policy in routes(shop.app)
        if each == method and policy is not PUBLIC
    ]

    statuses = {address: _status(stranger, method, address, "") for address, _ in closed}

    assert set(statuses.values()) == ({302} if method == "GET" else {401})


def test_sends_a_stranger_back_to_where_he_wanted_to_go(shop: Site) -> None:
    stranger = visitor(shop.app)

    asked = stranger.get("/permohonan")
    page = stranger.press(asked, "Masuk", {"nama": "loket", "sandi": "contoh-terbit"})

    assert page.path == "/permohonan"


def test_every_permission_opens_some_route(shop: Site) -> None:
    declared = [policy for _, _, policy in routes(shop.app)]
    opened = {p for policy in declared for p in (policy if isinstance(policy, frozenset) else {policy})}

    assert opened >= {SIGNED_IN, PUBLIC, *Permission}
