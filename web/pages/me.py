"""The own account: posts, language, open logins."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import logins, people
from web import auth, current, language
from web.policies import PUBLIC, SIGNED_IN, policy

pages = Blueprint("me", __name__)
A_YEAR = 365 * 24 * 3600


@pages.get("/saya")
@policy(SIGNED_IN)
def show() -> str:
    with current.engine().reading(current.actor()) as reading:
        found = logins.of_actor(reading)
        holders = people.names(reading, {g.on_behalf_of for g in current.actor().grants if g.on_behalf_of})
    return render_template("me.html", logins=found, here=current.login(), holders=holders)


@pages.post("/saya/sesi")
@policy(SIGNED_IN)
def end_others() -> Response:
    """Ends every other login of the same person."""
    logins.end_sessions(current.engine(), current.actor(), keep=current.login().token_hash)
    return redirect(url_for("me.show"), 303)


@pages.post("/bahasa")
@policy(PUBLIC)
def speak() -> Response:
    chosen = request.form.get("bahasa", "")
    wanted = chosen if chosen in language.LANGUAGES else "id"
    answer = make_response(redirect(auth.onward(request.form.get("kembali"), url_for("home.show")), 303))
    if current.session() is not None:
        people.set_language(current.engine(), current.actor(), wanted)
    answer.set_cookie(
        language.COOKIE, wanted, max_age=A_YEAR, secure=auth.is_secure(), httponly=True, samesite="Lax"
    )
    return answer
