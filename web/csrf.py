"""Requests that change something come from our own pages: by the browser's word, and by a token of the session."""

import base64
import hmac
import secrets

from flask import request

from engine.errors import EngineError
from web import current

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
LOGIN = "login.enter"
"""Its page may have been drawn before the login that the browser has by now."""


class ForeignRequestError(EngineError):
    """Another site sent it, or a client that does not say where it comes from."""

    def __init__(self) -> None:
        super().__init__("Expected a request from a page of this site, but it came from elsewhere")


class StaleTokenError(EngineError):
    """Our own page sent it, but with the token of another login: what was typed can be sent again."""

    def __init__(self) -> None:
        super().__init__("Expected the token of the present login, but the page carried another")


def check() -> None:
    if request.method in SAFE:
        return
    if not _is_own():
        raise ForeignRequestError
    signed_in = current.session()
    if signed_in is not None and request.endpoint != LOGIN and not _fits(signed_in.csrf_token):
        raise StaleTokenError


def _is_own() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")


def _fits(token: str) -> bool:
    sent = request.headers.get(HEADER) or request.form.get(FIELD, "")
    return hmac.compare_digest(_unmask(sent), token.encode())


def token() -> str:
    """The session's token under a mask that is new each time, since pages are compressed; empty for a stranger."""
    signed_in = current.session()
    if signed_in is None:
        return ""
    plain = signed_in.csrf_token.encode()
    mask = secrets.token_bytes(len(plain))
    return base64.urlsafe_b64encode(mask + _xor(plain, mask)).decode()


def _unmask(sent: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(sent.encode("ascii", "replace"))
    except ValueError:
        return b""
    half = len(raw) // 2
    return _xor(raw[half:], raw[:half])


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=False))
