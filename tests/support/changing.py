"""An archive that changes at random: what a build that knows the last one has to get right."""

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from generator.graph.similarity import closed
from generator.records.listing import ListedPaper, Listing
from generator.records.paper import Signals
from generator.storage import cache
from tests.support import fabricate, knowledge, projects

PAPERS, DAYS = 30, 9


class Changing:
    """An archive of two quarters, of which a few papers settle what many do, and what may happen to it. `rest`
    are later days, `version` is the program's; whether published addresses are kept is `is_public`."""

    version = 1

    def __init__(
        self, root: Path, chance: random.Random, patch: pytest.MonkeyPatch, *, is_public: bool = False
    ) -> None:
        patch.setattr(closed, "FEWEST", 5)
        patch.setattr(cache, "_made_by", lambda: self.version.to_bytes(16, "big"))
        listings = fabricate.earlier(fabricate.listings(PAPERS, DAYS))
        self.root, self.chance, self.is_public = root, chance, is_public
        self.days, self.rest = listings[:-4], listings[-4:]
        projects.make(root, self.days)
        self.options = {f"{kind}_threshold": 2 for kind in ("author", "organization", "keyword")}
        self.config = (root / "mkdocs.yml").read_text(encoding="utf-8")
        self.notes: dict[str, str] = {}
        self.style = ""
        self.write()

    def change(self, what: "Change | None" = None) -> str:
        """Does one thing, any if none is given, and tells what."""
        what = what or self.chance.choice(CHANGES)
        what(self)
        self.write()
        return what.__name__

    def write(self) -> None:
        """Puts everything on the disk."""
        shutil.rmtree(self.root / "data" / "days")
        if not self.is_public:
            (self.root / "data" / "addresses.txt").unlink(missing_ok=True)
        fabricate.write(self.root / "data", self.days)
        lines = "".join(f"    {name}: {value}\n" for name, value in self.options.items())
        config = self.config
        if self.style:
            config = config.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
            (self.root / "overrides" / "assets").mkdir(parents=True, exist_ok=True)
            (self.root / "overrides" / "assets" / "archive.css").write_text(self.style, encoding="utf-8")
        (self.root / "mkdocs.yml").write_text(config + lines, encoding="utf-8")
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

    def redated(self) -> None:
        """A list that turns out to be another day's."""
        n = self.chance.randrange(len(self.days))
        taken = {one.day for one in (*self.days, *self.rest)}
        free = (self.days[n].day + timedelta(days=step) for step in (-1, -2, -3, -40, -100))
        day = next((day for day in free if day not in taken), None)
        if day:
            self.days[n] = replace(self.days[n], day=day)
            self.days.sort(key=lambda one: one.day)

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

    def known(self) -> None:
        """More is found out about papers, or something else."""
        knowledge.write(self.root / "data", self.days[-2:], seed=self.chance.randint(1, 9))

    def curated(self) -> None:
        """A word of those who run the archive."""
        key = self.chance.choice([one.paper.id for day in self.days for one in day.papers])
        notes = ("hide: true", 'tags: ["new"]', 'summary: "Told anew."', 'withdraw: "Gone."')
        self.notes[key] = self.chance.choice(notes)

    def option(self) -> None:
        """Other thresholds and sizes."""
        name = self.chance.choice(["author_threshold", "keyword_threshold", "listing_page_size", "feed_size"])
        least = {"listing_page_size": 50, "feed_size": 10, "keyword_threshold": 2}.get(name, 1)
        self.options[name] = least + self.chance.randrange(3)

    def topic(self) -> None:
        """Another name of a topic."""
        file = self.root / "data" / "topics.yml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("label: Memory\n", "label: Memories\n"), encoding="utf-8")

    def theme(self) -> None:
        """Another style of the operator's own."""
        self.style = f"a {{ color: #{self.chance.randrange(10**6):06} }}\n"

    def program(self) -> None:
        """Another version of the program."""
        self.version += 1

    def damage(self) -> None:
        """A generated file that somebody changed or removed."""
        files = sorted(file for file in (self.root / "docs").rglob("*.*") if not file.name.startswith("."))
        file = self.chance.choice(files)
        if self.chance.random() < 0.5:
            file.unlink()
        else:
            file.write_bytes(file.read_bytes() + b"\n")


Change = Callable[[Changing], None]
CHANGES: list[Change] = [
    Changing.next_day,
    Changing.next_day,
    Changing.lost_day,
    Changing.votes,
    Changing.title,
    Changing.people,
    Changing.words,
    Changing.withdrawn,
    Changing.moved,
    Changing.known,
    Changing.curated,
    Changing.option,
    Changing.topic,
    Changing.damage,
    Changing.redated,
    Changing.theme,
    Changing.program,
]


def _with(day: Listing, papers: list[ListedPaper]) -> Listing:
    return replace(day, papers=tuple(sorted(papers, key=lambda one: one.paper.id)))
