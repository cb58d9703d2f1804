"""What a browser complains of: broken scripts, refused contents, missing files, failures of the server."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, ConsoleMessage, Response

WATCH = """addEventListener('securitypolicyviolation',
  event => console.error(`policy ${event.violatedDirective} ${event.blockedURI}`))"""
UNLOADED = "Failed to load resource"
"""How Chromium names an answer of 400 and more, which is also how a page says that an answer was wrong."""


class Complaints:
    def __init__(self, expected: Callable[[str], bool] = lambda _heard: False) -> None:
        self.expected = expected
        self._heard: list[str] = []

    def listen(self, context: BrowserContext) -> None:
        context.add_init_script(WATCH)
        context.on("weberror", lambda broken: self._heard.append(str(broken.error)))
        context.on("console", self._hear)
        context.on("response", self._receive)

    def take(self) -> list[str]:
        """All since this was last asked."""
        heard, self._heard = self._heard, []
        return [one for one in heard if not self.expected(one)]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(UNLOADED):
            self._heard.append(message.text)

    def _receive(self, response: Response) -> None:
        """A page may say that something was wrong, also one that a script asked for; whatever belongs to a page has
        to be there."""
        document = response.headers.get("content-type", "").startswith("text/html")
        if response.status >= (500 if document else 400):
            self._heard.append(f"{response.status} {response.request.resource_type} {response.url}")
