"""The list of an office's documents that are not in force."""

from engine import documents
from engine.access import SYSTEM
from engine.db.database import Database
from engine.documents import NewDocument
from engine.seals import states
from engine.tokens import check_token
from tests.builders import KEYS, Bureau, make_bureau


def drafted(bureau: Bureau) -> list[str]:
    opened = bureau.walker.open("akta_kelahiran")
    signer = bureau.actor("kadis").person_id or ""
    new = NewDocument(opened.case_id, "akta_kelahiran", "5371-LU-24112026-0017", signer, "Kepala Dinas")
    with bureau.engine.work(SYSTEM) as work:
        made = documents.draft_copies(work, new, 4)
        for one in made:
            documents.store_file(work, one, b"%PDF")
        for one in made[1:]:
            documents.issue(work, one)
        documents.supersede(work, made[2], "diganti")
        documents.revoke(work, made[3], "dicabut")
    return made


def test_lists_what_is_not_in_force_and_nothing_else(database: Database) -> None:
    bureau = make_bureau(database)
    made = drafted(bureau)

    with bureau.engine.reading() as reading:
        found = states.parse(states.current(reading), KEYS.paper_keys)

    tokens = [check_token(bureau.engine.vault, one) for one in made]
    assert [found.of(token) for token in tokens] == ["draft", "in_force", "superseded", "revoked"]
    assert [len(marks) for marks in found.marks.values()] == [1, 1, 1]
