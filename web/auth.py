"""The cookie of a login: its token stands for a row of the session table, so that it can be revoked."""

import base64
from datetime import timedelta

from flask import Response, request

from engine import logins
from engine.errors import SealBrokenError, UnknownDataKeyError
from engine.logins import Login, SignedIn
from web import current

PLAIN = "terbit"
HOST_ONLY = "__Host-terbit"
"""Browsers accept this name over https only, from this host only."""
PLACE = ("web", "met")
REMEMBERED = timedelta(days=365)


def cookie() -> str:
    return HOST_ONLY if is_secure() else PLAIN


def is_secure() -> bool:
    """Also where a proxy in front does not say so: the office is reached by https then."""
    return request.is_secure or current.settings().secure


def resume() -> SignedIn | None:
    token = request.cookies.get(cookie())
    return logins.resume(current.engine(), token) if token else None


def remember(response: Response, login: Login) -> None:
    response.set_cookie(
        cookie(),
        login.token,
        max_age=int(logins.ABSOLUTE.total_seconds()),
        path="/",
        secure=is_secure(),
        httponly=True,
        samesite="Lax",
    )


def end_present() -> None:
    """Ends the login that the request came with, if any."""
    token = request.cookies.get(cookie())
    if token:
        logins.log_out(current.engine(), token)


def forget(response: Response) -> None:
    end_present()
    response.delete_cookie(cookie(), path="/", secure=is_secure(), httponly=True, samesite="Lax")


def knows(username: str) -> bool:
    """Whether this person has logged in from the same browser before."""
    try:
        raw = base64.urlsafe_b64decode(request.cookies.get(_met(username), ""))
        return bool(current.engine().vault.open(*PLACE, _name(username), raw))
    except (ValueError, SealBrokenError, UnknownDataKeyError):
        return False


def meet(response: Response, username: str) -> None:
    """Several people of one counter may have been met at the same browser."""
    sealed = base64.urlsafe_b64encode(current.engine().vault.seal(*PLACE, _name(username), b"met")).decode()
    age = int(REMEMBERED.total_seconds())
    response.set_cookie(
        _met(username), sealed, max_age=age, path="/masuk", secure=is_secure(), httponly=True, samesite="Lax"
    )


def _met(username: str) -> str:
    return f"terbit-{current.engine().vault.derive('met', _name(username)).hex()[:12]}"


def _name(username: str) -> str:
    return username.strip().lower()


def onward(wanted: str | None, otherwise: str) -> str:
    """Where to go after a login: a path of this site, or else `otherwise`."""
    if (
        not wanted
        or not wanted.startswith("/")
        or wanted.startswith(("//", "/\\"))
        or any(c < " " for c in wanted)
    ):
        return otherwise
    return wanted
