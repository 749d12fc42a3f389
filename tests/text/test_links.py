import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.links import URL_CAP, safe_url

GOOD = (
    "https://example.org/",
    "http://example.org",
    "HTTPS://Example.Org/a?b=c#d",
    "https://sub.example.org:8080/a(b)[c]'d|{e}",
    "https://example.org./",
)
BAD = (
    "",
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/hostname",
    "//example.org/x",
    "/relative/repo",
    "example.org",
    "https://",
    "https://localhost/",
    "https://localhost./",
    "https://example.org:99999/",
    "https://example.org:port/",
    "https://user:pw@example.org/",
    "https://github.com\\@example.org/",
    "https://[::1.2.3.4]/",
    "https://[broken/",
    "https://ex%61mple.org/",
    'https://example.org/"x',
    "https://example.org/<x>",
    "https://example.org/`x`",
    "https://example.org/a b",
    "https://exa\nmple.org/",
    "https://example.org/é",
    "https://example.org/" + "x" * URL_CAP,
)


@pytest.mark.parametrize("url", GOOD)
def test_plain_web_addresses_pass(url: str) -> None:
    """An http or https address of a named host is kept as written."""
    assert safe_url(url) == url


@pytest.mark.parametrize("url", BAD)
def test_everything_else_is_refused(url: str) -> None:
    """Other schemes, hosts and characters never become a link."""
    assert safe_url(url) is None


def test_outer_white_space_goes() -> None:
    """White space around an address is not part of it."""
    assert safe_url(" \thttps://example.org/p\n") == "https://example.org/p"


@given(st.text() | st.builds("https://{}".format, st.text()) | st.from_regex(r"https?://[!-~]{0,30}"))
def test_what_passes_is_plain(written: str) -> None:
    """Whatever comes in: what comes out is quotable ASCII, and passes again unchanged."""
    url = safe_url(written)
    if url is not None:
        assert url.isascii()
        assert not set(url) & set('\\"<>` \n\t')
        assert safe_url(url) == url
