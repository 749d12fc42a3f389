"""Pages that are taken over from an earlier run are those of a run that makes all of them.

An archive is changed at random, again and again; after each change its pages are brought up to date, and
held against those that are made from nothing. What a unit of pages shows and does not name among the
things it is made from is found here sooner or later.
"""

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.records.listing import ListedPaper, Listing
from generator.records.page import Kept, Page
from generator.records.paper import Signals
from generator.storage import pages as kept_pages
from tests.support import fabricate, projects

pytestmark = pytest.mark.slow

PAPERS, DAYS, STEPS = 30, 9, 7


class Changing:
    """An archive, and what may happen to it. `rest` are later days."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        listings = fabricate.earlier(fabricate.listings(PAPERS, DAYS))
        self.root, self.chance = root, chance
        self.days, self.rest = listings[:-4], listings[-4:]
        projects.make(root, self.days)
        self.options = {f"{kind}_threshold": 2 for kind in ("author", "organization", "keyword")}
        self.config = (root / "mkdocs.yml").read_text(encoding="utf-8")
        self.notes: dict[str, str] = {}
        self.write()

    def change(self) -> str:
        """Does one thing, and tells what."""
        what = self.chance.choice(CHANGES)
        what(self)
        self.write()
        return what.__name__

    def write(self) -> None:
        """Puts everything on the disk."""
        shutil.rmtree(self.root / "data" / "days")
        (self.root / "data" / "addresses.txt").unlink(missing_ok=True)  # of what is gone nothing is kept
        fabricate.write(self.root / "data", self.days)
        lines = "".join(f"    {name}: {value}\n" for name, value in self.options.items())
        (self.root / "mkdocs.yml").write_text(self.config + lines, encoding="utf-8")
        notes = "".join(f'  "{key}": {{{note}}}\n' for key, note in sorted(self.notes.items()))
        text = f"papers:\n{notes}" if notes else "papers: {}\n"
        (self.root / "data" / "curation.yaml").write_text(text, encoding="utf-8")

    def next_day(self) -> None:
        """One more day."""
        if self.rest:
            self.days.append(self.rest.pop(0))

    def lost_day(self) -> None:
        """A day in the midst that is not there yet."""
        if len(self.days) > 3:
            self.rest.append(self.days.pop(self.chance.randrange(len(self.days) - 1)))
            self.rest.sort(key=lambda one: one.day)

    def _one(self, change: Callable[[ListedPaper], ListedPaper | None]) -> ListedPaper | None:
        """Changes a paper on one of its days, or takes it away from there."""
        n = self.chance.choice([n for n, one in enumerate(self.days) if one.papers])
        day = self.days[n]
        old = self.chance.choice(day.papers)
        rest = [one for one in day.papers if one is not old]
        new = change(old)
        self.days[n] = _with(day, [*rest, new] if new else rest)
        return old

    def votes(self) -> None:
        """Another count."""
        at = "2024-05-01T00:00:00Z"
        self._one(lambda one: replace(one, signals=(Signals(at=at, upvotes=self.chance.randrange(99)),)))

    def title(self) -> None:
        """Another title."""
        self._one(lambda one: replace(one, paper=replace(one.paper, title=f"{one.paper.title} anew")))

    def people(self) -> None:
        """Other authors, and another organization."""
        other = self.chance.choice([one for day in self.days for one in day.papers]).paper
        self._one(
            lambda one: replace(
                one, paper=replace(one.paper, authors=other.authors, organization=other.organization)
            )
        )

    def words(self) -> None:
        """Other keywords."""
        other = self.chance.choice([one for day in self.days for one in day.papers]).paper
        self._one(lambda one: replace(one, paper=replace(one.paper, keywords=other.keywords)))

    def withdrawn(self) -> None:
        """A paper that its authors took back."""
        self._one(lambda one: replace(one, paper=replace(one.paper, withdrawn="2024-04-01")))

    def moved(self) -> None:
        """A paper on another day, or on none."""
        gone = self._one(lambda _: None)
        n = self.chance.randrange(len(self.days))
        if gone and gone.paper.id not in {one.paper.id for one in self.days[n].papers}:
            self.days[n] = _with(self.days[n], [*self.days[n].papers, gone])

    def curated(self) -> None:
        """A word of those who run the archive."""
        key = self.chance.choice([one.paper.id for day in self.days for one in day.papers])
        notes = ("hide: true", 'tags: ["new"]', 'summary: "Told anew."', 'withdraw: "Gone."')
        self.notes[key] = self.chance.choice(notes)

    def option(self) -> None:
        """Other thresholds and sizes."""
        name = self.chance.choice(["author_threshold", "keyword_threshold", "listing_page_size", "feed_size"])
        self.options[name] = {"listing_page_size": 50, "feed_size": 10}.get(name, 1) + self.chance.randrange(
            3
        )

    def topic(self) -> None:
        """Another name of a topic."""
        file = self.root / "data" / "topics.yml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("label: Memory\n", "label: Memories\n"), encoding="utf-8")

    def damage(self) -> None:
        """A generated file that somebody changed or removed."""
        files = sorted(file for file in (self.root / "docs").rglob("*.*") if not file.name.startswith("."))
        file = self.chance.choice(files)
        if self.chance.random() < 0.5:
            file.unlink()
        else:
            file.write_bytes(file.read_bytes() + b"\n")


CHANGES: list[Callable[[Changing], None]] = [
    Changing.next_day,
    Changing.next_day,
    Changing.lost_day,
    Changing.votes,
    Changing.title,
    Changing.people,
    Changing.words,
    Changing.withdrawn,
    Changing.moved,
    Changing.curated,
    Changing.option,
    Changing.topic,
    Changing.damage,
]


def _with(day: Listing, papers: list[ListedPaper]) -> Listing:
    return replace(day, papers=tuple(sorted(papers, key=lambda one: one.paper.id)))


def generated(root: Path) -> dict[str, str]:
    """Path → hash of the files below `docs/`, brought up to date."""
    result = projects.on(root, "generate")
    assert result.exit_code == 0, result.output
    return projects.tree(root / "docs")


def made_anew(root: Path, folder: Path) -> dict[str, str]:
    """The same of a copy of the archive without anything that was generated."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns(".papers", "docs", "addresses.txt"))
    return generated(folder)


@pytest.mark.parametrize("seed", range(3))
def test_as_anew(tmp_path: Path, seed: int) -> None:
    """After every change the files are those that a run from nothing makes."""
    chance = random.Random(seed)  # noqa: S311 - invented data, not secrets
    archive = Changing(tmp_path / "archive", chance)
    own = generated(archive.root).keys() - made_anew(archive.root, tmp_path / "fresh").keys()
    done: list[str] = []
    for _ in range(STEPS):
        done += [archive.change() for _ in range(chance.randint(1, 2))]
        found, fresh = generated(archive.root), made_anew(archive.root, tmp_path / "fresh")
        found = {path: mark for path, mark in found.items() if path not in own}
        assert projects.differences(found, fresh) == [], done


def test_some_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a change no unit is made again, and with one more day not all of them are."""
    archive = Changing(tmp_path / "archive", random.Random(0))  # noqa: S311 - as above
    generated(archive.root)
    asked: list[str] = []
    once = kept_pages.KeptPages.once

    def counting(self: kept_pages.KeptPages, unit: str, key: bytes, make: Callable[[], list[Page]]) -> object:
        for page in once(self, unit, key, make):
            asked.append("kept" if isinstance(page, Kept) else unit)
            yield page

    monkeypatch.setattr(kept_pages.KeptPages, "once", counting)
    generated(archive.root)
    assert set(asked) == {"kept"}
    asked.clear()
    archive.next_day()
    archive.write()
    generated(archive.root)
    assert 0 < asked.count("kept") < len(asked)
