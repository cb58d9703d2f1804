"""Who may call a route at all. Every route says so itself; one that does not keeps the application from starting."""

import enum
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from flask import Flask, request

from engine.access import Actor
from engine.errors import EngineError, NotAllowedError, PostEndedError
from engine.roles import Permission
from web import csrf, current


class Gate(enum.StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed_in"


PUBLIC, SIGNED_IN = Gate.PUBLIC, Gate.SIGNED_IN
Policy = Gate | Permission | frozenset[Permission]
"""Of several permissions any one is enough."""
View = TypeVar("View", bound=Callable[..., object])


class RouteWithoutPolicyError(EngineError):
    def __init__(self, routes: list[str]) -> None:
        super().__init__(f"Expected every route to declare its policy, but these do not: {', '.join(routes)}")


class SignInNeededError(EngineError):
    """The request needs a login and has none, or none any more."""

    def __init__(self) -> None:
        super().__init__("Expected somebody who is signed in, but nobody is")


class PasswordNeededError(EngineError):
    """Whoever came in with a one-time code chooses a password first."""

    def __init__(self) -> None:
        super().__init__("Expected a password of the person's own, but there is only a one-time code")


WITH_A_CODE = frozenset({"password.show", "password.choose", "login.leave"})
"""Where somebody may go who came in with a one-time code."""


def policy(wanted: Policy) -> Callable[[View], View]:
    """Declares who may call the view; goes right above it, below the route."""

    def put(view: View) -> View:
        view.__dict__["policy"] = wanted
        return view

    return put


def of(app: Flask, endpoint: str) -> Policy | None:
    return getattr(app.view_functions.get(endpoint), "__dict__", {}).get("policy")


def require(app: Flask) -> None:
    """Refuses an application with an undeclared route."""
    missing = sorted(rule.rule for rule in app.url_map.iter_rules() if of(app, rule.endpoint) is None)
    if missing:
        raise RouteWithoutPolicyError(missing)


def permits(wanted: Policy | None, actor: Actor | None) -> bool:
    """Denies what nothing allows."""
    if wanted is PUBLIC:
        return True
    if actor is None or wanted is None:
        return False
    if isinstance(wanted, frozenset):
        return not wanted.isdisjoint(actor.permissions)
    return wanted is SIGNED_IN or wanted in actor.permissions


def enforce(app: Flask) -> None:
    """Raises where the route's policy does not let the request in; a route that does not exist is nobody's secret."""
    if request.endpoint is None:
        return
    wanted = of(app, request.endpoint)
    signed_in = current.session()
    if permits(wanted, signed_in.actor if signed_in else None):
        if signed_in and signed_in.has_code and wanted is not PUBLIC and request.endpoint not in WITH_A_CODE:
            raise PasswordNeededError
        return
    if signed_in is None:
        raise SignInNeededError
    if permits(wanted, replace(signed_in.actor, grants=signed_in.actor.lapsed)):
        csrf.check()  # what was typed is kept, so it has to come from our own page
        raise PostEndedError(f"call '{request.endpoint}'")
    raise NotAllowedError(f"call '{request.endpoint}'", "role")
