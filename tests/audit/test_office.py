"""What happened in the office beside its cases."""

import pytest

from engine import audit, deployments, errors, founding, logins
from engine.audit import Recorded, office
from engine.db.database import Database
from engine.demo.office import PASSWORD
from engine.errors import NotAllowedError
from tests.audit.walks import TYPE, walked
from tests.builders import Bureau, make_bureau
from tests.deployments.documents import propose


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def kinds(found: office.Page) -> list[str]:
    return [event.kind for event in found.events]


def of_group(bureau: Bureau, group: str, person: str | None = None) -> office.Page:
    return office.page(bureau.engine, bureau.actor("auditor"), group, person)


def test_tells_logins_of_everybody_or_of_one(bureau: Bureau) -> None:
    logins.log_in(bureau.engine, "loket", PASSWORD)
    with pytest.raises(errors.LoginRefusedError):
        logins.log_in(bureau.engine, "kasi", "salah")

    everybody = of_group(bureau, "login")
    one = of_group(bureau, "login", bureau.actor("kasi").person_id)

    assert kinds(everybody) == ["login.failed", "login.opened"]
    assert kinds(one) == ["login.failed"]
    assert everybody.cast.names[str(one.events[0].facts["subject"])] == bureau.actor("kasi").name


def test_tells_roles_that_were_granted(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.audit.office.PAGE", 1000)
    granted = [event for event in of_group(bureau, "people").events if event.kind == "role.granted"]

    assert {event.facts["role"] for event in granted} >= {"Auditor", "Verifikator", "Lurah"}


def test_tells_a_policy_before_and_after(bureau: Bureau) -> None:
    founding.set_policy(bureau.engine, bureau.actor("admin"), "rt", "pemberitahuan")

    [event] = of_group(bureau, "settings").events

    [change] = event.changes
    assert (change.field, change.before, change.after) == ("policy.rt", "wajib", "pemberitahuan")
    assert event.person_id == bureau.actor("admin").person_id


def test_tells_which_version_came_into_force_and_by_whom(bureau: Bureau) -> None:
    designer, approver = bureau.actor("perancang"), bureau.actor("penyetuju")
    proposal = propose(bureau, designer, reason="Waktu verifikasi")
    deployments.approve(bureau.engine, approver, proposal)

    found = of_group(bureau, "processes")

    deployed = _first(found, "version.deployed")
    assert found.versions[deployed.text("version") or ""] == (TYPE, 2)
    assert found.cast.who(deployed).name == approver.name
    assert found.cast.names[str(deployed.facts["proposed_by"])] == designer.name
    assert deployed.words == "Waktu verifikasi"


def _first(found: office.Page, kind: str) -> Recorded:
    return next(event for event in found.events if event.kind == kind)


def test_tells_checks_of_the_history_and_nothing_of_cases(bureau: Bureau) -> None:
    walked(bureau, 2)
    audit.verify(bureau.engine, bureau.actor("auditor"))

    assert kinds(of_group(bureau, "checks")) == ["history.verified"]
    assert not {kind.partition(".")[0] for kind in kinds(of_group(bureau, ""))} & {"case", "task", "search"}


def test_pages_follow_each_other_though_all_happened_at_once(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    auditor = bureau.actor("auditor")
    monkeypatch.setattr("engine.audit.office.PAGE", 1000)
    whole = office.page(bureau.engine, auditor, "people")
    monkeypatch.setattr("engine.audit.office.PAGE", 10)

    pages = [office.page(bureau.engine, auditor, "people")]
    while pages[-1].after:
        pages.append(office.page(bureau.engine, auditor, "people", None, pages[-1].after))

    ids = [event.id for page in pages for event in page.events]
    assert ids == [event.id for event in whole.events]
    assert len(ids) > 2 * len(bureau.walker.actors)


def test_is_for_auditors_only(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)

    with pytest.raises(NotAllowedError):
        office.page(bureau.engine, bureau.actor("admin"))
