"""Promises about values: checkable while the values exist, silent about them once they are erased."""

import hmac
import os
from base64 import b64encode
from dataclasses import dataclass
from typing import Any

import orjson

from engine.history.event import Changes, Event
from engine.vault import Vault

CASE_KEY = "case"
OFFICE_KEY = "office"
TABLE, COLUMN = "terbit_event_values", "content"


@dataclass(frozen=True)
class Promise:
    """The part of an event's body that stands for its values."""

    key: str | None
    fields: list[dict[str, str | None]]
    words: str | None


@dataclass(frozen=True)
class Values:
    """What is kept apart. The salt makes equal values look different and goes when they go."""

    salt: bytes
    changes: Changes
    words: str | None

    @classmethod
    def of(cls, event: Event) -> "Values | None":
        """None where the event has none."""
        if not event.changes and event.words is None:
            return None
        return cls(os.urandom(16), event.changes, event.words)

    def promise(self, key: str, secret: bytes) -> Promise:
        salted = hmac.digest(secret, self.salt, "sha256")
        fields = [
            {
                "field": name,
                "before": _commit(salted, name, "before", before),
                "after": _commit(salted, name, "after", after),
            }
            for name, (before, after) in sorted(self.changes.items())
        ]
        return Promise(key, fields, _commit(salted, "", "words", self.words))

    def seal(self, vault: Vault, event_id: str) -> bytes:
        return vault.seal(TABLE, COLUMN, event_id, orjson.dumps(self.to_json()))

    @classmethod
    def open(cls, vault: Vault, event_id: str, sealed: bytes) -> "Values":
        return cls.from_json(orjson.loads(vault.open(TABLE, COLUMN, event_id, sealed)))

    def to_json(self) -> dict[str, Any]:
        return {
            "salt": self.salt.hex(),
            "changes": [[name, before, after] for name, (before, after) in self.changes.items()],
            "words": self.words,
        }

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Values":
        changes = {name: (before, after) for name, before, after in document["changes"]}
        return cls(bytes.fromhex(document["salt"]), changes, document["words"])


def key_of(event: Event, vault: Vault) -> tuple[str, bytes]:
    """Which key commits the event's values, by name, and the key."""
    if event.secret is not None:
        return CASE_KEY, event.secret
    return OFFICE_KEY, office_key(vault, event.stream)


def office_key(vault: Vault, stream: str) -> bytes:
    return vault.derive("history", stream)


def _commit(salted: bytes, name: str, side: str, value: object) -> str | None:
    """None for no value: that there was none is no secret."""
    if value is None:
        return None
    text = orjson.dumps([name, side, value], option=orjson.OPT_SORT_KEYS)
    return b64encode(hmac.digest(salted, text, "sha256")).decode()
