"""The rule of access: cell by cell as a function, and the same rule as a filter of lists."""

import itertools

import pytest
from sqlalchemy import select

from engine import access, cases, tasks
from engine.access import Action, Actor, CaseFacts, Grant, Refusal, TaskFacts
from engine.casefile import read
from engine.db.cases import Case, Task
from engine.db.database import Database
from engine.errors import NotAllowedError
from engine.roles import CONFLICTS, ROLES
from engine.separation import Done
from engine.submission import Submission
from tests.builders import Bureau, make_bureau

OESAPA, LILIBA, RT = "53.71.03.1010", "53.71.04.1010", "53.71.03.1010.008.021"


def make_actor(role: str = "Verifikator", area: str = "53.71", **facts: object) -> Actor:
    return Actor("ani", "Ani", (Grant("post", "Jabatan", role, area),), **facts)  # type: ignore[arg-type]


def make_task(
    role: str = "Verifikator", area: str = OESAPA, duty: str = "verifikasi", **facts: object
) -> TaskFacts:
    return TaskFacts(role, area, duty, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("holder", "wanted"), list(itertools.product(list(ROLES), ["Verifikator", "Ketua RT", "Kepala dinas"]))
)
def test_a_task_is_for_its_own_role_only(holder: str, wanted: str) -> None:
    allowed = access.allow(make_actor(holder), Action.COMPLETE, make_task(wanted))

    assert allowed == (holder == wanted)


@pytest.mark.parametrize(
    ("own", "of_task", "allowed"),
    [
        ("53.71", OESAPA, True),
        (OESAPA, OESAPA, True),
        (OESAPA, RT, True),
        (OESAPA, LILIBA, False),
        (RT, OESAPA, False),
        ("53.71.03.101", OESAPA, False),
        ("53.71.03", RT, True),
    ],
)
def test_a_territory_holds_what_lies_in_it(own: str, of_task: str, allowed: bool) -> None:
    assert access.allow(make_actor(area=own), Action.CLAIM, make_task(area=of_task)) == allowed


APART = [(duty, done) for duty, conflicting in CONFLICTS.items() for done in sorted(conflicting)]


@pytest.mark.parametrize(("duty", "done"), sorted({*APART, *((done, duty) for duty, done in APART)}))
def test_duties_that_do_not_go_together_are_refused_in_either_order(duty: str, done: str) -> None:
    task = make_task(duty=duty, done=frozenset({Done(done, "Verifikator")}))

    assert access.refusal(make_actor(), Action.COMPLETE, task) is Refusal.DUTY


def test_whoever_entered_a_case_does_not_approve_it() -> None:
    """Separation of duties: entry and approval of one case are never one person's."""
    for approval in ("verifikasi", "paraf", "tanda_tangan"):
        for entry in ("penerimaan", "perekaman"):
            task = make_task(duty=approval, done=frozenset({Done(entry, "Verifikator")}))

            assert not access.allow(make_actor(), Action.COMPLETE, task)


@pytest.mark.parametrize("mark", [{"nik_index": b"n" * 16}, {"kk_index": b"k" * 16}])
def test_ones_own_family_is_for_somebody_else(mark: dict[str, bytes]) -> None:
    task = make_task(parties=frozenset(mark.values()))

    assert access.refusal(make_actor(**mark), Action.CLAIM, task) is Refusal.FAMILY


@pytest.mark.parametrize("action", [Action.OPEN_CASE, Action.WITHDRAW, Action.REPAIR])
def test_ones_own_family_s_case_is_neither_taken_withdrawn_nor_repaired(action: Action) -> None:
    role = "Kepala seksi" if action is Action.REPAIR else "Petugas loket"
    case = CaseFacts(OESAPA, "Petugas loket", "53.71", parties=frozenset({b"k" * 16}))

    assert access.refusal(make_actor(role, kk_index=b"k" * 16), action, case) is Refusal.FAMILY
    assert access.allow(make_actor(role, kk_index=b"o" * 16), action, case)


def test_a_task_that_somebody_holds_is_his() -> None:
    assert access.refusal(make_actor(), Action.COMPLETE, make_task(claimed_by="budi")) is Refusal.HELD
    assert access.allow(make_actor(), Action.COMPLETE, make_task(claimed_by="ani"))


@pytest.mark.parametrize("role", ["Auditor", "Perancang proses", "Penyetuju proses", "Administrator"])
def test_oversight_completes_nothing(role: str) -> None:
    for action in (Action.SEE_TASK, Action.CLAIM, Action.COMPLETE):
        assert not access.allow(make_actor(role), action, make_task())


SEES_CASES = {
    "Ketua RT", "Petugas registrasi kelurahan", "Lurah", "Petugas loket", "Verifikator", "Operator SIAK",
    "Kepala seksi", "Kepala bidang", "Kepala dinas", "Petugas cetak", "Pengelola blangko",
    "Petugas penyerahan", "Auditor",
}  # fmt: skip


@pytest.mark.parametrize("role", sorted(ROLES))
def test_who_sees_a_case_of_his_area(role: str) -> None:
    case = CaseFacts(RT, "Petugas loket", "53.71")

    assert access.allow(make_actor(role), Action.SEE_CASE, case) == (role in SEES_CASES)


def test_a_partner_sees_the_cases_that_it_opened_and_no_others() -> None:
    partner = make_actor("Mitra", "53.71.03")

    assert access.allow(partner, Action.SEE_CASE, CaseFacts(LILIBA, "Mitra", "53.71.03"))
    assert not access.allow(partner, Action.SEE_CASE, CaseFacts(OESAPA, "Petugas loket", "53.71"))


def test_the_rt_does_not_see_papers() -> None:
    assert not access.allow(
        make_actor("Ketua RT", RT), Action.SEE_PAPERS, CaseFacts(RT, "Petugas loket", "53.71")
    )


def test_only_the_desk_that_took_a_case_withdraws_it() -> None:
    case = CaseFacts(RT, "Petugas registrasi kelurahan", OESAPA)

    assert access.allow(make_actor("Petugas registrasi kelurahan", OESAPA), Action.WITHDRAW, case)
    assert not access.allow(make_actor("Petugas registrasi kelurahan", LILIBA), Action.WITHDRAW, case)
    assert not access.allow(make_actor("Petugas loket"), Action.WITHDRAW, case)


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def test_the_function_and_the_filter_agree_for_every_person_and_task(bureau: Bureau) -> None:
    for number, desk in enumerate(("loket", "kel.oesapa", "kel.liliba", "rt.oesapa", "loket2") * 2):
        opened = bureau.walker.open("akta_kelahiran", desk)
        for _ in range(number):
            bureau.walker.step(opened.case_id)

    for actor in bureau.walker.actors.values():
        with bureau.engine.reading(actor) as reading:
            open_tasks = reading.execute(select(Task.id).where(Task.state == "open")).scalars().all()
            rows = {task: tasks.facts(actor, tasks.find(reading, task)) for task in open_tasks}
            seen = listed(reading, access.tasks_seen_by(actor))
            free = listed(reading, access.tasks_seen_by(actor) & access.tasks_open_to(actor))
        assert seen == {task for task, facts in rows.items() if access.allow(actor, Action.SEE_TASK, facts)}
        assert free == {task for task, facts in rows.items() if access.allow(actor, Action.CLAIM, facts)}


def listed(reading: object, condition: object) -> set[str]:
    statement = select(Task.id).where(Task.state == "open", condition)  # type: ignore[arg-type]
    return set(reading.execute(statement).scalars())  # type: ignore[attr-defined]


def test_the_function_and_the_filter_agree_for_every_person_and_case(bureau: Bureau) -> None:
    for desk in ("loket", "kel.oesapa", "kel.liliba", "rt.oesapa"):
        bureau.walker.open("akta_kelahiran", desk)

    for actor in bureau.walker.actors.values():
        with bureau.engine.reading(actor) as reading:
            rows = reading.execute(select(Case.__table__)).all()
            seen = set(reading.execute(select(Case.id).where(access.cases_seen_by(actor))).scalars())
        facts = {row.id: CaseFacts(row.area_code, row.intake_role, row.intake_area) for row in rows}
        assert seen == {case for case, known in facts.items() if access.allow(actor, Action.SEE_CASE, known)}


def test_an_officer_of_the_family_finds_the_case_closed_to_him(bureau: Bureau) -> None:
    opened = bureau.walker.open("akta_kelahiran")
    family = relative_of(bureau, opened.case_id)

    with bureau.engine.reading(family) as reading:
        waiting = reading.execute(select(Task.id).where(Task.state == "open")).scalar_one()
        facts = tasks.facts(family, tasks.find(reading, waiting))

    assert access.refusal(family, Action.COMPLETE, facts) is Refusal.FAMILY


def relative_of(bureau: Bureau, case_id: str) -> Actor:
    """A head of an RT, whoever he is, who shares the family card of the case."""
    with bureau.engine.reading() as reading:
        file = read(reading, case_id)
        row = reading.execute(select(Task.role, Task.area_code).where(Task.state == "open")).one()
    kk = bureau.engine.vault.fingerprint("kk", file.record["kk"]["nomor"])
    return Actor(
        bureau.actor("rt.oesapa").person_id, "Kerabat", (Grant("p", "t", row.role, row.area_code),), None, kk
    )


def test_whoever_took_an_application_does_not_verify_it_although_another_checked_its_papers(
    bureau: Bureau,
) -> None:
    case_id = bureau.walker.open("akta_kelahiran", "loket2").case_id
    while bureau.walker.step(case_id) != "periksa_kelengkapan":
        pass
    opener = bureau.actor("loket2")
    verifier = Actor(opener.person_id, "Loket 2", (Grant("p", "t", "Verifikator", "53.71"),))

    with bureau.engine.reading(verifier) as reading:
        waiting = reading.execute(select(Task.id).where(Task.state == "open")).scalar_one()
        facts = tasks.facts(verifier, tasks.find(reading, waiting))

    assert access.refusal(verifier, Action.COMPLETE, facts) is Refusal.DUTY


def test_nobody_opens_a_case_of_his_own_family(bureau: Bureau) -> None:
    opened = bureau.walker.open("akta_kelahiran")
    kin = relative_of(bureau, opened.case_id)
    clerk = Actor(kin.person_id, "Kerabat", bureau.actor("loket").grants, None, kin.kk_index)
    with bureau.engine.reading() as reading:
        file = read(reading, opened.case_id)
    form = file.document_type.intake_form
    assert form is not None

    with pytest.raises(NotAllowedError, match="family"):
        cases.open_case(bureau.engine, clerk, "akta_kelahiran", Submission(form.post(file.record), "setuju"))
    with bureau.engine.reading() as reading:
        assert reading.execute(select(Case.id)).scalars().all() == [opened.case_id]


def test_nobody_withdraws_a_case_of_his_own_family(bureau: Bureau) -> None:
    opened = bureau.walker.open("akta_kelahiran")
    kin = relative_of(bureau, opened.case_id)
    clerk = Actor(kin.person_id, "Kerabat", bureau.actor("loket").grants, None, kin.kk_index)

    with pytest.raises(NotAllowedError, match="family"):
        cases.withdraw(bureau.engine, clerk, opened.case_id, "ditarik_pemohon", "Pindah ke luar kota")
