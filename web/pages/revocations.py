"""Where two people revoke a document: one proposes it, another one confirms or declines, each with his password."""

from collections.abc import Mapping

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import caseview, documents, revocations, secrecy
from engine.errors import LoginRefusedError, TooManyTriesError
from engine.errors.revocations import RevocationError
from engine.ids import parse_id
from engine.roles import Permission
from engine.twopeople import Decision
from engine.work import Work
from web import current
from web.language import Later
from web.policies import policy

_ = Later
pages = Blueprint("revocations", __name__)
REASONS = {
    "putusan_pengadilan": _("Putusan pengadilan"),
    "akta_dibatalkan": _("Akta dibatalkan"),
    "salah_terbit": _("Salah terbit"),
    "data_palsu": _("Dasarnya keterangan atau berkas palsu"),
    "ganda": _("Terbit ganda"),
}
WRONG = {
    "incomplete": _("Pilih alasan, dan tulis nomor dan tanggal surat dasarnya (paling banyak 200 huruf)."),
    "state": _("Dokumen ini belum terbit atau sudah dicabut, jadi tidak dapat dicabut."),
    "proposed": _("Pencabutan dokumen ini sudah diusulkan. Lihat usulnya di bawah."),
    "decided": _("Usul ini sudah diputuskan atau ditarik. Lihat keadaannya di bawah."),
    "four_eyes": _("Anda sendiri yang mengusulkannya. Yang menyetujui harus orang lain."),
}
DECISIONS: Mapping[str, Decision] = {"setujui": "confirmed", "tolak": "declined", "tarik": "withdrawn"}
"""The name of a button -> what it decides of the proposal that is its value."""
PASSWORD = _("Kata sandi akun tidak cocok.")
PATIENCE = _("Tunggu sebentar sebelum mencoba lagi.")


@pages.get("/pencabutan")
@policy(Permission.REVOKE)
def waiting() -> str:
    with current.engine().reading(current.actor()) as reading:
        found = revocations.waiting(reading)
    return render_template("revocations.html", waiting=found, reasons=REASONS)


@pages.get("/pencabutan/<id:document_id>")
@policy(Permission.REVOKE)
def show(document_id: str) -> Response:
    return _drawn(document_id)


@pages.post("/pencabutan/<id:document_id>")
@policy(Permission.REVOKE)
def act(document_id: str) -> Response:
    engine, actor = current.engine(), current.actor()
    try:
        secrecy.confirm(engine, actor, request.form.get("sandi", ""))
        with engine.work(actor) as work:
            _act(work, document_id)
    except LoginRefusedError:
        return _drawn(document_id, PASSWORD, 422)
    except TooManyTriesError:
        return _drawn(document_id, PATIENCE, 429)
    except RevocationError as refused:
        return _drawn(document_id, WRONG[refused.code], 422)
    return redirect(url_for("revocations.show", document_id=document_id), 303)


def _act(work: Work, document_id: str) -> None:
    for name, decision in DECISIONS.items():
        if name in request.form:
            revocations.decide(work, parse_id(request.form[name]) or "", decision)
            return
    revocations.propose(work, document_id, request.form.get("alasan", ""), request.form.get("surat", ""))


def _drawn(document_id: str, problem: Later | None = None, status: int = 200) -> Response:
    with current.engine().reading(current.actor()) as reading:
        document = documents.find(reading, document_id)
        view = caseview.view(reading, document.case_id)
        proposals = revocations.of_document(reading, document_id)
        may = revocations.may(reading, document.case_id)
    page = render_template(
        "revocation.html",
        document=document,
        view=view,
        may=may,
        waits=next((one for one in proposals if one.state == "open"), None),
        earlier=[one for one in proposals if one.state != "open"],
        reasons=REASONS,
        problem=problem,
        revocable=document.state in revocations.REVOCABLE,
        longest=revocations.LONGEST_LETTER,
    )
    return make_response(page, status)
