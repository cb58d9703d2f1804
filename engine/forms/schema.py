"""A marshmallow schema from a form's fields. It takes what was typed, by path, and gives JSON values, nested."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from engine.forms.components import Component, Field, FieldType, Rows, walk
from engine.forms.kinds import KINDS
from engine.forms.patterns import matches

TIME = re.compile(r"(\d{1,2})[.:](\d{2})", re.ASCII)
NUMBER = re.compile(r"[+-]?\d{1,15}([.,]\d{1,15})?", re.ASCII)
LONGEST_TEXT = {FieldType.TEXTAREA: 4000}
LONGEST = 200


def wrong(code: str, **parameters: Any) -> ValidationError:
    """What a field raises: an issue in place of a sentence."""
    return ValidationError([(code, parameters)])


class Typed(fields.Field[Any]):
    """Nothing typed is null; what is typed is read by `read`."""

    def __init__(self, field: Field) -> None:
        required = "must_be_ticked" if field.type is FieldType.CHECKBOX else "required"
        kept: dict[str, Any] = {"required": True} if field.required else {"load_default": None}
        super().__init__(error_messages={"required": required, "null": required}, **kept)
        self.about = field

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        return self.read(value)

    def read(self, typed: Any) -> Any:
        raise NotImplementedError


class TextAnswer(Typed):
    def read(self, typed: Any) -> str:
        field, limits = self.about, self.about.limits
        text = unicodedata.normalize("NFC", str(typed)).strip().replace("\r\n", "\n")
        if any(unicodedata.category(letter) in {"Cc", "Cs", "Cf"} and letter != "\n" for letter in text):
            raise wrong("characters")
        if field.kind:
            text = KINDS[field.kind].tidy(text)
        longest = limits.longest or LONGEST_TEXT.get(field.type, LONGEST)
        if len(text) > longest:
            raise wrong("too_long", most=longest, length=len(text))
        if limits.shortest and len(text) < limits.shortest:
            raise wrong("too_short", fewest=limits.shortest, length=len(text))
        if limits.pattern and not matches(limits.pattern, text):
            example = (field.about or {}).get("example")
            raise wrong("pattern_example", example=example) if example else wrong("pattern")
        return self._kind(text)

    def _kind(self, text: str) -> str:
        issues = list(KINDS[self.about.kind].check(text)) if self.about.kind else []
        if issues:
            raise ValidationError(issues)
        return text


class NumberAnswer(Typed):
    """A comma or a point parts the decimals."""

    def read(self, typed: Any) -> int | float:
        limits = self.about.limits
        text = str(typed).strip()
        if not NUMBER.fullmatch(text):
            raise wrong("whole_number" if limits.digits == 0 else "number")
        number = Decimal(text.replace(",", "."))
        if limits.digits is not None and number != round(number, limits.digits):
            raise wrong("too_precise", digits=limits.digits) if limits.digits else wrong("whole_number")
        if limits.minimum is not None and number < limits.minimum:
            raise wrong("too_small", minimum=shown(limits.minimum))
        if limits.maximum is not None and number > limits.maximum:
            raise wrong("too_large", maximum=shown(limits.maximum))
        return int(number) if number == number.to_integral_value() else float(number)


class DateAnswer(Typed):
    """From three boxes: `dd`, `mm`, `yyyy`."""

    def read(self, typed: Any) -> str:
        boxes = [str(typed.get(name, "")).strip() for name in ("yyyy", "mm", "dd")]
        if not all(box.isascii() and box.isdigit() for box in boxes) or len(boxes[0]) != 4:
            raise wrong("date_incomplete")
        try:
            return dt.date(*(int(box) for box in boxes)).isoformat()
        except ValueError:
            raise wrong("date_impossible") from None


class TimeAnswer(Typed):
    def read(self, typed: Any) -> str:
        found = TIME.fullmatch(str(typed).strip())
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise wrong("time")
        return f"{int(found[1]):02d}:{found[2]}"


class TickAnswer(Typed):
    def read(self, typed: Any) -> bool:
        return bool(typed)


class ChoiceAnswer(Typed):
    """One value, or for a checklist a list of them. Options from the scope are checked by `checking`."""

    def read(self, typed: Any) -> Any:
        known = {option.value for option in self.about.options}
        chosen = typed if isinstance(typed, list) else [str(typed)]
        if known and not known.issuperset(chosen):
            raise wrong("choice")
        if self.about.kind:
            issues = [issue for value in chosen for issue in KINDS[self.about.kind].check(value)]
            if issues:
                raise ValidationError(issues)
        return list(chosen) if self.about.type is FieldType.CHECKLIST else chosen[0]


ANSWERS: Mapping[FieldType, type[Typed]] = {
    FieldType.TEXT: TextAnswer,
    FieldType.TEXTAREA: TextAnswer,
    FieldType.NUMBER: NumberAnswer,
    FieldType.DATE: DateAnswer,
    FieldType.TIME: TimeAnswer,
    FieldType.CHECKBOX: TickAnswer,
    FieldType.CHECKLIST: ChoiceAnswer,
    FieldType.RADIO: ChoiceAnswer,
    FieldType.SELECT: ChoiceAnswer,
}


def build(components: tuple[Component, ...]) -> Schema:
    """Fields are named by their paths; marshmallow nests what it loads by the dots."""
    answers: dict[str, Any] = {}
    for component in walk(components):
        if isinstance(component, Field) and not component.readonly:
            answers[component.path] = ANSWERS[component.type](component)
        elif isinstance(component, Rows) and not component.readonly:
            answers[component.path] = _rows(component)
    return Schema.from_dict(answers)()


def _rows(rows: Rows) -> fields.List[Any]:
    def count(value: list[Any]) -> None:
        if len(value) < rows.fewest:
            raise wrong("too_few_rows", fewest=rows.fewest)
        if len(value) > rows.most:
            raise wrong("too_many_rows", most=rows.most)

    return fields.List(fields.Nested(build(rows.components)), validate=validate.And(count), load_default=list)


def shown(number: Decimal | float) -> str:
    """As people here write it: with a comma."""
    try:
        return format(Decimal(str(number)).normalize(), "f").replace(".", ",")
    except InvalidOperation:
        return str(number)
