"""An office whose people have family cards of their own, to be copied as often as wanted."""

import shutil
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, select, update

from engine import definitions
from engine.access import SYSTEM, Actor
from engine.db.offices import Assignment, Person, Post
from engine.engine import Engine
from engine.ids import new_id
from engine.people import actor_of
from engine.process.nodes import APART
from engine.work import Work
from tests.builders import PROCESSES, deploy, make_bureau
from tests.databases import Embedded

TYPE = "akta_kelahiran"
PROPERTIES = "<spiffworkflow:properties>"

CITY = ("loket", "loket2", "verifikator", "verifikator2", "operator", "kasi", "kabid", "kadis", "penyerahan")
PEOPLE = (*CITY, "rt.oesapa", "kel.oesapa", "lurah.oesapa")


def family_card(username: str) -> str:
    return f"5371030102209{100 + PEOPLE.index(username)}"


def template(embedded: Embedded, path: Path) -> Engine:
    """An office with family cards, to be copied; its engine, whose database is closed."""
    with embedded.fresh() as database:
        engine = make_bureau(database).engine
        deploy(engine, TYPE, drawn_apart("rekam_siak", "periksa_kelengkapan"))
        with engine.work(SYSTEM) as work:
            give_another_post(work, "loket2", "Operator SIAK")
            for username in PEOPLE:
                mark = engine.vault.fingerprint("kk", family_card(username))
                work.execute(update(Person).where(Person.username == username).values(kk_index=mark))
        database.close()
        shutil.copy(database.url.removeprefix("sqlite:///"), path)
    return engine


def drawn_apart(task: str, others: str) -> definitions.Files:
    """The type, with a task that whoever did the others may not do."""
    files = dict(definitions.read_folder(PROCESSES, TYPE))
    before, begin, after = files[f"{TYPE}.bpmn"].decode().partition(f'<bpmn:userTask id="{task}"')
    added = f'{PROPERTIES}<spiffworkflow:property name="{APART}" value="{others}"/>'
    files[f"{TYPE}.bpmn"] = (before + begin + after.replace(PROPERTIES, added, 1)).encode()
    return files


def give_another_post(
    work: Work, username: str, role: str, kind: str = "definitif", hours: int | None = None
) -> None:
    """Puts somebody into the first post of a role too, for some hours or for good."""
    post = work.execute(select(Post.id).where(Post.role == role).order_by(Post.id).limit(1)).scalar_one()
    person = work.execute(select(Person.id).where(Person.username == username)).scalar_one()
    row = {"id": new_id(), "post_id": post, "person_id": person, "kind": kind, "letter_number": "800/1/2026",
           "since": work.now, "until": work.now + timedelta(hours=hours) if hours else None}  # fmt: skip
    work.execute(insert(Assignment), [row | work.office.owner])


def make_relative(engine: Engine, username: str, nik_index: bytes) -> Actor:
    """Somebody of the office who is whom this number is of."""
    with engine.work(SYSTEM) as work:
        work.execute(update(Person).where(Person.username == username).values(nik_index=nik_index))
    with engine.reading() as reading:
        return actor_of(reading, username)
