"""A task: its page, drafts, the way forward, and the page that asks why something goes back or is refused."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import comments, deskchoices, tasks, taskview
from engine.errors import (
    InvalidAnswersError,
    PostEndedError,
    TaskHeldError,
    TaskNotOpenError,
    WarningsError,
)
from engine.forms import Problem
from engine.ids import parse_id
from engine.roles import Permission
from engine.sent import Sent, sent
from engine.submission import FORWARD, Submission
from engine.work import Reading
from web import auth, current, errors, screens, sheet, standing
from web.desk import Decision, TaskPage
from web.language import gettext
from web.policies import policy

pages = Blueprint("task", __name__)
NOTE = comments.FIELD
Typed = Mapping[str, Sequence[str]]


@pages.get("/tugas/<id:task_id>")
@policy(Permission.WORK)
def show(task_id: str) -> Response:
    with current.engine().reading(current.actor()) as reading:
        page = TaskPage.of(reading, taskview.view(reading, task_id))
        if page.view.state != "open":
            return redirect(url_for("case.show", case_id=page.view.case_id))
        done = parse_id(request.args.get("terkirim"))
        return _drawn(page, before=sent(reading, done) if done else None)


def _drawn(page: TaskPage, status: int = 200, before: Sent | None = None) -> Response:
    """`before`: the task that was done just before this one."""
    html = render_template("task.html", page=page, view=page.view, back=_back(), before=before)
    return make_response(html, status)


def _back() -> str:
    """The list that the task was opened from."""
    return auth.onward(request.form.get("dari") or screens.came_from("/tugas"), url_for("inbox.show"))


@pages.post("/tugas/<id:task_id>")
@policy(Permission.WORK)
def send(task_id: str) -> Response:
    typed = request.form.to_dict(flat=False)
    action = request.form.get("aksi", "")
    if action.startswith(("tambah:", "hapus:")) or action == "perbarui":
        return _again(task_id, sheet.edited(typed, action))
    if action == "draf":
        tasks.save_draft(current.engine(), current.actor(), task_id, typed)
        return redirect(url_for("task.show", task_id=task_id, dari=_back()), 303)
    if action == "komentar":
        return _comment(task_id, typed)
    outcome = request.form.get("hasil", FORWARD)
    if _asks_why(outcome, typed):
        tasks.save_draft(current.engine(), current.actor(), task_id, typed)
        return redirect(url_for("task.decide", task_id=task_id, outcome=outcome), 303)
    return _complete(task_id, typed, outcome)


def _comment(task_id: str, typed: Typed) -> Response:
    """A note for the other desks; whatever else was typed waits as a draft."""
    with current.engine().reading(current.actor()) as reading:
        view = taskview.view(reading, task_id)
    request_id = parse_id(request.form.get("request_id"))
    comments.write(current.engine(), current.actor(), view.case_id, _note(), request_id)
    if view.held_by_me:
        kept = {name: values for name, values in typed.items() if name != NOTE}
        tasks.save_draft(current.engine(), current.actor(), task_id, kept)
    return redirect(url_for("task.show", task_id=task_id, dari=_back(), _anchor="catatan-internal"), 303)


def _note() -> str:
    return request.form.get(NOTE, "").strip()


def _asks_why(outcome: str, typed: Typed) -> bool:
    """Papers that go back say why themselves; anything else that is not the way forward asks on a page of its own."""
    if outcome == FORWARD:
        return False
    some_go_back = any(
        name.endswith(".hasil") and values[0] == "kembalikan" for name, values in typed.items()
    )
    return outcome != "kembalikan" or not some_go_back


def _complete(task_id: str, typed: Typed, outcome: str) -> Response:
    submission = Submission.of(typed, outcome, parse_id(request.form.get("request_id")))
    done = tasks.complete(current.engine(), current.actor(), task_id, submission)
    if _note():
        comments.write(current.engine(), current.actor(), done.case_id, _note(), submission.request_id)
    onward = _next_one()
    if onward is not None:
        return redirect(url_for("task.show", task_id=onward, terkirim=task_id, dari=_back()), 303)
    return redirect(screens.with_parameter(_back(), terkirim=task_id), 303)


def _next_one() -> str | None:
    """Where a person wants the next task at once, and there is one."""
    with current.engine().reading(current.actor()) as reading:
        wants = deskchoices.choice(reading).onward
    return tasks.claim_next(current.engine(), current.actor()) if wants else None


def _again(
    task_id: str, typed: Typed | None, problems: Sequence[Problem] = (), status: int = 200
) -> Response:
    with current.engine().reading(current.actor()) as reading:
        view = taskview.view(reading, task_id)
        return _drawn(TaskPage.of(reading, view, typed, problems), status)


@pages.post("/tugas/<id:task_id>/draf")
@policy(Permission.WORK)
def autosave(task_id: str) -> Response:
    """What a script saves in passing."""
    saved = tasks.save_draft(current.engine(), current.actor(), task_id, request.form.to_dict(flat=False))
    return make_response(jsonify(saved=screens.words().clock(saved)))


@pages.get("/tugas/<id:task_id>/hasil/<outcome>")
@policy(Permission.WORK)
def decide(task_id: str, outcome: str) -> Response:
    with current.engine().reading(current.actor()) as reading:
        return _decision(reading, task_id, outcome, {})


@pages.post("/tugas/<id:task_id>/hasil/<outcome>")
@policy(Permission.WORK)
def decided(task_id: str, outcome: str) -> Response:
    """Completes the task with what its draft says of the papers, and why."""
    with current.engine().reading(current.actor()) as reading:
        typed = taskview.view(reading, task_id).typed
    return _complete(task_id, {**typed, **request.form.to_dict(flat=False)}, outcome)


def _decision(
    reading: Reading,
    task_id: str,
    outcome: str,
    typed: Typed,
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> Response:
    page = TaskPage.of(reading, taskview.view(reading, task_id), None, problems)
    decision = Decision(page, outcome, typed)
    html = render_template("decision.html", decision=decision, page=page, view=page.view, back=_back())
    return make_response(html, status)


@pages.errorhandler(InvalidAnswersError)
def wrong(error: InvalidAnswersError) -> Response:
    """The page again, with everything that was typed and what is wrong with it."""
    task_id, problems = request.view_args["task_id"], list(error.problems)  # type: ignore[index, call-overload]
    typed = request.form.to_dict(flat=False)
    outcome = request.view_args.get("outcome")  # type: ignore[union-attr]
    if outcome is None:
        return _again(task_id, typed, problems, 422)
    if any(problem.field not in ("alasan", "catatan") for problem in problems):
        return _again(task_id, None, problems, 422)
    with current.engine().reading(current.actor()) as reading:
        return _decision(reading, task_id, outcome, typed, problems, 422)


@pages.errorhandler(WarningsError)
def doubtful(error: WarningsError) -> Response:
    """The page once more, with what has to be looked at and the way on."""
    task_id = request.view_args["task_id"]  # type: ignore[index]
    with current.engine().reading(current.actor()) as reading:
        page = TaskPage.of(reading, taskview.view(reading, task_id), request.form.to_dict(flat=False))
        return _drawn(page.asking(error), 422)


@pages.errorhandler(TaskNotOpenError)
@pages.errorhandler(TaskHeldError)
def late(error: TaskNotOpenError | TaskHeldError) -> Response:
    """Who was first, and what was typed, to be read and copied."""
    task_id = request.view_args["task_id"]  # type: ignore[index]
    with current.engine().reading(current.actor()) as reading:
        page = TaskPage.of(reading, taskview.view(reading, task_id), request.form.to_dict(flat=False))
        html = render_template("conflict.html", page=page, view=page.view, first=errors.who_was_first(error))
    return make_response(html, 409)


@pages.errorhandler(PostEndedError)
def ended(error: PostEndedError) -> Response:
    """What was typed is kept as a draft, also where the post ended while the page was open."""
    if request.method != "POST":
        return errors.page(errors.answer_for(error), *standing.ended(current.actor()))
    task_id, typed = request.view_args["task_id"], request.form.to_dict(flat=False)  # type: ignore[index]
    tasks.save_draft(current.engine(), current.actor(), task_id, typed)
    kept = gettext("Isian Anda disimpan sebagai draf: terbuka lagi bila penugasan diperpanjang.")
    return errors.page(errors.answer_for(error), *standing.ended(current.actor()), kept)
