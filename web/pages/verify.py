"""Anybody who holds a document's paper or its file learns here whether it is genuine and in force; nothing of whom it
is about."""

from contextlib import closing
from datetime import timedelta

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import verifying
from engine.attachments import MOST_BYTES
from engine.seals import seal
from web import current
from web.language import Later
from web.policies import PUBLIC, policy
from web.throttle import throttled

_ = Later
pages = Blueprint("verify", __name__)
SIGNATURES = {
    "count": _("Berkas ini tidak bertanda tangan elektronik, atau bertanda tangan lebih dari satu."),
    "altered": _("Isinya diubah sesudah ditandatangani."),
    "added": _("Ada yang ditambahkan sesudah ditandatangani."),
    "uncovered": _("Ada bagian berkas yang tidak dicakup tanda tangan."),
    "revoked": _("Sertifikat penanda tangannya sudah dicabut."),
    "untrusted": _("Sertifikat penanda tangannya tidak dipercaya kantor ini."),
    "stamp": _("Stempel waktunya tidak sah."),
    "unreadable": _("Berkas ini tidak dapat dibaca sebagai PDF."),
    "holds": _("Tanda tangan pada berkas ini sah."),
}
"""By the code of the signature's check."""


@pages.get("/v")
@policy(PUBLIC)
def ask() -> Response:
    return _ask()


def _ask(problem: Later | None = None, status: int = 200) -> Response:
    return make_response(render_template("verify_ask.html", problem=problem), status)


@pages.post("/v")
@policy(PUBLIC)
def asked() -> Response:
    typed = request.form.get("kode", "").strip()
    if not typed:
        return redirect(url_for("verify.ask"), 303)
    said = typed.rpartition("/")[2]
    if len(said) > verifying.LONGEST_TOKEN:
        return redirect(url_for("verify.show_sealed", sealed=said[: seal.LONGEST]), 303)
    return redirect(url_for("verify.show", token=said), 303)


@pages.post("/bandingkan")
@policy(PUBLIC)
@throttled("verify_file", 10, timedelta(minutes=1))
def compare() -> Response:
    """The file is looked at and forgotten."""
    sent = request.files.get("berkas")
    content = b""
    if sent is not None:
        with closing(sent):
            content = sent.stream.read(MOST_BYTES + 1)
    if not content:
        return _ask(_("Pilih berkas PDF-nya dulu."), 422)
    if len(content) > MOST_BYTES:
        return _ask(_("Berkasnya terlalu besar; paling banyak 5 MB."), 422)
    compared = verifying.by_file(current.engine(), content)
    said = SIGNATURES.get(compared.signature.code)
    page = render_template("verify.html", verdict=compared.verdict, compared=compared, said=said)
    return make_response(page)


@pages.get("/v/<token>")
@pages.get("/V/<token>")
@policy(PUBLIC)
@throttled("verify", 60, timedelta(minutes=1))
def show(token: str) -> str:
    """QR codes hold the address in capitals."""
    with current.engine().reading() as reading:
        verdict = verifying.by_token(reading, token)
    return render_template("verify.html", verdict=verdict, compared=None, said=None)


@pages.get("/s/<sealed>")
@pages.get("/S/<sealed>")
@policy(PUBLIC)
@throttled("verify", 60, timedelta(minutes=1))
def show_sealed(sealed: str) -> str:
    """The second code of a paper: its seal, which names the document that is asked for."""
    with current.engine().reading() as reading:
        verdict = verifying.by_seal(reading, sealed)
    return render_template("verify.html", verdict=verdict, compared=None, said=None)
