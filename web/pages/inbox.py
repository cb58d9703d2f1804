"""The inbox: queues with their counts, one page of a queue, claim and take the next, filters with a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import deskchoices, inbox, tasks
from engine.access import Action, allow
from engine.deskchoices import Choice, Saved
from engine.ids import parse_id
from engine.inbox import Filter, Line, Queue
from engine.roles import Permission
from engine.sent import Sent, sent
from engine.work import Reading
from web import auth, current, naming, screens, sealed
from web.naming import Group, Names, groups
from web.policies import policy

pages = Blueprint("inbox", __name__)
HANDING = frozenset({Permission.WORK, Permission.REASSIGN})
"""Whoever holds a task hands it on, and whoever is above him."""
FILTERS = ("antrean", "layanan", "asal", "tenggat", "cari", "sesudah")


@dataclass(frozen=True)
class Desk:
    queues: Sequence[Queue]
    here: Queue
    page: inbox.Page
    names: Names
    sent: Sent | None
    lately: tasks.Act | None
    choice: Choice
    saved: dict[str, Saved]

    @property
    def groups(self) -> Iterable[Group]:
        return [Group("", self.page.lines)] if self.here.kind == "sent" else groups(self.page.lines)

    @property
    def assigns(self) -> bool:
        return any(self.hands_on(line) for line in self.page.lines)

    @property
    def approves(self) -> bool:
        return any(line.shelf == "sign" and line.permitted for line in self.page.lines)

    @property
    def answers(self) -> bool:
        return any(line.shelf in ("print", "handover") and line.permitted for line in self.page.lines)

    def hands_on(self, line: Line) -> bool:
        return allow(current.actor(), Action.HAND_ON, line.facts)


def wanted_filter() -> Filter:
    """What the address asks for; what was searched for is sealed in it."""
    return Filter(
        text=sealed.unseal(request.args.get("cari", "")),
        document_type=request.args.get("layanan", ""),
        area=request.args.get("asal", ""),
        due=request.args.get("tenggat", ""),
    )


def wanted_queue() -> str:
    return request.args.get("antrean") or inbox.first_queue(current.actor())


@pages.get("/tugas")
@policy(Permission.WORK)
def show() -> str:
    wanted = wanted_filter()
    with current.engine().reading(current.actor()) as reading:
        desk = _desk(reading, wanted_queue(), wanted)
    return render_template("inbox.html", desk=desk, wanted=wanted, none_left=request.args.get("habis"))


def _desk(reading: Reading, key: str, wanted: Filter) -> Desk:
    saved = {one.id: one for one in deskchoices.saved(reading)}
    queues = inbox.queues(reading, {one.id: (one.queue, one.wanted) for one in saved.values()})
    kind, _, role = key.partition(":")
    here = next((queue for queue in queues if queue.key == key), None)
    return Desk(
        queues=queues,
        here=here or Queue(key, kind, role if role in inbox.roles(reading.actor) else None, 0),
        page=inbox.page(reading, key, wanted, request.args.get("sesudah")),
        names=naming.names(reading),
        sent=sent(reading, done) if (done := parse_id(request.args.get("terkirim"))) else None,
        lately=tasks.last_act(reading, task_id) if (task_id := parse_id(request.args.get("baru"))) else None,
        choice=deskchoices.choice(reading),
        saved=saved,
    )


@pages.post("/tugas/saring")
@policy(Permission.WORK)
def filtered() -> Response:
    """The same page with the filter in its address."""
    chosen = {name: request.form.get(name, "") for name in FILTERS} | {
        "cari": sealed.seal(request.form.get("q", ""))
    }
    return redirect(screens.with_parameter(url_for("inbox.show"), **chosen), 303)


@pages.get("/tugas/saringan/<id:saved_id>")
@policy(Permission.WORK)
def saved(saved_id: str) -> Response:
    """The list that a saved filter stands for."""
    with current.engine().reading(current.actor()) as reading:
        found = next((one for one in deskchoices.saved(reading) if one.id == saved_id), None)
    if found is None:
        return redirect(url_for("inbox.show"), 303)
    wanted = found.wanted
    chosen = {"antrean": found.queue, "layanan": wanted.document_type, "asal": wanted.area,
              "tenggat": wanted.due, "cari": sealed.seal(wanted.text)}  # fmt: skip
    return redirect(screens.with_parameter(url_for("inbox.show"), **chosen), 303)


@pages.post("/tugas/saringan")
@policy(Permission.WORK)
def save() -> Response:
    queue = request.form.get("antrean") or inbox.first_queue(current.actor())
    deskchoices.save(current.engine(), current.actor(), request.form.get("nama", ""), queue, wanted_filter())
    return redirect(screens.with_parameter(url_for("inbox.show"), **request.args.to_dict()), 303)


@pages.post("/tugas/saringan/<id:saved_id>/hapus")
@policy(Permission.WORK)
def drop(saved_id: str) -> Response:
    deskchoices.drop(current.engine(), current.actor(), saved_id)
    return redirect(url_for("inbox.show"), 303)


@pages.post("/tugas/tampilan")
@policy(Permission.WORK)
def choose() -> Response:
    chosen = Choice(request.form.getlist("kolom"), bool(request.form.get("lanjut")))
    deskchoices.choose(current.engine(), current.actor(), chosen)
    return redirect(screens.with_parameter(url_for("inbox.show"), **request.args.to_dict()), 303)


@pages.post("/tugas/berikutnya")
@policy(Permission.WORK)
def take_next() -> Response:
    role = request.form.get("meja") or None
    found = tasks.claim_next(current.engine(), current.actor(), role)
    if found is None:
        return redirect(url_for("inbox.show", antrean=request.form.get("antrean") or None, habis="1"), 303)
    return redirect(url_for("task.show", task_id=found), 303)


@pages.post("/tugas/<id:task_id>/ambil")
@policy(Permission.WORK)
def claim(task_id: str) -> Response:
    tasks.claim(current.engine(), current.actor(), task_id)
    return redirect(url_for("task.show", task_id=task_id, dari=request.form.get("dari")), 303)


@pages.post("/tugas/<id:task_id>/lepas")
@policy(Permission.WORK)
def release(task_id: str) -> Response:
    tasks.release(current.engine(), current.actor(), task_id)
    return told(task_id)


@pages.post("/tugas/<id:task_id>/urungkan")
@policy(HANDING)
def undo(task_id: str) -> Response:
    tasks.undo(current.engine(), current.actor(), task_id)
    return told(task_id)


def told(task_id: str) -> Response:
    """Back to the list, which says what became of the task."""
    back = auth.onward(request.form.get("dari"), url_for("inbox.show"))
    return redirect(screens.with_parameter(back, baru=task_id), 303)
