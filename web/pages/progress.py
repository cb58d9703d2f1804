"""An applicant sees how his application fares, without a login; what he types never stands in an address."""

from datetime import timedelta

from flask import Blueprint, render_template, request

from engine import progress
from engine.errors import TooManyTriesError
from web import current, errors
from web.language import Later
from web.policies import PUBLIC, policy
from web.throttle import throttled

_ = Later
pages = Blueprint("progress", __name__)
UNFIT = _(
    "Nomor permohonan dan nomor Anda tidak cocok. Periksa ketikannya: nomor permohonan ada pada tanda terima; nomor "
    "Anda ialah NIK atau nomor telepon yang Anda berikan sebagai pelapor."
)


@pages.get("/status")
@policy(PUBLIC)
def ask() -> str:
    return _asking("")


@pages.post("/status")
@policy(PUBLIC)
@throttled("progress", 30, timedelta(minutes=5))
def show() -> str | tuple[str, int]:
    number, own = (request.form.get(name, "").strip()[:40] for name in ("nomor", "milik"))
    try:
        found = progress.look_up(current.engine(), number, own) if number and own else None
    except TooManyTriesError as error:
        refused = errors.answer_for(error)
        return _asking(number, str(refused.sentence)), refused.status
    if found is None:
        return _asking(number, str(UNFIT)), 422
    return render_template("progress.html", found=found)


def _asking(number: str, problem: str | None = None) -> str:
    return render_template("progress_ask.html", number=number, problem=problem)
