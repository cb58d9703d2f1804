"""Refusals become pages. Pages speak to people; sentences of exceptions go to the log only."""

from flask import Flask, Response, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from engine import errors, people
from web import csrf, current, logs, policies, standing
from web.answers import ANSWERS, BY_STATUS, REFUSALS, UNKNOWN, Answer, Text
from web.language import gettext


def answer_for(error: Exception) -> Answer:
    """The nearest entry of the error's classes."""
    for kind in type(error).__mro__:
        if kind in ANSWERS:
            return ANSWERS[kind]
    if isinstance(error, HTTPException) and error.code is not None:
        fallback = UNKNOWN if error.code >= 500 else BY_STATUS[400]
        return BY_STATUS.get(error.code, fallback)
    return UNKNOWN


def install(app: Flask) -> None:
    app.register_error_handler(Exception, answer)
    app.register_error_handler(policies.SignInNeededError, sign_in)
    app.register_error_handler(policies.PasswordNeededError, choose_password)
    app.register_error_handler(csrf.StaleTokenError, send_again)


def answer(error: Exception) -> AnyResponse:
    if isinstance(error, HTTPException) and error.code is not None and error.code < 400:
        return error.get_response()
    if isinstance(error, SecurityError):
        return Response(
            "400\n", 400, content_type="text/plain"
        )  # a name that is not ours: no page of ours either
    found = answer_for(error)
    if found is UNKNOWN:
        logs.log.error(
            "failed", error=type(error).__name__, place=logs.place(error), request_id=current.request_id()
        )
    return page(found, *_more(error))


def page(found: Answer, *more: Text) -> Response:
    html = render_template("error.html", answer=found, more=[text for text in more if text])
    response = make_response(html, found.status)
    if found.status in (429, 503):
        response.headers["Retry-After"] = "30"
    return response


def _more(error: Exception) -> list[Text]:
    """What this one error knows beyond its page."""
    if isinstance(error, errors.PostEndedError):
        return list(standing.ended(current.actor()))
    if isinstance(error, errors.NotAllowedError) and error.refusal != "role":
        return [REFUSALS.get(error.refusal, "")]
    if isinstance(error, errors.TaskNotOpenError | errors.TaskHeldError):
        return [who_was_first(error)]
    return []


def said(error: Exception) -> Text:
    """One sentence of why something was refused, for a list of many."""
    more = [text for text in _more(error) if text]
    if not more and isinstance(error, errors.TaskNotOpenError):
        return gettext("Tugas ini tidak terbuka lagi: sudah selesai, atau permohonannya ditarik.")
    return more[0] if more else answer_for(error).sentence


def who_was_first(error: errors.TaskNotOpenError | errors.TaskHeldError) -> Text:
    if error.by is None:
        return ""
    with current.engine().reading() as reading:
        name = people.names(reading, {error.by}).get(error.by, "")
    if not name:
        return ""
    if isinstance(error, errors.TaskHeldError):
        return gettext("%(name)s sedang mengerjakannya.", name=name)
    return gettext("%(name)s lebih dulu menyelesaikannya.", name=name)


def sign_in(error: policies.SignInNeededError) -> AnyResponse:
    """A page is asked for again after the login; what was typed goes along through it."""
    if request.method in csrf.SAFE:
        return redirect(url_for("login.show", lanjut=request.full_path.rstrip("?")))
    html = render_template("login.html", ended=True, typed=_typed(), onward=request.path)
    return make_response(html, 401)


def choose_password(error: policies.PasswordNeededError) -> AnyResponse:
    return redirect(url_for("password.show"), 303)


def send_again(error: csrf.StaleTokenError) -> AnyResponse:
    """Our own page under an older login: everything typed is shown back, with the present token."""
    return make_response(
        render_template("send_again.html", typed=_typed(), target=request.full_path.rstrip("?")), 403
    )


def _typed() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.form.items(multi=True) if name != csrf.FIELD]
