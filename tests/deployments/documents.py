"""The changes of a document type that tests make and propose."""

from sqlalchemy import select

from engine import deployments
from engine.access import Actor
from engine.db.history import Event
from engine.deployments import drafts
from tests.builders import Bureau

TYPE = "akta_kelahiran"
MAIN = f"{TYPE}.bpmn"
DEADLINE = 'name="waktu" value="PT1H"'
CONDITION = 'verifikasi_isi.hasil = "tolak"'


def draft_text(bureau: Bureau, actor: Actor, path: str = MAIN) -> str:
    with bureau.engine.reading(actor) as reading:
        return drafts.bundle(reading, drafts.get(reading, TYPE))[path].decode()


def revision(bureau: Bureau, actor: Actor) -> int:
    with bureau.engine.reading(actor) as reading:
        return drafts.get(reading, TYPE).revision


def change(
    bureau: Bureau, actor: Actor, *, before: str = DEADLINE, after: str = "", path: str = MAIN
) -> None:
    """Edits the actor's draft, begun if need be."""
    drafts.begin(bureau.engine, actor, TYPE)
    text = draft_text(bureau, actor, path)
    assert before in text
    edited = text.replace(before, after or before.replace("PT1H", "PT3H"), 1)
    drafts.save(bureau.engine, actor, TYPE, (path, edited), revision(bureau, actor))


def propose(bureau: Bureau, actor: Actor, *, reason: str = "Tenggat terlalu singkat", **edit: str) -> str:
    change(bureau, actor, **edit)
    return deployments.propose(bureau.engine, actor, TYPE, reason)


def in_force(bureau: Bureau) -> str:
    with bureau.engine.reading() as reading:
        found = deployments.version_in_force(reading, TYPE)
    assert found is not None
    return found


def kinds_of(bureau: Bureau, stream: str) -> list[str]:
    """What the history of a stream tells, by kinds of events, in order."""
    with bureau.engine.reading() as reading:
        return list(
            reading.execute(select(Event.kind).where(Event.stream == stream).order_by(Event.seq)).scalars()
        )
