"""What happened in the office beside its cases: logins, posts, policies, versions."""

from flask import Blueprint, render_template, request

from engine import audit
from engine.audit import office
from engine.ids import parse_id
from engine.roles import Permission
from web import current, deeds, lengths, tracing
from web.policies import policy

pages = Blueprint("office", __name__)


@pages.get("/periksa/kantor")
@policy(Permission.AUDIT)
def show() -> str:
    engine, actor = current.engine(), current.actor()
    group, person = request.args.get("jenis", ""), parse_id(request.args.get("petugas"))
    with engine.reading(actor) as reading:
        people = audit.handlers(reading)
    found = office.page(engine, actor, group, person, parse_id(request.args.get("sesudah")))
    chosen = {"people": people, "person": person, "group": group, "groups": deeds.GROUPS}
    told = {"deeds": deeds, "lengths": lengths, "tracing": tracing}
    return render_template("audit/office.html", found=found, **chosen, **told)
