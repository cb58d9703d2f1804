"""What leaves the office in an auditor's hands: tables, sealed histories, papers and documents."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from engine import attachments, documents, history
from engine.access import Actor
from engine.attachments import Paper
from engine.audit.looks import EXPORTED
from engine.audit.mandate import mandate
from engine.documents import File
from engine.engine import Engine
from engine.errors import EngineError, SealBrokenError

FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = b"\xef\xbb\xbf"
"""Without it a spreadsheet program guesses another encoding."""


class AlteredFileError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a file with the hash that stands beside it, but its content has another")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV in which no cell begins a formula: such a cell gets an apostrophe before it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return BOM + text.getvalue().encode()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


@dataclass(frozen=True)
class Export:
    """`what` is a code: bundle, events or cases; `rows` how many events or cases it holds."""

    what: str
    content: bytes = field(repr=False)
    rows: int
    case_id: str | None = None


def exported(engine: Engine, actor: Actor, export: Export) -> None:
    """Before it goes out: what it was, how long, and its SHA-256, so that a copy can be told from a forgery."""
    grant, sha256 = mandate(actor), hashlib.sha256(export.content).hexdigest()
    facts = {"what": export.what, "rows": export.rows, "sha256": sha256}
    with engine.work(actor) as work:
        stream = history.of_person(actor.person_id)
        work.record(history.Event(EXPORTED, stream, case_id=export.case_id, facts=facts, grant=grant))


def bundle(engine: Engine, actor: Actor, case_id: str) -> bytes:
    """The sealed history of a case, without values: anybody can check it who has the office's public keys."""
    mandate(actor)
    with engine.reading(actor) as reading:
        content = history.export(reading, case_id)
    exported(engine, actor, Export("bundle", content, content.count(b'"signature"'), case_id))
    return content


def document(engine: Engine, actor: Actor, document_id: str) -> File:
    grant = mandate(actor)
    with engine.reading(actor) as reading, _unaltered():
        found, file = documents.find(reading, document_id), documents.fetch(reading, document_id)
    _refuse_altered(file.content, file.sha256)
    with engine.work(actor) as work:
        history.case_seen(work, found.case_id, "audit_document", grant)
    return file


def paper(engine: Engine, actor: Actor, attachment_id: str) -> Paper:
    grant = mandate(actor)
    with engine.reading(actor) as reading, _unaltered():
        found, paper = attachments.find(reading, attachment_id), attachments.fetch(reading, attachment_id)
    _refuse_altered(paper.content, found.sha256)
    with engine.work(actor) as work:
        history.case_seen(work, found.case_id, "audit_paper", grant)
    return paper


@contextmanager
def _unaltered() -> Iterator[None]:
    """A seal that is broken is an altered file too."""
    try:
        yield
    except SealBrokenError:
        raise AlteredFileError from None


def _refuse_altered(content: bytes, sha256: str) -> None:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise AlteredFileError
