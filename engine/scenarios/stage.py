"""The made-up office that scenarios are played in: a real engine, with a clock that can be moved and handlers that
can be made to fail."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from engine import definitions, founding, passwords, timers
from engine.access import SYSTEM
from engine.calls import Call, Handler, Handlers, Refused, Result
from engine.casefile import CaseFile
from engine.db.database import Database
from engine.db.definitions import Deployment
from engine.demo import office as made_up
from engine.demo.walk import Walker
from engine.engine import Engine
from engine.ids import new_id
from engine.jobs import InlineQueue
from engine.notices import Channel
from engine.vault import Keys, Vault

OFFICE = "dukcapil-kupang"
MORNING = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""When every scenario begins: a Tuesday, 09:00 in Kupang, and no holiday for a week."""
SEED = 5371


class StageClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now

    def move(self, length: timedelta) -> None:
        self.now += length


class Fallible(Handlers):
    """Real handlers, of which some refuse their next call. `faults`: handler -> the code of the error."""

    def __init__(self, handlers: Mapping[str, Handler]) -> None:
        super().__init__(handlers)
        self.faults: dict[str, str] = {}

    def __getitem__(self, name: str) -> Handler:
        handler = super().__getitem__(name)
        return (
            replace(handler, function=self._refusing(name, handler.function))
            if name in self.faults
            else handler
        )

    def _refusing(self, name: str, function: Callable[[Call], Result]) -> Callable[[Call], Result]:
        def call(given: Call) -> Result:
            code = self.faults.pop(name, None)
            if code is not None:
                raise Refused(
                    code, "Expected the outside system to do its work, but the scenario lets it fail"
                )
            return function(given)

        return call


class Stage:
    """`types` are in force on it. One scenario after another is played on one stage, each with people of its own."""

    def __init__(self, database: Database, handlers: Handlers, *, channel: Channel | None = None) -> None:
        self.clock, self.queue, self.handlers = StageClock(), InlineQueue(), Fallible(handlers)
        self.engine = Engine(
            database, Vault(Keys.new()), self.handlers, self.queue, OFFICE, channel=channel, clock=self.clock
        )
        founding.found(self.engine, founding.Profile(OFFICE, demo=True))
        password_hash = passwords.hash_password(made_up.PASSWORD)
        made_up.staff(self.engine, random.Random(SEED), password_hash)  # noqa: S311 - makes up people
        self.walker = Walker(self.engine, self.queue, random.Random(SEED))  # noqa: S311
        self.types: dict[str, definitions.DocumentType] = {}

    def bring_in(self, document_type: str, files: definitions.Files) -> None:
        """Puts a version in force without asking anybody. Raises what compiling it raises."""
        self.types[document_type] = self.engine.definitions.compile(document_type, 1, files)
        with self.engine.work(SYSTEM) as work:
            version_id = definitions.store(work, document_type, files)
            row = {
                "id": new_id(),
                "document_type": document_type,
                "version_id": version_id,
                "since": work.now,
            }
            work.execute(insert(Deployment), [row | {"reason": "Uji skenario"} | work.office.owner])

    def reset(self, seed: str, watch: Callable[[CaseFile], None]) -> None:
        """Back to the morning, with new people and nothing that fails."""
        self.clock.now = MORNING
        self.handlers.faults.clear()
        self.walker.chance = random.Random(seed)  # noqa: S311
        self.engine.witness = watch

    def sweep(self) -> None:
        """Lets go off what is due."""
        while timers.sweep(self.engine):
            pass
