"""`terbit feel` and `terbit decision run`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.decisions.tables import make_decision, make_file, make_knowledge, make_literal, make_service
from web.cli import terbit

FILE = make_file(
    make_decision(make_literal("umur * 2"), "ganda", title="Dua kali"),
    make_decision(make_literal("lahir.year"), "tahun"),
    make_decision(make_literal("1 +"), "rusak"),
    make_knowledge("tambah", ["a: number"], make_literal("a + 1")),
    make_service("layanan", ["ganda"], data=["masukan_0"]),
    inputs=["umur: number", "lahir: date"],
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "uji.dmn"
    path.write_bytes(FILE)
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(terbit, arguments)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/3", "0.3333333333333333333333333333333333"),
        ("null", "null"),
        ('{a: [true, date("2026-12-01")]}', '{"a": [true, "2026-12-01"]}'),
        ("x + 0.00000000000000000001", "1.10000000000000000001"),
    ],
)
def test_prints_the_value_of_an_expression_with_all_its_digits(text: str, expected: str) -> None:
    told = run("feel", text, "--context", '{"x": 1.1}')

    assert (told.exit_code, told.output.strip()) == (0, expected)


def test_says_where_an_expression_is_none() -> None:
    told = run("feel", "1 +")

    assert told.exit_code == 1
    assert "1:4: Expected a value, but found the end" in told.output


@pytest.mark.parametrize(
    ("name", "context", "expected"),
    [
        ("ganda", {"umur": 4}, "8"),
        ("Dua kali", {"umur": 4}, "8"),
        ("tahun", {"lahir": "2026-11-20"}, "2026"),
        ("tambah", {"a": 4}, "5"),
        ("layanan", {"umur": 5}, "10"),
    ],
)
def test_runs_a_decision_a_service_or_knowledge(
    file: Path, name: str, context: object, expected: str
) -> None:
    told = run("decision", "run", str(file), "--decision", name, "--context", json.dumps(context))

    assert (told.exit_code, told.output.strip()) == (0, expected)


def test_refuses_a_decision_with_a_sentence(file: Path) -> None:
    told = run("decision", "run", str(file), "--decision", "rusak")

    assert told.exit_code == 1
    assert (
        "Expected FEEL as the literal expression, but at 1:4: Expected a value, but found the end"
        in told.output
    )


def test_answers_each_line_of_a_batch(file: Path, tmp_path: Path) -> None:
    asked = [
        {"file": "uji.dmn", "decision": "ganda", "context": {"umur": 4}},
        {"file": "uji.dmn", "decision": "hilang", "context": {}},
        {"file": "hilang.dmn", "decision": "ganda", "context": {}},
        {"decision": "ganda"},
        {"file": "uji.dmn", "decision": "tahun", "context": {"lahir": "2025-01-01"}},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(map(json.dumps, asked)) + "\nno json\n")

    told = run("decision", "run", "--batch", str(batch))

    lines = [json.loads(line) for line in told.output.splitlines()]
    assert [line.get("result") for line in lines] == [8, None, None, None, 2025, None]
    assert ["error" in line for line in lines] == [False, True, True, True, False, True]
