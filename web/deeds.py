"""What events are called: of a case, of the office, of whoever looked."""

from collections.abc import Mapping

from engine.audit import Recorded, Trace
from engine.definitions import DocumentType
from web import screens
from web.language import Later, gettext
from web.storyline import OF_STEPS, OUTCOMES
from web.storyline import TITLES as OF_CASES

_ = Later
TITLES: Mapping[str, object] = {
    **OF_CASES,
    "paper.received": _("Berkas diunggah"),
    "task.claimed": _("Tugas diambil"),
    "task.released": _("Tugas dilepas"),
    "task.lapsed": _("Tugas lepas karena lama tidak disentuh"),
    "task.handed_on": _("Tugas dialihkan"),
    "task.taken_over": _("Tugas diambil alih"),
    "task.undone": _("Diurungkan"),
    "task.completed": _("Tugas selesai"),
    "document.drafted": _("Dokumen disiapkan"),
    "document.stored": _("Berkas dokumen disimpan"),
    "residents.changed": _("Data penduduk diperbarui"),
    "residents.loaded": _("Data penduduk dimuat"),
    "siak.asked": _("Ditanyakan kepada SIAK"),
    "values.erased": _("Isi riwayat dihapus"),
    "login.opened": _("Masuk"),
    "login.failed": _("Percobaan masuk gagal"),
    "login.ended": _("Sesi diakhiri"),
    "person.added": _("Orang didaftarkan"),
    "person.disabled": _("Akun dinonaktifkan"),
    "role.granted": _("Jabatan diberikan"),
    "role.ended": _("Jabatan berakhir"),
    "person.changed": _("Data orang diubah"),
    "person.enabled": _("Akun diaktifkan lagi"),
    "password.reset": _("Kode sekali pakai dibuat"),
    "password.chosen": _("Kata sandi dipilih sendiri"),
    "post.added": _("Jabatan dibuat"),
    "unit.added": _("Unit dibuat"),
    "unit.limited": _("Layanan mitra dibatasi"),
    "blank.counted": _("Blangko dihitung"),
    "batch.brought": _("Daftar permohonan dibawa"),
    "batch.confirmed": _("Daftar permohonan diterima"),
    "batch.discarded": _("Daftar permohonan dibuang"),
    "register.printed": _("Daftar register diambil"),
    "destruction.proposed": _("Pemusnahan arsip diusulkan"),
    "destruction.confirmed": _("Arsip habis masa simpan dimusnahkan"),
    "destruction.declined": _("Usul pemusnahan arsip ditolak"),
    "destruction.withdrawn": _("Usul pemusnahan arsip ditarik"),
    "absence.begun": _("Cuti atau tugas luar dicatat"),
    "absence.ended": _("Cuti atau tugas luar diakhiri"),
    "office.policy": _("Kebijakan kantor diubah"),
    "office.collection": _("Batas pengambilan dokumen diubah"),
    "office.patience": _("Aturan keterlambatan diubah"),
    "office.reason": _("Daftar alasan diubah"),
    "office.numbering": _("Cara penomoran diubah"),
    "office.hours": _("Jam kerja diubah"),
    "office.holiday": _("Hari libur diubah"),
    "office.holidays": _("Hari libur setahun ditambahkan"),
    "outage.begun": _("Jam layanan sekantor dihentikan"),
    "outage.ended": _("Jam layanan sekantor dilanjutkan"),
    "office.redue": _("Tenggat dihitung ulang"),
    "proposal.made": _("Versi proses diusulkan"),
    "proposal.withdrawn": _("Usulan ditarik kembali"),
    "proposal.declined": _("Usulan ditolak"),
    "version.deployed": _("Versi proses diberlakukan"),
    "draft.begun": _("Draf proses dimulai"),
    "draft.rebased": _("Draf dipindah ke versi terbaru"),
    "draft.discarded": _("Draf dibuang"),
    "history.verified": _("Rantai riwayat dicocokkan"),
    "audit.begun": _("Tujuan pemeriksaan dinyatakan"),
    "audit.exported": _("Diunduh"),
    "case.seen": _("Kasus dilihat"),
    "search.done": _("Pencarian"),
}
PURPOSES: Mapping[str, object] = {
    "case": _("halaman kasus"),
    "task": _("halaman tugas"),
    "document": _("dokumen diunduh"),
    "paper": _("berkas dibuka"),
    "search": _("cari kasus"),
    "whatsapp": _("nomor pelapor, untuk WhatsApp"),
    "siak": _("dicocokkan dengan SIAK"),
    "siak_difference": _("perbedaan dengan SIAK"),
    "residents": _("data penduduk diambil untuk permohonan"),
    "audit": _("pemeriksaan"),
    "audit_rules": _("aturan kasus"),
    "audit_export": _("pemeriksaan, diunduh sebagai tabel"),
    "audit_document": _("pemeriksaan, dokumen diunduh"),
    "audit_paper": _("pemeriksaan, berkas diunduh"),
    "audit_looks": _("pemeriksaan, siapa melihat"),
    "audit_office": _("pemeriksaan, peristiwa kantor"),
}
EXPORTS: Mapping[str, object] = {
    "bundle": _("jejak bersegel"),
    "events": _("peristiwa kasus"),
    "cases": _("daftar kasus"),
}
SETTINGS: Mapping[str, object] = {
    "warn_percent": _("hampir terlambat, persen"),
    "escalate_hours": _("jam kerja sampai atasan diberi tahu"),
    "numbering": _("penomoran"),
    "reason.text": _("kalimat"),
    "reason.outcomes": _("boleh dipakai untuk"),
    "reason.offered": _("ditawarkan"),
}
GROUPS: Mapping[str, object] = {
    "": _("Semua"),
    "login": _("Masuk dan sesi"),
    "people": _("Orang dan jabatan"),
    "settings": _("Kebijakan kantor"),
    "processes": _("Proses dan versinya"),
    "checks": _("Pemeriksaan"),
}


def title(event: Recorded, trace: Trace | None = None) -> str:
    """With the step's name where the event is about one."""
    known = str(TITLES.get(event.kind, event.kind))
    node, definition = (trace.nodes.get(event.node or ""), trace.document_type) if trace else (None, None)
    name = screens.node_name(node) if node else ""
    if event.kind == "task.completed" and name:
        outcome = OUTCOMES.get(event.outcome or "")
        return f"{name}: {outcome}" if outcome else name
    if event.kind == "paper.received" and definition:
        return f"{known}: {paper(definition, str(event.facts.get('requirement', '')))}"
    return f"{known}: {name}" if name and event.kind.startswith(("task.", *OF_STEPS)) else known


def setting(name: str) -> str:
    """What a setting of the office is called, as an event names it."""
    return str(SETTINGS.get(name, name.removeprefix("policy.").replace("_", " ").replace(".", ", ")))


def plain(value: object) -> str:
    if isinstance(value, bool):
        return gettext("ya") if value else gettext("tidak")
    if isinstance(value, list):
        return ", ".join(str(screens.REASON_OUTCOMES.get(one, one)) for one in value)
    return str(value)


def paper(definition: DocumentType, code: str) -> str:
    """What a paper is called; its code where this version asks for no such paper."""
    known = next((one for one in definition.requirements if one.code == code), None)
    return screens.local(known, "label") if known else code.replace("_", " ")


def purpose(code: str | None) -> str:
    return str(PURPOSES.get(code or "", code or ""))


def looked_at(event: Recorded) -> str:
    """What kind of look it was, in a few words."""
    if event.kind == "audit.exported":
        what = str(event.facts.get("what", ""))
        return gettext("diunduh: %(what)s", what=EXPORTS.get(what, what))
    return purpose(event.reason) if event.reason else str(TITLES.get(event.kind, event.kind))
