"""Offices whose papers are quickly made and really signed."""

import hashlib
from dataclasses import replace

from engine import documents
from engine.access import SYSTEM
from engine.calls import Call, Function, Handlers, Result
from handlers import signing
from tests.outside_world import HANDLERS
from tests.signing.papers import paper


def render(call: Call) -> Result:
    """The same little page for every paper of the case."""
    return _rendered(call, paper())


def render_apart(call: Call) -> Result:
    """A page of its own for every paper, as its codes make it."""
    return _rendered(call, None)


def _rendered(call: Call, content: bytes | None) -> Result:
    with call.engine.work(SYSTEM) as work:
        for one in documents.of_case(work, call.case.id):
            documents.store_file(work, one.id, content or paper(one.id))
    return {"sha256": hashlib.sha256(content or b"").hexdigest()}


def _handlers(rendering: Function) -> Handlers:
    rendered = replace(HANDLERS["rendering.render"], function=rendering)
    return Handlers({**HANDLERS, **Handlers.of(signing), "rendering.render": rendered})


SIGNING = _handlers(render)
APART = _handlers(render_apart)
