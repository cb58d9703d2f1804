"""Notices by SMTP, to a gateway that makes a message to a telephone of a mail to <number>@<its domain>."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage

from engine.calls import Later, Refused
from engine.notices.channels import Letter

PATIENCE = 20.0
"""Seconds that the server has for each answer."""
PERMANENT = 500
SUBJECT = "Kabar permohonan"


@dataclass(frozen=True)
class Server:
    """`security`: `starttls`, `tls` from the first byte, or `none` within the office's own network."""

    host: str
    port: int
    security: str
    sender: str
    gateway: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class MailChannel:
    server: Server
    name: str = "surel"

    def send(self, letter: Letter) -> None:
        message = self._message(letter)
        try:
            with self._connected() as connection:
                connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as problem:
            raise self._refusal(max(code for code, _ in problem.recipients.values())) from None
        except smtplib.SMTPResponseException as problem:
            raise self._refusal(problem.smtp_code) from None
        except (OSError, smtplib.SMTPException) as problem:
            raise Later(
                f"Expected a mail server that takes a notice, but got {type(problem).__name__}"
            ) from None

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.server.sender
        message["To"] = f"{number(letter.to)}@{self.server.gateway}"
        message["Subject"] = SUBJECT
        message["Date"] = letter.at
        message["Message-ID"] = f"<{letter.key}@{self.server.sender.rpartition('@')[2]}>"
        message.set_content(letter.text)
        return message

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """What goes wrong in saying goodbye is nothing: the letter was taken or not by then."""
        connection = self._opened()
        try:
            yield connection
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
        finally:
            connection.close()

    def _opened(self) -> smtplib.SMTP:
        server = self.server
        if server.security == "tls":
            made: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=PATIENCE, context=ssl.create_default_context()
            )
        else:
            made = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        try:
            if server.security == "starttls":
                made.starttls(context=ssl.create_default_context())
            if server.user:
                made.login(server.user, server.password)
        except BaseException:
            made.close()
            raise
        return made

    def _refusal(self, code: int) -> Later | Refused:
        """What the server said may name the receiver: only its code is kept."""
        sentence = f"Expected the mail server to take a notice, but it answered {code}"
        return Refused("surel", sentence) if code >= PERMANENT else Later(sentence)


def number(phone: str) -> str:
    """Digits with the country's code: 0812-0000-9000 is 6281200009000. Raises Refused where there are none."""
    digits = "".join(sign for sign in phone if sign.isascii() and sign.isdecimal())
    if not digits:
        raise Refused("telepon", "Expected a telephone number, but it has no digits")
    return f"62{digits[1:]}" if digits.startswith("0") else digits
