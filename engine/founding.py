"""An office's beginning: its row, its regions, its calendar; and the policies that it sets later."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import insert, select, update

from engine import calendar, history, passwords, people, posts, regions, siak
from engine.access import SYSTEM, Actor
from engine.db import offices
from engine.engine import Engine
from engine.errors import EngineError
from engine.ids import new_id
from engine.work import Work

HOURS = {day: [["08:00", "15:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
POLICIES = {"rt": "wajib", "kelurahan": "wajib"}
"""The profile "Kupang lengkap": RT and kelurahan verify every document type."""


NUMBERING = ("siak", "sendiri")


class UnknownNumberingError(EngineError):
    def __init__(self, mode: str) -> None:
        super().__init__(f"Expected one of {', '.join(NUMBERING)} as the way of numbering, but got '{mode}'")


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


STEPS = ("rt", "kelurahan")
"""The steps whose policy an office sets, as the diagrams read them."""
VALUES = ("wajib", "pemberitahuan", "hanya_bila_syarat", "nonaktif")
CHOICES = {**dict.fromkeys(STEPS, VALUES), siak.POLICY: (siak.BY_PEOPLE, siak.BY_WIRE, siak.UNUSED)}
"""Every policy and what it may be."""


class UnknownPolicyError(EngineError):
    def __init__(self, name: str) -> None:
        super().__init__(f"Expected a step policy and one of its values, but got another for '{name}'")


def set_policy(engine: Engine, actor: Actor, name: str, value: str | None) -> None:
    """Changes a step policy of the office, of a document type (`akta_kelahiran.rt`) or of one of its variants
    (`ktp_el.hilang.rt`), where None means as the wider one, and for the whole office's `siak` as this system is
    connected; cases that have read it keep what they read."""
    posts.permit(actor)
    allowed = CHOICES.get(name.rpartition(".")[2], ())
    fits = name not in STEPS if value is None else value in allowed
    if not allowed or not fits or name.count(".") > 2:
        raise UnknownPolicyError(name)
    with engine.work(actor) as work:
        mine = offices.Office.code == work.office.code
        settings = dict(
            work.execute(select(offices.Office.settings).where(mine).with_for_update()).scalar_one()
        )
        before = settings["policies"].get(name)
        settings["policies"] = {
            known: said for known, said in {**settings["policies"], name: value}.items() if said is not None
        }
        work.execute(update(offices.Office).where(mine).values(settings=settings))
        work.record(
            history.Event(
                "office.policy", "office", facts={"policy": name}, changes={f"policy.{name}": (before, value)}
            )
        )
    engine.forget()


def set_numbering(engine: Engine, actor: Actor, mode: str) -> None:
    """`siak`: the national system numbers entries of the register; `sendiri`: the office does."""
    posts.permit(actor)
    if mode not in NUMBERING:
        raise UnknownNumberingError(mode)
    with engine.work(actor) as work:
        mine = offices.Office.code == work.office.code
        settings = dict(
            work.execute(select(offices.Office.settings).where(mine).with_for_update()).scalar_one()
        )
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


def appoint(work: Work, person_id: str, new: NewPost) -> None:
    """In the unit of that name, which is added where there is none."""
    unit = offices.Unit
    known = (unit.office_code == work.office.code, unit.name == new.unit,
             unit.area_code == new.area_code, unit.kind == new.kind)  # fmt: skip
    unit_id = work.execute(select(unit.id).where(*known).limit(1)).scalar()
    if unit_id is None:
        unit_id = posts.add_unit(work, new.unit, new.kind, new.area_code, new.parent_id)
    posts.assign(work, posts.add(work, new.title, new.role, new.area_code, unit_id), person_id)
