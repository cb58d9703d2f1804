"""Two people who decide at the same moment: one version comes into force, the other decision is refused."""

import threading
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import func, select

from engine import deployments
from engine.db.database import Database
from engine.db.definitions import Deployment
from engine.errors import EngineError
from tests.builders import Bureau, make_bureau
from tests.deployments.documents import TYPE, propose

ROUNDS = 4
ONE, TWO = "Birth certificate", "Belum ditetapkan"
"""Words of the diagram, so that two designers change different things."""


def side_by_side(*acts: Callable[[], object]) -> list[str]:
    """Begins all at once; `done`, or the name of the refusal, of each."""
    gate, outcomes = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
            outcomes[place] = "done"
        except EngineError as refusal:
            outcomes[place] = type(refusal).__name__

    threads = [threading.Thread(target=run, args=place_and_act) for place_and_act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def deployments_of(bureau: Bureau) -> int:
    with bureau.engine.reading() as reading:
        return reading.execute(select(func.count()).where(Deployment.document_type == TYPE)).scalar_one()


def test_two_approvals_of_two_proposals_put_one_in_force(database: Database) -> None:
    bureau = make_bureau(database)
    designer, approver = bureau.actor("perancang"), bureau.actor("penyetuju")
    other = replace(bureau.actor("admin"), grants=designer.grants)
    for number in range(ROUNDS):
        before = deployments_of(bureau)
        first = propose(bureau, designer, before=ONE, after=f"{ONE} {number}")
        second = propose(bureau, other, before=TWO, after=f"{TWO} {number}")

        outcomes = side_by_side(
            lambda first=first: deployments.approve(bureau.engine, approver, first),  # type: ignore[misc]
            lambda second=second: deployments.approve(bureau.engine, bureau.actor("kabid"), second),  # type: ignore[misc]
        )

        assert sorted(outcomes) == ["StaleBaseError", "done"]
        assert deployments_of(bureau) == before + 1
        _start_over(bureau)


def _start_over(bureau: Bureau) -> None:
    for username in ("perancang", "admin"):
        actor = replace(bureau.actor(username), grants=bureau.actor("perancang").grants)
        with bureau.engine.reading(actor) as reading:
            begun = deployments.drafts.find(reading, TYPE) is not None
        if begun:
            deployments.drafts.discard(bureau.engine, actor, TYPE)


def test_approving_and_declining_at_once_decides_once(database: Database) -> None:
    bureau = make_bureau(database)
    approver = bureau.actor("penyetuju")
    for number in range(ROUNDS):
        proposal = propose(bureau, bureau.actor("perancang"), before=ONE, after=f"{ONE} {number}")

        outcomes = side_by_side(
            lambda one=proposal: deployments.approve(bureau.engine, approver, one),  # type: ignore[misc]
            lambda one=proposal: deployments.decline(bureau.engine, bureau.actor("kabid"), one, "Tunggu"),  # type: ignore[misc]
        )

        assert sorted(outcomes) == ["NotOpenProposalError", "done"]
        _start_over(bureau)
