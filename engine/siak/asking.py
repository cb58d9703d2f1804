"""The office's side of a question to the centre: within the day's quota, told in the history, spared if just asked."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import select

from engine import history
from engine.access import SYSTEM, Actor
from engine.db.siak import SiakDay
from engine.db.upserts import insert_or
from engine.errors.siak import CentreBusyError
from engine.siak.port import Person

if TYPE_CHECKING:
    from engine.engine import Engine
    from engine.vault import Vault
    from engine.work import Reading

BY_SERVICE, BY_OFFICER = "siak", "petugas"
"""Who compared: the centre, or an officer who looked there."""
SHARE = 5
"""One of so many questions of a day is the most that goes to what no desk asks, and is left over for the desks."""
FRESH = timedelta(hours=4)
"""How long an answer about the same people serves the same case."""


def spend(engine: "Engine", calls: int, *, again: bool = False) -> None:
    """Counts questions before they are sent. Raises CentreBusyError where the day has none left; `again`: for those
    that no desk asks, which have a share of the day's and leave the last of it to the desks."""
    with engine.work(SYSTEM) as work:
        row = {"day": work.local.date(), "calls": calls, "again": calls if again else 0, **work.office.owner}
        insert = insert_or(work.connection, SiakDay.__table__)
        added = {
            "calls": SiakDay.calls + insert.excluded.calls,
            "again": SiakDay.again + insert.excluded.again,
        }
        work.execute(insert.on_conflict_do_update(index_elements=["office_code", "day"], set_=added), [row])
        all_of_today, unasked = _today(work)
        share = engine.centre_quota // SHARE
        most = engine.centre_quota - share if again else engine.centre_quota
        if all_of_today > most or (again and unasked > share):
            raise CentreBusyError("kuota", "Expected questions left for today, but the quota is used up")


def spent(reading: "Reading") -> int:
    """Questions sent today."""
    return _today(reading)[0]


def _today(reading: "Reading") -> tuple[int, int]:
    mine = (SiakDay.office_code == reading.engine.office_code, SiakDay.day == reading.local.date())
    row = reading.execute(select(SiakDay.calls, SiakDay.again).where(*mine)).first()
    return (row.calls, row.again) if row else (0, 0)


def told(engine: "Engine", case_id: str, results: Sequence[str], by: Actor = SYSTEM) -> None:
    """In the log of who looked at whose data, and why; and what came of it, without a value."""
    with engine.work(by) as work:
        history.case_seen(work, case_id, "siak")
        facts = {"results": list(results)}
        stream = history.of_person(None)
        work.record(history.Event("siak.asked", stream, case_id=case_id, reason="siak", facts=facts))


def mark(vault: "Vault", people: Sequence[Person]) -> str:
    """Equal for the same people with the same data; says nothing of them."""
    asked = [[one.nik, dict(one.facts)] for one in people]
    content = orjson.dumps(asked, option=orjson.OPT_SORT_KEYS)
    return vault.fingerprint("row", sha256(content).hexdigest()).hex()


def serves(before: Mapping[str, Any] | None, mark: str, now: datetime, by: str) -> bool:
    """Whether an earlier result answers already: of the same people, by the same way."""
    if before is None or before.get("sidik") != mark or before.get("cara") != by:
        return False
    return now - datetime.fromisoformat(before["waktu"]) < FRESH
