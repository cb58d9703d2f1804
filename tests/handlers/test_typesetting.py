"""The typesetter and its limits: what templates can't do, and that the next document is none the worse for it."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from handlers.typesetting import (
    Limits,
    MissingFieldError,
    Renderer,
    RendererStoppedError,
    Template,
    TemplateError,
)
from tests.handlers.sheets import words

PLAIN = """#set page(width: 60mm, height: 30mm)
#set document(title: "x", date: datetime(year: 2026, month: 1, day: 1))
"""
DATA: dict[str, Any] = {"nama": "Yermias"}


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    made = Renderer(Limits(cpu=1, seconds=10, documents=5))
    yield made
    made.close()


def template(body: str = "#json(bytes(sys.inputs.data)).nama", **files: bytes) -> Template:
    return Template("a/document.typ", {"a/document.typ": (PLAIN + body).encode(), **files})


def eventually(condition: Callable[[], bool]) -> bool:
    return any(condition() or time.sleep(0.05) for _ in range(100))


def is_gone(process_id: int) -> bool:
    return not Path(f"/proc/{process_id}").exists()


def test_sets_a_template_with_its_data(renderer: Renderer) -> None:
    assert words(renderer.render(template(), DATA)) == "Yermias"


def test_keeps_its_child_from_one_document_to_the_next(renderer: Renderer) -> None:
    renderer.render(template(), DATA)
    first = renderer.process_id
    renderer.render(template("#lorem(3)"), DATA)

    assert renderer.process_id == first is not None


def test_replaces_its_child_after_some_documents(renderer: Renderer) -> None:
    children = set()
    for _ in range(11):
        renderer.render(template(), DATA)
        children.add(renderer.process_id)

    assert len(children) == 3


def test_serves_threads_one_after_the_other(renderer: Renderer) -> None:
    names = [f"Nama{number}" for number in range(20)]

    with ThreadPoolExecutor(6) as pool:
        pages = list(pool.map(lambda name: words(renderer.render(template(), {"nama": name})), names))

    assert pages == names


def test_leaves_neither_child_nor_folder_behind(renderer: Renderer, tmp_path: Path) -> None:
    renderer.render(template(), DATA)
    child = renderer.process_id
    assert child is not None
    folder = Path(f"/proc/{child}/cwd").readlink()
    assert folder.is_dir()

    renderer.close()

    assert is_gone(child)
    assert not folder.exists()


def test_gives_its_child_nothing_of_the_environment(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERBIT_KEYS", "rahasia")
    renderer.render(template(), DATA)

    environment = Path(f"/proc/{renderer.process_id}/environ").read_bytes()

    assert b"TERBIT" not in environment


def test_hands_over_only_what_a_template_is_made_of(renderer: Renderer) -> None:
    with pytest.raises(TemplateError, match="it reads a file that is not there"):
        renderer.render(template('#read("rahasia.toml")', **{"a/rahasia.toml": b"x = 1"}), DATA)


def test_finds_files_of_the_same_document_type(renderer: Renderer) -> None:
    made = template(
        '#import "../shared/kop.typ": kop\n#kop', **{"shared/kop.typ": b"#let kop = [Kota Kupang]"}
    )

    assert words(renderer.render(made, DATA)) == "Kota Kupang"


@pytest.mark.parametrize(
    "body",
    [
        '#read("/etc/passwd")',
        '#read("../../../../../etc/passwd")',
        '#image("/proc/self/environ")',
        '#read("../../handlers/rendering.py")',
        '#import "@preview/cetz:0.3.1": canvas',
        '#import "@local/rahasia:1.0.0": x',
        '#import ("@prev" + "iew/cetz:0.3.1"): canvas',
        "#while true {}",
        "#let f(x) = f(x + 1)\n#f(0)",
        '#eval("read(\\"/etc/passwd\\")")',
        "#tidak-ada",
        "#(",
    ],
)
def test_refuses_what_a_template_may_not_do_and_lives_on(renderer: Renderer, body: str) -> None:
    with pytest.raises(TemplateError) as refused:
        renderer.render(template(body), DATA)
    child = renderer.process_id

    assert "root:" not in refused.value.words
    assert words(renderer.render(template(), DATA)) == "Yermias"
    assert renderer.process_id == child


@pytest.mark.parametrize(
    "body",
    [
        "#let x = range(100000000)",
        '#let x = "a" * 4000000000',
        '#let x = ("a",) * 900000000',
        "#for a in range(9000) { for b in range(9000) { for c in range(9000) { let d = a * b * c } } }",
    ],
)
def test_survives_a_template_that_wants_all_memory_or_time(renderer: Renderer, body: str) -> None:
    began = time.monotonic()

    with pytest.raises(RendererStoppedError):
        renderer.render(template(body), DATA)

    assert time.monotonic() - began < 12
    assert words(renderer.render(template(), DATA)) == "Yermias"


def test_stops_a_child_that_does_not_answer_in_time() -> None:
    renderer = Renderer(Limits(cpu=30, seconds=0.7))
    slow = "#for a in range(9000) { for b in range(9000) { for c in range(9000) { let d = a * b * c } } }"

    with pytest.raises(RendererStoppedError, match="longer than"):
        renderer.render(template(slow), DATA)

    assert renderer.process_id is None


def test_refuses_a_document_that_is_too_large() -> None:
    renderer = Renderer(Limits(size=1000))

    with pytest.raises(RendererStoppedError, match="bytes"):
        renderer.render(template(), DATA)


def test_has_no_network(renderer: Renderer) -> None:
    renderer.render(template(), DATA)

    status = Path(f"/proc/{renderer.process_id}/status").read_text()

    assert "Seccomp:\t2" in status
    assert "NoNewPrivs:\t1" in status


def test_sets_the_same_bytes_with_an_old_child_and_a_new_one(renderer: Renderer) -> None:
    first = renderer.render(template(), DATA)
    second = renderer.render(template(), DATA)
    renderer.close()

    assert first == second == renderer.render(template(), DATA)


def test_does_not_keep_data_of_the_document_before(renderer: Renderer) -> None:
    renderer.render(template(), DATA)

    assert words(renderer.render(template(), {"nama": "Gideon"})) == "Gideon"


def test_tells_of_a_missing_field_and_never_of_values(renderer: Renderer) -> None:
    with pytest.raises(MissingFieldError) as missing:
        renderer.render(template('#panic("missing field: anak.nama")'), DATA)
    with pytest.raises(TemplateError) as wrong:
        renderer.render(template("#int(json(bytes(sys.inputs.data)).nama)"), DATA)

    assert missing.value.field == "anak.nama"
    assert "Yermias" not in str(wrong.value)


def test_refuses_a_template_that_the_document_type_does_not_have(renderer: Renderer) -> None:
    with pytest.raises(TemplateError, match="does not have it"):
        renderer.render(Template("a/document.typ", {}), DATA)


def test_refuses_files_that_would_leave_its_folder(renderer: Renderer) -> None:
    with pytest.raises(TemplateError):
        renderer.render(template("x", **{"../../luar.typ": b"x"}), DATA)


def test_a_fork_of_the_process_starts_a_child_of_its_own(renderer: Renderer) -> None:
    renderer.render(template(), DATA)
    child = renderer.process_id
    reading, writing = os.pipe()
    fork = os.fork()
    if fork == 0:
        page = words(renderer.render(template(), DATA))
        os.write(writing, f"{page} {renderer.process_id}".encode())
        renderer.close()
        os._exit(0)
    os.waitpid(fork, 0)

    page, other = os.read(reading, 100).decode().split()

    assert page == "Yermias"
    assert int(other) != child
    assert words(renderer.render(template(), DATA)) == "Yermias"
    assert renderer.process_id == child


@pytest.mark.parametrize(
    "end",
    [
        "os._exit(0)",
        "order = made._order(template(), DATA, None); made._child.link.sendall(len(order).to_bytes(4) + order);"
        "os.kill(os.getpid(), 9)",
    ],
    ids=["between documents", "in the middle of one"],
)
def test_a_child_whose_parent_has_gone_clears_up_after_itself(tmp_path: Path, end: str) -> None:
    script = (
        "import os; from tests.handlers.test_typesetting import *; made = Renderer(); made.render(template(), DATA);"
        f"print(made.process_id, flush=True); {end}"
    )
    environment = {"TMPDIR": str(tmp_path), "PYTHONPATH": str(Path.cwd())}

    told = subprocess.run([sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, text=True)

    assert eventually(lambda: is_gone(int(told.stdout)))
    assert eventually(lambda: not list(tmp_path.iterdir()))


def test_waits_for_a_document_that_another_thread_has_begun(renderer: Renderer) -> None:
    slow = template("#for a in range(300) { for b in range(300) { let c = a * b } }\nlambat")
    pages: list[str] = []
    thread = threading.Thread(target=lambda: pages.append(words(renderer.render(slow, DATA))))
    thread.start()

    assert words(renderer.render(template(), DATA)) == "Yermias"
    thread.join()
    assert pages == ["lambat"]
