"""Which row of which table a case was decided by, with its law, as the history tells it."""

import pytest

from engine import audit, history
from engine.audit.rulings import Taken
from engine.db.database import Database
from tests.builders import Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def issued(bureau: Bureau, scenario: str | int = 0) -> str:
    opened = bureau.walker.open("akta_kelahiran", "loket", scenario)
    assert bureau.walker.to_end(opened.case_id) == "issued"
    return opened.case_id


def taken(bureau: Bureau, case_id: str) -> list[Taken]:
    return list(audit.trace(bureau.engine, bureau.actor("auditor"), case_id).taken)


def of(found: list[Taken], decision: str) -> Taken:
    return next(one for one in found if one.decision.id == decision)


def test_tells_the_row_that_matched_and_its_law(bureau: Bureau) -> None:
    """UU 23/2006 Pasal 27 ayat (1): reported within 60 days."""
    ruling = of(taken(bureau, issued(bureau)), "jenis_pendaftaran")

    [row] = ruling.rows
    assert row.index == 1
    assert ("Dasar hukum", "UU 23/2006 Pasal 27 ayat (1)") in row.beside


def test_tells_another_row_where_the_case_is_another(bureau: Bureau) -> None:
    """UU 24/2013 Pasal 32 ayat (1): reported later."""
    ruling = of(taken(bureau, issued(bureau, "terlambat")), "jenis_pendaftaran")

    assert [row.index for row in ruling.rows] == [2]


def test_a_case_that_has_decided_nothing_tells_nothing(bureau: Bureau) -> None:
    case_id = bureau.walker.open("akta_kelahiran").case_id

    assert [one for one in taken(bureau, case_id) if one.decision.id == "jenis_pendaftaran"] == []


def test_what_was_decided_is_signed_with_the_history(bureau: Bureau) -> None:
    issued(bureau)

    with bureau.engine.reading() as reading:
        assert history.verify(reading, bureau.engine.vault.public_keys).problems == []
