from engine.calls import Call, Result, inside


@inside(
    "Catat dalam register",
    "Enter in the register",
    kode="LU or LT",
    nomor="A number given elsewhere",
    salinan="For whom",
)
def enter(call: Call) -> Result:
    kind = str(call.parameters["kode"])
    return {"nomor": f"5371-{kind}-24112026-0001", "kode": kind, "tanggal": "2026-11-24"}


@inside("Cari akta", "Find a certificate", nomor="A number")
def find(call: Call) -> Result:
    """Every number that the office gives is there, whatever was entered."""
    number = str(call.parameters["nomor"])
    there = {"ada": True, "jenis": "akta_kelahiran"}
    return there | _said(number) if number.startswith("5371-") else {"ada": False}


@inside(
    "Perbaiki catatan",
    "Correct an entry",
    nomor="A number",
    jenis="A kind",
    perubahan="A list",
    dasar="A reason",
)
def correct(call: Call) -> Result:
    return _said(str(call.parameters["nomor"])) | {"versi": 2}


@inside(
    "Batalkan catatan",
    "Cancel an entry",
    nomor="A number",
    jenis="A kind",
    keterangan="Words",
    dasar="A reason",
)
def cancel(call: Call) -> Result:
    return _said(str(call.parameters["nomor"]))


@inside(
    "Salin dari buku lama", "Take over", nomor="A number", dokumen="A type", tanggal="A day", isi="Contents"
)
def take_over(call: Call) -> Result:
    return _said(str(call.parameters["nomor"]))


@inside(
    "Catat ayah", "Set the father", nomor="A number", jenis="A kind", orang_tua="Parents", dasar="A reason"
)
def set_father(call: Call) -> Result:
    return _said(str(call.parameters["nomor"])) | {"versi": 2}


@inside("Terbitkan kembali", "Issue again", nomor="A number", dasar="A reason")
def reissue(call: Call) -> Result:
    return _said(str(call.parameters["nomor"]))


def _said(number: str) -> Result:
    return {"nomor": number, "tanggal": "2026-11-24"}
