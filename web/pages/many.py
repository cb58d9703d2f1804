"""The same act on many tasks of a list, handing one on, and the list as a table or on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import asking, history, inbox, tasks
from engine.access import Action
from engine.asking import Asked
from engine.errors import EngineError
from engine.ids import new_id, parse_id
from engine.inbox import Line
from engine.roles import Permission
from engine.tasks import many
from web import auth, cautions, current, errors, files, naming, screens, spreadsheets
from web.cautions import Accepted
from web.language import Later
from web.pages.inbox import HANDING, told, wanted_filter, wanted_queue
from web.policies import policy

_ = Later
pages = Blueprint("many", __name__)
EXPORTED = 500
SEEN = {
    "alihkan": (Action.HAND_ON,),
    "urungkan": (Action.SEE_TASK, Action.HAND_ON),
}
"""What allows an act to name a case, where seeing the task does not."""
ASK_FIRST = ("setujui", "alihkan")
NEEDS_INPUT = _("Langkah ini meminta isian: buka tugasnya dan kerjakan satu per satu.")


@dataclass(frozen=True)
class Result:
    """`why` is None where it was done."""

    line: Line | Asked
    why: object = None


def ticked() -> list[str]:
    return [found for one in request.form.getlist("pilih") if (found := parse_id(one))][: many.MOST]


def onward() -> str:
    return auth.onward(request.form.get("dari"), url_for("inbox.show"))


@pages.post("/tugas/pilihan")
@policy(Permission.WORK)
def act() -> Response:
    chosen, action = ticked(), request.form.get("aksi", "")
    if not chosen or action not in (*many.acts("", None, ""), "cetak"):
        return redirect(screens.with_parameter(onward(), kosong="1"), 303)
    if action == "cetak":
        return _printed(chosen)
    reason = request.form.get("alasan", "").strip()
    sure = request.form.get("pasti") and not (action == "alihkan" and not reason)
    if action in ASK_FIRST and not sure:
        return _ask(chosen, action)
    return _done(chosen, action, reason)


def _printed(chosen: list[str]) -> Response:
    with current.engine().reading(current.actor()) as reading:
        names = naming.names(reading)
    page = render_template(
        "list_printed.html", groups=naming.groups(_lines(chosen, "cetak")), names=names, back=onward()
    )
    return make_response(page)


def _ask(chosen: list[str], action: str) -> Response:
    """A page that names the cases; whoever means it presses again."""
    with current.engine().reading(current.actor()) as reading:
        others = tasks.colleagues(reading, chosen[0]) if action == "alihkan" else []
        warned = warned_of(asking.asked(reading, chosen)) if action == "setujui" else {}
    page = render_template(
        "list_sure.html", lines=_lines(chosen, action), action=action, colleagues=others, warned=warned, back=onward(),
        request_id=new_id(), wrong=bool(request.form.get("pasti")), reason=request.form.get("alasan", ""),
        address=url_for("many.act"),
    )  # fmt: skip
    return make_response(page, 422 if request.form.get("pasti") else 200)


def warned_of(found: Sequence[Asked]) -> dict[str, list[Accepted]]:
    """By task: what its case's forms warned of, and who went on in spite of it."""
    return {
        one.id: cautions.told(one.document_type, one.cautions, one.acceptors) for one in found if one.cautions
    }


def _done(chosen: list[str], action: str, reason: str) -> Response:
    before = known(chosen, action)
    to, request_id = (
        parse_id(request.form.get("kepada")),
        parse_id(request.form.get("request_id")) or new_id(),
    )
    what = many.acts(request_id, to, reason)[action]
    outcomes = many.each(current.engine(), current.actor(), [one for one in chosen if one in before], what)
    told = results(before, outcomes)
    return make_response(render_template("list_done.html", results=told, action=action, back=onward()))


def results(before: Mapping[str, Line | Asked], outcomes: Sequence[many.Outcome]) -> list[Result]:
    return [Result(before[one.task_id], _why(one.refused)) for one in outcomes]


def _why(refused: EngineError | None) -> object:
    if refused is None:
        return None
    return NEEDS_INPUT if isinstance(refused, many.NeedsInputError) else errors.said(refused)


def known(chosen: list[str], action: str) -> dict[str, Line]:
    """The chosen tasks by their ids, with those that somebody else has ended since they were ticked."""
    return {line.id: line for line in _lines(chosen, action, closed=True)}


def _lines(chosen: list[str], action: str, *, closed: bool = False) -> list[Line]:
    """The chosen tasks that the actor may see, or hand on, in the order of their deadlines."""
    with current.engine().reading(current.actor()) as reading:
        return inbox.these(reading, chosen, *SEEN.get(action, (Action.SEE_TASK,)), closed=closed)


@pages.get("/tugas.csv")
@policy(Permission.WORK)
def table() -> Response:
    """The filtered list; each case on it is recorded as looked at."""
    engine, actor = current.engine(), current.actor()
    with engine.reading(actor) as reading:
        page = inbox.page(reading, wanted_queue(), wanted_filter(), most=EXPORTED)
        names = naming.names(reading)
    with engine.work(actor) as work:
        for line in page.lines:
            history.case_seen(work, line.case_id, "export")
    return files.attached(spreadsheets.tasks(page, names), "tugas.csv", "text/csv; charset=utf-8")


@pages.get("/tugas/<id:task_id>/alihkan")
@policy(HANDING)
def ask(task_id: str) -> str:
    return _handing(task_id)


@pages.post("/tugas/<id:task_id>/alihkan")
@policy(HANDING)
def hand_on(task_id: str) -> Response:
    reason = request.form.get("alasan", "").strip()
    if not reason:
        return make_response(_handing(task_id, wrong=True), 422)
    to = parse_id(request.form.get("kepada"))
    tasks.hand_on(current.engine(), current.actor(), task_id, to, reason)
    return told(task_id)


def _handing(task_id: str, *, wrong: bool = False) -> str:
    with current.engine().reading(current.actor()) as reading:
        row = tasks.find(reading, task_id)
        tasks.permit(current.actor(), Action.HAND_ON, row)
        others = tasks.colleagues(reading, task_id)
        lines = inbox.these(reading, [task_id], Action.HAND_ON)
    return render_template(
        "list_sure.html", lines=lines, action="alihkan", colleagues=others, warned={}, back=url_for("inbox.show"),
        request_id=new_id(), wrong=wrong, reason=request.form.get("alasan", ""),
        address=url_for("many.hand_on", task_id=task_id),
    )  # fmt: skip
