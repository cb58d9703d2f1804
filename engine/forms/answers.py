"""Between pages, records and checks: posted names to what was typed, and a record back to what inputs show."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.forms.components import Component, Field, FieldType, Rows, walk
from engine.forms.paths import at, join, put
from engine.forms.schema import shown

Posted = Mapping[str, Sequence[str]]
BOXES = ("dd", "mm", "yyyy")


def read(components: tuple[Component, ...], posted: Posted, prefix: str = "") -> dict[str, Any]:
    """Nested, as typed. Only names that the form has are looked up; whatever else was posted stays unread."""
    typed: dict[str, Any] = {}
    for component in walk(components):
        if isinstance(component, Field) and not component.readonly:
            put(typed, component.path, _typed(component, posted, join(prefix, component.path)))
        elif isinstance(component, Rows) and not component.readonly:
            put(typed, component.path, _rows(component, posted, join(prefix, component.path)))
    return typed


def _typed(field: Field, posted: Posted, name: str) -> Any:
    if field.type is FieldType.DATE:
        return {box: _one(posted, f"{name}-{box}") for box in BOXES}
    if field.type is FieldType.CHECKLIST:
        return [value for value in posted.get(name, ()) if value]
    if field.type is FieldType.CHECKBOX:
        return bool(_one(posted, name))
    return _one(posted, name)


def _one(posted: Posted, name: str) -> str:
    values = posted.get(name) or ("",)
    return str(values[0])


def _rows(rows: Rows, posted: Posted, name: str) -> list[dict[str, Any]]:
    """Row after row while any of its names was posted; one more than allowed is read, so that it is refused."""
    found = []
    for index in range(rows.most + 1):
        prefix = join(name, index)
        if not any(posted_name in posted for posted_name in _names(rows.components, prefix)):
            break
        found.append(read(rows.components, posted, prefix))
    return found


def _names(components: tuple[Component, ...], prefix: str) -> Iterator[str]:
    for component in walk(components):
        if isinstance(component, Field):
            name = join(prefix, component.path)
            yield from (f"{name}-{box}" for box in BOXES) if component.type is FieldType.DATE else (name,)
        elif isinstance(component, Rows):
            yield from _names(component.components, join(prefix, component.path, 0))


def answered(typed: Any) -> bool:
    """Whether anything was typed at all."""
    if isinstance(typed, Mapping):
        return any(answered(value) for value in typed.values())
    return bool(typed.strip()) if isinstance(typed, str) else bool(typed)


def each(
    components: tuple[Component, ...], values: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, Field, Any]]:
    """The path, question and value of whatever a record answers; in a list with the row: `anggota.0.nik`."""
    for part in walk(components):
        if isinstance(part, Field) and (value := at(values, part.path)) not in (None, "", []):
            yield join(prefix, part.path), part, value
        elif isinstance(part, Rows):
            for index, row in enumerate(at(values, part.path) or ()):
                yield from each(part.components, row, join(prefix, part.path, index))


def show(components: tuple[Component, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    """What the inputs show for a record, shaped as `read` gives it."""
    raw: dict[str, Any] = {}
    for component in walk(components):
        if isinstance(component, Field):
            put(raw, component.path, shown_value(component, at(values, component.path)))
        elif isinstance(component, Rows):
            rows = at(values, component.path) or []
            put(raw, component.path, [show(component.components, row) for row in rows])
    return raw


def shown_value(field: Field, value: Any) -> Any:
    if field.type is FieldType.DATE:
        return _boxes(value)
    if field.type is FieldType.CHECKLIST:
        return list(value or [])
    if field.type is FieldType.CHECKBOX:
        return bool(value)
    if value is None:
        return ""
    if field.type is FieldType.TIME:
        return str(value)[:5].replace(":", ".")
    return shown(value) if field.type is FieldType.NUMBER else str(value)


def _boxes(value: Any) -> dict[str, str]:
    try:
        day = dt.date.fromisoformat(str(value))
    except ValueError:
        return dict.fromkeys(BOXES, "")
    return {"dd": f"{day.day:02d}", "mm": f"{day.month:02d}", "yyyy": f"{day.year:04d}"}


def post(components: tuple[Component, ...], raw: Mapping[str, Any], prefix: str = "") -> dict[str, list[str]]:
    """The names and values that a page would post for what its inputs show."""
    posted: dict[str, list[str]] = {}
    for component in walk(components):
        if isinstance(component, Field):
            posted |= _posted(component, at(raw, component.path), join(prefix, component.path))
        elif isinstance(component, Rows):
            for index, row in enumerate(at(raw, component.path) or []):
                posted |= post(component.components, row, join(prefix, component.path, index))
    return posted


def _posted(field: Field, typed: Any, name: str) -> dict[str, list[str]]:
    if field.type is FieldType.DATE:
        return {f"{name}-{box}": [typed.get(box, "")] for box in BOXES}
    if field.type is FieldType.CHECKLIST:
        return {name: list(typed)}
    if field.type is FieldType.CHECKBOX:
        return {name: ["true"]} if typed else {}
    return {name: [str(typed)]}
