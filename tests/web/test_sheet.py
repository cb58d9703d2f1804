"""Forms as plain HTML: every kind of question, tied to its hint and its errors, whole without scripts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
import pytest
from flask import render_template_string
from lxml import html

from engine.forms import Form, Problem
from engine.forms.answers import post
from tests.web.site import Site
from tests.web.test_words import NOW
from web import sheet
from web.sheet import Sheet

DRAWN = '{% from "form.html" import draw %}<form>{{ draw(sheet) }}</form>'


@pytest.fixture(autouse=True)
def a_request(shop: Site) -> Iterator[None]:
    with shop.app.test_request_context("/"):
        yield


def field(type_: str, key: str = "isian", **more: Any) -> dict[str, Any]:
    return {"id": key, "type": type_, "key": key, "label": "Pertanyaan", "label_en": "Question"} | more


def rule(level: str) -> dict[str, str]:
    return {"id": "r", "field": "isian", "when": "isian = null", "message": "Isi.", "level": level}


def form(*components: Mapping[str, Any], rules: Sequence[Mapping[str, Any]] = ()) -> Form:
    return Form.parse(orjson.dumps({"id": "uji", "components": list(components), "rules": list(rules)}))


def drawn(
    of: Form, posted: Mapping[str, Sequence[str]] | None = None, *problems: Problem, language: str = "id"
) -> Any:
    shown = Sheet.of(of, posted or {}, {}, NOW, language).with_problems(problems, ())
    return html.fromstring(render_template_string(DRAWN, sheet=shown))


def one(tree: Any, path: str) -> Any:
    (found,) = tree.xpath(path)
    return found


def said_of(tree: Any, control: Any) -> str:
    """What a screen reader adds to a control."""
    ids = control.get("aria-describedby", "").split()
    return " ".join(one(tree, f"//*[@id='{id_}']").text_content() for id_ in ids)


@pytest.mark.parametrize(
    ("component", "path"),
    [
        (field("textfield"), "//input[@name='isian' and not(@type)]"),
        (field("textarea"), "//textarea[@name='isian']"),
        (field("number"), "//input[@name='isian' and @inputmode='decimal']"),
        (field("number", decimalDigits=0), "//input[@name='isian' and @inputmode='numeric']"),
        (field("textfield", properties={"kind": "nik"}), "//input[@name='isian' and @inputmode='numeric']"),
        (field("datetime", subtype="time", timeLabel="Pukul"), "//input[@name='isian']"),
        (field("checkbox"), "//input[@name='isian' and @type='checkbox' and @value='true']"),
        (field("select", values=[{"label": "Satu", "value": "1"}]), "//select[@name='isian']"),
    ],
)
def test_draws_each_question_as_the_browsers_own_control(component: Mapping[str, Any], path: str) -> None:
    tree = drawn(form(component))

    control = one(tree, path)
    label = one(tree, f"//label[@for='{control.get('id')}'] | //label[.//*[@id='{control.get('id')}']]")
    assert label.text_content().strip() != ""


def test_asks_for_a_date_in_three_boxes() -> None:
    tree = drawn(
        form(field("datetime", subtype="date", dateLabel="Tanggal lahir")),
        {"isian-dd": ["5"], "isian-yyyy": ["1994"]},
    )

    boxes = tree.xpath("//fieldset//input")
    assert [box.name for box in boxes] == ["isian-dd", "isian-mm", "isian-yyyy"]
    assert [box.value for box in boxes] == ["5", "", "1994"]
    assert [label.text.strip() for label in tree.xpath("//fieldset//label")] == ["Tanggal", "Bulan", "Tahun"]


@pytest.mark.parametrize(("type_", "control"), [("radio", "radio"), ("checklist", "checkbox")])
def test_draws_choices_within_a_fieldset(type_: str, control: str) -> None:
    values = [{"label": "Ya", "value": "ya"}, {"label": "Tidak", "value": "tidak"}]

    tree = drawn(form(field(type_, values=values)), {"isian": ["tidak"]})

    assert "Pertanyaan" in one(tree, "//fieldset/legend").text_content()
    assert [box.get("type") for box in tree.xpath("//input")] == [control, control]
    assert [box.value for box in tree.xpath("//input[@checked]")] == ["tidak"]


def test_takes_options_from_the_scope() -> None:
    of = form(field("select", valuesKey="daftar.kelurahan"))
    shown = Sheet.of(
        of, {}, {"daftar": {"kelurahan": [{"value": "53.71.03.1010", "label": "Oesapa"}]}}, NOW, "id"
    )

    tree = html.fromstring(render_template_string(DRAWN, sheet=shown))

    assert [option.text for option in tree.xpath("//option")] == ["Pilih…", "Oesapa"]


def test_ties_hint_and_error_to_the_control() -> None:
    of = form(field("textfield", description="Seperti pada KTP-el", validate={"required": True}))

    tree = drawn(of, {"isian": ["x"]}, Problem("isian", "required"))

    control = one(tree, "//input")
    assert said_of(tree, control) == "Seperti pada KTP-el Isi bagian ini."
    assert control.get("aria-invalid") == "true"
    assert control.value == "x"


@pytest.mark.parametrize("type_", ["radio", "checklist", "checkbox", "textarea", "select", "number"])
def test_ties_an_error_to_every_kind_of_control(type_: str) -> None:
    values = {"values": [{"label": "Ya", "value": "ya"}]} if type_ in ("radio", "checklist", "select") else {}

    tree = drawn(form(field(type_, **values)), {}, Problem("isian", "required"))

    control = one(tree, "//input | //select | //textarea")
    assert "Isi bagian ini." in said_of(tree, control)


def test_leads_from_the_summary_to_the_control() -> None:
    of = form(
        field("datetime", "tanggal", subtype="date", dateLabel="Tanggal"),
        field("radio", "jk", values=[{"label": "L", "value": "L"}]),
        field("textfield", "nama"),
    )
    problems = [Problem(name, "required") for name in ("tanggal", "jk", "nama")]
    shown = Sheet.of(of, {}, {}, NOW, "id").with_problems(problems, ())
    tree = html.fromstring(render_template_string(DRAWN, sheet=shown))

    focused = [one(tree, f"//*[@id='{anchor}']").tag for anchor, _ in shown.summary()]

    assert focused == ["input", "input", "input"]


def test_names_the_group_in_the_summary() -> None:
    group = {
        "id": "g",
        "type": "group",
        "label": "Ibu",
        "path": "ibu",
        "components": [field("textfield", "nama")],
    }

    shown = Sheet.of(form(group), {}, {}, NOW, "id").with_problems([Problem("ibu.nama", "required")], ())

    assert shown.summary() == [("ibu.nama", "Ibu, Pertanyaan: Isi bagian ini.")]


def test_speaks_the_words_of_a_rule_in_the_pages_language() -> None:
    problem = Problem("isian", "rule", message="Terlalu muda.", message_en="Too young.")

    tree = drawn(form(field("textfield")), {}, problem, language="en")

    assert "Too young." in tree.text_content()


@pytest.mark.parametrize(
    ("component", "rules", "optional"),
    [
        (field("textfield"), [], True),
        (field("textfield", validate={"required": True}), [], False),
        (field("textfield"), [rule("error")], False),
        (field("textfield"), [rule("warning")], True),
    ],
)
def test_marks_what_may_stay_empty(component: Mapping[str, Any], rules: list[Any], optional: bool) -> None:
    tree = drawn(form(component, rules=rules))

    assert ("(boleh kosong)" in tree.text_content()) is optional


def test_leaves_out_what_is_hidden_and_groups_that_are_empty_then() -> None:
    hidden = field("textfield", "rahasia", conditional={"hide": 'isian = "a"'})
    group = {"id": "g", "type": "group", "label": "Kosong", "components": [hidden]}

    seen, gone = (drawn(form(field("textfield"), group), {"isian": [typed]}) for typed in ("b", "a"))

    assert "Kosong" in seen.text_content()
    assert "Kosong" not in gone.text_content()
    assert one(gone, "//input").get("data-live") is not None


def test_escapes_what_was_typed_and_what_forms_say() -> None:
    text = {"id": "t", "type": "text", "text": "<script>alert(1)</script> **tebal**"}

    tree = drawn(
        form(text, field("textfield"), field("textarea", "area")),
        {"isian": ['"><b>'], "area": ["\n</textarea>"]},
    )

    assert tree.xpath("//script") == []
    assert tree.xpath("//strong")[0].text == "tebal"
    assert one(tree, "//input").value == '"><b>'
    assert (
        one(tree, "//textarea").value.removeprefix("\n") == "\n</textarea>"
    )  # browsers drop the first line break


ROWS = {
    "id": "anak", "type": "dynamiclist", "label": "Anak", "path": "anak", "validate": {"max": 3},
    "components": [field("textfield", "nama"), field("datetime", "lahir", subtype="date", dateLabel="Lahir")],
}  # fmt: skip


def rows(*names: str) -> dict[str, list[str]]:
    of = form(ROWS)
    return post(of.components, {"anak": [{"nama": name, "lahir": {}} for name in names]})


def test_adds_a_row_by_a_plain_button() -> None:
    posted = sheet.edited(rows("Ani", "Budi"), "tambah:anak")

    tree = drawn(form(ROWS), posted)

    assert [box.value for box in tree.xpath("//input[contains(@name,'.nama')]")] == ["Ani", "Budi", ""]


def test_removes_a_row_and_moves_the_later_ones_up() -> None:
    posted = sheet.edited(rows("Ani", "Budi", "Cici"), "hapus:anak:1")

    tree = drawn(form(ROWS), posted)

    assert [box.value for box in tree.xpath("//input[contains(@name,'.nama')]")] == ["Ani", "Cici"]
    assert [button.get("value") for button in tree.xpath("//button")] == [
        "hapus:anak:0",
        "hapus:anak:1",
        "tambah:anak",
    ]


def test_offers_no_more_rows_than_the_list_takes() -> None:
    full = drawn(form(ROWS), rows("Ani", "Budi", "Cici"))
    smuggled = drawn(form(ROWS), {"anak.999999999.nama": ["x"]})

    assert full.xpath("//button[@value='tambah:anak']") == []
    assert len(smuggled.xpath("//li")) == 3


def test_keeps_a_problem_at_its_row() -> None:
    tree = drawn(form(ROWS), rows("Ani", ""), Problem("anak.1.nama", "required"))

    assert one(tree, "//input[@name='anak.1.nama']").get("aria-invalid") == "true"
    assert one(tree, "//input[@name='anak.0.nama']").get("aria-invalid") is None
