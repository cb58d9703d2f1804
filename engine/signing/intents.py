"""A document on its way to its signature. What is wanted is written down before the signer is called; the first signed
file that is stored makes the document valid, in the same transaction; whatever comes later is an orphan."""

import hashlib
from dataclasses import dataclass, field

from sqlalchemy import insert, select, update

from engine import documents, history, outside
from engine.access import SYSTEM
from engine.db.cases import Case
from engine.db.documents import Document, Signing
from engine.db.offices import Person
from engine.engine import Engine
from engine.errors.signing import SignerRefusedError
from engine.signing import renewals
from engine.signing.port import MADE_UP, Level, Officer, Order, Secret, Signer
from engine.signing.signature import Signature
from engine.work import Reading, Work


@dataclass(frozen=True)
class Intent:
    """`pdf`: the file as it will be sent, whose SHA-256 is written down."""

    document_id: str
    case_id: str
    officer: Officer
    level: Level
    sha256: str
    pdf: bytes = field(repr=False)


def sign(
    engine: Engine,
    signer: Signer,
    document_id: str,
    level: Level,
    secret: Secret | None = None,
    job_id: str | None = None,
) -> None:
    """Repeated from whatever point it broke off at, it ends with one signed document in force. `job_id`: what a worker
    takes up once it is signed, where no worker is at it: this process may end before it tells the case. Raises
    SignerBusyError, SignerRefusedError, UnsoundSignatureError."""
    from engine.signing.validation import confirm

    with engine.work(SYSTEM) as work:
        intent = begin(work, signer, document_id, level)
    if intent is None:
        return
    signed = signer.sign(Order(intent.pdf, intent.officer, level, secret))
    signature = confirm(signed, intent.pdf, intent.officer, signer.trust)
    with engine.work(SYSTEM) as work:
        if keep(work, intent, signed, signature) and job_id is not None:
            outside.go_on(work, job_id)


def begin(work: Work, signer: Signer, document_id: str, level: Level) -> Intent | None:
    """What is to be signed, written down unless it was before; None where nothing is: signed already, or revoked."""
    documents.hold(work, document_id)
    row = work.execute(
        select(Document.case_id, Document.state, Signing.state.label("asked"))
        .outerjoin(Signing, Signing.document_id == Document.id)
        .where(Document.id == document_id)
    ).one()
    if row.state != "draft":
        return None
    if signer.name == MADE_UP and not work.office.demo:
        raise SignerRefusedError("made_up", "Expected a signer of the office's own, but this one is made up")
    file = documents.fetch(work, document_id)
    intent = Intent(document_id, row.case_id, officer_of(work, document_id), level, file.sha256, file.content)
    if row.asked is None:
        _ask(work, signer, intent)
    return intent


def officer_of(reading: Reading, document_id: str) -> Officer:
    """Whom the document names as its signer: whoever approved it."""
    row = reading.execute(
        select(Person.id, Person.name, Person.employee_number, Person.nik)
        .join(Document, Document.signer_id == Person.id)
        .where(Document.id == document_id)
    ).one()
    nik = row.nik and reading.vault.open("terbit_person", "nik", row.id, row.nik).decode()
    return Officer(row.id, row.name, row.employee_number, nik)


def _ask(work: Work, signer: Signer, intent: Intent) -> None:
    asked = {
        "document_id": intent.document_id,
        "state": "signing",
        "signer": signer.name,
        "level": intent.level,
        "plain_sha256": intent.sha256,
        "plain_size": len(intent.pdf),
        "started_at": work.now,
    }
    work.execute(insert(Signing), [asked | work.office.owner])
    _record(work, "document.signing", intent, intent.sha256)


def again(reading: Reading, document_id: str) -> Intent | None:
    """The same of a document that has its signature: the file as it was sent, from what was written down of it."""
    row = reading.execute(
        select(Document.case_id, Signing.level, Signing.plain_sha256, Signing.plain_size)
        .join(Signing, Signing.document_id == Document.id)
        .where(Document.id == document_id, Signing.state == "signed")
    ).first()
    if row is None:
        return None
    plain = documents.fetch(reading, document_id).content[: row.plain_size]
    return Intent(
        document_id, row.case_id, officer_of(reading, document_id), row.level, row.plain_sha256, plain
    )


def keep(work: Work, intent: Intent, signed: bytes, signature: Signature) -> bool:
    """The document's file from now on, which makes it valid; or an orphan, where another was first or the case ended
    meanwhile. Whether it is the document's file now."""
    found = hashlib.sha256(signed).hexdigest()
    documents.hold(work, intent.document_id)
    row = work.execute(
        select(Document.state, Document.sha256, Case.state.label("case_state"))
        .join(Case, Case.id == Document.case_id)
        .where(Document.id == intent.document_id)
    ).one()
    if row.state != "draft" and row.sha256 == found:
        return True
    if row.case_state != "open" or row.state != "draft" or row.sha256 != intent.sha256:
        _record(work, "document.signature_orphaned", intent, found, signature)
        return False
    documents.store_file(work, intent.document_id, signed, intent.sha256)
    work.execute(
        update(Signing)
        .where(Signing.document_id == intent.document_id)
        .values(state="signed", sha256=found, certificate=signature.certificate, signed_at=work.now)
    )
    _record(work, "document.signed", intent, found, signature)
    documents.issue(work, intent.document_id)
    renewals.expect(work, intent.document_id, signature.last)
    return True


def refuse(work: Work, intent: Intent, signed: bytes, code: str) -> None:
    """Somebody brought a file that proves nothing: the history has which, and why not."""
    found = hashlib.sha256(signed).hexdigest()
    _record(work, "document.signature_refused", intent, found, because=code)


def _record(
    work: Work, kind: str, intent: Intent, sha256: str, signature: Signature | None = None, **more: str
) -> None:
    facts = {"document": intent.document_id, "sha256": sha256, **more}
    if signature is not None:
        facts |= {"certificate": signature.certificate, "signer": intent.officer.person_id}
    work.record(history.Event(kind, f"case:{intent.case_id}", case_id=intent.case_id, facts=facts))


@dataclass(frozen=True)
class Asked:
    """How far a document's signature is: `signing` or `signed`."""

    state: str
    level: Level
    plain_size: int
    certificate: str | None


def of_document(reading: Reading, document_id: str) -> Asked | None:
    row = reading.execute(
        select(Signing.state, Signing.level, Signing.plain_size, Signing.certificate).where(
            Signing.document_id == document_id
        )
    ).first()
    return None if row is None else Asked(**row._mapping)
