"""Where SIAK and the office disagree: the list of whoever sees to it, and one difference field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import reconciling
from engine.errors import InvalidAnswersError
from engine.errors.siak import CentreBusyError, CentreRefusedError, NothingToAskError
from engine.forms import Problem
from engine.ids import parse_id
from engine.reconciling import Difference, Line, Wanted
from engine.roles import Permission
from engine.siak.differences import CHECKED, REGISTERED, UNSENT
from engine.siak.records import SAID
from web import current, language, screens, siak
from web.language import Later
from web.policies import policy
from web.sheet import sentence
from web.words import of_request

_ = Later
pages = Blueprint("reconciling", __name__)
READERS = frozenset({Permission.RECONCILE, Permission.AUDIT})
KINDS = {
    REGISTERED: _("Yang sudah dicatat berbeda"),
    CHECKED: _("Terbit walau tidak cocok"),
    UNSENT: _("Kiriman tidak diterima"),
}
HELP = {
    REGISTERED: _("SIAK ditanya lagi tentang orang yang dicatat kantor ini, dan isinya tidak sama."),
    CHECKED: _("SIAK menyatakan tidak cocok sebelum dokumen terbit, dan dokumennya terbit juga."),
    UNSENT: _("SIAK tidak menerima kiriman hasil pencatatan, atau tidak menjawab."),
}
REASONS = {
    reconciling.AT_SIAK: _("Sudah dibetulkan di SIAK"),
    reconciling.HERE: _("Sudah dibetulkan di sini lewat permohonan perubahan"),
    reconciling.NO_DIFFERENCE: _("Sebenarnya tidak berbeda"),
    reconciling.ENTERED: _("Sudah direkam sendiri di SIAK"),
    "cocok_lagi": _("Cocok saat SIAK ditanya lagi"),
    "terkirim": _("Kiriman diterima SIAK"),
}


@dataclass(frozen=True)
class Row:
    """A field: what the office has, and whether it fits; without the value in a list."""

    label: object
    words: object
    tone: str
    value: str = ""


@pages.get("/beda-siak")
@policy(READERS)
def show() -> str:
    engine, wanted = current.engine(), _wanted()
    with engine.reading(current.actor()) as reading:
        lines, after = reconciling.page(reading, wanted, parse_id(request.args.get("sesudah")))
        types = engine.definitions.in_force(reading.connection, engine.office_code)
    told = {
        "lines": [(line, _rows(line)) for line in lines],
        "after": after,
        "types": {kind.document_type: screens.type_name(kind) for kind in types},
        "asks": engine.centre is not None,
    }
    return render_template("differences.html", wanted=wanted, kinds=KINDS, why=siak.WHY, **told)


@pages.get("/beda-siak/<id:difference_id>")
@policy(READERS)
def one(difference_id: str) -> Response:
    return _drawn(difference_id)


@pages.post("/beda-siak/<id:difference_id>")
@policy(Permission.RECONCILE)
def settle(difference_id: str) -> Response:
    reason, words = request.form.get("alasan", ""), request.form.get("catatan", "")
    try:
        reconciling.settle(current.engine(), current.actor(), difference_id, reason, words)
    except InvalidAnswersError as error:
        return _drawn(difference_id, error.problems, status=422)  # type: ignore[arg-type]
    return redirect(url_for("reconciling.one", difference_id=difference_id), 303)


@pages.post("/beda-siak/<id:difference_id>/tanya")
@policy(Permission.RECONCILE)
def ask(difference_id: str) -> Response:
    try:
        reconciling.ask(current.engine(), current.actor(), difference_id)
    except (CentreBusyError, CentreRefusedError, NothingToAskError) as error:
        return _drawn(difference_id, why=siak.REASONS.get(error.code, siak.AWAY), status=409)
    return redirect(url_for("reconciling.one", difference_id=difference_id, ditanya="1"), 303)


def _wanted() -> Wanted:
    asked = request.args
    kind = asked.get("jenis", "")
    return Wanted(
        kind=kind if kind in KINDS else "",
        document_type=asked.get("layanan", "")[:64],
        number=asked.get("kasus", "").strip()[:32].upper(),
        since=_day(asked.get("sejak", "")),
        settled=asked.get("keadaan") == "selesai",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _rows(line: Line, values: Mapping[str, str] | None = None) -> list[Row]:
    known = values or {}
    return [
        Row(siak.FIELDS[name], *siak.RESULTS[result], _said(known.get(name, "")))
        for name, result in line.fields.items()
    ]


def _said(value: str) -> str:
    """A value as people write it: a day, and what a sex is called."""
    day = _day(value)
    return of_request().plain_day(day) if day else SAID.get(value, value)


def _drawn(
    difference_id: str, problems: Sequence[Problem] = (), why: object = None, status: int = 200
) -> Response:
    engine, actor = current.engine(), current.actor()
    with engine.reading(actor) as reading:
        found: Difference = reconciling.find(reading, difference_id)
    reconciling.seen(engine, actor, found.line.case_id)
    told = {
        "rows": _rows(found.line, found.person.facts if found.person else None),
        "wrong": {problem.field: sentence(problem, language.spoken()) for problem in problems},
        "names": REASONS,
        "kinds": KINDS,
        "help": HELP,
        "away": why,
        "why": siak.WHY,
    }
    return make_response(render_template("difference.html", found=found, **told), status)
