"""The case on the desk: locked, restored, moved and saved within one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Row, bindparam, select, update

from engine import durations, feel, parties, placing, residents, stops
from engine.calls import Call, CaseIdentity
from engine.db.cases import Case
from engine.db.history import Stream
from engine.decisions import Ruling
from engine.definitions import VARIANT, DocumentType
from engine.errors import CaseClosedError, NotFoundError
from engine.functions import Functions
from engine.history import CaseStream
from engine.office import Office
from engine.parties import Number
from engine.process import Node, Run, Tokens, later
from engine.work import Reading, Work

_SAVE = update(Case).where(Case.id == bindparam("case"))
STATUSES = {"issued": "issued", "rejected": "rejected", "withdrawn": "withdrawn"}


class Scope(Mapping[str, Any]):
    """What expressions and forms of a case see: its record, the office's code lists (`daftar`) and its step
    policies (`kebijakan`, kept in the record once read)."""

    def __init__(self, record: dict[str, Any], office: Office, document_type: str = "") -> None:
        self._record = record
        lists = {**office.lists, "kecamatan_nik": office.districts}
        self._own = {"kebijakan": Policies(record, office, document_type), "daftar": lists}

    def __getitem__(self, name: str) -> Any:
        return self._own[name] if name in self._own else self._record[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._record, **self._own})

    def __len__(self) -> int:
        return len({**self._record, **self._own})


class Policies(Mapping[str, str | None]):
    """The step policies: read from the office the first time, from the case ever after."""

    def __init__(self, record: dict[str, Any], office: Office, document_type: str) -> None:
        self._record = record
        self._office = office
        self._document_type = document_type

    def __getitem__(self, name: str) -> str | None:
        kept: dict[str, str | None] = self._record.setdefault("kebijakan", {})
        if name not in kept:
            group, _, key = VARIANT.partition(".")
            variant = (self._record.get(group) or {}).get(key)
            kept[name] = self._office.policy(name, self._document_type, variant)
        return kept[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    @property
    def _known(self) -> list[str]:
        return [name for name in {**self._office.wired, **self._office.policies} if "." not in name]


class CaseHost:
    """What a case lends its run for one transaction."""

    def __init__(self, file: "CaseFile") -> None:
        self._file = file
        self.now = file.work.local
        self.record = file.record
        self.scope: Mapping[str, Any] = Scope(file.record, file.work.office, file.row.document_type)
        self.functions: Functions = residents.functions(file.work)

    def after(self, start: datetime, duration: str) -> datetime:
        """In the office's hours; months, which office hours do not have, by the wall clock."""
        if durations.parse(duration) is None:
            return later(start, duration)
        return self._file.work.office.calendar.add(start, durations.office_time(duration))

    def call(self, handler: str, parameters: dict[str, Any], node: Node) -> Mapping[str, Any] | None:
        work = self._file.work
        call = Call(
            handler=handler,
            node=node.id,
            key=f"{self._file.row.id}:{node.id}",
            case=self._file.identity,
            parameters=parameters,
            record=self.record,
            before=self.record.get(node.result or ""),
            now=self.now,
            engine=work.engine,
            work=work,
            files=self._file.document_type.files,
        )
        return work.engine.handlers[handler].function(call)

    def decide(self, decision: str, scope: Mapping[str, Any], node: Node) -> Any:
        verdict = self._file.document_type.decisions.evaluate(
            decision, scope, now=self.now, functions=self.functions
        )
        self._file.decided[node.id] = verdict.trace
        return feel.to_json(verdict.result)


@dataclass
class CaseFile:
    """`row` is the case as it was read; `record` and `run` are changed, then saved."""

    work: Work
    row: Row[Any]
    document_type: DocumentType
    record: dict[str, Any]
    run: Run = field(init=False)
    before: Tokens = field(init=False)
    decided: dict[str, Sequence[Ruling]] = field(default_factory=dict)
    """Node -> what its decision table ruled in this step; the history tells it."""
    settled: str | None = None
    """The token of the task or job whose row says already how it ended."""
    columns: dict[str, Any] = field(default_factory=dict)
    """Columns of the case to be written with the next save."""
    numbers: Mapping[str, Number] = field(default_factory=dict)
    """Path -> number of a person, as they are in the index of parties."""

    @property
    def identity(self) -> CaseIdentity:
        row = self.row
        return CaseIdentity(
            row.id, row.number, row.document_type, row.version_id,
            self.columns.get("area_code", row.area_code), self.columns.get("subject_name", row.subject_name),
        )  # fmt: skip

    @property
    def stream(self) -> str:
        return f"case:{self.row.id}"

    @property
    def secret(self) -> bytes | None:
        sealed = self.row.secret
        return None if sealed is None else self.work.vault.open("terbit_case", "secret", self.row.id, sealed)

    def restore(self) -> "CaseFile":
        state = self.work.vault.open("terbit_case", "engine_state", self.row.id, self.row.engine_state)
        self.run = Run.restore(self.document_type.procedure, state, CaseHost(self))
        self.before = self.run.tokens()
        return self

    def begin(self) -> "CaseFile":
        self.before = Tokens()
        self.run = Run.start(self.document_type.procedure, CaseHost(self))
        return self

    def value(self, column: str) -> Any:
        return self.columns.get(column, getattr(self.row, column))

    def save(self) -> placing.Moves:
        """Writes state, record and the rows that follow from both; tells what began and ended."""
        stops.follow(self)
        parties.follow(self)
        moves = placing.project(self)
        if self.work.engine.witness:
            self.work.engine.witness(self)
        self.columns |= self._closing()
        seal = self.work.vault.seal
        values: dict[str, Any] = {
            "version": self.row.version + 1,
            "record": seal("terbit_case", "record", self.row.id, orjson.dumps(self.record)),
            "engine_state": seal("terbit_case", "engine_state", self.row.id, self.run.dump()),
        }
        self.work.execute(_SAVE, [{"case": self.row.id} | values | self.columns])
        return moves

    def _closing(self) -> dict[str, Any]:
        if not self.run.ended:
            return {}
        state = STATUSES.get(self.run.status or "", "ended")
        return {"state": self.columns.get("state", state), "closed_at": self.work.now}


def lock(work: Work, case_id: str) -> CaseFile:
    """The case, locked before anything else of it (another order deadlocks with sweeps and completions)."""
    statement = (
        select(Case.__table__, Stream.seq.label("stream_seq"), Stream.hash.label("stream_hash"))
        .join(Stream, Stream.id == CaseStream(Case.id))
        .where(Case.id == case_id)
    )
    row = work.execute(statement.with_for_update(of=[Case, Stream])).first()
    if row is None:
        raise NotFoundError("case")
    return on_desk(work, row)


def on_desk(work: Work, row: Row[Any]) -> CaseFile:
    if row.state != "open":
        raise CaseClosedError(row.number)
    work.heads[f"case:{row.id}"] = (row.stream_seq, row.stream_hash)
    document_type = work.engine.definitions.version(work.connection, row.version_id)
    file = CaseFile(work, row, document_type, read_record(work, row)).restore()
    file.numbers = parties.numbers(file)
    return file


def read(reading: Reading, case_id: str) -> CaseFile:
    """The case to look at: not locked, never saved."""
    row = reading.execute(select(Case.__table__).where(Case.id == case_id)).first()
    if row is None:
        raise NotFoundError("case")
    return on_view(reading, row)


def on_view(reading: Reading, row: Row[Any]) -> CaseFile:
    work = Work(reading.engine, reading.connection, reading.actor, reading.now)
    document_type = reading.engine.definitions.version(reading.connection, row.version_id)
    return CaseFile(work, row, document_type, read_record(reading, row)).restore()


def read_record(reading: Reading, row: Row[Any]) -> dict[str, Any]:
    plain = reading.vault.open("terbit_case", "record", row.id, row.record)
    record: dict[str, Any] = orjson.loads(plain)
    return record
