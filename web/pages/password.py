"""The own password: chosen after a one-time code, or changed."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import passwords, secrecy
from engine.errors import LoginRefusedError, WeakPasswordError
from engine.errors.engine import EngineError
from web import current
from web.language import Later
from web.policies import SIGNED_IN, policy

pages = Blueprint("password", __name__)
_ = Later
WRONG: dict[type[EngineError], Later] = {
    LoginRefusedError: _("Kata sandi atau kode yang sekarang tidak cocok."),
    WeakPasswordError: _(
        "Kata sandi baru paling sedikit 12 karakter, dua kali sama, dan bukan nama pengguna Anda."
    ),
}


@pages.get("/saya/sandi")
@policy(SIGNED_IN)
def show() -> Response:
    return _drawn()


@pages.post("/saya/sandi")
@policy(SIGNED_IN)
def choose() -> Response:
    now, new, again = (request.form.get(name, "") for name in ("sekarang", "baru", "ulang"))
    if new != again:
        raise WeakPasswordError
    login = current.login()
    secrecy.choose(current.engine(), login.actor, now, new, keep=login.token_hash)
    return redirect(url_for("me.show", sandi="1"), 303)


@pages.errorhandler(LoginRefusedError)
@pages.errorhandler(WeakPasswordError)
def wrong(error: EngineError) -> Response:
    return _drawn(str(WRONG[type(error)]), 422)


def _drawn(problem: str = "", status: int = 200) -> Response:
    told = {"problem": problem, "has_code": current.login().has_code, "shortest": passwords.SHORTEST}
    return make_response(render_template("password.html", **told), status)
