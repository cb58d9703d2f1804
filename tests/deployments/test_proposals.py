"""Proposals: whole, reasoned, decided by a second person, and never over somebody else's newer version."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from engine import deployments, history
from engine.access import Actor
from engine.db.cases import Case
from engine.db.database import Database
from engine.deployments import (
    FourEyesError,
    NoDraftError,
    NothingChangedError,
    NotOpenProposalError,
    Proposed,
    ReasonNeededError,
    StaleBaseError,
    UndeployableError,
    drafts,
)
from engine.errors import NotAllowedError, NotFoundError
from tests.builders import Bureau, make_bureau
from tests.deployments.documents import CONDITION, TYPE, change, in_force, kinds_of, propose

OTHER = "Belum ditetapkan"
"""Words of the diagram that no other edit touches."""


def designer(bureau: Bureau) -> Actor:
    return bureau.actor("perancang")


def approver(bureau: Bureau) -> Actor:
    return bureau.actor("penyetuju")


def second_designer(bureau: Bureau) -> Actor:
    """Another person of the office, who designs as well."""
    return replace(bureau.actor("admin"), grants=designer(bureau).grants)


def found(bureau: Bureau, proposal_id: str) -> Proposed:
    with bureau.engine.reading() as reading:
        return deployments.find(reading, proposal_id)


def test_waits_for_a_decision_and_changes_nothing_yet(database: Database) -> None:
    bureau = make_bureau(database)
    before = in_force(bureau)

    proposal = found(bureau, propose(bureau, designer(bureau)))

    assert (proposal.state, proposal.number, proposal.base_version_id) == ("open", 2, before)
    assert in_force(bureau) == before


def test_is_in_force_once_a_second_person_approves(database: Database) -> None:
    bureau = make_bureau(database)
    proposal = propose(bureau, designer(bureau))

    version_id = deployments.approve(bureau.engine, approver(bureau), proposal)

    assert in_force(bureau) == version_id == found(bureau, proposal).version_id
    assert found(bureau, proposal).decided_by == approver(bureau).person_id


def test_new_cases_follow_it_and_running_ones_stay_on_theirs(database: Database) -> None:
    bureau = make_bureau(database)
    old = in_force(bureau)
    running = bureau.walker.open(TYPE)
    deployments.approve(bureau.engine, approver(bureau), propose(bureau, designer(bureau)))

    new = bureau.walker.open(TYPE)

    assert version_of(bureau, running.case_id) == old
    assert version_of(bureau, new.case_id) == in_force(bureau) != old
    assert bureau.walker.to_end(running.case_id) == "issued"
    assert version_of(bureau, running.case_id) == old


def version_of(bureau: Bureau, case_id: str) -> str:
    with bureau.engine.reading() as reading:
        return str(reading.execute(select(Case.version_id).where(Case.id == case_id)).scalar_one())


def test_is_not_approved_by_whoever_made_it_through_another_post(database: Database) -> None:
    bureau = make_bureau(database)
    both = replace(designer(bureau), grants=(*designer(bureau).grants, *approver(bureau).grants))
    proposal = propose(bureau, both)

    with pytest.raises(FourEyesError):
        deployments.approve(bureau.engine, both, proposal)

    assert found(bureau, proposal).state == "open"


def test_is_not_approved_by_somebody_without_the_role(database: Database) -> None:
    bureau = make_bureau(database)
    proposal = propose(bureau, designer(bureau))

    with pytest.raises(NotAllowedError):
        deployments.approve(bureau.engine, bureau.actor("verifikator"), proposal)


def test_is_not_made_by_somebody_who_does_not_design(database: Database) -> None:
    bureau = make_bureau(database)

    with pytest.raises(NotAllowedError):
        deployments.propose(bureau.engine, approver(bureau), TYPE, "Mau saya begitu")


def test_needs_a_draft(database: Database) -> None:
    bureau = make_bureau(database)

    with pytest.raises(NoDraftError):
        deployments.propose(bureau.engine, designer(bureau), TYPE, "Perlu")


def test_needs_a_reason(database: Database) -> None:
    bureau = make_bureau(database)

    with pytest.raises(ReasonNeededError):
        propose(bureau, designer(bureau), reason="  ")


def test_needs_a_change(database: Database) -> None:
    bureau = make_bureau(database)
    drafts.begin(bureau.engine, designer(bureau), TYPE)

    with pytest.raises(NothingChangedError):
        deployments.propose(bureau.engine, designer(bureau), TYPE, "Perlu")


def test_needs_a_check_without_errors(database: Database) -> None:
    bureau = make_bureau(database)

    with pytest.raises(UndeployableError) as refusal:
        propose(bureau, designer(bureau), before=CONDITION, after="verifikasi_isi.hasil = (")

    assert "error" in {problem.level for problem in refusal.value.problems}


def test_of_a_draft_that_started_from_an_older_version_is_refused(database: Database) -> None:
    bureau = make_bureau(database)
    other = second_designer(bureau)
    change(bureau, other, before=OTHER, after=f"{OTHER} dulu")
    deployments.approve(bureau.engine, approver(bureau), propose(bureau, designer(bureau)))

    with pytest.raises(StaleBaseError):
        deployments.propose(bureau.engine, other, TYPE, "Perlu")


def test_that_was_overtaken_by_another_one_can_not_be_approved(database: Database) -> None:
    bureau = make_bureau(database)
    first = propose(bureau, designer(bureau))
    second = propose(bureau, second_designer(bureau), before=OTHER, after=f"{OTHER} dulu")
    deployments.approve(bureau.engine, approver(bureau), first)

    with pytest.raises(StaleBaseError):
        deployments.approve(bureau.engine, approver(bureau), second)

    assert in_force(bureau) == found(bureau, first).version_id


def test_is_declined_with_a_note(database: Database) -> None:
    bureau = make_bureau(database)
    before, proposal = in_force(bureau), propose(bureau, designer(bureau))

    deployments.decline(bureau.engine, approver(bureau), proposal, "Tunggu keputusan kepala dinas")

    assert (found(bureau, proposal).state, in_force(bureau)) == ("declined", before)
    assert found(bureau, proposal).decision_note == "Tunggu keputusan kepala dinas"


def test_is_not_declined_without_a_note(database: Database) -> None:
    bureau = make_bureau(database)
    proposal = propose(bureau, designer(bureau))

    with pytest.raises(ReasonNeededError):
        deployments.decline(bureau.engine, approver(bureau), proposal, "")


def test_is_decided_once(database: Database) -> None:
    bureau = make_bureau(database)
    proposal = propose(bureau, designer(bureau))
    deployments.decline(bureau.engine, approver(bureau), proposal, "Tunggu")

    with pytest.raises(NotOpenProposalError):
        deployments.approve(bureau.engine, approver(bureau), proposal)


def test_is_taken_back_by_whoever_made_it(database: Database) -> None:
    bureau = make_bureau(database)
    proposal = propose(bureau, designer(bureau))

    deployments.withdraw(bureau.engine, designer(bureau), proposal)

    assert (found(bureau, proposal).state, found(bureau, proposal).decided_by) == ("declined", None)


def test_is_not_taken_back_by_another_designer(database: Database) -> None:
    bureau = make_bureau(database)
    proposal = propose(bureau, designer(bureau))

    with pytest.raises(NotFoundError):
        deployments.withdraw(bureau.engine, second_designer(bureau), proposal)


def test_takes_back_the_same_persons_earlier_one(database: Database) -> None:
    bureau = make_bureau(database)
    first = propose(bureau, designer(bureau))

    second = propose(bureau, designer(bureau), before="PT3H", after="PT6H")

    assert (found(bureau, first).state, found(bureau, second).state) == ("declined", "open")


def test_ends_the_draft_that_it_came_from(database: Database) -> None:
    bureau = make_bureau(database)
    proposal = propose(bureau, designer(bureau))

    deployments.approve(bureau.engine, approver(bureau), proposal)

    with bureau.engine.reading(designer(bureau)) as reading:
        assert drafts.find(reading, TYPE) is None


def test_leaves_a_draft_that_went_on_meanwhile(database: Database) -> None:
    bureau = make_bureau(database)
    proposal = propose(bureau, designer(bureau))
    change(bureau, designer(bureau), before="PT3H", after="PT6H")

    deployments.approve(bureau.engine, approver(bureau), proposal)

    with bureau.engine.reading(designer(bureau)) as reading:
        assert drafts.get(reading, TYPE).files


def test_is_told_in_the_history_with_who_proposed_and_who_decided(database: Database) -> None:
    bureau = make_bureau(database)
    declined = propose(bureau, designer(bureau))
    deployments.decline(bureau.engine, approver(bureau), declined, "Tunggu")
    approved = propose(bureau, designer(bureau), before=OTHER, after=f"{OTHER} dulu")
    deployments.approve(bureau.engine, approver(bureau), approved)

    with bureau.engine.reading() as reading:
        report = history.verify(reading, bureau.engine.vault.public_keys)

    assert report.problems == []
    told = [kind for kind in kinds_of(bureau, "office") if kind.startswith(("proposal.", "version."))]
    assert told == ["proposal.made", "proposal.declined", "proposal.made", "version.deployed"]


def test_versions_tell_what_is_in_force_and_where_cases_run(database: Database) -> None:
    bureau = make_bureau(database)
    bureau.walker.open(TYPE)
    deployments.approve(bureau.engine, approver(bureau), propose(bureau, designer(bureau)))
    bureau.walker.open(TYPE)
    bureau.walker.open(TYPE)

    with bureau.engine.reading() as reading:
        newest, oldest = deployments.versions(reading, TYPE)

    assert (newest.number, newest.in_force, newest.open_cases) == (2, True, 2)
    assert (oldest.number, oldest.in_force, oldest.open_cases) == (1, False, 1)
    assert newest.approved_by == approver(bureau).person_id
