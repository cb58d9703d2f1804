"""Reasons of an office's own, and those that it stops offering: as an administrator sets them."""

from dataclasses import asdict, dataclass

from sqlalchemy import select, update

from engine import history, posts
from engine.access import Actor
from engine.db.offices import Office
from engine.engine import Engine
from engine.errors import EngineError
from engine.reasons import OUTCOMES, OfficeReasons, Reason, fitting
from engine.work import Reading, Work

OWN = "kantor_"
"""How the codes of an office's own reasons begin; a number follows."""
LONGEST = 200


class ReasonIncompleteError(EngineError):
    def __init__(self) -> None:
        super().__init__(
            f"Expected a sentence in Indonesian and one in English, each of at most {LONGEST} letters, and an outcome"
        )


class ReasonKnownError(EngineError):
    def __init__(self, code: str) -> None:
        super().__init__(f"Expected a reason that is not there yet, but '{code}' says the same")


class ReasonUnknownError(EngineError):
    def __init__(self, code: str) -> None:
        super().__init__(f"Expected a reason that this office knows, but '{code}' is none")


class LastReasonError(EngineError):
    """Without it nobody could give that outcome any more."""

    def __init__(self, outcome: str) -> None:
        super().__init__(f"Expected another reason for '{outcome}', but this is the last one")


@dataclass(frozen=True)
class NewReason:
    """`outcomes`: of `engine.reasons.OUTCOMES`; `text` is what applicants read."""

    text: str
    text_en: str
    outcomes: frozenset[str]
    legal_basis: str = ""
    repairable: bool = True
    detail_to_applicant: bool = True


def known(reading: Reading) -> dict[str, Reason]:
    """By code: those of the versions in force, and the office's own."""
    kinds = reading.engine.definitions.in_force(reading.connection, reading.engine.office_code)
    return {code: reason for kind in kinds for code, reason in kind.reasons.items()}


def add(engine: Engine, actor: Actor, new: NewReason) -> str:
    """Its code. It is offered at once, for all document types."""
    posts.permit(actor)
    said = new.text.strip(), new.text_en.strip()
    if not all(0 < len(text) <= LONGEST for text in said) or not new.outcomes or new.outcomes - OUTCOMES:
        raise ReasonIncompleteError
    with engine.work(actor) as work:
        settings = _settings(work)
        for code, reason in known(work).items():
            if reason.text.casefold() == said[0].casefold() and reason.outcomes & new.outcomes:
                raise ReasonKnownError(code)
        code = f"{OWN}{len(settings.own) + 1}"
        row = {**asdict(new), "text": said[0], "text_en": said[1], "code": code, "confirmed": True}
        _store(work, OfficeReasons({**settings.own, code: Reason(**row)}, settings.unused))
        changes = {"reason.text": (None, said[0]), "reason.outcomes": (None, sorted(new.outcomes))}
        work.record(history.Event("office.reason", "office", facts={"reason": code}, changes=changes))
    engine.forget()
    return code


def offer(engine: Engine, actor: Actor, code: str, *, offered: bool) -> None:
    """Whether officers may still choose it; as it is already, nothing happens."""
    posts.permit(actor)
    with engine.work(actor) as work:
        settings, reasons = _settings(work), known(work)
        if code not in reasons:
            raise ReasonUnknownError(code)
        if (code not in settings.unused) == offered:
            return
        unused = settings.unused - {code} if offered else settings.unused | {code}
        left = OfficeReasons(settings.own, unused).over(reasons.values())
        for outcome in sorted(reasons[code].outcomes):
            if not fitting(left.values(), outcome):
                raise LastReasonError(outcome)
        _store(work, OfficeReasons(settings.own, unused))
        changes = {"reason.offered": (not offered, offered)}
        work.record(history.Event("office.reason", "office", facts={"reason": code}, changes=changes))
    engine.forget()


def _settings(work: Work) -> OfficeReasons:
    """Locked, so that of two administrators the second sees what the first has done."""
    mine = Office.code == work.office.code
    kept = work.execute(select(Office.settings).where(mine).with_for_update()).scalar_one()
    return OfficeReasons.read(kept.get("reasons", {}))


def _store(work: Work, wanted: OfficeReasons) -> None:
    mine = Office.code == work.office.code
    settings = work.execute(select(Office.settings).where(mine)).scalar_one()
    kept = {**settings, "reasons": wanted.kept()}
    work.execute(update(Office).where(mine).values(settings=kept))
