"""Running cases brought to another version: tasks stay as they are; what does not fit stays too, and says why."""

from collections.abc import Mapping

import pytest
from sqlalchemy import Row, select

from engine import audit, definitions, deployments, history, migration, tasks
from engine.db.cases import Case, Job, Task, Timer
from engine.db.database import Database
from engine.deployments.errors import ReasonNeededError
from engine.errors import NotAllowedError, NotFoundError
from engine.migration import NotMovableError, Obstacle, Why
from tests.builders import PROCESSES, Bureau, deploy, make_bureau

TYPE = "akta_kelahiran"
WHY = "Tenggat baru menurut surat edaran."
FILES = definitions.read_folder(PROCESSES, TYPE)
CHECK = "verifikasi_isi"


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def new_version(bureau: Bureau, edits: Mapping[str, str], path: str = f"{TYPE}.bpmn") -> int:
    """Its number, in force."""
    text = FILES[path].decode()
    for before, after in edits.items():
        assert before in text
        text = text.replace(before, after)
    return number_of(bureau, deploy(bureau.engine, TYPE, {**FILES, path: text.encode()}))


def number_of(bureau: Bureau, version_id: str) -> int:
    with bureau.engine.reading() as reading:
        return next(one.number for one in deployments.versions(reading, TYPE) if one.id == version_id)


def walked(bureau: Bureau, node: str, scenario: str | int = 0) -> str:
    case_id = bureau.walker.open(TYPE, None, scenario).case_id
    while open_task(bureau, case_id).node != node:
        bureau.walker.step(case_id)
        bureau.walker.drain()
    return case_id


def open_task(bureau: Bureau, case_id: str) -> Row[tuple[object, ...]]:
    with bureau.engine.reading() as reading:
        return reading.execute(
            select(Task.__table__).where(Task.case_id == case_id, Task.state == "open")
        ).one()


def version_of(bureau: Bureau, case_id: str) -> str:
    with bureau.engine.reading() as reading:
        return str(reading.execute(select(Case.version_id).where(Case.id == case_id)).scalar_one())


def looks(
    bureau: Bureau, number: int, nodes: Mapping[str, str] = migration.AS_BEFORE
) -> list[Obstacle | None]:
    with bureau.engine.reading() as reading:
        return [verdict.obstacle for verdict in migration.preview(reading, TYPE, number, nodes)]


def renamed(bureau: Bureau) -> int:
    """A version in which the check has another id."""
    files = {
        path.replace(CHECK, "teliti_isi"): content.replace(CHECK.encode(), b"teliti_isi")
        for path, content in FILES.items()
    }
    return number_of(bureau, deploy(bureau.engine, TYPE, files))


def test_a_task_keeps_its_holder_its_draft_and_its_deadline(bureau: Bureau) -> None:
    case_id = walked(bureau, CHECK)
    before, verifier = open_task(bureau, case_id), bureau.actor("verifikator")
    tasks.claim(bureau.engine, verifier, before.id)
    tasks.save_draft(bureau.engine, verifier, before.id, {"anak.nama": ["Gabriel"]})
    held = open_task(bureau, case_id)
    number = new_version(bureau, {'name="Verifikasi isi permohonan"': 'name="Verifikasi isi dan berkas"'})

    assert looks(bureau, number) == [None]
    migration.migrate(bureau.engine, bureau.actor("penyetuju"), case_id, number, WHY)

    after = open_task(bureau, case_id)
    assert after.name == "Verifikasi isi dan berkas"
    assert after.token != held.token
    kept = ("id", "claimed_by", "held_until", "due_at", "round", "created_at", "role")
    assert [getattr(after, name) for name in kept] == [getattr(held, name) for name in kept]
    assert bureau.walker.to_end(case_id) == "issued"


def test_says_why_from_which_version_to_which(bureau: Bureau) -> None:
    case_id = walked(bureau, CHECK)
    old = version_of(bureau, case_id)
    number = new_version(bureau, {"Verifikasi isi permohonan": "Verifikasi"})

    migration.migrate(bureau.engine, bureau.actor("penyetuju"), case_id, number, WHY)

    with bureau.engine.reading() as reading:
        *_, last = history.story(reading, case_id)
    assert (last.kind, last.words, last.person_id) == (
        migration.EVENT, WHY, bureau.actor("penyetuju").person_id
    )  # fmt: skip
    assert (last.facts["from"], last.facts["to"]) == (old, version_of(bureau, case_id))


def test_a_step_that_is_gone_stays_until_another_takes_its_place(bureau: Bureau) -> None:
    case_id = walked(bureau, CHECK)
    old, approver = version_of(bureau, case_id), bureau.actor("penyetuju")
    number = renamed(bureau)

    assert looks(bureau, number) == [Obstacle(Why.LACKS, CHECK)]
    with pytest.raises(NotMovableError):
        migration.migrate(bureau.engine, approver, case_id, number, WHY)
    assert version_of(bureau, case_id) == old
    assert looks(bureau, number, {CHECK: "teliti_isi"}) == [None]
    migration.migrate(bureau.engine, approver, case_id, number, WHY, {CHECK: "teliti_isi"})

    assert open_task(bureau, case_id).node == "teliti_isi"
    assert bureau.walker.to_end(case_id) == "issued"


def test_a_step_of_another_desk_is_let_go(bureau: Bureau) -> None:
    case_id = walked(bureau, CHECK)
    tasks.claim(bureau.engine, bureau.actor("verifikator"), open_task(bureau, case_id).id)
    ref = f"        <bpmn:flowNodeRef>{CHECK}</bpmn:flowNodeRef>\n"
    operator = "        <bpmn:flowNodeRef>rekam_siak</bpmn:flowNodeRef>\n"
    number = new_version(bureau, {ref: "", operator: operator + ref})

    migration.migrate(bureau.engine, bureau.actor("penyetuju"), case_id, number, WHY)

    after = open_task(bureau, case_id)
    assert (after.role, after.claimed_by) == ("Operator SIAK", None)
    assert after.lost_by == bureau.actor("verifikator").person_id


def test_a_timer_goes_off_when_it_would_have(bureau: Bureau) -> None:
    bureau.walker.open(TYPE)
    with bureau.engine.reading() as reading:
        case_id, due = reading.execute(select(Timer.case_id, Timer.due_at)).one()
    bureau.clock.forward(hours=1)
    number = new_version(bureau, {"Verifikasi isi permohonan": "Verifikasi"})

    migration.migrate(bureau.engine, bureau.actor("penyetuju"), case_id, number, WHY)

    with bureau.engine.reading() as reading:
        assert reading.execute(select(Timer.due_at)).scalars().all() == [due]


def test_work_outside_goes_on_and_its_result_counts(bureau: Bureau) -> None:
    case_id = walked(bureau, "tanda_tangan")
    bureau.walker.step(case_id)
    with bureau.engine.reading() as reading:
        job = reading.execute(select(Job.id).where(Job.case_id == case_id, Job.state == "open")).scalar_one()
    number = new_version(bureau, {"Verifikasi isi permohonan": "Verifikasi"})

    migration.migrate(bureau.engine, bureau.actor("penyetuju"), case_id, number, WHY)
    bureau.walker.drain()

    with bureau.engine.reading() as reading:
        assert reading.execute(select(Job.state).where(Job.id == job)).scalar_one() == "done"
    assert bureau.walker.to_end(case_id) == "issued"


def test_what_would_go_on_by_itself_stays(bureau: Bureau) -> None:
    walked(bureau, CHECK)
    head, tail = f'<bpmn:userTask id="{CHECK}"', "</bpmn:userTask>"
    text = FILES[f"{TYPE}.bpmn"].decode()
    own = text[text.index(head) : text.index(tail, text.index(head)) + len(tail)]
    decides = own.replace("bpmn:userTask", "bpmn:businessRuleTask").replace(
        "<spiffworkflow:properties>",
        "<spiffworkflow:calledDecisionId>jenis_pendaftaran</spiffworkflow:calledDecisionId>\n"
        '<spiffworkflow:properties><spiffworkflow:property name="hasil_variabel" value="pendaftaran"/>',
    )
    number = new_version(bureau, {own: decides})

    assert looks(bureau, number) == [Obstacle(Why.GOES_ON, CHECK)]


def test_all_that_fit_are_moved_and_the_way_back_is_the_same(bureau: Bureau) -> None:
    moves, stays = walked(bureau, "periksa_kelengkapan"), walked(bureau, CHECK)
    approver, old = bureau.actor("penyetuju"), version_of(bureau, stays)
    first, number = number_of(bureau, old), renamed(bureau)

    outcome = migration.migrate_all(bureau.engine, approver, TYPE, number, WHY)
    back = migration.migrate_all(bureau.engine, approver, TYPE, first, "Dikembalikan.")

    assert len(outcome.moved) == len(outcome.left) == len(back.moved) == 1
    assert version_of(bureau, moves) == version_of(bureau, stays) == old


def test_the_auditor_finds_the_story_whole_and_every_step_named(bureau: Bureau) -> None:
    case_id, number = walked(bureau, "rekam_siak"), renamed(bureau)
    migration.migrate(bureau.engine, bureau.actor("penyetuju"), case_id, number, WHY)

    found = audit.trace(bureau.engine, bureau.actor("auditor"), case_id)

    assert found.verdict.ok
    assert found.checks.differing == ()
    assert found.nodes[CHECK].name == "Verifikasi isi permohonan"
    assert set(found.passed) <= found.nodes.keys()


@pytest.mark.parametrize("document_type", definitions.types_in(PROCESSES))
def test_a_case_may_be_moved_to_and_fro_wherever_it_waits(
    sqlite_database: Database, document_type: str
) -> None:
    bureau = make_bureau(sqlite_database)
    files = definitions.read_folder(PROCESSES, document_type)
    main = f"{document_type}.bpmn"
    case_id = bureau.walker.open(document_type).case_id
    deploy(bureau.engine, document_type, {**files, main: files[main] + b"\n"})
    approver = bureau.actor("penyetuju")
    with bureau.engine.reading() as reading:
        numbers = [one.number for one in deployments.versions(reading, document_type)]

    steps = 0
    while bureau.walker.prepare(case_id) is not None:
        migration.migrate(bureau.engine, approver, case_id, numbers[steps % 2], WHY)
        bureau.walker.step(case_id)
        if is_open(bureau, case_id):
            migration.migrate(bureau.engine, approver, case_id, numbers[(steps + 1) % 2], WHY)
        bureau.walker.drain()
        steps += 1

    assert steps > 4
    assert not is_open(bureau, case_id)


def is_open(bureau: Bureau, case_id: str) -> bool:
    with bureau.engine.reading() as reading:
        return reading.execute(select(Case.state).where(Case.id == case_id)).scalar_one() == "open"


def test_only_an_approver_moves_cases_and_says_why(bureau: Bureau) -> None:
    case_id = walked(bureau, CHECK)
    number = new_version(bureau, {"Verifikasi isi permohonan": "Verifikasi"})

    with pytest.raises(NotAllowedError):
        migration.migrate(bureau.engine, bureau.actor("perancang"), case_id, number, WHY)
    with pytest.raises(ReasonNeededError):
        migration.migrate(bureau.engine, bureau.actor("penyetuju"), case_id, number, " ")
    with pytest.raises(NotFoundError):
        migration.migrate(bureau.engine, bureau.actor("penyetuju"), case_id, 99, WHY)
