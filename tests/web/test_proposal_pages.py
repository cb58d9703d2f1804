"""Proposals on their pages: what they show, who may decide, what is asked for."""

from dataclasses import replace

from engine import deployments
from engine.db.database import Database
from tests.builders import make_bureau
from tests.deployments.documents import CONDITION, change, in_force, propose
from tests.web.designing import PROPOSE, post, visitor


def test_a_proposal_shows_what_would_change_and_asks_why(database: Database) -> None:
    bureau = make_bureau(database)
    change(bureau, bureau.actor("perancang"))
    client = visitor(bureau)

    text = client.get(PROPOSE).text

    assert "Tenggat" in text
    assert "<del>1 jam</del> <ins>3 jam</ins>" in text
    assert 'name="alasan"' in text


def test_a_proposal_without_a_reason_is_asked_for_it(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    change(bureau, bureau.actor("perancang"))

    answer = post(visitor(bureau), PROPOSE, alasan=" ")

    assert answer.status_code == 422
    assert "Tulis alasannya dahulu." in answer.text


def test_a_draft_with_errors_can_not_be_proposed(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    change(bureau, bureau.actor("perancang"), before=CONDITION, after="verifikasi_isi.hasil = (")
    client = visitor(bureau)

    answer = post(client, PROPOSE, alasan="Perlu")

    assert answer.status_code == 422
    assert "Masih ada galat" in answer.text
    assert 'name="alasan"' not in client.get(PROPOSE).text


def test_a_second_person_sees_the_change_drawn_and_puts_it_in_force(database: Database) -> None:
    bureau = make_bureau(database)
    proposal = propose(bureau, bureau.actor("perancang"))
    client = visitor(bureau, "penyetuju")

    page = client.get(f"/usulan/{proposal}").text
    answer = post(client, f"/usulan/{proposal}/setujui")

    assert "Tenggat terlalu singkat" in page
    assert 'class="diff-changed"' in page
    assert page.count("<svg") >= 3
    assert answer.status_code == 303
    with bureau.engine.reading() as reading:
        assert in_force(bureau) == deployments.find(reading, proposal).version_id
    assert "diberlakukan" in client.get(f"/usulan/{proposal}").text


def test_whoever_proposed_has_no_button_to_approve(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    proposal = propose(bureau, bureau.actor("perancang"))

    text = visitor(bureau).get(f"/usulan/{proposal}").text

    assert f"/usulan/{proposal}/setujui" not in text
    assert "Tarik kembali usulan" in text


def test_a_proposal_is_declined_with_words_for_the_designer(database: Database) -> None:
    bureau = make_bureau(database)
    proposal = propose(bureau, bureau.actor("perancang"))
    approver = visitor(bureau, "penyetuju")

    assert post(approver, f"/usulan/{proposal}/tolak", catatan="").status_code == 422
    assert post(approver, f"/usulan/{proposal}/tolak", catatan="Tunggu keputusan").status_code == 303
    assert "Tunggu keputusan" in visitor(bureau).get(f"/usulan/{proposal}").text


def test_a_proposal_that_was_taken_back_can_not_be_approved(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    first = propose(bureau, bureau.actor("perancang"))
    deployments.withdraw(bureau.engine, bureau.actor("perancang"), first)
    second = propose(bureau, bureau.actor("perancang"), before="PT3H", after="PT4H")
    approver = visitor(bureau, "penyetuju")
    post(approver, f"/usulan/{second}/setujui")

    answer = post(approver, f"/usulan/{first}/setujui")

    assert answer.status_code == 409
    assert "sudah diputuskan" in answer.text


def test_a_proposal_that_was_overtaken_says_so_and_can_not_be_approved(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    admin = replace(bureau.actor("admin"), grants=bureau.actor("perancang").grants)
    overtaken = propose(bureau, admin, before="Belum ditetapkan", after="SOP 1")
    approver = visitor(bureau, "penyetuju")
    post(approver, f"/usulan/{propose(bureau, bureau.actor('perancang'))}/setujui")

    page, answer = approver.get(f"/usulan/{overtaken}"), post(approver, f"/usulan/{overtaken}/setujui")

    assert "Versi lain sudah berlaku" in page.text
    assert f"/usulan/{overtaken}/setujui" not in page.text
    assert answer.status_code == 422
