"""What the office registers and issues is what it knows from then on."""

from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from engine import casefile, cases, history
from engine.access import SYSTEM
from engine.db.cases import Case
from engine.residents import IssuedCard, born, card_issued, changed, died
from engine.residents.entries import ACTIVE, DEAD, MOVED, REPLACED
from tests.builders import Bureau
from tests.residents.families import (
    ADDRESS,
    DAUGHTER,
    FATHER,
    KK,
    MOTHER,
    OTHER_KK,
    PEOPLE,
    SON,
    STRANGER,
    Knowing,
    listed,
)


@pytest.fixture
def case(bureau: Bureau) -> str:
    return bureau.walker.open("kartu_keluarga").case_id


def issue(office: Knowing, case: str, number: str, *niks: str, former: str | None = None, **more: Any) -> int:
    """A card with these members, the first of them its head."""
    members = [
        {
            "nik": nik,
            **PEOPLE.get(nik, {"nama": "Baru"}),
            "shdk": "kepala_keluarga" if nik == niks[0] else "anak",
        }
        for nik in niks
    ]
    with office.engine.work(SYSTEM) as work:
        return card_issued(work, case, IssuedCard(number, members, former=former, address=ADDRESS, **more))


def record_of(bureau: Bureau, opened: cases.Opened) -> dict[str, Any]:
    with bureau.engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == opened.case_id)).one()
        return casefile.read_record(reading, row)


def state_of(office: Knowing, nik: str) -> tuple[str, bool]:
    """His state, and whether he stands on a card."""
    resident = office.person(nik)
    assert resident is not None
    return resident.state, resident.card_id is not None


def test_the_members_of_an_issued_card_stand_on_it_and_nowhere_else(office: Knowing, case: str) -> None:
    issue(office, case, OTHER_KK, SON, STRANGER)

    assert office.on_card(OTHER_KK) == {SON, STRANGER}
    assert office.on_card(KK) == {FATHER, MOTHER, DAUGHTER}


def test_a_new_head_means_a_new_card_and_the_former_is_replaced(office: Knowing, case: str) -> None:
    """Domain: the number changes when the head changes."""
    leaving = [{"nik": FATHER, "sebab": "meninggal"}]

    issue(office, case, OTHER_KK, MOTHER, SON, DAUGHTER, former=KK, leaving=leaving)

    former, card = office.card(KK), office.card(OTHER_KK)
    assert former is not None
    assert card is not None
    assert (former.state, card.state) == (REPLACED, ACTIVE)
    assert office.on_card(OTHER_KK) == {MOTHER, SON, DAUGHTER}
    assert state_of(office, FATHER) == (DEAD, False)


def test_another_head_of_the_same_card_takes_the_place(office: Knowing, case: str) -> None:
    issue(office, case, KK, MOTHER, FATHER, SON, DAUGHTER)

    father, mother = office.person(FATHER), office.person(MOTHER)
    assert father is not None
    assert mother is not None
    assert (father.head, mother.head) == (False, True)


def test_whoever_a_card_does_not_list_any_more_stands_on_none(office: Knowing, case: str) -> None:
    leaving = [{"nik": SON, "sebab": "pindah"}]

    issue(office, case, KK, FATHER, MOTHER, leaving=leaving)

    assert state_of(office, SON) == (MOVED, False)
    assert state_of(office, DAUGHTER) == ("alive", False)


def test_a_card_does_not_bring_the_dead_back(office: Knowing, case: str) -> None:
    with office.engine.work(SYSTEM) as work:
        died(work, case, FATHER, {})

    issue(office, case, KK, FATHER, MOTHER)

    assert state_of(office, FATHER) == (DEAD, False)
    assert office.on_card(KK) == {MOTHER}


def test_issuing_the_same_card_again_changes_nobody(office: Knowing, case: str) -> None:
    issue(office, case, KK, FATHER, MOTHER, SON, DAUGHTER)

    assert issue(office, case, KK, FATHER, MOTHER, SON, DAUGHTER) == 0


def test_a_newborn_stands_on_the_card_of_the_report(office: Knowing, case: str) -> None:
    with office.engine.work(SYSTEM) as work:
        born(
            work,
            case,
            {"nik": STRANGER, "nama": "Rosa Nalle", "tanggal_lahir": "2026-11-20", "nik_ibu": MOTHER},
            KK,
        )

    assert STRANGER in office.on_card(KK)
    assert [day.year for day in office.asked("kelahiran_ibu", MOTHER)] == [2006, 2012, 2026]


def test_an_adult_whose_birth_is_registered_late_keeps_his_place(office: Knowing, case: str) -> None:
    with office.engine.work(SYSTEM) as work:
        born(work, case, {"nik": FATHER, "nama": "Yohanes Nalle"}, OTHER_KK)

    father = office.person(FATHER)
    assert father is not None
    assert (father.head, father.record["shdk"]) == (True, "kepala_keluarga")


def test_what_changes_is_laid_over_what_is_known_of_known_people(office: Knowing, case: str) -> None:
    told = [
        {"nik": SON, "status_perkawinan": "kawin_tercatat", "agama": None},
        {"nik": STRANGER, "agama": "islam"},
    ]
    with office.engine.work(SYSTEM) as work:
        assert changed(work, case, told) == 1

    son = office.person(SON)
    assert son is not None
    assert son.record["status_perkawinan"] == "kawin_tercatat"
    assert "agama" not in son.record
    assert office.person(STRANGER) is None


def test_the_history_tells_who_changed_by_ids_alone(office: Knowing, case: str) -> None:
    issue(office, case, OTHER_KK, SON)

    son = office.person(SON)
    with office.engine.reading() as reading:
        events = [entry for entry in history.story(reading, case) if entry.kind == "residents.changed"]
        assert history.verify(reading, office.engine.vault.public_keys).problems == []
    assert son is not None
    assert [entry.facts for entry in events] == [{"what": "card", "residents": [son.id]}]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE terbit_resident SET head = true WHERE card_id IS NOT NULL",
        "UPDATE terbit_resident SET state = 'dead'",
        "UPDATE terbit_resident SET card_id = NULL",
        "UPDATE terbit_resident SET nik = (SELECT min(nik) FROM terbit_resident)",
    ],
)
def test_the_database_itself_refuses_two_heads_the_dead_on_a_card_and_a_number_twice(
    office: Knowing, change: str
) -> None:
    statement = change.replace("min(nik)", "nik").replace(
        "FROM terbit_resident)", "FROM terbit_resident LIMIT 1)"
    )
    with pytest.raises(IntegrityError), office.engine.database.writing() as connection:
        connection.execute(text(statement))


def test_a_birth_and_a_death_reach_the_residents_when_they_are_issued(bureau: Bureau) -> None:
    office = Knowing(bureau.engine)
    death = bureau.walker.open("akta_kematian")
    deceased = record_of(bureau, death)
    nik, kk = deceased["almarhum"]["nik"], deceased["kk"]["nomor"]
    office.load([listed(nik, kk, **PEOPLE[FATHER]), listed(MOTHER, kk, shdk="istri")])

    bureau.walker.to_end(death.case_id)
    birth = bureau.walker.open("akta_kelahiran")
    bureau.walker.to_end(birth.case_id)

    record = record_of(bureau, birth)
    child = office.person(record["siak"]["nik_anak"])
    assert state_of(office, nik) == (DEAD, False)
    assert child is not None
    assert child.record["nama"] == record["anak"]["nama"]
    assert child.record["nik_ibu"] == record["ibu"]["nik"]


def test_a_marriage_reaches_the_spouses_who_are_known(bureau: Bureau) -> None:
    office = Knowing(bureau.engine)
    opened = bureau.walker.open("akta_perkawinan")
    husband = record_of(bureau, opened)["suami"]["nik"]
    office.load([listed(husband, **PEOPLE[SON])])

    bureau.walker.to_end(opened.case_id)

    known = office.person(husband)
    assert known is not None
    assert known.record["status_perkawinan"] == "kawin_tercatat"


def test_an_issued_card_reaches_the_residents(bureau: Bureau) -> None:
    office = Knowing(bureau.engine)
    opened = bureau.walker.open("kartu_keluarga", scenario="ganti_kepala")

    bureau.walker.to_end(opened.case_id)

    record = record_of(bureau, opened)
    assert office.on_card(record["siak"]["nomor_kk"]) == {member["nik"] for member in record["anggota"]}


def test_an_identity_card_is_noted_when_it_is_handed_over(bureau: Bureau) -> None:
    office = Knowing(bureau.engine)
    opened = bureau.walker.open("ktp_el")
    subject = record_of(bureau, opened)["subjek"]
    office.load(
        [listed(subject["nik"], subject["kk"], **PEOPLE[SON] | {"ktp": None, "shdk": "kepala_keluarga"})]
    )

    bureau.walker.to_end(opened.case_id)

    known = office.person(subject["nik"])
    assert known is not None
    assert known.record["ktp"] == "2026-11-24"
