"""An office is killed at every step from the approval to the signed document: in the end each case has one signed
document in force under the number that it drew, and goes on; no number is left out, and nothing is lost."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from engine import documents, founding, history, register, siak
from engine.access import SYSTEM
from engine.db.cases import Incident, Job
from engine.db.database import Database
from engine.db.documents import Document, RegisterEntry, Signing
from engine.demo.signing import kept
from engine.jobs.queue import DbosQueue
from engine.work import Reading
from tests.builders import KEYS, Bureau, make_bureau
from tests.signing.victim import APPROVAL, MOMENTS, UNHARMED, waiting

CASES = 5
"""Each is killed at every fifth moment: a job that ends its worker six times is taken from it."""
KILLED, ENDED = "9", "0"
ONCE = ("register.entered", "document.drafted", "document.signing", "document.signed", "document.issued")


@contextmanager
def victims(database: Database, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    KEYS.save(folder / "keys.json")
    kept(folder / "authority")
    command = [
        sys.executable,
        "-m",
        "tests.signing.victim",
        database.url,
        folder / "keys.json",
        folder / "authority",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def ended(process: "subprocess.Popen[str]", case_id: str, moment: str = "") -> str:
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{case_id} {moment}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def ready(bureau: Bureau) -> str:
    """A case that waits for its approval."""
    case_id = bureau.walker.open("akta_kelahiran").case_id
    bureau.walker.drain()
    while waiting(bureau.engine, case_id) != APPROVAL:
        bureau.walker.step(case_id)
        bureau.walker.drain()
    return case_id


def said(reading: Reading, case_id: str) -> dict[str, object]:
    """What there is of a case, in the tables, in its file and in its history."""
    [paper] = reading.execute(
        select(Document.__table__).where(Document.case_id == case_id, Document.entry_id.is_not(None))
    )
    [entry] = reading.execute(select(RegisterEntry.__table__).where(RegisterEntry.case_id == case_id))
    [asked] = reading.execute(select(Signing.__table__).where(Signing.document_id == paper.id))
    file = documents.fetch(reading, paper.id).content
    kinds = [one.kind for one in history.story(reading, case_id)]
    return {
        "states": (entry.state, asked.state, paper.state),
        "one entry": paper.entry_id == entry.id,
        "one number": paper.number == entry.number,
        "hashes": {paper.sha256, asked.sha256, hashlib.sha256(file).hexdigest()} == {paper.sha256},
        "plain": hashlib.sha256(file[: asked.plain_size]).hexdigest() == asked.plain_sha256,
        "once": [kinds.count(kind) for kind in ONCE],
        "orphans": kinds.count("document.signature_orphaned"),
    }


WHOLE = {
    "states": ("in_force", "signed", "in_force"),
    "one entry": True,
    "one number": True,
    "hashes": True,
    "plain": True,
    "once": [1] * len(ONCE),
    "orphans": 0,
}


def serials(reading: Reading) -> list[int]:
    return sorted(reading.execute(select(RegisterEntry.serial)).scalars())


def undone(bureau: Bureau) -> list[object]:
    """Jobs that wait for nobody knows whom, incidents, and whatever the queue still has."""
    with bureau.engine.reading() as reading:
        jobs = reading.execute(select(Job.handler, Job.state).where(Job.state != "done")).all()
        incidents = reading.execute(select(Incident.kind)).all()
    queued = [one for one in DbosQueue(bureau.engine.database).listed() if one.state != "done"]
    return [*jobs, *incidents, *queued]


def test_one_signed_document_is_left_in_force(database: Database, tmp_path: Path, effort: int) -> None:
    bureau = make_bureau(database)
    founding.set_policy(bureau.engine, SYSTEM, siak.POLICY, siak.BY_WIRE)
    moments, cases = list(MOMENTS), [ready(bureau)]
    with victims(database, tmp_path) as process:
        assert ended(process, cases[0]) == ENDED
        for turn in range(CASES * max(1, effort // 2)):
            cases.append(ready(bureau))
            fatal = moments[turn % CASES :: CASES]

            killed = [ended(process, cases[-1], moment) for moment in fatal]
            last = ended(process, cases[-1], UNHARMED)

            with bureau.engine.reading() as reading:
                assert (killed, last) == ([KILLED] * len(fatal), ENDED)
                assert said(reading, cases[-1]) == WHOLE

    assert undone(bureau) == []
    assert {waiting(bureau.engine, one) for one in cases} == {"serahkan_dokumen"}
    with bureau.engine.reading() as reading:
        assert (register.gaps(reading), serials(reading)) == ([], list(range(1, len(cases) + 1)))
        assert not history.verify(reading, bureau.engine.vault.public_keys).problems
