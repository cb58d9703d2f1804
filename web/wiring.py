"""Puts the engine together from the settings: the one place that knows every part."""

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from engine import definitions, deployments
from engine.access import SYSTEM
from engine.calls import Handlers
from engine.db.database import Database
from engine.engine import Engine
from engine.errors.siak import CentreUnsetError
from engine.errors.signing import SignerUnsetError
from engine.jobs import Queue
from engine.jobs.queue import DbosQueue
from engine.notices import Channel, FileChannel
from engine.notices.channels import ChannelUnsetError
from engine.siak import Centre
from engine.signing import Signer
from engine.vault import Keys, Vault
from handlers import blanks, messages, notices, papers, parties, register, rendering, residents, siak, signing
from web.settings import Settings, read

if TYPE_CHECKING:
    from engine.signing.stamps import TimeStamper

HANDLERS = Handlers.of(
    register, rendering, notices, messages, papers, parties, blanks, residents, siak, signing
)


def settings() -> Settings:
    return read(os.environ)


def shipped() -> Path:
    """The folder of the document types that this release brings."""
    spec = find_spec("processes")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])


def build(chosen: Settings, *, database: Database | None = None, queue: Queue | None = None) -> Engine:
    database = database or Database(chosen.database_url, threads=chosen.threads)
    return Engine(
        database=database,
        vault=Vault(Keys.load(chosen.keys)),
        handlers=HANDLERS,
        queue=queue or DbosQueue(database),
        office_code=chosen.office,
        public_url=chosen.public_url,
        channel=channel(chosen),
        download_days=chosen.download_days,
        signer=signer(chosen),
        stamps=stamps(chosen),
        centre=centre(chosen),
        centre_quota=chosen.siak_quota,
    )


def signer(chosen: Settings) -> Signer | None:
    if chosen.signer == "none":
        return None
    if chosen.signer == "local":
        from engine.signing.folder import local

        return local(chosen.signing, chosen.stamps)
    if chosen.signer == "pkcs11":
        from engine.signing.folder import stamping, trust
        from engine.signing.token import TokenSigner

        return TokenSigner(chosen.pkcs11, trust(chosen.signing), stamping(chosen.stamps))
    if chosen.signer == "bsre":
        return bsre(chosen)
    if chosen.signer == "manual":
        from engine.signing.folder import trust
        from engine.signing.manual import ManualSigner

        return ManualSigner(trust(chosen.signing))
    from engine.demo.signing import made_up

    return made_up(chosen.signing)


def stamps(chosen: Settings) -> "Callable[[], TimeStamper] | None":
    if chosen.signer == "none":
        return None
    if chosen.signer == "demo":
        from engine.demo import signing as made_up

        authority = made_up.kept(chosen.signing)
        return lambda: made_up.stamps(authority)
    from engine.signing.folder import stamping

    return stamping(chosen.stamps)


def bsre(chosen: Settings) -> Signer:
    if not chosen.bsre_url or not chosen.bsre_user:
        raise SignerUnsetError
    from engine.signing.bsre import BsreSigner, Login
    from engine.signing.folder import trust

    login = Login(chosen.bsre_user, chosen.bsre_password)
    return BsreSigner(chosen.bsre_url, login, trust(chosen.signing), chosen.bsre_version)


def centre(chosen: Settings) -> Centre | None:
    if chosen.siak == "manual":
        return None
    if not chosen.siak_url or not chosen.siak_user:
        raise CentreUnsetError
    from engine.siak import http
    from engine.siak.client import Client

    access = http.Access(
        chosen.siak_user, chosen.siak_password, chosen.siak_ip, minimal=chosen.siak_mode == "fields"
    )
    if chosen.siak == "stub":
        return http.stand_in(chosen.siak_url, access)
    return http.HttpCentre(Client(chosen.siak_url), access)


def channel(chosen: Settings) -> Channel:
    if chosen.notices == "file":
        return FileChannel(chosen.outbox)
    if not chosen.smtp_host or not chosen.smtp_from or not chosen.smtp_gateway:
        raise ChannelUnsetError
    from engine.notices.mail import MailChannel, Server

    return MailChannel(
        Server(
            chosen.smtp_host, chosen.smtp_port, chosen.smtp_security, chosen.smtp_from, chosen.smtp_gateway,
            chosen.smtp_user, chosen.smtp_password,
        )
    )  # fmt: skip


def ship_document_types(engine: Engine) -> list[str]:
    """Deploys what the release brings into a fresh database; a changed version becomes a proposal instead."""
    folder = shipped()
    return [deployments.ship(engine, SYSTEM, folder, name) for name in definitions.types_in(folder)]
