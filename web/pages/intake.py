"""A new application: which document, the intake form, and the receipt."""

from collections.abc import Sequence

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import cases, intake
from engine.casefile import Scope
from engine.definitions import DocumentType
from engine.errors import InvalidAnswersError
from engine.forms import Problem
from engine.roles import Permission
from engine.submission import FORWARD, Posted, Submission
from engine.work import Reading
from web import current, language, sheet
from web.files import attached
from web.policies import policy
from web.sheet import Sheet

pages = Blueprint("intake", __name__)


@pages.get("/permohonan")
@policy(Permission.INTAKE)
def choose() -> str:
    engine = current.engine()
    with engine.reading(current.actor()) as reading:
        types = engine.definitions.in_force(reading.connection, engine.office_code)
    return render_template("intake_choose.html", types=types)


@pages.get("/permohonan/<document_type>")
@policy(Permission.INTAKE)
def show(document_type: str) -> Response:
    return _drawn(document_type, None)


@pages.post("/permohonan/<document_type>")
@policy(Permission.INTAKE)
def send(document_type: str) -> Response:
    typed = request.form.to_dict(flat=False)
    action = request.form.get("aksi", "")
    if action:
        return _drawn(document_type, sheet.edited(typed, action))
    submission = Submission(typed, FORWARD, request_id=request.form.get("request_id"))
    opened = cases.open_case(current.engine(), current.actor(), document_type, submission)
    return redirect(url_for("papers.show", case_id=opened.case_id), 303)


@pages.errorhandler(InvalidAnswersError)
def wrong(error: InvalidAnswersError) -> Response:
    document_type = request.view_args["document_type"]  # type: ignore[index]
    return _drawn(document_type, request.form.to_dict(flat=False), list(error.problems), 422)  # type: ignore[call-overload]


def _drawn(
    document_type: str, typed: Posted | None, problems: Sequence[Problem] = (), status: int = 200
) -> Response:
    engine = current.engine()
    with engine.reading(current.actor()) as reading:
        kind = engine.definitions.current(reading.connection, engine.office_code, document_type)
        drawn = _sheet(reading, kind, typed, problems)
        notice = kind.notice_on(reading.local.date())
    return make_response(render_template("intake.html", kind=kind, sheet=drawn, notice=notice), status)


def _sheet(
    reading: Reading, kind: DocumentType, typed: Posted | None, problems: Sequence[Problem]
) -> Sheet | None:
    form, office = kind.intake_form, reading.office
    if form is None:
        return None
    scope, now = Scope({}, office), reading.now.astimezone(office.zone)
    shown = form.post(form.defaults(scope, now)) if typed is None else typed
    drawn = Sheet.of(form, shown, scope, now, language.spoken())
    warnings = form.check(form.read(shown), scope, now).warnings if problems else ()
    return drawn.with_problems(problems, warnings)


@pages.get("/kasus/<id:case_id>/tanda-terima")
@policy(Permission.INTAKE)
def receipt(case_id: str) -> str:
    with current.engine().reading(current.actor()) as reading:
        return render_template("receipt.html", intake=intake.view(reading, case_id))


@pages.get("/kasus/<id:case_id>/tanda-terima.pdf")
@policy(Permission.INTAKE)
def receipt_file(case_id: str) -> Response:
    with current.engine().reading(current.actor()) as reading:
        file = intake.receipt_file(reading, case_id)
    return attached(file.content, f"{file.number}.pdf", file.media_type)
