"""Made-up papers, so that whoever reviews a made-up case has something to compare its data with."""

from engine import attachments
from engine.db.database import Database
from engine.demo import scans
from tests.builders import make_bureau


def test_each_paper_that_is_asked_for_is_a_picture_that_says_what_the_application_says(
    sqlite_database: Database,
) -> None:
    bureau = make_bureau(sqlite_database)
    opened = bureau.walker.open("akta_kelahiran")

    count = scans.hand_in(bureau.engine, bureau.actor("loket"), opened.case_id)

    with bureau.engine.reading() as reading:
        papers = attachments.of_case(reading, opened.case_id)
        content = attachments.fetch(reading, papers[0].id).content
    assert {paper.requirement for paper in papers} == {
        "formulir", "keterangan_lahir", "akta_perkawinan", "kartu_keluarga",
    }  # fmt: skip
    assert count == len(papers)
    assert content.startswith(b"\x89PNG")
    assert len(content) < 60_000
