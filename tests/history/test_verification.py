import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update

from engine import history
from engine.db.cases import Case
from engine.db.database import Database
from engine.db.history import Event, EventValues, Stream
from engine.history import Flaw, Report
from engine.history.commitments import Values
from engine.ids import new_id
from engine.vault import Keys, Vault
from tests.history import tampering
from tests.history.working import START, Desk, made


@pytest.fixture
def desk(database: Database) -> Desk:
    """A desk whose history is one case of five events."""
    desk = Desk(database)
    case_id = desk.case()
    desk.write(*(made(case_id, facts={"visit": visit}) for visit in range(1, 6)), actor=desk.officer())
    return desk


def found(report: Report) -> list[tuple[int, str]]:
    return [(problem.seq, problem.kind) for problem in report.problems]


def test_an_untouched_history_has_no_problem(desk: Desk) -> None:
    report = desk.verify()

    assert (report.ok, report.streams, report.events, report.problems) == (True, 1, 5, [])


ATTACKS: list[tuple[str, Callable[[Desk], None], list[tuple[int, str]]]] = [
    ("edited body", lambda desk: tampering.edit_body(desk, 3, b"setuju", b"tolak!"), [(3, Flaw.EDITED)]),
    ("edited kind", lambda desk: tampering.edit(desk, 2, kind="task.claimed"), [(2, Flaw.COLUMNS)]),
    ("edited person", lambda desk: tampering.edit(desk, 2, person_id=new_id()), [(2, Flaw.COLUMNS)]),
    ("edited case", lambda desk: tampering.edit(desk, 2, case_id=new_id()), [(2, Flaw.COLUMNS)]),
    ("edited moment", lambda desk: tampering.edit(desk, 4, at=START), [(4, Flaw.COLUMNS)]),
    ("edited office", lambda desk: tampering.edit(desk, 4, office_code="9999"), [(4, Flaw.COLUMNS)]),
    ("other signature", lambda desk: tampering.edit(desk, 4, signature=bytes(64)), [(4, Flaw.UNSIGNED)]),
    ("other key", lambda desk: tampering.edit(desk, 4, key_id="e9-00000000"), [(4, Flaw.UNSIGNED)]),
    ("no body", lambda desk: tampering.edit(desk, 4, body=b"{"), [(4, Flaw.EDITED)]),
    ("deleted first", lambda desk: tampering.remove(desk, 1), [(1, Flaw.MISSING)]),
    ("deleted middle", lambda desk: tampering.remove(desk, 2, 3), [(2, Flaw.MISSING)]),
    ("deleted last", lambda desk: tampering.remove(desk, 5), [(5, Flaw.MISSING)]),
    ("deleted all", lambda desk: tampering.remove(desk, 1, 2, 3, 4, 5), [(1, Flaw.MISSING)]),
    (
        "swapped",
        lambda desk: tampering.swap(desk, 2, 3),
        [(2, Flaw.ORDER), (2, Flaw.COLUMNS), (3, Flaw.ORDER), (3, Flaw.COLUMNS), (4, Flaw.ORDER)],
    ),
    (
        "squeezed in",
        lambda desk: tampering.squeeze_in(desk, 3),
        [
            (4, Flaw.ORDER),
            (4, Flaw.EDITED),
            (5, Flaw.ORDER), (5, Flaw.COLUMNS), (6, Flaw.COLUMNS),
        ],
    ),
    (
        "rehashed",
        lambda desk: tampering.rehash(desk, 4, b"setuju", b"tolak!"),
        [(4, Flaw.UNSIGNED), (5, Flaw.UNSIGNED)],
    ),
    ("exchanged values", lambda desk: tampering.exchange_values(desk, 2, 3), [(2, Flaw.VALUES), (3, Flaw.VALUES)]),
    ("deleted values", lambda desk: tampering.drop_values(desk, 4), [(4, Flaw.VALUES_GONE)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("attack", "expected"), [attack[1:] for attack in ATTACKS], ids=[name for name, *_ in ATTACKS]
)
def test_finds_and_names_what_was_done_behind_its_back(
    desk: Desk, attack: Callable[[Desk], None], expected: list[tuple[int, str]]
) -> None:
    attack(desk)

    report = desk.verify()

    assert sorted(set(found(report))) == sorted(set(expected))
    assert report.found == len(report.problems)
    assert all(problem.sentence.startswith("Expected ") for problem in report.problems)


def test_names_an_event_that_was_edited_into_text(sqlite_database: Database) -> None:
    """SQLite's own functions leave text where bytes were."""
    desk = Desk(sqlite_database)
    desk.write(made(desk.case()), actor=desk.officer())
    with tampering.behind(desk) as connection:
        connection.execute(
            text("UPDATE terbit_event SET body = replace(body, 'setuju', 'tolak'), hash = 'x'")
        )

    assert (1, Flaw.EDITED) in found(desk.verify())


def test_finds_a_lost_and_a_set_back_head(desk: Desk) -> None:
    with tampering.behind(desk) as connection:
        connection.execute(update(Stream).values(seq=4))
    set_back = found(desk.verify())
    with tampering.behind(desk) as connection:
        connection.execute(delete(Stream))

    assert set_back == found(desk.verify()) == [(5, Flaw.HEAD)]


def test_only_a_checkpoint_can_tell_that_end_and_head_were_cut_together(desk: Desk) -> None:
    with tampering.behind(desk) as connection:
        hash_ = connection.execute(select(Event.hash).where(Event.seq == 4)).scalar_one()
        connection.execute(update(Stream).values(seq=4, hash=hash_))
    tampering.remove(desk, 5)

    assert desk.verify().ok


def test_finds_a_value_that_somebody_with_the_data_key_rewrote(desk: Desk) -> None:
    with tampering.behind(desk) as connection:
        event_id = connection.execute(select(Event.id).where(Event.seq == 2)).scalar_one()
        mine = EventValues.event_id == event_id
        values = Values.open(
            desk.vault, event_id, connection.execute(select(EventValues.content).where(mine)).scalar_one()
        )
        forged = Values(values.salt, {**values.changes, "anak.nama": (None, "Maria")}, "Sudah sesuai.")
        connection.execute(update(EventValues).where(mine).values(content=forged.seal(desk.vault, event_id)))

    problems = desk.verify().problems

    assert [(problem.seq, problem.kind) for problem in problems] == [(2, Flaw.VALUES)] * 2
    assert "'anak.nama'" in problems[0].sentence


def test_finds_values_that_nobody_signed_for(desk: Desk) -> None:
    case_id = desk.case()
    desk.write(made(case_id, changes={}, words=None))
    with tampering.behind(desk) as connection:
        event_id = connection.execute(select(Event.id).where(Event.case_id == case_id)).scalar_one()
        sealed = Values(bytes(16), {"anak.nama": (None, "Maria")}, None).seal(desk.vault, event_id)
        row = {"event_id": event_id, "content": sealed, "office_code": "5371", "regency_code": "53.71"}
        connection.execute(EventValues.__table__.insert(), [row])

    assert found(desk.verify(f"case:{case_id}")) == [(1, Flaw.VALUES)]


@pytest.mark.parametrize("secret", [None, b"x" * 63])
def test_finds_a_case_whose_key_was_taken_or_exchanged(desk: Desk, secret: bytes | None) -> None:
    with desk.database.writing() as connection:
        connection.execute(update(Case).values(secret=secret))

    assert found(desk.verify()) == [(seq, Flaw.VALUES) for seq in range(1, 6)]


def test_looks_at_one_stream_only_where_it_is_told_to(desk: Desk) -> None:
    other = desk.case()
    desk.write(made(other))
    tampering.edit(desk, 3, kind="task.claimed")

    assert desk.verify(f"case:{other}").ok
    assert desk.verify(f"case:{other}").events == 1
    assert not desk.verify().ok


def test_without_the_values_needs_public_keys_only(desk: Desk) -> None:
    tampering.exchange_values(desk, 2, 3)

    with desk.reading() as reading:
        assert history.verify(reading, desk.vault.public_keys, values=False).ok


def test_nothing_holds_under_the_keys_of_another_office(desk: Desk) -> None:
    with desk.reading() as reading:
        report = history.verify(reading, Keys.new().public_keys)

    assert found(report) == [(seq, Flaw.UNSIGNED) for seq in range(1, 6)]


def test_events_signed_with_a_retired_key_still_hold(desk: Desk) -> None:
    keys = Keys.new()
    old = Desk(desk.database, Vault(keys))
    case_id = old.case()
    old.write(made(case_id), made(case_id))
    new = Desk(desk.database, Vault(keys.with_new_event_key().with_new_data_key()), now=old.now)

    new.write(made(case_id))

    assert new.verify(f"case:{case_id}").ok
    assert new.verify(f"case:{case_id}").events == 3


def test_values_may_go_where_an_erasure_says_so(desk: Desk) -> None:
    with desk.reading() as reading:
        case_id = reading.execute(select(Case.id)).scalar_one()

    with desk.work() as work:
        erased = history.erase(work, case_id, "permintaan_subjek")

    assert erased == 5
    assert desk.verify().ok


def test_values_may_not_go_after_the_erasure(desk: Desk) -> None:
    with desk.reading() as reading:
        case_id = reading.execute(select(Case.id)).scalar_one()
    with desk.work() as work:
        history.erase(work, case_id, "permintaan_subjek")
    desk.write(made(case_id, secret=None), made(case_id, secret=None))

    tampering.drop_values(desk, 8)

    assert found(desk.verify()) == [(8, Flaw.VALUES_GONE)]


def test_tells_how_far_it_is(desk: Desk) -> None:
    case_id = desk.case()
    with desk.work() as work:
        for _ in range(1200):
            work.record(made(case_id, changes={}, words=None))
    told: list[int] = []

    with desk.reading() as reading:
        history.verify(reading, desk.vault.public_keys, progress=told.append)

    assert told == [500, 1000]


def test_a_report_of_a_ruined_history_stays_short(desk: Desk) -> None:
    case_id = desk.case()
    with desk.work() as work:
        for _ in range(1500):
            work.record(made(case_id, changes={}, words=None))
    with tampering.behind(desk) as connection:
        connection.execute(update(Event).values(signature=bytes(64)))

    report = desk.verify()

    assert (report.found, len(report.problems)) == (1505, 1000)


def test_memory_does_not_grow_with_the_history(desk: Desk) -> None:
    def peak_of_a_check(more: int) -> int:
        case_id = desk.case()
        with desk.work() as work:
            for _ in range(more):
                work.record(made(case_id, facts={"filler": "x" * 2000}))
        with desk.reading() as reading:
            tracemalloc.start()
            history.verify(reading, desk.vault.public_keys)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return peak

    peak_of_a_check(700)
    first, second = peak_of_a_check(0), peak_of_a_check(1500)

    assert second < first * 1.3


@pytest.mark.parametrize("column", ["body", "previous", "hash", "signature"])
def test_finds_any_changed_byte(sqlite_database: Database, column: str) -> None:
    desk = Desk(sqlite_database)
    desk.write(made(desk.case()))
    with desk.reading() as reading:
        kept: bytes = reading.execute(select(getattr(Event, column))).scalar_one()

    for position in range(len(kept)):
        altered = bytearray(kept)
        altered[position] ^= 1
        tampering.edit(desk, 1, **{column: bytes(altered)})
        assert not desk.verify().ok, f"byte {position}"


def test_the_clock_of_the_database_keeps_microseconds(desk: Desk) -> None:
    desk.now += timedelta(microseconds=123457)
    case_id = desk.case()
    desk.write(made(case_id))

    assert desk.verify(f"case:{case_id}").ok


def test_a_transaction_of_somebody_else_is_seen_whole_or_not(desk: Desk) -> None:
    """The check runs while cases go on."""
    case_id = desk.case()
    rest: Any = desk.reading()
    with rest as reading:
        reading.execute(select(Event.id)).all()
        desk.write(made(case_id), made(case_id))
        report = history.verify(reading, desk.vault.public_keys)

    assert report.ok
