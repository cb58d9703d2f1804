"""Builds small forms: components as form-js writes them, with what a test does not care about left out."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import orjson

from engine.forms import Checked, Form

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))
LATE_IN_UTC = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


def question(key: str = "nama", type_: str = "textfield", **more: Any) -> dict[str, Any]:
    return {"id": f"id_{key}", "type": type_, "key": key, "label": key.title(), **more}


def date(key: str = "tanggal", **more: Any) -> dict[str, Any]:
    return question(key, "datetime", subtype="date", dateLabel=key.title(), **more)


def time(key: str = "pukul", **more: Any) -> dict[str, Any]:
    return question(key, "datetime", subtype="time", timeLabel=key.title(), **more)


def choice(key: str = "pilihan", *values: str, type_: str = "radio", **more: Any) -> dict[str, Any]:
    listed = [{"label": value.title(), "value": value} for value in values or ("ya", "tidak")]
    return question(key, type_, values=listed, **more)


def group(path: str | None, *components: dict[str, Any], **more: Any) -> dict[str, Any]:
    named = {"path": path} if path else {}
    return {
        "id": f"group_{path}",
        "type": "group",
        "label": "Bagian",
        "components": list(components),
        **named,
        **more,
    }


def rows(path: str, *components: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": f"rows_{path}", "type": "dynamiclist", "path": path, "components": list(components), **more}


def rule(field: str, when: str, **more: Any) -> dict[str, Any]:
    return {"id": "aturan", "field": field, "when": when, "message": "Tidak boleh.", **more}


def source(*components: Any, rules: Sequence[dict[str, Any]] = ()) -> bytes:
    return orjson.dumps(
        {"type": "default", "schemaVersion": 18, "components": components, "rules": list(rules)}
    )


def form(*components: dict[str, Any], rules: Sequence[dict[str, Any]] = ()) -> Form:
    return Form.parse(source(*components, rules=rules))


def check(
    asked: Form, scope: Mapping[str, Any] | None = None, now: datetime = NOW, **posted: str | list[str]
) -> Checked:
    """Posts the answers; a double underscore stands for the point of a path, `_dd` and the like for a date's boxes."""
    typed = {_name(name): value if isinstance(value, list) else [value] for name, value in posted.items()}
    return asked.check(asked.read(typed), scope or {}, now)


def _name(name: str) -> str:
    path, _, box = name.rpartition("_")
    ending = f"{path}-{box}" if box in {"dd", "mm", "yyyy"} else name
    return ending.replace("__", ".")


def codes(checked: Checked) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in checked.problems]
