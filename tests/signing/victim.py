"""Signs and is killed: `victim.py URL KEYS AUTHORITY`, then a line `DOCUMENT STEP` a time; answers with the signal that
ended it. Each time in a fork of its own, so that Python starts once, unless it is to end unharmed."""

import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event

from engine.db.database import Database
from engine.demo.signing import PASSPHRASE, made_up
from engine.engine import Engine
from engine.jobs import InlineQueue
from engine.signing import Order, Signer, intents
from engine.signing.trust import Trust
from engine.vault import Keys, Vault
from tests.builders import OFFICE
from tests.outside_world import HANDLERS

STEPS = ("before the intent", "before the call", "after the call", "before the file", "before the end")
UNHARMED = "not at all"


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Dying:
    signer: Signer
    step: str
    name: str = "demo"
    asks: bool = False

    @property
    def trust(self) -> Trust:
        return self.signer.trust

    def sign(self, order: Order) -> bytes:
        if self.step == "before the call":
            die()
        signed = self.signer.sign(order)
        if self.step == "after the call":
            die()
        return signed


@dataclass
class Deadly:
    """Ends the process before the commit of the step."""

    left: int = 0

    def before(self, _connection: object) -> None:
        self.left -= 1
        if self.left == 0:
            die()


def sign(engine: Engine, signer: Signer, deadly: Deadly, document_id: str, step: str) -> None:
    deadly.left = {"before the intent": 1, "before the file": 2}.get(step, 0)
    intents.sign(engine, Dying(signer, step), document_id, "B-B")
    if step == "before the end":
        die()


def main(url: str, keys: str, authority: str) -> None:
    database, signer, deadly = Database(url), made_up(Path(authority), PASSPHRASE), Deadly()
    event.listen(database.writer, "commit", deadly.before)
    engine = Engine(database, Vault(Keys.load(keys)), HANDLERS, InlineQueue(), OFFICE)
    for line in sys.stdin:
        document_id, _, step = line.strip().partition(" ")
        if step == UNHARMED:
            sign(engine, signer, deadly, document_id, step)
            database.close()  # what is compiled stays, also for forks
            print(0, flush=True)
            continue
        child = os.fork()
        if child == 0:
            sign(engine, signer, deadly, document_id, step)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
