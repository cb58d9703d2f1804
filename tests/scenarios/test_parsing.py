"""`scenarios.toml`: what is read from it, and how it is refused."""

from datetime import date, timedelta
from random import Random

import pytest

from engine.demo.cast import ROLES, cast
from engine.errors import ScenarioError
from engine.identity import check_kk, check_nik
from engine.scenarios.parsing import parse
from engine.scenarios.placeholders import fill
from engine.scenarios.script import Script

TODAY = date(2026, 11, 24)


def scripted(body: str = "", head: str = "") -> Script:
    return parse(f'{head}\n[[scenario]]\nid = "satu"\nname = "Satu"\n{body}'.encode())


def test_lays_the_application_of_a_scenario_over_the_shared_one_deeply() -> None:
    shared = '[application]\nanak = { nama = "A", kelamin = "L" }\nkk = { nomor = "1" }'

    (scenario,) = scripted('application = { anak = { nama = "B" } }\nremove = ["kk.nomor"]', shared).scenarios

    assert scenario.application == {"anak": {"nama": "B", "kelamin": "L"}, "kk": {}}
    assert scenario.whole == {"anak": {"nama": "B", "kelamin": "L"}, "kk": {"nomor": "1"}}


def test_reads_the_steps_in_their_order() -> None:
    body = '[[scenario.step]]\ntask = "a"\nafter = "P2D"\n[[scenario.step]]\nfail = "rendering.render"'

    (scenario,) = scripted(body).scenarios

    assert [(step.number, step.task, step.after, step.fail) for step in scenario.steps] == [
        (1, "a", timedelta(days=2), ""), (2, "", None, "rendering.render"),
    ]  # fmt: skip


def test_what_went_before_may_be_named_where_something_did() -> None:
    shared = '[application]\nakta = { nomor = "{sebelum.akta.nomor}" }'
    body = 'before = "akta_kelahiran:rumah_sakit"\nexpect = { record = { "a" = "{sebelum.anak.nama}" } }'

    (scenario,) = scripted(body, shared).scenarios

    assert scenario.before == "akta_kelahiran:rumah_sakit"
    assert scenario.application == {"akta": {"nomor": "{sebelum.akta.nomor}"}}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ('tugas = "a"', "scenario 'satu': Expected one of id, name.* but got 'tugas'"),
        ('desk = 1', "scenario 'satu': Expected a text as 'desk'"),
        ('remove = ["ayah"]', "scenario 'satu': Expected a path of the application in 'remove', but 'ayah' is none"),
        ('application = { a = "{paman.nik}" }', "scenario 'satu': Expected somebody .* but 'paman.nik' is not"),
        ('application = { a = "{sebelum.akta.nomor}" }', "scenario 'satu': Expected .* 'sebelum.akta.nomor' is not"),
        ('before = "akta_kelahiran"', "scenario 'satu': Expected a type and a scenario, like 'type:id', in 'before'"),
        ('[[scenario.step]]\noutcome = "tolak"', "scenario 'satu', step 1: Expected a task, a handler"),
        ('[[scenario.step]]\ntask = "a"\noutcome = "batal"', "step 1: Expected one of .* but got 'batal'"),
        ('[[scenario.step]]\ntask = "a"\nafter = "besok"', "step 1: Expected a duration such as P2D"),
        ('[scenario.expect]\nstate = "selesai"', "expect: Expected one of issued, rejected"),
        ('message = "m"\n[scenario.expect]\nrefused = ["a b"]', "scenario 'satu': Expected a desk and no steps"),
        ('[scenario.expect]\nrefused = ["a b"]\ndocuments = 0', "expect: Expected nothing beside 'refused'"),
        ('[scenario.expect]\ndocuments = true', "expect: Expected a whole number as 'documents'"),
        ('[[scenario]]\nid = "satu"\nname = "Lagi"', "scenario 'satu': Expected an id of its own"),
        ('[[scenario]]\nid = "dua"', "scenario 'dua': Expected 'name', but it has none"),
        ('[[uncovered]]\nflow = "alir"', "uncovered 1: Expected a flow and the reason"),
        ("[[", "Expected scenarios in TOML"),
    ],
)  # fmt: skip
def test_refuses_with_a_sentence_that_names_the_place(body: str, sentence: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        scripted(body)

    refused.match(sentence)


def test_refuses_a_file_without_scenarios() -> None:
    with pytest.raises(ScenarioError, match="Expected at least one scenario"):
        parse(b"[application]\na = 1")


def test_fills_braces_alone_and_within_a_text() -> None:
    people = cast(Random(1), "oesapa", TODAY)

    filled = fill(
        {"hari": ["{hari}", "{hari-12}", "{hari+3}"], "kalimat": "Anak {suami.nama}.", "angka": 3}, people
    )

    assert filled["hari"] == ["2026-11-24", "2026-11-12", "2026-11-27"]
    assert filled["kalimat"] == f"Anak {people.word('suami.nama')}."
    assert filled["angka"] == 3


@pytest.mark.parametrize("seed", range(20))
def test_everybody_of_the_cast_has_numbers_that_fit_him(seed: int) -> None:
    people = cast(Random(seed), "sikumana", TODAY)

    for name in (*ROLES, "bayi"):
        born, sex = date.fromisoformat(people.word(f"{name}.lahir")), people.word(f"{name}.kelamin")
        assert check_nik(people.word(f"{name}.nik"), born=born, sex=sex, today=TODAY).problems == ()
        assert [found for found in check_kk(people.word(f"{name}.kk")).problems if found.is_error] == []
    assert people.word("anak3.kk") == people.word("suami.kk") == people.word("kk") != people.word("kk2")
    assert people.word("kakek.kk") == people.word("kk2")
    assert people.word("bayi.lahir") == "2026-11-12"
