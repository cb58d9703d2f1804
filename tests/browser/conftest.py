"""One office and one Chromium for a session; each visitor has a browser context of his own, and none may complain."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from engine.demo.office import PASSWORD
from engine.logins import log_in
from tests.browser.complaints import Complaints
from tests.browser.house import House, serving
from tests.browser.scenes import Scenes
from tests.databases import Embedded

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}

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


@pytest.fixture
def visit(browser: Browser, house: House) -> Iterator[Visit]:
    """`visit("loket")` is a page of a browser of his own, logged in; without a name a passer-by's."""
    complaints = Complaints()

    def open_as(username: str | None = None, *, scripts: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            base_url=house.address,
            java_script_enabled=scripts,
            **{"viewport": DESK, "locale": "id-ID", "timezone_id": "Asia/Makassar"} | options,
        )
        context.set_default_timeout(15_000)
        complaints.listen(context)
        if username:
            token = log_in(house.engine, username, PASSWORD).token
            context.add_cookies([{"name": "terbit", "value": token, "url": house.address}])
        return context.new_page()

    yield open_as
    complaints.close()
    assert complaints.heard == []
