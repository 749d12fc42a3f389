"""A new source is one folder and one line: here one that nobody has, from its answers to its pages."""

import gzip
import re
import types
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from generator.intake import listings
from generator.intake.answers import Whole
from generator.intake.entry import Form
from generator.intake.source import Saved, Source
from generator.intake.sources import SOURCES
from generator.records.listing import Parsed, Payload
from generator.storage.store import Store
from tests.support import fetching, projects
from tests.support.fetching import PlayedClock
from tests.support.helpers import ROOT, paper_id
from tests.support.upstream import Question, Upstream
from tests.support.upstream import Reply as Sent

SATURDAY = date(2026, 11, 14)
PAGE = (ROOT / "docs" / "about" / "own-source.md").read_text(encoding="utf-8")


def example() -> types.ModuleType:
    """The code of the page that explains how to add a source, as a module."""
    code = PAGE.partition("<!-- example -->\n\n```python\n")[2].partition("```")[0]
    module = types.ModuleType("tea_rooms")
    exec(compile(code, "own-source.md", "exec"), module.__dict__)  # noqa: S102 - our own page
    return module


EXAMPLE = example()
LINE, entry = EXAMPLE.LINE, EXAMPLE.entry
parse: Callable[[str, Whole, date], Parsed] = EXAMPLE.parse
TEA_ROOMS: Source = EXAMPLE.SOURCE


def answers(question: Question) -> Sent:
    """Two papers on every Saturday and Sunday up to the present one."""
    day = date.fromisoformat(question.path.rpartition("/")[2].removesuffix(".txt"))
    if day.weekday() < 5 or day > SATURDAY + timedelta(days=1):
        return Sent(status=404, headers={})
    first = 2 * (day.toordinal() - SATURDAY.toordinal() + 50)
    lines = [f"{paper_id(first + n)} Invented Paper {first + n} by Ada Example" for n in range(2)]
    headers = {"Content-Type": "text/plain", "Content-Encoding": "gzip"}
    return Sent(body=gzip.compress("\n".join(lines).encode()), headers=headers)


def using_tea_rooms(folder: Path) -> Path:
    """A new, empty archive that names this source."""
    file = fetching.archive(folder) / "mkdocs.yml"
    settings = file.read_text(encoding="utf-8")
    assert "  archive:" in settings
    file.write_text(settings.replace("  archive:", "  archive:\n    sources: [tea-rooms]"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An archive of that source, fetched over HTTP and generated."""
    folder = using_tea_rooms(tmp_path_factory.mktemp("tea"))
    clock = PlayedClock()
    with mock.patch.dict(SOURCES, {"tea-rooms": TEA_ROOMS}), Upstream(answers) as source:
        done = fetching.fetch(folder, f"{source.origin}/lists", "--days", "4", clock=clock)
        assert done.exit_code == 0, done.output
        assert [question.path for question in source.questions] == [
            f"/lists/{SATURDAY + timedelta(days=n)}.txt" for n in (1, 0, -6, -7)
        ]
        assert clock.slept.count(3) == 4
        made = projects.on(folder, "generate")
        assert made.exit_code == 0, made.output
        yield folder


def test_its_days_are_stored_under_its_name(archive: Path) -> None:
    """A stored day says whose list it is and comes back as it was written."""
    listing = Store(archive / "data").read(SATURDAY)
    assert listing is not None
    assert listing.source == "tea-rooms"
    assert [one.submitter for one in listing.papers] == [None, None]
    assert all(not one.signals for one in listing.papers)


def pages(folder: Path) -> dict[str, str]:
    """Every generated text below `docs/`, without the search client, by its path."""
    docs = folder / "docs"
    found = (path for path in docs.rglob("*") if path.suffix in {".md", ".atom", ".rss", ".json", ".txt"})
    return {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in found}


def test_no_page_speaks_of_another_source(archive: Path) -> None:
    """Names and addresses on pages, in feeds and for programs are its own."""
    found = {
        path: text
        for path, text in pages(archive).items()
        if path != "about.md" and not path.startswith("guide/")
    }
    assert len(found) > 20
    assert [path for path, text in found.items() if "hugging" in text.lower()] == []
    assert "listed on Tea Room Readings." in found[f"days/{SATURDAY}/index.html.md"]
    assert "as Tea Room Readings listed them on 4 days" in found["llms.txt"]
    assert f"href=https://tea.example.org/on/{SATURDAY}" in found[f"days/{SATURDAY}.md"]
    paper = found[f"papers/{paper_id(100)}.md"]
    assert f"<a href=https://tea.example.org/read/{paper_id(100)}>Tea Rooms</a>" in paper
    assert "https://tea.example.org/read/" in found["feeds/papers.atom"]


def test_no_paper_speaks_of_votes(archive: Path) -> None:
    """What the source does not know is on no page of a paper, and in no twin."""
    found = pages(archive)
    shown = [text for path, text in found.items() if path.startswith("papers/0") or path.endswith(".html.md")]
    assert [text for text in shown if re.search(r"[0-9] upvotes?|Submitted| by <a", text)] == []


def test_its_calendar_decides_what_is_missing(archive: Path) -> None:
    """Weekdays without a list are no gap of a source that lists on weekends."""
    with mock.patch.dict(SOURCES, {"tea-rooms": TEA_ROOMS}):
        said = projects.on(archive, "status")
    assert "missing" not in said.output
    (archive / "data" / "days" / "2026" / "2026-11-08.json").rename(archive / "held")
    with mock.patch.dict(SOURCES, {"tea-rooms": TEA_ROOMS}):
        said = projects.on(archive, "status")
    (archive / "held").rename(archive / "data" / "days" / "2026" / "2026-11-08.json")
    assert "missing: 2026-11-08" in said.output


def test_lists_of_two_sources_are_kept_apart(archive: Path, tmp_path: Path) -> None:
    """A file with another source's list of a stored day is stored beside it, and the day stays as it was."""
    day = archive / "data" / "days" / "2026" / f"{SATURDAY}.json"
    before = day.read_bytes()
    listing = Store(archive / "data").read(SATURDAY)
    assert listing is not None
    Store(tmp_path).write(replace(listing, source=""))
    with mock.patch.dict(SOURCES, {"tea-rooms": TEA_ROOMS}):
        done = projects.on(archive, "import", tmp_path / "days" / "2026" / day.name)
    assert done.exit_code == 0, done.output
    beside = day.with_suffix(".first.json")
    assert (day.read_bytes(), beside.is_file()) == (before, True)
    with mock.patch.dict(SOURCES, {"tea-rooms": TEA_ROOMS}):
        said = projects.on(archive, "status")
    beside.unlink()
    assert f"{4 * 2} papers, listed {4 * 2} times" in said.output


def breaks(*_arguments: object) -> Any:
    """What nobody foresaw."""
    raise KeyError("papers")


def another_day(path: str, whole: Whole, day: date) -> Parsed:
    """The listing of the day before."""
    return parse(path, whole, day - timedelta(days=1))


def no_day(path: str, whole: Whole, day: date) -> Parsed:
    """No listing at all."""
    return replace(parse(path, whole, day), listings=())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (replace(TEA_ROOMS, ask=breaks), "(KeyError \"'papers'\")"),
        (replace(TEA_ROOMS, parse=breaks), "(KeyError \"'papers'\")"),
        (replace(TEA_ROOMS, parse=another_day), "expected the list of 2026-11-15, got lists of"),
        (replace(TEA_ROOMS, parse=no_day), "expected the list of 2026-11-15, got lists of []"),
    ],
)
def test_a_source_that_breaks(source: Source, said: str, tmp_path: Path) -> None:
    """An error in a source's code refuses the day, says whose fault it is, and the next day is asked for."""
    folder = using_tea_rooms(tmp_path)
    with mock.patch.dict(SOURCES, {"tea-rooms": source}), Upstream(answers) as upstream:
        done = fetching.fetch(folder, f"{upstream.origin}/lists", "--days", "2")
    assert done.exit_code == 1
    assert "refused (shape): this is a bug in the program (" in done.output
    assert said in done.output
    assert [line[:10] for line in done.output.splitlines()[:2]] == ["2026-11-15", "2026-11-14"]
    assert fetching.days(folder).keys() <= {"fetch.json"}


def test_saved_lists_have_its_name(tmp_path: Path) -> None:
    """A file that a source's reader reads is stored under that source's name, too."""

    def of_file(payload: Payload, body: str) -> Parsed:
        [line] = LINE.findall(body)
        items = [dict(zip(("id", "title", "author"), line, strict=True))]
        return listings.parsed("lines", payload, items, payload.asked, Form(read=entry))

    saved = Saved(recognises=lambda body: LINE.match(body) is not None, parse=of_file)
    file = tmp_path / "list.txt"
    file.write_text("0001.00001 Invented Paper by Ada Example\n", encoding="utf-8")
    folder = using_tea_rooms(tmp_path / "archive")
    with mock.patch.dict(SOURCES, {"tea-rooms": replace(TEA_ROOMS, saved=(saved,))}):
        done = projects.on(folder, "import", "--date", str(SATURDAY), file)
    assert done.exit_code == 0, done.output
    listing = Store(folder / "data").read(SATURDAY)
    assert listing is not None
    assert listing.source == "tea-rooms"
