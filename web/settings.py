"""What the environment says: `TERBIT_<NAME>`, or `TERBIT_<NAME>_FILE` with the name of a file that holds it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from engine.errors import EngineError

PREFIX = "TERBIT_"


class SettingsError(EngineError):
    """Every setting that is wrong, a sentence each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Setting:
    """`default` None: there must be a value."""

    name: str
    meaning: str
    expected: str
    default: str | None
    parse: Callable[[str], Any]

    @property
    def variable(self) -> str:
        return PREFIX + self.name.upper()


def _number(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise ValueError
        return number

    return parse


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError
    return text.rstrip("/")


def _address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError
    return text


def _ip(text: str) -> str:
    return str(ip_address(text))


def _database(text: str) -> str:
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError
    return text


def _one_of(*words: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in words:
            raise ValueError
        return text

    return parse


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.replace(",", " ").split() if word)


def _text(text: str) -> str:
    if not text:
        raise ValueError
    return text


SETTINGS: tuple[Setting, ...] = (
    Setting("database_url", "where the data are", "sqlite:///FILE or postgresql+psycopg://…",
            "sqlite:///var/terbit.db", _database),
    Setting("keys", "the file with the office's keys, mode 0600", "a path", "var/keys.json", Path),
    Setting("office", "the code of the office that is served", "a code", "dukcapil-kupang", _text),
    Setting("public_url", "the address that people and QR codes use", "http(s)://HOST without a path",
            "http://127.0.0.1:8000", _url),
    Setting("hosts", "further host names that are answered, parted by commas", "host names", "", _words),
    Setting("proxies", "how many reverse proxies stand in front, whose X-Forwarded headers are believed",
            "a number from 0 to 5", "0", _number(0, 5)),
    Setting("threads", "requests that are served at once", "a number from 1 to 64", "8", _number(1, 64)),
    Setting("outbox", "the folder that notices are put into", "a path", "var/outbox", Path),
    Setting("notices", "how notices to applicants leave: file (into that folder) or smtp (to a gateway to telephones)",
            "file or smtp", "file", _one_of("file", "smtp")),
    Setting("download_days", "days for which the link in a notice gives a signed document", "a number from 1 to 90",
            "14", _number(1, 90)),
    Setting("smtp_host", "the mail server for notices", "a host name, or nothing", "", str),
    Setting("smtp_port", "its port", "a number from 1 to 65535", "587", _number(1, 65535)),
    Setting("smtp_security", "how the connection to it is sealed: starttls, tls or none", "starttls, tls or none",
            "starttls", _one_of("starttls", "tls", "none")),
    Setting("smtp_user", "the name by which it knows the office", "a name", "", str),
    Setting("smtp_password", "the password of that name", "a text", "", str),
    Setting("smtp_from", "the address that notices come from", "an address, or nothing", "", str),
    Setting("smtp_gateway", "the domain whose mails to NUMBER@DOMAIN become messages to telephones",
            "a domain, or nothing", "", str),
    Setting("signer", "who puts electronic signatures on: none (papers are signed by hand), local (officers' PKCS #12 "
            "files), pkcs11 (tokens or an HSM), bsre (BSrE's signing service), manual (officers, elsewhere), or demo "
            "(made up)", "none, local, pkcs11, bsre, manual or demo", "none",
            _one_of("none", "local", "pkcs11", "bsre", "manual", "demo")),
    Setting("stamps", "the address that gives time stamps (RFC 3161) to the signers local and pkcs11",
            "http(s)://…, or nothing", "", _address),
    Setting("signing", "the folder of the keys and certificates for signing", "a path", "var/signing", Path),
    Setting("pkcs11", "the PKCS #11 module of whoever made the tokens", "a path", "/usr/lib/softhsm/libsofthsm2.so",
            Path),
    Setting("bsre_url", "the address of BSrE's signing service in the agency's network", "http(s)://…, or nothing", "",
            _address),
    Setting("bsre_user", "the name by which that service knows the office", "a name", "", str),
    Setting("bsre_password", "the password of that name", "a text", "", str),
    Setting("bsre_version", "the version of that service's interface", "v1 or v2", "v2", _one_of("v1", "v2")),
    Setting("siak", "who asks the central register SIAK: manual (people do), http, or stub (a stand-in on "
            "this machine)", "manual, http or stub", "manual", _one_of("manual", "http", "stub")),
    Setting("siak_url", "the address of SIAK's web service, up to the institution", "http(s)://…, or nothing", "",
            _address),
    Setting("siak_user", "the name by which SIAK knows the office", "a name", "", str),
    Setting("siak_password", "the password of that name", "a text", "", str),
    Setting("siak_ip", "the address of this machine that SIAK knows", "an IP address", "127.0.0.1", _ip),
    Setting("siak_mode", "fields (SIAK is sent values and says which fit) or record (it sends the whole record)",
            "fields or record", "fields", _one_of("fields", "record")),
    Setting("siak_quota", "questions that SIAK is sent in a day at most", "a number from 1 to 1000000", "5000",
            _number(1, 1_000_000)),
    Setting("log", "how log lines are written", "json or text", "json", _one_of("json", "text")),
)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """The settings by name; see SETTINGS for what each means."""

    database_url: str
    keys: Path
    office: str
    public_url: str
    hosts: tuple[str, ...]
    proxies: int
    threads: int
    outbox: Path
    notices: str
    download_days: int
    smtp_host: str
    smtp_port: int
    smtp_security: str
    smtp_user: str
    smtp_password: str = field(repr=False)
    smtp_from: str
    smtp_gateway: str
    signer: str
    stamps: str
    signing: Path
    pkcs11: Path
    bsre_url: str
    bsre_user: str
    bsre_password: str = field(repr=False)
    bsre_version: str
    siak: str
    siak_url: str
    siak_user: str
    siak_password: str = field(repr=False)
    siak_ip: str
    siak_mode: str
    siak_quota: int
    log: str

    @property
    def secure(self) -> bool:
        """Whether people reach the office over https."""
        return self.public_url.startswith("https://")

    @property
    def trusted_hosts(self) -> list[str]:
        host = urlsplit(self.public_url).hostname or ""
        return [host, *self.hosts]


def read(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError with a sentence for each setting that is missing, wrong or unknown."""
    values: dict[str, Any] = {}
    wrong: list[str] = [_unknown(name) for name in sorted(environment) if _is_unknown(name)]
    for setting in SETTINGS:
        try:
            values[setting.name] = setting.parse(_raw(setting, environment))
        except (ValueError, OSError) as problem:
            wrong.append(_sentence(setting, problem))
    if wrong:
        raise SettingsError(wrong)
    return Settings(**values)


def _raw(setting: Setting, environment: Mapping[str, str]) -> str:
    file = environment.get(f"{setting.variable}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    given = environment.get(setting.variable, "").strip()
    return given or setting.default or ""


def _is_unknown(name: str) -> bool:
    known = {setting.variable for setting in SETTINGS}
    return name.startswith(PREFIX) and name not in known and name.removesuffix("_FILE") not in known


def _unknown(name: str) -> str:
    return f"Expected only known settings, but {name} is none"


def _sentence(setting: Setting, problem: Exception) -> str:
    if isinstance(problem, OSError):
        return f"Expected {setting.variable}_FILE to name a readable file, but it can't be read"
    return f"Expected {setting.variable} to be {setting.expected}, but it is something else"
