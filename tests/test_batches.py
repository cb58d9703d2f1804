"""Applications many at once: a table read, checked as the page checks, each row a case of its own."""

import datetime as dt
import io
import random
import zipfile
from collections.abc import Mapping
from typing import Any

import orjson
import pytest
import xlsxwriter
from sqlalchemy import func, select

from engine import batches, casefile, cases, definitions, errors, history
from engine.batches import BatchFile, Choice, Occasion, Words
from engine.db.cases import Case
from engine.db.database import Database
from tests.builders import PROCESSES, Bureau, deploy, make_bureau

OCCASION = Occasion("Perekaman KIA", "SDN Contoh", dt.date(2026, 11, 24))
CHILD = {
    "permohonan.jenis": "baru", "subjek.nama": "Rosa Contoh Nalle", "subjek.tempat_lahir": "Kupang",
    "subjek.tanggal_lahir": "17-08-2019", "subjek.jenis_kelamin": "Perempuan", "subjek.kk": "5371030208199001",
    "subjek.nik": "5371035708190001", "subjek.nomor_akta": "5371-LU-20082019-0007",
    "subjek.kepala_keluarga": "Yohanes Nalle", "alamat.kelurahan": "Oesapa", "alamat.rw": "008", "alamat.rt": "021",
    "pelapor.hubungan": "ayah", "pelapor.nama": "Yohanes Nalle", "pelapor.nik": "5371031203919001",
}  # fmt: skip


def child(at: int, **changed: object) -> dict[str, object]:
    """The pupil number `at`: another name, another day, another number, other parents."""
    names = ("Rosa Nalle", "Agustinus Foeh", "Maria Bere", "Domingus Taneo", "Yuliana Klau")
    day, parent = at + 1, f"537103120391{at + 9001:04d}"
    own = {
        "subjek.nama": names[at % 5], "subjek.tanggal_lahir": f"{day:02d}-08-2019",
        "subjek.nik": f"537103{day + 40:02d}0819{at + 1:04d}", "pelapor.nik": parent,
    }  # fmt: skip
    return {**CHILD, **own, **{name.replace("__", "."): value for name, value in changed.items()}}


def table(*rows: Mapping[str, object]) -> BatchFile:
    """As a spreadsheet program saves it."""
    paths = list(dict.fromkeys(path for row in rows for path in row))
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, paths)
        for at, row in enumerate(rows, 1):
            for column, path in enumerate(paths):
                if path in row:
                    _write(sheet, at, column, row[path])
    return BatchFile(made.getvalue())


def _write(sheet: Any, row: int, column: int, value: object) -> None:
    if isinstance(value, str) and not value.startswith("="):
        sheet.write_string(row, column, value)
    else:
        sheet.write(row, column, value)


def bring(
    bureau: Bureau, *rows: Mapping[str, object], by: str = "loket", file: BatchFile | None = None
) -> str:
    return batches.bring(bureau.engine, bureau.actor(by), "kia", file or table(*rows), OCCASION)


def shown(bureau: Bureau, batch_id: str, by: str = "loket") -> batches.Preview:
    with bureau.engine.reading(bureau.actor(by)) as reading:
        return batches.preview(reading, batch_id)


def states(preview: batches.Preview) -> list[str]:
    return [line.state for line in preview.lines]


def take_all(bureau: Bureau, batch_id: str, by: str = "loket") -> batches.Preview:
    lines = [line.row.line for line in shown(bureau, batch_id, by).of("good")]
    batches.take(bureau.engine, bureau.actor(by), batch_id, Choice(lines))
    return shown(bureau, batch_id, by)


def count(bureau: Bureau) -> int:
    with bureau.engine.reading() as reading:
        return int(reading.execute(select(func.count()).select_from(Case)).scalar_one())


def test_takes_every_row_as_a_case_of_its_own(database: Database) -> None:
    bureau = make_bureau(database)
    batch_id = bring(bureau, child(0), child(1), child(2))

    before = shown(bureau, batch_id)
    after = take_all(bureau, batch_id)

    assert (states(before), count(bureau) and states(after)) == (["good"] * 3, ["taken"] * 3)
    assert [line.number for line in after.lines] == ["KI-2026-00001", "KI-2026-00002", "KI-2026-00003"]


def test_takes_nothing_before_it_is_confirmed(database: Database) -> None:
    bureau = make_bureau(database)

    bring(bureau, child(0))

    assert count(bureau) == 0


def test_the_same_file_twice_makes_no_doubles_whoever_brings_it(database: Database) -> None:
    bureau = make_bureau(database)
    take_all(bureau, bring(bureau, child(0), child(1)))

    again = bring(bureau, child(0), child(1), child(2), by="loket2")
    seen = shown(bureau, again, "loket2")
    take_all(bureau, again, "loket2")

    assert states(seen) == ["taken", "taken", "good"]
    assert count(bureau) == 3


def test_a_row_taken_meanwhile_from_another_batch_makes_no_second_case(database: Database) -> None:
    bureau = make_bureau(database)
    first, second = bring(bureau, child(0)), bring(bureau, child(0), by="loket2")
    line = shown(bureau, second, "loket2").lines[0].row.line

    take_all(bureau, first)
    with pytest.raises(errors.BatchChoiceError):
        batches.take(bureau.engine, bureau.actor("loket2"), second, Choice([line]))

    assert count(bureau) == 1


def test_goes_on_after_a_crash_and_loses_none(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    bureau = make_bureau(database)
    batch_id = bring(bureau, child(0), child(1), child(2))
    whole, opened = cases.open_in, []

    def breaking(*given: Any, **named: Any) -> cases.Opened:
        opened.append(whole(*given, **named))
        if len(opened) == 2:
            raise OSError("the power is gone")
        return opened[-1]

    monkeypatch.setattr(cases, "open_in", breaking)
    with pytest.raises(OSError, match="power"):
        take_all(bureau, batch_id)
    broken = shown(bureau, batch_id)
    batches.go_on(bureau.engine, bureau.actor("loket"), batch_id)

    assert len(broken.unfinished) == 2
    assert [line.number for line in shown(bureau, batch_id).lines] == [f"KI-2026-0000{n}" for n in (1, 2, 3)]
    assert count(bureau) == 3


def test_a_wrong_row_says_what_the_page_would_say(database: Database) -> None:
    bureau = make_bureau(database)
    wrong = child(1, subjek__nama="Rosa 7", subjek__tanggal_lahir="31-02-2019", alamat__kelurahan="Atlantis")

    preview = shown(bureau, bring(bureau, child(0), wrong))

    said = {(problem.field, problem.code) for problem in preview.lines[1].problems}
    assert states(preview) == ["good", "wrong"]
    assert said >= {("subjek.nama", "name_letters"), ("subjek.tanggal_lahir", "date_impossible"),
                    ("alamat.kelurahan", "area_code")}  # fmt: skip


def test_one_row_that_cannot_be_taken_refuses_the_whole_choice(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    batch_id = bring(bureau, child(0), child(1, subjek__nama=""))

    with pytest.raises(errors.BatchChoiceError) as refused:
        batches.take(bureau.engine, bureau.actor("loket"), batch_id, Choice([2, 3]))

    assert (refused.value.lines, count(bureau)) == ([3], 0)


def test_a_likely_double_needs_a_reason(database: Database) -> None:
    bureau = make_bureau(database)
    take_all(bureau, bring(bureau, child(0)))
    batch_id = bring(bureau, child(0, alamat__jalan="Jl. Contoh 1"))
    preview = shown(bureau, batch_id)

    assert [double.number for double in preview.lines[0].doubles] == ["KI-2026-00001"]
    with pytest.raises(errors.BatchChoiceError):
        batches.take(bureau.engine, bureau.actor("loket"), batch_id, Choice([2]))
    batches.take(bureau.engine, bureau.actor("loket"), batch_id, Choice([2], {2: "orang_lain"}))
    assert count(bureau) == 2


def test_a_row_of_which_the_form_warns_is_taken_for_the_reason_that_is_given(
    sqlite_database: Database,
) -> None:
    bureau = make_bureau(sqlite_database)
    files = dict(definitions.read_folder(PROCESSES, "kia"))
    form = orjson.loads(files["kia/mulai.form.json"])
    warning = {"id": "uji", "field": "subjek.nama", "when": "true", "message": "Periksa.", "level": "warning"}
    form["rules"].append(warning | {"message_en": "Check.", "reason": True})
    deploy(bureau.engine, "kia", {**files, "kia/mulai.form.json": orjson.dumps(form)})
    batch_id = bring(bureau, child(0))
    [line] = shown(bureau, batch_id).lines

    with pytest.raises(errors.BatchChoiceError):
        batches.take(bureau.engine, bureau.actor("loket"), batch_id, Choice([2], whys={2: " "}))
    batches.take(bureau.engine, bureau.actor("loket"), batch_id, Choice([2], whys={2: "Cocok dengan KK."}))

    with bureau.engine.reading() as reading:
        case_id = reading.execute(select(Case.id)).scalar_one()
        kept = casefile.read(reading, case_id).record["peringatan"]
    assert (line.state, line.needs_reason) == ("look", True)
    assert [(one["kode"], one["alasan"]) for one in kept] == [("uji", "Cocok dengan KK.")]


def test_names_an_earlier_row_with_the_same_child(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)

    preview = shown(bureau, bring(bureau, child(0), child(1), child(0, alamat__jalan="Jl. Contoh 1")))

    assert [line.same for line in preview.lines] == [(), (), (2,)]


def test_a_desk_takes_rows_of_its_own_area_only(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    preview = shown(
        bureau, bring(bureau, child(0), child(1, alamat__kelurahan="Liliba"), by="kel.oesapa"), "kel.oesapa"
    )

    assert states(preview) == ["good", "wrong"]
    assert preview.lines[1].problems[0].code == "outside_territory"


def test_nobody_sees_the_batch_of_another_desk(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    batch_id = bring(bureau, child(0), by="kel.oesapa")

    with pytest.raises(errors.NotAllowedError):
        shown(bureau, batch_id, "kel.liliba")


def test_a_partner_takes_its_own_types_only(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)

    with pytest.raises(errors.NotAllowedError):
        bring(bureau, child(0), by="mitra")


def test_the_history_tells_where_it_was_taken(database: Database) -> None:
    bureau = make_bureau(database)
    after = take_all(bureau, bring(bureau, child(0)))

    with bureau.engine.reading(bureau.actor("loket")) as reading:
        story = history.story(reading, str(after.lines[0].case_id))
        report = history.verify(reading, reading.vault.public_keys)

    assert (story[0].facts["batch"], story[0].facts["line"]) == (after.batch_id, 2)
    assert not report.problems


def test_what_was_written_in_a_row_is_gone_once_it_is_decided(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    batch_id = bring(bureau, child(0), child(1))

    batches.take(bureau.engine, bureau.actor("loket"), batch_id, Choice([2]))

    assert [line.row.typed for line in shown(bureau, batch_id).lines] == [None, None]
    assert states(shown(bureau, batch_id)) == ["taken", "gone"]


def test_rows_that_nobody_confirms_for_a_week_are_forgotten(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    batch_id = bring(bureau, child(0))
    bureau.clock.forward(days=8)

    bring(bureau, child(1))

    assert states(shown(bureau, batch_id)) == ["gone"]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_the_template_holds_every_question_and_is_read_back(sqlite_database: Database, suffix: str) -> None:
    bureau = make_bureau(sqlite_database)
    with bureau.engine.reading(bureau.actor("loket")) as reading:
        _kind, asked = batches.questions(reading, "kia", "id")
    words = Words("Permohonan", "Pilihan", "Tanggal", "Boleh kosong")
    content = batches.as_csv(asked) if suffix == "csv" else batches.as_xlsx(asked, words)

    with pytest.raises(errors.BatchEmptyError):
        bring(bureau, file=BatchFile(content))


def test_reads_a_csv_as_it_reads_a_workbook(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    row = child(0)
    text = (
        ";".join(row)
        + "\n"
        + ";".join(f"'{value}" if str(value).isdigit() else str(value) for value in row.values())
    )
    take_all(bureau, bring(bureau, row))

    preview = shown(bureau, bring(bureau, file=BatchFile(text.encode())))

    assert states(preview) == ["taken"]


def test_a_number_that_a_spreadsheet_rounded_is_refused(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)

    preview = shown(bureau, bring(bureau, child(0, subjek__nik=5371035708190001)))

    assert [problem.code for problem in preview.lines[0].problems if problem.field == "subjek.nik"] == [
        "number_cell"
    ]


def test_a_date_cell_is_a_date(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd-mm-yyyy"})
        row = child(0)
        sheet.write_row(0, 0, list(row))
        for column, (path, value) in enumerate(row.items()):
            if path == "subjek.tanggal_lahir":
                sheet.write_datetime(1, column, dt.datetime(2019, 8, 1), day)  # noqa: DTZ001
            else:
                sheet.write_string(1, column, str(value))

    assert states(shown(bureau, bring(bureau, file=BatchFile(made.getvalue())))) == ["good"]


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (40 * 2**20))
    return made.getvalue()


def with_part(name: str) -> bytes:
    made = io.BytesIO(table(child(0)).content)
    with zipfile.ZipFile(made, "a") as packed:
        packed.writestr(name, b"x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (table(child(0, subjek__nama="=1+1")).content, "formula"),
        (bomb(), "bomb"),
        (with_part("xl/vbaProject.bin"), "active"),
        (with_part("xl/externalLinks/externalLink1.xml"), "active"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 100, "old"),
        (b"PK\x03\x04" + random.Random(1).randbytes(500), "unreadable"),
        (b"a\0b", "unreadable"),
        (b"x" * 2_000_001, "size"),
        (table(*[child(0)] * 206).content, "rows"),
        (table(*[child(0)] * 202).content, "rows"),
        (b"subjek.nama" + b";" * 200 + b"z\nRosa", "columns"),
        (b"bukan;kolom\n1;2", "no_heads"),
        (b"subjek.nama;apa_ini\nRosa;1", "unknown_column"),
        (b"subjek.nama;subjek.nama\nRosa;Rosa", "column_twice"),
    ],
)
def test_refuses_what_is_no_plain_table(sqlite_database: Database, content: bytes, code: str) -> None:
    bureau = make_bureau(sqlite_database)

    with pytest.raises(errors.BatchError) as refused:
        bring(bureau, file=BatchFile(content))

    assert refused.value.code == code


def test_a_type_whose_form_asks_for_lists_is_not_taken_so(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)

    with pytest.raises(errors.BatchNotPossibleError):
        batches.bring(bureau.engine, bureau.actor("loket"), "kartu_keluarga", table(child(0)), OCCASION)


def test_a_doubtful_row_is_looked_at_before_it_is_taken(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    batch_id = bring(bureau, child(0, subjek__nik="5371030108190001"))
    line = shown(bureau, batch_id).lines[0]

    batches.take(bureau.engine, bureau.actor("loket"), batch_id, Choice([line.row.line]))

    assert (line.state, bool(line.warnings)) == ("look", True)
    assert states(shown(bureau, batch_id)) == ["taken"]
