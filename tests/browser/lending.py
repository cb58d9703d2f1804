"""Browsers to lend: making one costs more than a page does, so each is wiped when it comes back, and lent again."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from tests.browser.complaints import Complaints

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
USUAL = {"viewport": DESK, "locale": "id-ID", "timezone_id": "Asia/Makassar"}


@dataclass
class Lending:
    """Browsers for the office at one address."""

    browser: Browser
    address: str
    complaints: Complaints = field(default_factory=Complaints)
    _kinds: dict[BrowserContext, str] = field(default_factory=dict)
    _idle: list[BrowserContext] = field(default_factory=list)

    def lend(self, **options: Any) -> BrowserContext:
        kind = repr(sorted((USUAL | options).items()))
        for context in self._idle:
            if self._kinds[context] == kind:
                self._idle.remove(context)
                return context
        context = self.browser.new_context(base_url=self.address, **USUAL | options)
        context.set_default_timeout(15_000)
        self.complaints.listen(context)
        self._kinds[context] = kind
        return context

    def take_back(self, context: BrowserContext) -> None:
        """Without cookies, stored texts, pages and rules of its last reader; what was cached stays, as at a desk."""
        context.unroute_all()
        context.set_offline(False)
        wiping = context.new_cdp_session(context.pages[0] if context.pages else context.new_page())
        wiping.send("Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": "all"})
        context.clear_cookies()
        for page in context.pages:
            page.close()
        self._idle.append(context)

    def close(self) -> None:
        for context in self._kinds:
            context.close()
