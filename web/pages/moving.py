"""Running cases brought to a version of their document type: which can be, which cannot and why; then moved."""

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from engine import deployments, migration
from engine.deployments.errors import ReasonNeededError
from engine.migration import MOST, Outcome, Verdict, Why
from engine.process import Node
from engine.roles import Permission
from engine.work import Reading
from web import current, screens
from web.language import Later
from web.pages.designer import READERS, type_name
from web.policies import policy

_ = Later
pages = Blueprint("moving", __name__)
CHOSEN = "ganti."
"""How the fields begin that say which step takes the place of one that is gone."""
WORDS = {
    Why.LACKS: _("versi ini tidak punya langkah itu; pilih penggantinya"),
    Why.WORKS: _("sistem sedang mengerjakan langkah itu; tunggu sampai selesai"),
    Why.GOES_ON: _("kasus akan berjalan sendiri tanpa dikerjakan siapa pun"),
    Why.UNFIT: _("keadaan kasus tidak dapat dipasang pada versi ini"),
}


@pages.get("/designer/<document_type>/versi/<int:number>/pindah")
@policy(READERS)
def show(document_type: str, number: int) -> Response:
    return _drawn(document_type, number)


@pages.post("/designer/<document_type>/versi/<int:number>/pindah")
@policy(Permission.APPROVE)
def act(document_type: str, number: int) -> Response:
    if request.form.get("aksi") != "pindah":
        return _drawn(document_type, number)
    reason = request.form.get("alasan", "").strip()[:500]
    try:
        outcome = migration.migrate_all(
            current.engine(), current.actor(), document_type, number, reason, _instead()
        )
    except ReasonNeededError:
        return _drawn(document_type, number, problem=True)
    return _drawn(document_type, number, outcome=outcome)


def _instead() -> dict[str, str]:
    """Step of an older version -> the one that takes its place, as chosen on the page."""
    return {
        node: request.form[f"{CHOSEN}{node}"][:200] for node in _asked() if request.form[f"{CHOSEN}{node}"]
    }


def _asked() -> set[str]:
    return {name.removeprefix(CHOSEN) for name in request.form if name.startswith(CHOSEN)}


def _drawn(
    document_type: str, number: int, outcome: Outcome | None = None, *, problem: bool = False
) -> Response:
    engine = current.engine()
    with engine.reading(current.actor()) as reading:
        verdicts = migration.preview(reading, document_type, number, _instead())
        known = deployments.versions(reading, document_type)
        told = {
            "code": document_type,
            "number": number,
            "name": type_name(reading, document_type, known),
            "verdicts": verdicts[:MOST],
            "more": len(verdicts) > MOST,
            "numbers": {one.id: one.number for one in known},
            "steps": _steps(reading, [one.id for one in known]),
            "choices": _choices(reading, next(one.id for one in known if one.number == number)),
            "lacking": sorted(_lacking(verdicts) | _asked()),
        }
    html = render_template("designer/moving.html", words=WORDS, outcome=outcome, problem=problem, **told)
    return make_response(html, 422 if problem else 200)


def _lacking(verdicts: list[Verdict]) -> set[str]:
    return {one.obstacle.node for one in verdicts if one.obstacle and one.obstacle.why is Why.LACKS}


def _steps(reading: Reading, versions: list[str]) -> dict[str, str]:
    """What nodes of any version are called."""
    nodes: dict[str, Node] = {}
    for version in reversed(versions):
        nodes |= reading.engine.definitions.version(reading.connection, version).procedure.nodes
    return {node_id: screens.node_name(node) or node_id for node_id, node in nodes.items()}


def _choices(reading: Reading, version: str) -> list[tuple[str, str]]:
    """Steps of people in the version, to take the place of others."""
    nodes = reading.engine.definitions.version(reading.connection, version).procedure.nodes
    return [(node.id, screens.node_name(node)) for node in nodes.values() if node.kind == "userTask"]
