"""Where an officer signs what is ready: the list with its papers, his passphrase once for all that he ticks."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import secrecy
from engine.errors import LoginRefusedError, TooManyTriesError
from engine.errors.signing import SignerRefusedError
from engine.ids import parse_id
from engine.roles import Permission
from engine.signing import Secret, room
from web import current, signers
from web.language import Later
from web.policies import policy

_ = Later
pages = Blueprint("signing", __name__)
NONE = _("Centang sedikitnya satu dokumen.")
PASSWORD = _("Kata sandi akun tidak cocok.")
PATIENCE = _("Tunggu sebentar sebelum mencoba lagi.")
BOTH = _("Isi kata sandi akun dan frasa sandi sertifikat.")
REASON = _("Tulis alasannya: alasan tersimpan dalam riwayat kasus.")


@dataclass(frozen=True)
class Typed:
    """What stays on the page where something was wrong; no secret does."""

    problem: Later | None = None
    ticked: frozenset[str] | None = None
    declining: str | None = None
    results: Sequence[tuple[room.Awaiting, Later | None]] = field(default_factory=list)


@pages.get("/tanda-tangan")
@policy(Permission.SIGN)
def show() -> Response:
    return _drawn(Typed())


@pages.post("/tanda-tangan")
@policy(Permission.SIGN)
def sign() -> Response:
    if "tolak" in request.form:
        return _decline(parse_id(request.form["tolak"]) or "")
    chosen = [found for one in request.form.getlist("pilih") if (found := parse_id(one))]
    password, passphrase = request.form.get("sandi", ""), request.form.get("frasa", "")
    wrong = NONE if not chosen else BOTH if not (password and passphrase) else None
    if wrong is not None:
        return _drawn(Typed(wrong, frozenset(chosen)), 422)
    try:
        secrecy.confirm(current.engine(), current.actor(), password)
        outcomes = room.sign(current.engine(), current.actor(), chosen, Secret(passphrase))
    except LoginRefusedError:
        return _drawn(Typed(PASSWORD, frozenset(chosen)), 422)
    except TooManyTriesError:
        return _drawn(Typed(PATIENCE, frozenset(chosen)), 429)
    except SignerRefusedError as refused:
        return _drawn(Typed(_said(refused), frozenset(chosen)), 422)
    results = [(one.awaiting, _said(one.refused) if one.refused else None) for one in outcomes]
    return _drawn(Typed(results=results))


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
    page = render_template("signing.html", waiting=found, typed=typed, most=room.MOST)
    return make_response(page, status)
