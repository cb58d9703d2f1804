"""The shipped akta kelahiran, run in memory: its own decisions, handlers that answer at once, people who agree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from engine import feel
from engine.decisions import Decisions
from engine.definitions import read_folder
from engine.process import Node, Procedure, Run, later
from engine.requirements import parse_requirements

FOLDER = Path(__file__).parents[2] / "processes"
FILES = read_folder(FOLDER, "akta_kelahiran")
OUTSIDE = frozenset(
    {"rendering.render", "signing.sign", "notices.send", "messages.send", "siak.check", "siak.push"}
)
PROCEDURE = Procedure.parse(FILES, "akta_kelahiran", OUTSIDE.__contains__)
DECISIONS = Decisions.parse([content for path, content in FILES.items() if path.endswith(".dmn")])
REQUIREMENTS = parse_requirements(FILES["akta_kelahiran/requirements.toml"])
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
FULL = {"rt": "wajib", "kelurahan": "wajib", "siak": "nonaktif"}
OFF = dict.fromkeys(FULL, "nonaktif")


@dataclass
class Desk:
    """Lends a case its record, its office's policies and a clock; keeps what the register was asked for."""

    record: dict[str, Any]
    policies: Mapping[str, str]
    now: datetime = NOON
    functions: Mapping[str, Any] = field(default_factory=dict)
    entered: list[dict[str, Any]] = field(default_factory=list)

    @property
    def scope(self) -> Mapping[str, Any]:
        return {**self.record, "kebijakan": self.policies}

    def call(self, handler: str, parameters: dict[str, Any], node: Node) -> Mapping[str, Any] | None:
        self.entered.append(parameters)
        return {"nomor": "5371-LU-24112026-0001"}

    def after(self, start: datetime, duration: str) -> datetime:
        return later(start, duration)

    def decide(self, decision: str, scope: Mapping[str, Any], node: Node) -> Any:
        return feel.to_json(DECISIONS.evaluate(decision, scope, now=self.now).result)


def birth(**changes: Any) -> dict[str, Any]:
    """The part of a record that the process reads."""
    return {
        "anak": {"tanggal_lahir": "2026-11-12", "tempat_dilahirkan": "rumah_sakit"},
        "bukti": {"kelahiran": "keterangan_lahir", "perkawinan": "akta_perkawinan"},
        "pelaporan": {"tanggal": "2026-11-24"},
        "pelapor": {"telepon": "+6281234567890"},
        **changes,
    }


def born_long_ago() -> dict[str, Any]:
    return birth(anak={"tanggal_lahir": "2026-01-12", "tempat_dilahirkan": "rumah_sakit"})


def born_at_home() -> dict[str, Any]:
    return birth(
        anak={"tanggal_lahir": "2026-11-12", "tempat_dilahirkan": "rumah"},
        bukti={"kelahiran": "surat_lurah", "perkawinan": "akta_perkawinan"},
    )


@dataclass
class Walk:
    """One case. `passed` lists where a person acted."""

    run: Run
    desk: Desk
    passed: list[str] = field(default_factory=list)

    @property
    def waiting(self) -> list[str]:
        tokens = self.run.tokens()
        return [place.node for place in (*tokens.tasks, *tokens.jobs)]

    def decide(self, outcome: str = "setuju") -> str:
        """The first person in line acts; the node that was done."""
        place = self.run.tokens().tasks[0]
        self.desk.record[place.node] = {"hasil": outcome, "alasan": None, "catatan": None}
        self.run.complete(place.token)
        self.passed.append(place.node)
        return place.node

    def work(self) -> None:
        """Outside work succeeds."""
        for job in self.run.tokens().jobs:
            self.run.finish_job(job.token, {})

    def until(self, node: str) -> "Walk":
        while node not in self.waiting:
            self.advance()
        return self

    def to_end(self) -> "Walk":
        while not self.run.ended:
            self.advance()
        return self

    def advance(self) -> None:
        assert len(self.passed) < 60, f"Expected an end, but the case goes in circles: {self.passed}"
        if self.run.tokens().jobs:
            self.work()
        else:
            self.decide()

    def wait(self, **time: float) -> None:
        self.desk.now += timedelta(**time)
        self.run.wake()


def walk(record: dict[str, Any] | None = None, policies: Mapping[str, str] = OFF) -> Walk:
    desk = Desk(record or birth(), policies)
    return Walk(Run.start(PROCEDURE, desk), desk)
