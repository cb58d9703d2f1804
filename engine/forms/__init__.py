"""Forms: form-js JSON of a document type, read and checked on the server."""

from engine.forms.components import (
    CHOICES,
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
)
from engine.forms.form import Form, options
from engine.forms.paths import at, put
from engine.forms.problems import MESSAGES, Checked, Problem

__all__ = [
    "CHOICES",
    "MESSAGES",
    "Checked",
    "Component",
    "Field",
    "FieldType",
    "Form",
    "Group",
    "Limits",
    "Look",
    "Option",
    "Problem",
    "Rows",
    "Separator",
    "Text",
    "Words",
    "at",
    "options",
    "put",
]
