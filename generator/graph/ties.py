"""What ties two papers. A paper is shown as related to another only if something can be named that both have:
similar wording alone would relate a paper without any relatives to whatever is left.

Papers of closed quarters decide which words and keywords are rare enough to be a tie, as they decide vectors.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from generator import memo
from generator.archive import ArchivedPaper
from generator.graph.keywords import Keywords
from generator.graph.similarity.space import Space
from generator.graph.topics import Assignments
from generator.memo import FORGETFUL, Memory
from generator.records.identity import author_slug
from generator.records.ids import PaperId
from generator.tokens import words
from generator.tokens.stems import STEMS

SIZE = 10
"""Related papers of one paper at most."""

COMMON = 0.02
"""What more than this share of the papers have is no tie."""

FEW = 50
"""In a small archive, what at most this many papers have is a tie."""

SHORTEST = 3
"""The fewest letters of a word that is a tie."""

KIND = "ties"
COUNTED = "tied-words"


Kind = Literal["author", "keyword", "topic", "word"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Something that two papers share: `names` are those of their common authors, or the key of a keyword,
    the slug of a topic, or a word of both titles."""

    kind: Kind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What may tie a paper: slugs of its authors, keywords and topics in its own order, and the stems of its
    title. What authors and words look like is not kept: of a hundred papers, few are shown with a tie."""

    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    topics: tuple[str, ...]
    stems: tuple[str, ...]


class Ties:
    """The ties between any two papers. The facts of a paper are collected when they are first needed."""

    def __init__(
        self, space: Space, assignments: Assignments, keywords: Keywords, known: Memory = FORGETFUL
    ) -> None:
        self._memory = known
        self._papers = {one.paper.id: one for one in space.papers}
        self._counted = [space.papers[row] for row in space.settled] or list(space.papers)
        self._assignments = assignments
        self._keywords = keywords
        self._facts: dict[PaperId, _Facts] = {}
        self._marks: dict[PaperId, bytes] = {}

    def between(self, one: PaperId, other: PaperId) -> Tie | None:
        """The strongest tie between two papers: authors, else the rarest keyword, else the most specific of
        the first one's topics, else the rarest word of the titles. None if there is none."""
        found = self._strongest(one, other)
        if found is None:
            return None
        kind, shared = found
        theirs = self._papers[other]
        match kind:
            case "author":
                return Tie(kind, tuple(name for slug, name in _authors(theirs).items() if slug in shared))
            case "word":
                return Tie(kind, tuple(map(_words(theirs).__getitem__, shared)))
            case "keyword" | "topic":
                return Tie(kind, tuple(shared))

    def are_between(self, one: PaperId, other: PaperId) -> bool:
        """Whether there is one."""
        return self._strongest(one, other) is not None

    def _strongest(self, one: PaperId, other: PaperId) -> tuple[Kind, Collection[str]] | None:
        """Its kind, and what they share, as in `_Facts`."""
        mine, theirs = self._of(one), self._of(other)
        if both := set(mine.authors).intersection(theirs.authors):
            return "author", both
        if shared := set(mine.keywords).intersection(theirs.keywords):
            rarest = min(shared, key=lambda key: (self._uses[key], key))
            if self._uses[rarest] <= self._most:
                return "keyword", (rarest,)
        for topic in mine.topics:
            if topic in theirs.topics:
                return "topic", (topic,)
        if stems := set(mine.stems).intersection(theirs.stems):
            stem = min(stems, key=lambda stem: (self._titles[stem], stem))
            if self._titles[stem] <= self._most:
                return "word", (stem,)
        return None

    def mark(self, key: PaperId) -> bytes:
        """A hash of everything that may tie a paper to others, so not of its votes."""
        found = self._marks.get(key)
        if found is None:
            own = self._papers[key].mark_of_ties.hex()
            topics = [one.topic for one in self._assignments.get(key, ())]
            keywords = self._keywords.of_paper.get(key, ())
            found = self._marks[key] = memo.key(own, keywords, topics)
        return found

    @cached_property
    def counted(self) -> bytes:
        """A hash of everything that decides what is rare."""
        return memo.key_of_keys(self.mark(one.paper.id) for one in self._counted)

    @property
    def _most(self) -> float:
        return max(FEW, COMMON * len(self._counted))

    @cached_property
    def _uses(self) -> Counter[str]:
        """The papers with each keyword."""
        of_paper = self._keywords.of_paper
        return Counter(key for one in self._counted for key in of_paper.get(one.paper.id, ()))

    @cached_property
    def _titles(self) -> Counter[str]:
        """The titles with each stem; as an earlier run counted them if they decide the same."""
        held = memo.unpacked(self._memory.recall(COUNTED, self.counted) or b"")
        if held:
            return Counter(dict(zip(memo.words(held["stems"]), held["titles"].tolist(), strict=True)))
        found = Counter(stem for one in self._counted for stem in _words(one))
        counts = np.array([*found.values()], np.int32)
        self._memory.keep(
            COUNTED, self.counted, memo.packed({"stems": memo.lines([*found]), "titles": counts})
        )
        return found

    def _of(self, key: PaperId) -> _Facts:
        facts = self._facts.get(key)
        if facts is None:
            archived = self._papers[key]
            facts = self._facts[key] = _Facts(
                authors=tuple(_authors(archived)),
                keywords=self._keywords.of_paper.get(key, ()),
                topics=tuple(one.topic for one in self._assignments.get(key, ())),
                stems=tuple(_words(archived)),
            )
        return facts


def _authors(archived: ArchivedPaper) -> dict[str, str]:
    """Names by their slugs."""
    return {author_slug(one): one.name for one in archived.paper.authors if not one.hidden}


def _words(archived: ArchivedPaper) -> dict[str, str]:
    """The words of its title by their stems."""
    return {
        stem: word
        for word in words.words(archived.paper.title)
        if len(word) >= SHORTEST and (stem := STEMS[word])
    }


class Tied(Mapping[PaperId, tuple[PaperId, ...]]):
    """For each paper, those of the nearest papers that something ties to it, best first. They are chosen when
    they are first needed; once they have been chosen for all papers, they are kept for the next run."""

    def __init__(
        self, nearest: Mapping[PaperId, Sequence[PaperId]], ties: Ties, known: Memory = FORGETFUL
    ) -> None:
        self._nearest = nearest
        self._ties = ties
        self._memory = known
        self._chosen: dict[PaperId, tuple[PaperId, ...]] = {}
        self._marks: dict[PaperId, bytes] = {}

    def __getitem__(self, key: PaperId) -> tuple[PaperId, ...]:
        chosen = self._chosen.get(key)
        if chosen is None:
            chosen = self._known.get(self.mark(key)) if key in self._nearest else None
            chosen = self._chosen[key] = self._choose(key) if chosen is None else chosen
            if len(self._chosen) == len(self._nearest):
                self._keep()
        return chosen

    def __iter__(self) -> Iterator[PaperId]:
        return iter(self._nearest)

    def __len__(self) -> int:
        return len(self._nearest)

    def mark(self, key: PaperId) -> bytes:
        """A hash of everything that decides which papers are related to a paper, and by what."""
        found = self._marks.get(key)
        if found is None:
            near = (key, *self._nearest[key]) if key in self._nearest else ()  # it is hidden
            found = self._marks[key] = memo.key_of_keys((self._ties.counted, *map(self._ties.mark, near)))
        return found

    def _choose(self, key: PaperId) -> tuple[PaperId, ...]:
        tied = (other for other in self._nearest[key] if self._ties.are_between(key, other))
        return tuple(other for other, _ in zip(tied, range(SIZE), strict=False))

    @cached_property
    def _known(self) -> Mapping[bytes, tuple[PaperId, ...]]:
        """What an earlier run chose, by mark."""
        held = memo.unpacked(self._memory.recall(KIND, b"") or b"")
        if not held:
            return {}
        lines = memo.words(held["chosen"])
        return {
            mark: tuple(map(PaperId, line.split()))
            for mark, line in zip(memo.split(held["marks"]), lines, strict=True)
        }

    def _keep(self) -> None:
        if self._memory is FORGETFUL:
            return
        marks = [self.mark(key) for key in self._chosen]
        if self._known.keys() != set(marks):
            lines = [f" {' '.join(chosen)}" for chosen in self._chosen.values()]  # none is empty
            held = {"marks": memo.joined(marks), "chosen": memo.lines(lines)}
            self._memory.keep(KIND, b"", memo.packed(held))
