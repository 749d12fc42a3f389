"""What the operator's configuration puts into, or leaves out of, the shell of generated pages."""

import json
from pathlib import Path

import pytest
import yaml
from lxml import html
from PIL import Image

from generator.build import derived
from tests.support import fabricate, frames, helpers, projects

pytestmark = pytest.mark.slow

MAIN = """{% extends "base.html" %}
{% block announce %}<p>Moved to a new host.</p>{% endblock %}
{% block extrahead %}{{ super() }}<meta name="theme-color" content="#123456">{% endblock %}
{% block footer %}{{ super() }}<p class="imprint">Imprint</p>{% endblock %}
"""
EVERYWHERE = (
    "index.html",
    "papers/0001.00001/index.html",
    "days/2027-01-05/index.html",
    "search/index.html",
    "about/index.html",
    "404.html",
)
MOVED = "papers/t-d71e408c40c8/index.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive without an address, with the operator's own style, scripts, colours, links and texts."""
    folder = projects.make(tmp_path_factory.mktemp("shell"), fabricate.listings(12, 6))
    settings = helpers.settings((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    del settings["site_url"]
    settings["extra_css"] = ["own/own.css"]
    settings["extra_javascript"] = ["own/own.js", {"path": "own/module.mjs", "type": "module"}]
    settings["theme"] |= {
        "custom_dir": "overrides",
        "palette": {"scheme": "slate", "primary": "deep purple", "accent": "lime"},
        "features": ["content.action.edit"],
        "icon": {"logo": "material/book"},
    }
    del settings["theme"]["logo"]
    settings["repo_url"] = "https://github.com/example/papers"
    settings["edit_uri"] = "edit/main/docs/"
    settings["extra"]["social"] = [
        {
            "icon": "fontawesome/brands/mastodon",
            "link": "https://social.example/@papers",
            "name": "Mastodon <1>",
        }
    ]
    settings["extra"]["alternate"] = [{"name": "Deutsch", "link": "https://example.org/de/", "lang": "de"}]
    settings["extra"]["archive"]["allowed_hosts"] = ["stats.example.org"]
    settings["extra_javascript"].append("https://stats.example.org/count.js")
    (folder / "overrides").mkdir()
    (folder / "overrides" / "main.html").write_text(MAIN, encoding="utf-8")
    (folder / "docs" / "own").mkdir()
    form = "---\nform_origin: https://letters.example\n---\n# Letters\n"
    (folder / "docs" / "letters.md").write_text(form, encoding="utf-8")
    about = next(tab for tab in settings["nav"] if "About" in tab)["About"]
    about.append({"Rules": [{"For mail": "letters.md"}]})
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    for name in ("own.css", "own.js", "module.mjs"):
        (folder / "docs" / "own" / name).write_text("/* invented */\n", encoding="utf-8")
    return projects.built(folder)


def test_redirects_without_an_address(site: Path) -> None:
    """The page of a provisional id leads on, and names no canonical address nobody knows."""
    page = (site / MOVED).read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../0001.00012/">' in page
    assert "rel=canonical" not in page
    assert "None" not in page


def test_no_feeds_without_an_address(site: Path) -> None:
    """Nothing in a feed could be absolute: there is none, and no page names one."""
    assert not (site / "feeds").exists()
    for path in ("index.html", "papers/0001.00001/index.html", "subscribe/index.html", "about/index.html"):
        page = (site / path).read_text(encoding="utf-8")
        assert 'rel="alternate" type=' not in page
        assert ".atom" not in page


@pytest.mark.parametrize(("path", "up"), [("index.html", ""), ("papers/0001.00001/index.html", "../../")])
def test_the_operators_own_files(site: Path, path: str, up: str) -> None:
    """Styles and scripts of the configuration reach generated pages, relative to each."""
    page = (site / path).read_text(encoding="utf-8")
    head, body = page.split("</head>")
    assert f'<link rel=stylesheet href="{up}own/own.css">' in head
    assert f'<script src="{up}own/own.js"></script>' in body
    assert f'<script src="{up}own/module.mjs" type="module"></script>' in body


def test_what_reference_managers_read(site: Path) -> None:
    """Zotero and Scholar look at `meta` elements in the head: title, each author in order, day and
    PDF, with the words a page shows; without an address of the site there is no `og:url`."""
    shown = html.parse(str(site / "papers/0001.00012/index.html")).getroot()
    told = [
        (meta.get("name"), meta.get("content"))
        for meta in shown.iterfind("head/meta")
        if meta.get("name", "").startswith("citation_")
    ]
    shared = {meta.get("property"): meta.get("content") for meta in shown.iterfind("head/*[@property]")}
    paper = next(
        one.paper for day in fabricate.listings(12, 6) for one in day.papers if one.paper.id == "0001.00012"
    )
    authors = [author.name for author in paper.authors if not author.hidden]
    assert len(authors) > 1
    assert paper.published
    assert told == [
        ("citation_title", shown.findtext("body/main/h1")),
        *(("citation_author", name) for name in authors),
        ("citation_publication_date", paper.published.replace("-", "/")),
        ("citation_technical_report_institution", "arXiv"),
        ("citation_arxiv_id", "0001.00012"),
        ("citation_doi", "10.48550/arXiv.0001.00012"),
        ("citation_public_url", "https://arxiv.org/abs/0001.00012"),
        ("citation_pdf_url", "https://arxiv.org/pdf/0001.00012"),
    ]
    assert (shared["og:title"], shared["og:type"]) == (told[0][1], "article")
    assert shared["og:description"]
    assert "og:url" not in shared


def test_a_form_that_goes_elsewhere(site: Path) -> None:
    """The one page whose front matter names an origin may send a form there; no other page may."""
    policies = {
        path: policy_of((site / path).read_text(encoding="utf-8"))
        for path in ("letters/index.html", "404.html")
    }
    assert policies["404.html"].endswith("form-action 'self'")
    assert policies["letters/index.html"] == policies["404.html"] + " https://letters.example"


def policy_of(page: str) -> str:
    """The policy a page carries."""
    return page.split('http-equiv=Content-Security-Policy content="')[1].split('"', maxsplit=1)[0]


def page_of(site: Path, path: str) -> html.HtmlElement:
    """A page of the site."""
    return frames.page(site, path)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_blocks_of_an_override(site: Path, path: str) -> None:
    """`announce`, `extrahead` and `footer` are on every page, once, beside our own."""
    page = page_of(site, path)
    assert [one.text_content().strip() for one in page.cssselect("aside p")] == ["Moved to a new host."]
    assert len(page.cssselect('head meta[name="theme-color"]')) == 1
    assert len(page.cssselect("p.imprint")) == 1
    assert len(page.cssselect("footer")) == 1
    assert page.cssselect("#foot")


@pytest.mark.parametrize("path", EVERYWHERE)
def test_links_of_the_operator(site: Path, path: str) -> None:
    """The repository, other languages and accounts are in the last column of every footer, as text."""
    links = page_of(site, path).cssselect("footer b ~ a")[-4:]
    assert [(link.text, link.get("href")) for link in links[1:]] == [
        ("GitHub", "https://github.com/example/papers"),
        ("Deutsch", "https://example.org/de/"),
        ("Mastodon <1>", "https://social.example/@papers"),
    ]
    assert links[0].text == "About"


@pytest.mark.parametrize("path", EVERYWHERE)
def test_colours_of_the_operator(site: Path, path: str) -> None:
    """A scheme for everybody: it is there before scripts, no button offers another, and the early script knows.
    Primary colour and accent are named where the style sheet looks for them."""
    page = page_of(site, path)
    told = page if path != "about/index.html" else page.find("body")
    assert told is not None
    names = ("scheme", "primary", "accent")
    assert [told.get(f"data-md-color-{name}") for name in names] == ["slate", "deep-purple", "lime"]
    assert not page.cssselect("#scheme")
    assert page.cssselect('script[data-fixed="slate"]')


@pytest.mark.parametrize("path", EVERYWHERE)
def test_an_allowed_host(site: Path, path: str) -> None:
    """It may serve files to every page, and no other host may."""
    text = (site / path).read_text(encoding="utf-8")
    assert policy_of(text).startswith(
        "default-src 'self' https://stats.example.org;img-src 'self' data: https://stats.example.org;object-src"
    )
    assert "https://stats.example.org/count.js" in text


@pytest.mark.parametrize("path", EVERYWHERE)
def test_the_icon_of_the_operator(site: Path, path: str) -> None:
    """An icon in place of a logo is in the bar."""
    assert len(page_of(site, path).cssselect("header .brand svg")) == 1


def test_short_pages_without_scripts(site: Path) -> None:
    """The name of the site leads home; feeds, and the links of the operator, are in the footer."""
    page = html.parse(str(site / "papers/0001.00001/index.html")).getroot()
    brand = page.cssselect("body > header a")
    assert [(link.text, link.get("href")) for link in brand] == [("Daily papers", "../..")]
    labels = [link.text for link in page.cssselect("footer a")]
    assert labels == ["Feeds and email", "About", "GitHub", "Deutsch", "Mastodon <1>"]


def test_own_pages_in_a_section(site: Path) -> None:
    """They are tabs of their section on generated pages as well, at any depth; the source of a hand-written page
    can be edited."""
    for path in ("status/index.html", "about/index.html", "letters/index.html"):
        tabs = page_of(site, path).cssselect(".tabs a")
        assert tabs[-1].text == "For mail"
        assert tabs[-1].get("aria-current") == ("page" if path.startswith("letters") else None)
    edit = page_of(site, "letters/index.html").cssselect('a[rel="edit"]')
    assert [link.get("href") for link in edit] == [
        "https://github.com/example/papers/edit/main/docs/letters.md"
    ]


def test_materials_script_is_there_for_who_needs_it(site: Path) -> None:
    """The operator has a script, which may use Material's."""
    page = (site / "about/index.html").read_text(encoding="utf-8")
    assert "javascripts/bundle." in page
    assert 'id="copies"' not in page


def test_icon_of_a_home_screen(site: Path) -> None:
    """iOS takes no SVG: the home page, the frame of short pages and the manifest lead to a square bitmap, none of
    whose pixels is transparent, which would be black there."""
    (link,) = page_of(site, "index.html").cssselect("head > link[rel=apple-touch-icon]")
    frame = site / derived.FRAME
    manifest = json.loads((site / "app.webmanifest").read_text(encoding="utf-8"))
    named = {site / (link.get("href") or ""), frame.parent / frames.frame(site)["touch"]}
    named.add(site / manifest["icons"][1]["src"])
    (file,) = {path.resolve() for path in named}
    with Image.open(file) as icon:
        assert (icon.format, icon.size, "transparency" in icon.info) == ("PNG", (180, 180), False)
        assert manifest["icons"][1]["sizes"] == "180x180"


def test_where_the_offline_worker_starts(site: Path) -> None:
    """Wherever papers are saved: it is started by pages that link the manifest."""
    for path in ("index.html", "saved/index.html", "search/index.html", "days/index.html"):
        (link,) = page_of(site, path).cssselect("head > link[rel=manifest]")
        named = (site / path).parent / (link.get("href") or "")
        assert named.resolve() == (site / "app.webmanifest").resolve()
    assert "manifest" in frames.frame(site)
