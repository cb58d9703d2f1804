"""What belongs to the request that is being answered."""

from typing import TYPE_CHECKING, cast

from flask import current_app, g

if TYPE_CHECKING:
    from engine.access import Actor
    from engine.engine import Engine
    from engine.logins import SignedIn
    from web.settings import Settings


def engine() -> "Engine":
    return cast("Engine", current_app.extensions["terbit"])


def settings() -> "Settings":
    return cast("Settings", current_app.extensions["terbit_settings"])


def session() -> "SignedIn | None":
    """The login that the request came with; None for a stranger."""
    return cast("SignedIn | None", g.get("session"))


def login() -> "SignedIn":
    """The same; a page asks only where its policy has made sure that somebody is signed in."""
    return cast("SignedIn", g.session)


def actor() -> "Actor":
    return login().actor


def request_id() -> str:
    return cast(str, g.request_id)
