"""Card blanks: a piece for the card, and a piece that was spoiled, in the transaction of the printing."""

from engine import blanks
from engine.blanks import Act
from engine.calls import Call, Refused, Result, inside
from engine.errors import BlankRangeError, BlanksKnownError, BlankStateError, BlankUnknownError
from engine.work import Work

TAKEN, NONE_LEFT, NOT_IN_STOCK = "dipakai", "kosong", "tidak_ada"


@inside(
    "Ambil blangko dari buku stok",
    "Take a blank from the ledger",
    jenis="jenis blangko, seperti ktp_el",
    seri="nomor seri yang dipakai; bila kosong yang berikutnya menurut buku stok",
)
def use(call: Call) -> Result:
    """`hasil` says whether a piece was taken, none is left, or the named one is not in stock."""
    act = Act(_kind(call), call.case.id)
    try:
        serial = blanks.use(_work(call), act, str(call.parameters.get("seri") or "") or None)
    except (BlankUnknownError, BlankStateError):
        return {"hasil": NOT_IN_STOCK, "seri": None}
    return {"hasil": NONE_LEFT if serial is None else TAKEN, "seri": serial}


@inside(
    "Catat blangko rusak cetak",
    "Note a spoiled blank",
    jenis="jenis blangko, seperti ktp_el",
    seri="nomor seri yang rusak",
    alasan="sebab kerusakan",
)
def spoil(call: Call) -> Result:
    serial, reason = (str(call.parameters.get(name) or "") for name in ("seri", "alasan"))
    blanks.spoil(_work(call), Act(_kind(call), call.case.id, reason), serial)
    return {"seri": serial}


@inside(
    "Catat kiriman blangko",
    "Enter a delivery of blanks",
    jenis="jenis blangko, seperti ktp_el",
    awal="nomor seri pertama; bila kosong tidak ada yang dicatat",
    akhir="nomor seri terakhir",
    nomor="nomor surat jalan",
)
def receive(call: Call) -> Result:
    first, last, note = (str(call.parameters.get(name) or "") for name in ("awal", "akhir", "nomor"))
    if not first:
        return {"hasil": "tidak_ada", "jumlah": 0}
    try:
        pieces = blanks.receive(_work(call), Act(_kind(call), minutes=note), first, last)
    except (BlankRangeError, BlanksKnownError):
        return {"hasil": "ditolak", "jumlah": 0}
    return {"hasil": "dicatat", "jumlah": pieces}


def _kind(call: Call) -> str:
    kind = str(call.parameters.get("jenis"))
    if kind not in blanks.KINDS:
        raise Refused(
            "blangko", f"Expected a kind of blank of {', '.join(blanks.KINDS)}, but got another one"
        )
    return kind


def _work(call: Call) -> Work:
    assert call.work is not None  # inside handlers always have one
    return call.work
