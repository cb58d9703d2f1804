"""`terbit demo`: a made-up office, and one case of each document type from application to hand-over."""

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import click
from sqlalchemy import select

from engine import founding, links
from engine.access import SYSTEM
from engine.db.cases import Case
from engine.db.database import Database
from engine.db.documents import Document
from engine.db.offices import Office
from engine.demo import office as made_up
from engine.demo import residents
from engine.demo.cast import Cast
from engine.demo.spread import spread
from engine.demo.walk import Walker
from engine.documents import fetch
from engine.engine import Engine, wall_clock
from engine.jobs import InlineQueue
from engine.residents import loading
from engine.signing.port import MADE_UP
from engine.vault import Keys
from web import wiring
from web.cli.printing import as_json, row
from web.settings import Settings

SEED = 5371
CASES = 40


def add_to(group: click.Group) -> None:
    group.add_command(demo)


@click.command()
@click.option(
    "--keep", is_flag=True, help="In the database of TERBIT_DATABASE_URL instead of a temporary one."
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where the PDFs go.")
@as_json
def demo(keep: bool, out: Path | None, json: bool) -> None:
    """Walks a case of each document type through every role, and prints a row for each."""
    folder = out or Path(tempfile.mkdtemp(prefix="terbit-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    with _settings(keep) as chosen:
        walker = _office(chosen, settled=keep)
        if chosen.signer == MADE_UP:
            shutil.copy(chosen.signing / "root.pem", folder)
        engine = walker.engine
        with engine.reading() as reading:
            types = engine.definitions.in_force(reading.connection, engine.office_code)
        for definition in types:
            opened = walker.open(definition.document_type)
            for case_id in _with_those_it_starts(walker, opened.case_id, None if keep else _clock(engine)):
                row(json, **_told(engine, case_id, folder))


def _with_those_it_starts(
    walker: Walker, case_id: str, wait: Callable[[datetime], None] | None
) -> Iterator[str]:
    """The case at its end, and after it whatever its messages have started, at theirs."""
    walker.to_end(case_id, wait)
    yield case_id
    with walker.engine.reading() as reading:
        started = [other.id for other in links.of_case(reading, case_id) if other.started]
    for other in started:
        yield from _with_those_it_starts(walker, other, wait)


def _told(engine: Engine, case_id: str, folder: Path) -> dict[str, object]:
    """A row: what came of a case, and of which other it is a part."""
    with engine.reading() as reading:
        case = reading.execute(
            select(Case.document_type, Case.number, Case.state).where(Case.id == case_id)
        ).one()
        start = [other.number for other in links.of_case(reading, case_id) if not other.started]
    number, path = _issued(engine, case_id, folder)
    return {
        "document_type": case.document_type,
        "registration": case.number,
        "document": number,
        "state": case.state,
        "pdf": path,
        "started_by": start[0] if start else None,
    }


def _clock(engine: Engine) -> Callable[[datetime], None]:
    """The clock of an office that is thrown away may be put forward to what is due."""

    def put_forward(due: datetime) -> None:
        ahead = max(due - wall_clock(), timedelta(0))
        engine.clock = lambda: wall_clock() + ahead

    return put_forward


@contextmanager
def _settings(keep: bool) -> Iterator[Settings]:
    if keep:
        yield _signing(wiring.settings())
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        yield replace(
            _signing(wiring.settings()),
            database_url=f"sqlite:///{place / 'demo.db'}",
            keys=place / "keys.json",
            outbox=place / "outbox",
            signing=place / "signing",
        )


def _signing(chosen: Settings) -> Settings:
    """A made-up office signs with made-up keys, unless it was given others."""
    return replace(chosen, signer=MADE_UP) if chosen.signer == "none" else chosen


def _office(chosen: Settings, *, settled: bool = True) -> Walker:
    """Whoever walks the made-up office that the database has from now on; background work is done in this process.
    `settled`: with the made-up population as its residents."""
    if not chosen.keys.exists():
        Keys.create(chosen.keys)
    _folder_of(chosen.database_url)
    database = Database(chosen.database_url)
    database.upgrade()
    queue = InlineQueue()
    engine = wiring.build(chosen, database=database, queue=queue)
    if chosen.signer == MADE_UP:
        from engine.demo.signing import PASSPHRASE
        from engine.demo.signing import made_up as made_up_signer

        engine.signer = made_up_signer(chosen.signing, PASSPHRASE)
    if not _is_founded(engine):
        founding.found(engine, founding.Profile(chosen.office, demo=True))
        made_up.staff(engine, random.Random(SEED))  # noqa: S311
        wiring.ship_document_types(engine)
    if settled:
        _settle(engine)
    chance = random.Random(SEED)  # noqa: S311 - makes up people, guards nothing
    return Walker(engine, queue, chance, greet=partial(_welcome, engine))


def _welcome(engine: Engine, people: Cast) -> None:
    with engine.work(SYSTEM) as work:
        residents.welcome(work, people)


def _settle(engine: Engine) -> None:
    with engine.reading() as reading:
        known = loading.any_known(reading)
    if not known:
        with engine.work(SYSTEM) as work:
            residents.settle(work)


def _folder_of(url: str) -> None:
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)


def _is_founded(engine: Engine) -> bool:
    with engine.database.reading() as connection:
        return (
            connection.execute(select(Office.code).where(Office.code == engine.office_code)).first()
            is not None
        )


def _issued(engine: Engine, case_id: str, folder: Path) -> tuple[str, Path | None]:
    with engine.reading() as reading:
        found = reading.execute(
            select(Document.id, Document.number).where(
                Document.case_id == case_id, Document.sha256.is_not(None)
            )
        ).first()
        if found is None:
            return "-", None
        content = fetch(reading, found.id).content
    path = folder / f"{found.number}.pdf"
    path.write_bytes(content)
    return found.number, path


def prepare(chosen: Settings, address: str) -> Settings:
    """A fresh database gets a made-up office with cases on every step; the logins are printed at each start. Returns
    what it is served with."""
    chosen = _signing(chosen)
    walker = _office(chosen)
    engine = walker.engine
    with engine.reading() as reading:
        begun = reading.execute(select(Case.id).limit(1)).first() is not None
    if not begun:
        spread(walker, CASES)
    engine.database.close()
    click.echo(
        f"{address}  (Ctrl+C ends it)\n\nLogin: password of all: {made_up.PASSWORD}, also to sign documents"
    )
    for seat in made_up.seats():
        click.echo(f"  {seat.username:<16} {seat.title}")
    os.environ.setdefault("TERBIT_LOG", "text")
    return chosen
