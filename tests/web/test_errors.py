"""Refusals are pages with sentences; never a trace."""

import logging
from collections.abc import Callable, Iterator

import pytest
from flask import Blueprint

from engine import errors as refusals
from engine.errors import EngineError
from tests.databases import Embedded
from tests.web.site import Site, make_site
from tests.web.visitor import visitor
from web import answers, errors
from web.policies import PUBLIC, policy

SECRET = "5371034507949001"


def raising() -> dict[str, Exception]:
    return {
        "denied": refusals.NotAllowedError("see", "family"),
        "missing": refusals.NotFoundError("task"),
        "ended": refusals.CaseClosedError("AL-2026-00001"),
        "busy": refusals.DatabaseUnavailableError("another writer did not end"),
        "unknown": EngineError(f"Expected nothing of {SECRET}"),
        "broken": ZeroDivisionError(f"a trace with {SECRET}"),
    }


def failing() -> Blueprint:
    """Pages that fail, each in its way."""
    pages = Blueprint("failing", __name__)

    def view(error: Exception) -> Callable[[], str]:
        @policy(PUBLIC)
        def fail() -> str:
            raise error

        return fail

    for name, error in raising().items():
        pages.add_url_rule(f"/gagal/{name}", endpoint=name, view_func=view(error))
    return pages


@pytest.fixture(scope="module")
def breaking(embedded: Embedded) -> Iterator[Site]:
    with embedded.fresh() as database:
        yield make_site(database, failing())


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("denied", 403, "Permohonan ini menyangkut Anda atau keluarga Anda"),
        ("missing", 404, "Yang Anda cari tidak ada"),
        ("ended", 409, "Permohonan ini sudah berakhir"),
        ("busy", 503, "Tidak ada yang hilang"),
        ("unknown", 500, "Kesalahan ini sudah dicatat"),
        ("broken", 500, "Kesalahan ini sudah dicatat"),
    ],
)
def test_answers_each_refusal_with_a_page(breaking: Site, name: str, status: int, said: str) -> None:
    page = visitor(breaking.app).get(f"/gagal/{name}")

    assert page.status == status
    assert said in page.text
    assert page.tree.get("lang") == "id"


@pytest.mark.parametrize("name", ["unknown", "broken"])
def test_tells_nobody_what_broke(breaking: Site, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = visitor(breaking.app).get(f"/gagal/{name}")

    told = page.response.get_data(as_text=True)
    logged = capsys.readouterr()
    assert "Traceback" not in told
    assert SECRET not in told + logged.out + logged.err
    assert page.response.headers["X-Request-Id"] in told
    assert page.response.headers["X-Request-Id"] in logged.err


@pytest.mark.parametrize(
    ("path", "status"),
    [("/tidak-ada", 404), ("/tugas/x/y/z", 404), ("/layanan/tidak_ada", 404), ("/bahasa", 405)],
)
def test_has_words_for_addresses_that_are_not_there(shop: Site, path: str, status: int) -> None:
    page = visitor(shop.app).get(path)

    assert page.status == status
    assert page.tree.findtext(".//h1") is not None


def test_says_that_too_much_was_sent(shop: Site) -> None:
    clerk = shop.staff("loket")

    page = clerk.post("/bahasa", {"csrf_token": "x" * 7_000_000})

    assert page.status == 413
    assert page.heading == "Kiriman terlalu besar"


def test_speaks_english_where_asked(shop: Site) -> None:
    guest = visitor(shop.app)
    guest.post("/bahasa", {"bahasa": "en"})

    page = guest.get("/tidak-ada")

    assert page.heading == "Page not found"
    assert page.tree.get("lang") == "en"


def test_finds_the_answer_of_the_nearest_class() -> None:
    class NarrowerError(refusals.NotFoundError):
        pass

    assert errors.answer_for(NarrowerError("x")).status == 404
    assert errors.answer_for(EngineError("x")).status == 500


def test_every_error_of_a_page_that_people_can_cause_has_an_answer() -> None:
    caused = [
        refusals.NotAllowedError, refusals.NotFoundError, refusals.TaskNotOpenError, refusals.TaskHeldError,
        refusals.InvalidAnswersError, refusals.UnknownOutcomeError, refusals.CaseClosedError,
        refusals.DatabaseUnavailableError,
    ]  # fmt: skip

    assert [kind for kind in caused if kind not in answers.ANSWERS] == []


def test_logs_through_one_place_only() -> None:
    assert logging.getLogger("werkzeug").handlers == []
