"""Answers made up for the required questions of any form that nobody has answered."""

import random
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from engine.demo import families
from engine.filing import merge
from engine.forms import Component, Field, FieldType, Rows, at, options
from engine.forms.components import walk
from engine.forms.numbers import known_of_holder

AREA = "537104"
ADULT = date(1990, 5, 17)
BORN = "tanggal_lahir"
"""How forms call the birth date of somebody: whoever is made up is an adult."""
WORDS = "Contoh"


def fill_blanks(
    components: tuple[Component, ...],
    values: Mapping[str, Any],
    scope: Mapping[str, Any],
    now: datetime,
    chance: random.Random,
) -> dict[str, Any]:
    """`values` with each required blank filled; lists get as many rows as they ask for."""
    filled = dict(values)
    for part in walk(components):
        if isinstance(part, Rows) and not part.readonly:
            rows = [dict(row) for row in at(filled, part.path) or ()]
            rows += [{} for _ in range(part.fewest - len(rows))]
            inner = merge(dict(scope), filled)
            _set(filled, part.path, [fill_blanks(part.components, row, inner, now, chance) for row in rows])
        elif isinstance(part, Field) and _is_asked(part) and _is_blank(at(filled, part.path)):
            _set(filled, part.path, _made_up(part, merge(dict(scope), filled), now, chance))
    return filled


def _is_asked(field: Field) -> bool:
    return field.required and not field.readonly


def _is_blank(value: Any) -> bool:
    return value is None or value is False or value in ("", [])


def _set(into: dict[str, Any], path: str, value: Any) -> None:
    """Along the path tables are copied, since what is filled is shared with the record."""
    head, _, rest = path.partition(".")
    if not rest:
        into[head] = value
        return
    inner = into.get(head)
    into[head] = dict(inner) if isinstance(inner, Mapping) else {}
    _set(into[head], rest, value)


def _made_up(field: Field, scope: Mapping[str, Any], now: datetime, chance: random.Random) -> Any:
    if field.kind in KINDS:
        return KINDS[field.kind](field, scope, chance)
    choices = options(field, scope)
    if choices:
        own = at(scope, f"alamat.{field.key}")
        first = own if own in {choice.value for choice in choices} else choices[0].value
        return [first] if field.type is FieldType.CHECKLIST else first
    plain: Mapping[FieldType, Any] = {
        FieldType.CHECKBOX: True,
        FieldType.DATE: (ADULT if field.key == BORN else now.date()).isoformat(),
        FieldType.TIME: "09:00",
        FieldType.NUMBER: _number(field),
    }
    return plain.get(field.type, _text(field))


def _number(field: Field) -> int | float:
    low = field.limits.minimum
    return 1 if low is None or low <= 1 else float(low)


def _text(field: Field) -> str:
    example = (field.about or {}).get("example")
    text = example or WORDS
    return text + "-" * ((field.limits.shortest or 0) - len(text))


def _nik(field: Field, scope: Mapping[str, Any], chance: random.Random) -> str:
    born, sex = known_of_holder(field, scope)
    return families.nik(chance, AREA, born or ADULT, sex == "P")


def _kk(field: Field, scope: Mapping[str, Any], chance: random.Random) -> str:
    return str(at(scope, "pelapor.kk") or families.card(chance, AREA, date(2026, 1, 1)))


def _phone(_field: Field, _scope: Mapping[str, Any], chance: random.Random) -> str:
    return families.phone(chance)


def _name(_field: Field, _scope: Mapping[str, Any], chance: random.Random) -> str:
    return families.person(chance, AREA, False, ADULT, chance.choice(families.FAMILY)).name


def _neighbourhood(field: Field, scope: Mapping[str, Any], _chance: random.Random) -> str:
    return str(at(scope, f"alamat.{field.kind}") or "001")


KINDS: Mapping[str, Callable[[Field, Mapping[str, Any], random.Random], str]] = {
    "nik": _nik,
    "kk": _kk,
    "phone": _phone,
    "person_name": _name,
    "subject_name": _name,
    "rt": _neighbourhood,
    "rw": _neighbourhood,
}
"""By the kinds that `engine.forms.kinds` knows; a kelurahan is chosen from the office's list."""
