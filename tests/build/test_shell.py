"""What the operator's configuration puts into, or leaves out of, the shell of generated pages."""

from pathlib import Path

import pytest
import yaml
from lxml import html

from tests.support import fabricate, helpers, projects

pytestmark = pytest.mark.slow

MOVED = "papers/t-d71e408c40c8/index.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive without an address, with the operator's own style and scripts."""
    folder = projects.make(tmp_path_factory.mktemp("shell"), fabricate.listings(12, 6))
    settings = helpers.settings((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    del settings["site_url"]
    settings["extra_css"] = ["own/own.css"]
    settings["extra_javascript"] = ["own/own.js", {"path": "own/module.mjs", "type": "module"}]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    (folder / "docs" / "own").mkdir()
    form = "---\nform_origin: https://letters.example\n---\n# Letters\n"
    (folder / "docs" / "letters.md").write_text(form, encoding="utf-8")
    settings["nav"].append("letters.md")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    for name in ("own.css", "own.js", "module.mjs"):
        (folder / "docs" / "own" / name).write_text("/* invented */\n", encoding="utf-8")
    return projects.built(folder)


def test_redirects_without_an_address(site: Path) -> None:
    """The page of a provisional id leads on, and names no canonical address nobody knows."""
    page = (site / MOVED).read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../0001.00012/">' in page
    assert 'rel="canonical"' not in page
    assert "None" not in page


def test_no_feeds_without_an_address(site: Path) -> None:
    """Nothing in a feed could be absolute: there is none, and no page names one."""
    assert not (site / "feeds").exists()
    for path in ("index.html", "papers/0001.00001/index.html", "subscribe/index.html", "about/index.html"):
        page = (site / path).read_text(encoding="utf-8")
        assert 'rel="alternate"' not in page
        assert ".atom" not in page


@pytest.mark.parametrize(("path", "up"), [("index.html", ""), ("papers/0001.00001/index.html", "../../")])
def test_the_operators_own_files(site: Path, path: str, up: str) -> None:
    """Styles and scripts of the configuration reach generated pages, relative to each."""
    page = (site / path).read_text(encoding="utf-8")
    head, body = page.split("</head>")
    assert f'<link rel="stylesheet" href="{up}own/own.css">' in head
    assert f'<script src="{up}own/own.js"></script>' in body
    assert f'<script src="{up}own/module.mjs" type="module"></script>' in body


def test_what_reference_managers_read(site: Path) -> None:
    """Zotero and Scholar look at `meta` elements in the head: title, each author in order, day and
    PDF, with the words a page shows; without an address of the site there is no `og:url`."""
    shown = html.parse(str(site / "papers/0001.00012/index.html")).getroot()
    told = [
        (meta.get("name") or meta.get("property"), meta.get("content"))
        for meta in shown.iterfind("head/meta")
        if meta.get("name", "").startswith("citation_") or meta.get("property")
    ]
    paper = next(
        one.paper for day in fabricate.listings(12, 6) for one in day.papers if one.paper.id == "0001.00012"
    )
    authors = [author.name for author in paper.authors if not author.hidden]
    assert len(authors) > 1
    assert paper.published
    assert told[1:] == [
        ("citation_title", shown.findtext("body/main/h1")),
        ("og:type", "article"),
        *(("citation_author", name) for name in authors),
        ("citation_publication_date", paper.published.replace("-", "/")),
        ("citation_pdf_url", "https://arxiv.org/pdf/0001.00012"),
    ]
    assert told[0][0] == "description"


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
    return page.split('http-equiv="Content-Security-Policy" content="')[1].split('"', maxsplit=1)[0]
