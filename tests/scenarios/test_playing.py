"""Scenarios played on a stage of their own: what is taken to be said, what is told where it goes otherwise."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.definitions import read_folder
from engine.scenarios.coverage import Taken
from engine.scenarios.of_type import path, script
from engine.scenarios.parsing import parse
from engine.scenarios.playing import Played, play
from engine.scenarios.stage import MORNING, Stage
from tests.databases import Embedded
from tests.outside_world import HANDLERS

FOLDER = Path(__file__).parents[2] / "processes"
TYPE = "akta_kelahiran"
SHIPPED = (FOLDER / path(TYPE)).read_text()
PAPERS = ("formulir", "keterangan_lahir", "akta_perkawinan", "kartu_keluarga")
SHARED = SHIPPED[: SHIPPED.index("[[scenario]]")]


@pytest.fixture(scope="module")
def stage(embedded: Embedded) -> Iterator[Stage]:
    with embedded.fresh() as database:
        made = Stage(database, HANDLERS)
        made.bring_in(TYPE, read_folder(FOLDER, TYPE))
        yield made


def played(stage: Stage, body: str = "", name: str = "uji") -> Played:
    scenario = f'[[scenario]]\nid = "{name}"\nname = "Uji"\n{body}'
    return play(stage, TYPE, parse(f"{SHARED}\n{scenario}".encode()).scenarios[0])


def test_goes_the_ordinary_way_where_nothing_special_is_said(stage: Stage) -> None:
    found = played(stage)

    assert found.problems == []
    assert found.reached[0] == "mulai"
    assert found.reached[-1] == "terbit"


def test_the_same_scenario_goes_the_same_way_again(stage: Stage) -> None:
    assert played(stage).reached == played(stage).reached


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ('expect = { state = "rejected" }', "Expected the case to be rejected, but it is issued, last at 'terbit'"),
        ('expect = { documents = 2 }', "Expected 2 documents, but 0 were issued"),
        ('expect = { linked = ["kartu_keluarga"] }', "Expected it to start cases of kartu_keluarga, but it .* none"),
        ('expect = { requirements = ["formulir"] }', "Expected no other papers than those named, but akta_perkawinan"),
        (f'expect = {{ requirements = {[*PAPERS, "paspor"]} }}', "Expected the papers paspor to be asked for"),
        ('expect = { path = ["tanda_tangan", "validasi"] }', "Expected 'validasi' to be reached in this order"),
        ('expect = { not_reached = ["validasi"] }', "Expected 'validasi' not to be reached"),
        ('expect = { record = { "pendaftaran.kode" = "LT" } }', "Expected 'LT' at 'pendaftaran.kode' .* it is 'LU'"),
        ('desk = "siapa"', "opening: Expected somebody of the made-up office as the desk, but 'siapa' is nobody"),
        ('remove = ["anak.nama"]', "opening: Expected answers that fit the form.*: anak.nama required"),
        ('expect = { refused = ["anak.nama required"] }', "refused for anak.nama required, but it was taken"),
        ('remove = ["anak.nama"]\nexpect = { refused = ["ibu.nama required"] }', "but it was for anak.nama required"),
        ('message = "tidak_dikenal"', "opening: Expected the message 'tidak_dikenal' to start a case"),
        ('step = [{ task = "putuskan_keterlambatan" }]', "step 1 .*: Expected its turn to come, but it did not"),
        ('step = [{ task = "validasi", by = "Lurah" }]', "step 1 .*: Expected 'Lurah' .* of 'Kepala bidang'"),
        ('step = [{ task = "periksa_draf", outcome = "tolak" }]', "step 1 .*: Expected one of .* got 'tolak'"),
        ('step = [{ task = "validasi", outcome = "tolak", reason = "x" }]', "step 1 .*: alasan reason_unknown"),
    ],
)  # fmt: skip
def test_tells_what_is_otherwise(stage: Stage, body: str, sentence: str) -> None:
    (problem,) = played(stage, body).problems

    with pytest.raises(AssertionError, match=sentence):
        raise AssertionError(problem)


def test_an_application_that_the_desk_cannot_take_is_told_by_field_and_code(stage: Stage) -> None:
    body = 'remove = ["anak.nama", "ibu.nama"]\nexpect = { refused = ["anak.nama required", "ibu.nama required"] }'

    found = played(stage, body)

    assert (found.problems, found.reached) == ([], [])


def test_stops_after_the_last_step_where_the_case_is_to_stay_open(stage: Stage) -> None:
    found = played(stage, 'step = [{ task = "periksa_kelengkapan" }]\nexpect = { state = "open" }')

    assert found.problems == []
    assert found.reached[-1] == "cocokkan_di_siak"


def test_time_passes_before_a_step_and_the_next_scenario_begins_in_the_morning(stage: Stage) -> None:
    steps = 'step = [{ task = "verifikasi_kelurahan", after = "P7D" }]\nexpect = { state = "open" }'

    found = played(stage, steps)
    later = stage.clock.now
    played(stage)

    assert "batas_verifikasi_rt" in found.reached
    assert (later - MORNING).days == 7
    assert stage.clock.now == MORNING


def test_a_handler_that_fails_does_so_once(stage: Stage) -> None:
    found = played(stage, 'step = [{ fail = "rendering.render" }, { task = "tangani_gagal_dokumen" }]')

    assert found.problems == []
    assert found.reached.count("tangani_gagal_dokumen") >= 1


def test_a_case_goes_before_and_its_record_can_be_named(stage: Stage) -> None:
    body = (
        f'before = "{TYPE}:rumah_sakit"\n'
        'application = { anak = { nama = "Adik {sebelum.anak.nama}" } }\n'
        'expect = { path = ["mulai", "terbit"], record = { "anak.nama" = "Adik {sebelum.anak.nama}" } }'
    )

    found = played(stage, body)

    assert found.problems == []
    assert found.reached.count("tanda_tangan") == played(stage).reached.count("tanda_tangan")


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("tidak_ada:x", "opening: .*tidak_ada"),
        (f"{TYPE}:tidak_ada", "opening: Expected a scenario 'tidak_ada'"),
        (
            f'{TYPE}:rumah_sakit"\napplication = {{ x = "{{sebelum.tidak.ada}}" }}\nname_en = "',
            "opening: .*tidak.ada",
        ),
    ],
)
def test_tells_what_kept_a_case_from_going_before(stage: Stage, before: str, sentence: str) -> None:
    (problem,) = played(stage, f'before = "{before}"').problems

    with pytest.raises(AssertionError, match=sentence):
        raise AssertionError(problem)


def test_policies_last_as_long_as_the_scenario(stage: Stage) -> None:
    found = played(stage, 'policies = { rt = "nonaktif" }\nexpect = { not_reached = ["verifikasi_rt"] }')

    assert found.problems == []
    assert stage.engine.office.policies["rt"] == "wajib"


def test_says_which_ways_no_scenario_took(stage: Stage) -> None:
    taken = Taken()
    taken.add(
        stage.types[TYPE].procedure, played(stage).flows, {"alir_berkas_lengkap_lengkapi_permohonan": "Uji"}
    )

    (own,) = taken.own()
    reasons = {gap.flow: gap.reason for gap in own.gaps}
    assert reasons["alir_isi_sesuai_ditolak_verifikasi"] == ""
    assert reasons["alir_berkas_lengkap_lengkapi_permohonan"] == "Uji"
    assert "alir_validasi_hasil_validasi" not in reasons
    assert 0 < own.percent < 100
    called = {coverage.process for coverage in taken.called()}
    assert called == {"verifikasi_wilayah", "pencocokan_siak", "penerbitan", "pencatatan_siak", "penyerahan"}


def test_reasons_for_ways_that_are_taken_or_that_no_diagram_has_are_told(stage: Stage) -> None:
    taken = Taken()
    taken.add(
        stage.types[TYPE].procedure, played(stage).flows, {"alir_mulai_cara_masuk": "Uji", "alir_x": "Uji"}
    )

    assert taken.needless() == ["alir_mulai_cara_masuk"]
    assert taken.strangers() == ["alir_x"]


def test_a_version_brings_its_scenarios_along(stage: Stage) -> None:
    found = script(stage.types[TYPE])

    assert found is not None
    assert found.scenarios[0].id == "rumah_sakit"


def test_tells_what_kept_a_case_from_going_on(stage: Stage) -> None:
    problems = played(stage, 'step = [{ fail = "notices.send" }]').problems

    assert problems == [
        "Expected the case to be issued, but it is open, last at 'kirim_kabar'",
        "Expected 'kirim_kabar' to do its work, but: Expected the outside system to do its work, but the scenario lets"
        " it fail",
    ]
