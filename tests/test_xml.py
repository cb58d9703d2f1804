"""XML of others is harmless, or refused within a tenth of a second."""

import time

import pytest

from engine import xml
from engine.decisions import Decisions
from engine.drawing import DrawingError, draw
from engine.errors import DecisionError, ProcedureError
from engine.lint import Order
from engine.lint.finding import find
from engine.process.diagrams import read_diagram

HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">'
LAUGHS = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
A_TENTH = 0.1


def attributes(pattern: str, count: int) -> str:
    return f"<definitions {' '.join(pattern % at for at in range(count))}/>"


HOSTILE = {
    "doctype": (f'<!DOCTYPE d SYSTEM "http://127.0.0.1:1/d.dtd">{HEAD}</definitions>', "no DOCTYPE"),
    "public doctype": (f'<!DOCTYPE d PUBLIC "-//X//Y" "d.dtd">{HEAD}</definitions>', "no DOCTYPE"),
    "external entity": (
        f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>{HEAD}&e;</definitions>',
        "no DOCTYPE",
    ),
    "parameter entity": (
        f'<!DOCTYPE d [<!ENTITY % e SYSTEM "http://127.0.0.1:1/e"> %e;]>{HEAD}</definitions>',
        "no DOCTYPE",
    ),
    "billion laughs": (f'<!DOCTYPE d [<!ENTITY a0 "ha">{LAUGHS}]>{HEAD}&a9;</definitions>', "no DOCTYPE"),
    "quadratic entity": (
        f'<!DOCTYPE d [<!ENTITY a "{"a" * 100_000}">]>{HEAD}{"&a;" * 10_000}</definitions>',
        "no DOCTYPE",
    ),
    "laughs in an attribute": (
        f'<!DOCTYPE d [<!ENTITY a0 "ha">{LAUGHS}]><definitions a="&a9;"/>',
        "no DOCTYPE",
    ),
    "undeclared entity": (f"{HEAD}&nbsp;</definitions>", "well-formed XML"),
    "200,000 elements": (f"{HEAD}{'<a/>' * 200_000}</definitions>", "at most 20000 elements"),
    "100,000 attributes": (
        attributes("a%d=''", 100_000),
        "tags of at most 200000 bytes",
    ),
    "51 attributes": (attributes("a%d=''", 51), "at most 50 attributes"),
    "a thousand namespaces": (
        attributes("xmlns:a%d='u'", 1000),
        "at most 50 attributes",
    ),
    "deep nesting": ("<a>" * 100_000 + "</a>" * 100_000, "at most 60 deep"),
    "sixty-one deep": ("<a>" * 61 + "</a>" * 61, "at most 60 deep"),
    "UTF-7": ('<?xml version="1.0" encoding="UTF-7"?>+ADw-definitions/+AD4-', "UTF-8"),
    "Latin-1": ('<?xml version="1.0" encoding="ISO-8859-1"?><definitions/>', "UTF-8"),
    "EBCDIC": ('<?xml version="1.0" encoding="cp037"?><definitions/>', "UTF-8"),
    "an instruction": (f"{HEAD}<?php system('x') ?></definitions>", "no processing instructions"),
    "a style sheet": (f'<?xml-stylesheet href="x.xsl"?>{HEAD}</definitions>', "no processing instructions"),
    "two million letters": (f"{HEAD}{'x' * 2_000_000}</definitions>", "a file of at most 2000000 bytes"),
    "one long name": (f"<{'x' * 1_900_000}/>", "tags of at most 200000 bytes"),
    "one long attribute": (f'<definitions a="{"x" * 1_900_000}"/>', "tags of at most 200000 bytes"),
    "a prefix that nobody declared": ("<bpmn:definitions/>", "well-formed XML"),
    "nothing": ("", "well-formed XML"),
    "two roots": ("<a/><b/>", "well-formed XML"),
    "an attribute twice": ('<a b="" b=""/>', "well-formed XML"),
    "a forbidden letter": ("<a>\x01</a>", "well-formed XML"),
}
BYTES = {
    "UTF-16": ("<definitions/>".encode("utf-16"), "UTF-8"),
    "UTF-16 without a mark": ("<definitions/>".encode("utf-16-be"), "UTF-8"),
    "UTF-32": ("<definitions/>".encode("utf-32"), "UTF-8"),
    "broken UTF-8": (b"<a>\xc3\x28</a>", "well-formed XML"),
    "a null byte": (b"<a>\x00</a>", "UTF-8"),
    "a later null byte": (b"<definitions>\x00</definitions>", "well-formed XML"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "well-formed XML"),
    "an archive": (b"PK\x03\x04" + bytes(100), "well-formed XML"),
}
ALL = {name: (text.encode(), expected) for name, (text, expected) in HOSTILE.items()} | BYTES


@pytest.mark.parametrize("name", ALL)
def test_refuses(name: str) -> None:
    content, expected = ALL[name]

    before = time.process_time()
    with pytest.raises(xml.UnsafeXmlError, match=f"Expected (elements |)(.* |){expected}"):
        xml.read(content)

    assert time.process_time() - before < A_TENTH


@pytest.mark.parametrize("name", ALL)
def test_refuses_as_a_diagram_with_one_problem(name: str) -> None:
    content, _ = ALL[name]

    before = time.process_time()
    found = list(find(Order({"a.bpmn": content}, "a")))

    assert [problem.code for problem in found] == ["E100"]
    assert time.process_time() - before < A_TENTH


def test_says_the_line() -> None:
    with pytest.raises(xml.UnsafeXmlError) as refused:
        xml.read(b"<a>\n<b>\n<?php x ?>\n</b>\n</a>")

    assert refused.value.line == 3


def test_reads_comments_and_signs_as_nothing() -> None:
    root = xml.read("\ufeff<a><!-- <!DOCTYPE x> --><b>&lt;&#xe9;</b><![CDATA[<c/>]]></a>".encode())

    assert [child.tag for child in root] == ["b"]
    assert root[0].text == "<é"


@pytest.mark.parametrize("name", ["billion laughs", "200,000 elements", "UTF-7"])
def test_is_the_one_way_in(name: str) -> None:
    content, _ = ALL[name]

    with pytest.raises(DecisionError, match="Expected"):
        Decisions.parse([content])
    with pytest.raises(DrawingError, match="Expected"):
        draw(content)
    with pytest.raises(ProcedureError, match="Expected"):
        read_diagram("a.bpmn", content)
