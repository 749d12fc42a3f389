"""MkDocs behind the driver gives what MkDocs alone gives."""

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from generator.build import derived, driver
from generator.build.incremental import built_path
from generator.intake.sources.huggingface import SOURCE
from generator.records.page import TWIN
from generator.storage import packaged
from tests.support import fabricate, projects
from tests.support.helpers import ROOT
from tests.support.rendering import pages

pytestmark = pytest.mark.slow

MANY = (44, 6)
"""Enough pages for two shares of `SHARE` pages, and for four of half a share."""
SHARE = 40
TEXTS = {".html", ".json", ".atom", ".rss", ".opml", ".xml", ".txt"}
"""Endings of what is published as text, without scripts and styles."""
WARNED = re.compile(r"WARNING|ERROR|Traceback")
MAKER = re.compile(rb'<meta name="generator"[^>]*>')


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built archive with enough pages for two processes."""
    folder = projects.make(tmp_path_factory.mktemp("driven"), fabricate.listings(*MANY))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver, "MIN_SHARE", SHARE)
        projects.built(folder)
    return folder


NAMES = SOURCE.about.names


def bare(archive: Path, target: Path, program: str = "") -> Path:
    """The site that a bare build makes of the archive with the packaged theme."""
    theme = target / "theme"
    for name, body in packaged.theme_files():
        (theme / name).parent.mkdir(parents=True, exist_ok=True)
        (theme / name).write_bytes(body)
    settings = target / "mkdocs.yml"
    changes = {
        "INHERIT": str(archive / "mkdocs.yml"),
        "docs_dir": str(archive / "docs"),
        "theme": {"name": "material", "custom_dir": str(theme), "static_templates": [*derived.TEMPLATES]},
        "extra": {"listed": [{"title": NAMES.title, "home": NAMES.home}]},
    }
    settings.write_text(yaml.safe_dump(changes), encoding="utf-8")
    said = projects.mkdocs(archive, "-f", str(settings), "-d", str(target / "site"), program=program)
    assert not WARNED.search(said), said
    return target / "site"


def generated() -> list[str]:
    """The published files of all generated pages, data and the search client, without Markdown twins."""
    client = [page.path for page in packaged.client()]
    made = (
        path
        for path in pages(fabricate.listings(*MANY))
        if not path.endswith(TWIN) and not path.startswith("guide/")
    )
    guide = (f"guide/{name}.md" for name, _ in packaged.guide())
    return [*client, *map(built_path, [*made, *guide])]


def test_bare_mkdocs_builds_a_new_archive(archive: Path, tmp_path: Path) -> None:
    """`mkdocs build --strict` in the folder, without our theme or driver, says nothing bad and renders every page."""
    said = projects.mkdocs(archive, "-d", str(tmp_path / "site"), program="mkdocs")
    assert not WARNED.search(said), said
    assert [path for path in generated() if not (tmp_path / "site" / path).is_file()] == []


def test_the_driver_changes_nothing(archive: Path, tmp_path: Path) -> None:
    """Two shares and blocks that bypass the parser: every page is byte by byte that of a bare build."""
    site = bare(archive, tmp_path)
    different = [
        path
        for path in ["404.html", "about/index.html", *derived.TEMPLATES, *generated()]
        if (site / path).read_bytes() != (archive / "site" / path).read_bytes()
    ]
    assert different == []


@pytest.mark.parametrize(("cores", "most", "runs"), [(1, 10_000, 1), (2, SHARE, 4)])
def test_the_number_of_runs_does_not_show(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int, most: int, runs: int
) -> None:
    """The same tree from one process, and from four of which two are at work at a time."""
    started: list[int] = []
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    monkeypatch.setattr(driver, "MIN_SHARE", SHARE // 2)
    monkeypatch.setattr(driver, "MAX_SHARE", most)
    run = driver._run

    def counted(
        job: derived.Job, shares: Sequence[tuple[int, Sequence[str]]], theme: Path, work: Path
    ) -> None:
        run(job, shares, theme, work)
        started.append(len(shares))

    monkeypatch.setattr(driver, "_run", counted)
    folder = projects.make(tmp_path / "again", fabricate.listings(*MANY))
    assert projects.tree(projects.built(folder)) == projects.tree(archive / "site")
    assert started == [cores] * (runs // cores)


def test_each_page_counts_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it is read and when it is written, so that a build can show how far it is."""
    folder = projects.make(tmp_path, fabricate.listings(4, 2))
    counts: list[int] = []
    render = driver.render

    def counted(job: derived.Job, into: Path, work: Path, cores: int) -> None:
        render(job, into, work, cores)
        counts.append(driver.done(work))

    monkeypatch.setattr(driver, "render", counted)
    found = [path for path in projects.tree(projects.built(folder)) if path.endswith(".html")]
    assert counts == [2 * len([path for path in found if path != "404.html"])]


def test_nothing_else_is_published(archive: Path) -> None:
    """No search index, none of the theme's files that no page uses, no file of a page nobody generated,
    nothing of the driver's own."""
    found = projects.tree(archive / "site")
    assert not [path for path in found if path.endswith(".map") or "/lunr/" in path or "/workers/" in path]
    assert [path for path in found if path.startswith("assets/javascripts/bundle.")]
    assert not [path for path in found if path.startswith("search/search_index") or path.endswith(".yml")]
    twins = {path for path in pages(fabricate.listings(*MANY)) if path.endswith(TWIN)}
    assert {path for path in found if path.endswith(".md")} == twins
    ours = {path for path in found if Path(path).suffix in TEXTS}
    pages_and_data = {path for path in generated() if not path.endswith(".js")}
    assert ours == {"404.html", "about/index.html", "sitemap.xml", *pages_and_data}
    assert not list(archive.glob(".papers-mkdocs-*"))
    assert not list((archive / ".papers").glob("stage-*"))


def properdocs() -> str | None:
    """How to start ProperDocs, when it is there: it has an environment of its own."""
    beside = ROOT / ".venv-properdocs" / "bin" / "python"
    for python in (os.environ.get("PROPERDOCS"), str(beside) if beside.is_file() else None):
        if python:
            return python
    return sys.executable if importlib.util.find_spec("properdocs") else None


def test_properdocs_builds_the_same(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other program that reads mkdocs.yml says nothing bad and makes the same pages, but for its name."""
    python = properdocs()
    if python is None or not shutil.which(python):
        pytest.skip("no ProperDocs: set PROPERDOCS to the python of an environment with .ci/properdocs.lock")
    monkeypatch.setattr(sys, "executable", python)
    site = bare(archive, tmp_path, program="properdocs")
    different = [
        path
        for path in generated()
        if MAKER.sub(b"", (site / path).read_bytes())
        != MAKER.sub(b"", (archive / "site" / path).read_bytes())
    ]
    assert not different
