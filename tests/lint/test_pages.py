"""docs/rules: a page for each rule, made from its fixtures."""

import re

import pytest

from tests.lint.pages import DOCS, names, pages

PAGES = pages()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_keeps_the_page_that_the_fixtures_make(name: str) -> None:
    """`python -m tests.lint.pages` writes them anew."""
    assert DOCS.joinpath(name).read_text(encoding="utf-8") == PAGES[name]


def test_keeps_no_page_without_a_rule() -> None:
    assert sorted(path.name for path in DOCS.iterdir()) == sorted(PAGES)


@pytest.mark.parametrize("name", names())
def test_shows_a_wrong_and_a_right_example_of_each_code(name: str) -> None:
    codes = re.split(r"^## [EW]\d{3}$", PAGES[f"{name}.md"], flags=re.MULTILINE)[1:]

    assert codes
    for part in codes:
        wrong, right = part.split("\nRight:\n")
        assert re.search(r"^```\w*\n\s*\S", wrong, re.MULTILINE)
        assert re.search(r"^```\w*\n\s*\S", right, re.MULTILINE)
        assert wrong.partition("Wrong:")[2].strip() != right.strip()
