"""The policy of finished pages, and what it would forbid."""

import pytest
from jinja2 import Environment

from generator.check import policy
from generator.storage import packaged

HOSTS = ("stats.example.org",)
_TEMPLATE = Environment(autoescape=True).from_string(
    dict(packaged.theme_files())["partials/policy.html"].decode()
)


def shipped(*hosts: str) -> str:
    """The policy that the theme writes."""
    return _TEMPLATE.render(config={"extra": {"archive": {"allowed_hosts": hosts}}}, page=None)


SHIPPED = shipped()
HOME = "https://example.org/daily/"


def faults(body: str = "", head: str = SHIPPED, hosts: tuple[str, ...] = ()) -> list[str]:
    """`where: message` for a page."""
    html = f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}<title>T</title></head><body>{body}</body></html>'
    return [f"{one.where}: {one.message}" for one in policy.problems("a/index.html", html, HOME, hosts)]


def test_the_shipped_policy_is_strict_and_short() -> None:
    """Nothing inline, nothing from elsewhere, and every page of a hundred thousand carries it."""
    assert faults() == []
    assert "unsafe" not in SHIPPED
    assert "http" not in SHIPPED.replace("http-equiv", "")
    assert len(SHIPPED) < 280


@pytest.mark.parametrize(
    "body",
    [
        '<script src="../assets/a.js"></script><script type="module" src="a.js"></script>',
        '<script src="https://example.org/daily/a.js"></script>',
        "<script src=../assets/a.js></script><script type=module src=a.js></script>",
        '<script type=application/ld+json>{"@type": "Thing"}</script>',
        "<link rel=canonical href=https://elsewhere.example/><link rel=alternate href=//x.example/>",
        '<script type="application/ld+json">{"@type": "Thing"}</script>',
        '<script id="__config" type="application/json">{}</script>',
        "<p>A text about style = onclick= and javascript: links</p>",
        '<a href="https://elsewhere.example/" title=" onclick=x style=y">elsewhere</a>',
        '<img src="a.png" alt=""><img src="data:image/png;base64,AA==" alt="">',
        '<link rel="canonical" href="https://elsewhere.example/"><link rel="alternate" href="//x.example/">',
        '<video src="a.mp4"></video>',
        '<link rel="canonical" rel="stylesheet" href="https://elsewhere.example/">',
    ],
)
def test_what_may_stand_in_a_page(body: str) -> None:
    """Own files, data blocks, links to anywhere, and words that only look like code."""
    assert faults(body) == []


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<script type="module">alert(1)</script>', "<script>"),
        ("<SCRIPT\n>alert(1)</SCRIPT>", "<script>"),
        ("<style>p { color: red }</style>", "<style>"),
        ('<p style="color: red">x</p>', "style="),
        ("<p onclick=alert(1)>x</p>", "onclick="),
        ("<img src=x\nonerror='alert(1)'>", "onerror="),
        ("<svg/onload=alert(1)>", "onload="),
        ('<a href="javascript:alert(1)">x</a>', "href="),
        ('<a href=" &#106;avascript:alert(1)">x</a>', "href="),
        ('<a href="java&#9;script:alert(1)">x</a>', "href="),
        ("<a href='java\nscript:alert(1)'>x</a>", "href="),
        ('<form action="JavaScript:alert(1)"></form>', "action="),
        ('<a href="j&#97;vascript:alert(1)">x</a>', "href="),
        ('<a href="\x01ja\tv&#97;script:alert(1)">x</a>', "href="),
        ('<a href="javascript:alert(1)" href="a.html">x</a>', "href="),
        ("<p onclick = alert(1)>x</p>", "onclick="),
        ("<p title='a'onclick=alert(1)>x</p>", "onclick="),
        ('<base href="https://elsewhere.example/">', "<base>"),
        ('<iframe src="a.html"></iframe>', "<iframe>"),
        ('<object data="a.swf"></object>', "<object>"),
        ('<script src="https://elsewhere.example/a.js"></script>', "https://elsewhere.example/a.js"),
        ("<script src=https://elsewhere.example/a.js></script>", "https://elsewhere.example/a.js"),
        ("<script type=application/jsonp>alert(1)</script>", "<script>"),
        ("<link rel=stylesheet href=//elsewhere.example/a.css>", "//elsewhere.example/a.css"),
        ("<script src=//elsewhere.example/a.js></script>", "//elsewhere.example/a.js"),
        ('<script src="http://example.org/daily/a.js"></script>', "http://example.org/daily/a.js"),
        ('<img src="https://elsewhere.example/a.png">', "https://elsewhere.example/a.png"),
        (
            '<img src="a.png" srcset="b.png 2x, https://elsewhere.example/c.png 3x">',
            "https://elsewhere.example/c.png",
        ),
        ('<link rel="stylesheet" href="//elsewhere.example/a.css">', "//elsewhere.example/a.css"),
        (
            '<link rel="stylesheet" rel="canonical" href="//elsewhere.example/a.css">',
            "//elsewhere.example/a.css",
        ),
        ('<link href="//elsewhere.example/a.css" rel="canonical stylesheet">', "//elsewhere.example/a.css"),
        ('<link rel="preconnect" href="https://fonts.example">', "https://fonts.example"),
        ('<video poster="https://elsewhere.example/a.png"></video>', "https://elsewhere.example/a.png"),
    ],
)
def test_what_the_policy_forbids(body: str, where: str) -> None:
    """Each is one problem that names the place."""
    (fault,) = faults(body)
    assert fault.startswith(f"{where}: ")


def test_without_a_policy() -> None:
    """A page without one, or with one behind the first script, has none."""
    expected = [": no Content Security Policy before everything else in <head> (partials/policy.html)"]
    assert faults(head="") == expected
    assert faults(head='<script src="a.js"></script>' + SHIPPED) == expected
    assert faults(head="<title>x</title>" + SHIPPED) == expected


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("default-src 'self';base-uri 'none';form-action 'self'", []),
        ("default-src 'none';script-src 'sha256-AAAA=';base-uri 'none';form-action 'self'", []),
        (
            "default-src 'none';script-src 'self' 'unsafe-inline';base-uri 'none';form-action 'self'",
            ["script-src"],
        ),
        ("default-src 'none';style-src 'unsafe-inline';base-uri 'none';form-action 'self'", ["style-src"]),
        ("default-src 'self' https:;base-uri 'none';form-action 'self'", ["script-src", "style-src"]),
        ("script-src 'self';style-src 'self';base-uri 'none';form-action 'self'", ["default-src"]),
        ("default-src 'none';form-action 'self'", ["base-uri"]),
        ("default-src 'none';base-uri 'none';", ["form-action"]),
        ("default-src 'none';script-src *;base-uri 'none';form-action 'self'", ["script-src"]),
        ("default-src 'none';script-src 'strict-dynamic';base-uri 'none';form-action 'self'", ["script-src"]),
    ],
)
def test_weak_policies(rules: str, expected: list[str]) -> None:
    """A policy that lets in more than the site's own files is a problem by itself."""
    found = faults(head=f'<meta http-equiv="Content-Security-Policy" content="{rules}">')
    assert [fault.split(":")[0] for fault in found] == expected


def test_an_allowed_host() -> None:
    """Files of that host, over https, on pages whose policy names it; nothing of any other."""
    head = shipped(*HOSTS)
    for script in ("https://stats.example.org/a.js", "https://example.org/daily/a.js"):
        assert faults(f'<script src="{script}"></script>', head, HOSTS) == []
    for script in (
        "http://stats.example.org/a.js",
        "//stats.example.org/a.js",
        "https://stats.example.org.elsewhere.example/a.js",
        "https://elsewhere.example/a.js",
    ):
        assert len(faults(f'<script src="{script}"></script>', head, HOSTS)) == 1
    (fault,) = faults('<script src="https://elsewhere.example/a.js"></script>', head, HOSTS)
    assert "extra.archive.allowed_hosts" in fault
    assert len(faults("", head.replace("default-src 'self'", "script-src *;default-src 'self'"), HOSTS)) == 1
    assert len(faults("", head)) == 2, "no page may name a host that the operator does not allow"


def test_an_address_that_begins_like_the_site() -> None:
    """Without the slash at its end, the site's address is the start of other hosts' names too."""
    html = f"<head>{shipped()}</head><body><script src={{}}/a.js></script></body>"
    for home in ("https://example.org", "https://example.org/"):
        assert not list(policy.problems("a.html", html.format("https://example.org"), home))
        (fault,) = policy.problems("a.html", html.format("https://example.org.elsewhere.example"), home)
        assert "is loaded from another host" in fault.message


def test_pictures_of_a_host_and_nothing_else() -> None:
    """A page with pictures of another host names it; scripts of that host stay forbidden."""
    host = "https://pictures.example.org"
    page = {"meta": {"image_origin": host}}
    policy_of_page = _TEMPLATE.render(config={"extra": {}}, page=page)
    assert f"img-src 'self' data: {host};" in policy_of_page
    assert policy_of_page.count(host) == 1

    def found(body: str) -> list[str]:
        html = f'<!doctype html><html lang="en"><head>{policy_of_page}</head><body>{body}</body></html>'
        return [one.where for one in policy.problems("a/index.html", html, HOME, (), (host,))]

    assert found(f'<img src={host}/a.png alt="">') == []
    for wrong in (f'<script src="{host}/a.js"></script>', f'<img src="{host}.evil.example/a.png" alt="">'):
        assert len(found(wrong)) == 1
