"""A task as its page draws it: the engine's view, what was typed, what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from engine import comments, residents
from engine.casefile import Scope
from engine.caseview import Paper
from engine.errors import WarningsError
from engine.forms import Field, FieldType, Problem, Rows
from engine.forms.answers import BOXES, post
from engine.forms.components import fields
from engine.reasons import Reason, fitting
from engine.submission import FORWARD, Posted
from engine.summary import Section
from engine.taskview import TaskView
from engine.work import Reading
from web import cautions, fallen, language, siak
from web.cautions import Accepted
from web.language import Later, gettext
from web.sheet import Sheet, sentence

_ = Later

BESIDE = frozenset({"alasan", "catatan", comments.FIELD})
"""What a page asks beside the form and the papers."""
FORWARD_WORDS = {
    "pendapat": _("Kirim dan teruskan"),
    "penerimaan": _("Kirim permohonan"),
    "perekaman": _("Simpan rekaman dan teruskan"),
    "paraf": _("Paraf dan teruskan"),
    "tanda_tangan": _("Tandatangani dan teruskan"),
    "penyerahan": _("Serahkan dan selesaikan"),
}
OTHERWISE = _("Setujui dan teruskan")
OUTCOME_WORDS = {
    "kembalikan": _("Kembalikan untuk dilengkapi"),
    "tolak": _("Tolak permohonan"),
    "keberatan": _("Ajukan keberatan"),
}


@dataclass(frozen=True)
class TaskPage:
    """`problems` come from the last try; `posted` is what the inputs show."""

    view: TaskView
    posted: Posted
    sheet: Sheet | None
    problems: Sequence[Problem] = ()

    @classmethod
    def of(
        cls, reading: Reading, view: TaskView, posted: Posted | None = None, problems: Sequence[Problem] = ()
    ) -> "TaskPage":
        """What the record or the draft says, unless something was just posted."""
        form = view.form
        shown = _known(view) if posted is None else posted
        if form is None:
            return cls(view, shown, None, problems)
        office = reading.office
        scope, now = Scope(dict(view.record), office), reading.now.astimezone(office.zone)
        sheet = Sheet.of(form, shown, scope, now, language.spoken())
        warnings = (
            form.check(form.read(shown), scope, now, residents.functions(reading)).warnings
            if problems
            else ()
        )
        return cls(view, shown, sheet.with_problems(problems, warnings), problems)

    def asking(self, error: WarningsError) -> "TaskPage":
        """What the sender has to look at before he goes on."""
        if self.sheet is None:
            return self
        asked = self.sheet.asking(error.warnings, lacks_reason=error.lacks_reason)  # type: ignore[arg-type]
        return replace(self, sheet=asked)

    @property
    def cautions(self) -> list[Accepted]:
        return cautions.told(self.view.document_type, self.view.cautions, self.view.acceptors)

    @property
    def fallen(self) -> list[tuple[str, str]]:
        return fallen.told(self.view.document_type, self.view.cleared)

    @property
    def compared(self) -> siak.Compared | None:
        """For whoever sees the people's data in full."""
        return siak.told(self.view.document_type, self.view.record) if self.view.sees_papers else None

    @property
    def editable(self) -> bool:
        return self.view.held_by_me and self.view.refusal is None

    @property
    def reads_first(self) -> bool:
        """Whether a few questions are asked about much that is told: then what is told comes first."""
        asked = len(self.sheet.form.fields) if self.sheet else 0
        return not self.scans and asked < sum(len(section.lines) for section in self.sections)

    @property
    def forward_words(self) -> object:
        if self.view.checks_papers and self.view.node.properties.get("tugas") == "penerimaan":
            return gettext("Berkas lengkap, teruskan")
        return FORWARD_WORDS.get(self.view.node.properties.get("tugas", ""), OTHERWISE)

    @property
    def others(self) -> list[tuple[str, object]]:
        """Outcomes beside the way forward, with the words of their buttons."""
        return [
            (outcome, OUTCOME_WORDS.get(outcome, outcome))
            for outcome in self.view.outcomes
            if outcome != FORWARD
        ]

    def typed(self, name: str) -> str:
        values = self.posted.get(name) or [""]
        return values[0]

    def verdict(self, paper: Paper) -> str:
        return self.typed(f"berkas.{paper.requirement.code}.hasil")

    @property
    def returned(self) -> list[Paper]:
        return [paper for paper in self.view.papers if self.verdict(paper) == "kembalikan"]

    @property
    def return_reasons(self) -> Sequence[Reason]:
        return fitting(self.view.reasons, "kembalikan")

    def reasons(self, outcome: str) -> Sequence[Reason]:
        return fitting(self.view.reasons, outcome)

    def words(self, problem: Problem) -> str:
        return sentence(problem, language.spoken())

    def errors(self, name: str) -> list[str]:
        return [self.words(problem) for problem in self.problems if problem.field == name]

    def summary(self) -> list[tuple[str, str]]:
        """Anchor and words of every problem: papers first, as on the page, then the form's."""
        papers = {f"berkas.{paper.requirement.code}": paper for paper in self.view.papers}
        found = []
        for problem in self.problems:
            paper = papers.get(problem.field)
            if paper is not None:
                end = "alasan" if problem.code == "paper_reason_needed" else "terima"
                at = f"{problem.field}.{end}" if self.view.checks_papers else ""
                found.append((at, f"{_label(paper)}: {self.words(problem)}"))
            elif problem.field in BESIDE:
                found.append((problem.field, self.words(problem)))
        rest = [p for p in self.problems if p.field not in papers and p.field not in BESIDE]
        in_form = (
            self.sheet.with_problems(rest, ()).summary()
            if self.sheet
            else [("", self.words(p)) for p in rest]
        )
        return found + in_form

    @cached_property
    def sections(self) -> list[Section]:
        """What is known of the case and not asked on this page."""
        form = self.view.form if self.editable else None
        asked = {part.path for part in form.fields} | {rows.path for rows in form.lists} if form else set()
        kept = [
            Section(
                section.label,
                [line for line in section.lines if line.path not in asked],
                [one for one in section.lists if one.path not in asked],
            )
            for section in self.view.sections
        ]
        return [section for section in kept if section.lines or section.lists]

    def typed_lines(self) -> list[tuple[str, str]]:
        """Labels and values of what was typed, for reading: papers first, as on the page."""
        lines = [(_label(paper), self._said_of(paper)) for paper in self.view.papers]
        if self.sheet is not None:
            asked = self.sheet.form.fields
            lines += [(self.sheet.full_label(part), _as_typed(self.sheet, part, part.path)) for part in asked]
            lines += [line for rows in self.sheet.form.lists for line in _rows_typed(self.sheet, rows)]
        return [(label, value) for label, value in lines if value]

    def _said_of(self, paper: Paper) -> str:
        """What was decided about a paper, and the words that went with it."""
        code = f"berkas.{paper.requirement.code}"
        verdict = {"terima": gettext("Terima"), "kembalikan": gettext("Kembalikan")}.get(
            self.verdict(paper), ""
        )
        return ". ".join(filter(None, (verdict, self.typed(f"{code}.catatan").strip())))

    @property
    def scans(self) -> list[tuple[Paper, object]]:
        """Every paper with a file that was handed in for it, as the viewer shows them."""
        return [(paper, file) for paper in self.view.papers for file in paper.files]


def _known(view: TaskView) -> Posted:
    """The draft, or else the record. The last check of the papers was somebody else's: it is told, not repeated."""
    own_check = view.draft_saved_at is not None or view.node.id in view.record
    return {
        **(view.typed if own_check else {}),
        **(post(view.form.components, view.raw) if view.form else {}),
    }


def _as_typed(shown: Sheet, part: Field, name: str) -> str:
    if part.type is FieldType.DATE:
        return "-".join(filter(None, (shown.value(f"{name}-{box}") for box in BOXES)))
    labels = {option.value: shown.words(option.label) for option in shown.options(part)}
    return ", ".join(labels.get(value, value) for value in shown.chosen(name) if value)


def _rows_typed(shown: Sheet, rows: Rows) -> Iterator[tuple[str, str]]:
    label = shown.words(rows.look.label)
    for index in shown.rows(rows, rows.path):
        for part in fields(rows.components):
            name = f"{rows.path}.{index}.{part.path}"
            yield f"{label} {index + 1}, {shown.words(part.look.label)}", _as_typed(shown, part, name)


def _label(paper: Paper) -> str:
    requirement = paper.requirement
    return requirement.label_en if language.spoken() == "en" and requirement.label_en else requirement.label


@dataclass(frozen=True)
class Decision:
    """A return, rejection or objection that is about to be made, on the page that asks why."""

    page: TaskPage
    outcome: str
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return {
            "kembalikan": gettext("Kembalikan untuk dilengkapi"),
            "tolak": gettext("Tolak permohonan"),
            "keberatan": gettext("Ajukan keberatan"),
        }.get(self.outcome, self.outcome)

    def value(self, name: str) -> str:
        values = self.typed.get(name) or [""]
        return values[0]
