"""Work outside that failed for good: tried once more, or given up, each with a reason."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import caseview, incidents
from engine.caseview import CaseView
from engine.errors import InvalidAnswersError
from engine.forms import Problem
from engine.incidents import Failure, Way
from engine.roles import Permission
from web import current, screens
from web.language import Later, gettext
from web.policies import policy

_ = Later
pages = Blueprint("incidents", __name__)

WAYS: Mapping[Way, Later] = {
    Way.UNSENT: _("Kabar ini tidak dikirim kepada pemohon. Permohonannya tidak berubah."),
    Way.BOUNDARY: _("Permohonan meneruskan jalan yang digambar untuk kegagalan langkah ini: “%(event)s”."),
    Way.WITHOUT: _(
        "Permohonan diteruskan tanpa langkah ini, dan mencatat bahwa langkah ini tidak dikerjakan."
    ),
}
LEFT: Mapping[str, Later] = {
    "messages.send": _("Layanan terkait yang belum dimulai tidak dimulai lagi; terimalah sendiri di loket."),
    "messages.send_each": _(
        "Layanan terkait yang belum dimulai tidak dimulai lagi; terimalah sendiri di loket."
    ),
    "notices.send": _("Pemohon tidak menerima kabar ini; sampaikan dengan cara lain."),
    "siak.check": _("Petugas mencocokkan datanya sendiri di SIAK."),
}
"""What people do themselves where a case goes on without a step, by the handler of its work."""


@pages.get("/kasus/<id:case_id>/gangguan/<id:incident_id>")
@policy(Permission.REPAIR)
def show(case_id: str, incident_id: str) -> Response:
    return _drawn(case_id, incident_id, ())


@pages.post("/kasus/<id:case_id>/gangguan/<id:incident_id>")
@policy(Permission.REPAIR)
def retry(case_id: str, incident_id: str) -> Response:
    incidents.retry(current.engine(), current.actor(), incident_id, request.form.get("alasan", ""))
    return redirect(url_for("case.show", case_id=case_id), 303)


@pages.post("/kasus/<id:case_id>/gangguan/<id:incident_id>/lepas")
@policy(Permission.REPAIR)
def discard(case_id: str, incident_id: str) -> Response:
    incidents.discard(current.engine(), current.actor(), incident_id, request.form.get("alasan", ""))
    return redirect(url_for("case.show", case_id=case_id), 303)


@pages.errorhandler(InvalidAnswersError)
def wrong(error: InvalidAnswersError) -> Response:
    where = request.view_args or {}
    return _drawn(where["case_id"], where["incident_id"], error.problems, 422)  # type: ignore[arg-type]


def _drawn(case_id: str, incident_id: str, problems: Sequence[Problem], status: int = 200) -> Response:
    """`problems`: of the form that was sent."""
    with current.engine().reading(current.actor()) as reading:
        failure = incidents.find(reading, case_id, incident_id)
        view = caseview.view(reading, case_id)
    told = {
        "failure": failure,
        "step": view.nodes[failure.node],
        "way": _way(view, failure),
        "wrong": (request.endpoint or "").rpartition(".")[2] if problems else "",
    }
    return make_response(render_template("incident.html", view=view, **told), status)


def _way(view: CaseView, failure: Failure) -> str:
    """What becomes of the case without the work, in words; empty where it cannot do without."""
    leaving = failure.exit
    if leaving is None:
        return ""
    event = screens.node_name(view.nodes[leaving.node]) if leaving.node else ""
    left = LEFT.get(failure.handler, "") if leaving.way is Way.WITHOUT else ""
    return f"{gettext(WAYS[leaving.way].text, event=event)} {left}".strip()
