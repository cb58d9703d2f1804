import pytest

from engine import feel


@pytest.mark.parametrize(
    ("text", "line", "column", "sentence"),
    [
        ("1 +", 1, 4, "Expected a value, but found the end"),
        ("", 1, 1, "Expected a value, but found the end"),
        ("(1", 1, 3, "Expected ')' or ',' or '..', but found the end"),
        ("1 2", 1, 3, "Expected an operator or the end, but found '2'"),
        ("if a then b", 1, 12, "Expected 'else', but found the end"),
        ("if a 1", 1, 6, "Expected an operator or 'then', but found '1'"),
        ("for x in y", 1, 11, "Expected ',' or '..' or 'return', but found the end"),
        ("a == b", 1, 4, "Expected a value after one '=', but found '='"),
        ('a = "b', 1, 5, "Expected a closing '\"', but the text ends before it"),
        ("a && b", 1, 3, "Expected a value or an operator, but found '&'"),
        ("a.\n  b +\n  )", 3, 3, "Expected a value, but found ')'"),
        ("a.1", 1, 2, "Expected an operator or the end, but found '.1'"),
        ("{a 1}", 1, 4, "Expected ':', but found '1'"),
        ("1..2", 1, 2, "Expected the end, but found '..'"),
        ("a.", 1, 3, "Expected a name, but found the end"),
        ("{1: 2}", 1, 2, "Expected '}' or a name or a string, but found '1'"),
        ("x between 1 or 5", 1, 13, "Expected 'and', but found 'or'"),
        ("(1, 2)", 1, 5, "Expected ')' after one value, but found a second one after ','"),
        ("> 5", 1, 1, "Expected a value, but found '>'"),
        ("[> 5]", 1, 2, "Expected a value before '>', but there is none"),
        ("? = 1", 1, 1, "Expected '?' only in a unary test, but there is no value under test here"),
        ("1 instance of nomor", 1, 15, "Expected a type of the standard, but 'nomor' is none"),
        ("f(a: 1, a: 2)", 1, 3, "Expected each parameter once, but one is named twice"),
        ("1E9999", 1, 1, "Expected a number within the limits, but this one is too large"),
    ],
)
def test_says_where_and_what_was_expected(text: str, line: int, column: int, sentence: str) -> None:
    with pytest.raises(feel.FeelSyntaxError) as refusal:
        feel.compile(text)

    assert refusal.value.sentence == sentence
    assert (refusal.value.line, refusal.value.column) == (line, column)


def test_says_where_a_cell_is_wrong() -> None:
    with pytest.raises(feel.FeelError) as refusal:
        feel.compile_unary('"baru",')

    assert refusal.value.sentence == "Expected a value, but found the end"
    assert refusal.value.column == 8


def test_refuses_a_host_value_that_is_none_of_the_language() -> None:
    with pytest.raises(feel.FeelValueError) as refusal:
        feel.compile("kasus.nomor").evaluate({"kasus": object()}, now=None)  # type: ignore[arg-type]

    assert refusal.value.sentence == "Expected a FEEL value from the host, but got a Python object"
