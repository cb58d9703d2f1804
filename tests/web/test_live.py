"""Which conditions a page judges by itself, and how the form says it."""

import json
from datetime import datetime
from typing import Any

import pytest

from engine.forms import Form
from web.live import live
from web.sheet import Sheet

NOW = datetime.fromisoformat("2026-12-01T08:00:00+08:00")
CHOICE = {
    "type": "radio", "id": "jenis", "key": "a.jenis", "label": "Jenis",
    "values": [{"label": "Baru", "value": "baru"}, {"label": "Hilang", "value": "hilang"}],
}  # fmt: skip
TICK = {"type": "checkbox", "id": "ya", "key": "a.ya", "label": "Ya"}
NAME = {"type": "textfield", "id": "nama", "key": "a.nama", "label": "Nama"}


def hidden(condition: str, name: str = "surat", **more: Any) -> dict[str, Any]:
    return {
        "type": "textfield",
        "id": name,
        "key": f"a.{name}",
        "label": name,
        "conditional": {"hide": condition},
    } | more


def form(*components: dict[str, Any]) -> Form:
    return Form.parse(json.dumps({"type": "default", "components": list(components)}).encode())


def test_judges_choices_and_ticks_of_the_same_form_on_the_page() -> None:
    found = live(form(CHOICE, TICK, hidden('a.jenis != "hilang" or not(a.ya = true)')))

    assert found.trees == {
        "surat": ["or", ["!=", ["get", "a", "jenis"], "hilang"], ["not", ["=", ["get", "a", "ya"], True]]]
    }
    assert found.kinds == {"a.jenis": "choice", "a.ya": "tick"}
    assert found.asked == frozenset()


@pytest.mark.parametrize(
    "condition", ['a.nama = "x"', 'b.jenis = "x"', 'matches(a.jenis, "b")', "a.jenis < today()"]
)
def test_asks_the_server_where_the_page_cannot_know(condition: str) -> None:
    found = live(form(CHOICE, NAME, hidden(condition)))

    assert found.trees == {}
    assert found.asked


def test_asks_the_server_for_a_group_that_shows_only_with_what_is_in_it() -> None:
    bound = {"type": "group", "id": "g", "label": "G", "components": [hidden('a.jenis = "baru"')]}

    assert live(form(CHOICE, bound)).asked == {"a.jenis"}
    bound["components"].append(TICK)
    assert live(form(CHOICE, bound)).trees


@pytest.mark.parametrize(
    ("posted", "shows"), [({"a.jenis": ["hilang"]}, True), ({"a.jenis": ["baru"]}, False), ({}, False)]
)
def test_the_page_holds_what_it_may_show(posted: dict[str, list[str]], shows: bool) -> None:
    about = form(CHOICE, hidden('a.jenis = null or a.jenis != "hilang"'))
    sheet = Sheet.of(about, posted, {}, NOW, "id")

    assert sheet.shows(about.components[1]) is shows
    assert sheet.draws(about.components[1])
    assert json.loads(sheet.condition(about.components[1]))[0] == "or"


def test_an_answer_that_is_not_given_is_null_on_both_sides() -> None:
    """As `read` of the page's script has it: a tick is true or null."""
    about = form(
        TICK, hidden("a.ya = null", "satu"), hidden("a.ya = false", "dua"), hidden("a.ya = true", "tiga")
    )

    assert about.hidden(about.read({}), {}, NOW) == {"satu"}
    assert about.hidden(about.read({"a.ya": ["true"]}), {}, NOW) == {"tiga"}
