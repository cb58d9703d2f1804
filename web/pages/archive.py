"""What is past its time, and how two people destroy it: one proposes a list, another one confirms."""

import datetime as dt
from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine import archive, secrecy
from engine.errors import LoginRefusedError, TooManyTriesError
from engine.errors.archive import DestructionError
from engine.errors.register import PeriodError
from engine.ids import parse_id
from engine.roles import Permission
from engine.twopeople import Decision
from engine.work import Work
from web import current, naming, records
from web.files import attached
from web.language import Later
from web.policies import policy

_ = Later
pages = Blueprint("archive", __name__)
WRONG = {
    "incomplete": _(
        "Centang yang diusulkan, dan tulis nomor dan tanggal surat persetujuan (paling banyak 200 huruf)."
    ),
    "proposed": _("Masih ada usul yang menunggu keputusan. Putuskan dulu yang itu."),
    "due": _("Ada yang belum, atau tidak lagi, habis masa simpannya. Periksa daftarnya lagi."),
    "decided": _("Usul ini sudah diputuskan atau ditarik. Lihat keadaannya di bawah."),
    "four_eyes": _("Anda sendiri yang mengusulkannya. Yang menyetujui harus orang lain."),
}
DECISIONS: Mapping[str, Decision] = {"setujui": "confirmed", "tolak": "declined", "tarik": "withdrawn"}
"""The name of a button -> what it decides of the proposal that is its value."""
ENDS = {
    "issued": _("terbit"),
    "rejected": _("ditolak"),
    "withdrawn": _("ditarik"),
    "ended": _("berakhir"),
}
PERIOD = _("Pilih masa paling lama setahun, dengan paling banyak 1.000 catatan.")
PASSWORD = _("Kata sandi akun tidak cocok.")
PATIENCE = _("Tunggu sebentar sebelum mencoba lagi.")


@pages.get("/arsip")
@policy(Permission.ARCHIVE)
def show() -> AnyResponse:
    return _drawn()


@pages.post("/arsip")
@policy(Permission.ARCHIVE)
def act() -> AnyResponse:
    engine, actor = current.engine(), current.actor()
    try:
        secrecy.confirm(engine, actor, request.form.get("sandi", ""))
        with engine.work(actor) as work:
            _act(work)
    except LoginRefusedError:
        return _drawn(PASSWORD, 422)
    except TooManyTriesError:
        return _drawn(PATIENCE, 429)
    except DestructionError as refused:
        return _drawn(WRONG[refused.code], 422)
    return redirect(url_for("archive.show"), 303)


@pages.get("/arsip/<id:destruction_id>.pdf")
@policy(Permission.ARCHIVE)
def paper(destruction_id: str) -> Response:
    with current.engine().reading(current.actor()) as reading:
        content = records.destruction(reading, destruction_id)
    return attached(content, "berita-acara-pemusnahan.pdf", "application/pdf")


@pages.get("/arsip/register.pdf")
@policy(Permission.ARCHIVE)
def book() -> AnyResponse:
    """Every number of a period, on paper; that it was taken is recorded."""
    try:
        first, last = (dt.date.fromisoformat(request.args.get(name, "")) for name in ("dari", "sampai"))
        with current.engine().work(current.actor()) as work:
            content = records.book(work, first, last)
    except (ValueError, PeriodError):
        return _drawn(PERIOD, 422)
    return attached(content, f"register-{first:%Y%m%d}-{last:%Y%m%d}.pdf", "application/pdf")


def _act(work: Work) -> None:
    for name, decision in DECISIONS.items():
        if name in request.form:
            archive.decide(work, parse_id(request.form[name]) or "", decision)
            return
    archive.propose(work, request.form.getlist("pilih"), request.form.get("surat", ""))


def _drawn(problem: Later | None = None, status: int = 200) -> AnyResponse:
    with current.engine().reading(current.actor()) as reading:
        waits = archive.waiting(reading)
        page = render_template(
            "archive.html",
            waits=waits,
            due=[] if waits else archive.due(reading),
            recent=archive.recent(reading),
            names=naming.names(reading).types,
            ends=ENDS,
            chosen=request.form.getlist("pilih"),
            problem=problem,
        )
    return make_response(page, status)
