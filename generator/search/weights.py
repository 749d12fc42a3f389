"""Every number that affects the order of results. Those the browser needs are in the manifest.

The fields, their boosts, `K1` and `B` are lunr's: by terms alone papers rank as in a full lunr index
of the same fields. The rest was measured on human reading lists; see `docs/about/design.md`.
"""

from typing import Literal

Field = Literal["text", "names", "more"]

BOOSTS: dict[Field, float] = {"text": 1.0, "names": 0.5, "more": 0.1}
"""text: the title twice, the abstract, labels of topics; names: authors, organization, id; more: words
of AI summary and keywords that the text has not."""

TITLE = 2
"""How many times the title counts in `text`."""

K1, B = 1.2, 0.75
"""lunr's defaults: the saturation of repeated words, and the penalty for long texts."""

QUANTUM = 0.004
"""One step of a stored impact: the first twenty papers are nearly always the same as with exact impacts."""

MANY = 20_000
"""Segments with this many papers or more are stored compactly: larger shards, coarser impacts."""

FINEST = 0.02, 0.08
"""One step of an impact times its term's rarity, in a segment of few or of many papers: common terms have
longer steps than a quantum. Of the twenty papers that are best by exact scores the same stand among the
twenty best in .985 of cases with the first and .957 with the second; human judgements see no difference."""

PAIR, PAIR_STEP = 0.06, 0.05
"""The weight of two adjacent words of the query that are also adjacent in the paper, and that for which the
steps of its stored impacts are as fine as those of a term."""

CLIENT: dict[str, float] = {
    "quantum": QUANTUM,
    "pair": PAIR,
    # The best so many by words tell what is meant; so many groups near them are looked through (beside a
    # title: so many near its own), and in any case those of the first so many.
    "feedback": 10,
    "groups": 7,
    "beside": 3,
    "own": 5,
    # Of one vector's nearness to another, of votes, and for a paper whose vector is not loaded.
    "semantic": 0.9,
    "prior": 0.3,
    "miss": 0.25,
    # From so many words on a query is a paragraph, of which the rarest count; up to so many,
    # meaning counts in full, and with more than so many not at all: words alone find the same papers.
    "long": 9,
    "full": 6,
    "far": 12,
    "most": 16,
    "rare": 0.5,
    # A text of so many words that is a title means its paper: of one with more words so many bytes of words,
    # the rarest, are read.
    "title": 4,
    "light": 12_000,
    # A query of more words is answered by its so many rarest at first.
    "soon": 10,
    # No more than so many bytes of its words are read.
    "heavy": 52_000,
    # A paper that is called like one of these counts so much more of the word's rarity.
    "named": 1,
}


FEWEST = 2
"""The number of papers that a pair with a number in it needs, which is often the name of a model."""


def pair_threshold(papers: int) -> int:
    """The number of papers that another pair needs, by the size of the archive. A pair of fewer says little
    that its words do not: people's judgements see no difference, and half of all pairs are such."""
    return FEWEST + min(2, papers // 2_000) + papers // 20_000
