"""Log in, log out."""

from datetime import timedelta
from urllib.parse import parse_qsl

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import logins
from engine.errors import LoginRefusedError, TooManyTriesError
from web import auth, current, errors
from web.policies import PUBLIC, SIGNED_IN, policy
from web.throttle import throttled

pages = Blueprint("login", __name__)


@pages.get("/masuk")
@policy(PUBLIC)
def show() -> Response:
    if current.session() is not None:
        return redirect(auth.onward(request.args.get("lanjut"), url_for("home.show")))
    return make_response(render_template("login.html", typed=[], onward=request.args.get("lanjut", "")))


@pages.post("/masuk")
@policy(PUBLIC)
@throttled("login", 100, timedelta(minutes=5))
def enter() -> Response:
    name, password = request.form.get("nama", ""), request.form.get("sandi", "")
    login = logins.log_in(current.engine(), name, password, known=auth.knows(name))
    auth.end_present()
    g.session = logins.resume(current.engine(), login.token)
    target = auth.onward(request.form.get("lanjut"), url_for("home.show"))
    typed = _typed()
    answer = (
        make_response(render_template("send_again.html", typed=typed, target=target))
        if typed
        else make_response(redirect(target, 303))
    )
    auth.remember(answer, login)
    auth.meet(answer, name)
    return answer


@pages.errorhandler(LoginRefusedError)
@pages.errorhandler(TooManyTriesError)
def refused(error: Exception) -> Response:
    found = errors.answer_for(error)
    html = render_template(
        "login.html",
        problem=found.sentence,
        name=request.form.get("nama", ""),
        typed=_typed(),
        onward=request.form.get("lanjut", ""),
    )
    return make_response(html, found.status)


def _typed() -> list[tuple[str, str]]:
    """What was typed into a page whose login had ended, carried through this one."""
    return [
        pair for packed in request.form.getlist("isian") for pair in parse_qsl(packed, keep_blank_values=True)
    ]


@pages.post("/keluar")
@policy(SIGNED_IN)
def leave() -> Response:
    answer = make_response(redirect(url_for("login.show"), 303))
    auth.forget(answer)
    g.session = None
    return answer
