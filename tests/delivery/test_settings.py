"""Settings from the environment: what is wrong is named, what is secret is not."""

import pytest

from generator.delivery import settings
from generator.delivery.settings import Buttondown, Smtp
from generator.errors import UsageError

HOST = {"PAPERS_SMTP_HOST": "mail.example.org"}
LOGIN = {"PAPERS_SMTP_USER": "u", "PAPERS_SMTP_PASSWORD": "secret-1"}


@pytest.mark.parametrize(
    ("more", "port", "security"),
    [
        ({}, 465, "tls"),
        ({"PAPERS_SMTP_PORT": "465"}, 465, "tls"),
        ({"PAPERS_SMTP_PORT": "587"}, 587, "starttls"),
        ({"PAPERS_SMTP_PORT": "2525"}, 2525, "starttls"),
        ({"PAPERS_SMTP_TLS": "starttls"}, 587, "starttls"),
        ({"PAPERS_SMTP_TLS": "tls", "PAPERS_SMTP_PORT": "2465"}, 2465, "tls"),
        ({"PAPERS_SMTP_TLS": "none"}, 25, "none"),
        ({"PAPERS_SMTP_PORT": "", "PAPERS_SMTP_TLS": "", "PAPERS_SMTP_USER": ""}, 465, "tls"),
    ],
)
def test_encrypted_unless_told_otherwise(more: dict[str, str], port: int, security: str) -> None:
    """TLS from the first byte, or STARTTLS on other ports; nothing else by itself. Empty is unset."""
    found = settings.smtp(HOST | more)
    assert (found.host, found.port, found.security) == ("mail.example.org", port, security)


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "PAPERS_SMTP_HOST: not set"),
        (
            {"PAPERS_SMTP_HOST": "mail..example.org"},
            "PAPERS_SMTP_HOST: expected a server's name, got 'mail..",
        ),
        (HOST | LOGIN | {"PAPERS_SMTP_PASSWORD": "secret-1é"}, "PAPERS_SMTP_PASSWORD: expected ASCII"),
        (HOST | {"PAPERS_SMTP_PORT": "0"}, "PAPERS_SMTP_PORT: expected 1 to 65535, got '0'"),
        (HOST | {"PAPERS_SMTP_PORT": "٥"}, "PAPERS_SMTP_PORT: expected 1 to 65535"),
        (HOST | {"PAPERS_SMTP_PORT": "70000"}, "PAPERS_SMTP_PORT: expected 1 to 65535"),
        (HOST | {"PAPERS_SMTP_TLS": "yes"}, "PAPERS_SMTP_TLS: expected tls, starttls or none, got 'yes'"),
        (HOST | {"PAPERS_SMTP_USER": "u"}, "PAPERS_SMTP_USER and PAPERS_SMTP_PASSWORD: set both or neither"),
        (
            HOST | LOGIN | {"PAPERS_SMTP_TLS": "none"},
            "a password is never sent over an unencrypted connection",
        ),
    ],
)
def test_wrong_settings(environment: dict[str, str], message: str) -> None:
    """One line that names the variable."""
    with pytest.raises(UsageError) as caught:
        settings.smtp(environment)
    assert message in str(caught.value)
    assert "secret-1" not in str(caught.value)


def test_messages_hold_no_secret() -> None:
    """What is printed of a server or provider."""
    assert str(settings.smtp(HOST | LOGIN)) == "mail.example.org:465, TLS"
    assert str(settings.buttondown({"BUTTONDOWN_API_KEY": "secret-2"})) == "https://api.buttondown.com/v1"


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("Daily papers <digest@example.org>", "Daily papers", "digest@example.org"),
        ("digest@example.org", "", "digest@example.org"),
        ('"Papers, daily" <digest@example.org>', "Papers, daily", "digest@example.org"),
        ("Böhm <a.b+c@mail.example.org>", "Böhm", "a.b+c@mail.example.org"),
        ("=?utf-8?q?x?= <a@example.org>", "= ?utf-8?q?x?=", "a@example.org"),
    ],
)
def test_addresses(written: str, name: str, address: str) -> None:
    """With or without a name, which may need quotes."""
    found = settings.sender({"PAPERS_MAIL_FROM": written})
    assert (found.display_name, found.addr_spec) == (name, address)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "somebody",
        "a@example.org, b@example.org",
        "a@example.org\nBcc: c@example.org",
        "A\nBcc: x <a@example.org>",
        "ä@example.org",
        "a@",
        "<a@example.org> x, y",
        "a b@example.org",
    ],
)
def test_no_address(written: str) -> None:
    """Anything but one address of ASCII characters is refused: there is one recipient."""
    with pytest.raises(UsageError, match="PAPERS_MAIL_TO: "):
        settings.recipient({"PAPERS_MAIL_TO": written})


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "BUTTONDOWN_API_KEY: not set"),
        ({"BUTTONDOWN_API_KEY": "a b"}, "BUTTONDOWN_API_KEY: not a key"),
        ({"BUTTONDOWN_API_KEY": "a\r\nX: y"}, "BUTTONDOWN_API_KEY: not a key"),
        (
            {"BUTTONDOWN_API_KEY": "a", "PAPERS_BUTTONDOWN_API": "http://api.example.org"},
            "PAPERS_BUTTONDOWN_API: expected an https address",
        ),
        (
            {"BUTTONDOWN_API_KEY": "a", "PAPERS_BUTTONDOWN_API": "https://[api.example.org"},
            "PAPERS_BUTTONDOWN_API: expected an https address",
        ),
    ],
)
def test_wrong_keys(environment: dict[str, str], message: str) -> None:
    """A key goes over encrypted lines only, and is named nowhere."""
    with pytest.raises(UsageError, match=message):
        settings.buttondown(environment)


def test_who_gets_it() -> None:
    """The provider where one keeps the list, else the mail server."""
    both = HOST | {"BUTTONDOWN_API_KEY": "k"}
    assert isinstance(settings.service("buttondown", both), Buttondown)
    assert isinstance(settings.service("", both), Smtp)
    assert isinstance(settings.service("form", both), Smtp)


def test_who_gets_what_is_followed() -> None:
    """One address for all, or one for each that is named; the others are not said here. What cannot be is
    refused."""
    names = ["tea", "green-tea"]

    def given(written: str) -> dict[str, str]:
        found = settings.followers({"PAPERS_MAIL_MINE": written}, names)
        return {name: one.addr_spec for name, one in found.items()}

    assert settings.followers({}, names) == given(" ") == {}
    assert given("Me <me@example.org>") == dict.fromkeys(names, "me@example.org")
    assert given("tea=a@example.org,\n green-tea = b@example.org\n") == {
        "tea": "a@example.org",
        "green-tea": "b@example.org",
    }
    assert given("green-tea=b@example.org") == {"green-tea": "b@example.org"}
    for written, message in (
        ("coffee=a@example.org", "has no entry 'coffee' with mail"),
        ("tea=", "expected one address such as small-models=me@example.org"),
        ("tea=a@example.org, tea=b@example.org", "'tea' has two addresses"),
        ("a@example.org, b@example.org", "expected one address such as me@example.org"),
    ):
        with pytest.raises(UsageError, match=message):
            given(written)
