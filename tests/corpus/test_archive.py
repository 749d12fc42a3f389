"""The real corpus, where it is next to the project: 512 days as they were archived, damage included."""

import random
from pathlib import Path

import pytest
from lxml import etree

from generator.archive import Archive
from generator.build.incremental import built_path
from generator.cli.status import of
from generator.intake import sources
from generator.records.visit import Visits
from generator.storage.store import Store
from tests.corpus.conftest import files, new
from tests.render.feeds import reading
from tests.support import projects

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

DAYS, PAPERS, LISTINGS = 512, 8_348, 8_349
MEAN_PAPER, LARGEST_PAGE = 9_000, 300_000


def stored(folder: Path) -> dict[str, str]:
    """The stored days and their hashes."""
    return projects.tree(folder / "data" / "days")


def test_everything_is_read(archive: tuple[Path, str]) -> None:
    """Every file is taken; of all fields two addresses cannot be used, and both are named."""
    *problems, last = archive[1].splitlines()
    assert last.startswith(f"imported {DAYS} days, {PAPERS:,} papers, 0 refused (")
    assert len(problems) == 2, problems
    assert all("://" in line or "http" in line for line in problems), problems


def test_status(archive: tuple[Path, str]) -> None:
    """The numbers of the whole, and no day that cannot be read."""
    listings, problems = Store(archive[0] / "data").read_all()
    assert not problems
    found = of(Archive.of(listings, sources=sources.known()), Visits(), None)
    assert (found.days, found.papers, found.listings) == (DAYS, PAPERS, LISTINGS)
    assert (found.first_day, found.last_day) == ("2024-05-27", "2026-05-28")


def test_the_order_of_imports_does_not_show(archive: tuple[Path, str], corpus: Path, tmp_path: Path) -> None:
    """All files in another order, some of them twice, store the same bytes."""
    folder = new(tmp_path / "shuffled")
    chance = random.Random(2026)  # noqa: S311 - any order will do
    shuffled = chance.sample(files(corpus), DAYS)
    projects.on(folder, "import", *shuffled, *shuffled[:50])
    assert projects.differences(stored(folder), stored(archive[0])) == []


def test_again_changes_nothing(archive: tuple[Path, str], corpus: Path) -> None:
    """The same files once more: 0 new, 0 changed, the same bytes."""
    before = stored(archive[0])
    result = projects.on(archive[0], "import", *files(corpus))
    assert "(0 new, 0 changed" in result.output.splitlines()[-1]
    assert stored(archive[0]) == before


def test_every_paper_has_a_page(archive: tuple[Path, str], site: Path) -> None:
    """One page each, at the address its id says."""
    listings, _ = Store(archive[0] / "data").read_all()
    keys = Archive.of(listings).papers
    missing = [key for key in keys if not (site / built_path(f"papers/{key.replace('/', '-')}.md")).is_file()]
    assert missing == []


def test_weight(site: Path) -> None:
    """A paper's page has less than 9 kB of HTML on average, and no page more than 300 kB."""
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html")}
    papers = [
        size for path, size in sizes.items() if path.startswith("papers/") and path != "papers/index.html"
    ]
    assert sum(papers) / len(papers) < MEAN_PAPER
    assert {path: size for path, size in sizes.items() if size > LARGEST_PAGE} == {}


def test_check(archive: tuple[Path, str], site: Path) -> None:
    """Links, anchors, pages and stored days: nothing to say."""
    result = projects.on(archive[0], "check")
    assert (result.exit_code, result.output) == (0, f"checked {DAYS} days: 0 problems\n")


def test_feeds_of_the_whole(site: Path) -> None:
    """Every feed is small enough; feedparser reads without a complaint all but the authors', of which
    every twentieth, and finds whole titles."""
    files = sorted((site / "feeds").rglob("*.*"))
    sizes = {file: file.stat().st_size for file in files}
    assert max(size for file, size in sizes.items() if file.suffix != ".opml") <= 512 * 1024
    assert sum(sizes.values()) <= 64_000_000
    authors = [file for file in files if file.parent.name == "authors"]
    chosen = [file for file in files if file.suffix in {".atom", ".rss"} and file.parent.name != "authors"]
    for file in [*chosen, *authors[::20]]:
        text = file.read_text(encoding="utf-8")
        found = [entry.title for entry in reading.parsed(text, file.suffix.removeprefix(".")).entries]
        if file.suffix == ".atom":
            titles = etree.fromstring(text.encode()).iterfind(f"{reading.ATOM}entry/{reading.ATOM}title")
            assert found == [title.text for title in titles], file


def test_feeds_over_thirty_days(archive: tuple[Path, str]) -> None:
    """Sixty real days, then thirty more one by one: the new ids are the day's new papers, and no entry
    gets another date. The same days in another order give the same bytes."""
    days = Store(archive[0] / "data").read_all()[0][-90:]
    tags = [{f"tag:daily-papers.invalid,2026:paper/{p.paper.id}" for p in day.papers} for day in days]
    before = reading.feeds(days[:60])
    for end in range(61, len(days) + 1):
        after = reading.feeds(days[:end])
        for path in before.keys() & after.keys():
            if path.endswith(".atom"):
                was, now = reading.entries(before[path]), reading.entries(after[path])
                both = was.keys() & now.keys()
                assert [reading.dates(was[key]) for key in both] == [reading.dates(now[key]) for key in both]
        came = reading.entries(after["papers.atom"]).keys() - reading.entries(before["papers.atom"]).keys()
        assert came == tags[end - 1].difference(*tags[: end - 1])
        before = after
    assert reading.feeds(days[::-1]) == before


def test_the_page_the_project_started_from(corpus: Path, tmp_path: Path) -> None:
    """The text of a page with 86 papers: each gets a page in an empty archive."""
    seed = corpus.parent / "seed" / "daily-papers-page.txt"
    if not seed.is_file():
        pytest.skip(f"no {seed}")
    folder = new(tmp_path / "archive")
    result = projects.on(folder, "import", seed, "--date", "2025-08-20")
    assert "imported 1 day, 86 papers, 0 refused" in result.output
    site = projects.built(folder)
    assert len(list((site / "papers").glob("*/index.html"))) == 86


def test_bad_answers_leave_stored_days_alone(archive: tuple[Path, str], corpus: Path, tmp_path: Path) -> None:
    """Each hostile answer alone, as a file and as one for a stored day: no traceback, and when it is
    refused not one stored byte is another."""
    bodies = sorted((corpus.parent / "hostile" / "upstream").glob("*.*"))
    if not bodies:
        pytest.skip("no hostile answers beside the corpus")
    folder = new(tmp_path / "archive")
    projects.on(folder, "import", *files(corpus)[:3])
    for body in bodies:
        if body.name == "README.md":
            continue
        for arguments in ([], ["--date", "2024-05-27"]):
            before = stored(folder)
            result = projects.on(folder, "import", body, *arguments)
            assert result.exit_code in {0, 1}, (body.name, result.output)
            assert not [line for line in result.output.splitlines() if line.startswith("::")], body.name
            after = stored(folder)
            if "1 refused" in result.output:
                assert after == before, body.name
            listings, problems = Store(folder / "data").read_all()
            assert not problems, body.name
            kept = {one.paper.id for day in listings for one in day.papers}
            assert {one.paper.id for one in listings[0].papers} <= kept
    assert projects.on(folder, "status").exit_code == 0
