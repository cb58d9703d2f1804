"""An office's beginning: its row, its regions, its calendar; and the policies that it sets later."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import insert, select, update

from engine import calendar, history, passwords, people, regions
from engine.access import SYSTEM, Actor
from engine.db import offices
from engine.engine import Engine
from engine.errors import EngineError
from engine.ids import new_id
from engine.roles import ROLES
from engine.work import Work

HOURS = {day: [["08:00", "15:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
POLICIES = {"rt": "wajib", "kelurahan": "wajib"}
"""The profile "Kupang lengkap": RT and kelurahan verify every document type."""


NUMBERING = ("siak", "sendiri")


class UnknownNumberingError(EngineError):
    def __init__(self, mode: str) -> None:
        super().__init__(f"Expected one of {', '.join(NUMBERING)} as the way of numbering, but got '{mode}'")


class UnknownRoleError(EngineError):
    def __init__(self, role: str) -> None:
        super().__init__(f"Expected one of the office's roles, but got '{role}'")


@dataclass(frozen=True)
class Profile:
    """What an office is made with. A real one has no demo people and its own name."""

    code: str
    name: str = "Dinas Kependudukan dan Pencatatan Sipil Kota Kupang"
    city: str = "Kota Kupang"
    regency_code: str = "53.71"
    timezone: str = "Asia/Makassar"
    demo: bool = False
    policies: Mapping[str, str] = field(default_factory=lambda: dict(POLICIES))


def found(engine: Engine, profile: Profile) -> None:
    """The office's row, its regions and its holidays."""
    this_year = engine.clock().year
    with engine.database.writing() as connection:
        row = {
            "code": profile.code,
            "regency_code": profile.regency_code,
            "name": profile.name,
            "city": profile.city,
            "timezone": profile.timezone,
            "demo": profile.demo,
            "settings": {"policies": dict(profile.policies), "hours": HOURS},
        }
        connection.execute(insert(offices.Office), [row])
        regions.ship(connection)
        owner = {"office_code": profile.code, "regency_code": profile.regency_code}
        days = [day for year in range(this_year - 1, this_year + 3) for day in calendar.seed_holidays(year)]
        connection.execute(insert(offices.Holiday), [{"id": new_id(), **day} | owner for day in days])
    engine.forget()


def set_policy(engine: Engine, actor: Actor, name: str, value: str) -> None:
    """Changes a step policy of the office; cases that have read it keep what they read."""
    with engine.work(actor) as work:
        mine = offices.Office.code == work.office.code
        settings = dict(work.execute(select(offices.Office.settings).where(mine)).scalar_one())
        before = settings["policies"].get(name)
        settings["policies"] = {**settings["policies"], name: value}
        work.execute(update(offices.Office).where(mine).values(settings=settings))
        work.record(
            history.Event(
                "office.policy", "office", facts={"policy": name}, changes={f"policy.{name}": (before, value)}
            )
        )
    engine.forget()


def set_numbering(engine: Engine, actor: Actor, mode: str) -> None:
    """`siak`: the national system numbers entries of the register; `sendiri`: the office does."""
    if mode not in NUMBERING:
        raise UnknownNumberingError(mode)
    with engine.work(actor) as work:
        mine = offices.Office.code == work.office.code
        settings = dict(work.execute(select(offices.Office.settings).where(mine)).scalar_one())
        changed = {"numbering": (work.office.numbering, mode)}
        work.execute(update(offices.Office).where(mine).values(settings=settings | {"numbering": mode}))
        work.record(history.Event("office.numbering", "office", changes=changed))
    engine.forget()


@dataclass(frozen=True)
class NewPost:
    """A post in a unit of its own; `role` is one of the office's."""

    title: str
    role: str
    area_code: str
    unit: str
    kind: str = "dinas"
    parent_id: str | None = None


def seat(engine: Engine, person: people.NewPerson, post: NewPost) -> str:
    """Adds a person in a new post; his id."""
    password_hash = passwords.hash_password(person.password)
    with engine.work(SYSTEM) as work:
        person_id = people.add(work, person, password_hash)
        appoint(work, person_id, post)
    return person_id


def appoint(work: Work, person_id: str, post: NewPost) -> None:
    if post.role not in ROLES:
        raise UnknownRoleError(post.role)
    unit_id, post_id, owner = new_id(), new_id(), work.office.owner
    unit = {"id": unit_id, "name": post.unit, "kind": post.kind, "parent_id": post.parent_id}
    held = {
        "id": new_id(),
        "post_id": post_id,
        "person_id": person_id,
        "kind": "definitif",
        "since": work.now,
    }
    work.execute(insert(offices.Unit), [{"area_code": post.area_code} | unit | owner])
    work.execute(
        insert(offices.Post),
        [
            {
                "id": post_id,
                "unit_id": unit_id,
                "title": post.title,
                "role": post.role,
                "area_code": post.area_code,
            }
            | owner
        ],
    )
    work.execute(insert(offices.Assignment), [held | owner])
    facts = {"subject": person_id, "post": post_id, "role": post.role}
    work.record(history.Event("role.granted", f"person:{person_id}", facts=facts))
