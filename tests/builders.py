"""What tests are built from: an office with people and a document type in force, on a given database."""

import random
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from sqlalchemy import insert

from engine import definitions, founding, siak
from engine.access import SYSTEM, Actor
from engine.calls import Handlers
from engine.db.database import Database
from engine.db.definitions import Deployment
from engine.demo import office as made_up
from engine.demo.walk import Walker
from engine.engine import Engine
from engine.ids import new_id
from engine.jobs import InlineQueue
from engine.siak import Centre
from engine.vault import Keys, Vault
from tests.databases import Copied
from tests.fakes import Clock
from tests.outside_world import HANDLERS
from web import wiring

OFFICE = "dukcapil-kupang"
KEYS = Keys.new()
PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(made_up.PASSWORD)
"""Logging in costs a sixth of a second otherwise, which is meant for guessers."""
PROCESSES = Path(__file__).parent.parent / "processes"


_COMPILED: dict[tuple[object, ...], definitions.DocumentType] = {}


class Remembered(definitions.Definitions):
    """Versions that other offices of this process have compiled already: compiling is what an office costs most."""

    def compile(self, document_type: str, number: int, files: definitions.Files) -> definitions.DocumentType:
        key = (id(self._handlers), document_type, number, definitions.version_id(files))
        if key not in _COMPILED:
            _COMPILED[key] = super().compile(document_type, number, files)
        return _COMPILED[key]


@dataclass
class Bureau:
    """An office that works: its engine, its clock, and whoever walks cases through it."""

    engine: Engine
    clock: Clock
    queue: InlineQueue
    walker: Walker

    def actor(self, username: str) -> Actor:
        return self.walker.actors[username]


def make_bureau(
    database: Database, handlers: Handlers | None = None, seed: int = 1, queue: InlineQueue | None = None
) -> Bureau:
    clock, queue = Clock(), queue or InlineQueue()
    engine = Engine(database, Vault(KEYS), handlers or HANDLERS, queue, OFFICE, clock=clock)
    if handlers in (None, HANDLERS, wiring.HANDLERS):
        engine.definitions = Remembered(engine.handlers)
    founded = ("office", id(engine.handlers), seed)
    if not (isinstance(database, Copied) and database.become(founded)):
        found(engine, seed)
        if isinstance(database, Copied):
            database.keep(founded)
    return Bureau(engine, clock, queue, Walker(engine, queue, random.Random(seed)))


def connect(bureau: Bureau, centre: Centre | None) -> None:
    """The office compares with SIAK and tells it what was registered: by this client, or by its operators."""
    bureau.engine.centre = centre
    founding.set_policy(bureau.engine, SYSTEM, siak.POLICY, None)


def found(engine: Engine, seed: int) -> None:
    """An office with people, where every document type is in force; nobody asks or tells SIAK."""
    policies = {**founding.POLICIES, siak.POLICY: siak.UNUSED}
    founding.found(engine, founding.Profile(OFFICE, demo=True, policies=policies))
    made_up.staff(engine, random.Random(seed), PASSWORD_HASH)
    for name in definitions.types_in(PROCESSES):
        deploy(engine, name, definitions.read_folder(PROCESSES, name))


def deploy(engine: Engine, document_type: str, files: definitions.Files, reason: str = "Uji") -> str:
    """Puts a version in force without asking anybody; its id."""
    with engine.work(SYSTEM) as work:
        version_id = definitions.store(work, document_type, files)
        row = {"id": new_id(), "document_type": document_type, "version_id": version_id, "since": work.now}
        work.execute(insert(Deployment), [row | {"reason": reason} | work.office.owner])
    return version_id
