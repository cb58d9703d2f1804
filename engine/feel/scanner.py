"""Text to tokens. By hand, because what a FEEL word is depends on the names that are known at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lark import Token

from engine.feel import vocabulary
from engine.feel.errors import FeelLimitError, FeelSyntaxError, place
from engine.feel.limits import DEPTH, TEXT_LENGTH, TOKENS

_START, _PART = r"(?:[^\W\d]|[\U00010000-\U000effff])", r"[\w\U00010000-\U000effff]"
_WORD = f"{_START}{_PART}*"
_TOKEN = re.compile(
    rf"""(?P<SKIP>\s+|//[^\n]*|/\*.*?\*/)
      | (?P<NUMBER>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
      | (?P<WORD>{_WORD})
      | (?P<TEMPORAL>@"(?:[^"\\]|\\.)*")
      | (?P<STRING>"(?:[^"\\]|\\.)*")
      | (?P<SIGN>\.\.|\*\*|->|<=|>=|!=|[=<>+\-*/.,:(){{}}\[\]?])""",
    re.VERBOSE | re.DOTALL,
)
_KEYWORDS = {
    "and": "_AND", "or": "_OR", "in": "_IN", "between": "_BETWEEN", "if": "_IF", "then": "_THEN",
    "else": "_ELSE", "for": "_FOR", "return": "_RETURN", "some": "SOME", "every": "EVERY",
    "satisfies": "_SATISFIES", "true": "TRUE", "false": "FALSE", "null": "NULL",
}  # fmt: skip
_SIGNS = {
    "..": "_DOTS", "**": "_POWER", "->": "_ARROW", "<=": "LE", ">=": "GE", "!=": "NE", "=": "EQ", "<": "LT",
    ">": "GT", "+": "PLUS", "-": "MINUS", "*": "STAR", "/": "SLASH", ".": "_DOT", ",": "_COMMA", ":": "_COLON",
    "(": "_LPAR", ")": "_RPAR", "{": "_LBRACE", "}": "_RBRACE", "[": "_LSQB", "]": "_RSQB", "?": "INPUT",
}  # fmt: skip
_VALUE_ENDS = frozenset(
    {"NAME", "NUMBER", "STRING", "TEMPORAL", "TRUE", "FALSE", "NULL", "INPUT", "_RPAR", "_RSQB", "_RBRACE",
     "_RANGE_CLOSE"}
)  # fmt: skip
_AFTER_RANGE = re.compile(r"\s*(?:$|[)\],}=<>+*/.]|!=|(?:and|or|then|else|return|satisfies|in|between)\b)")
_LABEL = re.compile(rf"{_WORD}(?:[\s+\-*/'.]+{_PART}+)*(?=\s*:)")
_DECLARED = re.compile(rf"{_WORD}(?:\s+(?!in\b){_PART}+)*(?=\s+in\b)")
_BEFORE_LABEL = frozenset({"_LBRACE", "_COMMA", "_LPAR"})
_BEFORE_ITERATOR = frozenset({"_FOR", "SOME", "EVERY"})
_FUNCTIONS, _FUNCTIONS_AND_TYPES = (vocabulary.FUNCTIONS,), (vocabulary.FUNCTIONS, vocabulary.TYPES)
_BEFORE_TYPE = frozenset({"_OF", "_COLON", "_ARROW", "LT", "_COMMA"})


class Scanner:
    """Yields the tokens of one text; `names` are known names of more than one word."""

    def __init__(self, text: str, names: Iterable[str] = ()) -> None:
        if len(text) > TEXT_LENGTH:
            raise FeelLimitError(f"Expected at most {TEXT_LENGTH} characters, but there are {len(text)}")
        self.text = text
        self._names = vocabulary.Vocabulary(names)
        self._previous = ""
        self._brackets: list[str] = []

    def tokens(self) -> Iterator[Token]:
        text, length = self.text, len(self.text)
        position = length - len(text.lstrip())
        if text.startswith("=", position):
            position += 1
        count = 0
        while position < length:
            found = _TOKEN.match(text, position)
            if found is None:
                raise self._unreadable(position)
            end, kind = found.end(), found.lastgroup
            if kind is not None and kind != "SKIP":
                value = found.group()
                if kind == "WORD":
                    kind, value, end = self._word(position, value, end)
                elif kind == "SIGN":
                    kind = self._sign(position, value, end)
                self._previous = kind
                count += 1
                if count > TOKENS:
                    raise self._too_many(position)
                yield Token(kind, value, position)
            position = end

    def _word(self, position: int, word: str, end: int) -> tuple[str, str, int]:
        before = self._previous
        if before == "_DOT":
            return ("NAME", *(self._known(position, word, vocabulary.PROPERTIES) or (word, end)))
        if before in _BEFORE_LABEL and (label := _LABEL.match(self.text, position)):
            return ("NAME", self._declare(label.group()), label.end())
        if before in _BEFORE_ITERATOR and (label := _DECLARED.match(self.text, position)):
            return ("NAME", self._declare(label.group()), label.end())
        kinds = _FUNCTIONS_AND_TYPES if before in _BEFORE_TYPE else _FUNCTIONS
        if known := self._known(position, word, *kinds):
            return ("NAME", *known)
        return self._keyword(word, end), word, end

    def _known(self, position: int, word: str, *more: vocabulary.Vocabulary) -> tuple[str, int] | None:
        longest: tuple[str, int] | None = None
        for names in (self._names, *more):
            found = names.find(self.text, position, word)
            if found is not None and (longest is None or found[1] > longest[1]):
                longest = found
        return longest

    def _declare(self, label: str) -> str:
        name = " ".join(label.split())
        self._names.add(name)
        return name

    def _keyword(self, word: str, end: int) -> str:
        if word == "instance" and re.match(r"\s+of\b", self.text[end:]):
            return "_INSTANCE"
        if word == "of" and self._previous == "_INSTANCE":
            return "_OF"
        if word == "function" and re.match(r"\s*\(", self.text[end:]):
            return "_FUNCTION"
        return _KEYWORDS.get(word, "NAME")

    def _sign(self, position: int, sign: str, end: int) -> str:
        if sign == "..":
            self._brackets[-1:] = [".."] if self._brackets else []
        elif sign == "]" and self._previous not in _VALUE_ENDS and self._previous != "_LSQB":
            return self._open(position, "_RANGE_OPEN")
        elif sign == "[" and self._closes_range(end):
            self._brackets.pop()
            return "_RANGE_CLOSE"
        elif sign in "([{":
            return self._open(position, _SIGNS[sign])
        elif sign in ")]}" and self._brackets:
            self._brackets.pop()
        return _SIGNS[sign]

    def _open(self, position: int, kind: str) -> str:
        self._brackets.append(kind)
        if len(self._brackets) > DEPTH:
            line, column = place(self.text, position)
            raise FeelLimitError(f"Expected at most {DEPTH} open brackets, but there are more", line, column)
        return kind

    def _closes_range(self, end: int) -> bool:
        in_range = bool(self._brackets) and self._brackets[-1] == ".."
        return in_range and _AFTER_RANGE.match(self.text, end) is not None

    def _too_many(self, position: int) -> FeelLimitError:
        line, column = place(self.text, position)
        return FeelLimitError(f"Expected at most {TOKENS} words and signs, but there are more", line, column)

    def _unreadable(self, position: int) -> FeelSyntaxError:
        sign = self.text[position]
        line, column = place(self.text, position)
        if sign in '"@' and self.text.find('"', position) >= 0:
            return FeelSyntaxError("Expected a closing '\"', but the text ends before it", line, column)
        return FeelSyntaxError(f"Expected a value or an operator, but found {sign!r}", line, column)
