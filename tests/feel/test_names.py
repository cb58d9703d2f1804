from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from engine import feel
from tests.feel.texts import NOW, notes, shown, value

RECORD = {
    "anak": {"nama": "Yosefina", "kelahiran_ke": 2, "berat_kg": 3.1, "tanggal_lahir": "2026-11-20"},
    "saksi": [{"nama": "Ani", "umur": 30}, {"nama": "Budi", "umur": 17}],
}


class Asked(Mapping[str, Any]):
    """A scope that remembers what was looked up."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.names: list[str] = []

    def __getitem__(self, name: str) -> Any:
        self.names.append(name)
        return self.values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anak.nama", '"Yosefina"'),
        ("anak.kelahiran_ke + 1", "3"),
        ("anak.berat_kg * 10", "31"),
        ("anak.tidak_ada.apa_pun", "null"),
        ("tidak_ada", "null"),
        ("saksi.nama", '["Ani", "Budi"]'),
        ("saksi[umur >= 18].nama", '["Ani"]'),
        ("saksi[2].umur", "17"),
        ("saksi[-1].nama", '"Budi"'),
        ("saksi[3]", "null"),
        ("saksi[item.umur < 18][1].nama", '"Budi"'),
        ('{ibu: {nama: "Ester"}}.ibu.nama', '"Ester"'),
        ("date(anak.tanggal_lahir).year", "2026"),
    ],
)
def test_reads_maps_and_lists(text: str, expected: str) -> None:
    assert shown(text, **RECORD) == expected


def test_makes_decimals_of_json_numbers_when_they_are_read() -> None:
    found = value("anak.berat_kg", **RECORD)

    assert found == Decimal("3.1")


def test_looks_up_a_name_only_when_its_value_is_needed() -> None:
    scope = Asked({"a": True, "b": True})

    feel.compile("a or b or c").evaluate(scope, now=NOW)

    assert scope.names == ["a"]


def test_looks_up_a_lazy_scope_once_a_read() -> None:
    scope = Asked({"kebijakan": Asked({"lurah": "wajib"})})

    found = feel.compile('kebijakan.lurah = "wajib"').evaluate(scope, now=NOW)

    assert found is True
    assert scope.values["kebijakan"].names == ["lurah"]


def test_reads_names_with_spaces_that_the_host_declares() -> None:
    expression = feel.compile("Nilai akta + 1", frozenset({"Nilai akta"}))

    assert expression.evaluate({"Nilai akta": 2}, now=NOW) == 3


def test_reads_names_with_spaces_that_the_text_declares() -> None:
    assert shown("{tarif dasar: 2, ganda: tarif dasar * 2}.ganda") == "4"
    assert shown("for anak ke in 1..2 return anak ke * 10") == "[10, 20]"


def test_prefers_the_inner_of_two_equal_names() -> None:
    assert shown("for x in [1] return {x: 2, y: x}.y", x=3) == "[2]"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            'verifikasi_isi.hasil = "setuju" and anak.kelahiran_ke > 1',
            {"verifikasi_isi.hasil", "anak.kelahiran_ke"},
        ),
        ("for s in saksi return s.nama", {"saksi"}),
        ("saksi[umur > batas.bawah]", {"saksi"}),
        ("{a: 1, b: a + c}", {"c"}),
        ("function(n) n + m", {"m"}),
        ("some s in saksi satisfies s.umur > batas", {"saksi", "batas"}),
        ("today() > date(anak.tanggal_lahir)", {"anak.tanggal_lahir"}),
    ],
)
def test_lists_the_paths_that_a_text_reads_from_the_scope(text: str, names: set[str]) -> None:
    assert feel.compile(text).names == names


def test_lists_the_functions_that_the_host_must_give() -> None:
    assert feel.compile("umur(anak.tanggal_lahir) + count([1])").calls == {("umur", 1)}
    assert feel.compile("umur(lahir: 1, pada: 2)").calls == {("umur", ("lahir", "pada"))}


def test_tells_which_name_had_no_value() -> None:
    assert notes("tidak_ada") == ["Expected a value for 'tidak_ada', but there is none"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('@"2026-12-01".weekday', "2"),
        ('@"2026-12-01T08:30:15.5+08:00".second', "15.5"),
        ('@"2026-12-01T08:30:15+08:00".time offset', '"PT8H"'),
        ('@"2026-12-01T08:30:15@Asia/Makassar".timezone', '"Asia/Makassar"'),
        ('@"-P1DT2H".days', "-1"),
        ('@"P1Y2M".months', "2"),
        ("[1..3).end included", "false"),
        ("(1..3).start", "1"),
        ('@"2026-12-01".hour', "null"),
    ],
)
def test_reads_properties_of_dates_durations_and_ranges(text: str, expected: str) -> None:
    assert shown(text) == expected
