import pytest

from handlers.typesetting.words import spelled


@pytest.mark.parametrize(
    ("date", "id_", "en"),
    [
        ("2026-11-17", "tujuh belas November tahun dua ribu dua puluh enam",
         "seventeenth of November, two thousand and twenty-six"),
        ("2024-02-29", "dua puluh sembilan Februari tahun dua ribu dua puluh empat",
         "twenty-ninth of February, two thousand and twenty-four"),
        ("1998-08-01", "satu Agustus tahun seribu sembilan ratus sembilan puluh delapan",
         "first of August, one thousand nine hundred and ninety-eight"),
        ("2000-12-31", "tiga puluh satu Desember tahun dua ribu", "thirty-first of December, two thousand"),
    ],
)  # fmt: skip
def test_spells_dates_in_both_languages(date: str, id_: str, en: str) -> None:
    words = spelled({"anak": {"tanggal_lahir": date}})["dates"][date]["words"]

    assert words == {"id": id_, "en": en}


def test_writes_dates_with_their_weekday() -> None:
    date = spelled({"a": ["2026-11-24"]})["dates"]["2026-11-24"]

    assert date["digits"] == "24-11-2026"
    assert date["text"] == {"id": "24 November 2026", "en": "24 November 2026"}
    assert date["weekday"] == {"id": "Selasa", "en": "Tuesday"}


@pytest.mark.parametrize(
    ("number", "id_", "en"), [(1, "kesatu", "first"), (3, "ketiga", "third"), (12, "kedua belas", "twelfth")]
)
def test_counts_in_both_languages(number: int, id_: str, en: str) -> None:
    assert spelled({"anak": {"kelahiran_ke": number}})["numbers"][str(number)]["ordinal"] == {
        "id": id_,
        "en": en,
    }


def test_leaves_out_what_is_neither_a_date_nor_a_small_number() -> None:
    data = {
        "kk": "5371010101269001",
        "tanggal": "2026-02-30",
        "ya": True,
        "berat": 3.1,
        "tahun": 2026,
        "nol": 0,
    }

    assert spelled(data) == {"dates": {}, "numbers": {}}
