"""Clocks that stand still: of one case by whoever holds its task, of the whole office by its heads."""

from collections.abc import Sequence

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import taskview
from engine.errors import InvalidAnswersError
from engine.forms import Problem
from engine.roles import LANES, Permission
from engine.stops import hand, outages
from engine.stops.outages import NewOutage
from web import current, language, screens
from web.policies import policy
from web.sheet import sentence

pages = Blueprint("clock", __name__)


def _said(name: str, longest: int) -> str:
    return request.form.get(name, "").strip()[:longest]


@pages.get("/tugas/<id:task_id>/jam")
@policy(Permission.WORK)
def ask(task_id: str) -> Response:
    return _asked(task_id)


def _asked(task_id: str, problems: Sequence[Problem] = (), status: int = 200) -> Response:
    with current.engine().reading(current.actor()) as reading:
        view = taskview.view(reading, task_id)
        reasons = hand.reasons(reading, view.document_type.document_type)
    html = render_template("clock/stop.html", view=view, reasons=reasons, wrong=_wrong(problems))
    return make_response(html, status)


def _wrong(problems: Sequence[Problem]) -> dict[str, str]:
    return {problem.field: sentence(problem, language.spoken()) for problem in problems}


@pages.post("/tugas/<id:task_id>/jam")
@policy(Permission.WORK)
def stop(task_id: str) -> Response:
    reason, words = _said("alasan", 64), _said("catatan", 500)
    try:
        hand.stop(current.engine(), current.actor(), task_id, reason, words)
    except InvalidAnswersError as error:
        return _asked(task_id, list(error.problems), 422)  # type: ignore[call-overload]
    return redirect(url_for("task.show", task_id=task_id), 303)


@pages.post("/tugas/<id:task_id>/jam/lanjut")
@policy(Permission.WORK)
def resume(task_id: str) -> Response:
    hand.resume(current.engine(), current.actor(), task_id)
    return redirect(url_for("task.show", task_id=task_id), 303)


@pages.get("/jam-kantor")
@policy(Permission.OVERSEE)
def office() -> Response:
    return _office()


def _office(problems: Sequence[Problem] = (), status: int = 200) -> Response:
    engine = current.engine()
    with engine.reading(current.actor()) as reading:
        types = engine.definitions.in_force(reading.connection, engine.office_code)
        told = {
            "reasons": outages.reasons(reading).values(),
            "outages": outages.lately(reading),
            "types": {kind.document_type: screens.type_name(kind) for kind in types},
        }
    html = render_template("clock/office.html", lanes=LANES[:-2], wrong=_wrong(problems), **told)
    return make_response(html, status)


@pages.post("/jam-kantor")
@policy(Permission.OVERSEE)
def begin() -> Response:
    types, roles = request.form.getlist("layanan"), request.form.getlist("meja")
    new = NewOutage(_said("alasan", 64), _said("catatan", 500), tuple(types), tuple(roles))
    try:
        stopped = outages.begin(current.engine(), current.actor(), new)
    except InvalidAnswersError as error:
        return _office(list(error.problems), 422)  # type: ignore[call-overload]
    return redirect(url_for("clock.office", berhenti=stopped), 303)


@pages.post("/jam-kantor/<id:outage_id>/akhiri")
@policy(Permission.OVERSEE)
def end(outage_id: str) -> Response:
    outages.end(current.engine(), current.actor(), outage_id)
    return redirect(url_for("clock.office", lanjut="1"), 303)
