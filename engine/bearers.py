"""Whose document it is, for whoever holds the paper and names a birth date that is printed on it: the first letters of
a name, to be compared with the paper's. Nobody else learns anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from engine import casefile, feel, limits, register, verifying
from engine.db.cases import Case
from engine.db.documents import Document
from engine.engine import Engine
from engine.errors import TooManyTriesError
from engine.functions import FUNCTIONS
from engine.tokens import hash_token
from engine.work import Reading

PROPERTY = "pemegang"
"""Of a process: FEEL over what its document says, one context or a list of them with `nama` and `tanggal_lahir`."""
MOST, WINDOW = 5, timedelta(hours=1)
_NEVER_READ = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Bearers:
    """`names`: masked, of the people whose birth date was named; none where the date is nobody's on the paper."""

    verdict: verifying.Verdict
    names: tuple[str, ...] = ()


def named(engine: Engine, payload: str, born: date) -> Bearers:
    """`payload`: what one of the paper's two codes says. Raises TooManyTriesError after five for one paper within an
    hour, be there such a paper or not."""
    with engine.reading() as reading:
        token = verifying.token_of(reading, payload)
    _count(engine, token)
    with engine.reading() as reading:
        verdict = verifying.by_token(reading, token)
        people = list(_people(reading, token)) if verdict.state == "in_force" else []
    fitting = [name for name, its_day in people if its_day == born.isoformat()]
    return Bearers(verdict, tuple(mask(name) for name in fitting))


def mask(name: str) -> str:
    """Maria Goreti Bere -> M*** G*** B***: the first letter of each word."""
    return " ".join(f"{word[0]}***" for word in name.split())


def _count(engine: Engine, token: str) -> None:
    key = f"bearer:{engine.vault.derive('bearer', token).hex()}"
    if limits.hit(engine, key, WINDOW) > MOST:
        raise TooManyTriesError(engine.clock() + WINDOW)


def _people(reading: Reading, token: str) -> Iterator[tuple[str, str]]:
    """Name and birth date (ISO) of everybody whom the paper is of."""
    row = reading.execute(
        select(Document.kind, Document.entry_id, *Case.__table__.columns)
        .join(Case, Case.id == Document.case_id)
        .where(Document.token_hash == hash_token(token))
    ).one()
    if row.entry_id is None:
        said: Mapping[str, Any] = casefile.read_record(reading, row)
    else:
        said = register.content(reading, row.entry_id)
    found = feel.native(_expression(reading, row).evaluate(said, now=_NEVER_READ, functions=FUNCTIONS))
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, dict) and isinstance(one.get("nama"), str) and one.get("tanggal_lahir"):
            yield one["nama"], str(one["tanggal_lahir"])


def _expression(reading: Reading, row: Row[Any]) -> feel.Expression:
    """Of the case's own version; for a document of another type of the version of that type in force."""
    definitions = reading.engine.definitions
    kind = definitions.version(reading.connection, row.version_id)
    if row.kind != kind.document_type:
        kind = definitions.current(reading.connection, reading.office.code, row.kind)
    return feel.compile(kind.procedure.properties.get(PROPERTY) or "null")
