"""The office's keys: one JSON file, outside the database, for its owner's eyes only."""

import datetime as dt
import hashlib
import hmac
import os
import secrets
import stat
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from engine.errors import KeyFileExistsError, KeyFileFormatError, KeyFileMissingError, KeyFileOpenError

FORMAT = 1
OWNER_ONLY = 0o600


@dataclass(frozen=True)
class EventKey:
    """What signs the history: the id stands in every event, so that old events find their public key."""

    id: str
    private: bytes = field(repr=False)

    @classmethod
    def new(cls, number: int) -> "EventKey":
        private = secrets.token_bytes(32)
        mark = hashlib.sha256(_public_of(private)).hexdigest()[:8]
        return cls(f"e{number}-{mark}", private)

    @property
    def public(self) -> bytes:
        return _public_of(self.private)


@dataclass(frozen=True)
class PaperKey:
    """What signs the seals on papers, and the list of their states."""

    private: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        return _public_of(self.private)

    @property
    def id(self) -> bytes:
        return paper_key_id(self.public)


@dataclass(frozen=True)
class PaperPublic:
    """A public key of papers; `until`: the last day on which it sealed, None of the one in use."""

    public: bytes
    until: dt.date | None = None


def paper_key_id(public: bytes) -> bytes:
    return hashlib.sha256(public).digest()[:8]


@dataclass(frozen=True)
class Keys:
    """`data`: number -> key, the highest seals; `index` and `documents` never change, for what is
    printed and indexed depends on them; `retired` are the public keys of earlier event keys, `retired_papers` those
    of earlier keys of papers: nothing can be signed with them any more."""

    data: Mapping[int, bytes] = field(repr=False)
    index: bytes = field(repr=False)
    documents: bytes = field(repr=False)
    events: EventKey
    papers: PaperKey
    retired: Mapping[str, bytes] = field(default_factory=dict)
    retired_papers: tuple[PaperPublic, ...] = ()

    @classmethod
    def new(cls) -> "Keys":
        return cls(
            {1: secrets.token_bytes(32)},
            secrets.token_bytes(32),
            secrets.token_bytes(32),
            EventKey.new(1),
            PaperKey(secrets.token_bytes(32)),
        )

    @classmethod
    def create(cls, path: Path | str) -> "Keys":
        """New keys in a new file; an existing file is never written over."""
        keys = cls.new()
        target = Path(path)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            _write(target, keys.to_json())
        except FileExistsError:
            raise KeyFileExistsError(target) from None
        return keys

    @classmethod
    def load(cls, path: Path | str) -> "Keys":
        try:
            with Path(path).open("rb") as file:
                mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
                if mode & 0o077:
                    raise KeyFileOpenError(path, mode)
                return cls.from_json(file.read())
        except FileNotFoundError:
            raise KeyFileMissingError(path) from None

    def save(self, path: Path | str) -> None:
        """Takes the place of the file in one move: a crash leaves the old keys or the new ones."""
        target = Path(path)
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        _write(beside, self.to_json())
        beside.replace(target)

    def with_new_data_key(self) -> "Keys":
        """Seals with a new key from now on; what older keys sealed still opens."""
        return replace(self, data={**self.data, max(self.data) + 1: secrets.token_bytes(32)})

    def with_new_event_key(self) -> "Keys":
        """Signs with a new key from now on; of the old one only the public half is kept."""
        retired = {**self.retired, self.events.id: self.events.public}
        return replace(self, events=EventKey.new(len(retired) + 1), retired=retired)

    def with_new_paper_key(self, today: dt.date) -> "Keys":
        """Seals papers with a new key from now on. What the old one sealed up to today is still believed."""
        retired = (*self.retired_papers, PaperPublic(self.papers.public, today))
        return replace(self, papers=PaperKey(secrets.token_bytes(32)), retired_papers=retired)

    @property
    def paper_keys(self) -> tuple[PaperPublic, ...]:
        """All that somebody needs who checks seals; the one in use comes first."""
        return (PaperPublic(self.papers.public), *self.retired_papers)

    @property
    def public_keys(self) -> dict[str, bytes]:
        """Key id -> raw Ed25519 public key: all that somebody needs who checks the history."""
        return {**self.retired, self.events.id: self.events.public}

    def to_json(self) -> bytes:
        document = {
            "v": FORMAT,
            "data": {str(number): _text(key) for number, key in self.data.items()},
            "index": _text(self.index),
            "documents": _text(self.documents),
            "events": {"id": self.events.id, "private": _text(self.events.private)},
            "retired": {key_id: _text(public) for key_id, public in self.retired.items()},
            "papers": {
                "seed": _text(self.papers.private),
                "retired": [
                    {"public": _text(one.public), "until": one.until.isoformat()}
                    for one in self.retired_papers
                    if one.until is not None
                ],
            },
        }
        return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    @classmethod
    def from_json(cls, content: bytes) -> "Keys":
        try:
            document: dict[str, Any] = orjson.loads(content)
            if document["v"] != FORMAT:
                raise KeyFileFormatError
            documents = _key(document["documents"])
            papers = document.get("papers") or _first_of(documents)
            return cls(
                data={int(number): _key(text) for number, text in document["data"].items()},
                index=_key(document["index"]),
                documents=documents,
                events=EventKey(document["events"]["id"], _key(document["events"]["private"])),
                retired={key_id: _key(text) for key_id, text in document["retired"].items()},
                papers=PaperKey(_key(papers["seed"])),
                retired_papers=tuple(
                    PaperPublic(_key(one["public"]), dt.date.fromisoformat(one["until"]))
                    for one in papers["retired"]
                ),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise KeyFileFormatError from None


def _first_of(documents: bytes) -> dict[str, Any]:
    """The key of papers of a file from before there was one: the same each time the file is read."""
    return {"seed": _text(hmac.digest(documents, b"paper-key", "sha256")), "retired": []}


def _public_of(private: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def _text(key: bytes) -> str:
    return b64encode(key).decode()


def _key(text: str) -> bytes:
    key = b64decode(text, validate=True)
    if len(key) != 32:
        raise KeyFileFormatError
    return key


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, OWNER_ONLY)
        file.write(content)
        file.flush()
        os.fsync(descriptor)
