"""Papers without an entry in the register: family cards and letters, with a number of their own."""

from typing import Any

from engine import documents, signers
from engine.calls import Call, Result, inside
from engine.documents import Issued, NewDocument
from engine.numbers import next_number
from engine.work import Work

SIGNING_ROLE = "Kepala dinas"
CARD = "siak.nomor_kk"
"""Where a record keeps the number of the family card that was issued."""


@inside(
    "Beri nomor dokumen",
    "Number the document",
    nomor="nomor dari SIAK; bila kosong nomor berikutnya dari kantor",
    peran="peran yang menandatangani; bila kosong Kepala dinas",
)
def number(call: Call) -> Result:
    """The draft of the paper. After a return from a later step its number stays; another one revokes the draft."""
    work, given = _work(call), call.parameters.get("nomor") or None
    if call.before and given in (None, call.before["nomor"]):
        return call.before
    if call.before:
        documents.revoke(work, str(call.before["dokumen"]), "Nomor berubah sebelum terbit")
    signer = signers.signer(work, call.case.id, str(call.parameters.get("peran") or SIGNING_ROLE))
    wanted = str(given) if given else _next(call, work)
    new = NewDocument(call.case.id, call.case.document_type, wanted, signer.person_id, signer.post)
    return _result(documents.find(work, documents.draft(work, new)))


@inside(
    "Gantikan dokumen lama",
    "Replace the old document",
    nomor="nomor dokumen yang baru",
    lama="nomor dokumen lama, bila berbeda",
    kk="nomor KK yang kartunya diganti, bila ada",
)
def replace(call: Call) -> Result:
    """Papers of the same type with the new number or the old one, or made for that family card, are superseded where
    other cases issued them."""
    work = _work(call)
    numbers = sorted({str(one) for one in (call.parameters.get("nomor"), call.parameters.get("lama")) if one})
    valid = documents.in_force(work, call.case.document_type, numbers)
    if card := call.parameters.get("kk"):
        valid += documents.in_force_about(
            work, call.case.document_type, CARD, work.vault.fingerprint("kk", str(card))
        )
    old = [paper for paper in valid if paper.case_id != call.case.id]
    for paper in {paper.id: paper for paper in old}.values():
        documents.supersede(work, paper.id, f"Diganti oleh permohonan {call.case.number}")
    return {"diganti": len(old)}


def _work(call: Call) -> Work:
    assert call.work is not None  # inside handlers always have one
    return call.work


def _next(call: Call, work: Work) -> str:
    """SP-5371-2026-00001: the letters of the case's number, the regency, the year, the next of the office."""
    letters, year, _ = call.case.number.split("-")
    regency = work.office.regency_code.replace(".", "")
    return f"{letters}-{regency}-{year}-{next_number(work.connection, work.office, f'paper:{letters}:{year}'):05d}"


def _result(paper: Issued) -> dict[str, Any]:
    return {"dokumen": paper.id, "nomor": paper.number, "tanggal": paper.issued_on.isoformat()}
