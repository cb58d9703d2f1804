"""The front page, and for each service what to bring: the same list that the counter asks from."""

from flask import Blueprint, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from engine import deployments
from engine.durations import office_time
from web import current, screens
from web.conditions import Conditions
from web.policies import PUBLIC, policy

pages = Blueprint("home", __name__)


@pages.get("/")
@policy(PUBLIC)
def show() -> Response:
    """Staff go to their work, everybody else learns what there is."""
    if current.session() is not None:
        own = screens.navigation()
        return redirect(url_for(own[0][0].endpoint if own else "me.show"))
    engine = current.engine()
    with engine.reading() as reading:
        types = engine.definitions.in_force(reading.connection, engine.office_code)
    promised = {
        kind.document_type: office_time(kind.procedure.properties.get("waktuPelayanan")) for kind in types
    }
    return make_response(render_template("home.html", types=types, promised=promised))


@pages.get("/layanan/<document_type>")
@policy(PUBLIC)
def service(document_type: str) -> str:
    engine = current.engine()
    with engine.reading() as reading:
        kind = engine.definitions.current(reading.connection, engine.office_code, document_type)
        notice = kind.notice_on(reading.local.date())
        since = deployments.version(reading, document_type, kind.number).since
    told = kind.procedure.properties
    return render_template(
        "service.html",
        kind=kind,
        conditions=Conditions(kind),
        notice=notice,
        since=since,
        promised=office_time(told.get("waktuPelayanan")),
        basis=[law.strip() for law in told.get("dasarHukum", "").splitlines() if law.strip()],
        newest=max((paper.since for paper in kind.requirements), default=None),
    )
