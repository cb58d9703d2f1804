"""An office whose people have family cards of their own, to be copied as often as wanted."""

import shutil
from pathlib import Path

from sqlalchemy import update

from engine.access import SYSTEM, Actor
from engine.db.offices import Person
from engine.engine import Engine
from engine.people import actor_of
from tests.builders import make_bureau
from tests.databases import Embedded

CITY = ("loket", "loket2", "verifikator", "verifikator2", "operator", "kasi", "kabid", "kadis", "penyerahan")
PEOPLE = (*CITY, "rt.oesapa", "kel.oesapa", "lurah.oesapa")


def family_card(username: str) -> str:
    return f"5371030102209{100 + PEOPLE.index(username)}"


def template(embedded: Embedded, path: Path) -> Engine:
    """An office with family cards, to be copied; its engine, whose database is closed."""
    with embedded.fresh() as database:
        engine = make_bureau(database).engine
        with engine.work(SYSTEM) as work:
            for username in PEOPLE:
                mark = engine.vault.fingerprint("kk", family_card(username))
                work.execute(update(Person).where(Person.username == username).values(kk_index=mark))
        database.close()
        shutil.copy(database.url.removeprefix("sqlite:///"), path)
    return engine


def make_relative(engine: Engine, username: str, nik_index: bytes) -> Actor:
    """Somebody of the office who is whom this number is of."""
    with engine.work(SYSTEM) as work:
        work.execute(update(Person).where(Person.username == username).values(nik_index=nik_index))
    with engine.reading() as reading:
        return actor_of(reading, username)
