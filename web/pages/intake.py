"""A new application: which document, the intake form, likely doubles, and the receipt."""

from collections.abc import Sequence

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import batches, cases, doubles, intake, partners, residents, takeover
from engine.casefile import Scope
from engine.cases import NoDouble
from engine.definitions import DocumentType
from engine.doubles import Double
from engine.errors import InvalidAnswersError, WarningsError
from engine.forms import Problem
from engine.ids import parse_id
from engine.reasons import NO_DOUBLE, fitting
from engine.residents import counter
from engine.residents.counter import Taken
from engine.roles import Permission
from engine.submission import FORWARD, Posted, Submission
from engine.work import Reading
from web import current, language, sheet
from web.files import attached
from web.policies import policy
from web.sheet import Sheet

pages = Blueprint("intake", __name__)
OWN = "ganda."
"""Names of what the page of doubles asks, beside the form's."""


@pages.get("/permohonan")
@policy(Permission.INTAKE)
def choose() -> str:
    engine = current.engine()
    with engine.reading(current.actor()) as reading:
        taken = partners.takes(reading)
        in_force = engine.definitions.in_force(reading.connection, engine.office_code)
    types = [kind for kind in in_force if taken is None or kind.document_type in taken]
    return render_template("intake_choose.html", types=types, many=batches.possible)


@pages.get("/permohonan/<document_type>")
@policy(Permission.INTAKE)
def show(document_type: str) -> Response:
    return _drawn(document_type, None)


@pages.post("/permohonan/<document_type>")
@policy(Permission.INTAKE)
def send(document_type: str) -> Response:
    typed = request.form.to_dict(flat=False)
    action = request.form.get("aksi", "")
    if action == "ambil":
        return _taken_over(document_type, typed)
    if action == "penduduk":
        return _from_residents(document_type, typed)
    if action:
        return _drawn(document_type, sheet.edited(typed, action))
    submission = Submission(typed, FORWARD, request_id=parse_id(request.form.get("request_id")))
    found = doubles.likely(current.engine(), current.actor(), document_type, submission)
    judged = _judged(found)
    if found and judged is None:
        return _side_by_side(document_type, typed, found)
    opened = cases.open_case(current.engine(), current.actor(), document_type, submission, judged)
    return redirect(url_for("papers.show", case_id=opened.case_id), 303)


def _judged(found: Sequence[Double]) -> NoDouble | None:
    """What the desk decided, if it saw all of them."""
    seen, reason = request.form.getlist(f"{OWN}nomor"), request.form.get(f"{OWN}alasan", "")
    numbers = tuple(double.number for double in found)
    if not numbers or not reason or not set(numbers).issubset(seen):
        return None
    return NoDouble(numbers, reason, request.form.get(f"{OWN}catatan", "").strip()[:500])


def _side_by_side(document_type: str, typed: Posted, found: Sequence[Double]) -> Response:
    engine = current.engine()
    with engine.reading(current.actor()) as reading:
        kind = engine.definitions.current(reading.connection, engine.office_code, document_type)
    kept = {
        name: values for name, values in typed.items() if name != "csrf_token" and not name.startswith(OWN)
    }
    html = render_template(
        "doubles.html",
        kind=kind,
        doubles=found,
        kept=kept,
        reasons=fitting(kind.reasons.values(), NO_DOUBLE),
        asked=f"{OWN}alasan" in typed,
        note=request.form.get(f"{OWN}catatan", ""),
    )
    return make_response(html, 422)


def _taken_over(document_type: str, typed: Posted) -> Response:
    """The applicant's data of an earlier case, laid over what was typed."""
    engine, actor = current.engine(), current.actor()
    found = takeover.earlier(engine, actor, request.form.get("ambil.dari", ""))
    with engine.reading(actor) as reading:
        form = engine.definitions.current(reading.connection, engine.office_code, document_type).intake_form
    answers = form.post(found.values) if form and found else {}
    taken = {
        name: values
        for name, values in answers.items()
        if name.partition(".")[0] in takeover.GROUPS and any(values)
    }
    return _drawn(document_type, {**typed, **taken}, earlier=found.number if found else "")


def _from_residents(document_type: str, typed: Posted) -> Response:
    """What is known of the people whose numbers were typed, in the fields that were empty."""
    engine, actor = current.engine(), current.actor()
    with engine.reading(actor) as reading:
        form = engine.definitions.current(reading.connection, engine.office_code, document_type).intake_form
    taken = counter.take(engine, actor, document_type, form, typed) if form else Taken(typed)
    return _drawn(document_type, taken.posted, taken=taken)


@pages.errorhandler(InvalidAnswersError)
def wrong(error: InvalidAnswersError) -> Response:
    document_type = request.view_args["document_type"]  # type: ignore[index]
    return _drawn(document_type, request.form.to_dict(flat=False), list(error.problems), 422)  # type: ignore[call-overload]


@pages.errorhandler(WarningsError)
def doubtful(error: WarningsError) -> Response:
    """The page once more, with what has to be looked at and the way on; a decision on doubles stays."""
    document_type = request.view_args["document_type"]  # type: ignore[index]
    return _drawn(document_type, request.form.to_dict(flat=False), status=422, warned=error)


def _drawn(
    document_type: str,
    typed: Posted | None,
    problems: Sequence[Problem] = (),
    status: int = 200,
    *,
    earlier: str | None = None,
    taken: Taken | None = None,
    warned: WarningsError | None = None,
) -> Response:
    """`earlier`: the number of the case whose data were taken over, empty where none was found; `taken`: what was
    taken from the residents; `warned`: what the desk is asked to look at."""
    engine = current.engine()
    with engine.reading(current.actor()) as reading:
        kind = engine.definitions.current(reading.connection, engine.office_code, document_type)
        drawn = _sheet(reading, kind, typed, problems, doubting=bool(problems or taken))
        if drawn and warned:
            drawn = drawn.asking(warned.warnings, lacks_reason=warned.lacks_reason)  # type: ignore[arg-type]
        notice = kind.notice_on(reading.local.date())
    kept = {name: values for name, values in (typed or {}).items() if warned and name.startswith(OWN)}
    html = render_template(
        "intake.html", kind=kind, sheet=drawn, notice=notice, earlier=earlier, taken=taken, kept=kept
    )
    return make_response(html, status)


def _sheet(
    reading: Reading, kind: DocumentType, typed: Posted | None, problems: Sequence[Problem], *, doubting: bool
) -> Sheet | None:
    """`doubting`: with the warnings, too."""
    form, office = kind.intake_form, reading.office
    if form is None:
        return None
    scope, now = Scope({}, office), reading.now.astimezone(office.zone)
    shown = form.post(form.defaults(scope, now)) if typed is None else typed
    drawn = Sheet.of(form, shown, scope, now, language.spoken())
    functions = residents.functions(reading)
    warnings = form.check(form.read(shown), scope, now, functions).warnings if doubting else ()
    return drawn.with_problems(problems, warnings)


@pages.get("/kasus/<id:case_id>/tanda-terima")
@policy(Permission.INTAKE)
def receipt(case_id: str) -> str:
    with current.engine().reading(current.actor()) as reading:
        address = f"{current.engine().public_url}{url_for('progress.ask')}"
        return render_template("receipt.html", intake=intake.view(reading, case_id), address=address)


@pages.post("/kasus/<id:case_id>/tanda-terima")
@policy(Permission.INTAKE)
def make_receipt(case_id: str) -> Response:
    """As a PDF, with what has been handed in by now."""
    intake.make_receipt(current.engine(), current.actor(), case_id)
    return redirect(url_for("intake.receipt_file", case_id=case_id), 303)


@pages.get("/kasus/<id:case_id>/tanda-terima.pdf")
@policy(Permission.INTAKE)
def receipt_file(case_id: str) -> Response:
    with current.engine().reading(current.actor()) as reading:
        file = intake.receipt_file(reading, case_id)
    return attached(file.content, f"{file.number}.pdf", file.media_type)
