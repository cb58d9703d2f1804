"""One office and one Chromium for a session; each visitor has a browser context of his own, and none may complain."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from engine.demo.office import PASSWORD
from engine.logins import log_in
from tests.browser.house import House, serving
from tests.browser.lending import DESK, Lending
from tests.browser.places import Place
from tests.browser.scenes import Scenes
from tests.databases import Embedded

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    chromium = shutil.which("chromium")
    assert chromium, "Expected Debian's Chromium: run `make test`, or install the package chromium"
    return {"executable_path": chromium, "args": list(QUIET)}


@pytest.fixture(scope="session")
def house(embedded: Embedded) -> Iterator[House]:
    with embedded.fresh() as database, serving(database) as open_house:
        yield open_house


@pytest.fixture(scope="session")
def scenes(house: House) -> Scenes:
    return Scenes(house)


@pytest.fixture(scope="session")
def lending(browser: Browser, house: House) -> Iterator[Lending]:
    with closing(Lending(browser, house.address)) as open_lending:
        yield open_lending


@pytest.fixture
def visit(lending: Lending, house: House) -> Iterator[Visit]:
    """`visit("loket")` is a page of a browser of his own, logged in; without a name a passer-by's."""
    lent: list[BrowserContext] = []

    def open_as(username: str | None = None, *, scripts: bool = True, **options: Any) -> Page:
        lent.append(lending.lend(java_script_enabled=scripts, **options))
        return enter(lent[-1], house, username)

    yield open_as
    for context in lent:
        lending.take_back(context)
    assert lending.complaints.take() == []


@pytest.fixture(scope="module")
def language() -> str:
    """What browsers are told to ask for where nobody is logged in."""
    return "id"


@pytest.fixture(scope="module")
def onlookers(lending: Lending, house: House) -> Iterator[Callable[[str | None], Page]]:
    """The same page each time that somebody asks, for whoever looks at one place after another and changes nothing."""
    pages: dict[str | None, Page] = {}

    def page_of(username: str | None) -> Page:
        if username not in pages:
            pages[username] = enter(lending.lend(), house, username)
        return pages[username]

    yield page_of
    for page in pages.values():
        lending.take_back(page.context)


@pytest.fixture
def reach(
    onlookers: Callable[[str | None], Page], visit: Visit, scenes: Scenes, lending: Lending, language: str
) -> Iterator[Callable[[Place], Page]]:
    """Goes to a place and is its page."""

    def go(place: Place) -> Page:
        page = visit(place.username) if place.apart else onlookers(place.username)
        page.context.add_cookies([{"name": "bahasa", "value": language, "url": lending.address}])
        page.set_viewport_size(DESK)
        place.reach(page, scenes)
        return page

    yield go
    assert lending.complaints.take() == []


def enter(context: BrowserContext, house: House, username: str | None) -> Page:
    if username:
        token = log_in(house.engine, username, PASSWORD).token
        context.add_cookies([{"name": "terbit", "value": token, "url": house.address}])
    return context.new_page()
