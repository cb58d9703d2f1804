"""A case that nobody may go on with: who is excluded and why, and the superior's way to appoint a deputy."""

from datetime import datetime, time, timedelta

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import caseview, stranded
from engine.caseview import CaseView
from engine.errors import DatesReversedError, EngineError, NotAllowedError, NotFoundError
from engine.ids import parse_id
from engine.roles import Permission
from web import current, refused
from web.policies import policy

pages = Blueprint("stranded", __name__)


@pages.get("/kasus/<id:case_id>/gangguan/<id:stranded_id>/petugas")
@policy(Permission.REPAIR)
def show(case_id: str, stranded_id: str) -> Response:
    return _drawn(case_id, stranded_id)


@pages.post("/kasus/<id:case_id>/gangguan/<id:stranded_id>/petugas")
@policy(Permission.REPAIR)
def appoint(case_id: str, stranded_id: str) -> Response:
    engine, actor = current.engine(), current.actor()
    try:
        person_id = parse_id(request.form.get("orang"))
        if person_id is None:
            raise refused.LackingError("orang")
        until = datetime.combine(refused.day("sampai") + timedelta(days=1), time(), engine.office.zone)
        if until <= engine.clock():
            raise DatesReversedError
        stranded.appoint(engine, actor, stranded_id, person_id, (refused.letter("surat"), until))
    except refused.EXPLAINED as error:
        return _drawn(case_id, stranded_id, error)
    return redirect(url_for("case.show", case_id=case_id), 303)


def _drawn(case_id: str, stranded_id: str, error: EngineError | None = None) -> Response:
    with current.engine().reading(current.actor()) as reading:
        view = caseview.view(reading, case_id)
        node = _node(view, stranded_id)
        told = {
            "excluded": stranded.excluded(reading, case_id, node),
            "deputies": stranded.deputies(reading, case_id, node),
        }
    step = view.document_type.procedure.nodes[node]
    html = render_template("stranded.html", view=view, step=step, problem=refused.words(error), **told)
    return make_response(html, 422 if error else 200)


def _node(view: CaseView, incident_id: str) -> str:
    if not view.may_repair:
        raise NotAllowedError("appoint a deputy", "territory")
    wanted = (one for one in view.incidents if one.id == incident_id and one.kind == stranded.KIND)
    found = next(wanted, None)
    if found is None:
        raise NotFoundError("open incident")
    return str(found.node)
