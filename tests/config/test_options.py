"""`extra.archive`: what an operator may set."""

import json
import re
from dataclasses import fields

import pytest

from generator import config
from generator.config.options import Options
from generator.errors import ConfigError

NEEDED = "theme: {name: material}\nmarkdown_extensions: [attr_list]\n"


@pytest.mark.parametrize("option", fields(Options), ids=lambda option: option.name)
def test_options_carry_their_documentation(option: object) -> None:
    """Every option has a text for the docs, and its default is allowed."""
    found = next(o for o in fields(Options) if o is option)
    assert found.metadata["doc"]
    if "range" in found.metadata:
        low, high = found.metadata["range"]
        numbers = found.default if isinstance(found.default, tuple) else (found.default,)
        assert all(low <= number <= high for number in numbers)
    if "form" in found.metadata:
        pattern, words = found.metadata["form"]
        assert words
        values = found.default if isinstance(found.default, tuple) else (found.default,)
        assert all(value == "" or re.fullmatch(pattern, str(value)) for value in values)


MAILED = {
    "newsletter": "buttondown",
    "newsletter_user": "my_papers-2",
    "mail_list_id": "papers.lists.example.org",
    "mail_unsubscribe": "https://a.example/leave?x=1&y=2, mailto:leave@a.example?subject=leave",
    "mail_one_click": True,
}


def archived(options: dict[str, object]) -> Options:
    """`extra.archive` as it is read."""
    return config.parse(NEEDED + f"extra: {json.dumps({'archive': options})}\n").options


def test_newsletter() -> None:
    """What a digest and its form need to know."""
    assert archived(MAILED) == Options(**MAILED)  # type: ignore[arg-type]
    form = {"newsletter": "form", "newsletter_action": "https://a.example:8443/join?l=[x]"}
    assert archived(form) == Options(**form)  # type: ignore[arg-type]


def test_a_list_of_names() -> None:
    """Names are a list, each once and in their form."""
    assert archived({"sources": ["tea-rooms"]}).sources == ("tea-rooms",)
    for wrong, message in (
        ("tea-rooms", "expected a list of names, got 'tea-rooms'"),
        ([3], "expected text, got 3"),
        (["Tea Rooms"], "expected the name of a source, got 'Tea Rooms'"),
        (["a", "a"], "expected each name once, got "),
    ):
        with pytest.raises(ConfigError) as caught:
            archived({"sources": wrong})
        assert f"extra.archive.sources: {message}" in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"newsletter": "mail"}, "newsletter: expected nothing, buttondown or form, got 'mail'"),
        ({"newsletter": 3}, "newsletter: expected nothing, buttondown or form, got 3"),
        ({"images": True}, "images: expected off, remote or local, got true"),
        ({"images": ["off"]}, "images: expected off, remote or local, got ['off']"),
        (
            {"source": "https://localhost:8720/api"},
            "source: expected an https address with a dot in its host and no ?",
        ),
        ({"newsletter_user": ""}, "newsletter_user: needed by the other settings, but empty"),
        ({"newsletter_user": "a/b"}, "newsletter_user: expected a user name, got 'a/b'"),
        ({"newsletter": "form"}, "newsletter_action: needed by the other settings, but empty"),
        ({"newsletter_action": "http://a.example/"}, "newsletter_action: expected an https address"),
        ({"newsletter_action": "https://a.example/ x"}, "newsletter_action: expected an https address"),
        ({"newsletter_field": "a b"}, "newsletter_field: expected the name of a field"),
        ({"mail_list_id": "papers>"}, "mail_list_id: expected a name such as digest.example.org"),
        ({"mail_unsubscribe": "https://a.example/>\r\nBcc: x"}, "mail_unsubscribe: expected https://"),
        ({"mail_unsubscribe": "mailto:a@b.example"}, "mail_one_click: needs an https address"),
        ({"mail_unsubscribe": ""}, "mail_unsubscribe: needed by the other settings, but empty"),
        ({"mail_one_click": "yes"}, "mail_one_click: expected true or false, got 'yes'"),
        ({"mail_one_click": 1}, "mail_one_click: expected true or false, got 1"),
    ],
)
def test_half_a_newsletter(changes: dict[str, object], message: str) -> None:
    """Settings that would fail only once a mail is sent are refused when they are read."""
    with pytest.raises(ConfigError) as caught:
        archived(MAILED | changes)
    assert f"mkdocs.yml: extra.archive.{message}" in str(caught.value)
