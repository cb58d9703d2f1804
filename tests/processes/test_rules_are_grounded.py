"""What an officer is asked or told rests on something: each rule, paper and row of a decision names law and date."""

import datetime as dt
from pathlib import Path

import pytest
from lxml import etree

from engine.definitions import read_folder
from engine.forms import Form
from engine.requirements import parse_requirements

FOLDER = Path(__file__).parents[2] / "processes"
TYPES = ("akta_kelahiran", "akta_kematian", "lahir_mati", "kelahiran_luar_negeri")
OWN = {
    name: {path: file for path, file in read_folder(FOLDER, name).items() if path.startswith(f"{name}/")}
    for name in TYPES
}
DMN = {"dmn": "https://www.omg.org/spec/DMN/20191111/MODEL/"}

every_type = pytest.mark.parametrize("name", TYPES)


@every_type
def test_each_rule_of_a_form_names_its_basis_and_its_first_day(name: str) -> None:
    forms = [Form.parse(content) for path, content in OWN[name].items() if path.endswith(".form.json")]
    rules = [(form.id, rule) for form in forms for rule in form.rules]

    assert rules
    assert [(form, rule.id) for form, rule in rules if not (rule.legal_basis and rule.since)] == []
    assert all(dt.date.fromisoformat(rule.since) for _, rule in rules)


@every_type
def test_each_paper_names_its_basis_and_its_first_day(name: str) -> None:
    papers = parse_requirements(OWN[name][f"{name}/requirements.toml"])

    assert [
        paper.code for paper in papers if not paper.legal_basis or paper.since > dt.date(2026, 5, 6)
    ] == []


@every_type
def test_each_row_of_a_decision_names_its_basis_and_its_first_day(name: str) -> None:
    tables = [etree.fromstring(content) for path, content in OWN[name].items() if path.endswith(".dmn")]
    rows = [row for table in tables for row in table.iterfind(".//dmn:rule", DMN)]

    assert rows
    for row in rows:
        basis, since = (
            str(note.findtext("dmn:text", "", DMN)) for note in row.iterfind("dmn:annotationEntry", DMN)
        )
        assert basis, row.get("id")
        assert dt.date.fromisoformat(since), row.get("id")
