"""Who looked at what: cases, searches, files and tables, by person or by case."""

from flask import Blueprint, render_template, request

from engine import audit
from engine.audit import looks
from engine.ids import parse_id
from engine.roles import Permission
from web import current, deeds, lengths
from web.policies import policy

pages = Blueprint("looks", __name__)


@pages.get("/periksa/dilihat")
@policy(Permission.AUDIT)
def show() -> str:
    engine, actor = current.engine(), current.actor()
    person, number = parse_id(request.args.get("petugas")), request.args.get("kasus", "")[:32]
    with engine.reading(actor) as reading:
        people = audit.handlers(reading)
    found = looks.page(engine, actor, person, number, parse_id(request.args.get("sesudah")))
    chosen = {"people": people, "person": person, "number": number}
    return render_template("audit/looks.html", found=found, deeds=deeds, lengths=lengths, **chosen)
