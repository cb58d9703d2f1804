"""`terbit serve`, `terbit worker`: the processes that run all day."""

import signal
import threading
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from engine.db.database import Database
from web import background, wiring
from web.app import create_app
from web.cli import demo
from web.settings import Settings


def add_to(group: click.Group) -> None:
    group.add_command(serve)
    group.add_command(worker)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True, help="Processes; more than one only on PostgreSQL.")
@click.option("--with-demo-office", is_flag=True, help="Fills a fresh database with a made-up office first.")
def serve(host: str, port: int, workers: int, with_demo_office: bool) -> None:
    """The web application; on the embedded database it also does the background work."""
    chosen = wiring.settings()
    if workers > 1 and chosen.database_url.startswith("sqlite"):
        raise click.ClickException(
            "Expected one process on the embedded database, but --workers asks for more"
        )
    if with_demo_office:
        chosen = demo.prepare(chosen, f"http://{host}:{port}")
    Server(chosen, {"bind": f"{host}:{port}", "workers": workers}).run()


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with threads; the application is made in the worker, after the fork, like its database pool."""

    def __init__(self, chosen: Settings, options: dict[str, Any]) -> None:
        self._chosen = chosen
        self._options = options | {
            "worker_class": "gthread",
            "threads": chosen.threads,
            "graceful_timeout": 30,
            "preload_app": False,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        engine = wiring.build(self._chosen)
        if engine.database.dialect == "sqlite":
            background.start(engine)
        return create_app(engine, self._chosen)


@click.command()
def worker() -> None:
    """Background work on PostgreSQL: any number of processes on any number of hosts."""
    chosen = wiring.settings()
    if Database(chosen.database_url).dialect == "sqlite":
        raise click.ClickException(
            "Expected PostgreSQL, but the database is embedded: there `terbit serve` does the background work"
        )
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with background.running(wiring.build(chosen)) as running:
        running.wait(stop)
    click.echo("Stopped.")
