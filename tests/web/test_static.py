"""What browsers are given beside pages stays small, and pages carry no style or script of their own."""

import re
from pathlib import Path

import pytest

import web

WEB = Path(next(iter(web.__path__)))
HANDLERS = r"\son(?:click|change|submit|input|load|error|focus|blur|key\w+|mouse\w+)="
OWN_STYLE_OR_SCRIPT = re.compile(
    rf"\sstyle=|<style|{HANDLERS}|<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE
)
TEMPLATES = sorted(WEB.joinpath("templates").rglob("*.html"))


@pytest.mark.parametrize(
    ("name", "most"),
    [("app.css", 15 * 1024), ("app.js", 8 * 1024), ("sending.js", 4 * 1024), ("papers.js", 6 * 1024),
     ("papers.css", 1024), ("drawings.css", 2 * 1024)],
)  # fmt: skip
def test_stays_small(name: str, most: int) -> None:
    assert WEB.joinpath("static", name).stat().st_size < most


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_writes_no_style_and_no_script_into_a_page(template: Path) -> None:
    """The policy of content would refuse them."""
    text = template.read_text(encoding="utf-8")

    assert OWN_STYLE_OR_SCRIPT.findall(text) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_marks_nothing_as_safe_in_a_template(template: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", template.read_text(encoding="utf-8"))


def test_keeps_colours_in_the_tokens() -> None:
    """Every colour has a name, but for white and the two shades that only drawings use."""
    css = WEB.joinpath("static", "app.css").read_text(encoding="utf-8")
    rules = css.partition("--hit:2.25rem}")[2]

    assert set(re.findall(r"#[0-9a-f]{3,8}\b", rules)) <= {"#fff", "#000", "#0000", "#3f4f8d", "#4d5463"}


def test_does_without_what_the_oldest_browsers_lack() -> None:
    css = WEB.joinpath("static", "app.css").read_text(encoding="utf-8")

    assert not re.search(r":has\(|@container|&[.:>]", css)
