"""Claims that lapse, tasks handed on and taken over, and the same act on many; on both databases."""

import threading
from functools import partial

import pytest
from sqlalchemy import select

from engine import drafts, tasks
from engine.db.cases import CaseParty, Task
from engine.db.database import Database
from engine.db.history import Event
from engine.errors import EngineError, NotAllowedError, TaskHeldError
from engine.tasks import leases, many
from engine.tasks.handing import ReasonMissingError
from tests.builders import Bureau, make_bureau
from tests.staffing import make_relative


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def waiting(bureau: Bureau, case_id: str) -> str:
    with bureau.engine.reading() as reading:
        return reading.execute(
            select(Task.id).where(Task.case_id == case_id, Task.state == "open")
        ).scalar_one()


def at(bureau: Bureau, node: str) -> str:
    """A task at the node, of a new case."""
    opened = bureau.walker.open("akta_kelahiran", "loket")
    while bureau.walker.prepare(opened.case_id).node != node:  # type: ignore[union-attr]
        bureau.walker.step(opened.case_id)
        bureau.walker.drain()
    return waiting(bureau, opened.case_id)


def row(bureau: Bureau, task_id: str) -> Task:
    with bureau.engine.reading() as reading:
        return reading.execute(select(Task.__table__).where(Task.id == task_id)).one()  # type: ignore[return-value]


def kinds(bureau: Bureau) -> list[str]:
    with bureau.engine.reading() as reading:
        return list(reading.execute(select(Event.kind).where(Event.kind.like("task.%"))).scalars())


def test_a_claim_that_nobody_touches_lapses_after_hours_of_the_office(bureau: Bureau) -> None:
    task_id, first = at(bureau, "verifikasi_isi"), bureau.actor("verifikator")
    tasks.claim(bureau.engine, first, task_id)
    tasks.save_draft(bureau.engine, first, task_id, {"catatan": ["belum"]})

    bureau.clock.forward(hours=1)
    early = leases.sweep(bureau.engine)
    bureau.clock.forward(hours=48)
    late = leases.sweep(bureau.engine)

    assert (early, late) == (0, 1)
    assert row(bureau, task_id).claimed_by is None
    assert row(bureau, task_id).lost_by == first.person_id
    assert "task.lapsed" in kinds(bureau)
    with bureau.engine.reading(first) as reading:
        assert drafts.find(reading, task_id) is not None


def test_typing_keeps_a_claim(bureau: Bureau) -> None:
    task_id, first = at(bureau, "verifikasi_isi"), bureau.actor("verifikator")
    tasks.claim(bureau.engine, first, task_id)
    before = row(bureau, task_id).held_until

    bureau.clock.forward(hours=1)
    tasks.save_draft(bureau.engine, first, task_id, {"catatan": ["belum"]})

    assert row(bureau, task_id).held_until > before  # type: ignore[operator]


def test_a_lapsed_claim_is_anothers_before_any_sweep_and_its_holder_is_told(bureau: Bureau) -> None:
    task_id = at(bureau, "verifikasi_isi")
    first, second = bureau.actor("verifikator"), bureau.actor("verifikator2")
    tasks.claim(bureau.engine, first, task_id)
    with pytest.raises(TaskHeldError):
        tasks.claim(bureau.engine, second, task_id)

    bureau.clock.forward(hours=48)
    tasks.claim(bureau.engine, second, task_id)

    assert row(bureau, task_id).claimed_by == second.person_id
    assert leases.sweep(bureau.engine) == 0


def test_a_lapse_and_a_completion_at_once_leave_one_done_task(bureau: Bureau) -> None:
    task_id, first = at(bureau, "verifikasi_isi"), bureau.actor("verifikator")
    tasks.claim(bureau.engine, first, task_id)
    case_id = row(bureau, task_id).case_id
    bureau.clock.forward(hours=48)

    sweeping = threading.Thread(target=leases.sweep, args=(bureau.engine,))
    sweeping.start()
    bureau.walker.step(case_id)
    sweeping.join()

    assert row(bureau, task_id).state == "done"


def test_of_two_claims_at_once_one_holds(bureau: Bureau) -> None:
    task_id = at(bureau, "verifikasi_isi")
    refused: list[EngineError] = []

    def take(username: str) -> None:
        try:
            tasks.claim(bureau.engine, bureau.actor(username), task_id)
        except EngineError as error:
            refused.append(error)

    threads = [threading.Thread(target=take, args=(name,)) for name in ("verifikator", "verifikator2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert row(bureau, task_id).claimed_by is not None


def test_a_superior_takes_a_task_over_for_a_colleague_with_a_reason(bureau: Bureau) -> None:
    task_id, chief = at(bureau, "verifikasi_isi"), bureau.actor("kasi")
    first, second = bureau.actor("verifikator"), bureau.actor("verifikator2")
    tasks.claim(bureau.engine, first, task_id)

    with pytest.raises(ReasonMissingError):
        tasks.hand_on(bureau.engine, chief, task_id, second.person_id, " ")
    tasks.hand_on(bureau.engine, chief, task_id, second.person_id, "Sakit")

    assert row(bureau, task_id).claimed_by == second.person_id
    assert row(bureau, task_id).lost_by == first.person_id
    assert "task.taken_over" in kinds(bureau)


@pytest.mark.parametrize(
    "username", ["loket", "rt.oesapa", "verifikator2", "auditor", "admin", "lurah.oesapa"]
)
def test_nobody_else_takes_a_task_over(bureau: Bureau, username: str) -> None:
    task_id = at(bureau, "verifikasi_isi")
    tasks.claim(bureau.engine, bureau.actor("verifikator"), task_id)

    with pytest.raises(NotAllowedError):
        tasks.hand_on(bureau.engine, bureau.actor(username), task_id, None, "Sakit")


def test_a_superior_does_not_choose_who_works_on_the_case_of_his_own_family(bureau: Bureau) -> None:
    task_id = at(bureau, "verifikasi_isi")
    with bureau.engine.reading() as reading:
        case_id = reading.execute(select(Task.case_id).where(Task.id == task_id)).scalar_one()
        mother = select(CaseParty.fingerprint).where(
            CaseParty.case_id == case_id, CaseParty.field == "ibu.nik"
        )
        relative = bytes(reading.execute(mother).scalar_one())
    chief, second = make_relative(bureau.engine, "kasi", relative), bureau.actor("verifikator2").person_id

    with pytest.raises(NotAllowedError, match="family"):
        tasks.hand_on(bureau.engine, chief, task_id, second, "Sakit")
    tasks.hand_on(bureau.engine, bureau.actor("kabid"), task_id, second, "Sakit")

    assert row(bureau, task_id).claimed_by == second


@pytest.mark.parametrize("username", ["loket", "kadis", "operator"])
def test_hands_a_task_to_nobody_who_may_not_do_it(bureau: Bureau, username: str) -> None:
    task_id = at(bureau, "verifikasi_isi")

    with pytest.raises(NotAllowedError):
        tasks.hand_on(bureau.engine, bureau.actor("kasi"), task_id, bureau.actor(username).person_id, "Penuh")


def test_names_the_colleagues_who_may_do_it(bureau: Bureau) -> None:
    task_id = at(bureau, "verifikasi_isi")
    tasks.claim(bureau.engine, bureau.actor("verifikator"), task_id)

    with bureau.engine.reading(bureau.actor("kasi")) as reading:
        found = [colleague.name for colleague in tasks.colleagues(reading, task_id)]

    assert found == [bureau.actor("verifikator2").name]


def test_a_lurah_hands_on_what_lies_at_the_desks_of_his_kelurahan_only(bureau: Bureau) -> None:
    """He is above its registration officer and its RT, not above the office."""
    opened = bureau.walker.open("akta_kelahiran", "loket")
    task_id = waiting(bureau, opened.case_id)
    found = row(bureau, task_id)
    heads = [bureau.actor(f"lurah.{name}") for name in ("oesapa", "liliba", "sikumana")]
    own = [head for head in heads if head.grant_for("Lurah", found.area_code)]
    others = [head for head in heads if head not in own]

    for actor in (*others, bureau.actor("kel.oesapa"), bureau.actor("kel.liliba"), bureau.actor("kasi")):
        with pytest.raises(NotAllowedError):
            tasks.hand_on(bureau.engine, actor, task_id, None, "Sakit")
    tasks.hand_on(bureau.engine, own[0], task_id, None, "Sakit")

    assert found.role == "Ketua RT"
    assert others != []

    assert "task.handed_on" in kinds(bureau)


def test_claims_many_and_tells_which_were_taken_meanwhile(bureau: Bureau) -> None:
    chosen = [at(bureau, "verifikasi_isi") for _ in range(3)]
    tasks.claim(bureau.engine, bureau.actor("verifikator2"), chosen[1])

    outcomes = many.each(bureau.engine, bureau.actor("verifikator"), chosen, tasks.claim)

    assert [type(one.refused).__name__ for one in outcomes] == ["NoneType", "TaskHeldError", "NoneType"]


def test_signs_many_once_each(bureau: Bureau) -> None:
    chosen = [at(bureau, "tanda_tangan") for _ in range(2)]
    signing = partial(many.approve, request_id="01a222d9-0000-7000-8000-000000000001")

    first = many.each(bureau.engine, bureau.actor("kadis"), [*chosen, chosen[0]], signing)
    again = many.each(bureau.engine, bureau.actor("kadis"), chosen, signing)

    assert [one.refused for one in (*first, *again)] == [None] * 4
    assert kinds(bureau).count("task.completed") == len(set(kinds_of(bureau, chosen)))


def kinds_of(bureau: Bureau, chosen: list[str]) -> list[str]:
    """Every task that was completed on the cases of the chosen ones."""
    with bureau.engine.reading() as reading:
        of_cases = select(Task.case_id).where(Task.id.in_(chosen))
        done = select(Task.id).where(Task.case_id.in_(of_cases), Task.state == "done")
        return list(reading.execute(done).scalars())


def test_signs_nothing_from_a_list_that_asks_for_more(bureau: Bureau) -> None:
    task_id = at(bureau, "verifikasi_isi")

    outcome = many.each(
        bureau.engine, bureau.actor("verifikator"), [task_id], partial(many.approve, request_id="x")
    )[0]

    assert isinstance(outcome.refused, many.NeedsInputError)
    assert row(bureau, task_id).state == "open"


@pytest.mark.parametrize("username", ["loket", "verifikator", "auditor", "rt.oesapa"])
def test_nobody_signs_in_bulk_what_he_may_not_sign(bureau: Bureau, username: str) -> None:
    task_id = at(bureau, "tanda_tangan")

    outcome = many.each(
        bureau.engine, bureau.actor(username), [task_id], partial(many.approve, request_id="x")
    )[0]

    assert isinstance(outcome.refused, NotAllowedError)
    assert row(bureau, task_id).state == "open"
