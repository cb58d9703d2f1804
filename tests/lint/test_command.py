"""`terbit process check`, as design and scripts rely on it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.lint.office import FIXTURES
from tests.process.drawing import diagram
from web.cli import terbit

SHIPPED = Path(__file__).parents[2] / "processes"
GOOD = """
    mulai: startEvent
    periksa: userTask lane=Verifikator prop.waktu=P1D
    selesai: endEvent
    mulai -> periksa
    periksa -> selesai
"""
CALL = """
    mulai: startEvent
    panggil: callActivity calls=bagian lane=Lurah
    selesai: endEvent
    mulai -> panggil
    panggil -> selesai
"""
BAD = GOOD.replace("periksa", "End")


def run(*places: object, form: str = "text") -> Result:
    options = ["--json"] if form == "json" else []
    result = CliRunner().invoke(terbit, ["process", "check", *options, *map(str, places)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def lines(result: Result) -> list[str]:
    return result.output.splitlines()


def codes(result: Result) -> set[str]:
    return {line.split()[1] for line in lines(result)}


def write(path: Path, text: str = GOOD, name: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(diagram(name or path.stem, text))
    return path


def test_says_nothing_of_what_ships() -> None:
    result = run(SHIPPED)

    assert (result.exit_code, lines(result)) == (0, [])


@pytest.mark.parametrize(
    "place", ["akta_kelahiran", "akta_kelahiran.bpmn", "shared", "shared/penerbitan.bpmn"]
)
def test_says_nothing_of_a_part_of_what_ships(place: str) -> None:
    result = run(SHIPPED / place)

    assert (result.exit_code, lines(result)) == (0, [])


def test_prints_file_line_code_and_sentence(tmp_path: Path) -> None:
    place = write(tmp_path / "coba.bpmn", BAD)

    result = run(place)

    assert result.exit_code == 1
    assert f"{place}:7: E121 Expected another id, but 'End' is one that the engine uses itself" in lines(
        result
    )


def test_passes_with_warnings_alone(tmp_path: Path) -> None:
    result = run(write(tmp_path / "coba.bpmn"))

    assert result.exit_code == 0
    assert codes(result) == {"W142", "W311"}


def test_prints_an_object_a_line(tmp_path: Path) -> None:
    place = write(tmp_path / "coba.bpmn", BAD)

    found = [json.loads(line) for line in lines(run(place, form="json"))]

    assert {
        "file": str(place),
        "line": 7,
        "code": "E121",
        "sentence": "Expected another id, but 'End' is one that the engine uses itself",
        "element": "End",
        "level": "error",
    } in found


def test_takes_a_file_without_its_folder_for_a_diagram(tmp_path: Path) -> None:
    text = GOOD.replace("lane=Verifikator prop.waktu=P1D", "")

    result = run(write(tmp_path / "coba.bpmn", text, name="Process_1"))

    assert result.exit_code == 0
    assert codes(result) == {"W132", "W142", "W311"}


def test_refuses_a_lane_that_is_no_role(tmp_path: Path) -> None:
    result = run(write(tmp_path / "coba.bpmn", GOOD.replace("Verifikator", "Manajer")))

    assert result.exit_code == 1
    assert "E130" in codes(result)


def test_checks_the_whole_type_where_there_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "coba.bpmn", name="lain")
    (tmp_path / "coba").mkdir()

    for place in (tmp_path, tmp_path / "coba", tmp_path / "coba.bpmn"):
        assert {"E102", "W143"} <= codes(run(place))


def test_checks_called_processes_with_their_callers(tmp_path: Path) -> None:
    inner = BAD.replace(" lane=Verifikator", "").replace("mulai", "awal").replace("selesai", "akhir")
    write(tmp_path / "coba.bpmn", CALL)
    called = write(tmp_path / "shared" / "bagian.bpmn", inner)
    alone = write(tmp_path / "shared" / "tersisa.bpmn", BAD)

    errors = [line for line in lines(run(tmp_path)) if ": E" in line]

    assert [line.split(": ")[0] for line in errors] == [f"{called}:7", f"{alone}:7"]


@pytest.mark.parametrize("name", ["tidak_ada.bpmn", "tidak/ada"])
def test_tells_of_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    result = run(tmp_path / name)

    assert result.exit_code == 1
    assert lines(result) == [f"{tmp_path / name}:1: E100 Expected a diagram, but there is no such file"]


def test_tells_of_a_folder_without_diagrams(tmp_path: Path) -> None:
    result = run(tmp_path)

    assert result.exit_code == 1
    assert lines(result) == [f"{tmp_path}:1: E100 Expected a diagram in the folder, but there is none"]


def test_goes_into_a_folder_that_is_named_like_a_diagram(tmp_path: Path) -> None:
    write(tmp_path / "folder.bpmn" / "coba.bpmn", BAD)
    (tmp_path / "kosong.bpmn").mkdir()

    assert "E121" in codes(run(tmp_path))
    assert "E100" in codes(run(tmp_path / "kosong.bpmn"))


def test_tells_of_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.bpmn")
    (tmp_path / "putus.bpmn").symlink_to(tmp_path / "hilang")
    write(tmp_path / "baik.bpmn")

    result = run(tmp_path)

    assert result.exit_code == 1
    assert f"{tmp_path}/pipa.bpmn:1: E100 Expected a diagram, but this is no file" in lines(result)
    assert f"{tmp_path}/putus.bpmn:1: E100 Expected a diagram, but there is no such file" in lines(result)
    assert any("baik.bpmn" in line for line in lines(result))


@pytest.mark.parametrize("target", ["/proc/self/mem", "putar.bpmn"])
def test_tells_of_a_file_that_cannot_be_read(tmp_path: Path, target: str) -> None:
    (tmp_path / "putar.bpmn").symlink_to(target)

    assert codes(run(tmp_path)) == {"E100"}


def test_tells_of_a_name_that_is_too_long(tmp_path: Path) -> None:
    result = run(tmp_path / f"{'a' * 300}.bpmn")

    assert lines(result)[0].endswith(
        "E100 Expected a file that can be read, but it can't be: File name too long"
    )


def test_tells_of_a_file_that_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "besar.bpmn").open("wb") as file:
        file.truncate(1 << 32)

    assert codes(run(tmp_path)) == {"E100"}


def test_prints_names_of_any_bytes_in_one_line(tmp_path: Path) -> None:
    for name in (b"a\nb.bpmn", b"\xff\xfe.bpmn", b"\x1b[31m.bpmn"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"no xml")

    result = run(tmp_path)

    assert len(lines(result)) == 3
    assert all(": E100 Expected well-formed XML" in line for line in lines(result))
    assert "\x1b" not in result.output


def test_follows_no_call_out_of_its_folder(tmp_path: Path) -> None:
    write(tmp_path / "rahasia.bpmn", BAD)
    (tmp_path / "tipe" / "coba").mkdir(parents=True)
    write(tmp_path / "tipe" / "coba.bpmn", CALL.replace("bagian", "../../rahasia"))

    result = run(tmp_path / "tipe")

    assert "E220" in codes(result)
    assert "E121" not in codes(result)


def test_goes_through_thousands_of_files(tmp_path: Path, effort: int) -> None:
    sources = [path.read_bytes() for path in sorted(FIXTURES.rglob("*valid*.bpmn"))]
    count = 100 * effort
    for at in range(count):
        place = tmp_path / str(at % 7) / f"{at}.bpmn"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(sources[at % len(sources)][: len(sources[0]) * 3 if at % 5 else 400])

    result = run(tmp_path)

    assert result.exit_code == 1
    assert {line.partition(":")[0] for line in lines(result)} >= {f"{tmp_path}/0/0.bpmn"}
    assert "E901" not in codes(result)
    assert "E902" not in codes(result)


def test_ends_quietly_when_nobody_reads_on(tmp_path: Path) -> None:
    write(tmp_path / "panjang.bpmn", "\n".join(f"{'x' * 300}{at}[child]: task" for at in range(400)))
    command = f"{sys.executable} -c 'from web.cli import main; main()' process check {tmp_path} | head -n 1"

    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=SHIPPED.parent)

    assert ended.stdout.count("\n") == 1
    assert "Traceback" not in ended.stderr
