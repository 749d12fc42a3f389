"""Hostile strings in a finished site, around the pages' own text: window titles, heads, bars and menus."""

from pathlib import Path

import pytest
from lxml import html

from generator import text
from generator.sinks.to_html import attribute
from generator.text import tex
from tests.support import projects
from tests.support.helpers import structure
from tests.test_hostile import IDS, OF, PLAIN, days, title

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built archive of all strings."""
    folder = projects.make(tmp_path_factory.mktemp("hostile"), days(OF | {IDS[0]: PLAIN}))
    (folder / "data" / "curation.yaml").unlink()
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "    page_budget_kb: 5000\n", encoding="utf-8")
    projects.built(folder)
    return folder


@pytest.fixture(scope="module", params=["papers build", "mkdocs build"])
def site(request: pytest.FixtureRequest, archive: Path) -> Path:
    """Its site: as we build it, and as bare MkDocs with Material's own templates does."""
    if request.param == "papers build":
        return archive / "site"
    projects.mkdocs(archive, "-d", str(archive / "bare"))
    return archive / "bare"


def frame(root: html.HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """The structure of a page without its middle part."""
    for node in [*root.iter("main", "li")]:
        if node.getparent() is not None:
            node.drop_tree()
    return structure(root)


def test_the_frame_holds(site: Path) -> None:
    """Head, bar and menu of every paper are those of a paper with plain words, and the window's title is the paper's."""
    expected = frame(html.document_fromstring((site / "papers" / IDS[0] / "index.html").read_bytes()))
    for key in IDS[1:]:
        written = (site / "papers" / key / "index.html").read_text(encoding="utf-8")
        root = html.document_fromstring(written)
        name = " ".join(title(OF[key]).split())
        assert " ".join((root.findtext(".//title") or "").split()) == f"{name} - Daily papers", OF[key]
        assert frame(root) == expected, OF[key]


def test_descriptions(site: Path) -> None:
    """The description a search engine reads is the abstract's beginning."""
    for key in IDS[1:]:
        root = html.document_fromstring((site / "papers" / key / "index.html").read_text(encoding="utf-8"))
        (found,) = root.xpath("//meta[@name='description']/@content")
        assert isinstance(found, str)
        assert found.startswith(
            text.excerpt(tex.plain(text.clean(OF[key], text.TITLE_CAP)), 60).rstrip("…")[:40]
        ), OF[key]
        assert "<" not in attribute(found)
