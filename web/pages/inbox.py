"""The inbox: queues with their counts, one page of a queue, claim and take the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import inbox, tasks
from engine.ids import parse_id
from engine.inbox import Filter, Line, Queue
from engine.roles import Permission
from engine.sent import Sent, sent
from engine.work import Reading
from web import current, screens, sealed
from web.policies import policy

pages = Blueprint("inbox", __name__)
FILTERS = ("antrean", "layanan", "asal", "tenggat", "cari", "sesudah")


@dataclass(frozen=True)
class Group:
    """Lines that are equally urgent; `key` is late, today or later, or empty where urgency says nothing."""

    key: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Desk:
    """`steps`: names of tasks, as rows have them, in the request's language."""

    queues: Sequence[Queue]
    here: Queue
    page: inbox.Page
    types: dict[str, str]
    steps: dict[str, str]
    sent: Sent | None

    @property
    def groups(self) -> Iterator[Group]:
        if self.here.kind == "sent":
            yield Group("", self.page.lines)
            return
        words = screens.words()
        for key, lines in groupby(self.page.lines, key=lambda line: words.left(line.due_at).group):
            yield Group(key, list(lines))


@pages.get("/tugas")
@policy(Permission.WORK)
def show() -> str:
    wanted = Filter(
        text=sealed.unseal(request.args.get("cari", "")),
        document_type=request.args.get("layanan", ""),
        area=request.args.get("asal", ""),
        due=request.args.get("tenggat", ""),
    )
    key = request.args.get("antrean") or inbox.first_queue(current.actor())
    with current.engine().reading(current.actor()) as reading:
        desk = _desk(reading, key, wanted)
    return render_template("inbox.html", desk=desk, wanted=wanted, none_left=request.args.get("habis"))


def _desk(reading: Reading, key: str, wanted: Filter) -> Desk:
    engine = current.engine()
    queues = inbox.queues(reading)
    here = next((queue for queue in queues if queue.key == key), Queue(key, key.partition(":")[0], None, 0))
    types = engine.definitions.in_force(reading.connection, engine.office_code)
    return Desk(
        queues=queues,
        here=here,
        page=inbox.page(reading, key, wanted, request.args.get("sesudah")),
        types={kind.document_type: screens.type_name(kind) for kind in types},
        steps={
            node.name: screens.node_name(node) for kind in types for node in kind.procedure.nodes.values()
        },
        sent=sent(reading, done) if (done := parse_id(request.args.get("terkirim"))) else None,
    )


@pages.post("/tugas/saring")
@policy(Permission.WORK)
def filtered() -> Response:
    """The same page with the filter in its address; what was searched for is sealed in it."""
    chosen = {name: request.form.get(name, "") for name in FILTERS} | {
        "cari": sealed.seal(request.form.get("q", ""))
    }
    return redirect(screens.with_parameter(url_for("inbox.show"), **chosen), 303)


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
    return redirect(url_for("task.show", task_id=task_id), 303)


@pages.post("/tugas/<id:task_id>/lepas")
@policy(Permission.WORK)
def release(task_id: str) -> Response:
    tasks.release(current.engine(), current.actor(), task_id)
    return redirect(url_for("inbox.show"), 303)
