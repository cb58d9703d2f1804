"""What completing a task costs: SQL statements at most, and no more after many returns."""

from pathlib import Path

import pytest

from bench.places import CostedQueue
from engine import definitions, founding, siak
from engine.access import SYSTEM
from engine.db.database import Database
from engine.notices import FileChannel
from tests.builders import PROCESSES, Bureau, make_bureau
from tests.costing import counted_calls, dearest
from web.wiring import HANDLERS as SHIPPED

LIMIT = 15
DEARER = {
    ("ktp_el", "cetak_kartu"): (
        17,
        "takes a piece from the ledger of blanks, which counts and signs on its own",
    ),
    ("kia", "cetak_kartu"): (
        17,
        "takes a piece from the ledger of blanks, which counts and signs on its own",
    ),
    ("perubahan_akta", "tanda_tangan"): (
        22,
        "amends the entry of another case under that case's lock, its excerpts and what is known of residents",
    ),
}


@pytest.mark.parametrize("way", [siak.BY_PEOPLE, siak.BY_WIRE])
@pytest.mark.parametrize("document_type", definitions.types_in(PROCESSES))
def test_completing_costs_at_most_fifteen_statements(
    database: Database, document_type: str, way: str, tmp_path: Path
) -> None:
    queue = CostedQueue(database)
    bureau = make_bureau(database, SHIPPED, queue=queue)
    bureau.engine.channel = FileChannel(tmp_path)
    founding.set_policy(bureau.engine, SYSTEM, siak.POLICY, way)
    opened = bureau.walker.open(document_type)
    bureau.walker.drain()

    costs = dearest(database, bureau, opened.case_id)

    limits = {node: DEARER.get((document_type, node), (LIMIT, ""))[0] for node in costs}
    assert {node: cost for node, cost in costs.items() if cost > limits[node]} == {}


def test_a_case_sent_back_fifteen_times_costs_what_it_cost_at_first(database: Database) -> None:
    bureau = make_bureau(database)
    opened = bureau.walker.open("akta_kelahiran")
    while bureau.walker.step(opened.case_id) != "periksa_kelengkapan":
        pass
    sent_back(bureau, opened.case_id)

    with counted_calls() as at_first:
        sent_back(bureau, opened.case_id)
    for _ in range(13):
        sent_back(bureau, opened.case_id)
    with counted_calls() as at_last:
        sent_back(bureau, opened.case_id)

    assert next(at_last) == pytest.approx(next(at_first), rel=0.003)


def sent_back(bureau: Bureau, case_id: str) -> None:
    """From the verifier to the applicant and back to the verifier."""
    for outcome in ("kembalikan", "setuju", "setuju"):
        bureau.walker.step(case_id, outcome)
    bureau.clock.forward(minutes=1)
