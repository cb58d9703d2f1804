"""Parts of addresses that are read before a page sees them."""

from werkzeug.routing import UUIDConverter


class Id(UUIDConverter):
    """`<id:…>`: an id as tables have it. Anything else is an address that does not exist."""

    def to_python(self, value: str) -> str:  # type: ignore[override]
        return str(super().to_python(value))

    def to_url(self, value: object) -> str:
        return str(value)
