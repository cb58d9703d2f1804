"""What every table shares: names of constraints, times in UTC, the office that owns the row."""

import datetime as dt
from typing import Any

from sqlalchemy import DateTime, LargeBinary, MetaData, String, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

ID = Uuid(as_uuid=False)
CODE = String(64)
AREA = String(32).with_variant(String(32, collation="C"), "postgresql")
"""An area code such as 53.71.03.1010; byte order, so that a prefix is a range."""
SEALED = LargeBinary
"""Bytes made by `vault.seal`: nothing in it can be read without the office's keys."""
FINGERPRINT = LargeBinary(16)
"""A blind index made by `vault.fingerprint`: equal values, equal bytes, nothing else."""


class UtcDateTime(TypeDecorator[dt.datetime]):
    """Aware in, aware out, UTC at rest; a naive time is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"Expected a time with a zone, but got {value.isoformat()}")
        moment = value.astimezone(dt.UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        moment: dt.datetime = value
        return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        dt.datetime: UtcDateTime(),
        bytes: LargeBinary(),
    }

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        """`CaseSecret` lives in `terbit_case_secret`: the job queue owns the bare names."""
        words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in cls.__name__)
        return f"terbit{words}"


class OfficeOwned:
    """The office and the regency that a row belongs to: on every row from the first day."""

    office_code: Mapped[str] = mapped_column(CODE)
    regency_code: Mapped[str] = mapped_column(AREA)
