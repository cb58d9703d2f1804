"""A document type as it ships, and its intake form filled in by a made-up clerk."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.decisions import Decisions
from engine.definitions import read_folder
from engine.forms import Field, Form
from engine.forms.paths import put
from engine.forms.problems import Checked
from engine.process import Procedure
from engine.requirements import Requirement, needed, parse_requirements
from web.wiring import HANDLERS

FOLDER = Path(__file__).parents[2] / "processes"
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
FATHER, MOTHER, AGENT, FIRST, SECOND = (
    "5371031203919001", "5371034507949001", "5371031203759003", "5371031203809004", "5371035003829005",
)  # fmt: skip


def people(*who: str) -> dict[str, Any]:
    known = {
        "ayah": {
            "nama": "Yohanes Nalle", "kewarganegaraan": "WNI", "nik": FATHER, "tempat_lahir": "Kupang",
            "tanggal_lahir": "1991-03-12",
        },
        "ibu": {
            "nama": "Maria Goreti Bere", "kewarganegaraan": "WNI", "nik": MOTHER, "tempat_lahir": "Atambua",
            "tanggal_lahir": "1994-07-05",
        },
        "pelapor": {
            "nama": "Yohanes Nalle", "kewarganegaraan": "WNI", "nik": FATHER, "hubungan": "ayah",
            "kk": "5371030208199001",
        },
        "saksi_1": {"nama": "Petrus Adoe", "kewarganegaraan": "WNI", "nik": FIRST},
        "saksi_2": {"nama": "Ester Riwu", "kewarganegaraan": "WNI", "nik": SECOND},
    }  # fmt: skip
    return {name: known[name] for name in who}


@dataclass(frozen=True)
class Shipped:
    name: str
    ordinary: Callable[[], dict[str, Any]]
    """What is typed for the case that every desk knows."""

    @property
    def files(self) -> Mapping[str, bytes]:
        return read_folder(FOLDER, self.name)

    @property
    def forms(self) -> dict[str, Form]:
        return {
            path: Form.parse(content) for path, content in self.files.items() if path.endswith(".form.json")
        }

    @property
    def procedure(self) -> Procedure:
        return Procedure.parse(self.files, self.name, HANDLERS.is_outside)

    def form(self, task: str) -> Form:
        return Form.parse(self.files[f"{self.name}/{task}.form.json"])

    def application(self, **changes: Any) -> dict[str, Any]:
        """`changes` by path, with __ for the dot."""
        typed = self.ordinary()
        for path, value in changes.items():
            put(typed, path.replace("__", "."), value)
        return typed

    def check(self, task: str, values: dict[str, Any], scope: Mapping[str, Any]) -> Checked:
        form = self.form(task)
        return form.check(form.read(form.post(values)), scope, NOON)

    def codes(self, level: str = "problems", **changes: Any) -> set[str]:
        checked = self.check("mulai", self.application(**changes), {})
        return {problem.code for problem in getattr(checked, level)}

    def asked(self, **changes: Any) -> list[str]:
        requirements: tuple[Requirement, ...] = parse_requirements(
            self.files[f"{self.name}/requirements.toml"]
        )
        return [paper.code for paper in needed(requirements, self.application(**changes))]

    def decide(self, decision: str, scope: Mapping[str, Any]) -> Any:
        tables = [content for path, content in self.files.items() if path.endswith(".dmn")]
        return Decisions.parse(tables).evaluate(decision, scope, now=NOON).result

    def fields(self) -> Iterator[tuple[str, Field]]:
        for path, form in self.forms.items():
            for field in form.fields:
                yield path, field
