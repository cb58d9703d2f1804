"""Anybody who holds a document's paper or its file learns here whether it is genuine and in force; nothing of whom it
is about."""

from contextlib import closing
from datetime import timedelta

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import bearers, verifying
from engine.attachments import MOST_BYTES
from engine.errors import TooManyTriesError
from engine.seals import seal
from web import current, errors, refused, signers
from web.language import Later
from web.policies import PUBLIC, policy
from web.throttle import throttled

_ = Later
pages = Blueprint("verify", __name__)


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
    said = signers.SIGNATURES.get(compared.signature.code)
    return make_response(_shown(compared.verdict, compared=compared, said=said))


@pages.post("/v/pemegang")
@policy(PUBLIC)
@throttled("verify", 60, timedelta(minutes=1))
def name_bearer() -> Response:
    """Whose paper it is, in first letters, for whoever names a birth date that stands on it; the code and the date
    come in the body and stand in no address."""
    payload = request.form.get("kode", "")[: seal.LONGEST]
    try:
        found = bearers.named(current.engine(), payload, refused.day("lahir"))
    except refused.LackingError:
        return _bearer(payload, _("Isi tanggal lahir yang tertulis pada dokumen."), 422)
    except TooManyTriesError as error:
        answer = errors.answer_for(error)
        return _bearer(payload, answer.sentence, answer.status)
    if found.verdict.state == "in_force" and not found.names:
        return _bearer(payload, _("Tanggal lahir itu tidak tertulis pada dokumen ini."), 422)
    return make_response(_shown(found.verdict, payload, names=found.names))


def _bearer(payload: str, problem: Later | str, status: int) -> Response:
    with current.engine().reading() as reading:
        verdict = verifying.by_payload(reading, payload)
    typed = refused.said("lahir", 10)
    return make_response(_shown(verdict, payload, problem=problem, typed=typed), status)


def _shown(verdict: verifying.Verdict, payload: str = "", **more: object) -> str:
    """`payload`: what the paper's code says; with it the bearer's name can be asked for."""
    nothing = {"compared": None, "said": None, "names": (), "problem": None, "typed": ""}
    return render_template("verify.html", verdict=verdict, payload=payload, **(nothing | more))


@pages.get("/v/<token>")
@pages.get("/V/<token>")
@policy(PUBLIC)
@throttled("verify", 60, timedelta(minutes=1))
def show(token: str) -> str:
    """QR codes hold the address in capitals."""
    with current.engine().reading() as reading:
        verdict = verifying.by_token(reading, token)
    return _shown(verdict, token)


@pages.get("/s/<sealed>")
@pages.get("/S/<sealed>")
@policy(PUBLIC)
@throttled("verify", 60, timedelta(minutes=1))
def show_sealed(sealed: str) -> str:
    """The second code of a paper: its seal, which names the document that is asked for."""
    with current.engine().reading() as reading:
        verdict = verifying.by_payload(reading, sealed)
    return _shown(verdict, sealed)
