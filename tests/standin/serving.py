"""The stand-in as a program of its own or for a test: `with serving() as world`."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.standin import bsre as signing
from tests.standin.bsre import Bsre
from tests.standin.faults import FAULTS, Faults, control
from tests.standin.siak import Siak, service


class Silent(WSGIRequestHandler):
    def log(self, *_rest: object) -> None:
        """Faults are on purpose: nobody wants to read of them."""


@dataclass
class World:
    url: str
    faults: Faults
    siak: Siak
    bsre: Bsre

    @property
    def siak_url(self) -> str:
        return f"{self.url}/dukcapil/get_json/5371/dukcapil"


def create(siak: Siak, bsre: Bsre) -> Flask:
    app = Flask(__name__)
    app.register_blueprint(control({"siak": (siak.faults, FAULTS), "bsre": (bsre.faults, signing.FAULTS)}))
    app.register_blueprint(service(siak))
    app.register_blueprint(signing.service(bsre))
    return app


@contextmanager
def serving() -> Iterator[World]:
    siak, bsre = Siak(Faults()), Bsre(Faults())
    server = make_server("127.0.0.1", 0, create(siak, bsre), threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield World(f"http://127.0.0.1:{server.server_port}", siak.faults, siak, bsre)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
