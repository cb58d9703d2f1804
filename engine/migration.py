"""Running cases brought to another version of their document type: looked at first, with the reason for each that
cannot be; then each in a transaction of its own. The way back is the same, to the version before."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import select, update

from engine import casefile, deployments, placing
from engine.access import Actor
from engine.casefile import CaseFile, CaseHost
from engine.db.cases import Case, Job, Task
from engine.db.clocks import CaseStop
from engine.definitions import DocumentType
from engine.deployments.acts import permit
from engine.deployments.errors import ReasonNeededError
from engine.engine import Engine
from engine.errors import CaseClosedError, EngineError, NotFoundError, ProcedureError
from engine.filing import record_event
from engine.process import Node, Run, Tokens, Waiting, moved
from engine.roles import Permission
from engine.work import Reading

EVENT = "case.migrated"
MOST = 200
"""Cases that are looked at, or moved, in one go."""
AS_BEFORE: Mapping[str, str] = {}


class Told(Protocol):
    """What somebody reads of an event."""

    @property
    def kind(self) -> str: ...

    @property
    def facts(self) -> Mapping[str, Any]: ...


class Why(enum.StrEnum):
    LACKS = "lacks"
    """The version has no such step; whoever moves the case may say which one takes its place."""
    WORKS = "works"
    """A system works on the step, and the version has it done by another or not at all."""
    GOES_ON = "goes_on"
    """The case would go on though nobody has done anything."""
    UNFIT = "unfit"
    """What waits cannot be put into the version where it stands."""


@dataclass(frozen=True)
class Obstacle:
    why: Why
    node: str


@dataclass(frozen=True)
class Verdict:
    """What a look at one case found; without an obstacle it can be moved. `waits`: ids of nodes."""

    case_id: str
    number: str
    version_id: str
    waits: tuple[str, ...]
    obstacle: Obstacle | None = None


class NotMovableError(EngineError):
    def __init__(self, number: str, obstacle: Obstacle) -> None:
        super().__init__(
            f"Expected a case that fits the version, but {number} does not: {obstacle.why} '{obstacle.node}'"
        )
        self.obstacle = obstacle


class _GoesOnError(ProcedureError):
    def __init__(self, node: str) -> None:
        super().__init__(node, f"Expected a case that waits, but it would go on at '{node}'")


class _Standing(CaseHost):
    """Lends what expressions see, and lets nothing happen."""

    def call(self, handler: str, parameters: dict[str, Any], node: Node) -> Mapping[str, Any] | None:
        raise _GoesOnError(node.id)

    def decide(self, decision: str, scope: Mapping[str, Any], node: Node) -> Any:
        raise _GoesOnError(node.id)


def preview(
    reading: Reading, document_type: str, number: int, nodes: Mapping[str, str] = AS_BEFORE
) -> list[Verdict]:
    """Of the open cases that follow another version, the oldest first, at most MOST and one more where there
    are more. `nodes`: step of the old version -> the one that takes its place. Changes nothing."""
    target = _target(reading, document_type, number)
    rows = reading.execute(
        select(Case.__table__)
        .where(
            Case.office_code == reading.office.code,
            Case.document_type == document_type,
            Case.state == "open",
            Case.version_id != target.id,
        )
        .order_by(Case.id)
        .limit(MOST + 1)
    ).all()
    return [_look(casefile.on_view(reading, row), target, nodes) for row in rows]


def migrate(
    engine: Engine, actor: Actor, case_id: str, number: int, reason: str, nodes: Mapping[str, str] = AS_BEFORE
) -> None:
    """Tasks keep whoever holds them, drafts, deadlines and stops, work outside goes on; a claim lapses where the step
    belongs to another desk now. Raises NotMovableError, CaseClosedError; ReasonNeededError without `reason`."""
    permit(actor, Permission.APPROVE, "migrate a case")
    if not reason.strip():
        raise ReasonNeededError
    with engine.work(actor) as work:
        file = casefile.lock(work, case_id)
        target, source = _target(work, file.row.document_type, number), file.document_type
        if target.id == source.id:
            return
        verdict = _look(file, target, nodes)
        if verdict.obstacle is not None:
            raise NotMovableError(file.row.number, verdict.obstacle)
        placed = _placed(file, target, nodes).dump()
        file.document_type = target
        file.columns["version_id"] = target.id
        file.run = Run.restore(target.procedure, placed, CaseHost(file))
        file.before = _carry(file, file.before, file.run.tokens(), nodes)
        began = file.save()
        facts = {"from": source.id, "to": target.id} | ({"instead": dict(nodes)} if nodes else {})
        record_event(file, EVENT, node=None, began=began, words=reason.strip(), facts=facts)


@dataclass(frozen=True)
class Outcome:
    moved: tuple[str, ...]
    """Numbers of cases."""
    left: tuple[Verdict, ...]
    more: bool


def migrate_all(
    engine: Engine,
    actor: Actor,
    document_type: str,
    number: int,
    reason: str,
    nodes: Mapping[str, str] = AS_BEFORE,
) -> Outcome:
    """All that fit, of the first MOST that follow another version."""
    permit(actor, Permission.APPROVE, "migrate a case")
    if not reason.strip():
        raise ReasonNeededError
    with engine.reading(actor) as reading:
        found = preview(reading, document_type, number, nodes)
    done, left = [], []
    for verdict in found[:MOST]:
        obstacle = verdict.obstacle
        if obstacle is None:
            try:
                migrate(engine, actor, verdict.case_id, number, reason, nodes)
            except CaseClosedError:
                continue
            except NotMovableError as error:  # somebody has gone on with it since
                obstacle = error.obstacle
        if obstacle is None:
            done.append(verdict.number)
        else:
            left.append(Verdict(verdict.case_id, verdict.number, verdict.version_id, verdict.waits, obstacle))
    return Outcome(tuple(done), tuple(left), len(found) > MOST)


def steps(reading: Reading, definition: DocumentType, story: Iterable[Told]) -> dict[str, Node]:
    """By id, the nodes of the version that a case follows, and of those that it followed before: what its history
    names."""
    found: dict[str, Node] = {}
    for entry in story:
        if entry.kind == EVENT:
            earlier = reading.engine.definitions.version(reading.connection, str(entry.facts["from"]))
            found |= earlier.procedure.nodes
    return found | dict(definition.procedure.nodes)


def _target(reading: Reading, document_type: str, number: int) -> DocumentType:
    """A version that was or is in force: its check and its second person are behind it."""
    found = deployments.version(reading, document_type, number)
    if found.since is None:
        raise NotFoundError("version")
    return reading.engine.definitions.version(reading.connection, found.id)


def _look(file: CaseFile, target: DocumentType, nodes: Mapping[str, str]) -> Verdict:
    waits = tuple(dict.fromkeys(one.node for one in _standing(file.before)))
    obstacle = _obstacle(file, target, nodes)
    return Verdict(file.row.id, file.row.number, file.row.version_id, waits, obstacle)


def _obstacle(file: CaseFile, target: DocumentType, nodes: Mapping[str, str]) -> Obstacle | None:
    there, here = target.procedure.nodes, file.document_type.procedure.nodes
    for one in _standing(file.before):
        if nodes.get(one.node, one.node) not in there:
            return Obstacle(Why.LACKS, one.node)
    for job in file.before.jobs:
        if job.node in nodes or there[job.node].handler != here[job.node].handler:
            return Obstacle(Why.WORKS, job.node)
    try:
        after = _placed(file, target, nodes).tokens()
    except _GoesOnError as error:
        return Obstacle(Why.GOES_ON, error.node)
    except ProcedureError as error:
        return Obstacle(Why.UNFIT, error.node)
    wanted = sorted((nodes.get(one.node, one.node), one.item or "") for one in _standing(file.before))
    found = sorted((one.node, one.item or "") for one in _standing(after))
    if wanted == found:
        return None
    return Obstacle(Why.GOES_ON, next((node for node, _ in wanted if node not in dict(found)), wanted[0][0]))


def _placed(file: CaseFile, target: DocumentType, nodes: Mapping[str, str]) -> Run:
    places = moved(file.run.places(), nodes)
    return Run.place(target.procedure, places, _Standing(file), reached=file.run.reached)


def _standing(tokens: Tokens) -> Sequence[Any]:
    return (*tokens.tasks, *tokens.jobs, *tokens.messages)


def _carry(file: CaseFile, old: Tokens, new: Tokens, nodes: Mapping[str, str]) -> Tokens:
    """Rows of what stays under its new token. What is told of the old state is so that the rest ends, and begins."""
    work, case = file.work, file.row.id
    held = {
        row.token: row
        for row in work.execute(select(Task.__table__).where(Task.case_id == case, Task.state == "open"))
    }
    tasks = []
    for one, twin in _twins(old.tasks, new.tasks, nodes):
        tasks.append(twin or one)
        if twin is not None:
            row, desk = held[one.token], placing.desk_of(file, twin)
            values = desk | {"token": twin.token} | ({} if desk["role"] == row.role else _released(row))
            work.execute(update(Task).where(Task.id == row.id).values(**values))
            work.execute(
                update(CaseStop)
                .where(CaseStop.case_id == case, CaseStop.token == one.token)
                .values(token=twin.token)
            )
    jobs = []
    for one, twin in _twins(old.jobs, new.jobs, nodes):
        jobs.append(twin or one)
        if twin is not None:
            work.execute(
                update(Job).where(Job.case_id == case, Job.token == one.token).values(token=twin.token)
            )
    return Tokens(tuple(tasks), tuple(jobs), old.timers, new.messages)


def _twins(
    old: Sequence[Waiting], new: Sequence[Waiting], nodes: Mapping[str, str]
) -> list[tuple[Waiting, Waiting | None]]:
    """Each that waited, and what waits at the same step now; None where another step takes its place."""
    free = list(new)
    pairs: list[tuple[Waiting, Waiting | None]] = []
    for one in old:
        same = (two for two in free if (two.node, two.item) == (one.node, one.item) and one.node not in nodes)
        twin = next(same, None)
        if twin is not None:
            free.remove(twin)
        pairs.append((one, twin))
    return pairs


def _released(row: Any) -> dict[str, Any]:
    return {"claimed_by": None, "claimed_at": None, "held_until": None, "lost_by": row.claimed_by}
