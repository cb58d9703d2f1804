"""Text to a tree, or a sentence that says what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lark import Lark, Token, Tree, UnexpectedInput
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer

from engine.feel.errors import FeelSyntaxError, place
from engine.feel.scanner import Scanner


class _Tokens(Lexer):
    """Lets a Scanner be lark's lexer: what is parsed is the scanner itself."""

    def __init__(self, configuration: object) -> None:
        pass

    def lex(self, scanner: Any) -> Iterator[Token]:  # type: ignore[override]
        return iter(scanner.tokens())


LARK = Lark(
    Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8"),
    parser="lalr",
    lexer=_Tokens,
    start=["expression", "unary_tests"],
    maybe_placeholders=True,
)
for _rule in LARK.rules:
    _rule.origin.name = str(_rule.origin.name)  # from a token of lark's, slow to be looked up by
_WORDS = {
    "_RPAR": "')'", "_RSQB": "']'", "_RBRACE": "'}'", "_COLON": "':'", "_THEN": "'then'", "_ELSE": "'else'",
    "_RETURN": "'return'", "_SATISFIES": "'satisfies'", "_IN": "'in'", "_AND": "'and'", "_OF": "'of'",
    "_LPAR": "'('", "_DOTS": "'..'", "_COMMA": "','", "GT": "'>'", "_RANGE_CLOSE": "'['",
    "NAME": "a name", "STRING": "a string", "$END": "the end",
}  # fmt: skip
_CLOSING = ("_THEN", "_ELSE", "_RETURN", "_SATISFIES", "_DOTS", "_RPAR", "_RSQB", "_RBRACE", "_COLON")


def parse(text: str, start: str = "expression", names: Iterable[str] = ()) -> Tree[Token] | Token:
    scanner = Scanner(text, names)
    try:
        return LARK.parse(scanner, start=start)
    except UnexpectedToken as problem:
        raise _refusal(text, problem) from None
    except UnexpectedInput as problem:
        raise FeelSyntaxError(f"Expected an expression, but found {problem}") from None


def _refusal(text: str, problem: UnexpectedToken) -> FeelSyntaxError:
    at_end = problem.token.type == "$END"
    position = len(text.rstrip()) if at_end else int(problem.token.start_pos or 0)
    found = "the end" if at_end else f"'{problem.token}'"
    return FeelSyntaxError(f"Expected {_expected(problem)}, but found {found}", *place(text, position))


def _expected(problem: UnexpectedToken) -> str:
    expected = set(problem.accepts or problem.expected)
    if problem.token == "=" and "EQ" not in expected and "NUMBER" in expected:  # noqa: S105
        return "a value after one '='"
    if "NUMBER" in expected:
        return "a value"
    closing = next((kind for kind in _CLOSING if kind in expected), None)
    if "PLUS" in expected:
        return f"an operator or {_WORDS[closing]}" if closing else "an operator or the end"
    return " or ".join(sorted(_WORDS.get(kind, kind) for kind in expected))
