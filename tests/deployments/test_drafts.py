"""Drafts: kept on the server, one a designer and document type, never overwritten by another tab."""

import pytest

from engine import deployments, history
from engine.access import SYSTEM
from engine.db.database import Database
from engine.deployments import DraftChangedError, NoDraftError, UnacceptableFileError, drafts
from engine.errors import NotAllowedError
from tests.builders import Bureau, make_bureau
from tests.deployments.documents import MAIN, TYPE, change, draft_text, in_force, kinds_of, propose, revision


def begun(database: Database, username: str = "perancang") -> Bureau:
    bureau = make_bureau(database)
    drafts.begin(bureau.engine, bureau.actor(username), TYPE)
    return bureau


def test_begins_with_what_is_in_force(database: Database) -> None:
    bureau = begun(database)

    with bureau.engine.reading(bureau.actor("perancang")) as reading:
        draft = drafts.get(reading, TYPE)
        files = drafts.bundle(reading, draft)

    assert draft.base_version_id == in_force(bureau)
    assert draft.files == {}
    assert deployments.diff(files, files | {}).elements == ()
    assert MAIN in files


def test_is_found_again_with_what_was_saved(database: Database) -> None:
    bureau = begun(database)
    designer = bureau.actor("perancang")

    change(bureau, designer)

    assert "PT3H" in draft_text(bureau, designer)
    assert revision(bureau, designer) == 2


def test_keeps_the_present_draft_when_begun_again(database: Database) -> None:
    bureau = begun(database)
    designer = bureau.actor("perancang")
    change(bureau, designer)

    drafts.begin(bureau.engine, designer, TYPE)

    assert revision(bureau, designer) == 2


def test_refuses_to_overwrite_what_another_tab_saved(database: Database) -> None:
    bureau = begun(database)
    designer = bureau.actor("perancang")
    text = draft_text(bureau, designer)
    drafts.save(bureau.engine, designer, TYPE, (MAIN, text.replace("PT1H", "PT2H")), 1)

    with pytest.raises(DraftChangedError) as refusal:
        drafts.save(bureau.engine, designer, TYPE, (MAIN, text.replace("PT1H", "PT5H")), 1)

    assert refusal.value.revision == 2
    assert "PT5H" not in draft_text(bureau, designer)


def test_holds_only_what_differs_from_its_base(database: Database) -> None:
    bureau = begun(database)
    designer = bureau.actor("perancang")
    original = draft_text(bureau, designer)
    change(bureau, designer)

    drafts.save(bureau.engine, designer, TYPE, (MAIN, original), 2)

    with bureau.engine.reading(designer) as reading:
        assert drafts.get(reading, TYPE).files == {}


def test_leaves_out_a_removed_file_until_it_is_written_again(database: Database) -> None:
    bureau = begun(database)
    designer = bureau.actor("perancang")
    form = f"{TYPE}/verifikasi_isi.form.json"
    original = draft_text(bureau, designer, form)

    drafts.save(bureau.engine, designer, TYPE, (form, None), 1)

    with bureau.engine.reading(designer) as reading:
        assert form not in drafts.bundle(reading, drafts.get(reading, TYPE))
    drafts.save(bureau.engine, designer, TYPE, (form, original), 2)
    with bureau.engine.reading(designer) as reading:
        assert drafts.get(reading, TYPE).files == {}


def test_keeps_its_own_diagram(sqlite_database: Database) -> None:
    bureau = begun(sqlite_database)

    with pytest.raises(UnacceptableFileError):
        drafts.save(bureau.engine, bureau.actor("perancang"), TYPE, (MAIN, None), 1)


def test_belongs_to_one_designer(database: Database) -> None:
    bureau = begun(database)

    with bureau.engine.reading(SYSTEM) as reading:
        assert drafts.find(reading, TYPE) is None


def test_is_not_for_those_who_do_not_design(database: Database) -> None:
    bureau = make_bureau(database)

    with pytest.raises(NotAllowedError):
        drafts.begin(bureau.engine, bureau.actor("verifikator"), TYPE)


@pytest.mark.parametrize(
    "path", ["../rahasia.toml", "/etc/x.bpmn", "akta_kelahiran/skrip.py", "a/b/c.toml", "Akta.bpmn"]
)
def test_takes_only_files_of_a_document_type(sqlite_database: Database, path: str) -> None:
    bureau = begun(sqlite_database)

    with pytest.raises(UnacceptableFileError):
        drafts.save(bureau.engine, bureau.actor("perancang"), TYPE, (path, "x"), 1)


def test_takes_no_file_beyond_two_megabytes(sqlite_database: Database) -> None:
    bureau = begun(sqlite_database)

    with pytest.raises(UnacceptableFileError):
        drafts.save(bureau.engine, bureau.actor("perancang"), TYPE, (MAIN, "x" * (drafts.LARGEST + 1)), 1)


def test_goes_when_it_is_discarded(database: Database) -> None:
    bureau = begun(database)
    designer = bureau.actor("perancang")

    drafts.discard(bureau.engine, designer, TYPE)

    with bureau.engine.reading(designer) as reading, pytest.raises(NoDraftError):
        drafts.get(reading, TYPE)


def test_keeps_its_own_files_when_it_is_laid_over_a_newer_version(database: Database) -> None:
    bureau = begun(database)
    designer = bureau.actor("perancang")
    proposal = propose(bureau, designer)
    change(bureau, designer, before="PT3H", after="PT5H")
    deployments.approve(bureau.engine, bureau.actor("penyetuju"), proposal)

    drafts.rebase(bureau.engine, designer, TYPE)

    assert "PT5H" in draft_text(bureau, designer)
    with bureau.engine.reading(designer) as reading:
        assert drafts.get(reading, TYPE).base_version_id == in_force(bureau)


def test_is_told_in_the_history_of_its_designer(database: Database) -> None:
    bureau = begun(database)
    designer = bureau.actor("perancang")
    drafts.discard(bureau.engine, designer, TYPE)

    with bureau.engine.reading() as reading:
        report = history.verify(reading, bureau.engine.vault.public_keys)
        kinds = kinds_of(bureau, f"person:{designer.person_id}")

    assert report.problems == []
    assert {"draft.begun", "draft.discarded"} <= set(kinds)
