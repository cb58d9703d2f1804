"""Offices with cases whose things are past their time."""

from sqlalchemy import select

from engine import archive
from engine.attachments import Paper, store
from engine.db.cases import Attachment, Case, CaseLink
from engine.twopeople import Decision
from tests.attachments.files import picture
from tests.builders import Bureau

LETTER = "470/88/Dukcapil, 2 Januari 2029"


def ended(bureau: Bureau, outcome: str = "tolak", papers: int = 2) -> str:
    """A case with papers that was refused, or issued."""
    walker = bureau.walker
    case_id = walker.open("akta_kelahiran", "loket").case_id
    with bureau.engine.work(bureau.actor("loket")) as work:
        for number in range(papers):
            store(work, case_id, "kartu_keluarga", Paper(f"kk{number}.jpg", "image/jpeg", picture(), 1))
    if outcome == "setuju":
        assert walker.to_end(case_id) == "issued"
        for other in linked(bureau):
            walker.to_end(other)
        return case_id
    while walker.prepare(case_id).node != "verifikasi_isi":  # type: ignore[union-attr]
        walker.step(case_id)
        walker.drain()
    walker.step(case_id, outcome)
    walker.drain()
    return case_id


def linked(bureau: Bureau) -> list[str]:
    """What a birth starts, as long as it is open."""
    with bureau.engine.reading() as reading:
        started = select(CaseLink.started_id).join(Case, Case.id == CaseLink.started_id)
        return list(reading.execute(started.where(Case.state == "open")).scalars())


def due(bureau: Bureau, username: str = "kasi") -> list[archive.Due]:
    with bureau.engine.reading(bureau.actor(username)) as reading:
        return archive.due(reading)


def told(bureau: Bureau) -> list[tuple[str, int]]:
    return [(one.rule.code, one.pieces) for one in due(bureau)]


def proposed(bureau: Bureau, username: str = "kasi") -> str:
    """All that is due."""
    keys = [one.key for one in due(bureau, username)]
    with bureau.engine.work(bureau.actor(username)) as work:
        return archive.propose(work, keys, LETTER)


def decided(bureau: Bureau, destruction_id: str, decision: Decision, username: str = "kabid") -> None:
    with bureau.engine.work(bureau.actor(username)) as work:
        archive.decide(work, destruction_id, decision)


def papers(bureau: Bureau, case_id: str) -> int:
    with bureau.engine.reading() as reading:
        mine = select(Attachment.id).where(Attachment.case_id == case_id)
        return len(reading.execute(mine).all())


def state_of(bureau: Bureau, case_id: str) -> str:
    with bureau.engine.reading() as reading:
        return str(reading.execute(select(Case.state).where(Case.id == case_id)).scalar_one())
