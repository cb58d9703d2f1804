"""A form is taken whole or refused with a sentence that names what was expected."""

import pytest

from engine.errors import FormError
from engine.forms import FieldType, Form, Group
from tests.forms.building import choice, date, form, group, question, rows, rule, source


def test_reads_a_question_with_its_words_and_limits() -> None:
    asked = form(
        question(
            "nama", label_en="Name", description="Seperti pada KTP", layout={"columns": 8},
            validate={"required": True, "maxLength": 60}, properties={"kind": "person_name"},
        )
    )  # fmt: skip

    (field,) = asked.fields
    assert (field.path, field.type, field.kind) == ("nama", FieldType.TEXT, "person_name")
    assert (field.label, field.label_en, field.look.hint.id) == ("Nama", "Name", "Seperti pada KTP")
    assert (field.look.columns, field.required, field.limits.longest) == (8, True, 60)


def test_a_group_puts_its_path_before_those_of_its_questions() -> None:
    asked = form(group("anak", question("nama"), group("lahir", date("tanggal"))))

    assert [field.path for field in asked.fields] == ["anak.nama", "anak.lahir.tanggal"]


def test_a_group_without_a_path_adds_none() -> None:
    asked = form(group(None, question("nama")))

    assert isinstance(asked.components[0], Group)
    assert asked.fields[0].path == "nama"


def test_the_questions_of_rows_are_their_own() -> None:
    asked = form(rows("anggota", question("nama")))

    assert asked.fields == ()


@pytest.mark.parametrize("type_", ["html", "iframe", "button", "filepicker", "expression", "skrip"])
def test_refuses_a_component_that_this_system_does_not_draw(type_: str) -> None:
    with pytest.raises(FormError, match=f"but component 'id_nama' is of type '{type_}'"):
        form(question("nama", type_))


def test_refuses_a_moment_of_date_and_time_together() -> None:
    with pytest.raises(FormError, match="is of type 'datetime'"):
        form(question("saat", "datetime", subtype="datetime"))


@pytest.mark.parametrize(
    ("component", "sentence"),
    [
        (question("na ma"), "Expected a name of letters"),
        (question("__class__.x y"), "Expected a name of letters"),
        (question(conditional={"hide": "=1 +"}), "Expected FEEL in the condition of 'id_nama'"),
        (question(defaultValue="=now("), "Expected FEEL in the default of 'id_nama'"),
        (question(validate={"min": "=1"}), "Expected a number as 'min'"),
        (question(validate={"pattern": "(?=a)b"}), "Expected a pattern as RE2 knows it"),
        (question(properties={"kind": "paspor"}), "Expected a kind of nik, kk"),
        (question(label="{{nama}}"), "Expected a plain text"),
        (question("pilih", "select"), "Expected either values or a valuesKey"),
        (choice(valuesKey="daftar.x"), "Expected either values or a valuesKey"),
        (rows("anak", question(conditional={"hide": "true"})), "Expected no conditions inside the rows"),
        ("nama", "Expected each component to be an object"),
    ],
)
def test_refuses_what_it_cannot_use(component: object, sentence: str) -> None:
    with pytest.raises(FormError, match=sentence):
        Form.parse(source(component))


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"components": 3}'])
def test_refuses_what_is_no_form(content: bytes) -> None:
    with pytest.raises(FormError, match="Expected a form"):
        Form.parse(content)


def test_refuses_a_form_of_unreasonable_size() -> None:
    with pytest.raises(FormError, match="Expected a form of at most"):
        Form.parse(b" " * 600_000)


def test_refuses_groups_without_end() -> None:
    nested = question("nama")
    for _ in range(8):
        nested = group(None, nested)

    with pytest.raises(FormError, match="Expected groups at most"):
        form(nested)


@pytest.mark.parametrize(
    "components",
    [
        (question("nama"), question("nama")),
        (question("anak"), group("anak", question("nama"))),
    ],
)
def test_refuses_two_questions_for_one_answer(components: tuple[dict[str, object], ...]) -> None:
    with pytest.raises(FormError, match="is asked twice"):
        form(*components)


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (rule("tiada", "true"), "has no 'tiada'"),
        (rule("nama", "nama >"), "Expected FEEL in rule 'aturan'"),
        (rule("nama", "true", level="fatal"), "Expected error or warning"),
        (rule("nama", "true", biaya=1), "Expected only confirmed, field"),
        ({"id": "aturan", "field": "nama"}, "in rule 'aturan', but it is missing"),
    ],
)
def test_refuses_a_rule_that_cannot_hold(broken: dict[str, object], sentence: str) -> None:
    with pytest.raises(FormError, match=sentence):
        form(question("nama"), rules=[broken])


def test_refuses_two_rules_of_one_name() -> None:
    with pytest.raises(FormError, match="two share one"):
        form(question("nama"), rules=[rule("nama", "true"), rule("nama", "false")])
