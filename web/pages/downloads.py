"""An applicant fetches his signed document by the link of his notice, without a login."""

from datetime import timedelta

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from engine import downloads
from engine.errors import TooManyTriesError
from web import current, errors
from web.files import attached
from web.language import Later
from web.policies import PUBLIC, policy
from web.throttle import throttled

_ = Later
pages = Blueprint("downloads", __name__)
UNFIT = _(
    "Tautan dan nomor Anda tidak cocok, atau masa berlaku tautan sudah habis. Periksa ketikannya, atau ambil dokumen "
    "di loket."
)


@pages.get("/unduh/<token>")
@policy(PUBLIC)
def ask(token: str) -> str:
    return _asking("")


@pages.post("/unduh/<token>")
@policy(PUBLIC)
@throttled("progress", 30, timedelta(minutes=5))
def fetch(token: str) -> Response:
    own = request.form.get("milik", "").strip()[:40]
    try:
        found = downloads.fetch(current.engine(), token[:40], own) if own else None
    except TooManyTriesError as error:
        refused = errors.answer_for(error)
        return make_response(_asking(str(refused.sentence)), refused.status)
    if found is None:
        return make_response(_asking(str(UNFIT)), 422)
    return attached(found.content, f"{found.number}.pdf", found.media_type)


def _asking(problem: str) -> str:
    return render_template("download_ask.html", problem=problem, days=current.engine().download_days)
