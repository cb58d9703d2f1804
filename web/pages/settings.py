"""Administration of the office: hours, holidays, policies, numbering, deadlines, reasons; access to be read."""

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import founding, roster
from engine import hours as opening
from engine.calendar import WEEKDAYS
from engine.deadlines import setting
from engine.deadlines.superiors import shipped
from engine.errors import EngineError, OfficeHoursError
from engine.ids import parse_id
from engine.reasons import setting as reason_setting
from engine.reasons.setting import NewReason
from engine.reckoning import Moved
from engine.roles import Permission
from web import current, matrix, refused, screens
from web.policies import policy
from web.whole import whole

pages = Blueprint("settings", __name__)


@pages.get("/kelola/jam")
@policy(Permission.ADMINISTER)
def hours() -> Response:
    return _hours()


@pages.post("/kelola/jam")
@policy(Permission.ADMINISTER)
def set_hours() -> Response:
    unit_id, usual = parse_id(request.form.get("unit")), request.form.get("aksi") == "kantor"
    try:
        wanted = None if usual else {day: _openings(refused.said(day)) for day in WEEKDAYS}
        given = wanted and {day: spans for day, spans in wanted.items() if spans}
        moved = opening.set_hours(current.engine(), current.actor(), given, unit_id)
    except refused.EXPLAINED as error:
        return _hours(error)
    return redirect(url_for("settings.hours", unit=unit_id, **_told(moved)), 303)


def _openings(text: str) -> list[list[str]]:
    """ "08:00-12:00, 13.00-15.00"."""
    spans = [span.strip().replace(".", ":").split("-") for span in text.split(",") if span.strip()]
    if any(len(span) != 2 for span in spans):
        raise OfficeHoursError("openings such as 08:00-12:00, but got others")
    return [[edge.strip().zfill(5) for edge in span] for span in spans]


def _told(moved: Moved) -> dict[str, Any]:
    return {"simpan": "1", "tugas": moved.tasks, "janji": moved.cases}


def _hours(error: EngineError | None = None) -> Response:
    unit_id = parse_id(request.values.get("unit"))
    with current.engine().reading(current.actor()) as reading:
        units = roster.units(reading, plain=True)
    unit = next((one for one in units if one.id == unit_id), None)
    own = unit.hours if unit is not None else None
    known = own or current.engine().office.calendar.hours
    week = {day: ", ".join("-".join(span) for span in known.get(day, ())) for day in WEEKDAYS}
    told = {"units": units, "unit": unit, "own": own, "week": week, "names": screens.WEEKDAY_NAMES}
    html = render_template("admin/hours.html", problem=refused.words(error), **told)
    return make_response(html, 422 if error else 200)


@pages.get("/kelola/libur")
@policy(Permission.ADMINISTER)
def days() -> Response:
    return _days()


@pages.post("/kelola/libur")
@policy(Permission.ADMINISTER)
def set_day() -> Response:
    engine, actor, act = current.engine(), current.actor(), request.form.get("aksi", "")
    try:
        if act == "isi":
            moved = opening.seed(engine, actor, _year())
        elif act.startswith("hapus:"):
            moved = opening.drop_day(engine, actor, parse_id(act.removeprefix("hapus:")) or "")
        else:
            working = refused.said("jenis", 16) == "kerja"
            day, name = refused.day("hari"), refused.needed("nama")
            moved = opening.set_day(engine, actor, day, name, working=working)
    except refused.EXPLAINED as error:
        return _days(error)
    return redirect(url_for("settings.days", tahun=_year(), **_told(moved)), 303)


def _year() -> int:
    text = request.values.get("tahun", "")
    this = screens.words().today.year
    return int(text) if text.isascii() and text.isdecimal() and 2000 <= int(text[:5]) < 2100 else this


def _days(error: EngineError | None = None) -> Response:
    with current.engine().reading(current.actor()) as reading:
        found = roster.days(reading, _year())
    html = render_template("admin/days.html", problem=refused.words(error), days=found, year=_year())
    return make_response(html, 422 if error else 200)


@pages.get("/kelola/kebijakan")
@policy(Permission.ADMINISTER)
def policies() -> str:
    engine = current.engine()
    with engine.reading() as reading:
        types = engine.definitions.in_force(reading.connection, engine.office_code)
    told = {"types": types, "steps": founding.STEPS, "values": screens.STEP_POLICIES}
    return render_template("admin/policies.html", numbering=screens.NUMBERING, centre=screens.CENTRE, **told)


@pages.post("/kelola/kebijakan")
@policy(Permission.ADMINISTER)
def set_policies() -> Response:
    """Only what differs from before is changed, each an event of its own."""
    engine, actor, known = current.engine(), current.actor(), current.engine().office
    for name, value in request.form.items():
        step = name.rpartition(".")[2]
        if step in founding.CHOICES and (value or None) != known.policies.get(name):
            founding.set_policy(engine, actor, name[:100], value or None)
    mode = request.form.get("penomoran", known.numbering)
    if mode != known.numbering:
        founding.set_numbering(engine, actor, mode)
    return redirect(url_for("settings.policies", simpan="1"), 303)


@pages.get("/kelola/keterlambatan")
@policy(Permission.ADMINISTER)
def deadlines() -> Response:
    return _deadlines()


@pages.post("/kelola/keterlambatan")
@policy(Permission.ADMINISTER)
def set_deadlines() -> Response:
    told = {role: superior for role in shipped() if (superior := refused.said(f"atasan.{role}"))}
    warned, borne = whole(refused.said("persen")) or 0, whole(refused.said("jam")) or 0
    try:
        setting.set_patience(current.engine(), current.actor(), warned, borne, told)
        setting.set_collection(current.engine(), current.actor(), whole(refused.said("ambil")) or 0)
    except refused.EXPLAINED as error:
        return _deadlines(error)
    return redirect(url_for("settings.deadlines", simpan="1"), 303)


def _deadlines(error: EngineError | None = None) -> Response:
    office = current.engine().office
    told = {
        "percent": round(office.patience.near * 100),
        "hours": round(office.patience.beyond.total_seconds() / 3600),
        "collect": office.collect_days,
        "superiors": office.superiors.items(),
        "choices": [(role, screens.role_name(role)) for role in setting.SUPERIORS],
    }
    html = render_template("admin/deadlines.html", problem=refused.words(error), **told)
    return make_response(html, 422 if error else 200)


@pages.get("/kelola/alasan")
@policy(Permission.ADMINISTER)
def reasons() -> Response:
    return _reasons()


@pages.post("/kelola/alasan")
@policy(Permission.ADMINISTER)
def set_reasons() -> Response:
    engine, actor, act = current.engine(), current.actor(), request.form.get("aksi", "")
    verb, _, code = act.partition(":")
    try:
        if verb in ("pakai", "simpan"):
            reason_setting.offer(engine, actor, code, offered=verb == "pakai")
        else:
            reason_setting.add(engine, actor, _new_reason())
    except refused.EXPLAINED as error:
        return _reasons(error)
    return redirect(url_for("settings.reasons", simpan="1"), 303)


def _new_reason() -> NewReason:
    return NewReason(
        text=refused.said("teks"),
        text_en=refused.said("teks_en"),
        outcomes=frozenset(request.form.getlist("untuk")),
        legal_basis=refused.said("dasar"),
        repairable=bool(request.form.get("diperbaiki")),
        detail_to_applicant=bool(request.form.get("penjelasan")),
    )


def _reasons(error: EngineError | None = None) -> Response:
    with current.engine().reading(current.actor()) as reading:
        found = reason_setting.known(reading)
    told = {"reasons": found, "outcomes": screens.REASON_OUTCOMES, "own": reason_setting.OWN}
    html = render_template("admin/reasons.html", problem=refused.words(error), **told)
    return make_response(html, 422 if error else 200)


@pages.get("/kelola/akses")
@policy(Permission.ADMINISTER)
def access() -> str:
    return render_template("admin/access.html", matrix=matrix.shown())
