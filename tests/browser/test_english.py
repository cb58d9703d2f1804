"""The same pages in English: what stays Indonesian is a name, a law, or what somebody wrote."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from engine import people
from engine.db.offices import Post, Region, Unit
from engine.demo.answers import NOTE
from tests.browser.house import House
from tests.browser.indonesian import COMMON, texts_with_english
from tests.browser.places import PLACES, Place, at

pytestmark = pytest.mark.browser

AUDIT = ("/periksa/kasus", "/periksa/dilihat", "/periksa/kantor", "/periksa/rantai")
ELSEWHERE = (
    *(Place(path, "auditor", at(path)) for path in AUDIT),
    *(Place(path, "perancang", at(path)) for path in ("/designer", "/usulan")),
)
ALL = (*PLACES, *ELSEWHERE)
READ = """() => {  // a diagram stays as its designers wrote it
  const found = [document.title], said = ['aria-label', 'placeholder', 'title', 'alt', 'data-label'];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.parentElement.closest('[lang=id], [translate=no], svg')) found.push(text.data);
  }
  for (const name of said) {
    for (const one of document.querySelectorAll(`[${name}]`)) found.push(one.getAttribute(name));
  }
  return found.map(text => text.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""


@pytest.fixture(scope="module")
def language() -> str:
    return "en"


@pytest.fixture(scope="module")
def english(house: House) -> Iterator[None]:
    """Everybody reads English, until the last of these tests is done."""
    actors = [
        house.bureau.actor(name) for name in sorted({place.username for place in ALL if place.username})
    ]
    for actor in actors:
        people.set_language(house.engine, actor, "en")
    yield
    for actor in actors:
        people.set_language(house.engine, actor, "id")


@pytest.fixture(scope="module")
def data(house: House) -> re.Pattern[str]:
    """What is the same in every language: names of people, posts, units and places, and what was typed."""
    with house.engine.reading() as reading:
        names = {
            name
            for column in (Post.title, Unit.name, Region.name)
            for name in reading.execute(select(column)).scalars()
        }
    names |= {actor.name for actor in house.bureau.walker.actors.values()}
    names |= {house.engine.office.name, NOTE, "Petugas Loket", "Terbit"}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))


def leftovers(page: Page, data: re.Pattern[str]) -> list[str]:
    known = texts_with_english()
    read = dict.fromkeys(data.sub("", text).strip(" ,:.–") for text in page.evaluate(READ))
    return [text for text in read if text in known or COMMON.search(text)]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("place", ALL, ids=lambda place: place.name)
def test_a_page_leaves_nothing_in_indonesian(
    reach: Callable[[Place], Page], data: re.Pattern[str], place: Place
) -> None:
    page = reach(place)

    assert page.locator("html").get_attribute("lang") == "en"
    assert leftovers(page, data) == []
