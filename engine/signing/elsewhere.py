"""Where officers sign elsewhere (signer `manual`): an officer takes the file of a document with him, which is written
down, and brings it back signed. What he brings is known by what it begins with."""

import hashlib
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from engine import documents, history, outside
from engine.access import Actor
from engine.db.documents import Document, Signing
from engine.engine import Engine
from engine.errors import NotFoundError
from engine.errors.signing import UnsoundSignatureError
from engine.signing import checking, intents, room
from engine.signing.manual import ManualSigner
from engine.signing.port import Signer, wanted
from engine.signing.signature import Signature
from engine.signing.uploads import Upload
from engine.work import Reading, Work

TOGETHER = 8
"""Looked at by one process, which takes a second to start."""
END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")
MOST_ENDS = 16


@dataclass(frozen=True)
class Taken:
    name: str
    pdf: bytes = field(repr=False)


@dataclass(frozen=True)
class Brought:
    """What became of a file. `code`: `signed`, else why it was not taken; `number`: of its document, where it is known
    whose it is."""

    name: str = field(repr=False)
    code: str
    number: str | None = None


@dataclass(frozen=True)
class Place:
    """A document of the actor's. `sha256`: of the file that is given out; `job_id`: what waits for it, None where
    nothing does any more."""

    document_id: str
    number: str
    sha256: str
    job_id: str | None = None


def is_used(engine: Engine) -> bool:
    return isinstance(engine.signer, ManualSigner)


def take(engine: Engine, actor: Actor, document_ids: Sequence[str]) -> list[Taken]:
    """The files of these documents and of all copies of their numbers: the same bytes however often, also once one was
    brought back. Raises NotFoundError where none is the actor's to sign."""
    with engine.reading(actor) as reading:
        copies = _with_copies(reading, document_ids)
        mine = _mine(reading, Document.id.in_(copies))
    found: list[Taken] = []
    count: Counter[str] = Counter()
    for one in [mine[copy] for copy in copies if copy in mine][: room.MOST]:
        with engine.work(actor) as work:
            intent = _intent(work, one)
            if intent is not None:
                history.case_seen(work, intent.case_id, "document")
                count[one.number] += 1
                found.append(Taken(_name(one.number, count[one.number]), intent.pdf))
    if not found:
        raise NotFoundError("document to sign")
    return found


def _name(number: str, copy: int) -> str:
    stem = number.replace("/", "-")
    return f"{stem}.pdf" if copy == 1 else f"{stem}-{copy}.pdf"


def bring(
    engine: Engine, actor: Actor, uploads: Sequence[Upload], patience: float = room.PATIENCE
) -> list[Brought]:
    """In the order given. A file that is not taken changes nothing; past `patience` seconds no more are looked at."""
    with engine.reading(actor) as reading:
        places = _places(reading, uploads)
    codes: dict[int, str] = {}
    until = time.monotonic() + patience
    for first in range(0, len(places), TOGETHER):
        some = list(places)[first : first + TOGETHER]
        late = first > 0 and time.monotonic() > until
        codes |= (
            dict.fromkeys(some, "unreached")
            if late
            else _looked_at(engine, actor, {at: (uploads[at].content, places[at]) for at in some})
        )
    numbers = {at: place.number for at, place in places.items()}
    return [
        Brought(upload.name, upload.refused or codes.get(at, "other_file"), numbers.get(at))
        for at, upload in enumerate(uploads)
    ]


def _looked_at(engine: Engine, actor: Actor, some: Mapping[int, tuple[bytes, Place]]) -> dict[int, str]:
    begun = {}
    for at, (_, place) in some.items():
        with engine.work(actor) as work:
            intent = _intent(work, place)
        if intent is not None:
            begun[at] = intent
    sent = [checking.Sent(some[at][0], len(intent.pdf)) for at, intent in begun.items()]
    checked = checking.check_all(sent, _signer(engine).trust) if sent else []
    codes = dict.fromkeys(some, "gone")
    for (at, intent), one in zip(begun.items(), checked, strict=True):
        content, place = some[at]
        with engine.work(actor) as work:
            codes[at] = _settled(work, place, intent, content, one)
    return codes


def _settled(
    work: Work, place: Place, intent: intents.Intent, content: bytes, checked: checking.Checked
) -> str:
    """What becomes of a file whose document is locked."""
    documents.hold(work, place.document_id)
    signature = _required(intent, checked)
    if isinstance(signature, str):
        intents.refuse(work, intent, content, signature)
        return signature
    if documents.find(work, place.document_id).state == "draft" and not _is_awaited(work, place):
        return "gone"
    if not intents.keep(work, intent, content, signature):
        return "already"
    if place.job_id is not None:
        outside.go_on(work, place.job_id)
    return "signed"


def _is_awaited(work: Work, place: Place) -> bool:
    return place.job_id is not None and outside.is_open(work, place.job_id)


def _required(intent: intents.Intent, checked: checking.Checked) -> Signature | str:
    if checked.signature is None:
        return checked.code
    try:
        return checked.signature.require(intent.officer, intent.level)
    except UnsoundSignatureError as unsound:
        return unsound.code


def _intent(work: Work, place: Place) -> intents.Intent | None:
    """None where nobody waits for a signature any more."""
    documents.hold(work, place.document_id)
    asked = outside.parameters(work, place.job_id) if place.job_id else None
    if asked is not None:
        begun = intents.begin(work, _signer(work.engine), place.document_id, wanted(asked))
        if begun is not None:
            return begun
    return intents.again(work, place.document_id)


def _signer(engine: Engine) -> Signer:
    assert engine.signer is not None
    return engine.signer


def _places(reading: Reading, uploads: Sequence[Upload]) -> dict[int, Place]:
    """Position -> document. Where several have the same file, each upload is of another."""
    begin = {at: _beginnings(one.content) for at, one in enumerate(uploads) if one.refused is None}
    every = {sha256 for found in begin.values() for sha256 in found}
    by_file: dict[str, list[Place]] = {}
    for place in _mine(reading, Signing.plain_sha256.in_(every)).values():
        by_file.setdefault(place.sha256, []).append(place)
    found = {}
    for at, hashes in begin.items():
        fitting = next((by_file[one] for one in hashes if one in by_file), None)
        if fitting:
            found[at] = fitting.pop(0) if len(fitting) > 1 else fitting[0]
    return found


def _beginnings(content: bytes) -> list[str]:
    """The SHA-256 of what stands before each place where a PDF might have ended before something was added."""
    found, made, at = [], hashlib.sha256(), 0
    for end in list(END.finditer(content))[:MOST_ENDS]:
        for stop in (end.start() + 5, end.end()):
            made.update(content[at:stop])
            at = stop
            found.append(made.hexdigest())
    return found


def _mine(reading: Reading, which: ColumnElement[bool]) -> dict[str, Place]:
    """By document: what waits for the actor, and what was once given to him."""
    waiting = {
        paper.document_id: Place(paper.document_id, paper.number, paper.sha256, one.job_id)
        for one in room.waiting(reading)
        for paper in one.papers
    }
    rows = reading.execute(
        select(Document.id, Document.number, Document.signer_post, Signing.plain_sha256)
        .join(Signing, Signing.document_id == Document.id)
        .where(
            which,
            Document.office_code == reading.office.code,
            Document.signer_id == reading.actor.person_id,
        )
        .order_by(Document.id)
    )
    known = {
        row.id: Place(row.id, row.number, row.plain_sha256)
        for row in rows
        if room.in_post(reading.actor, row.signer_post)
    }
    return waiting | {one: place for one, place in known.items() if one not in waiting}


def _with_copies(reading: Reading, document_ids: Sequence[str]) -> list[str]:
    asked = aliased(Document)
    same = (asked.case_id == Document.case_id) & (asked.number == Document.number)
    rows = reading.execute(
        select(Document.id, Document.number, Document.case_id)
        .join(asked, same)
        .where(asked.id.in_(document_ids), Document.sha256.is_not(None))
        .order_by(Document.number, Document.case_id, Document.id)
        .distinct()
    )
    return [row.id for row in rows]
