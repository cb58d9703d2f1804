"""The public keys of papers as they are handed to whoever checks: JSON, pinned once."""

import binascii
import datetime as dt
from base64 import b64decode, b64encode
from collections.abc import Sequence

import orjson

from engine.errors.seals import PinsFormatError
from engine.vault import PaperPublic, paper_key_id


def as_json(office: str, keys: Sequence[PaperPublic]) -> bytes:
    """`office`: its name. Of retired keys the last day on which they sealed."""
    listed = [
        {"public": b64encode(one.public).decode(), "until": one.until and one.until.isoformat()}
        for one in keys
    ]
    return orjson.dumps({"office": office, "keys": listed})


def parse(content: bytes) -> tuple[PaperPublic, ...]:
    """Raises PinsFormatError."""
    try:
        found = [
            (b64decode(one["public"], validate=True), one["until"]) for one in orjson.loads(content)["keys"]
        ]
        keys = tuple(PaperPublic(public, until and dt.date.fromisoformat(until)) for public, until in found)
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise PinsFormatError from None
    if not keys or any(len(one.public) != 32 for one in keys):
        raise PinsFormatError
    return keys


def ids(keys: Sequence[PaperPublic]) -> list[bytes]:
    return [paper_key_id(one.public) for one in keys]
