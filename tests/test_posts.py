"""Posts apart from people: assigned, handed on, stood in for; and what that does to queues."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engine import absences, accounts, inbox, logins, posts, secrecy, tasks
from engine.absences import NewAbsence
from engine.access import Actor
from engine.accounts import Details
from engine.db.cases import Task
from engine.db.database import Database
from engine.db.history import Event
from engine.db.offices import Post
from engine.errors import (
    DatesReversedError,
    DeputyAwayError,
    LoginRefusedError,
    NotAllowedError,
    RolesApartError,
    SelfAppointmentError,
    UsernameError,
    WeakPasswordError,
)
from engine.people import actor_of
from engine.posts import Delegation
from engine.roles import ROLES, Permission, go_together
from tests.builders import Bureau, make_bureau

RT = "53.71.03.1010.008.021"
DESK = "desk:Verifikator"


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def post_of(bureau: Bureau, role: str, area: str = "53.71") -> str:
    with bureau.engine.reading() as reading:
        wanted = (Post.role == role, Post.area_code == area)
        return str(reading.execute(select(Post.id).where(*wanted).order_by(Post.id).limit(1)).scalar_one())


def someone(bureau: Bureau, username: str) -> Actor:
    with bureau.engine.reading() as reading:
        return actor_of(reading, username)


def admin(bureau: Bureau) -> Actor:
    return bureau.actor("admin")


def newcomer(bureau: Bureau, username: str = "baru") -> tuple[str, str]:
    return accounts.add(bureau.engine, admin(bureau), username, Details("Orang Baru"))


def assign(bureau: Bureau, post_id: str, person_id: str | None) -> None:
    with bureau.engine.work(admin(bureau)) as work:
        posts.assign(work, post_id, str(person_id))


def leave(bureau: Bureau, username: str, deputy: str, days: int = 3, begins_in: int = 0) -> str:
    with bureau.engine.work(admin(bureau)) as work:
        since = work.now + timedelta(days=begins_in)
        person, by = (str(bureau.actor(name).person_id) for name in (username, deputy))
        new = NewAbsence(person, by, "cuti", "851/9/2026", since, since + timedelta(days=days))
        return absences.begin(work, new)


def lines(bureau: Bureau, actor: Actor, key: str = DESK) -> list[str]:
    with bureau.engine.reading(actor) as reading:
        return [line.id for line in inbox.page(reading, key).lines]


def at_verification(bureau: Bureau) -> str:
    case_id = bureau.walker.open("akta_kelahiran", "kel.oesapa").case_id
    while True:
        with bureau.engine.reading() as reading:
            mine = (Task.case_id == case_id, Task.state == "open")
            task = reading.execute(select(Task.id, Task.node).where(*mine)).one()
        if task.node == "verifikasi_isi":
            return str(task.id)
        bureau.walker.step(case_id)


def events(bureau: Bureau, kind: str) -> list[Event]:
    with bureau.engine.reading() as reading:
        return list(
            reading.execute(select(Event.body).where(Event.kind == kind).order_by(Event.at)).scalars()
        )


def test_a_new_head_of_an_rt_has_its_queue_and_the_old_one_has_not(bureau: Bureau) -> None:
    case_id = bureau.walker.open("akta_kelahiran", "rt.oesapa").case_id
    old, (person_id, _) = bureau.actor("rt.oesapa"), newcomer(bureau)
    [task_id] = lines(bureau, old, "desk:Ketua RT")
    tasks.claim(bureau.engine, old, task_id)

    assign(bureau, post_of(bureau, "Ketua RT", RT), person_id)
    released = tasks.release_leavers(bureau.engine, admin(bureau))

    assert released == 1
    assert lines(bureau, someone(bureau, "rt.oesapa"), "desk:Ketua RT") == []
    assert lines(bureau, someone(bureau, "baru"), "desk:Ketua RT") == [task_id]
    with bureau.engine.reading() as reading:
        assert reading.execute(select(Task.claimed_by).where(Task.case_id == case_id)).scalar_one() is None


def test_one_person_may_head_two_rt(bureau: Bureau) -> None:
    head = bureau.actor("rt.oesapa").person_id

    assign(bureau, post_of(bureau, "Ketua RT", "53.71.04.1010.004.011"), head)

    assert len(someone(bureau, "rt.oesapa").grants) == 2
    assert someone(bureau, "rt.liliba").grants == ()


def test_who_keeps_his_post_keeps_what_he_holds(bureau: Bureau) -> None:
    task_id = at_verification(bureau)
    tasks.claim(bureau.engine, bureau.actor("verifikator"), task_id)

    assert tasks.release_leavers(bureau.engine) == 0


def test_an_absence_hands_the_queue_to_the_deputy(bureau: Bureau) -> None:
    task_id = at_verification(bureau)
    tasks.claim(bureau.engine, bureau.actor("verifikator"), task_id)

    leave(bureau, "verifikator", "penyerahan")
    tasks.release_leavers(bureau.engine)

    away, deputy = someone(bureau, "verifikator"), someone(bureau, "penyerahan")
    assert (lines(bureau, away), lines(bureau, deputy)) == ([], [task_id])
    assert away.away_until == bureau.clock() + timedelta(days=3)
    grant = deputy.grant_for("Verifikator", "53.71")
    assert grant is not None
    assert (grant.kind, grant.on_behalf_of) == ("plh", away.person_id)


def test_an_absence_ends_by_itself_or_early(bureau: Bureau) -> None:
    absence_id = leave(bureau, "verifikator", "penyerahan")
    leave(bureau, "kabid", "kasi", days=1)

    with bureau.engine.work(admin(bureau)) as work:
        absences.end(work, absence_id)
    bureau.clock.forward(days=1, hours=1)

    assert someone(bureau, "verifikator").away_until is None
    assert someone(bureau, "penyerahan").grant_for("Verifikator", "53.71") is None
    assert someone(bureau, "kabid").grant_for("Kepala bidang", "53.71") is not None
    assert someone(bureau, "kasi").grant_for("Kepala bidang", "53.71") is None


def test_an_absence_in_the_future_changes_nothing_yet(bureau: Bureau) -> None:
    leave(bureau, "verifikator", "penyerahan", begins_in=2)

    assert someone(bureau, "verifikator").grant_for("Verifikator", "53.71") is not None
    assert someone(bureau, "penyerahan").grant_for("Verifikator", "53.71") is None


def test_a_deputy_is_there(bureau: Bureau) -> None:
    leave(bureau, "penyerahan", "loket")

    with pytest.raises(DeputyAwayError):
        leave(bureau, "verifikator", "penyerahan")


def test_a_delegation_ends_in_the_future_after_it_begins(bureau: Bureau) -> None:
    now, person = bureau.clock(), str(bureau.actor("kasi").person_id)
    post = post_of(bureau, "Kepala bidang")

    for since, until in ((now, now), (now - timedelta(days=3), now - timedelta(days=1))):
        with pytest.raises(DatesReversedError), bureau.engine.work(admin(bureau)) as work:
            posts.delegate(work, Delegation(post, person, "plh", "800/1", since, until))


@pytest.mark.parametrize("role", ["Petugas loket", "Auditor", "Perancang proses"])
def test_an_administrator_gives_himself_nothing(bureau: Bureau, role: str) -> None:
    with pytest.raises(SelfAppointmentError):
        assign(bureau, post_of(bureau, role), admin(bureau).person_id)


@pytest.mark.parametrize(
    ("username", "role"), [("auditor", "Verifikator"), ("verifikator", "Auditor"), ("kasi", "Administrator")]
)
def test_whoever_oversees_holds_no_other_role(bureau: Bureau, username: str, role: str) -> None:
    person = str(bureau.actor(username).person_id)

    with pytest.raises(RolesApartError):
        assign(bureau, post_of(bureau, role), person)
    now = bureau.clock()
    acting = Delegation(post_of(bureau, role), person, "plt", "800/2", now, now + timedelta(days=1))
    with pytest.raises(RolesApartError), bureau.engine.work(admin(bureau)) as work:
        posts.delegate(work, acting)


def test_roles_of_oversight_go_together_with_no_other() -> None:
    overseers = {
        name for name in ROLES if ROLES[name].permissions & {Permission.AUDIT, Permission.ADMINISTER}
    }

    assert overseers == {"Auditor", "Administrator"}
    assert not any(go_together(one, other) for one in overseers for other in ROLES if one != other)


@pytest.mark.parametrize("username", ["kadis", "auditor", "loket"])
def test_only_administrators_administer(bureau: Bureau, username: str) -> None:
    actor, person = bureau.actor(username), str(bureau.actor("kasi").person_id)

    with pytest.raises(NotAllowedError), bureau.engine.work(actor) as work:
        posts.assign(work, post_of(bureau, "Verifikator"), person)
    with pytest.raises(NotAllowedError):
        accounts.give_code(bureau.engine, actor, person)
    with pytest.raises(NotAllowedError):
        accounts.add(bureau.engine, actor, "baru", Details("Orang Baru"))
    with pytest.raises(NotAllowedError):
        accounts.disable(bureau.engine, actor, person)


def test_a_one_time_code_opens_the_door_and_a_chosen_password_takes_its_place(bureau: Bureau) -> None:
    _, code = newcomer(bureau)

    opened = logins.log_in(bureau.engine, "baru", code)
    signed_in = logins.resume(bureau.engine, opened.token)
    assert signed_in is not None
    assert signed_in.has_code
    with pytest.raises(WeakPasswordError):
        secrecy.choose(bureau.engine, signed_in.actor, code, code, keep=signed_in.token_hash)
    secrecy.choose(bureau.engine, signed_in.actor, code, "pagi di pelabuhan", keep=signed_in.token_hash)

    again = logins.resume(bureau.engine, opened.token)
    assert again is not None
    assert not again.has_code
    assert logins.log_in(bureau.engine, "baru", "pagi di pelabuhan").token
    with pytest.raises(LoginRefusedError):
        logins.log_in(bureau.engine, "baru", code)


def test_a_one_time_code_grows_old(bureau: Bureau) -> None:
    _, code = newcomer(bureau)
    bureau.clock.forward(hours=25)

    with pytest.raises(LoginRefusedError):
        logins.log_in(bureau.engine, "baru", code)


def test_a_new_code_ends_the_logins_of_its_holder(bureau: Bureau) -> None:
    person_id, code = newcomer(bureau)
    token = logins.log_in(bureau.engine, "baru", code).token

    accounts.give_code(bureau.engine, admin(bureau), person_id)

    assert logins.resume(bureau.engine, token) is None


@pytest.mark.parametrize("username", ["kasi", "Baru", "ba ru", "x"])
def test_a_username_is_ones_own_and_plain(bureau: Bureau, username: str) -> None:
    with pytest.raises(UsernameError):
        newcomer(bureau, username)


def test_a_disabled_person_comes_back_when_enabled(bureau: Bureau) -> None:
    person_id, code = newcomer(bureau)

    accounts.disable(bureau.engine, admin(bureau), person_id)
    with pytest.raises(LoginRefusedError):
        logins.log_in(bureau.engine, "baru", code)
    accounts.enable(bureau.engine, admin(bureau), person_id)

    assert logins.log_in(bureau.engine, "baru", code).token


def test_the_history_tells_who_was_changed_and_no_identity_number(bureau: Bureau) -> None:
    person_id, _ = newcomer(bureau)
    new = Details("Orang Lama", "en", nik="5371010101900001", kk="5371010101900002")

    accounts.change(bureau.engine, admin(bureau), person_id, new)

    [body] = events(bureau, "person.changed")
    assert b"5371010101900001" not in body
    for field in (b'"name"', b'"language"', b'"identity.nik_index"', b'"identity.kk_index"'):
        assert field in body
