"""The excerpt of a marriage certificate: one for each spouse, with their photo or a place for it."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image

from engine.definitions import read_folder
from handlers import rendering
from handlers.typesetting import MissingFieldError, Template
from tests.handlers.sheets import PROCESSES, imprint, opened, pages, sealed, words

LONG = "Maria Magdalena Kristina Yuliana Rambu Umbu Fernandez-Parera"


def spouse(name: str, place: str, born: str, nik: str | None = None) -> dict[str, Any]:
    return {"nama": name, "tempat_lahir": place, "tanggal_lahir": born, "kewarganegaraan": "WNI", "nik": nik}


def record(**changed: Any) -> dict[str, Any]:
    return {
        "suami": spouse("Gabriel Benu", "Soe", "1998-03-12", "5371031203989001"),
        "istri": spouse("Maria Fernandez", "Atambua", "2000-07-05", "5371034507009002"),
        "ayah_suami": {"nama": "Yohanes Benu"}, "ibu_suami": {"nama": "Adriana Taneo"},
        "ayah_istri": {"nama": "Petrus Fernandez"}, "ibu_istri": {"nama": "Yuliana Bere"},
        "perkawinan": {
            "tanggal_pemberkatan": "2026-11-10", "tempat": "Kota Kupang", "pemuka_agama": "Yermias Messakh",
        },
    } | changed  # fmt: skip


def excerpt(said: dict[str, Any], owner: str | None = "suami", photo: bytes | None = None) -> bytes:
    template = Template("akta_perkawinan/document.typ", read_folder(PROCESSES, "akta_perkawinan"))
    more = {"copy_for": owner, "photo": photo and list(photo)}
    return rendering.typeset(template, imprint(number="5371-KW-24112026-0017"), said, more, sealed)


def pictures(pdf: bytes) -> int:
    with opened(pdf) as document:
        streams = [thing for thing in document.objects if isinstance(thing, pikepdf.Stream)]
        return sum(stream.get("/Subtype") == "/Image" for stream in streams)


def test_says_who_married_in_both_languages() -> None:
    text = words(excerpt(record()))

    for line in (
        "Kutipan Akta Perkawinan Excerpt of Marriage Certificate",
        "Berdasarkan Akta Perkawinan Nomor 5371-KW-24112026-0017",
        "bahwa di Kota Kupang, pada tanggal 10-11-2026",
        "sepuluh November tahun dua ribu dua puluh enam",
        "tenth of November, two thousand and twenty-six",
        "suami the husband Gabriel Benu lahir di Soe, 12-03-1998",
        "dan istri and the wife Maria Fernandez lahir di Atambua, 05-07-2000",
        "anak dari Yohanes Benu dan Adriana Taneo",
        "yang dilangsungkan di hadapan Yermias Messakh",
        "Tempat pasfoto berwarna 4 x 6 suami dan istri, berdampingan",
    ):
        assert line in text


@pytest.mark.parametrize(
    ("owner", "said"), [("suami", "Kutipan untuk suami"), ("istri", "Kutipan untuk istri"), (None, None)]
)
def test_says_for_whom_it_is(owner: str | None, said: str | None) -> None:
    text = words(excerpt(record(), owner))

    assert ("Kutipan untuk" in text) == (said is not None)
    assert said is None or said in text


def test_names_the_court_where_nobody_blessed_the_marriage() -> None:
    """UU 23/2006 Pasal 36: recorded after a court order."""
    proven = {"tanggal_pemberkatan": "2026-11-10", "tempat": "Kota Kupang", "pemuka_agama": None}
    court = {"nama": "Pengadilan Negeri Kupang", "nomor": "12/Pdt.P/2026"}

    text = words(excerpt(record(perkawinan=proven, pengadilan=court)))

    assert "berdasarkan penetapan Pengadilan Negeri Kupang nomor 12/Pdt.P/2026" in text


def test_bears_the_photo_of_both() -> None:
    file = BytesIO()
    Image.new("RGB", (600, 400), "#336699").save(file, "JPEG")

    paper = excerpt(record(), photo=file.getvalue())

    assert "Tempat pasfoto" not in words(paper)
    assert (pictures(excerpt(record())), pictures(paper)) == (0, 1)


def test_keeps_the_longest_names_on_one_page() -> None:
    both = {"suami": spouse(LONG, "Soe", "1998-03-12"), "istri": spouse(LONG, "Soe", "2000-07-05")}
    parents = {f"{who}_{of}": {"nama": LONG} for who in ("ayah", "ibu") for of in ("suami", "istri")}

    assert pages(excerpt(record(**both, **parents))) == 1


def test_stops_where_a_parent_is_missing() -> None:
    with pytest.raises(MissingFieldError, match=r"ibu_istri\.nama"):
        excerpt(record(ibu_istri={}))
