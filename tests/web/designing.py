"""Designers and approvers at their pages, without a browser."""

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from engine.demo.office import PASSWORD
from tests.builders import Bureau
from tests.deployments.documents import TYPE
from tests.web.visitor import BASE
from web.app import create_app

DRAFT = f"/designer/{TYPE}/draf"
PROPOSE = f"/designer/{TYPE}/usulkan"
HERE = {"Sec-Fetch-Site": "same-origin"}
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Browser(FlaskClient):
    """Asks at the office's own address."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        return super().open(*args, **{"base_url": BASE, **options})


def visitor(bureau: Bureau, username: str = "perancang") -> FlaskClient:
    """Somebody who has logged in."""
    app = create_app(bureau.engine)
    app.test_client_class = Browser
    client = app.test_client()
    client.post("/masuk", data={"nama": username, "sandi": PASSWORD}, headers=HERE)
    return client


def post(client: FlaskClient, path: str, **fields: object) -> TestResponse:
    """Sends a form as its page would, with the token of the session."""
    token = TOKEN.search(client.get("/usulan").text)
    assert token is not None
    return client.post(path, data={"csrf_token": unescape(token[1]), **fields}, headers=HERE)
