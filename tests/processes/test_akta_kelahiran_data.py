"""The files of akta kelahiran agree with each other: forms, decisions, papers, reasons, expressions."""

import itertools
from collections.abc import Iterator

import pytest
from lxml import etree

from engine import feel, lint
from engine.calls import Handlers
from engine.durations import office_time
from engine.forms import CHOICES, Field, Form
from engine.process import Node
from engine.reasons import OUTCOMES, fitting, parse_reasons
from engine.roles import DUTIES, INTAKE_DESK, LANES, SYSTEM
from handlers import messages, notices, register, rendering, residents, siak, signing
from tests.processes.walking import DECISIONS, FILES, NOON, PROCEDURE, REQUIREMENTS

FORMS = {path: Form.parse(content) for path, content in FILES.items() if path.endswith(".form.json")}
PEOPLE = [node for node in PROCEDURE.nodes.values() if node.kind == "userTask"]
REASONS = parse_reasons(FILES["shared/reasons.toml"])
SOP_FACTS = ("waktu", "hasil", "tugas", "perjalanan", "kelengkapan", "output", "keterangan", "name_en")
HOST_NAMES = {"kebijakan", "daftar", "paket"}


def form_path(node: Node) -> str:
    return f"{node.path.removesuffix('.bpmn')}/{node.id}.form.json"


def fields() -> Iterator[tuple[str, Field]]:
    for path, form in FORMS.items():
        for field in form.fields:
            yield path, field


def named(node: Node) -> str:
    return node.id


@pytest.mark.parametrize("node", PEOPLE, ids=named)
def test_each_task_of_a_person_has_a_form(node: Node) -> None:
    assert form_path(node) in FORMS


def test_each_form_belongs_to_a_task_or_to_the_start() -> None:
    expected = {form_path(node) for node in PEOPLE} | {"akta_kelahiran/mulai.form.json"}

    assert set(FORMS) == expected


@pytest.mark.parametrize("node", PEOPLE, ids=named)
def test_each_task_tells_what_the_sop_and_the_inbox_need(node: Node) -> None:
    missing = [name for name in SOP_FACTS if not node.properties.get(name)]

    assert missing == []
    assert node.properties["tugas"] in DUTIES
    assert feel.compile(f'duration("{node.properties["waktu"]}")').evaluate({}, now=NOON) is not None


@pytest.mark.parametrize("node", PEOPLE, ids=named)
def test_each_task_has_a_role_and_known_outcomes(node: Node) -> None:
    outcomes = node.properties["hasil"].split(",")

    assert node.lane in set(LANES) - {SYSTEM}
    assert outcomes[0] == "setuju"
    assert set(outcomes[1:]) <= OUTCOMES


@pytest.mark.parametrize("node", PEOPLE, ids=named)
def test_a_reason_can_be_given_for_each_outcome_that_needs_one(node: Node) -> None:
    for outcome in node.properties["hasil"].split(",")[1:]:
        assert fitting(REASONS, outcome)


def test_the_promised_time_covers_the_steps_of_the_agency() -> None:
    """Permenpan RB 35/2012: the times of an SOP's steps add up to no more than the time of the service."""
    counted = [
        node for node in PEOPLE
        if node.process == "akta_kelahiran" and node.lane != INTAKE_DESK and node.id != "putuskan_keterlambatan"
    ]  # fmt: skip
    root = etree.fromstring(FILES["akta_kelahiran.bpmn"])
    promised = root.xpath("string(//*[local-name()='property'][@name='waktuPelayanan']/@value)")

    assert sum(office_time(node.properties["waktu"]).total_seconds() for node in counted) <= (
        office_time(str(promised)).total_seconds()
    )


def expressions() -> Iterator[tuple[str, feel.Expression]]:
    for flow in PROCEDURE.flows:
        if flow.condition:
            yield flow.id, feel.compile(flow.condition)
    for node in PROCEDURE.nodes.values():
        for name, text in node.parameters.items():
            yield f"{node.id}.{name}", feel.compile(text)
    for requirement in REQUIREMENTS:
        if requirement.when:
            yield requirement.code, requirement.when
    for path, form in FORMS.items():
        for rule in form.rules:
            yield f"{path}#{rule.id}", rule.when


@pytest.mark.parametrize(("name", "expression"), list(expressions()), ids=[name for name, _ in expressions()])
def test_each_expression_reads_only_what_forms_and_steps_write(
    name: str, expression: feel.Expression
) -> None:
    lists = {rows.path for form in FORMS.values() for rows in form.lists}
    paths = {field.path for _, field in fields()} | lists
    roots = {path.partition(".")[0] for path in paths}
    results = {node.result for node in PROCEDURE.nodes.values()} - {None}

    for path in expression.names:
        root = path.partition(".")[0]
        assert root in roots | set(PROCEDURE.nodes) | results | HOST_NAMES
        if root in roots:
            assert path in paths or path.rpartition(".")[0] in lists
    assert expression.problems == ()


def test_each_written_decision_is_one_that_the_diagram_asks_for() -> None:
    asked = {node.decision for node in PROCEDURE.nodes.values()} - {None}

    assert set(DECISIONS.by_id) == asked


def offered(path: str) -> list[str]:
    """What the intake form offers as an answer."""
    (field,) = (field for field in FORMS["akta_kelahiran/mulai.form.json"].fields if field.path == path)
    return [option.value for option in field.options]


PROOFS = [offered(path) for path in ("bukti.kelahiran", "bukti.perkawinan", "kk.suami_istri")]


@pytest.mark.parametrize("proofs", list(itertools.product(*PROOFS)))
def test_every_set_of_proofs_makes_exactly_one_model(proofs: tuple[str, str, str]) -> None:
    birth, marriage, couple = proofs
    scope = {"bukti": {"kelahiran": birth, "perkawinan": marriage}, "kk": {"suami_istri": couple}}

    verdict = DECISIONS.evaluate("model_akta", scope, now=NOON)

    assert verdict.result["kode"] in {"ayah_ibu", "ayah_ibu_belum_tercatat", "ibu", "tanpa_orang_tua"}


@pytest.mark.parametrize(
    ("birth", "marriage", "couple", "model"),
    [
        ("keterangan_lahir", "akta_perkawinan", None, "ayah_ibu"),
        ("keterangan_lahir", "tidak_ada", "ya", "ayah_ibu_belum_tercatat"),
        ("keterangan_lahir", "tidak_ada", "tidak", "ibu"),
        ("berita_acara_polisi", None, None, "tanpa_orang_tua"),
    ],
)
def test_the_four_models_follow_the_proofs(birth: str, marriage: str, couple: str, model: str) -> None:
    scope = {"bukti": {"kelahiran": birth, "perkawinan": marriage}, "kk": {"suami_istri": couple}}

    verdict = DECISIONS.evaluate("model_akta", scope, now=NOON)

    assert verdict.result["kode"] == model


@pytest.mark.parametrize(
    ("born", "code"),
    [("2026-11-24", "LU"), ("2026-09-25", "LU"), ("2026-09-24", "LT"), ("1998-02-28", "LT")],
)
def test_a_birth_is_late_after_sixty_days(born: str, code: str) -> None:
    """UU 23/2006 Pasal 27: births are reported within 60 days."""
    scope = {"anak": {"tanggal_lahir": born}, "pelaporan": {"tanggal": "2026-11-24"}}

    assert DECISIONS.evaluate("jenis_pendaftaran", scope, now=NOON).result["kode"] == code


def test_sixty_days_count_to_today_where_no_report_is_dated() -> None:
    scope = {"anak": {"tanggal_lahir": "2026-09-24"}, "pelaporan": {"tanggal": None}}

    assert DECISIONS.evaluate("jenis_pendaftaran", scope, now=NOON).result["terlambat"] is True


def test_completing_an_application_asks_what_taking_it_asked() -> None:
    taking, completing = (
        FORMS[f"akta_kelahiran/{name}.form.json"] for name in ("mulai", "lengkapi_permohonan")
    )

    assert completing.components == taking.components
    assert completing.rules == taking.rules


def test_a_field_that_two_forms_share_is_the_same_question() -> None:
    seen: dict[str, Field] = {}
    for path, field in fields():
        known = seen.setdefault(field.path, field)
        assert (field.type, field.kind, field.options, field.limits) == (
            known.type, known.kind, known.options, known.limits,
        ), f"{path}: {field.path}"  # fmt: skip


def test_every_question_and_choice_is_there_in_both_languages() -> None:
    for path, field in fields():
        assert field.label, f"{path}: {field.path}"
        assert field.label_en, f"{path}: {field.path}"
        for option in field.options:
            assert option.label.id, f"{path}: {field.path}"
            assert option.label.en, f"{path}: {field.path}"


def test_every_choice_offers_something() -> None:
    for path, field in fields():
        if field.type in CHOICES:
            assert field.options or field.options_key == "daftar.kelurahan", f"{path}: {field.path}"


@pytest.mark.parametrize(
    ("node", "path"),
    [("kabarkan_kelahiran", "anggota_masuk"), ("kabarkan_kia", "subjek"), ("kabarkan_kembar", "anak")],
)
def test_what_follows_a_birth_keeps_the_childs_citizenship(node: str, path: str) -> None:
    child = {"anak": {"nama": "Rosa Ndoen", "kewarganegaraan": "WNA", "kembar_ke": 1, "kelahiran_ke": 1}}

    sent = feel.to_json(feel.compile(PROCEDURE.nodes[node].parameters["isi"]).evaluate(child, now=NOON))

    found = sent[path][0] if path == "anggota_masuk" else sent[path]
    assert found["kewarganegaraan"] == "WNA"


def test_nothing_is_wrong_with_the_document_type() -> None:
    handlers = Handlers.of(messages, notices, register, rendering, residents, siak, signing)

    assert lint.check(FILES, "akta_kelahiran", lint.Catalog(handlers=handlers)) == []


def test_what_the_diagram_calls_ships_with_it() -> None:
    assert {"shared/verifikasi_wilayah.bpmn", "shared/penerbitan.bpmn", "shared/reasons.toml"} <= set(FILES)
