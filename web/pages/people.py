"""Administration of people: accounts, one-time codes, absences. Shows no case."""

from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import absences, accounts, roster, tasks
from engine.absences import NewAbsence
from engine.accounts import Details
from engine.errors import EngineError
from engine.ids import parse_id
from engine.roles import Permission
from web import current, refused, screens
from web.policies import policy

pages = Blueprint("people", __name__)


@dataclass(frozen=True)
class Code:
    """What is shown once."""

    username: str
    code: str


@pages.get("/kelola/orang")
@policy(Permission.ADMINISTER)
def show() -> str:
    text, after = request.args.get("cari", "")[:100], request.args.get("sesudah", "")[:100]
    with current.engine().reading(current.actor()) as reading:
        found = list(roster.people(reading, text, after))
    more = found[roster.PAGE - 1].username if len(found) > roster.PAGE else None
    return render_template("admin/people.html", people=found[: roster.PAGE], text=text, after=more)


@pages.get("/kelola/orang/baru")
@policy(Permission.ADMINISTER)
def new() -> Response:
    return _new()


@pages.post("/kelola/orang")
@policy(Permission.ADMINISTER)
def add() -> Response:
    try:
        username = refused.said("nama_pengguna", 40)
        person_id, code = accounts.add(current.engine(), current.actor(), username, _details())
    except refused.EXPLAINED as error:
        return _new(error)
    return _sheet(person_id, code=Code(username, code))


@pages.get("/kelola/orang/<id:person_id>")
@policy(Permission.ADMINISTER)
def sheet(person_id: str) -> Response:
    return _sheet(person_id)


@pages.post("/kelola/orang/<id:person_id>")
@policy(Permission.ADMINISTER)
def change(person_id: str) -> Response:
    """One of the page's acts, by the button that was pressed."""
    engine, actor, act = current.engine(), current.actor(), request.form.get("aksi", "")
    try:
        if act == "kode":
            code = accounts.give_code(engine, actor, person_id)
            with engine.reading(actor) as reading:
                username = roster.sheet(reading, person_id).person.username
            return _sheet(person_id, code=Code(username, code))
        if act == "nonaktif":
            accounts.disable(engine, actor, person_id)
            tasks.release_leavers(engine, actor)
        elif act == "aktif":
            accounts.enable(engine, actor, person_id)
        elif act == "cuti":
            _begin_absence(person_id)
        else:
            accounts.change(engine, actor, person_id, _details())
    except refused.EXPLAINED as error:
        return _sheet(person_id, error)
    return redirect(url_for("people.sheet", person_id=person_id, simpan="1"), 303)


@pages.post("/kelola/cuti/<id:absence_id>/akhiri")
@policy(Permission.ADMINISTER)
def end_absence(absence_id: str) -> Response:
    engine, actor = current.engine(), current.actor()
    with engine.work(actor) as work:
        absences.end(work, absence_id)
    tasks.release_leavers(engine, actor)
    back = parse_id(request.form.get("orang"))
    return redirect(url_for("people.sheet", person_id=back) if back else url_for("people.show"), 303)


def _begin_absence(person_id: str) -> None:
    engine, actor = current.engine(), current.actor()
    new = NewAbsence(
        person_id,
        parse_id(request.form.get("pengganti")) or person_id,
        refused.said("jenis", 16),
        refused.letter("surat"),
        *refused.span("mulai", "sampai"),
    )
    with engine.work(actor) as work:
        absences.begin(work, new)
    tasks.release_leavers(engine, actor)


def _details() -> Details:
    said = refused.said
    language = "en" if said("bahasa", 8) == "en" else "id"
    nik, kk = said("nik", 32).replace(" ", ""), said("kk", 32).replace(" ", "")
    return Details(refused.needed("nama", 200), language, said("nip", 32) or None, nik or None, kk or None)


def _new(error: EngineError | None = None) -> Response:
    html = render_template("admin/new_person.html", problem=refused.words(error))
    return make_response(html, 422 if error else 200)


def _sheet(person_id: str, error: EngineError | None = None, code: Code | None = None) -> Response:
    with current.engine().reading(current.actor()) as reading:
        told = {
            "sheet": roster.sheet(reading, person_id),
            "everybody": roster.everybody(reading),
            "now": reading.now,
        }
    html = render_template(
        "admin/person.html", code=code, problem=refused.words(error), kinds=screens.ABSENCES, **told
    )
    answer = make_response(html, 422 if error else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer
