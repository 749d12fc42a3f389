"""How email leaves this machine: settings and secrets, all from the environment.

The repository and the messages of this program never contain an address or a password.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Literal
from urllib.parse import urlsplit

from generator.errors import UsageError, quoted

Security = Literal["tls", "starttls", "none"]
"""tls: encrypted from the first byte · starttls: encrypted before anything is sent, or not sent at all ·
none: not encrypted, only on request."""

PORTS: Mapping[Security, int] = {"tls": 465, "starttls": 587, "none": 25}
BUTTONDOWN = "https://api.buttondown.com/v1"
MINE = "PAPERS_MAIL_MINE"

_PART = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_PART}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """A mail server that accepts email from us."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = ""

    def __str__(self) -> str:
        """For messages: never with user or password."""
        how = {"tls": "TLS", "starttls": "STARTTLS", "none": "not encrypted (PAPERS_SMTP_TLS=none)"}
        return f"{self.host}:{self.port}, {how[self.security]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Buttondown:
    """The newsletter provider's API."""

    key: str
    base: str = BUTTONDOWN

    def __str__(self) -> str:
        """For messages: never with the key."""
        return self.base


Service = Smtp | Buttondown


def service(newsletter: str, environment: Mapping[str, str]) -> Service:
    """Whoever manages the subscribers sends the email: Buttondown, or a list behind a mail server."""
    return buttondown(environment) if newsletter == "buttondown" else smtp(environment)


def smtp(environment: Mapping[str, str]) -> Smtp:
    """`PAPERS_SMTP_…`. Raises UsageError with the name of the variable."""
    written = environment.get("PAPERS_SMTP_TLS") or ""
    port = _port(environment.get("PAPERS_SMTP_PORT") or "")
    match written:
        case "tls" | "starttls" | "none":
            security: Security = written
        case "":
            security = "tls" if port in {None, PORTS["tls"]} else "starttls"
        case _:
            raise UsageError(f"PAPERS_SMTP_TLS: expected tls, starttls or none, got {quoted(written)}")
    found = Smtp(
        host=_host(environment),
        port=port or PORTS[security],
        security=security,
        user=environment.get("PAPERS_SMTP_USER") or "",
        password=environment.get("PAPERS_SMTP_PASSWORD") or "",
    )
    if bool(found.user) != bool(found.password):
        raise UsageError("PAPERS_SMTP_USER and PAPERS_SMTP_PASSWORD: set both or neither")
    if not (found.user + found.password).isascii():
        raise UsageError("PAPERS_SMTP_USER and PAPERS_SMTP_PASSWORD: expected ASCII, which SMTP can send")
    if found.password and security == "none":
        raise UsageError("PAPERS_SMTP_TLS=none: a password is never sent over an unencrypted connection")
    return found


def buttondown(environment: Mapping[str, str]) -> Buttondown:
    """`BUTTONDOWN_API_KEY`. Raises UsageError."""
    base = environment.get("PAPERS_BUTTONDOWN_API") or BUTTONDOWN
    if not _is_secure(base):
        raise UsageError(f"PAPERS_BUTTONDOWN_API: expected an https address, got {quoted(base)}")
    key = _needed(environment, "BUTTONDOWN_API_KEY", "the API key of the newsletter")
    if not re.fullmatch(r"[!-~]+", key):
        raise UsageError("BUTTONDOWN_API_KEY: not a key: it contains spaces or non-ASCII characters")
    return Buttondown(key=key, base=base.rstrip("/"))


def _is_secure(base: str) -> bool:
    """Whether a key may be sent there: over https, or to this machine."""
    try:
        parts = urlsplit(base)
    except ValueError:
        return False
    return parts.scheme == "https" or parts.hostname == "127.0.0.1"


def sender(environment: Mapping[str, str]) -> Address:
    """`PAPERS_MAIL_FROM`, with or without a name."""
    return _address(environment, "PAPERS_MAIL_FROM", "Daily papers <digest@example.org>")


def recipient(environment: Mapping[str, str]) -> Address:
    """`PAPERS_MAIL_TO`: one address, usually that of a list, so that the server's one answer is about the
    whole email."""
    return _address(environment, "PAPERS_MAIL_TO", "list@example.org")


def followers(environment: Mapping[str, str], names: Collection[str]) -> dict[str, Address]:
    """`PAPERS_MAIL_MINE`: who gets the digests of these standing queries instead of `PAPERS_MAIL_TO`: one
    address for all, or `name=address` for some of them. Raises UsageError."""
    written = (environment.get(MINE) or "").strip()
    if not written:
        return {}
    if "=" not in written:
        return dict.fromkeys(names, _parsed(MINE, written, "me@example.org"))
    example = "small-models=me@example.org, agents=list@example.org"
    pairs = [one.partition("=") for one in re.split(r"[,\n]", written) if one.strip()]
    given: dict[str, Address] = {}
    for name, _, address in pairs:
        if (key := name.strip()) in given:
            raise UsageError(f"{MINE}: {quoted(key)} has two addresses; expected one, such as that of a list")
        given[key] = _parsed(MINE, address.strip(), example)
    if unknown := sorted(given.keys() - set(names)):
        raise UsageError(f"{MINE}: data/follow.yaml has no entry {quoted(unknown[0])} with mail")
    return given


def _address(environment: Mapping[str, str], name: str, example: str) -> Address:
    return _parsed(name, _needed(environment, name, f"one address such as {example}"), example)


def _parsed(name: str, written: str, example: str) -> Address:
    shown, address = parseaddr(written)
    if not (_ADDRESS.fullmatch(address) and written.isprintable()) or "," in written.replace(shown, ""):
        raise UsageError(f"{name}: expected one address such as {example}, got {quoted(written)}")
    user, _, domain = address.rpartition("@")
    return Address(shown.replace("=?", "= ?"), user, domain)


def _port(written: str) -> int | None:
    if not written:
        return None
    if not re.fullmatch("[0-9]{1,5}", written) or not 0 < int(written) < 2**16:
        raise UsageError(f"PAPERS_SMTP_PORT: expected 1 to 65535, got {quoted(written)}")
    return int(written)


def _host(environment: Mapping[str, str]) -> str:
    """The name of the mail server, which can be looked up."""
    found = _needed(environment, "PAPERS_SMTP_HOST", "the mail server's name")
    try:
        found.encode("idna")
    except UnicodeError:
        raise UsageError(f"PAPERS_SMTP_HOST: expected a server's name, got {quoted(found)}") from None
    return found


def _needed(environment: Mapping[str, str], name: str, what: str) -> str:
    found = (environment.get(name) or "").strip()
    if not found:
        raise UsageError(f"{name}: not set; expected {what}")
    return found
