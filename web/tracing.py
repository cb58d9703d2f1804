"""A case's trace as its page tells it: lines of the story, figures, what is filtered out, what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

import engine.cautions
from engine import audit, incidents
from engine.audit import Deed, Desk, Finding, Shown, Spell, Tampering, Trace, Who
from engine.reasons import Reason
from web import cautions, deeds, flaws, language, lengths, screens, standing
from web.language import gettext
from web.storyline import OUTCOMES

BACK = frozenset(
    {
        "job.failed",
        incidents.DISCARDED,
        "case.withdrawn",
        "document.revoked",
        "register.voided",
        "register.cancelled",
    }
)
FILES = ("paper.", "document.", "register.")
DECIDED = ("hasil", "alasan", "catatan")
FEW = 6
"""First answers that are shown without being asked for."""


@dataclass(frozen=True)
class Narrowing:
    """Which events are shown. `kind`: returned, changed, files or system."""

    person: str = ""
    kind: str = ""
    changing: bool = False

    def __bool__(self) -> bool:
        return bool(self.person or self.kind or self.changing)

    def shows(self, deed: Deed) -> bool:
        if self.person and deed.event.person_id != self.person:
            return False
        if self.changing and not (deed.changes or deed.event.steps):
            return False
        return {
            "returned": deed.event.outcome in OUTCOMES or deed.event.kind in BACK,
            "changed": any(not change.first for change in deed.changes),
            "files": deed.event.kind.startswith(FILES),
            "system": deed.event.person_id is None,
        }.get(self.kind, True)


@dataclass(frozen=True)
class Line:
    """`gap`: events that are not there any more; it has no deed. `tone` is a class of the story."""

    seq: int
    tone: str
    title: str
    at: datetime | None
    who: str
    times: str
    deed: Deed | None
    reason: str = ""
    returned: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def changed(self) -> list[Shown]:
        """What stood there before and was changed, or has been erased."""
        return [change for change in self._changes if not change.first]

    @property
    def first(self) -> list[Shown]:
        return [change for change in self._changes if change.first]

    @property
    def first_by_group(self) -> list[tuple[str, list[Shown]]]:
        """As the form has them; what no form asks for comes below no heading."""
        spoken = language.spoken()
        groups = groupby(self.first, key=lambda change: change.group.in_language(spoken))
        return [(name, list(members)) for name, members in groups]

    @property
    def folded(self) -> bool:
        return len(self.first) > FEW

    @property
    def _changes(self) -> list[Shown]:
        """But for what the step itself decided: title, reason and note say that."""
        if self.deed is None:
            return []
        decided = {f"{self.deed.event.node}.{name}" for name in DECIDED}
        return [change for change in self.deed.changes if change.path not in decided]


@dataclass(frozen=True)
class Bar:
    """One desk's time; `worked` and `waited` in per mille of the longest."""

    desk: Desk
    worked: int
    waited: int


def lines(trace: Trace, narrowing: Narrowing) -> list[Line]:
    """In the order of the events' numbers; where some were deleted a line says so, whatever is narrowed."""
    found = [_line(trace, deed) for deed in trace.deeds if narrowing.shows(deed)]
    found += [_gap(finding) for finding in trace.verdict.findings if finding.what is Tampering.DELETED]
    return sorted(found, key=lambda line: line.seq)


def _line(trace: Trace, deed: Deed) -> Line:
    event, reasons = deed.event, trace.document_type.reasons
    gone_back = event.outcome in OUTCOMES or event.kind in BACK
    return Line(
        seq=event.seq,
        tone="late" if not deed.sound else "back" if gone_back else "done",
        title=deeds.title(event, trace),
        at=event.at,
        who=who(deed.who),
        times=_times(deed),
        deed=deed,
        reason=_reason(reasons, event.reason),
        returned=tuple(_returned(trace, deed)),
        warned=tuple(_warned(trace, deed)),
        wrong=tuple(_wrong(trace, event.id)),
    )


def _gap(finding: Finding) -> Line:
    return Line(finding.seq, "late", flaws.sentence(finding), None, "", "", None)


def who(acting: Who) -> str:
    """Name, post, and whom he stood in for by which letter."""
    if acting.person_id is None:
        return gettext("Sistem")
    name, post = acting.name or gettext("orang yang tidak dikenal"), acting.post or _role(acting)
    if not post:
        return name
    return f"{name}, {standing.said(post, acting.kind, acting.on_behalf_of, acting.letter)}"


def _role(acting: Who) -> str:
    return screens.role_name(acting.role) if acting.role else ""


def _times(deed: Deed) -> str:
    stint = deed.stint
    if stint is None:
        return ""
    if deed.event.kind == "task.claimed":
        return gettext("Menunggu %(time)s", time=lengths.spell(stint.waited))
    if stint.worked is None:
        return gettext("Selesai %(time)s sesudah tiba", time=lengths.spell(stint.waited))
    return gettext(
        "Menunggu %(waited)s, dikerjakan %(worked)s",
        waited=lengths.spell(stint.waited),
        worked=lengths.spell(stint.worked),
    )


def _reason(reasons: Mapping[str, Reason], code: str | None) -> str:
    if not code:
        return ""
    known = reasons.get(code)
    return screens.local(known, "text") if known else code


def _returned(trace: Trace, deed: Deed) -> Iterator[str]:
    """The papers that went back with it, each with its own reason."""
    if deed.event.outcome not in OUTCOMES:
        return
    after = {change.field: change.after for change in deed.event.changes}
    for path, value in after.items():
        start, _, code = path.removesuffix(".hasil").partition(".")
        if start == "berkas" and path.endswith(".hasil") and value == "kembalikan":
            why = _reason(trace.document_type.reasons, str(after.get(f"berkas.{code}.alasan") or ""))
            name = deeds.paper(trace.document_type, code)
            yield f"{name}: {why}" if why else name


def _warned(trace: Trace, deed: Deed) -> Iterator[str]:
    """What the step's form warned of, and was sent all the same."""
    event = deed.event
    if event.node:
        found = engine.cautions.of_event(trace.document_type, event.node, event.facts, event.person_id)
        yield from (cautions.line(one) for one in found)


def _wrong(trace: Trace, event_id: str) -> Iterator[str]:
    for finding in trace.verdict.findings:
        if finding.event_id == event_id:
            yield flaws.sentence(finding)
    for problem in trace.verdict.others:
        if problem.event_id == event_id:
            yield flaws.plain(problem)


@dataclass(frozen=True)
class Figures:
    """What the story comes to. `why`: the reason of the first return."""

    worked: Spell
    waited: Spell
    paused: Spell
    steps: int
    people: int
    late: int
    pauses: int
    why: str


def figures(trace: Trace) -> Figures:
    own = [stint for stint in trace.stints if not stint.paused]
    held = [stint for stint in trace.stints if stint.paused]
    why = (
        _reason(trace.document_type.reasons, deed.event.reason)
        for deed in trace.deeds
        if deed.event.outcome in OUTCOMES
    )
    return Figures(
        worked=audit.total(stint.worked for stint in own if stint.worked),
        waited=audit.total(stint.waited for stint in own),
        paused=audit.total(stint.whole for stint in held),
        steps=len(own),
        people=len({stint.done_by for stint in own if stint.done_by}),
        late=sum(stint.late for stint in own),
        pauses=len(held),
        why=next(filter(None, why), ""),
    )


def bars(trace: Trace) -> list[Bar]:
    """By the office's hours, or by the clock where all of it was outside them."""
    desks = audit.desks(trace.stints)
    by_office = any(_minutes(desk.waited + desk.worked, by_office=True) for desk in desks)
    longest = max((_minutes(desk.waited + desk.worked, by_office) for desk in desks), default=0) or 1
    return [
        Bar(
            desk,
            round(_minutes(desk.worked, by_office) / longest * 1000),
            round(_minutes(desk.waited, by_office) / longest * 1000),
        )
        for desk in desks
    ]


def _minutes(spell: Spell, by_office: bool) -> float:
    return (spell.office if by_office else spell.clock).total_seconds() / 60


def short(hash_: bytes) -> str:
    """Enough of a hash to compare it by eye."""
    digits = hash_.hex()
    return f"{digits[:4]} {digits[4:8]} … {digits[-4:]}"
