"""Personal data that stand out, and where they are looked for: tables, files, logs, addresses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import orjson
from flask import Flask, Response
from lxml import html
from sqlalchemy import inspect, text

from engine.db.database import Database

SUBJECT = "Zefanya Penandanak Nitbani"
NAMES = {"anak.nama": SUBJECT, "ibu.nama": "Rut Penandaibu Bessie", "ayah.nama": "Obed Penandaayah Nitbani",
         "pelapor.nama": "Obed Penandaayah Nitbani", "saksi_1.nama": "Petrus Penandasaksi Klau"}  # fmt: skip
FATHER, CARD, CHILD = "5371031203919018", "5371030208199016", "5371031711269021"
NUMBERS = {"ibu.nik": "5371034507949017", "ayah.nik": FATHER, "pelapor.nik": FATHER, "pelapor.kk": CARD,
           "saksi_1.nik": "5371031204809019", "kk.nomor": CARD}  # fmt: skip
PHONE = {"pelapor.telepon": "081298769015"}
PERSON = {**NAMES, **NUMBERS, **PHONE}
CLEAR = (
    SUBJECT,
    "Penandaibu",
    "Penandaayah",
    "Penandasaksi",
    *sorted(set(NUMBERS.values())),
    CHILD,
    "81298769015",
)
"""What must stand nowhere in the clear; the subject's name in two columns only."""


def markers_in(content: bytes | str, known: tuple[str, ...] = CLEAR) -> set[str]:
    """Also in other letters' sizes, as an address writes them, and as UTF-16."""
    raw = content.encode(errors="replace") if isinstance(content, str) else content
    forms = raw.lower(), unquote_plus(raw.decode(errors="replace")).lower().encode()
    wanted = {marker: (marker.lower().encode(), marker.encode("utf-16-le")) for marker in known}
    return {
        marker
        for marker, shapes in wanted.items()
        if any(shape in form for shape in shapes for form in forms)
    }


def columns_with(database: Database, marker: str) -> set[tuple[str, str]]:
    """Table and column of each value that holds it, in every table of the database, the job queue's too."""
    with database.reading() as connection:
        inspector = inspect(connection)
        schemas = [None] if database.dialect == "sqlite" else ["public", "dbos"]
        tables = [(schema, name) for schema in schemas for name in inspector.get_table_names(schema)]
        found = set()
        for schema, name in tables:
            whole = f'"{schema}"."{name}"' if schema else f'"{name}"'
            for row in connection.execute(text(f"SELECT * FROM {whole}")).mappings():
                found |= {
                    (name, column) for column, value in row.items() if markers_in(_bytes(value), (marker,))
                }
        return found


def _bytes(value: Any) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return orjson.dumps(value, default=str) if isinstance(value, dict | list) else str(value).encode()


def files_of(database: Database) -> Iterator[Path]:
    """An embedded database's."""
    if database.dialect != "sqlite":
        return
    path = Path(database.url.removeprefix("sqlite:///"))
    yield from path.parent.glob(f"{path.name}*")


@dataclass
class Addresses:
    """Every address that an application was asked for, sends people to, or puts into its pages."""

    seen: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, app: Flask) -> "Addresses":
        made = cls()
        app.after_request(made.look)
        return made

    def look(self, response: Response) -> Response:
        self.seen.add(response.headers.get("Location", ""))
        self.seen |= {f"{name}: {value}" for name, value in response.headers if name not in NAMING}
        if response.mimetype == "text/html" and response.data:
            tree = html.document_fromstring(response.data)
            self.seen |= {str(link) for link in tree.xpath("//@href | //@action | //@src | //@formaction")}
        return response


NAMING: Mapping[str, str] = {"Content-Disposition": "the name of the file that somebody asked for"}
