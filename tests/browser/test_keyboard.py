"""Hands that stay on the keys, eyes that need large letters, lines that are slow."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
CONTROLS = "[...document.querySelectorAll('a,button,input,select,textarea')]"


def scrolls_sideways(page: Page) -> bool:
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(wide))


def test_the_first_key_leads_past_the_bar(visit: Visit) -> None:
    page = visit("loket")
    page.goto("/tugas")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_keys_reach_every_control_in_the_order_of_the_page(visit: Visit) -> None:
    page = visit("loket")
    page.goto("/kasus")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        place = page.evaluate(f"{CONTROLS}.indexOf(document.activeElement)")
        if place in reached:
            break
        reached.append(place)

    visible = page.locator("a:visible,button:visible,input:visible,select:visible").count()
    reached = [place for place in reached if place >= 0]
    assert reached == sorted(reached)
    assert len(reached) >= visible


def test_is_readable_at_twice_the_size(visit: Visit) -> None:
    page = visit("loket", viewport={"width": 640, "height": 900})
    for path in ("/tugas", "/permohonan/akta_kelahiran", "/kasus"):
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")

        assert not scrolls_sideways(page), path


def test_weighs_less_than_fifty_kilobytes_the_first_time(visit: Visit) -> None:
    page = visit("loket")
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(int(answer.headers.get("content-length", 0))))

    page.goto("/permohonan/akta_kelahiran")
    page.wait_for_load_state("networkidle")

    assert sum(sizes) < 50_000
