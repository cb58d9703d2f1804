"""Document types between folders and the database."""

import shutil
from pathlib import Path

import pytest

from engine import definitions, deployments, founding
from engine.access import SYSTEM
from engine.db.database import Database
from engine.deployments import Outcome, UndeployableError
from engine.engine import Engine
from engine.jobs import InlineQueue
from engine.vault import Vault
from tests.builders import KEYS, OFFICE, PROCESSES, make_bureau
from tests.deployments.documents import DEADLINE, MAIN, TYPE, in_force, propose
from tests.fakes import Clock
from tests.outside_world import HANDLERS


def fresh(database: Database) -> Engine:
    engine = Engine(database, Vault(KEYS), HANDLERS, InlineQueue(), OFFICE, clock=Clock())
    founding.found(engine, founding.Profile(OFFICE))
    return engine


def folder(tmp_path: Path, *, before: str = "", after: str = "") -> Path:
    """A copy of what the release ships, with one edit of the diagram."""
    copy = tmp_path / "processes"
    shutil.copytree(PROCESSES, copy)
    if before:
        text = (copy / MAIN).read_text()
        assert before in text
        (copy / MAIN).write_text(text.replace(before, after, 1))
    return copy


def test_a_fresh_database_takes_what_the_release_ships(database: Database) -> None:
    engine = fresh(database)

    outcome = deployments.ship(engine, SYSTEM, PROCESSES, TYPE)

    assert outcome is Outcome.DEPLOYED
    with engine.reading() as reading:
        deployed = engine.definitions.current(reading.connection, OFFICE, TYPE)
    assert deployed.files == definitions.read_folder(PROCESSES, TYPE)


def test_the_same_version_again_changes_nothing(database: Database) -> None:
    engine = fresh(database)
    deployments.ship(engine, SYSTEM, PROCESSES, TYPE)

    assert deployments.ship(engine, SYSTEM, PROCESSES, TYPE) is Outcome.KNOWN


def test_a_changed_version_becomes_a_proposal(database: Database, tmp_path: Path) -> None:
    bureau = make_bureau(database)
    before = in_force(bureau)
    changed = folder(tmp_path, before=DEADLINE, after=DEADLINE.replace("PT1H", "PT3H"))

    outcome = deployments.ship(bureau.engine, SYSTEM, changed, TYPE)

    assert (outcome, in_force(bureau)) == (Outcome.PROPOSED, before)
    with bureau.engine.reading() as reading:
        (proposal,) = deployments.proposals(reading, state="open")
    assert proposal.proposed_by is None


def test_a_proposal_of_the_release_is_approved_by_one_person(database: Database, tmp_path: Path) -> None:
    bureau = make_bureau(database)
    changed = folder(tmp_path, before=DEADLINE, after=DEADLINE.replace("PT1H", "PT3H"))
    deployments.ship(bureau.engine, SYSTEM, changed, TYPE)
    with bureau.engine.reading() as reading:
        (proposal,) = deployments.proposals(reading, state="open")

    version_id = deployments.approve(bureau.engine, bureau.actor("penyetuju"), proposal.id)

    assert in_force(bureau) == version_id


def test_a_declined_version_is_not_proposed_again(database: Database, tmp_path: Path) -> None:
    bureau = make_bureau(database)
    changed = folder(tmp_path, before=DEADLINE, after=DEADLINE.replace("PT1H", "PT3H"))
    deployments.ship(bureau.engine, SYSTEM, changed, TYPE)
    with bureau.engine.reading() as reading:
        (proposal,) = deployments.proposals(reading, state="open")
    deployments.decline(bureau.engine, bureau.actor("penyetuju"), proposal.id, "Belum perlu")

    assert deployments.ship(bureau.engine, SYSTEM, changed, TYPE) is Outcome.KNOWN


def test_a_broken_folder_is_refused_and_stores_nothing(database: Database, tmp_path: Path) -> None:
    engine = fresh(database)
    broken = folder(tmp_path, before="bpmn:exclusiveGateway id=", after="bpmn:complexGateway id=")

    with pytest.raises(UndeployableError):
        deployments.ship(engine, SYSTEM, broken, TYPE)

    with engine.reading() as reading:
        assert deployments.known_types(reading) == []


def test_an_export_is_what_was_shipped(sqlite_database: Database, tmp_path: Path) -> None:
    bureau = make_bureau(sqlite_database)

    with bureau.engine.reading() as reading:
        written = deployments.export(reading, TYPE, tmp_path)

    assert {path.relative_to(tmp_path).as_posix() for path in written} == set(
        definitions.read_folder(PROCESSES, TYPE)
    )
    assert definitions.read_folder(tmp_path, TYPE) == definitions.read_folder(PROCESSES, TYPE)


def test_an_export_writes_what_is_in_force_and_clears_what_is_gone(
    sqlite_database: Database, tmp_path: Path
) -> None:
    bureau = make_bureau(sqlite_database)
    target = folder(tmp_path)
    (target / TYPE / "lama.form.json").write_text("{}")
    proposal = propose(bureau, bureau.actor("perancang"))
    deployments.approve(bureau.engine, bureau.actor("penyetuju"), proposal)

    with bureau.engine.reading() as reading:
        deployments.export(reading, TYPE, target)

    assert not (target / TYPE / "lama.form.json").exists()
    assert definitions.version_id(definitions.read_folder(target, TYPE)) == in_force(bureau)


def test_an_export_of_an_unknown_type_is_refused(sqlite_database: Database, tmp_path: Path) -> None:
    bureau = make_bureau(sqlite_database)

    with bureau.engine.reading() as reading, pytest.raises(definitions.UnknownDocumentTypeError):
        deployments.export(reading, "surat_jalan", tmp_path)
