"""Requests that change something come from our own pages."""

import pytest

from tests.web.site import Site
from tests.web.visitor import BASE, Visitor

OWN = {"Sec-Fetch-Site": "same-origin"}


def token_of(visitor: Visitor) -> str:
    return visitor.get("/saya").value("csrf_token")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": BASE}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": BASE}, 403),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_asks_the_browser_where_a_request_comes_from(
    shop: Site, headers: dict[str, str], status: int
) -> None:
    clerk = shop.staff("loket")
    typed = {"bahasa": "id", "csrf_token": token_of(clerk)}

    answer = clerk.client.post("/bahasa", data=typed, headers=headers, base_url=BASE)

    assert answer.status_code == status


@pytest.mark.parametrize("token", ["", "made-up", "AAAA", "é"])
def test_refuses_a_token_that_is_not_the_sessions(shop: Site, token: str) -> None:
    clerk = shop.staff("loket")

    answer = clerk.client.post("/bahasa", data={"csrf_token": token}, headers=OWN, base_url=BASE)

    assert answer.status_code == 403


def test_refuses_the_token_of_another_session(shop: Site) -> None:
    clerk, other = shop.staff("loket"), shop.staff("loket2")

    answer = clerk.client.post("/bahasa", data={"csrf_token": token_of(other)}, headers=OWN, base_url=BASE)

    assert answer.status_code == 403


def test_takes_the_token_as_a_header_too(shop: Site) -> None:
    clerk = shop.staff("loket")

    answer = clerk.client.post("/bahasa", headers=OWN | {"X-CSRF-Token": token_of(clerk)}, base_url=BASE)

    assert answer.status_code == 303


def test_masks_the_token_anew_on_every_page(shop: Site) -> None:
    clerk = shop.staff("loket")

    assert token_of(clerk) != token_of(clerk)


def test_shows_back_what_was_typed_under_an_older_login(shop: Site) -> None:
    clerk = shop.staff("loket")
    old_page = clerk.get("/permohonan/akta_kelahiran")
    clerk.log_in("loket")

    refused = clerk.press(old_page, "Simpan dan lanjut", {"anak.nama": "Gabriel Nalle"})
    sent_again = clerk.press(refused, "Kirim lagi")

    assert refused.status == 403
    assert refused.heading == "Isian Anda masih ada, belum terkirim"
    assert sent_again.status == 422
    assert sent_again.value("anak.nama") == "Gabriel Nalle"


def test_never_shows_back_what_another_site_sent(shop: Site) -> None:
    clerk = shop.staff("loket")

    answer = clerk.client.post(
        "/bahasa", data={"kembali": "/evil"}, headers={"Sec-Fetch-Site": "cross-site"}, base_url=BASE
    )

    assert b"/evil" not in answer.data
