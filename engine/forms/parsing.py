"""Form-js JSON to components. What this system does not draw is refused with a sentence that names it."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import orjson

from engine import feel
from engine.errors import FormError
from engine.forms.components import (
    CHOICES,
    COLUMNS,
    Component,
    Field,
    FieldType,
    Group,
    Limits,
    Look,
    Option,
    Rows,
    Separator,
    Text,
    Words,
    walk,
)
from engine.forms.kinds import KINDS
from engine.forms.paths import join
from engine.forms.patterns import matches

Json = Mapping[str, Any]
LARGEST = 500_000
DEEPEST = 6
MOST = 500
NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)
DATETIME = {"date": FieldType.DATE, "time": FieldType.TIME}
FIELDS = {str(type_): type_ for type_ in FieldType if type_ not in DATETIME.values()}


def read_json(content: bytes) -> dict[str, Any]:
    if len(content) > LARGEST:
        raise FormError(f"Expected a form of at most {LARGEST} bytes, but it has {len(content)}")
    try:
        form = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise FormError(f"Expected a form in JSON, but {error}") from error
    if not isinstance(form, dict) or not isinstance(form.get("components"), list):
        raise FormError("Expected a form with a list of components, but it has none")
    return form


def parse_components(listed: Any, path: str = "", depth: int = 0) -> tuple[Component, ...]:
    if not isinstance(listed, list) or len(listed) > MOST:
        raise FormError(f"Expected a list of at most {MOST} components, but there is something else")
    if depth > DEEPEST:
        raise FormError(f"Expected groups at most {DEEPEST} deep, but they go deeper")
    return tuple(_component(component, path, depth) for component in listed)


def _component(source: Any, path: str, depth: int) -> Component:
    if not isinstance(source, dict):
        raise FormError("Expected each component to be an object, but one is not")
    type_ = str(source.get("type"))
    if type_ in PARSERS:
        return PARSERS[type_](source, path, depth)
    if type_ in FIELDS:
        return _field(source, path, FIELDS[type_])
    if type_ == "datetime" and source.get("subtype") in DATETIME:
        return _field(source, path, DATETIME[source["subtype"]])
    known = ", ".join(sorted({*PARSERS, *FIELDS, "datetime (date or time)"}))
    raise FormError(f"Expected one of {known}, but component '{source.get('id')}' is of type '{type_}'")


def _text(source: Json, path: str, depth: int) -> Text:
    return Text(_look(source), _words(source, "text"))


def _separator(source: Json, path: str, depth: int) -> Separator:
    return Separator(_look(source))


def _group(source: Json, path: str, depth: int) -> Group:
    below = join(path, _name(source, "path")) if source.get("path") else path
    return Group(_look(source), parse_components(source.get("components", []), below, depth + 1))


def _rows(source: Json, path: str, depth: int) -> Rows:
    validate = source.get("validate", {})
    components = parse_components(source.get("components", []), "", depth + 1)
    if any(part.look.hide for part in walk(components)):
        raise FormError(f"Expected no conditions inside the rows of '{_id(source)}', but there is one")
    return Rows(
        look=_look(source),
        path=join(path, _name(source, "path")),
        components=components,
        fewest=int(validate.get("min", 0)),
        most=int(validate.get("max", 20)),
        fixed=source.get("allowAddRemove") is False,
        default=_default(source),
        readonly=bool(source.get("readonly") or source.get("disabled")),
    )


PARSERS: Mapping[str, Callable[[Json, str, int], Component]] = {
    "text": _text,
    "separator": _separator,
    "group": _group,
    "dynamiclist": _rows,
}


def _field(source: Json, path: str, type_: FieldType) -> Field:
    properties = source.get("properties", {})
    kind = str(properties.get("kind", ""))
    if kind and kind not in KINDS:
        raise FormError(f"Expected a kind of {', '.join(KINDS)}, but '{_id(source)}' is a '{kind}'")
    return Field(
        look=_look(source),
        path=join(path, _name(source, "key")),
        type=type_,
        kind=kind,
        limits=_limits(source),
        options=tuple(_options(source)) if type_ in CHOICES else (),
        options_key=str(source.get("valuesKey", "")),
        suffix=str(source.get("appearance", {}).get("suffixAdorner", "")),
        default=_default(source),
        readonly=bool(source.get("readonly") or source.get("disabled")),
        about={name: str(properties[name]) for name in ("born", "sex", "example") if name in properties},
    )


def _look(source: Json) -> Look:
    layout = source.get("layout") or {}
    hide = (source.get("conditional") or {}).get("hide")
    label = next((name for name in ("dateLabel", "timeLabel") if source.get(name)), "label")
    return Look(
        id=_id(source),
        label=_words(source, label),
        hint=_words(source, "description"),
        columns=int(layout.get("columns") or COLUMNS),
        hide=expression(hide, f"the condition of '{_id(source)}'") if hide else None,
    )


def _words(source: Json, name: str) -> Words:
    """A datetime's label is called `dateLabel` or `timeLabel` by form-js; its English is `label_en` all the same."""
    english = "label_en" if name.endswith("Label") else f"{name}_en"
    words = Words(str(source.get(name, "")), str(source.get(english, "")))
    if "{{" in words.id + words.en:
        raise FormError(f"Expected a plain text in '{_id(source)}', but it holds a template")
    return words


def _limits(source: Json) -> Limits:
    validate = source.get("validate") or {}
    for name in ("min", "max", "minLength", "maxLength"):
        if isinstance(validate.get(name), str):
            raise FormError(
                f"Expected a number as '{name}' of '{_id(source)}', but it is text: write a rule instead"
            )
    pattern = validate.get("pattern")
    if pattern:
        _check_pattern(source, str(pattern))
    return Limits(
        required=bool(validate.get("required")),
        minimum=_decimal(validate.get("min")),
        maximum=_decimal(validate.get("max")),
        shortest=validate.get("minLength"),
        longest=validate.get("maxLength"),
        pattern=pattern,
        digits=source.get("decimalDigits"),
    )


def _check_pattern(source: Json, pattern: str) -> None:
    if matches(pattern, "") is None:
        raise FormError(f"Expected a pattern as RE2 knows it in '{_id(source)}', but it is none")


def _options(source: Json) -> Iterator[Option]:
    listed = source.get("values") or []
    if bool(listed) == bool(source.get("valuesKey")):
        raise FormError(
            f"Expected either values or a valuesKey in '{_id(source)}', but it has both or neither"
        )
    for value in listed:
        yield Option(
            str(value["value"]), _words({**value, "id": _id(source)}, "label"), str(value.get("code", ""))
        )


def _default(source: Json) -> Any:
    default = source.get("defaultValue")
    if isinstance(default, str) and default.startswith("="):
        return expression(default, f"the default of '{_id(source)}'")
    return default


def expression(text: Any, what: str) -> feel.Expression:
    try:
        return feel.compile(str(text))
    except feel.FeelError as error:
        raise FormError(f"Expected FEEL in {what}, but {error.sentence} (column {error.column})") from error


def _id(source: Json) -> str:
    return str(source.get("id") or source.get("key") or source.get("path") or "?")


def _name(source: Json, attribute: str) -> str:
    name = str(source.get(attribute, ""))
    if not NAME.fullmatch(name):
        raise FormError(
            f"Expected a name of letters, digits and _ as {attribute} of '{_id(source)}', but got '{name}'"
        )
    return name


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
