"""The way of a birth certificate from application to hand-over, and every way back."""

import pytest

from tests.processes.walking import FULL, OFF, PROCEDURE, birth, born_at_home, born_long_ago, walk

DINAS = ["periksa_kelengkapan", "verifikasi_isi", "rekam_siak", "periksa_draf", "validasi", "tanda_tangan"]


def test_an_ordinary_birth_passes_every_desk_once() -> None:
    case = walk(policies=FULL).to_end()

    assert case.passed == ["verifikasi_rt", "verifikasi_kelurahan", *DINAS, "serahkan_dokumen"]
    assert case.run.status == "issued"


def test_a_birth_at_home_gets_the_lurahs_letter() -> None:
    case = walk(born_at_home(), FULL).to_end()

    assert case.passed[:4] == [
        "verifikasi_rt",
        "verifikasi_kelurahan",
        "tanda_tangan_lurah",
        "periksa_kelengkapan",
    ]


def test_an_office_without_local_steps_starts_at_the_counter() -> None:
    case = walk(policies=OFF)

    assert case.waiting == ["periksa_kelengkapan"]


@pytest.mark.parametrize(
    ("record", "first"), [(birth(), "periksa_kelengkapan"), (born_at_home(), "verifikasi_rt")]
)
def test_conditional_steps_are_taken_where_the_facts_ask_for_them(
    record: dict[str, object], first: str
) -> None:
    case = walk(record, {"rt": "hanya_bila_syarat", "kelurahan": "hanya_bila_syarat"})

    assert case.waiting == [first]


@pytest.mark.parametrize(
    ("policy", "node", "hours"),
    [("wajib", "verifikasi_rt", 24), ("pemberitahuan", "pemberitahuan_rt", 4)],
)
def test_an_rt_who_does_not_answer_does_not_hold_a_case_up(policy: str, node: str, hours: int) -> None:
    """Perpres 96/2018 Pasal 4: no letter of the RT is asked for a newborn of registered parents."""
    case = walk(policies={"rt": policy, "kelurahan": "nonaktif"})
    before = case.waiting

    case.wait(hours=hours - 1)
    still = case.waiting
    case.wait(hours=1, seconds=1)

    assert before == still == [node]
    assert case.waiting == ["periksa_kelengkapan"]


def test_an_rts_objection_is_noted_and_the_case_goes_on() -> None:
    case = walk(policies=FULL)

    case.decide("keberatan")

    assert case.waiting == ["verifikasi_kelurahan"]
    assert case.desk.record["verifikasi_rt"]["hasil"] == "keberatan"


def test_a_kelurahan_that_is_only_told_does_not_hold_a_case_up() -> None:
    case = walk(policies={"rt": "nonaktif", "kelurahan": "pemberitahuan"})

    case.wait(hours=4, seconds=1)

    assert case.waiting == ["periksa_kelengkapan"]


def test_what_the_kelurahan_returned_comes_back_to_the_kelurahan_and_not_to_the_rt() -> None:
    case = walk(policies=FULL).until("verifikasi_kelurahan")

    case.decide("kembalikan")
    desk = case.waiting
    case.decide()

    assert desk == ["lengkapi_permohonan"]
    assert case.waiting == ["verifikasi_kelurahan"]


@pytest.mark.parametrize(
    ("sender", "receiver"),
    [
        ("periksa_kelengkapan", "lengkapi_permohonan"),
        ("verifikasi_isi", "lengkapi_permohonan"),
        ("putuskan_keterlambatan", "verifikasi_isi"),
        ("rekam_siak", "verifikasi_isi"),
        ("periksa_draf", "rekam_siak"),
        ("validasi", "periksa_draf"),
        ("tanda_tangan", "validasi"),
    ],
)
def test_each_check_can_return_a_case_and_it_still_gets_issued(sender: str, receiver: str) -> None:
    case = walk(born_long_ago()).until(sender)

    case.decide("kembalikan")
    returned_to = case.waiting
    case.to_end()

    assert returned_to == [receiver]
    assert case.run.status == "issued"


@pytest.mark.parametrize("node", ["verifikasi_isi", "putuskan_keterlambatan", "validasi", "tanda_tangan"])
def test_those_who_decide_can_refuse(node: str) -> None:
    case = walk(born_long_ago()).until(node)

    case.decide("tolak")

    assert (case.run.ended, case.run.status) == (True, "rejected")


def test_what_the_counter_returned_comes_back_to_the_counter() -> None:
    case = walk(policies=FULL).until("verifikasi_isi")

    case.decide("kembalikan")
    case.decide()

    assert case.waiting == ["periksa_kelengkapan"]


def test_a_letter_with_a_mistake_goes_back_to_the_kelurahan() -> None:
    case = walk(born_at_home(), FULL).until("tanda_tangan_lurah")

    case.decide("kembalikan")

    assert case.waiting == ["verifikasi_kelurahan"]


def test_a_late_birth_is_decided_by_the_head_of_agency_once() -> None:
    """UU 24/2013 Pasal 32: after 60 days a birth is registered on the decision of the head of agency."""
    case = walk(born_long_ago()).until("rekam_siak")

    case.decide("kembalikan")
    case.to_end()

    assert case.passed.count("verifikasi_isi") == 2
    assert case.passed.count("putuskan_keterlambatan") == 1
    assert case.desk.entered[0]["kode"] == "LT"


def test_a_document_that_cannot_be_made_waits_for_a_person_and_is_made_again() -> None:
    case = walk().until("buat_dokumen")
    job = case.run.tokens().jobs[0]

    caught = case.run.fail_job(job.token, "any_code_of_rendering")
    handled_by = case.waiting
    case.decide()

    assert caught
    assert handled_by == ["tangani_gagal_dokumen"]
    assert case.waiting == ["buat_dokumen"]
    assert len(case.desk.entered) == 1, "the number is given once"


def test_a_case_ends_when_the_document_is_handed_over_and_the_news_is_sent() -> None:
    case = walk().until("serahkan_dokumen")

    case.decide()
    open_after_handing_over = not case.run.ended
    case.work()

    assert open_after_handing_over
    assert case.run.status == "issued"


def test_what_follows_a_birth_starts_before_the_document_is_handed_over() -> None:
    """One visit for everything: KK and the other cards are ready when the family comes for the certificate."""
    case = walk().until("kabarkan_kelahiran")

    case.work()
    assert case.waiting == ["kabarkan_kia"]
    case.work()
    assert sorted(case.waiting) == ["kirim_kabar", "serahkan_dokumen"]


def test_an_adult_who_is_recorded_late_gets_no_childs_card() -> None:
    case = walk(birth(anak={"tanggal_lahir": "1999-01-12", "tempat_dilahirkan": "rumah_sakit"}))

    case.until("kabarkan_kelahiran").work()

    assert "serahkan_dokumen" in case.waiting


@pytest.mark.parametrize(
    ("kind", "which", "sends"), [("kembar_2", 1, True), ("kembar_2", 2, False), ("kembar_3", 2, True)]
)
def test_the_certificate_of_the_next_twin_is_opened_while_there_is_one(
    kind: str, which: int, sends: bool
) -> None:
    twin = birth()["anak"] | {"jenis_kelahiran": kind, "kembar_ke": which, "kelahiran_ke": 3}
    case = walk(birth(anak=twin)).until("kabarkan_kia")

    case.work()

    assert (case.waiting == ["kabarkan_kembar"]) is sends


def test_a_case_that_another_started_begins_at_the_desk() -> None:
    case = walk(birth(paket={"pesan": "kelahiran_kembar", "dari": "AL-2026-00001"}), FULL)

    assert case.waiting == ["lengkapi_permohonan"]


def test_the_number_that_siak_gave_goes_into_the_register() -> None:
    case = walk(birth(siak={"nomor_akta": "5371-LU-24112026-0007"})).until("buat_dokumen")

    assert case.desk.entered == [{"kode": "LU", "nomor": "5371-LU-24112026-0007", "salinan": None}]


def test_the_journey_has_a_stop_for_each_main_step() -> None:
    stops = [stop.name for stop in PROCEDURE.journey]

    assert stops == [
        "RT", "Kelurahan", "Loket", "Verifikasi isi", "Perekaman SIAK", "Paraf", "Tanda tangan", "Penyerahan",
    ]  # fmt: skip
