"""Whether the vocabulary still fits what is published: papers that fit no topic well, phrases of many papers
that no topic covers, and topics that no new paper has.

Coverage alone shows nothing: a paper without the right topic gets the next best one. Everything is measured
up to the end of the newest whole week, so that a new day seldom changes it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from generator import memo
from generator.archive import ArchivedPaper
from generator.graph.similarity.space import Space
from generator.graph.topics import Assignments, phrases
from generator.graph.topics.phrases import Uncovered
from generator.graph.topics.taxonomy import Taxonomy
from generator.memo import FORGETFUL, Memory
from generator.records.ids import PaperId
from generator.tokens.words import Words

RECENT, BEFORE = timedelta(days=91), timedelta(days=365)
"""How long papers count as new, and the time before that with which they are compared."""

FEWEST = 200
"""With fewer papers in either, nothing is said: the counts would be noise."""

WEAK = 0.4
"""A paper whose best score is below this fits no topic well."""

MANY_WEAK = 0.05
"""More of the new papers than this share are an alarm."""

RISING, RISEN = 6, 2.0
"""A phrase is rising if it has at least this many new papers, and this many times its earlier share of
all."""

SOARING, SOARED = 10, 4.0
"""The same for a phrase of one word, which may mean many things."""

LASTING, LASTING_ALONE = 7.5, 9.0
"""The number of papers times their coherence from which a phrase counts although it is not rising, and the
same for a phrase of one word."""

EXPECTED = 4.0
"""A topic is idle if no new paper has it, although at least this many would at its earlier share."""

OVERLAP = 0.5
"""Two phrases count as one if the rarer has at least this share of the number of papers of the other, and
shares at least as large a part of its own papers with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What no topic covers: its phrases as they are written, the most important first, its papers, newest
    first, and how many of them are new (`recent`). `factor` is its new share of all papers divided by its
    earlier one, and `nearest` the topic that comes first on most of its papers."""

    phrases: tuple[str, ...]
    papers: tuple[PaperId, ...]
    recent: int
    factor: float
    nearest: str | None

    @property
    def is_rising(self) -> bool:
        """Whether its share of the papers has at least doubled."""
        return self.factor >= RISEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """`papers` were first listed from `since` to `until`; `weak` are some of them, weakest first. `idle` are
    slugs of topics."""

    since: date
    until: date
    papers: int
    weak: tuple[PaperId, ...]
    gaps: tuple[Gap, ...]
    idle: tuple[str, ...]

    @property
    def has_many_weak(self) -> bool:
        """Whether they are too many to be isolated cases."""
        return len(self.weak) > MANY_WEAK * self.papers

    @property
    def is_alarm(self) -> bool:
        """Whether somebody should look at the vocabulary."""
        return bool(self.has_many_weak or self.gaps or self.idle)


class _Rows(NamedTuple):
    """Of the papers that are compared, and of all that were listed until then."""

    recent: Sequence[int]
    earlier: Sequence[int]
    past: Sequence[int]


def of(space: Space, taxonomy: Taxonomy, assignments: Assignments, known: Memory = FORGETFUL) -> Drift | None:
    """None while there are too few papers to tell, and without topics."""
    papers = space.papers
    newest = max((one.first_day for one in papers), default=date.min)
    if not taxonomy.topics or newest < date.min + RECENT + BEFORE + RECENT:
        return None
    until = newest - timedelta(days=newest.isoweekday() % 7)
    since, first = until - RECENT, until - RECENT - BEFORE
    recent = [row for row, one in enumerate(papers) if since < one.first_day <= until]
    earlier = [row for row, one in enumerate(papers) if first < one.first_day <= since]
    if min(len(recent), len(earlier)) < FEWEST:
        return None
    past = [row for row, one in enumerate(papers) if one.first_day <= until]
    rows = _Rows(recent, earlier, past)
    return Drift(
        since=since + timedelta(days=1),
        until=until,
        papers=len(recent),
        weak=_weak([papers[row].paper.id for row in recent], assignments),
        gaps=_known_gaps(space, rows, taxonomy, assignments, known),
        idle=_idle(papers, recent, earlier, taxonomy, assignments),
    )


def _weak(recent: Iterable[PaperId], assignments: Assignments) -> tuple[PaperId, ...]:
    best = {key: max((one.score for one in assignments.get(key, ())), default=0.0) for key in recent}
    return tuple(sorted((key for key in best if best[key] < WEAK), key=lambda key: (best[key], key)))


def _idle(
    papers: Sequence[ArchivedPaper],
    recent: Sequence[int],
    earlier: Sequence[int],
    taxonomy: Taxonomy,
    assignments: Assignments,
) -> tuple[str, ...]:
    def counted(rows: Iterable[int]) -> Counter[str]:
        return Counter(one.topic for row in rows for one in assignments.get(papers[row].paper.id, ()))

    now, before = counted(recent), counted(earlier)
    share = len(recent) / len(earlier)
    slugs = [topic.slug for topic in taxonomy.topics]
    return tuple(slug for slug in slugs if not now[slug] and before[slug] * share >= EXPECTED)


def _known_gaps(
    space: Space, rows: _Rows, taxonomy: Taxonomy, assignments: Assignments, known: Memory
) -> tuple[Gap, ...]:
    """The gaps; those of an earlier run if none of these papers has changed since."""
    compared = [*rows.recent, *rows.earlier]
    told = [(space.fingerprints[row], space.papers[row].paper.keywords) for row in compared]
    first = [assignments.get(space.papers[row].paper.id, ())[:1] for row in compared]
    past = memo.key_of_keys(space.fingerprints[row] for row in rows.past)
    key = memo.key(space.key, past, repr(taxonomy), len(rows.recent), told, first)
    body = known.recall("drift", key)
    if body is None:
        found = _gaps(space, rows, taxonomy, assignments)
        known.keep("drift", key, memo.packed({"gaps": memo.lines([_line(gap) for gap in found])}))
        return found
    return tuple(map(_gap, memo.words(memo.unpacked(body)["gaps"])))


def _line(gap: Gap) -> str:
    """A gap in a line of a cache: phrases have neither tabs nor bars."""
    parts = ("|".join(gap.phrases), " ".join(gap.papers), gap.recent, gap.factor, gap.nearest or "")
    return "\t".join(map(str, parts))


def _gap(line: str) -> Gap:
    """The inverse of `_line`."""
    some, papers, recent, factor, nearest = line.split("\t")
    return Gap(
        phrases=tuple(some.split("|")),
        papers=tuple(map(PaperId, papers.split(" "))),
        recent=int(recent),
        factor=float(factor),
        nearest=nearest or None,
    )


def _gaps(space: Space, rows: _Rows, taxonomy: Taxonomy, assignments: Assignments) -> tuple[Gap, ...]:
    """What no topic covers: what is rising first, then by the number of papers and how similar they are."""
    papers, (recent, earlier, past) = space.papers, rows
    new = frozenset(recent)
    found = phrases.holders(papers, [*recent, *earlier], Uncovered(taxonomy))
    found = phrases.whole({phrase: rows for phrase, rows in found.items() if len(rows) >= RISING})
    weights = phrases.weights(found, phrases.centred(space.vectors, space.vectors[past].mean(axis=0)))
    factors: dict[Words, float] = {}
    for phrase, weight in weights.items():
        now = sum(row in new for row in found[phrase])
        before = len(found[phrase]) - now
        factor = (now + 0.5) / len(recent) / ((before + 0.5) / len(earlier))
        least, times, lasting = (
            (RISING, RISEN, LASTING) if len(phrase) > 1 else (SOARING, SOARED, LASTING_ALONE)
        )
        if now and (weight >= lasting or (now >= least and factor >= times)):
            factors[phrase] = round(factor, 2)
    gaps: list[Gap] = []
    for some in merged(found, {phrase: weights[phrase] for phrase in factors}):
        holders = sorted({row for phrase in some for row in found[phrase]})
        held = sorted(
            (papers[row] for row in holders), key=lambda one: (-one.first_day.toordinal(), one.paper.id)
        )
        first = Counter(given[0].topic for one in held if (given := assignments.get(one.paper.id)))
        gaps.append(
            Gap(
                phrases=tuple(phrases.written(phrase, held) for phrase in some),
                papers=tuple(one.paper.id for one in held),
                recent=sum(row in new for row in holders),
                factor=factors[some[0]],
                nearest=min(first, key=lambda slug: (-first[slug], slug), default=None),
            )
        )
    return tuple(sorted(gaps, key=lambda gap: not gap.is_rising))


def merged(found: Mapping[Words, Sequence[int]], weights: Mapping[Words, float]) -> list[list[Words]]:
    """Groups of phrases that have mostly the same papers, by weight, the largest first. A longer form of a
    phrase with more weight is left out."""
    groups: list[tuple[set[int], list[Words]]] = []
    for phrase in sorted(weights, key=lambda phrase: (-weights[phrase], phrase)):
        if any(phrase[at : at + len(some[0])] == some[0] for _, some in groups for at in range(len(phrase))):
            continue
        rows = set(found[phrase])
        same = next((some for all_rows, some in groups if _are_one(rows, all_rows)), None)
        if same is None:
            groups.append((rows, [phrase]))
        else:
            same.append(phrase)
    return [some for _, some in groups]


def _are_one(rows: set[int], others: set[int]) -> bool:
    least, most = sorted((len(rows), len(others)))
    return least >= OVERLAP * most and len(rows & others) >= OVERLAP * least
