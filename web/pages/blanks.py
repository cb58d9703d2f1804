"""The ledger of card blanks: what is in stock, what the keeper enters, and the day's count."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from engine import blanks
from engine.blanks import Act
from engine.errors import (
    BlankRangeError,
    BlankReasonError,
    BlanksKnownError,
    BlankStateError,
    BlankUnknownError,
    DayCountedError,
    EngineError,
)
from engine.roles import Permission
from web import current, lengths
from web.language import Later
from web.policies import policy
from web.whole import whole

pages = Blueprint("blanks", __name__)
_ = Later
READERS = frozenset({Permission.BLANKS, Permission.AUDIT})
KINDS = {"ktp_el": _("KTP-el"), "ktp_el_oa": _("KTP-el orang asing"), "kia": _("KIA")}
STATES = {
    "stock": _("Dalam stok"),
    "used": _("Dipakai"),
    "spoiled": _("Rusak"),
    "returned": _("Dikembalikan ke pemasok"),
    "destroyed": _("Dimusnahkan"),
}
ACTS = {"spoiled": blanks.spoil, "returned": blanks.return_to_supplier, "destroyed": blanks.destroy}
WRONG: dict[type[EngineError], Later] = {
    BlankRangeError: _("Nomor seri pertama dan terakhir tidak sejajar, atau terlalu banyak sekaligus."),
    BlanksKnownError: _("Salah satu nomor seri sudah pernah diterima."),
    BlankUnknownError: _("Salah satu nomor seri tidak ada dalam buku stok."),
    BlankStateError: _("Salah satu blangko sudah dipakai, dikembalikan atau dimusnahkan."),
    BlankReasonError: _("Isi alasan dan nomor surat atau berita acara."),
    DayCountedError: _("Blangko hari ini sudah dihitung."),
    ValueError: _("Isi jumlah keping sebagai angka."),  # type: ignore[dict-item]
}


@pages.get("/blangko")
@policy(READERS)
def show() -> Response:
    return _drawn()


@pages.post("/blangko/terima")
@policy(Permission.BLANKS)
def receive() -> Response:
    with current.engine().work(current.actor()) as work:
        blanks.receive(work, Act(_kind(), minutes=_said("nomor")), _said("awal"), _said("akhir"))
    return _done()


@pages.post("/blangko/keluar")
@policy(Permission.BLANKS)
def end() -> Response:
    act = Act(_kind(), reason=_said("alasan"), minutes=_said("nomor") or None)
    with current.engine().work(current.actor()) as work:
        ACTS.get(_said("menjadi"), blanks.spoil)(work, act, _said("awal"), _said("akhir"))
    return _done()


@pages.post("/blangko/hitung")
@policy(Permission.BLANKS)
def count() -> Response:
    counted = whole(_said("jumlah"))
    if counted is None:
        return _drawn(str(WRONG[ValueError]), 422)  # type: ignore[index]
    with current.engine().work(current.actor()) as work:
        blanks.reconcile(work, _kind(), counted, _said("alasan") or None)
    return _done()


def wrong(error: EngineError) -> Response:
    return _drawn(str(WRONG[type(error)]), 422)


for _kind_of_error in (one for one in WRONG if issubclass(one, EngineError)):
    pages.register_error_handler(_kind_of_error, wrong)


def _drawn(problem: str = "", status: int = 200) -> Response:
    kind, actor = _kind(), current.actor()
    with current.engine().reading(actor) as reading:
        told = {
            "stock": blanks.stock(reading, kind),
            "book": blanks.balance(reading, kind, reading.local.date()),
            "counts": blanks.counts(reading, kind),
            "postings": blanks.postings(reading, kind),
        }
    keeps = Permission.BLANKS in actor.permissions
    names = {"kinds": KINDS, "states": STATES, "acts": ACTS, "lengths": lengths}
    return make_response(
        render_template("blanks.html", kind=kind, keeps=keeps, problem=problem, **told, **names), status
    )


def _done() -> Response:
    return make_response(redirect(url_for("blanks.show", jenis=_kind()), 303))


def _kind() -> str:
    wanted = request.values.get("jenis", "")
    return wanted if wanted in blanks.KINDS else blanks.KINDS[0]


def _said(name: str) -> str:
    return request.form.get(name, "").strip()[:200]
