"""Signing: documents of a number -> signed by the officer whom they name, and in force."""

from engine import documents
from engine.access import SYSTEM
from engine.calls import Call, Later, Refused, Result, Waits, outside
from engine.errors.signing import (
    OfficerRefusedError,
    SignerBusyError,
    SignerRefusedError,
    UnsoundSignatureError,
)
from engine.signing import Level
from engine.signing.port import wanted


@outside(
    "Tandatangani dokumen",
    "Sign the document",
    queue="signing",
    nomor="nomor dokumen yang ditandatangani, semua salinannya",
    tingkat="tingkat tanda tangan: B-B, B-T atau B-LTA; bila kosong B-LTA, yang dapat diperiksa selamanya",
)
def sign(call: Call) -> Result:
    """Repeated it changes nothing: what is in force stays as it is. In an office without electronic signatures the
    papers are signed by hand, and in force from here on."""
    level = wanted(call.parameters)
    with call.engine.reading() as reading:
        papers = documents.of_case(reading, call.case.id)
    drafts = [one.id for one in papers if one.number == call.parameters.get("nomor") and one.state == "draft"]
    for document_id in drafts:
        _sign(call, document_id, level)
    return {"electronic": call.engine.signer is not None}


def _sign(call: Call, document_id: str, level: Level) -> None:
    signer = call.engine.signer
    if signer is None:
        with call.engine.work(SYSTEM) as work:
            documents.issue(work, document_id)
        return
    if signer.asks and call.secret is None:
        raise Waits("asks", "Expected the officer's passphrase, but he has not been asked yet")
    from engine.signing import intents

    try:
        intents.sign(call.engine, signer, document_id, level, call.secret, call.key if signer.asks else None)
    except SignerBusyError as busy:
        raise Later(busy.sentence) from busy
    except SignerRefusedError as refused:
        if signer.asks and isinstance(refused, OfficerRefusedError):
            raise Waits(refused.code, refused.sentence) from refused
        raise Refused(refused.code, refused.sentence) from refused
    except UnsoundSignatureError as refused:
        raise Refused(refused.code, refused.sentence) from refused
