"""Who may call what, as the office's rules say: written down here, not read from the code that it is held against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

RT, KELURAHAN, LURAH, COUNTER = "Ketua RT", "Petugas registrasi kelurahan", "Lurah", "Petugas loket"
PRINTER, KEEPER = "Petugas cetak", "Pengelola blangko"
HEADS = ("Kepala seksi", "Kepala bidang", "Kepala dinas")
OFFICE = ("Verifikator", "Operator SIAK", *HEADS, PRINTER, KEEPER, "Petugas penyerahan")
PARTNER, AUDITOR, DESIGNER, APPROVER = "Mitra", "Auditor", "Perancang proses", "Penyetuju proses"
ADMINISTRATOR = "Administrator"
ROLES = (RT, KELURAHAN, LURAH, COUNTER, *OFFICE, PARTNER, AUDITOR, DESIGNER, APPROVER, ADMINISTRATOR)

STRANGERS = "strangers"
EVERYBODY = frozenset({STRANGERS, *ROLES})
PEOPLE = frozenset(ROLES)
NOBODY: frozenset[str] = frozenset()
WORKERS = frozenset({RT, KELURAHAN, LURAH, COUNTER, *OFFICE, PARTNER})
DESKS = frozenset({RT, KELURAHAN, COUNTER, PARTNER})
STAFF = WORKERS - {PARTNER}
READERS = STAFF - {RT} | {AUDITOR}
TELLERS = STAFF - {RT}
MENDERS = LEADERS = REVOKERS = frozenset({"Kepala seksi", "Kepala bidang", "Kepala dinas"})
RECONCILERS = MENDERS | {"Operator SIAK"}
SIGNERS = frozenset({"Kepala dinas"})
DESIGNERS = frozenset({DESIGNER})
APPROVERS = frozenset({APPROVER, "Kepala bidang"})
AUDITORS = frozenset({AUDITOR})
KEEPERS = frozenset({KEEPER})
PRINTERS = frozenset({PRINTER, "Petugas penyerahan"})
ADMINISTRATORS = frozenset({ADMINISTRATOR})


@dataclass(frozen=True)
class Rule:
    """`who`: the roles that may; where it is `about` a case, those in whose area it lies, at whose desk it was taken
    and to whom its task belongs. `others`: the roles that may in that area too where desk and task are another role's.
    `anywhere`: the roles that may whatever the area. `posted`: what a page of ours would send. `private`: about what
    only whoever brought it has, so that others who may find nothing there."""

    method: str
    address: str
    who: frozenset[str]
    about: str = ""
    others: frozenset[str] | None = None
    anywhere: frozenset[str] = NOBODY
    posted: Mapping[str, Any] = field(default_factory=dict)
    private: bool = False

    def allows(self, role: str, situation: str) -> bool:
        """`situation`: own, another (another role's desk and task of the own area), other (another area) or nowhere
        (somebody without a post). Strangers count as a role of their own."""
        if role == STRANGERS:
            return STRANGERS in self.who
        if situation == "nowhere":
            return self.who >= PEOPLE and not self.about
        if not self.about or situation == "own":
            return role in self.who
        if situation == "another":
            return role in (self.who if self.others is None else self.others | self.anywhere)
        return role in self.anywhere


def get(address: str, who: frozenset[str], about: str = "", **more: Any) -> Rule:
    return Rule("GET", address, who, about, **more)


def post(address: str, who: frozenset[str], about: str = "", **more: Any) -> Rule:
    return Rule("POST", address, who, about, **more)


def of_task(method: str, address: str, posted: Mapping[str, Any] | None = None) -> Rule:
    return Rule(method, address, WORKERS, "task", NOBODY, posted=posted or {})


DRAFT = "/designer/{document_type}/draf"
VERSION = "/designer/{document_type}/versi/{number}"
READ_BY_DESIGNERS = DESIGNERS | APPROVERS

TABLE: tuple[Rule, ...] = (
    get("/", EVERYBODY),
    get("/static/{name}", EVERYBODY),
    get("/layanan/{document_type}", EVERYBODY),
    get("/status", EVERYBODY),
    post("/status", EVERYBODY),
    get("/unduh/{token}", EVERYBODY),
    post("/unduh/{token}", EVERYBODY),
    get("/v", EVERYBODY),
    post("/v", EVERYBODY),
    post("/bandingkan", EVERYBODY),
    get("/v/{token}", EVERYBODY),
    post("/v/pemegang", EVERYBODY),
    get("/s/{sealed}", EVERYBODY),
    get("/S/{sealed}", EVERYBODY),
    get("/segel/daftar", EVERYBODY),
    get("/segel/kunci.json", EVERYBODY),
    get("/segel/pemeriksa.html", EVERYBODY),
    get("/V/{token}", EVERYBODY),
    get("/masuk", EVERYBODY),
    post("/masuk", EVERYBODY),
    post("/bahasa", EVERYBODY, posted={"bahasa": "id"}),
    get("/saya", PEOPLE),
    post("/saya/sesi", PEOPLE),
    get("/tugas", WORKERS),
    post("/tugas/saring", WORKERS),
    get("/tugas.csv", WORKERS),
    post("/tugas/pilihan", WORKERS, posted={"aksi": "lepas"}),
    post("/tugas/tampilan", WORKERS),
    post("/tugas/saringan", WORKERS, posted={"nama": "X"}),
    get("/tugas/saringan/{saved_id}", WORKERS),
    post("/tugas/saringan/{saved_id}/hapus", WORKERS),
    post("/tugas/bersama", WORKERS),
    get("/tanda-tangan", SIGNERS),
    post("/tanda-tangan", SIGNERS),
    post("/tanda-tangan/unduh", SIGNERS),
    post("/tanda-tangan/unggah", SIGNERS),
    get("/pencabutan", REVOKERS),
    get("/pencabutan/{document_id}", REVOKERS, "case"),
    post("/pencabutan/{document_id}", REVOKERS, "case"),
    get("/beda-siak", RECONCILERS | AUDITORS),
    get("/beda-siak/{difference_id}", RECONCILERS | AUDITORS, "case", anywhere=AUDITORS),
    post("/beda-siak/{difference_id}", RECONCILERS, "case"),
    post("/beda-siak/{difference_id}/tanya", RECONCILERS, "case"),
    get("/arsip", REVOKERS),
    post("/arsip", REVOKERS),
    get("/arsip/{destruction_id}.pdf", REVOKERS, private=True),
    get("/arsip/register.pdf", REVOKERS),
    get("/tugas/{task_id}/alihkan", LEADERS | {LURAH}, "task", others=LEADERS),
    post("/tugas/{task_id}/alihkan", LEADERS | {LURAH}, "task", others=LEADERS, posted={"alasan": ""}),
    post("/tugas/{task_id}/urungkan", WORKERS, "task", others=LEADERS),
    post("/tugas/berikutnya", WORKERS, posted={"meja": "Sistem"}),
    of_task("GET", "/tugas/{task_id}"),
    of_task("POST", "/tugas/{task_id}/draf"),
    of_task("POST", "/tugas/{task_id}/ambil"),
    of_task("GET", "/tugas/{task_id}/hasil/{outcome}"),
    of_task("POST", "/tugas/{task_id}/hasil/{outcome}"),
    of_task("POST", "/tugas/{task_id}/lepas"),
    of_task("GET", "/tugas/{task_id}/jam"),
    of_task("POST", "/tugas/{task_id}/jam"),
    of_task("POST", "/tugas/{task_id}/jam/lanjut"),
    of_task("POST", "/tugas/{task_id}", {"aksi": "draf"}),
    get("/kasus", STAFF),
    post("/kasus", STAFF),
    get("/kasus/{case_id}", STAFF | {PARTNER}, "case", others=STAFF),
    post("/kasus/{case_id}/catatan", STAFF | {PARTNER}, "case", others=STAFF),
    get("/kasus/{case_id}/whatsapp", TELLERS, "case"),
    post("/kasus/{case_id}/whatsapp", TELLERS, "case"),
    post("/kasus/{case_id}/whatsapp/terkirim", TELLERS, "case"),
    get("/kasus/{case_id}/berkas", DESKS, "desk", others=NOBODY),
    post("/kasus/{case_id}/berkas/{requirement}", DESKS, "desk", others=NOBODY),
    get("/kasus/{case_id}/tanda-terima", DESKS, "desk", others=NOBODY),
    post("/kasus/{case_id}/tanda-terima", DESKS, "desk", others=NOBODY),
    get("/kasus/{case_id}/tanda-terima.pdf", DESKS, "desk", others=NOBODY),
    post("/kasus/{case_id}/tanda-terima-penyerahan", READERS - AUDITORS, "case", private=True),
    get("/kasus/{case_id}/tarik", DESKS, "desk", others=NOBODY),
    post("/kasus/{case_id}/tarik", DESKS, "desk", others=NOBODY),
    get("/kasus/{case_id}/gangguan/{incident_id}", MENDERS, "case"),
    post("/kasus/{case_id}/gangguan/{incident_id}", MENDERS, "case"),
    post("/kasus/{case_id}/gangguan/{incident_id}/lepas", MENDERS, "case"),
    get("/kasus/{case_id}/gangguan/{stranded_id}/petugas", MENDERS, "case"),
    post("/kasus/{case_id}/gangguan/{stranded_id}/petugas", MENDERS, "case"),
    get("/lampiran/{attachment_id}", READERS | DESKS, "case", others=READERS, anywhere=AUDITORS),
    get("/dokumen/{document_id}", READERS, "case", anywhere=AUDITORS),
    get("/permohonan", DESKS),
    get("/permohonan/{document_type}", DESKS),
    post("/permohonan/{document_type}", DESKS, posted={"anak.nama": "X"}),
    get("/permohonan/{document_type}/kumpulan", DESKS),
    post("/permohonan/{document_type}/kumpulan", DESKS),
    get("/permohonan/{document_type}/kumpulan/format.{suffix}", DESKS),
    get("/kumpulan/{batch_id}", DESKS, private=True),
    post("/kumpulan/{batch_id}", DESKS, private=True),
    get("/layanan/{document_type}/standar-pelayanan.pdf", EVERYBODY),
    get("/sop", READ_BY_DESIGNERS | AUDITORS),
    get("/sop/{document_type}/{number}/sop.pdf", READ_BY_DESIGNERS | AUDITORS),
    get("/sop/{document_type}/{number}/sop.docx", READ_BY_DESIGNERS | AUDITORS),
    get("/sop/{document_type}/{number}/standar-pelayanan.pdf", READ_BY_DESIGNERS | AUDITORS),
    get("/designer", READ_BY_DESIGNERS),
    get("/designer/{document_type}", READ_BY_DESIGNERS),
    get(VERSION, READ_BY_DESIGNERS),
    get(f"{VERSION}/berkas/{{path}}", READ_BY_DESIGNERS),
    post(DRAFT, DESIGNERS),
    get(DRAFT, DESIGNERS),
    get(f"{DRAFT}/berkas/{{path}}", DESIGNERS),
    post(f"{DRAFT}/berkas/{{path}}", DESIGNERS, posted={"isi": "x", "revisi": "0"}),
    post(f"{DRAFT}/simpan", DESIGNERS),
    post(f"{DRAFT}/periksa", DESIGNERS),
    post(f"{DRAFT}/perbarui", DESIGNERS),
    get("/designer/{document_type}/usulkan", DESIGNERS),
    post("/designer/{document_type}/usulkan", DESIGNERS),
    post(f"{DRAFT}/buang", DESIGNERS),
    get(f"{VERSION}/pindah", READ_BY_DESIGNERS),
    post(f"{VERSION}/pindah", APPROVERS),
    get("/usulan", READ_BY_DESIGNERS),
    get("/usulan/{proposal_id}", READ_BY_DESIGNERS),
    post("/usulan/{proposal_id}/tarik", DESIGNERS),
    post("/usulan/{proposal_id}/tolak", APPROVERS),
    post("/usulan/{proposal_id}/setujui", APPROVERS),
    get("/jam-kantor", frozenset(HEADS)),
    post("/jam-kantor", frozenset(HEADS)),
    post("/jam-kantor/{outage_id}/akhiri", frozenset(HEADS)),
    get("/blangko", KEEPERS | AUDITORS),
    post("/blangko/terima", KEEPERS, posted={"awal": "X1", "akhir": "X2", "nomor": "SJ"}),
    post("/blangko/keluar", KEEPERS, posted={"awal": "X1", "alasan": "X"}),
    post("/blangko/hitung", KEEPERS, posted={"jumlah": "0", "alasan": "X"}),
    get("/cetak", PRINTERS),
    post("/cetak", PRINTERS),
    get("/cetak/{document_id}", PRINTERS, "case"),
    post("/cetak/{document_id}", PRINTERS, "case", posted={"aksi": "rusak", "alasan": "kertas_macet", "lembar": "1"}),
    get("/periksa", AUDITORS),
    get("/periksa/kasus", AUDITORS),
    post("/periksa/kasus", AUDITORS),
    get("/periksa/kasus.csv", AUDITORS),
    get("/periksa/kasus/{case_id}", AUDITORS, "case", anywhere=AUDITORS),
    get("/periksa/kasus/{case_id}/aturan", AUDITORS, "case", anywhere=AUDITORS),
    get("/periksa/kasus/{case_id}/peristiwa.csv", AUDITORS, "case", anywhere=AUDITORS),
    get("/periksa/kasus/{case_id}/jejak.json", AUDITORS, "case", anywhere=AUDITORS),
    get("/periksa/dokumen/{document_id}", AUDITORS, "case", anywhere=AUDITORS),
    get("/periksa/berkas/{attachment_id}", AUDITORS, "case", anywhere=AUDITORS),
    post("/periksa/tujuan", AUDITORS),
    get("/periksa/dilihat", AUDITORS),
    get("/periksa/kantor", AUDITORS),
    get("/periksa/rantai", AUDITORS),
    post("/periksa/rantai", AUDITORS),
    get("/pagi", LEADERS),
    get("/saya/sandi", PEOPLE),
    post("/saya/sandi", PEOPLE, posted={"sekarang": "x", "baru": "y", "ulang": "z"}),
    get("/kelola/orang", ADMINISTRATORS),
    get("/kelola/orang/baru", ADMINISTRATORS),
    post("/kelola/orang", ADMINISTRATORS),
    get("/kelola/orang/{person_id}", ADMINISTRATORS),
    post("/kelola/orang/{person_id}", ADMINISTRATORS, posted={"nama": "Orang Uji"}),
    post("/kelola/cuti/{absence_id}/akhiri", ADMINISTRATORS),
    get("/kelola/jabatan", ADMINISTRATORS),
    post("/kelola/jabatan", ADMINISTRATORS),
    get("/kelola/jabatan/{post_id}", ADMINISTRATORS),
    post("/kelola/jabatan/{post_id}", ADMINISTRATORS),
    post("/kelola/penugasan/{assignment_id}/akhiri", ADMINISTRATORS),
    get("/kelola/wilayah", ADMINISTRATORS),
    post("/kelola/wilayah", ADMINISTRATORS),
    get("/kelola/unit", ADMINISTRATORS),
    post("/kelola/unit", ADMINISTRATORS),
    post("/kelola/unit/layanan", ADMINISTRATORS),
    get("/kelola/jam", ADMINISTRATORS),
    post("/kelola/jam", ADMINISTRATORS),
    get("/kelola/libur", ADMINISTRATORS),
    post("/kelola/libur", ADMINISTRATORS),
    get("/kelola/kebijakan", ADMINISTRATORS),
    post("/kelola/kebijakan", ADMINISTRATORS),
    get("/kelola/keterlambatan", ADMINISTRATORS),
    post("/kelola/keterlambatan", ADMINISTRATORS),
    get("/kelola/alasan", ADMINISTRATORS),
    post("/kelola/alasan", ADMINISTRATORS),
    get("/kelola/akses", ADMINISTRATORS),
    post("/kasus/{case_id}/lampiran/{attachment_id}/hapus", DESKS, "desk", others=NOBODY),
    post("/keluar", PEOPLE),
)  # fmt: skip
