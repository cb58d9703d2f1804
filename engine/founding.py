"""An office's beginning: its row, its regions, its calendar; and the policies that it sets later."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import insert, select, update

from engine import calendar, history, regions
from engine.access import Actor
from engine.db import offices
from engine.engine import Engine
from engine.ids import new_id

HOURS = {day: [["08:00", "15:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
POLICIES = {"rt": "wajib", "kelurahan": "wajib"}
"""The profile "Kupang lengkap": RT and kelurahan verify every document type."""


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


def found(engine: Engine, profile: Profile, years: range) -> None:
    """The office's row, its regions and its holidays."""
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
        days = [day for year in years for day in calendar.seed_holidays(year)]
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
            history.Event("office.policy", "office", facts={"policy": name}, changes={f"policy.{name}": (before, value)})
        )
    engine.forget()
