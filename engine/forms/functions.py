"""What expressions of a form may call beside FEEL's own functions."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from engine import identity


def tanggal_lahir_nik(nik: Any) -> date | None:
    """The birth date that a NIK tells, in the latest century possible; null where it is no NIK."""
    found = identity.check_nik(nik).number if isinstance(nik, str) else None
    return found.born if found else None


FUNCTIONS: Mapping[str, Callable[..., Any]] = {"tanggal_lahir_nik": tanggal_lahir_nik}
