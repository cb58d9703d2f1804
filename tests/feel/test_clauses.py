"""A condition taken apart, to be told in words; what can't be told is said to be so."""

import pytest

from engine.feel.clauses import Aged, Answered, Clause, Clauses, Compared, Measured, Untold, clauses


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ('a.b = "x"', Answered("a.b", ("x",))),
        ('a.b != "x"', Answered("a.b", ("x",), negated=True)),
        ('a.b in ["x", "y"]', Answered("a.b", ("x", "y"))),
        ('not(a.b in ["x", "y"])', Answered("a.b", ("x", "y"), negated=True)),
        ("a.b = null", Answered("a.b", (None,))),
        ("a.b != null", Answered("a.b", (None,), negated=True)),
        ("a.b = true", Answered("a.b", ("true",))),
        ("a.b > 1", Measured("a.b", ">", "1")),
        ("a.b != c.b", Compared("a.b", "!=", "c.b")),
        ('date(a.born) + duration("P17Y") > date(b.day)', Aged("a.born", 17, ">", "b.day")),
        ('date(a.born) + duration("P17Y") <= date(b.day)', Aged("a.born", 17, "<=", "b.day")),
        ('date(a.born) + duration("P17M") > date(b.day)', Untold()),
        ("not(a.b > 1)", Measured("a.b", "<=", "1")),
        ("count(a.b) = 2", Untold()),
        ("a.b < 1", Measured("a.b", "<", "1")),
        ('a.b < "x"', Untold()),
        ("a.b in c", Untold()),
        ("not(a, b)", Untold()),
    ],
)
def test_takes_a_comparison_apart(text: str, clause: Clause) -> None:
    assert clauses(text) == clause


def test_keeps_what_belongs_together() -> None:
    found = clauses('(a = "x" and b = "y") or some c in d satisfies c = 1')

    both = Clauses((Answered("a", ("x",)), Answered("b", ("y",))), every=True)
    assert found == Clauses((both, Untold()), every=False)


def test_turns_every_part_of_what_does_not_hold() -> None:
    found = clauses('not(a = "x" and (b > 1 or c = null))')

    other = Clauses((Measured("b", "<=", "1"), Answered("c", (None,), negated=True)), every=True)
    assert found == Clauses((Answered("a", ("x",), negated=True), other), every=False)
