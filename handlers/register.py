"""The register: entry, number and the draft of the excerpt, in the transaction of the approval."""

from collections.abc import Mapping
from typing import Any

from engine import documents, register, signers
from engine.calls import Call, Result, inside
from engine.documents import NewDocument
from engine.errors import AlreadyEnteredError
from engine.register import Entry, NewEntry
from engine.work import Work

SIGNING_ROLE = "Kepala dinas"
NOT_ENTERED = ("berkas", "kebijakan")
"""Keys of a record that are about the work on the case, not about the event of civil status."""


@inside(
    "Catat dalam register dan beri nomor",
    "Enter in the register and number",
    kode="jenis catatan, seperti LU atau LT",
    nomor="nomor dari SIAK; bila kosong kantor memberi nomor sendiri",
    isi="isi catatan; bila kosong semua data permohonan",
    peran="peran yang menandatangani; bila kosong Kepala dinas",
    salinan='untuk siapa saja kutipan dibuat, seperti ["suami", "istri"]; bila kosong satu',
)
def enter(call: Call) -> Result:
    """Entered once. After a return from a later step the same content keeps its number; another one voids it.
    One entry, one number; each of the excerpts has a check code of its own."""
    work = _work(call)
    owners = _owners(call)
    content = call.parameters.get("isi") or _content(call.record)
    known = register.in_force(work, call.case.id) if call.before else None
    if known is not None:
        if register.content(work, known.id) == content:
            return _result(known, owners, [paper.id for paper in _papers(work, known)][-len(owners) :])
        _withdraw(work, known)
    signer = signers.signer(work, call.case.id, str(call.parameters.get("peran") or SIGNING_ROLE))
    number = call.parameters.get("nomor") or None
    new = NewEntry(call.case.id, str(call.parameters.get("kode")), content, signer.person_id, number)
    entry = register.enter(work, new)
    paper = NewDocument(
        call.case.id, call.case.document_type, entry.number, signer.person_id, signer.post, entry.id
    )
    return _result(entry, owners, [documents.draft(work, paper) for _ in owners])


def _work(call: Call) -> Work:
    assert call.work is not None  # inside handlers always have one
    return call.work


def _content(record: Mapping[str, Any]) -> dict[str, Any]:
    """The groups of answers and what decisions made of them; neither verdicts of steps nor telephone numbers."""
    groups = {
        key: value for key, value in record.items() if isinstance(value, Mapping) and key not in NOT_ENTERED
    }
    return {
        key: {name: value for name, value in group.items() if name != "telepon"}
        for key, group in groups.items()
        if "hasil" not in group
    }


def _owners(call: Call) -> list[str | None]:
    """For whom an excerpt is made, in this order; None: for nobody in particular."""
    given = call.parameters.get("salinan")
    return [str(owner) for owner in given] if isinstance(given, list) and given else [None]


def _papers(work: Work, entry: Entry) -> list[documents.Issued]:
    papers = documents.of_case(work, entry.case_id)
    return [paper for paper in papers if paper.number == entry.number and paper.state != "revoked"]


def _withdraw(work: Work, entry: Entry) -> None:
    papers = _papers(work, entry)
    if any(paper.state != "draft" for paper in papers):
        raise AlreadyEnteredError(entry.number)
    for paper in papers:
        documents.revoke(work, paper.id, "Isi berubah sebelum terbit")
    register.void(work, entry.id, "Isi berubah sebelum terbit")


def _result(entry: Entry, owners: list[str | None], document_ids: list[str]) -> dict[str, Any]:
    pairs = zip(owners, document_ids, strict=True)
    copies = [{"untuk": owner, "dokumen": paper} for owner, paper in pairs if owner]
    return {
        "entri": entry.id,
        "dokumen": document_ids[0],
        "nomor": entry.number,
        "kode": entry.kind,
        "tanggal": entry.entry_date.isoformat(),
    } | ({"salinan": copies} if copies else {})
