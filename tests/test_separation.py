"""Who may not go on with a case: by duty, by post, and as the diagram draws it, at inbox, claim and completion."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from engine import access, drafts, inbox, separation, tasks
from engine.access import SYSTEM, Action, Actor
from engine.db.cases import Task
from engine.db.database import Database
from engine.engine import Engine
from engine.errors import NotAllowedError, PostEndedError
from engine.people import actor_of
from engine.separation import Done
from engine.submission import Submission
from tests.builders import Bureau, deploy, make_bureau
from tests.staffing import TYPE, drawn_apart, give_another_post
from web.wiring import HANDLERS


@pytest.fixture
def bureau(database: Database) -> Bureau:
    """One in which whoever finds the papers complete may not enter the data, as the diagram draws it."""
    made = make_bureau(database)
    deploy(made.engine, TYPE, drawn_apart("rekam_siak", "periksa_kelengkapan"))
    return made


def give(
    bureau: Bureau, username: str, role: str, kind: str = "definitif", hours: int | None = None
) -> Actor:
    """Somebody with another post."""
    with bureau.engine.work(SYSTEM) as work:
        give_another_post(work, username, role, kind, hours)
    return now(bureau, username)


def now(bureau: Bureau, username: str) -> Actor:
    with bureau.engine.reading() as reading:
        return actor_of(reading, username)


def at(bureau: Bureau, node: str, desk: str = "kel.oesapa") -> str:
    """The open task at the node of a new case."""
    case_id = bureau.walker.open(TYPE, desk).case_id
    while (row := waiting(bureau, case_id))[1] != node:
        bureau.walker.step(case_id)
        bureau.walker.drain()
    return row[0]


def waiting(bureau: Bureau, case_id: str) -> tuple[str, str]:
    with bureau.engine.reading() as reading:
        mine = (Task.case_id == case_id, Task.state == "open")
        row = reading.execute(select(Task.id, Task.node).where(*mine)).one()
    return row.id, row.node


def checker(bureau: Bureau, task_id: str) -> str:
    """Who found the papers of the task's case complete."""
    with bureau.engine.reading() as reading:
        case = select(Task.case_id).where(Task.id == task_id).scalar_subquery()
        done = (Task.case_id == case, Task.node == "periksa_kelengkapan")
        by = reading.execute(select(Task.done_by).where(*done)).scalar_one()
    return next(name for name, actor in bureau.walker.actors.items() if actor.person_id == by)


def submission(bureau: Bureau, actor: Actor, task_id: str) -> Submission:
    with bureau.engine.reading(actor) as reading:
        return Submission.of(
            bureau.walker._answers(reading, tasks.find(reading, task_id), "setuju"), "setuju"
        )


@pytest.mark.parametrize(
    ("wanted", "done", "is_barred"),
    [
        (Done("verifikasi", "Verifikator"), Done("penerimaan", "Petugas loket"), True),
        (Done("penerimaan", "Petugas loket"), Done("verifikasi", "Verifikator"), True),
        (Done("penyerahan", "Petugas penyerahan"), Done("penerimaan", "Petugas loket"), False),
        (Done("paraf", "Kepala seksi"), Done("paraf", "Kepala seksi"), False),
        (Done("paraf", "Kepala bidang"), Done("paraf", "Kepala seksi"), True),
        (Done("paraf", "Kepala bidang", "plh"), Done("paraf", "Kepala bidang"), False),
        (Done("penyerahan", "Petugas penyerahan", "plh"), Done("penerimaan", "Petugas loket"), True),
        (Done("penyerahan", "Petugas penyerahan"), Done("penerimaan", "Petugas loket", "plt"), True),
    ],
)
def test_one_person_does_not_act_through_two_posts(wanted: Done, done: Done, is_barred: bool) -> None:
    assert separation.barred(wanted, [done]) == is_barred


def test_what_a_diagram_keeps_apart_is_kept_apart_at_inbox_claim_and_completion(bureau: Bureau) -> None:
    task_id = at(bureau, "rekam_siak")
    both = give(bureau, checker(bureau, task_id), "Operator SIAK")

    with bureau.engine.reading(both) as reading:
        [line] = inbox.page(reading, "desk:Operator SIAK").lines
        free = list(inbox.free(reading, ["Operator SIAK"]))
    assert (line.permitted, free) == (False, [])
    with pytest.raises(NotAllowedError, match="drawn"):
        tasks.claim(bureau.engine, both, task_id)
    with pytest.raises(NotAllowedError, match="drawn"):
        tasks.complete(bureau.engine, both, task_id, submission(bureau, both, task_id))
    assert tasks.claim_next(bureau.engine, both, "Operator SIAK") is None


def test_what_is_drawn_holds_the_other_way_round_when_a_case_comes_back(bureau: Bureau) -> None:
    with bureau.engine.reading() as reading:
        definition = bureau.engine.definitions.current(reading.connection, bureau.engine.office_code, TYPE)

    assert definition.procedure.apart == {
        "rekam_siak": frozenset({"periksa_kelengkapan"}),
        "periksa_kelengkapan": frozenset({"rekam_siak"}),
        "verifikasi_isi": frozenset({"periksa_draf", "validasi"}),
        "periksa_draf": frozenset({"verifikasi_isi"}),
        "validasi": frozenset({"verifikasi_isi"}),
        "verifikasi_kelurahan": frozenset({"tanda_tangan_lurah"}),
        "tanda_tangan_lurah": frozenset({"verifikasi_kelurahan"}),
    }


@pytest.mark.parametrize("document_type", ["ktp_el", "kia"])
def test_who_printed_a_card_does_not_hand_it_over(database: Database, document_type: str) -> None:
    """The collector's step is apart from printing."""
    bureau = make_bureau(database, HANDLERS)
    case_id = bureau.walker.open(document_type, "loket").case_id
    while (row := waiting(bureau, case_id))[1] != "serahkan_kartu":
        bureau.walker.step(case_id)
        bureau.walker.drain()
    both = give(bureau, "cetak", "Petugas penyerahan")

    with bureau.engine.reading(both) as reading:
        [line] = inbox.page(reading, "desk:Petugas penyerahan").lines
    assert line.permitted is False
    for act in (tasks.claim, complete_with(bureau, both, row[0])):
        with pytest.raises(NotAllowedError, match="drawn"):
            act(bureau.engine, both, row[0])


def complete_with(bureau: Bureau, actor: Actor, task_id: str) -> Callable[[Engine, Actor, str], object]:
    sent = submission(bureau, actor, task_id)
    return lambda engine, actor, task_id: tasks.complete(engine, actor, task_id, sent)


def test_a_stand_in_does_not_go_on_with_a_case_of_his_own(bureau: Bureau) -> None:
    task_id = at(bureau, "verifikasi_isi", "loket")
    deputy = give(bureau, checker(bureau, task_id), "Verifikator", "plh")

    with pytest.raises(NotAllowedError, match="duty"):
        tasks.complete(bureau.engine, deputy, task_id, submission(bureau, deputy, task_id))


def test_function_and_filter_agree_about_stand_ins(bureau: Bureau) -> None:
    for desk in ("loket", "kel.oesapa", "rt.oesapa", "loket2"):
        case_id = bureau.walker.open(TYPE, desk).case_id
        for _ in range(4):
            bureau.walker.step(case_id)
            bureau.walker.drain()
    deputies = [
        give(bureau, name, role, kind)
        for name, role, kind in (
            ("loket", "Verifikator", "plh"), ("verifikator", "Operator SIAK", "plt"),
            ("loket2", "Operator SIAK", "definitif"), ("kasi", "Kepala bidang", "plh"),
        )
    ]  # fmt: skip

    for actor in deputies:
        with bureau.engine.reading(actor) as reading:
            found = reading.execute(select(Task.id).where(Task.state == "open")).scalars().all()
            facts = {task: tasks.facts(actor, tasks.find(reading, task)) for task in found}
            seen = access.tasks_seen_by(actor) & access.tasks_open_to(actor)
            free = set(reading.execute(select(Task.id).where(Task.state == "open", seen)).scalars())
        assert free == {task for task, known in facts.items() if access.allow(actor, Action.CLAIM, known)}


def test_a_delegation_that_ended_blocks_and_keeps_what_was_typed(bureau: Bureau) -> None:
    task_id = at(bureau, "verifikasi_isi")
    deputy = give(bureau, "penyerahan", "Verifikator", "plh", hours=2)
    sent = submission(bureau, deputy, task_id)
    tasks.claim(bureau.engine, deputy, task_id)
    bureau.clock.forward(hours=3)
    late = now(bureau, "penyerahan")

    assert late.grant_for("Verifikator", "53.71") is None
    with bureau.engine.reading(late) as reading:
        assert list(inbox.page(reading, "desk:Verifikator").lines) == []
    with pytest.raises(PostEndedError):
        tasks.claim(bureau.engine, late, task_id)
    with pytest.raises(PostEndedError):
        tasks.complete(bureau.engine, late, task_id, sent)
    with bureau.engine.reading(late) as reading:
        kept = drafts.find(reading, task_id)
    assert kept is not None
    assert kept[0] == sent.posted


def test_a_delegation_that_ended_long_ago_is_forgotten(bureau: Bureau) -> None:
    give(bureau, "penyerahan", "Verifikator", "plh", hours=2)
    bureau.clock.forward(hours=20)

    assert now(bureau, "penyerahan").lapsed == ()
