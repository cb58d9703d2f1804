from pathlib import Path

from web.tables import tables

SHIPPED = sorted((Path(__file__).parents[2] / "processes").rglob("*.dmn"))
TABLE = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
<decision id="usia" name="usia"><decisionTable hitPolicy="FIRST">
<input id="i" label="Umur"><inputExpression typeRef="number"><text>umur</text></inputExpression></input>
<output id="o" name="wajib"/><annotation name="Dasar hukum"/><annotation name="Berlaku sejak"/>
<rule id="a"><inputEntry><text>&gt;= 17</text></inputEntry><outputEntry><text>true</text></outputEntry>
<annotationEntry><text>UU 24/2013</text></annotationEntry><annotationEntry><text>2013-12-24</text></annotationEntry>
</rule>
<rule id="b"><description>Perlu konfirmasi Dukcapil.</description><inputEntry><text>-</text></inputEntry>
<outputEntry><text>false</text></outputEntry></rule></decisionTable></decision></definitions>"""


def test_shows_cells_as_written_and_the_law_beside_them() -> None:
    (table,) = tables(TABLE.encode())
    first, second = table.lines

    assert (table.decision, table.asked, table.given) == ("usia", ["Umur"], ["wajib"])
    assert (first.cells, first.results) == ([">= 17"], ["true"])
    assert list(first.beside) == ["UU 24/2013", "2013-12-24"]
    assert (first.confirmed, second.confirmed) == (True, False)


def test_every_row_that_ships_says_why() -> None:
    lines = [line for path in SHIPPED for table in tables(path.read_bytes()) for line in table.lines]

    assert lines
    assert all(line.beside for line in lines)


def test_shows_nothing_of_a_file_that_cannot_be_read() -> None:
    assert tables(b"<definitions") == []
