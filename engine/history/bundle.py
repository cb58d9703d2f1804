"""A case's history as one file, that anybody can check who has the office's public keys."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Row, select

from engine.db.cases import Case
from engine.db.history import Event, EventValues, Stream
from engine.errors import NotFoundError
from engine.history import streams
from engine.history.chain import Chain, Head, Link, PublicKeys
from engine.history.commitments import CASE_KEY, OFFICE_KEY, Values, office_key
from engine.history.event import stored
from engine.history.report import Flaw, Problem, Report
from engine.vault import Vault

if TYPE_CHECKING:
    from engine.work import Reading

FORMAT = "terbit-history-1"


def export(reading: "Reading", case_id: str, *, in_full: bool = False) -> bytes:
    """JSON. `in_full`: with the values, and with the keys of their commitments, laid open."""
    vault = reading.vault if in_full else None
    stream = streams.of_case(case_id)
    head = reading.execute(select(Stream.seq, Stream.hash).where(Stream.id == stream)).first()
    rows = reading.execute(
        select(Event.__table__, EventValues.content)
        .outerjoin(EventValues, EventValues.event_id == Event.id)
        .where(Event.stream == stream)
        .order_by(Event.seq)
    ).all()
    if not rows:
        raise NotFoundError("case")
    document: dict[str, Any] = {
        "format": FORMAT,
        "stream": stream,
        "head": {"seq": head.seq, "hash": bytes(head.hash).hex()} if head else None,
        "events": [_event(row, vault) for row in rows],
    }
    if vault is not None:
        document["keys"] = _keys(reading, case_id)
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def check_bundle(content: bytes, public_keys: PublicKeys) -> Report:
    """Needs nothing but the file and the keys. That the file's last event is the case's last one,
    only the office's checkpoints can prove."""
    report = Report(streams=1)
    try:
        document = orjson.loads(content)
        if document["format"] != FORMAT:
            raise ValueError(FORMAT)
        head = _head(document["head"])
        chain = Chain(document["stream"], public_keys)
        links = [_link(document, event) for event in document["events"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        sentence = f"Expected a bundle of format {FORMAT}, but it can't be read"
        report.add(Problem("", 0, None, Flaw.UNREADABLE, sentence))
        return report
    for problem in _check(chain, links, head):
        report.add(problem)
    report.events = len(links)
    return report


def _check(chain: Chain, links: list[Link], head: Head | None) -> Iterator[Problem]:
    for link in links:
        yield from chain.check(link)
    yield from chain.end(head)


def _head(head: Mapping[str, Any] | None) -> Head | None:
    return None if head is None else (int(head["seq"]), bytes.fromhex(head["hash"]))


def _event(row: Row[Any], vault: Vault | None) -> dict[str, Any]:
    event: dict[str, Any] = {
        "id": row.id,
        "seq": row.seq,
        "body": stored(row.body).decode(),
        "previous": stored(row.previous).hex(),
        "hash": stored(row.hash).hex(),
        "signature": stored(row.signature).hex(),
        "key": row.key_id,
    }
    if vault is not None and row.content is not None:
        event["values"] = Values.open(vault, row.id, bytes(row.content)).to_json()
    return event


def _keys(reading: "Reading", case_id: str) -> dict[str, str]:
    vault = reading.vault
    keys = {OFFICE_KEY: office_key(vault, streams.of_case(case_id)).hex()}
    sealed = reading.execute(select(Case.secret).where(Case.id == case_id)).scalar()
    if sealed is not None:
        keys[CASE_KEY] = vault.open("terbit_case", "secret", case_id, bytes(sealed)).hex()
    return keys


def _link(document: Mapping[str, Any], event: Mapping[str, Any]) -> Link:
    keys: Mapping[str, str] = document.get("keys", {})
    kept = event.get("values")
    values = None if kept is None else Values.from_json(kept)
    secrets = {name: bytes.fromhex(key) for name, key in keys.items()}
    return Link(
        stream=document["stream"],
        seq=int(event["seq"]),
        id=event["id"],
        body=event["body"].encode(),
        previous=bytes.fromhex(event["previous"]),
        hash=bytes.fromhex(event["hash"]),
        signature=bytes.fromhex(event["signature"]),
        key_id=event["key"],
        columns={},
        has_values=(kept is not None) if keys else None,
        values=lambda: values,
        secret=secrets.get,
    )
