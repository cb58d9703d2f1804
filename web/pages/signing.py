"""Where an officer signs what is ready: the list with its papers; his passphrase once for all that he ticks, or, where
he signs elsewhere, their files to take away and the signed ones to bring back."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from engine import secrecy
from engine.errors import LoginRefusedError, NotFoundError, TooManyTriesError
from engine.errors.signing import SignerRefusedError
from engine.ids import parse_id
from engine.roles import Permission
from engine.signing import Secret, elsewhere, room, uploads
from web import current, signers
from web.files import attached, zipped
from web.language import Later
from web.policies import policy

_ = Later
pages = Blueprint("signing", __name__)
NONE = _("Centang sedikitnya satu dokumen.")
PASSWORD = _("Kata sandi akun tidak cocok.")
PATIENCE = _("Tunggu sebentar sebelum mencoba lagi.")
BOTH = _("Isi kata sandi akun dan frasa sandi sertifikat.")
REASON = _("Tulis alasannya: alasan tersimpan dalam riwayat kasus.")
FILE_AND_PASSWORD = _("Pilih berkas yang sudah ditandatangani, dan isi kata sandi akun Anda.")


@dataclass(frozen=True)
class Typed:
    """What stays on the page where something was wrong; no secret does, and no browser keeps a file."""

    problem: Later | None = None
    ticked: frozenset[str] | None = None
    declining: str | None = None
    results: Sequence[tuple[room.Awaiting, Later | None]] = field(default_factory=list)
    brought: Sequence[tuple[elsewhere.Brought, Later | None]] = field(default_factory=list)


@pages.get("/tanda-tangan")
@policy(Permission.SIGN)
def show() -> Response:
    return _drawn(Typed())


@pages.post("/tanda-tangan")
@policy(Permission.SIGN)
def sign() -> Response:
    if "tolak" in request.form:
        return _decline(parse_id(request.form["tolak"]) or "")
    chosen = _ticked()
    password, passphrase = request.form.get("sandi", ""), request.form.get("frasa", "")
    wrong = NONE if not chosen else BOTH if not (password and passphrase) else None
    if wrong is not None:
        return _drawn(Typed(wrong, frozenset(chosen)), 422)
    refused = _refused(password)
    if refused is not None:
        return _drawn(Typed(refused[0], frozenset(chosen)), refused[1])
    try:
        outcomes = room.sign(current.engine(), current.actor(), chosen, Secret(passphrase))
    except SignerRefusedError as no:
        return _drawn(Typed(_said(no), frozenset(chosen)), 422)
    results = [(one.awaiting, _said(one.refused) if one.refused else None) for one in outcomes]
    return _drawn(Typed(results=results))


@pages.post("/tanda-tangan/unduh")
@policy(Permission.SIGN)
def take() -> Response:
    """To be signed elsewhere: the file, or a ZIP of several."""
    if not elsewhere.is_used(current.engine()):
        return redirect(url_for("signing.show"), 303)
    chosen = _ticked()
    if not chosen:
        return _drawn(Typed(NONE, frozenset()), 422)
    try:
        taken = elsewhere.take(current.engine(), current.actor(), chosen)
    except NotFoundError:
        return _drawn(Typed(signers.BROUGHT["gone"]), 409)
    if len(taken) == 1:
        return attached(taken[0].pdf, taken[0].name, "application/pdf")
    return attached(zipped((one.name, one.pdf) for one in taken), "tanda-tangan.zip", "application/zip")


@pages.post("/tanda-tangan/unggah")
@policy(Permission.SIGN)
def bring() -> Response:
    """Signed elsewhere: PDFs, or ZIPs of them."""
    if not elsewhere.is_used(current.engine()):
        return redirect(url_for("signing.show"), 303)
    sent = [one for one in request.files.getlist("berkas") if one.filename]
    password = request.form.get("sandi", "")
    refused = _refused(password) if sent and password else (FILE_AND_PASSWORD, 422)
    if refused is not None:
        return _drawn(Typed(refused[0]), refused[1])
    files = uploads.opened([_read(one) for one in sent])
    done = elsewhere.bring(current.engine(), current.actor(), files)
    return _drawn(Typed(brought=[(one, _unfit(one.code)) for one in done]))


def _ticked() -> list[str]:
    return [found for one in request.form.getlist("pilih") if (found := parse_id(one))]


def _refused(password: str) -> tuple[Later, int] | None:
    """Whether it is the officer himself; else what he reads, with the status."""
    try:
        secrecy.confirm(current.engine(), current.actor(), password)
    except LoginRefusedError:
        return PASSWORD, 422
    except TooManyTriesError:
        return PATIENCE, 429
    return None


def _read(sent: FileStorage) -> tuple[str, bytes]:
    with closing(sent):
        return (sent.filename or "")[-uploads.LONGEST_NAME :], sent.stream.read()


def _unfit(code: str) -> Later | None:
    return None if code == "signed" else signers.BROUGHT.get(code, signers.BROUGHT["unreadable"])


def _said(refused: Exception) -> Later:
    return signers.WORDS.get(getattr(refused, "code", ""), signers.OTHER)


def _decline(job_id: str) -> Response:
    reason = request.form.get(f"alasan-{job_id}", "").strip()
    if not reason:
        return _drawn(Typed(REASON, declining=job_id), 422)
    room.decline(current.engine(), current.actor(), job_id, reason)
    return redirect(url_for("signing.show"), 303)


def _drawn(typed: Typed, status: int = 200) -> Response:
    with current.engine().reading(current.actor()) as reading:
        found = room.waiting(reading)
    told = {"most": room.MOST, "outside": elsewhere.is_used(current.engine())}
    return make_response(render_template("signing.html", waiting=found, typed=typed, **told), status)
