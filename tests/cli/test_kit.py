"""`terbit bench tck`, on a kit of two cases that is written here."""

import json
from pathlib import Path

from click.testing import CliRunner

from tests.decisions.tables import make_decision, make_file, make_literal
from web.cli import terbit

CASES = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <modelName>model.dmn</modelName>
  <testCase id="001"><inputNode name="umur"><value xsi:type="xsd:decimal">4</value></inputNode>
    <resultNode name="ganda"><expected><value xsi:type="xsd:decimal">8.0</value></expected></resultNode>
    <resultNode name="daftar"><expected><list>
      <item><component name="hari"><value xsi:type="xsd:duration">PT24H</value></component></item>
    </list></expected></resultNode></testCase>
  <testCase id="002"><resultNode name="ganda" errorResult="true"><expected><value xsi:nil="true"/></expected>
    </resultNode></testCase>
  <testCase id="003"><inputNode name="umur"><value xsi:type="xsd:decimal">4</value></inputNode>
    <resultNode name="ganda"><expected><value xsi:type="xsd:string">8</value></expected></resultNode></testCase>
</testCases>"""


def test_counts_what_agrees_with_the_kit_and_lists_what_differs(tmp_path: Path) -> None:
    folder = tmp_path / "TestCases" / "compliance-level-2" / "0001-made-up"
    folder.mkdir(parents=True)
    (folder / "0001-made-up-test-01.xml").write_text(CASES)
    (folder / "model.dmn").write_bytes(
        make_file(
            make_decision(make_literal("umur * 2"), "ganda"),
            make_decision(make_literal('[{hari: duration("P1D")}]'), "daftar"),
            inputs=["umur: number"],
        )
    )

    told = CliRunner().invoke(terbit, ["bench", "tck", str(tmp_path)])

    rows = json.loads(told.output.splitlines()[-1])["rows"]
    assert {name: rows[0][name] for name in ("cases", "agree", "expect a value", "of these agree", "%")} == {
        "cases": 4, "agree": 3, "expect a value": 3, "of these agree": 2, "%": 66.7,
    }  # fmt: skip
    assert rows[1:] == [{"differs": "0001-made-up 003", "expected": "8", "given": "8"}]


def test_asks_for_the_folder_of_the_kit() -> None:
    told = CliRunner().invoke(terbit, ["bench", "tck"])

    assert told.exit_code == 1
    assert "Expected the folder of the kit" in told.output
