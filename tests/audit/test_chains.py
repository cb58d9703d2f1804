"""What was done to the history behind the application's back is found, and named."""

import pytest
from sqlalchemy import delete, select, update

from engine import audit, founding
from engine.audit import Finding, Run, Tampering, chains
from engine.db.database import Database
from engine.db.history import Event, EventValues, Stream
from engine.errors import NotAllowedError
from engine.history import Flaw
from tests.audit import behind
from tests.audit.walks import walked
from tests.builders import Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def verify(bureau: Bureau) -> Run:
    return audit.verify(bureau.engine, bureau.actor("auditor"))


def findings(bureau: Bureau, case_id: str) -> list[Finding]:
    """Those about the case, of a run over everything; nothing else may be suspected."""
    [suspect] = verify(bureau).suspects
    assert suspect.case_id == case_id
    return list(suspect.verdict.findings)


def test_finds_nothing_in_a_history_that_nobody_touched(bureau: Bureau) -> None:
    for _ in range(2):
        walked(bureau, 2)

    run = verify(bureau)

    assert (run.found, run.after, list(run.suspects)) == (0, None, [])
    assert run.report.events == run.known > 10


def test_names_an_edited_event(bureau: Bureau) -> None:
    case_id = walked(bureau, 2)
    behind.edit(bureau, case_id, 3, b"verifikasi_rt", b"verifikasi_rw")

    [found] = findings(bureau, case_id)

    assert (found.what, found.seq) == (Tampering.EDITED, 3)


def test_names_the_case_by_its_number_and_the_event_by_who_and_when(bureau: Bureau) -> None:
    case_id = walked(bureau, 2)
    behind.edit(bureau, case_id, 3, b'"setuju"', b'"tolak"')

    run = verify(bureau)

    [suspect] = run.suspects
    [event] = suspect.events.values()
    assert suspect.case_number == "AL-2026-00001"
    assert (event.kind, event.outcome) == ("task.completed", "tolak")
    assert run.cast.names[event.person_id or ""]


@pytest.mark.parametrize(("gone", "first", "last"), [((3,), 3, None), ((2, 3), 2, 3), ((5,), 5, None)])
def test_names_deleted_events(bureau: Bureau, gone: tuple[int, ...], first: int, last: int | None) -> None:
    case_id = walked(bureau, 2)
    behind.remove(bureau, case_id, *gone)

    [found] = findings(bureau, case_id)

    assert (found.what, found.seq, found.until) == (Tampering.DELETED, first, last)


def test_names_an_event_that_was_copied_in(bureau: Bureau) -> None:
    case_id = walked(bureau, 2)
    behind.squeeze_in(bureau, case_id, 2)

    [found] = findings(bureau, case_id)

    assert (found.what, found.seq) == (Tampering.INSERTED, 3)


def test_names_an_event_that_was_made_up(bureau: Bureau) -> None:
    case_id = walked(bureau, 2)
    behind.squeeze_in(bureau, case_id, 5, body=b'{"kind":"task.completed","seq":6}', signature=bytes(64))

    [found] = findings(bureau, case_id)

    assert (found.what, found.seq) == (Tampering.INSERTED, 6)


def test_names_two_events_that_changed_places(bureau: Bureau) -> None:
    case_id = walked(bureau, 2)
    behind.swap(bureau, case_id, 2, 4)

    found = findings(bureau, case_id)

    assert [(one.what, one.seq, one.signed_seq) for one in found] == [
        (Tampering.MOVED, 2, 4), (Tampering.MOVED, 4, 2),
    ]  # fmt: skip


def test_names_events_that_were_rewritten_with_fitting_hashes(bureau: Bureau) -> None:
    case_id = walked(bureau, 2)
    behind.rewrite(bureau, case_id, 3, b'"setuju"', b'"tolak"')

    found = findings(bureau, case_id)

    assert [(one.what, one.seq) for one in found] == [(Tampering.REWRITTEN, seq) for seq in (3, 4, 5)]


def test_names_a_column_that_says_something_else(bureau: Bureau) -> None:
    case_id = walked(bureau, 2)
    behind.overwrite(bureau, case_id, 3, kind="task.released", person_id=bureau.actor("loket").person_id)

    [found] = findings(bureau, case_id)

    assert (found.what, found.columns) == (Tampering.COLUMNS, ("kind", "person"))


def test_names_each_of_several_acts(bureau: Bureau) -> None:
    case_id = walked(bureau, 3)
    behind.edit(bureau, case_id, 2, b"task.claimed", b"task.cleaned")
    behind.remove(bureau, case_id, 4)
    behind.swap(bureau, case_id, 5, 6)

    found = findings(bureau, case_id)

    assert [(one.what, one.seq) for one in found] == [
        (Tampering.EDITED, 2), (Tampering.DELETED, 4), (Tampering.MOVED, 5), (Tampering.MOVED, 6),
    ]  # fmt: skip


def test_names_values_that_were_deleted(bureau: Bureau) -> None:
    case_id = walked(bureau, 2)
    with behind.behind(bureau) as connection:
        ids = select(Event.id).where(Event.stream == f"case:{case_id}", Event.seq == 1)
        connection.execute(delete(EventValues).where(EventValues.event_id.in_(ids)))

    [suspect] = verify(bureau).suspects

    assert [problem.kind for problem in suspect.verdict.others] == [Flaw.VALUES_GONE]


def test_names_a_last_link_that_is_gone(bureau: Bureau) -> None:
    case_id = walked(bureau, 2)
    with behind.behind(bureau) as connection:
        connection.execute(delete(Stream).where(Stream.id == f"case:{case_id}"))

    [suspect] = verify(bureau).suspects

    assert [problem.kind for problem in suspect.verdict.others] == [Flaw.HEAD]


def test_names_a_case_whose_history_is_gone_altogether(bureau: Bureau) -> None:
    case_id = walked(bureau, 1)
    behind.vanish(bureau, case_id)

    run = verify(bureau)

    assert list(run.vanished) == [(case_id, "AL-2026-00001")]
    assert run.found == 1


def test_finds_what_was_done_to_the_office_and_to_people(bureau: Bureau) -> None:
    founding.set_policy(bureau.engine, bureau.actor("admin"), "rt", "nonaktif")
    clerk = bureau.actor("loket").person_id
    with behind.behind(bureau) as connection:
        connection.execute(update(Event).where(Event.kind == "office.policy").values(kind="office.other"))
        mine = (Event.stream == f"person:{clerk}") & (Event.seq == 2)
        connection.execute(update(Event).where(mine).values(kind="role.taken"))

    suspects = verify(bureau).suspects

    assert {(one.verdict.stream, one.person) for one in suspects} == {
        ("office", None), (f"person:{clerk}", bureau.actor("loket").name),
    }  # fmt: skip


def test_reads_on_where_a_bounded_run_ended(bureau: Bureau) -> None:
    case_id, auditor = walked(bureau, 2), bureau.actor("auditor")
    behind.edit(bureau, case_id, 3, b'"setuju"', b'"tolak"')

    runs = [audit.verify(bureau.engine, auditor, most=10)]
    while runs[-1].after is not None:
        runs.append(audit.verify(bureau.engine, auditor, runs[-1].after, most=10))

    assert len(runs) > 2
    assert [one.case_id for run in runs for one in run.suspects] == [case_id]
    assert sum(run.report.streams for run in runs) >= runs[0].report.streams + 10


def test_records_each_run_as_an_act_of_the_office(bureau: Bureau) -> None:
    case_id = walked(bureau, 1)
    behind.edit(bureau, case_id, 1, b"case.opened", b"case.closed")
    verify(bureau)

    with bureau.engine.reading() as reading:
        [run] = chains.runs(reading)

    assert run.person_id == bureau.actor("auditor").person_id
    assert run.facts["problems"] == 1
    assert run.facts["streams"] > 1


def test_is_for_auditors_only(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)

    with pytest.raises(NotAllowedError):
        audit.verify(bureau.engine, bureau.actor("verifikator"))


def test_doubts_the_touched_events_of_a_trace_and_no_others(bureau: Bureau) -> None:
    case_id = walked(bureau, 3)
    behind.edit(bureau, case_id, 4, b"task.claimed", b"task.cleaned")

    found = audit.trace(bureau.engine, bureau.actor("auditor"), case_id)

    assert not found.verdict.ok
    assert [deed.event.seq for deed in found.deeds if not deed.sound] == [4]
