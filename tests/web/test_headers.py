"""What every answer says about itself."""

import gzip

import pytest

from tests.web.site import Site
from tests.web.visitor import BASE, visitor

STRICT = (
    "default-src 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; style-src 'self'"
)


@pytest.mark.parametrize(
    "path", ["/", "/masuk", "/v", "/status", "/tidak-ada", "/static/app.css", "/layanan/akta_kelahiran"]
)
def test_lets_nothing_in_that_is_not_its_own(shop: Site, path: str) -> None:
    answer = shop.app.test_client().get(path, base_url=BASE)

    assert answer.headers["Content-Security-Policy"] == STRICT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ],
)
def test_guards_its_pages(shop: Site, name: str, value: str) -> None:
    assert shop.app.test_client().get("/masuk", base_url=BASE).headers[name] == value


def test_relaxes_styles_for_the_designer_only(shop: Site) -> None:
    designer = shop.staff("perancang").client.get("/designer/akta_kelahiran", base_url=BASE)

    assert designer.headers["Content-Security-Policy"] == f"{STRICT} 'unsafe-inline'"


def test_insists_on_https_where_it_is_reached_so(shop: Site) -> None:
    secure = shop.app.test_client().get("/masuk", base_url=BASE.replace("http:", "https:"))
    plain = shop.app.test_client().get("/masuk", base_url=BASE)

    assert secure.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert "Strict-Transport-Security" not in plain.headers


def test_answers_only_to_its_own_names(shop: Site) -> None:
    assert shop.app.test_client().get("/masuk", base_url="http://elsewhere.example").status_code == 400


def test_compresses_pages_for_whoever_can_read_that(shop: Site) -> None:
    packed = shop.app.test_client().get("/masuk", base_url=BASE, headers={"Accept-Encoding": "gzip"})
    plain = shop.app.test_client().get("/masuk", base_url=BASE)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"Kata sandi" in gzip.decompress(packed.data)
    assert "Content-Encoding" not in plain.headers


def test_lets_browsers_keep_what_is_named_by_its_content(shop: Site) -> None:
    address = visitor(shop.app).get("/masuk").tree.find(".//link[@rel='stylesheet']").get("href")

    named = shop.app.test_client().get(address, base_url=BASE)
    old = shop.app.test_client().get("/static/app.css?v=000000000000", base_url=BASE)

    assert named.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert old.headers["Cache-Control"] == "no-cache"


def test_says_unchanged_to_whoever_has_it(shop: Site) -> None:
    first = shop.app.test_client().get("/static/app.css", base_url=BASE)
    again = shop.app.test_client().get(
        "/static/app.css", base_url=BASE, headers={"If-None-Match": first.headers["ETag"]}
    )

    assert again.status_code == 304


@pytest.mark.parametrize("name", ["../app.py", "../../setup.cfg", "%2e%2e/app.py", "nothing.css"])
def test_serves_nothing_beside_the_static_folder(shop: Site, name: str) -> None:
    assert shop.app.test_client().get(f"/static/{name}", base_url=BASE).status_code == 404


def test_gives_each_request_a_number_of_its_own(shop: Site) -> None:
    client = shop.app.test_client()

    numbers = {client.get("/masuk", base_url=BASE).headers["X-Request-Id"] for _ in range(3)}

    assert len(numbers) == 3
