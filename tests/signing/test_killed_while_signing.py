"""Whoever signs is killed at every step: in the end there is one signed document in force, and nothing else."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.db.database import Database
from engine.demo.signing import kept
from tests.builders import KEYS, make_bureau
from tests.signing.papers import paper
from tests.signing.test_documents_signed_once import asked, content, drafted, state, story
from tests.signing.victim import STEPS, UNHARMED

ROUNDS = 4
KILLED, ENDED = "9", "0"


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


def ended(process: "subprocess.Popen[str]", document_id: str, step: str) -> str:
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{document_id} {step}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_one_signed_document_is_left_in_force(database: Database, tmp_path: Path, effort: int) -> None:
    bureau = make_bureau(database)
    with victims(database, tmp_path) as process:
        ended(process, drafted(bureau), UNHARMED)
        for _ in range(ROUNDS * effort):
            document_id = drafted(bureau)

            killed = [ended(process, document_id, step) for step in STEPS]
            last = ended(process, document_id, UNHARMED)

            found = asked(bureau, document_id)
            kinds = story(bureau, document_id)
            assert (killed, last) == ([KILLED] * len(STEPS), ENDED)
            assert found is not None
            assert (found.state, state(bureau, document_id)) == ("signed", "in_force")
            assert content(bureau, document_id).startswith(paper())
            assert [kinds.count(f"document.{kind}") for kind in ("signing", "signed", "issued")] == [1, 1, 1]
            assert "document.signature_orphaned" not in kinds
