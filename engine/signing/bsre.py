"""Signs at BSrE: its e-sign service in the agency's network, interface v1 or v2. It names officers by NIK, signs the
whole file, and does not know an order that it was given before. The level is the service's own."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn
from urllib.parse import quote

import orjson

from engine.breaker import Breaker
from engine.errors.signing import OfficerRefusedError, SignerBusyError, SignerRefusedError
from engine.exchange import NETWORK, Answer, Request, exchange
from engine.signing import bsre_forms as forms
from engine.signing.port import Order
from engine.signing.trust import Trust

PATIENCE = 60.0
"""Seconds for an answer."""
LARGEST = 32 << 20
ISSUED = "ISSUE"
STATES = (
    ISSUED,
    "EXPIRED",
    "RENEW",
    "WAITING_FOR_VERIFICATION",
    "NEW",
    "NO_CERTIFICATE",
    "NOT_REGISTERED",
    "SUSPEND",
    "REVOKE",
)
"""What the service says of an officer. Only the first may sign."""
WRONG_ONE = "2031"
"""The service's number for a passphrase that is not the officer's."""


@dataclass(frozen=True)
class Login:
    """Of the office, not of an officer."""

    user: str
    password: str = field(repr=False)

    @property
    def header(self) -> str:
        return "Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode()


@dataclass
class BsreSigner:
    url: str
    login: Login
    trust: Trust
    version: str = "v2"
    breaker: Breaker = field(default_factory=Breaker)
    patience: float = PATIENCE
    name: str = "bsre"
    asks: bool = True

    def sign(self, order: Order) -> bytes:
        nik = order.officer.nik
        if not nik:
            raise OfficerRefusedError("no_nik", "Expected the officer's NIK, but it is not known")
        if not self.breaker.admits():
            raise SignerBusyError(
                "rest", "Expected the signing service to answer, but it failed too often of late"
            )
        try:
            signed = self._signed(order, nik)
        except SignerBusyError:
            self.breaker.failed()
            raise
        except SignerRefusedError:
            self.breaker.worked()
            raise
        self.breaker.worked()
        return signed

    def _signed(self, order: Order, nik: str) -> bytes:
        self._is_issued(nik)
        phrase = "" if order.secret is None else order.secret.reveal()
        if self.version == "v1":
            return self._signed_v1(self._call(forms.order_v1(order.pdf, nik, phrase)))
        return self._signed_v2(self._call(forms.order_v2(order.pdf, nik, phrase)))

    def _is_issued(self, nik: str) -> None:
        asked = forms.state_v1(nik) if self.version == "v1" else forms.state_v2(nik)
        answer = self._call(asked)
        said = _object(answer)
        told = {str(said.get(name)).upper() for name in ("status", "status_code")}
        state = next((one for one in STATES if one in told), None)
        if state == ISSUED:
            return
        if state is not None:
            raise OfficerRefusedError(
                f"state_{state.lower()}",
                f"Expected an officer whose certificate is in force, but the signing service says {state}",
            )
        _refuse(answer, said)

    def _signed_v1(self, answer: Answer) -> bytes:
        """The file itself, or the id under which it is fetched."""
        if answer.status == 200 and _is_pdf(answer.raw):
            return answer.raw
        said = _object(answer)
        document = said.get("id_dokumen")
        if answer.status != 200 or not document or "error" in said:
            _refuse(answer, said)
        fetched = self._call(Request("GET", f"api/sign/download/{quote(str(document), safe='')}"))
        if fetched.status != 200 or not _is_pdf(fetched.raw):
            _refuse(fetched, _object(fetched))
        return fetched.raw

    def _signed_v2(self, answer: Answer) -> bytes:
        said = _object(answer)
        files = said.get("file")
        if answer.status != 200 or "error" in said or not isinstance(files, list) or len(files) != 1:
            _refuse(answer, said)
        found = forms.decoded(files[0])
        if not _is_pdf(found):
            raise SignerBusyError("broken", "Expected a signed PDF, but the answer holds something else")
        return found

    def _call(self, request: Request) -> Answer:
        """Once: whether to try again is the officer's, since each try may sign."""
        headers = {**request.headers, "Authorization": self.login.header}
        sent = Request(request.method, request.path, request.content, headers)
        try:
            answer = exchange(self.url, sent, self.patience, LARGEST)
        except NETWORK:
            raise SignerBusyError(
                "network", "Expected the signing service to answer, but no whole answer came"
            ) from None
        if answer.status >= 500:
            raise SignerBusyError(
                "their_error",
                f"Expected the signing service to answer, but it reports its error {answer.status}",
            )
        return answer


def _is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-")


def _object(answer: Answer) -> Mapping[str, Any]:
    """Raises SignerBusyError where the answer is no JSON object, OfficerRefusedError where the office is not let in."""
    if answer.status in (401, 403):
        raise OfficerRefusedError(
            "login", f"Expected the signing service to let the office in, but it does not ({answer.status})"
        )
    if answer.status == 429:
        raise SignerBusyError("too_many", "Expected the signing service to answer, but it is asked too often")
    try:
        found = orjson.loads(answer.raw)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise SignerBusyError(
            "broken",
            f"Expected JSON from the signing service, but it answers something else ({answer.status})",
        )
    return found


def _refuse(answer: Answer, said: Mapping[str, Any]) -> NoReturn:
    """What it says may name anything, so only numbers are repeated."""
    words = f"{said.get('error') or ''} {said.get('message') or ''}".strip()
    code = str(said.get("status_code") or "")
    if code == WRONG_ONE or "passphrase" in words.lower():
        raise OfficerRefusedError(
            "passphrase", "Expected the officer's passphrase, but the signing service got another one"
        )
    if answer.status == 200 and not words:
        raise SignerBusyError("broken", "Expected a result of the signing service, but its answer has none")
    number = f", code {code}" if code.isdigit() and len(code) < 8 else ""
    raise SignerRefusedError(
        "refused",
        f"Expected the signing service to sign, but it refuses (status {answer.status}{number})",
    )
