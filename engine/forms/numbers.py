"""Identity numbers in a form: the seam to `engine.identity`."""

from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from engine import identity
from engine.forms.components import Component, Field, walk
from engine.forms.paths import at
from engine.forms.problems import Problem

SEXES = ("L", "P")
AREAS = "daftar.kecamatan_nik"


def nik_issues(number: str) -> Iterator[tuple[str, dict[str, object]]]:
    return _errors(identity.check_nik(number))


def kk_issues(number: str) -> Iterator[tuple[str, dict[str, object]]]:
    return _errors(identity.check_kk(number))


def _errors(verdict: identity.Verdict[Any]) -> Iterator[tuple[str, dict[str, object]]]:
    return ((f"number_{problem.code}", {}) for problem in verdict.problems if problem.is_error)


def consistency(
    components: tuple[Component, ...], scope: Mapping[str, Any], leave_out: Container[str], now: datetime
) -> Iterator[Problem]:
    """Warnings where a number's area is in no table, or a NIK tells another birth date or sex than was typed: allowed,
    as a NIK outlives corrections and splits of areas. The table is the scope's `daftar.kecamatan_nik`."""
    areas = at(scope, AREAS)
    for field in walk(components):
        if not (isinstance(field, Field) and field.kind in ("nik", "kk")) or field.path in leave_out:
            continue
        number = at(scope, field.path)
        if number:
            for problem in _verdict(field, str(number), scope, areas, now).problems:
                yield Problem(field.path, f"number_{problem.code}")


def _verdict(
    field: Field, number: str, scope: Mapping[str, Any], areas: Container[str] | None, now: datetime
) -> identity.Verdict[Any]:
    if field.kind == "kk":
        return identity.check_kk(number, areas=areas, today=now.date())
    born, sex = known_of_holder(field, scope)
    return identity.check_nik(number, born=born, sex=sex, areas=areas, today=now.date())


def known_of_holder(field: Field, scope: Mapping[str, Any]) -> tuple[date | None, str | None]:
    about = field.about or {}
    sex = about.get("sex")
    if sex and sex not in SEXES:
        sex = at(scope, sex)
    return as_date(at(scope, about["born"]) if "born" in about else None), sex


def as_date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
