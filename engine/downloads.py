"""Signed documents by a link that expires: a token of 128 bits, and a number of the applicant's own beside it."""

from datetime import timedelta

from sqlalchemy import insert, select

from engine import caselock, documents, filing, progress
from engine.access import SYSTEM
from engine.db.cases import Case
from engine.db.documents import Document, Download, Signing
from engine.engine import Engine
from engine.tokens import from_bytes, hash_token, normalised
from engine.work import Work

EVENT = "document.downloaded"


def offer(engine: Engine, case_id: str, key: str) -> list[str]:
    """The addresses of the case's documents that are in force and signed electronically. The same `key` gives the
    same ones, for as long as the first time."""
    with engine.work(SYSTEM) as work:
        caselock.lock(work, case_id)
        signed = (
            select(Document.id)
            .join(Signing, Signing.document_id == Document.id)
            .where(Document.case_id == case_id, Document.state == "in_force", Signing.state == "signed")
            .order_by(Document.created_at, Document.id)
        )
        return [_offered(work, one, key) for one in work.execute(signed).scalars().all()]


def _offered(work: Work, document_id: str, key: str) -> str:
    engine = work.engine
    token = from_bytes(engine.vault.derive("download", f"{key}|{document_id}")[:16])
    row = {
        "token_hash": hash_token(token),
        "document_id": document_id,
        "expires_at": work.now + timedelta(days=engine.download_days),
    }
    known = select(Download.document_id).where(Download.token_hash == row["token_hash"])
    if work.execute(known).first() is None:
        work.execute(insert(Download), [row | work.office.owner])
    return f"{engine.public_url}/unduh/{token}"


def fetch(engine: Engine, token: str, own: str) -> documents.File | None:
    """`own`: the applicant's NIK or telephone number. None where the token is unknown or past, the document no longer
    in force, or the number another's: which of them cannot be told. Raises TooManyTriesError after several wrong ones,
    whatever the token."""
    mark = hash_token(normalised(token))
    with engine.reading() as reading:
        wanted = (
            select(Document.id, Document.case_id, Case.number)
            .join(Download, Download.document_id == Document.id)
            .join(Case, Case.id == Document.case_id)
            .where(
                Download.token_hash == mark,
                Download.expires_at > reading.now,
                Document.state == "in_force",
                Document.office_code == reading.office.code,
            )
        )
        found = reading.execute(wanted).first()
    if progress.look_up(engine, found.number if found else mark.hex(), own) is None or found is None:
        return None
    with engine.work(SYSTEM) as work:
        caselock.lock(work, found.case_id)
        filing.record_act(work, found.case_id, EVENT, facts={"document": found.id})
        return documents.fetch(work, found.id)
