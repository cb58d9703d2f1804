"""A case as an auditor reads it: every event in order, how long it took, what it changed, whether it is genuine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from engine import history, migration, register, stops
from engine.access import Actor
from engine.audit import cast, chains, checks, events, files, looks, rulings, times
from engine.audit.cast import Cast, Who
from engine.audit.chains import Verdict
from engine.audit.checks import Checks
from engine.audit.events import Recorded
from engine.audit.fields import Fields, Shown
from engine.audit.files import IssuedPaper, Paper
from engine.audit.looks import Look
from engine.audit.mandate import mandate
from engine.audit.rulings import Taken
from engine.audit.times import Stint
from engine.db.cases import Case, Task
from engine.db.definitions import Deployment
from engine.db.offices import Region
from engine.definitions import DocumentType
from engine.engine import Engine
from engine.errors import NotFoundError
from engine.process import Node
from engine.work import Reading

LOOKS = 5
COLUMNS = ("id", "number", "document_type", "version_id", "state", "subject_name", "area_code", "intake_unit",
           "opened_at", "opened_by", "closed_at", "complete_at", "promised_at", "paused_at", "returns",
           "office_code")  # fmt: skip


@dataclass(frozen=True)
class Deed:
    """An event with what belongs to it. `stint`: the task that it began to work on or ended."""

    event: Recorded
    who: Who
    stint: Stint | None
    changes: Sequence[Shown]
    sound: bool


@dataclass(frozen=True)
class InForce:
    """Since when the case's version has been in force, and by whose hand; nobody: the release brought it."""

    since: datetime
    proposed_by: str | None
    approved_by: str | None
    reason: str


@dataclass(frozen=True)
class Trace:
    """`case` has the columns of the case's row that are told; `waiting`: nodes where the case is now."""

    case: Row[Any] = field(repr=False)
    area: str
    document_type: DocumentType
    in_force: InForce | None
    deeds: Sequence[Deed]
    verdict: Verdict
    stints: Sequence[Stint]
    stops: Sequence[stops.Stop]
    papers: Sequence[Paper]
    documents: Sequence[IssuedPaper]
    register: Sequence[register.Folio]
    taken: Sequence[Taken]
    checks: Checks
    looks: Sequence[Look]
    cast: Cast
    waiting: Sequence[str]
    nodes: Mapping[str, Node]
    """Of every version that the case followed."""

    @property
    def passed(self) -> list[str]:
        """Ids of nodes, in the order in which they were passed."""
        return [step for deed in self.deeds for step in deed.event.steps]

    @property
    def actors(self) -> Mapping[str, str]:
        """Names of those who acted, by id."""
        return {
            deed.who.person_id: deed.who.name for deed in self.deeds if deed.who.person_id and deed.who.name
        }


def trace(engine: Engine, actor: Actor, case_id: str, purpose: str = "audit") -> Trace:
    """The look is recorded before anything is shown. `purpose` is a code."""
    grant = mandate(actor)
    with engine.reading(actor) as reading:
        found = _trace(reading, case_id)
    with engine.work(actor) as work:
        history.case_seen(work, case_id, purpose, grant)
    return found


def _trace(reading: Reading, case_id: str) -> Trace:
    case = reading.execute(
        select(*(getattr(Case, name) for name in COLUMNS)).where(Case.id == case_id)
    ).first()
    if case is None:
        raise NotFoundError("case")
    definition = reading.engine.definitions.version(reading.connection, case.version_id)
    stream = history.of_case(case_id)
    story, verdict = events.in_order(reading, stream), chains.verdict(reading, stream)
    worked_on = times.stints(reading, definition, case_id)
    papers = files.papers(reading, case_id, story)
    found = checks.checks(reading, case, story)
    in_force = _in_force(reading, case)
    others = [*(one.by for one in papers), *(one.person_id for one in found.rivalries), *found.kin]
    others += [in_force.proposed_by, in_force.approved_by] if in_force else []
    names = cast.cast(reading, story, [*others, *(one.done_by for one in worked_on)])
    return Trace(
        case=case,
        area=_area(reading, case.area_code),
        document_type=definition,
        in_force=in_force,
        deeds=_deeds(reading, definition, story, (verdict, names, worked_on)),
        verdict=verdict,
        nodes=migration.steps(reading, definition, story),
        stints=worked_on,
        stops=stops.of_cases(reading, [case_id])[case_id],
        papers=papers,
        documents=files.documents(reading, case_id, story),
        register=register.of_case(reading, case_id),
        taken=rulings.taken(definition, story),
        checks=found,
        looks=looks.at_case(reading, case_id, LOOKS),
        cast=names,
        waiting=_waiting(reading, case_id),
    )


def _deeds(
    reading: Reading,
    definition: DocumentType,
    story: Sequence[Recorded],
    known: tuple[Verdict, Cast, Sequence[Stint]],
) -> list[Deed]:
    verdict, names, worked_on = known
    fields = Fields(definition, reading.office)
    return [
        Deed(
            event,
            names.who(event),
            _stint_of(event, worked_on),
            [fields.shown(change) for change in event.changes],
            event.id not in verdict.doubted and not event.broken,
        )
        for event in story
    ]


def _stint_of(event: Recorded, worked_on: Sequence[Stint]) -> Stint | None:
    """The same transaction wrote the event and the row of the task: node, moment and person are the same."""
    own = [stint for stint in worked_on if stint.node == event.node]
    if event.kind == "task.completed":
        return next((one for one in own if (one.done_at, one.done_by) == (event.at, event.person_id)), None)
    if event.kind == "task.claimed":
        return next(
            (one for one in own if (one.claimed_at, one.claimed_by) == (event.at, event.person_id)), None
        )
    return None


def _in_force(reading: Reading, case: Row[Any]) -> InForce | None:
    row = reading.execute(
        select(Deployment.since, Deployment.proposed_by, Deployment.approved_by, Deployment.reason)
        .where(
            Deployment.office_code == case.office_code,
            Deployment.version_id == case.version_id,
            Deployment.since <= case.opened_at,
        )
        .order_by(Deployment.since.desc(), Deployment.id.desc())
        .limit(1)
    ).first()
    return None if row is None else InForce(**row._mapping)


def _waiting(reading: Reading, case_id: str) -> list[str]:
    statement = select(Task.node).where(Task.case_id == case_id, Task.state == "open").order_by(Task.id)
    return list(reading.execute(statement).scalars())


def _area(reading: Reading, code: str) -> str:
    """The name of the kelurahan that the code lies in; the code itself where none is known."""
    kelurahan = ".".join(code.split(".")[:4])
    return str(reading.execute(select(Region.name).where(Region.code == kelurahan)).scalar() or code)
