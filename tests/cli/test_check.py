"""`papers check`."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.cli import drifting
from generator.graph.topics.drift import Drift
from tests.support import fabricate, projects

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive, built."""
    folder = projects.make(tmp_path_factory.mktemp("once"), fabricate.listings(12, 6))
    projects.built(folder)
    return folder


@pytest.fixture
def archive(built_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(built_once, tmp_path / "archive"))


def found(archive: Path) -> list[dict[str, str]]:
    """The problems, each with the keys of the contract."""
    result = projects.on(archive, "check", "--json")
    root = json.loads(result.stdout)
    assert set(root) == {"problems"}
    assert all(set(problem) == {"path", "where", "message"} for problem in root["problems"])
    assert result.exit_code == (1 if root["problems"] else 0)
    return list(root["problems"])


def test_a_built_archive_is_good(archive: Path) -> None:
    """After a build there is nothing to say, in words and as JSON."""
    assert found(archive) == []
    result = projects.on(archive, "check")
    assert (result.exit_code, result.output) == (0, "checked 6 days: 0 problems\n")


def test_an_address_that_is_encoded(archive: Path) -> None:
    """Whatever `site_url` may have in its path, links of the page for wrong addresses lead to the site."""
    file = archive / "mkdocs.yml"
    text = file.read_text(encoding="utf-8").replace(
        "https://example.org/daily-papers/", "https://example.org/@ada/a%20b%27(c)!$&*+,;=:~/"
    )
    file.write_text(text, encoding="utf-8")
    projects.built(archive)
    assert "/@ada/a%20b%27(c)!$&" in (archive / "site" / "404.html").read_text(encoding="utf-8")
    assert found(archive) == []


def test_a_vocabulary_that_no_longer_fits(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every build keeps how topics fit; where they no longer do, there is a note, and no problem."""
    assert json.loads((archive / ".papers" / drifting.NAME).read_bytes())["topics"] is None
    day = date(2027, 1, 3)
    worn = Drift(since=day, until=day, papers=200, weak=(), gaps=(), idle=("tea-leaves",))
    monkeypatch.setattr(drifting, "of", lambda *_: worn)
    result = projects.on(archive, "check", "--quiet")
    assert result.exit_code == 0
    assert "topics.yml: no new paper on tea-leaves (entries for topics.yml:" in result.stderr


def test_no_site(tmp_path: Path) -> None:
    """Before the first build everything is missing, and it says what to run."""
    projects.make(tmp_path, fabricate.listings(12, 6))
    problems = found(tmp_path)
    assert problems[-1] == {
        "path": str(tmp_path / "site"),
        "where": "",
        "message": "no site yet; run: papers build",
    }
    assert {p["message"] for p in problems[:-1]} == {"missing; run: papers build"}


def test_edited_pages(archive: Path) -> None:
    """A generated page that is not what the data say, and one that is gone."""
    (archive / "docs" / "index.md").unlink()
    with (archive / "docs" / "days" / "2026-12-28.md").open("a", encoding="utf-8") as page:
        page.write("By hand.\n")
    assert {(Path(p["path"]).name, p["message"]) for p in found(archive)} == {
        ("index.md", "missing; run: papers build"),
        ("2026-12-28.md", "out of date; run: papers build"),
    }


def test_dead_links(archive: Path) -> None:
    """A link in the published site that leads nowhere is named with its page and itself."""
    (archive / "site" / "papers" / "hep-th-0000007" / "index.html").unlink()
    problems = found(archive)
    assert {"days/2026-12-29/index.html", "weeks/2026-W53/index.html"} <= {p["path"] for p in problems}
    assert {p["message"] for p in problems} == {
        "leads to papers/hep-th-0000007/index.html, which does not exist",
        "has no page; run: papers build",
    }


def test_stored_days(archive: Path) -> None:
    """A day that cannot be read, and one that is not as this program writes it."""
    days = archive / "data" / "days" / "2026"
    (days / "2026-12-28.json").write_text("{", encoding="utf-8")
    day = days / "2026-12-29.json"
    day.write_text(json.dumps(json.loads(day.read_bytes())), encoding="utf-8")
    problems = {p["path"]: p["message"] for p in found(archive)}
    assert problems[str(days / "2026-12-28.json")].startswith("not JSON")
    assert problems[str(day)].startswith("not in canonical form")


def test_bad_curation(archive: Path) -> None:
    """Curation is checked, entry by entry."""
    (archive / "data" / "curation.yaml").write_text(
        'papers: {"0001.00001": {hide: maybe, gone: 1}}\n', encoding="utf-8"
    )
    places = {p["where"] for p in found(archive) if p["path"].endswith("curation.yaml")}
    assert places == {"papers.0001.00001.hide", "papers.0001.00001.gone"}


def test_it_writes_nothing(archive: Path) -> None:
    """Looking changes nothing."""
    before = projects.tree(archive)
    projects.on(archive, "check")
    assert projects.tree(archive) == before


def test_a_note_about_no_paper(tmp_path: Path) -> None:
    """A slip in an id of the curation is found: the paper meant may still be shown."""
    projects.make(tmp_path, fabricate.listings(12, 6))
    (tmp_path / "data" / "curation.yaml").write_text('papers: {"2599.99999": {hide: true}}', encoding="utf-8")
    projects.built(tmp_path)
    result = projects.on(tmp_path, "check")
    assert result.exit_code == 1
    assert (
        "curation.yaml: papers.2599.99999: names no paper in this archive: nothing is hidden" in result.output
    )


@pytest.mark.attack(12, "a broken template: the same dead link on every page")
def test_a_broken_template(archive: Path) -> None:
    """It is one line, another dead link on one page is another, and --json has them all."""
    pages = sorted((archive / "site").rglob("index.html"))
    for page in pages:
        with page.open("a", encoding="utf-8") as html:
            html.write('<a href="/daily-papers/gone.css">x</a>')
    with pages[0].open("a", encoding="utf-8") as html:
        html.write('<a href="lost/">x</a>')
    lines = projects.on(archive, "check").stderr.splitlines()
    assert len(lines) == 2, lines
    more = f"leads to gone.css, which does not exist (and {len(pages) - 1} more like it: "
    assert more in lines[0] + lines[1]
    assert len(found(archive)) == len(pages) + 1
