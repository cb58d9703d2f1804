"""Notices by mail: to a server that speaks SMTP on this machine, as it takes them, puts them off, or refuses them."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from engine.calls import Later, Refused
from engine.notices import Letter
from engine.notices.mail import MailChannel, Server, number

LETTER = Letter(
    "01a2-job", "0812-0000-9000", "Dokumen sudah terbit.", datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
)


@dataclass
class Post:
    """`answers`: command -> what the server says to it instead of yes."""

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    receivers: list[str] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)


@contextmanager
def serving(**answers: str) -> Iterator[Post]:
    post = Post(answers=answers)

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 uji")
            while line := self.rfile.readline().decode().strip():
                word = line.split(":")[0].split(" ")[0].upper()
                if word == "RCPT":
                    post.receivers.append(line.partition(":")[2].strip("<>"))
                self.say(post.answers.get(word, "354 go on" if word == "DATA" else "250 yes"))
                if word == "QUIT":
                    return
                if word == "DATA" and word not in post.answers:
                    post.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                    self.say("250 taken")

        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    with socketserver.TCPServer(("127.0.0.1", 0), Talk) as server:
        post.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield post
        finally:
            server.shutdown()
            thread.join()


def channel(port: int, security: str = "none") -> MailChannel:
    return MailChannel(Server("127.0.0.1", port, security, "kabar@dukcapil.example", "sms.example"))


def test_a_letter_goes_to_the_number_at_the_gateway() -> None:
    with serving() as post:
        channel(post.port).send(LETTER)

    (mail,) = [message_from_bytes(raw, policy=policy.default) for raw in post.mails]
    assert post.receivers == ["6281200009000@sms.example"]
    assert mail["Message-ID"] == "<01a2-job@dukcapil.example>"
    assert mail["From"] == "kabar@dukcapil.example"
    assert mail.get_content().strip() == "Dokumen sudah terbit."


@pytest.mark.parametrize("word", ["MAIL", "RCPT", "DATA"])
def test_what_a_server_puts_off_is_tried_again_later(word: str) -> None:
    with serving(**{word: "451 later"}) as post, pytest.raises(Later):
        channel(post.port).send(LETTER)


@pytest.mark.parametrize("word", ["MAIL", "RCPT", "DATA"])
def test_what_a_server_refuses_is_refused_without_its_words(word: str) -> None:
    with serving(**{word: "550 no 6281200009000"}) as post, pytest.raises(Refused) as refused:
        channel(post.port).send(LETTER)

    assert str(refused.value) == "Expected the mail server to take a notice, but it answered 550"


def test_a_server_that_is_away_or_seals_nothing_is_tried_again_later() -> None:
    with serving(STARTTLS="502 no") as post, pytest.raises(Later):
        channel(post.port, "starttls").send(LETTER)
    with pytest.raises(Later):
        channel(post.port).send(LETTER)


def test_numbers_carry_their_country() -> None:
    assert number("0812-0000-9000") == "6281200009000"
    assert number("+62 812 0000 9000") == "6281200009000"
    with pytest.raises(Refused):
        number("tidak ada")
