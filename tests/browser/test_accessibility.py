"""Every type of page passes axe on a desk and on a phone, and needs no side scroll on the smallest screen."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.lending import PHONE
from tests.browser.places import PLACES, Place

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "web" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']})"
SMALLEST = {"width": 320, "height": 640}
UNFOLD = "document.querySelectorAll('details').forEach(part => { part.open = true })"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@cache
def axe() -> str:
    assert AXE.is_file(), "Expected axe-core in web/frontend/node_modules: run `make setup`"
    return AXE.read_text()


def violations(page: Page) -> list[str]:
    """Each rule that is broken, with the first part of the page that breaks it."""
    found = page.evaluate(RULES)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_page_is_accessible_on_desk_and_phone(reach: Callable[[Place], Page], place: Place) -> None:
    page = reach(place)
    page.evaluate(UNFOLD)
    page.evaluate(axe())

    found = {"desk": violations(page)}
    page.set_viewport_size(PHONE)
    found["phone"] = violations(page)
    page.set_viewport_size(SMALLEST)

    assert found == {"desk": [], "phone": []}
    assert page.evaluate(SIDEWAYS) == 0
