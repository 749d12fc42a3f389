"""The address of a site: what an operator writes, and what feeds may begin with."""

import pytest

from generator.config import address


@pytest.mark.parametrize(
    "written",
    [
        "https://example.org",
        "https://example.org/papers/",
        "https://Example.org:8443/~ada/a%20b/",
        "https://example.org/@ada/a+b,c;d=(e)!/",
        "http://localhost:8000/",
        "http://127.0.0.1/",
        "http://[::1]:8000/",
        "https://under_score.example.org/",
    ],
)
def test_an_address_stays_as_it_is(written: str) -> None:
    """Those of machines at home, too."""
    assert address.plain(written) == written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://ada:secret@example.org:80/a/", "https://example.org:80/a/"),
        ("https://ada@example.org", "https://example.org"),
        ("https://example.org/?a=b", "https://example.org/"),
        ("https://example.org/?", "https://example.org/"),
        ("https://example.org/#a", "https://example.org/"),
        (" https://example.org/ ", "https://example.org/"),
        ("HTTPS://example.org/", "https://example.org/"),
        ("https://example.org//a///b/", "https://example.org/a/b/"),
        ("https://example.org/a'b/", "https://example.org/a%27b/"),
        ("https://example.org/a b/", "https://example.org/a%20b/"),
        ("https://example.org/ä/", "https://example.org/%C3%A4/"),
        ("https://Bücher.example:81/a/", "https://xn--bcher-kva.example:81/a/"),
        ("https://論文.example/", "https://xn--7dv834f.example/"),
    ],
)
def test_what_is_meant(written: str, meant: str) -> None:
    """Which the message for the operator names; it is an address that is accepted."""
    assert address.plain(written) == meant
    assert address.plain(meant) == meant


@pytest.mark.parametrize(
    "written",
    [
        "example.org",
        "ftp://example.org/",
        "https://",
        "https:///papers/",
        "https://[a",
        "https://a b.example/",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://faß.example/",
        "https://" + "ä" * 70 + ".example/",
        "https://<a>/",
    ],
)
def test_no_address(written: str) -> None:
    """Nothing that could be meant; ß is another host in the old Punycode than in the new one."""
    assert address.plain(written) is None
