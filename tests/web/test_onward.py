"""A page that a script sends is told where to go on, and every other browser is led there."""

from tests.web.site import Site, birth


def test_a_script_is_told_where_its_page_goes_on(shop: Site) -> None:
    clerk = shop.staff("loket")
    form = clerk.get("/permohonan/akta_kelahiran")
    draft = {**birth(anak__nama="Onesimus Nalle"), "csrf_token": form.value("csrf_token"), "aksi": "perbarui"}

    drawn = clerk.post(form.path, draft, headers={"X-Onward": "1"}).response
    left = clerk.post(
        "/bahasa", {"csrf_token": draft["csrf_token"], "bahasa": "id"}, headers={"X-Onward": "1"}
    )

    assert (drawn.status_code, drawn.headers.get("X-Onward")) == (200, None)
    assert (left.response.status_code, left.response.data) == (204, b"")
    assert left.response.headers["X-Onward"].startswith("/")
