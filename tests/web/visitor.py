"""A browser without scripts: follows links, fills in forms, presses buttons, keeps cookies. What a page needs it to do
is what the page needs anybody to do."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from engine.demo.office import PASSWORD

BASE = "http://127.0.0.1:8000"
Fields = Mapping[str, str | Sequence[str] | tuple[Any, str]]


@dataclass
class Page:
    response: TestResponse
    tree: html.HtmlElement = field(repr=False)

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def path(self) -> str:
        return self.response.request.path

    @property
    def text(self) -> str:
        return " ".join(self.tree.text_content().split())

    @property
    def title(self) -> str:
        return str(self.tree.findtext(".//title"))

    @property
    def heading(self) -> str:
        return " ".join(self.tree.find(".//h1").text_content().split())

    def link(self, text: str) -> str:
        """The address of the first link whose text holds `text`."""
        for link in self.tree.iterfind(".//a[@href]"):
            if text in " ".join(link.text_content().split()):
                return str(link.get("href"))
        raise AssertionError(f"no link '{text}' on {self.path}: {self.text[:300]}")

    def buttons(self) -> list[str]:
        return [" ".join(button.text_content().split()) for button in self.tree.iterfind(".//button")]

    def button(self, text: str) -> html.HtmlElement:
        for button in self.tree.iterfind(".//button"):
            if text in " ".join(button.text_content().split()) and "unseen" not in (
                button.get("class") or ""
            ):
                return button
        raise AssertionError(f"no button '{text}' on {self.path}: {self.buttons()}")

    def errors(self) -> list[str]:
        return [" ".join(item.text_content().split()) for item in self.tree.xpath("//*[@id='galat']//li")]

    def value(self, name: str) -> str:
        for control in self.tree.xpath(f"//*[@name='{name}']"):
            if control.tag == "select":
                return str(control.value)
            if control.tag == "textarea":
                return str(control.value).removeprefix("\n")
            if control.get("type") not in ("radio", "checkbox") or control.get("checked") is not None:
                return str(control.value or "")
        return ""


def _controls(form: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """What a browser would send of a form as it stands, buttons left out."""
    for control in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
        if control.tag == "select":
            yield control.name, control.value or ""
        elif control.tag == "textarea":
            yield control.name, (control.text or "").removeprefix("\n")
        elif control.get("type") in ("radio", "checkbox"):
            if control.get("checked") is not None:
                yield control.name, control.get("value", "on")
        elif control.get("type") != "file":
            yield control.name, control.get("value", "")


def _files(value: Any) -> list[tuple[bytes, str]]:
    if isinstance(value, tuple):
        return [value]
    return value if isinstance(value, list) else []


@dataclass
class Visitor:
    client: FlaskClient
    headers: Mapping[str, str] = field(default_factory=lambda: {"Sec-Fetch-Site": "same-origin"})

    def get(self, path: str, **options: Any) -> Page:
        return self._page(
            self.client.get(path, headers=self.headers, follow_redirects=True, base_url=BASE, **options)
        )

    def post(self, path: str, data: Mapping[str, Any] | bytes, **options: Any) -> Page:
        headers = {**self.headers, **options.pop("headers", {})}
        response = self.client.post(
            path, data=data, headers=headers, follow_redirects=True, base_url=BASE, **options
        )
        return self._page(response)

    def upload(self, path: str, data: Mapping[str, Any]) -> Page:
        """`data`: texts, and files as (content, name) or a list of such. Encoded here, since the client leaves large
        files open."""
        parts = {
            name: [FileStorage(io.BytesIO(content), called) for content, called in _files(value)] or value
            for name, value in data.items()
        }
        boundary, body = encode_multipart(parts)
        return self.post(path, body, content_type=f'multipart/form-data; boundary="{boundary}"')

    def press(self, page: Page, text: str, fields: Fields | None = None) -> Page:
        """Presses the button on the page, with some fields filled in differently from how they stand."""
        return self._send(page.button(text), page, fields or {})

    def enter(self, page: Page, form: html.HtmlElement, fields: Fields | None = None) -> Page:
        """Presses Enter in a form: the browser takes its first button."""
        return self._send(form.find(".//button"), page, fields or {})

    def _send(self, button: html.HtmlElement, page: Page, fields: Fields) -> Page:
        form = next(button.iterancestors("form"))
        typed: dict[str, Any] = {}
        for name, value in _controls(form):
            typed.setdefault(name, []).append(value)
        typed |= dict(fields)
        if button.get("name"):
            typed[button.get("name")] = button.get("value", "")
        action = button.get("formaction") or form.get("action") or page.path
        return self.post(action, typed)

    def log_in(self, username: str, password: str = PASSWORD) -> Page:
        return self.post("/masuk", {"nama": username, "sandi": password})

    @staticmethod
    def _page(response: TestResponse) -> Page:
        content = response.get_data()
        tree = html.document_fromstring(content or b"<html><body></body></html>")
        for template in tree.iter(
            "template"
        ):  # as a browser has it, what waits in one is no part of the page
            del template[:]
        return Page(response, tree)


def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def staff(app: Flask, username: str) -> Visitor:
    somebody = visitor(app)
    page = somebody.log_in(username)
    assert page.status == 200, page.text
    return somebody
