"""What no page of ours sends: fields, bodies, marks and addresses that somebody made up."""

import base64
import json
from typing import Any

from hypothesis import strategies as st

from tests.web.site import BIRTH, birth

SCRIPT = "<script>alert('hostile')</script>"
SUM = "{{ 271828 * 314159 }}${271828*314159}#{271828*314159}"
SUMMED = str(271828 * 314159)
ODD = (
    "", " ", "\0", "a\0b", "\r\n\r\nSet-Cookie: a=b", "\u202e", "\ufeff", "ﷺ" * 50, "e\u0301" * 30, "𝟙𝟚𝟛", "²", "١٢٣",
    "-1", "0", "9" * 25, "9" * 5000, "1e999", "NaN", "Infinity", "1_000", "0x10", "00", "1,5", "x" * 300, "x" * 70_000,
    "'", "' OR 1=1 --", "'; DROP TABLE terbit_case; --", "%", "_", "\\", "%%' ESCAPE '", "*", "[", "(", "a" * 65,
    "../../etc/passwd", "shared/../akta_kelahiran.bpmn", "/etc/passwd", "//evil.example", "javascript:alert(1)",
    SCRIPT, SUM, "null", "true", "[]", "{}", "0001-01-01", "9999-12-31", "2026-02-30", "10000-01-01", "24:00",
    "setuju", "kembalikan", "tolak", "keberatan", "tambah:anak", "hapus:anak:²", "hapus:anak:0", "tambah:", "perbarui",
    "draf", "hapus", "00000000-0000-0000-0000-000000000000", "{00000000-0000-0000-0000-000000000000}", "desk:", "sent",
    "mine", "late:Petugas loket", "desk:Kepala dinas", "1" * 36, "urn:uuid:00000000-0000-0000-0000-000000000000",
)  # fmt: skip
LISTS = ("antrean", "layanan", "asal", "tenggat", "cari", "sesudah", "keadaan", "q", "terkirim", "habis")
FOUND = (
    "cari",
    "layanan",
    "keadaan",
    "asal",
    "sejak",
    "sampai",
    "kembali",
    "petugas",
    "sesudah",
    "jenis",
    "ubah",
    "kasus",
)
STEP = ("aksi", "hasil", "alasan", "catatan", "request_id", "dari", "berkas.kartu_keluarga.hasil", "berkas.hasil",
        "berkas.kartu_keluarga.alasan", "anak.0.nama", "anak.².nama", "anak.nama")  # fmt: skip
KNOWN = {
    "/permohonan": (
        *BIRTH,
        "aksi",
        "request_id",
        "anak.tanggal_lahir-dd",
        "anak.tanggal_lahir-yyyy",
        "saksi.0.nama",
    ),
    "/tugas/{task_id}": STEP,
    "/tugas": (*LISTS, "meja"),
    "/kasus/{case_id}": ("catatan", "alasan", "ganti", "berkas"),
    "/kasus": LISTS,
    "/periksa": (*FOUND, "q", "tujuan"),
    "/usulan": ("catatan", "alasan", "terkirim"),
    "/designer": ("alasan", "isi", "revisi", "aksi", "diagram", "pilih"),
    "/masuk": ("nama", "sandi", "lanjut", "isian"),
    "/bahasa": ("bahasa", "kembali"),
    "/beda-siak": ("jenis", "layanan", "kasus", "sejak", "keadaan", "sesudah", "alasan", "catatan"),
    "/blangko": ("jenis", "awal", "akhir", "nomor", "alasan", "menjadi", "jumlah"),
    "/cetak": ("pilih", "aksi", "alasan", "lembar", "keterangan"),
    "/v": ("kode",),
    "/status": ("nomor", "milik"),
    "/designer/{document_type}/versi/{number}/pindah": ("aksi", "alasan", "ganti.verifikasi_isi"),
    "/tanda-tangan": ("pilih", "sandi", "frasa", "tolak", "berkas"),
    "": ("csrf_token", "x"),
}
"""What the routes below an address read; the longest beginning counts."""
TYPES = (
    "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "application/json",
    "text/plain", "application/xml", "application/octet-stream", "", "a/b; charset=utf-16",
    "multipart/form-data; boundary=", "application/x-www-form-urlencoded; charset=nonsense",
)  # fmt: skip


def _mark(content: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


MARKS = tuple(
    _mark(content)
    for content in (
        [], {}, None, 1, ["2026-11-24T01:00:00+00:00", "x"], ["2026-11-24T01:00:00", "x"], ["x", "y"], [1, 2],
        ["0001-01-01T00:00:00+14:00", "00000000-0000-0000-0000-000000000000"], ["2026-11-24T01:00:00+00:00", None],
        ["9999-12-31T23:59:59-14:00", "00000000-0000-0000-0000-000000000000"], ["2026-11-24T01:00:00+00:00", [1]],
        ["2026-11-24T01:00:00Z", "9" * 40], "x", ["2026-11-24", "00000000-0000-0000-0000-000000000000"],
    )
)  # fmt: skip

texts = st.one_of(st.sampled_from(ODD), st.sampled_from(MARKS), st.text(max_size=40))


def names(address: str) -> st.SearchStrategy[str]:
    known = KNOWN[max((start for start in KNOWN if address.startswith(start)), key=len)]
    return st.sampled_from(known) | st.sampled_from(known) | st.text(max_size=20)


def fields(address: str) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Some of them twice."""
    return st.lists(st.tuples(names(address), texts), max_size=5)


jsons = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("path", "text", "revision")), inner)
    ),
    max_leaves=6,
)
left_out = st.sets(st.sampled_from(sorted(BIRTH)), max_size=2)
saves = st.fixed_dictionaries(
    {},
    optional={
        "path": st.sampled_from(("akta_kelahiran.bpmn", "shared/reasons.toml")) | texts | st.none(),
        "text": texts | st.integers() | st.just("\ud800"),
        "revision": st.integers() | texts | st.none() | st.floats(),
    },
)


@st.composite
def bodies(draw: st.DrawFn, address: str) -> dict[str, Any]:
    """Arguments of a client's post. What is odd in an application stands among what is right."""
    kind = draw(st.sampled_from(("form", "form", "form", "multipart", "json", "save", "raw")))
    if kind == "json":
        return {"data": json.dumps(draw(jsons)), "content_type": "application/json"}
    if kind == "save":
        return {"data": json.dumps(draw(saves)), "content_type": "application/json"}
    if kind == "raw":
        return {"data": draw(st.binary(max_size=200)), "content_type": draw(st.sampled_from(TYPES))}
    typed: dict[str, list[Any]] = {}
    if address.startswith("/permohonan/"):
        typed = {name: [value] for name, value in birth().items() if name not in draw(left_out)}
    for name, text in draw(fields(address)):
        typed.setdefault(name, []).insert(0, text.encode(errors="replace").decode())
    if kind == "multipart":
        file = (draw(st.binary(max_size=100)), draw(texts)[:200] or "x")
        typed.setdefault("berkas", []).append(file)
        return {"data": typed, "content_type": "multipart/form-data"}
    return {"data": typed}
