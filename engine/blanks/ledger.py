"""What keeper and printer do with blanks."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, insert, select

from engine import caselock
from engine.access import Refusal
from engine.blanks.movements import Act, State, lock, move, tell, write
from engine.blanks.serials import expand, tidy
from engine.db.blanks import Blank, BlankMovement
from engine.errors import BlankReasonError, BlanksKnownError, BlankUnknownError, NotAllowedError
from engine.ids import new_id
from engine.roles import Permission
from engine.work import Work

Piece = Row[tuple[str, str, str]]


def receive(work: Work, act: Act, first: str, last: str) -> int:
    """Takes a delivery into stock; how many pieces. None of them may be known already."""
    _keeper(work)
    if not act.minutes:
        raise BlankReasonError("the number of the delivery note")
    serials = expand(first, last)
    posting = lock(work, act.kind)
    if _found(work, act.kind, serials):
        raise BlanksKnownError
    rows = [{"id": new_id(), "kind": act.kind, "serial": serial, "state": State.STOCK} for serial in serials]
    work.execute(insert(Blank), [row | work.office.owner for row in rows])
    write(work, act, posting, [(row["id"], None) for row in rows], State.STOCK)
    tell(work, act, posting, serials, State.STOCK)
    return len(serials)


def use(work: Work, act: Act, serial: str | None = None) -> str | None:
    """Takes a piece for the case's card: the one with this serial, or the next in stock. Its serial; None where
    no piece is left. Whoever keeps blanks, or received this piece, does not print on it."""
    if Permission.BLANKS in work.actor.permissions:
        raise NotAllowedError("print on a blank", Refusal.DUTY)
    assert act.case_id is not None  # a card belongs to a case
    caselock.lock(work, act.case_id)
    posting = lock(work, act.kind)
    piece = _named(work, act.kind, serial) if serial else _next(work, act.kind)
    if piece is None:
        return None
    if piece.received_by == work.actor.person_id is not None:
        raise NotAllowedError("print on a blank", Refusal.DUTY)
    move(work, act, posting, [piece], State.USED)
    return str(piece.serial)


def spoil(work: Work, act: Act, first: str, last: str = "") -> int:
    """Spoiled while printing (for a case) or found damaged in stock (by the keeper); it waits for destruction."""
    if act.case_id is None:
        _keeper(work)
    return _end(work, act, (first, last), State.SPOILED)


def return_to_supplier(work: Work, act: Act, first: str, last: str = "") -> int:
    _keeper(work)
    return _end(work, act, (first, last), State.RETURNED, by_minutes=True)


def destroy(work: Work, act: Act, first: str, last: str = "") -> int:
    _keeper(work)
    return _end(work, act, (first, last), State.DESTROYED, by_minutes=True)


def _end(work: Work, act: Act, span: tuple[str, str], to: State, *, by_minutes: bool = False) -> int:
    if not act.reason:
        raise BlankReasonError("a reason")
    if by_minutes and not act.minutes:
        raise BlankReasonError("the number of the minutes")
    serials = expand(*span)
    if act.case_id is not None:
        caselock.lock(work, act.case_id)
    posting = lock(work, act.kind)
    pieces = _found(work, act.kind, serials)
    if len(pieces) != len(serials):
        raise BlankUnknownError
    move(work, act, posting, pieces, to)
    return len(pieces)


def _keeper(work: Work) -> None:
    if Permission.BLANKS not in work.actor.permissions:
        raise NotAllowedError("keep the blanks", Refusal.ROLE)


def _pieces(work: Work, kind: str) -> Select[str, str, str]:
    return select(Blank.id, Blank.serial, Blank.state).where(
        Blank.office_code == work.office.code, Blank.kind == kind
    )


def _found(work: Work, kind: str, serials: Sequence[str]) -> Sequence[Piece]:
    """In the order of the serials; a range of the ledger's own order, since all have one length."""
    between = _pieces(work, kind).where(Blank.serial.between(serials[0], serials[-1])).order_by(Blank.serial)
    wanted = set(serials)
    return [piece for piece in work.execute(between).all() if piece.serial in wanted]


def _named(work: Work, kind: str, serial: str) -> Row[Any]:
    piece = work.execute(_with_receiver(work, kind).where(Blank.serial == tidy(serial))).first()
    if piece is None:
        raise BlankUnknownError
    return piece


def _next(work: Work, kind: str) -> Row[Any] | None:
    in_stock = _with_receiver(work, kind).where(Blank.state == State.STOCK).order_by(Blank.serial).limit(1)
    return work.execute(in_stock).first()


def _with_receiver(work: Work, kind: str) -> Select[Any]:
    """Also who took the piece into stock."""
    received = select(BlankMovement.person_id).where(
        BlankMovement.blank_id == Blank.id, BlankMovement.after == State.STOCK
    )
    return _pieces(work, kind).add_columns(received.limit(1).scalar_subquery().label("received_by"))
