"""The cookie of a login: its token stands for a row of the session table, so that it can be revoked."""

from flask import Response, request

from engine import logins
from engine.logins import Login, SignedIn
from web import current

PLAIN = "terbit"
HOST_ONLY = "__Host-terbit"
"""Browsers accept this name over https only, from this host only."""


def cookie() -> str:
    return HOST_ONLY if request.is_secure else PLAIN


def resume() -> SignedIn | None:
    token = request.cookies.get(cookie())
    return logins.resume(current.engine(), token) if token else None


def remember(response: Response, login: Login) -> None:
    response.set_cookie(
        cookie(),
        login.token,
        max_age=int(logins.ABSOLUTE.total_seconds()),
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def forget(response: Response) -> None:
    token = request.cookies.get(cookie())
    if token:
        logins.log_out(current.engine(), token)
    response.delete_cookie(cookie(), path="/", secure=request.is_secure, httponly=True, samesite="Lax")


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
