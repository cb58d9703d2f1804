"""Holds the chains of the office against their signatures, and names what does not fit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, exists, func, literal, select, union

from engine import history
from engine.access import Actor
from engine.audit import cast, diagnosis, events
from engine.audit.cast import Cast
from engine.audit.diagnosis import Finding
from engine.audit.events import Recorded
from engine.audit.mandate import mandate
from engine.db.cases import Case
from engine.db.history import Event, Stream
from engine.db.offices import Person
from engine.engine import Engine
from engine.history import CaseStream, Flaw, Problem, Report
from engine.history.chain import Head
from engine.history.event import stored
from engine.history.streams import OFFICE
from engine.ids import parse_id
from engine.work import Reading

MOST = 20_000
"""Events of one run."""
STREAMS_AT_ONCE = 500
SUSPECTS = 50
"""Streams that are told in full; of more only the problems are counted."""
VERIFIED = "history.verified"
TOLD_BY_DIAGNOSIS = frozenset({Flaw.EDITED, Flaw.UNSIGNED, Flaw.COLUMNS, Flaw.MISSING, Flaw.ORDER})


@dataclass(frozen=True)
class Verdict:
    """Of one stream. `head`: its last link as it stands beside the events. `others`: problems that the findings
    do not tell."""

    stream: str
    report: Report
    head: Head | None
    findings: Sequence[Finding]
    others: Sequence[Problem]

    @property
    def ok(self) -> bool:
        return self.report.ok

    @property
    def named(self) -> int:
        return len(self.findings) + len(self.others)

    @property
    def doubted(self) -> frozenset[str]:
        """Ids of events that something is wrong with."""
        ids = (*(one.event_id for one in self.findings), *(one.event_id for one in self.others))
        return frozenset(one for one in ids if one)


@dataclass(frozen=True)
class Suspect:
    """A stream that does not fit, and whose it is: a case's, a person's or the office's."""

    verdict: Verdict
    case_id: str | None
    case_number: str | None
    person: str | None
    events: Mapping[str, Recorded]


@dataclass(frozen=True)
class Run:
    """`known`: how many events the chains' last links tell of; `found`: how many acts are named, where the report
    counts every trace that they left; `after`: where the next run begins, None when everything was read;
    `vanished`: cases (id, number) that have no event at all."""

    known: int
    report: Report
    found: int
    suspects: Sequence[Suspect]
    vanished: Sequence[tuple[str, str]]
    cast: Cast
    after: str | None


def verdict(reading: Reading, stream: str) -> Verdict:
    """Of one chain, values included."""
    keys = reading.vault.public_keys
    report = history.verify(reading, keys, stream=stream)
    row = reading.execute(select(Stream.seq, Stream.hash).where(Stream.id == stream)).first()
    head = None if row is None else (row.seq, stored(row.hash))
    if report.ok:
        return Verdict(stream, report, head, (), ())
    rows = reading.execute(_whole(stream)).all()
    findings = diagnosis.diagnose(stream, rows, head, keys)
    others = [one for one in report.problems if not findings or one.kind not in TOLD_BY_DIAGNOSIS]
    return Verdict(stream, report, head, findings, others)


def _whole(stream: str) -> Any:
    return select(Event.__table__).where(Event.stream == stream).order_by(Event.seq, Event.id)


def verify(engine: Engine, actor: Actor, after: str | None = None, most: int | None = None) -> Run:
    """Every chain from the one behind `after` on, until `most` (or MOST) events are read; recorded as an act of the
    office."""
    grant = mandate(actor)
    with engine.reading(actor) as reading:
        run = _run(reading, after or "", most or MOST)
    facts = {"streams": run.report.streams, "events": run.report.events, "problems": run.found,
             "from": after, "to": run.after}  # fmt: skip
    with engine.work(actor) as work:
        work.record(history.Event(VERIFIED, OFFICE, facts=facts, grant=grant))
    return run


def _run(reading: Reading, after: str, most: int) -> Run:
    report, suspects, found, last = Report(), list[Verdict](), 0, None
    for stream in _streams(reading, after):
        if report.events >= most:
            break
        last = stream
        one = verdict(reading, stream)
        _add(report, one.report)
        found += one.named
        if not one.ok and len(suspects) < SUSPECTS:
            suspects.append(one)
    else:
        last = None
    told = _told(reading, suspects)
    doubted = [event for one in told for event in one.events.values()]
    vanished = [] if after else _vanished(reading)
    found += len(vanished)
    return Run(known(reading), report, found, told, vanished, cast.cast(reading, doubted), last)


def _streams(reading: Reading, after: str) -> Iterator[str]:
    """By name: those that have a last link, and those that lost it."""
    names = union(select(Stream.id.label("id")), select(Event.stream.label("id"))).subquery()
    while True:
        page = select(names.c.id).where(names.c.id > after).order_by(names.c.id).limit(STREAMS_AT_ONCE)
        found = list(reading.execute(page).scalars())
        yield from found
        if len(found) < STREAMS_AT_ONCE:
            return
        after = found[-1]


def _add(report: Report, other: Report) -> None:
    report.streams += 1
    report.events += other.events
    report.found += other.found - len(other.problems)
    for problem in other.problems:
        report.add(problem)


def _told(reading: Reading, verdicts: Sequence[Verdict]) -> list[Suspect]:
    cases = _numbers(reading, (one.stream for one in verdicts))
    people = _names(reading, (one.stream for one in verdicts))
    return [
        Suspect(
            one,
            case_id=_id_in(one.stream, "case"),
            case_number=cases.get(_id_in(one.stream, "case") or ""),
            person=people.get(_id_in(one.stream, "person") or ""),
            events=events.by_ids(reading, one.doubted),
        )
        for one in verdicts
    ]


def _id_in(stream: str, kind: str) -> str | None:
    start, _, rest = stream.partition(":")
    return parse_id(rest) if start == kind else None


def _numbers(reading: Reading, streams: Iterable[str]) -> dict[str, str]:
    ids = sorted({found for stream in streams if (found := _id_in(stream, "case"))})
    rows: Sequence[Row[Any]] = (
        reading.execute(select(Case.id, Case.number).where(Case.id.in_(ids))).all() if ids else ()
    )
    return {row.id: row.number for row in rows}


def _names(reading: Reading, streams: Iterable[str]) -> dict[str, str]:
    ids = sorted({found for stream in streams if (found := _id_in(stream, "person"))})
    rows: Sequence[Row[Any]] = (
        reading.execute(select(Person.id, Person.name).where(Person.id.in_(ids))).all() if ids else ()
    )
    return {row.id: row.name for row in rows}


def _vanished(reading: Reading) -> list[tuple[str, str]]:
    told = exists(select(literal(1)).where(Event.stream == CaseStream(Case.id)))
    rows = reading.execute(
        select(Case.id, Case.number)
        .where(Case.office_code == reading.office.code, ~told)
        .order_by(Case.id)
        .limit(SUSPECTS)
    )
    return [(row.id, row.number) for row in rows]


def known(reading: Reading) -> int:
    """How many events there are to read."""
    return int(reading.execute(select(func.coalesce(func.sum(Stream.seq), 0))).scalar_one())


def runs(reading: Reading, most: int = 5) -> list[Recorded]:
    """The latest runs of whoever checked."""
    return events.latest(reading, [Event.stream == OFFICE, Event.kind == VERIFIED], most)
