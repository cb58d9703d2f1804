"""Search terms in addresses: sealed, since a name or an identity number must stand in no log and no browser history."""

import base64

from engine.errors import SealBrokenError, UnknownDataKeyError
from web import current

LONGEST = 200
PLACE = ("web", "search")


def seal(text: str) -> str:
    """Opens again only for whoever typed it."""
    typed = text.strip()[:LONGEST]
    if not typed:
        return ""
    sealed = current.engine().vault.seal(*PLACE, _owner(), typed.encode())
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def unseal(sealed: str) -> str:
    """Nothing where it is somebody else's, or made up."""
    try:
        raw = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        return current.engine().vault.open(*PLACE, _owner(), raw).decode()
    except (ValueError, SealBrokenError, UnknownDataKeyError):
        return ""


def _owner() -> str:
    return current.actor().person_id or ""
