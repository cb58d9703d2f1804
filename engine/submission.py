"""What a person sends with a task: the answers exactly as typed, what he decided, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.definitions import DocumentType
from engine.errors import UnknownOutcomeError
from engine.forms import Problem
from engine.process import Node, Procedure
from engine.reasons import fitting
from engine.requirements import Requirement, needed

FORWARD = "setuju"
APPROVALS = frozenset({"paraf", "tanda_tangan"})
RETURN = "kembalikan"
ACCEPTED, ACCEPTANCE = "peringatan.terima", "peringatan.alasan"
"""Names of what a page with warnings posts beside the form."""
CLEARED = "gugur"
"""In a step's outcome: what has changed since it was approved (`engine.approvals`)."""
CHANGED = "berubah"
"""In a paper's verdict: other files have come since."""
LONGEST = 500
Posted = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class PaperVerdict:
    outcome: str
    reason: str | None
    note: str | None

    @property
    def accepted(self) -> bool:
        return self.outcome == "terima"

    def as_record(self) -> dict[str, str | None]:
        return {"hasil": self.outcome, "alasan": self.reason, "catatan": self.note}


@dataclass(frozen=True)
class Submission:
    posted: Posted
    outcome: str
    reason: str | None = None
    note: str | None = None
    request_id: str | None = None
    papers: Mapping[str, PaperVerdict] = field(default_factory=dict)

    @classmethod
    def of(cls, posted: Posted, outcome: str, request_id: str | None = None) -> "Submission":
        """From a posted page: `alasan`, `catatan`, and `berkas.<code>.hasil|alasan|catatan` beside the form."""
        papers = {
            code: PaperVerdict(
                posted[name][0],
                first(posted, f"berkas.{code}.alasan"),
                first(posted, f"berkas.{code}.catatan"),
            )
            for name in posted
            if name.startswith("berkas.") and name.endswith(".hasil") and (code := name.split(".")[1])
        }
        return cls(posted, outcome, first(posted, "alasan"), first(posted, "catatan"), request_id, papers)

    @property
    def accepted(self) -> frozenset[str]:
        """The warnings that the sender has seen and goes on in spite of, as `field:code`."""
        return frozenset(self.posted.get(ACCEPTED, ()))

    @property
    def acceptance(self) -> str | None:
        """Why he goes on."""
        why = first(self.posted, ACCEPTANCE)
        return why and why[:LONGEST]

    @property
    def returned_papers(self) -> dict[str, PaperVerdict]:
        return {code: verdict for code, verdict in self.papers.items() if not verdict.accepted}

    def as_record(self) -> dict[str, str | None]:
        return {"hasil": self.outcome, "alasan": self.why, "catatan": self.note}

    @property
    def why(self) -> str | None:
        """The reason's code: his own, or for a return that of the first paper that goes back."""
        if self.outcome == FORWARD:
            return None
        of_papers = self.returned_papers.values() if self.outcome == RETURN else ()
        return self.reason or next((paper.reason for paper in of_papers), None)


def first(posted: Posted, name: str) -> str | None:
    values = posted.get(name) or [""]
    return values[0].strip() or None


def outcomes(node: Node) -> tuple[str, ...]:
    """What the task may end with; the first is the way forward."""
    named = [word.strip() for word in node.properties.get("hasil", FORWARD).split(",")]
    return tuple(word for word in named if word) or (FORWARD,)


def checks_papers(node: Node) -> bool:
    return node.properties.get("berkas") == "periksa"


def comes_after_checks(procedure: Procedure, node: Node) -> bool:
    """Whether it approves what every check of the papers lies before."""
    if node.properties.get("tugas") not in APPROVALS:
        return False
    stops = procedure.journey
    own = next((place for place, stop in enumerate(stops) if node.id in stop.nodes), 0)
    checks = [
        place
        for place, stop in enumerate(stops)
        if any(checks_papers(procedure.nodes[one]) for one in stop.nodes)
    ]
    return bool(checks) and max(checks) < own


def _unsettled(document_type: DocumentType, record: Mapping[str, Any]) -> list[Problem]:
    """Papers that came after their check: nobody initials or signs on them unseen."""
    verdicts = record.get("berkas", {})
    return [
        Problem(f"berkas.{one.code}", "paper_changed")
        for one in needed(document_type.requirements, record)
        if verdicts.get(one.code, {}).get(CHANGED)
    ]


def check(
    submission: Submission, document_type: DocumentType, node: Node, record: Mapping[str, Any]
) -> list[Problem]:
    """What is wrong with the decision itself; the form is checked by the form."""
    if submission.outcome not in outcomes(node):
        raise UnknownOutcomeError(node.id, submission.outcome, outcomes(node))
    problems = _papers(submission, document_type, record) if checks_papers(node) else []
    if submission.outcome == FORWARD and comes_after_checks(document_type.procedure, node):
        problems += _unsettled(document_type, record)
    if submission.outcome != FORWARD:
        if submission.why is None:
            problems.append(Problem("alasan", "reason_needed"))
        elif submission.why not in _codes(document_type, submission.outcome):
            problems.append(Problem("alasan", "reason_unknown"))
    return problems


def _codes(document_type: DocumentType, outcome: str) -> set[str]:
    return {reason.code for reason in fitting(document_type.reasons.values(), outcome)}


def _papers(submission: Submission, document_type: DocumentType, record: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for requirement in needed(document_type.requirements, record):
        problem = _paper(submission, document_type, requirement)
        if problem:
            problems.append(Problem(f"berkas.{requirement.code}", problem))
    return problems


def _paper(submission: Submission, document_type: DocumentType, requirement: Requirement) -> str | None:
    verdict = submission.papers.get(requirement.code)
    if verdict is None:
        return "paper_unchecked" if submission.outcome == FORWARD else None
    if verdict.accepted:
        return None
    if submission.outcome == FORWARD:
        return "paper_returned_but_approved"
    return None if verdict.reason in _codes(document_type, RETURN) else "paper_reason_needed"
