"""The register: entry, number and the draft of the excerpt, in the transaction of the approval."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from engine import documents, register, residents, signers
from engine.calls import Call, Refused, Result, inside
from engine.documents import NewDocument
from engine.errors import AlreadyEnteredError
from engine.register import Amendment, Entry, NewEntry, OldEntry, Standing, parentage
from engine.register.corrections import corrected, differing, told
from engine.register.parentage import Parents
from engine.work import Work

Content = Mapping[str, Any]
Changed = tuple[Content, str]
"""What the entry is to say, and the words of the margin note."""
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
    return _result(entry, owners, documents.draft_copies(work, paper, len(owners)))


@inside(
    "Cari akta dalam register",
    "Find a certificate in the register",
    nomor="nomor akta",
    perubahan="daftar bidang, semula, menjadi; yang semula-nya berbeda dari catatan disebut dalam beda",
    orang_tua="jenis (pengakuan atau pengesahan), ayah, ibu; yang menghalanginya disebut dalam beda",
)
def find(call: Call) -> Result:
    """`ada` is false where no entry in force has the number, `pernah` true where one has had it; `beda`: fields, never
    what the entry says there."""
    work, number = _work(call), str(call.parameters.get("nomor") or "")
    standing = register.find(work, number)
    if standing is None:
        return {"ada": False, "pernah": register.numbered(work, number) is not None}
    content, parents = register.content(work, standing.entry.id), call.parameters.get("orang_tua")
    fields = differing(content, call.parameters.get("perubahan") or [])
    fields += parentage.obstacles(content, _parents(parents)) if parents else []
    return {"ada": True, "jenis": standing.document_type, "beda": fields} | _said(standing.entry)


@inside(
    "Salin catatan dari buku register lama",
    "Take an entry over from an old register book",
    nomor="nomor akta menurut buku",
    dokumen="jenis dokumen yang mencetak kutipannya, seperti akta_kelahiran",
    tanggal="tanggal akta menurut buku",
    isi="isi catatan menurut buku",
)
def take_over(call: Call) -> Result:
    """An entry with the number of the book, outside the office's own series, by whoever confirms it."""
    given, work = call.parameters, _work(call)
    kind, content = given.get("dokumen"), given.get("isi")
    if not isinstance(kind, str) or not isinstance(content, Mapping):
        raise Refused(
            "isi", "Expected what the book says and of which kind it is, but one of them is missing"
        )
    day = given.get("tanggal")
    day = day if isinstance(day, date) else date.fromisoformat(str(day))
    who = work.actor.person_id or signers.signer(work, call.case.id, SIGNING_ROLE).person_id
    old = OldEntry(call.case.id, kind, str(given.get("nomor")), day, content, who)
    return _said(register.take_over(work, old))


@inside(
    "Perbaiki catatan register",
    "Correct an entry of the register",
    nomor="nomor akta",
    jenis="jenis catatan pinggir, seperti pembetulan atau perubahan",
    perubahan="daftar bidang, semula, menjadi",
    dasar="dasar perubahan, seperti nomor penetapan pengadilan, tanpa nama orang",
)
def correct(call: Call) -> Result:
    """A new version and a margin note; earlier excerpts are superseded by the ones that are drafted here."""
    changes = call.parameters.get("perubahan") or []

    def change(standing: Standing, content: Content) -> Changed:
        labels = register.questions(_work(call), standing.version_id)
        return corrected(content, changes), told(changes, labels)

    return _amended(call, change)


@inside(
    "Catat pengakuan atau pengesahan anak",
    "Record the recognition or legitimation of a child",
    nomor="nomor akta kelahiran",
    jenis="jenis catatan pinggir, seperti pengakuan_anak",
    orang_tua="jenis (pengakuan atau pengesahan), ayah, ibu",
    dasar="dasarnya, seperti nomor akta perkawinan, tanpa nama orang",
)
def set_father(call: Call) -> Result:
    """The father comes into the birth entry with a margin note; earlier excerpts are superseded."""
    parents = _parents(call.parameters.get("orang_tua"))
    return _amended(
        call, lambda _, content: (parentage.with_father(content, parents), parentage.told(parents))
    )


@inside(
    "Batalkan catatan register",
    "Cancel an entry of the register",
    nomor="nomor akta",
    jenis="jenis catatan pinggir, seperti pembatalan",
    keterangan="isi catatan pinggir",
    dasar="dasar pembatalan, seperti nomor putusan pengadilan, tanpa nama orang",
)
def cancel(call: Call) -> Result:
    """The entry and its excerpts count no more; nothing is issued in their place."""
    if call.before:
        return call.before
    work, standing, content = _held(call)
    words = str(call.parameters.get("keterangan") or "Dibatalkan")
    register.cancel(work, _amendment(call, standing.entry, words))
    residents.follow(work, call.case.id, content, None)
    documents.retire(work, standing.entry.id, f"Akta dibatalkan: {_basis(call)}", cancelled=True)
    return _said(standing.entry)


@inside(
    "Terbitkan kembali kutipan",
    "Issue an excerpt again",
    nomor="nomor akta",
    dasar="alasan, seperti nomor surat kehilangan, tanpa nama orang",
)
def reissue(call: Call) -> Result:
    """The entry stays as it is; earlier excerpts are superseded by the ones that are drafted here."""
    if call.before:
        return call.before
    _, standing, content = _held(call)
    return _reissued(call, standing, content, f"Diterbitkan kembali: {_basis(call)}")


def _amended(call: Call, change: Callable[[Standing, Content], Changed]) -> Result:
    """What is known of residents follows the entry, and new excerpts are drafted, in the one transaction."""
    if call.before:
        return call.before
    work, standing, before = _held(call)
    after, words = change(standing, before)
    number = register.correct(work, _amendment(call, standing.entry, words), after)
    residents.follow(work, call.case.id, before, after)
    return _reissued(call, standing, after, f"Catatan pinggir: {_basis(call)}") | {"versi": number}


def _parents(given: Any) -> Parents:
    if not isinstance(given, Mapping):
        raise Refused("orang_tua", "Expected father and mother as a context, but got something else")
    father, mother = given.get("ayah") or {}, given.get("ibu") or {}
    return Parents(str(given.get("jenis")), father, mother)


def _held(call: Call) -> tuple[Work, Standing, Content]:
    work = _work(call)
    standing = register.find(work, str(call.parameters.get("nomor") or ""))
    if standing is None:
        raise Refused("tidak_terdaftar", "Expected a certificate of the register in force, but there is none")
    register.hold(work, standing.entry, call.case.id)
    return work, standing, register.content(work, standing.entry.id)


def _basis(call: Call) -> str:
    return str(call.parameters.get("dasar") or "tanpa keterangan")


def _amendment(call: Call, entry: Entry, text: str) -> Amendment:
    kind = str(call.parameters.get("jenis"))
    who = signers.signer(_work(call), call.case.id, SIGNING_ROLE)
    return Amendment(entry, call.case.id, kind, text, _basis(call), who.person_id)


def _reissued(call: Call, standing: Standing, content: Content, reason: str) -> dict[str, Any]:
    """Drafts that belong to the case which asked for them, of the type that the entry was made by."""
    work, entry = _work(call), standing.entry
    documents.retire(work, entry.id, reason)
    owners = _named((content.get("pendaftaran") or {}).get("salinan"))
    who = signers.signer(work, call.case.id, SIGNING_ROLE)
    paper = NewDocument(call.case.id, standing.document_type, entry.number, who.person_id, who.post, entry.id)
    return _result(entry, owners, documents.draft_copies(work, paper, len(owners)))


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
    return _named(given)


def _named(given: Any) -> list[str | None]:
    return [str(owner) for owner in given] if isinstance(given, list) and given else [None]


def _papers(work: Work, entry: Entry) -> list[documents.Issued]:
    return [paper for paper in documents.of_entry(work, entry.id) if paper.state != "revoked"]


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
    return {"dokumen": document_ids[0]} | _said(entry) | ({"salinan": copies} if copies else {})


def _said(entry: Entry) -> dict[str, Any]:
    return {
        "entri": entry.id,
        "nomor": entry.number,
        "kode": entry.kind,
        "tanggal": entry.entry_date.isoformat(),
    }
