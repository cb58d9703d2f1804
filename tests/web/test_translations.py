"""Everything that screens say is there in English too, with the same gaps to fill."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import pofile
from babel.messages.extract import extract

import web
from engine.forms import MESSAGES
from tests.web.site import Site
from tests.web.visitor import visitor

WEB = Path(next(iter(web.__path__)))
SPOKEN = {"_": None, "gettext": None, "ngettext": (1, 2), "Later": None}
GAP = re.compile(r"%\((\w+)\)")


def catalogs() -> dict[str, tuple[str, ...]]:
    """Indonesian -> English, one or two forms, of all catalogs."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((WEB / "translations" / "en").glob("*.po")):
        with path.open("rb") as file:
            for message in pofile.read_po(file, locale="en"):
                if message.id:
                    one = message.id if isinstance(message.id, str) else message.id[0]
                    texts = message.string
                    found[one] = (texts,) if isinstance(texts, str) else tuple(texts)
    return found


def sources() -> Iterator[Path]:
    yield from (
        path for path in WEB.rglob("*.py") if "cli" not in path.parts and "frontend" not in path.parts
    )
    yield from WEB.joinpath("templates").rglob("*.html")


def spoken() -> dict[str, str]:
    """Every text that is translated, and where it stands."""
    found = dict.fromkeys(MESSAGES.values(), "engine/forms")
    options = {"extensions": "jinja2.ext.i18n", "trim_blocks": "true", "lstrip_blocks": "true"}
    for path in sources():
        method = "jinja2.ext:babel_extract" if path.suffix == ".html" else "python"
        for line, text, _comments, _context in extract(
            method, BytesIO(path.read_bytes()), SPOKEN, (), options
        ):
            found[text if isinstance(text, str) else text[0]] = f"{path.relative_to(WEB)}:{line}"
    return found


def test_says_everything_in_english_too() -> None:
    english = catalogs()

    assert {text: place for text, place in spoken().items() if not all(english.get(text, ("",)))} == {}


def test_translates_nothing_that_nobody_says() -> None:
    assert set(catalogs()) - set(spoken()) == set()


def test_fills_the_same_gaps() -> None:
    wrong = [
        text
        for text, translations in catalogs().items()
        if any(set(GAP.findall(translation)) != set(GAP.findall(text)) for translation in translations)
    ]

    assert wrong == []


@pytest.mark.parametrize("path", ["/", "/masuk", "/v", "/status", "/v/X", "/layanan/akta_kelahiran"])
def test_shows_public_pages_in_english(shop: Site, path: str) -> None:
    guest = visitor(shop.app)
    guest.post("/bahasa", {"bahasa": "en"})

    page = guest.get(path)

    assert page.tree.get("lang") == "en"
    assert "Skip to the contents" in page.text


def test_keeps_a_persons_language_with_the_person(shop: Site) -> None:
    clerk = shop.staff("kasi")
    clerk.press(clerk.get("/saya"), "English")

    elsewhere = shop.staff("kasi").get("/tugas")

    assert elsewhere.tree.get("lang") == "en"
    assert "Claim the next task" in elsewhere.buttons()


def test_goes_back_to_the_page_where_the_language_was_chosen(shop: Site) -> None:
    guest = visitor(shop.app)

    page = guest.press(guest.get("/layanan/akta_kelahiran"), "English")

    assert page.path == "/layanan/akta_kelahiran"


def test_takes_no_language_that_it_does_not_have(shop: Site) -> None:
    guest = visitor(shop.app)

    assert guest.post("/bahasa", {"bahasa": "../../etc"}).tree.get("lang") == "id"
