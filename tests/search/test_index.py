"""The index of an archive: complete, the same every time, and hardly changed by a day more."""

import random
from functools import cache
from itertools import pairwise

import pytest
from lunr.builder import Builder

from generator.graph import Graph
from generator.search import index, postings, segments, terms
from generator.search.weights import BOOSTS, FINEST, MANY
from generator.tokens.words import tokens
from tests.search.reading import Index
from tests.support import fabricate, linking

pytestmark = pytest.mark.slow

PAPERS = 1_300
SEED = 20261123


@cache
def whole() -> Graph:
    """An archive of two segments."""
    return linking.graph(fabricate.listings(PAPERS))


@cache
def built() -> Index:
    """Its index."""
    return Index(index.render(whole()))


def ordered(graph: Graph) -> list[str]:
    """Ids by number."""
    return [paper.paper.id for segment in segments.of(graph.archive.shown) for paper in segment.papers]


def test_every_paper_has_its_words() -> None:
    """Each word of each title leads to its paper, in the segment that holds it."""
    firsts = [part["first"] for part in built().manifest["segments"]]
    assert firsts[0] == 0 < firsts[1] < built().manifest["papers"] == len(whole().archive.shown)
    for number, key in enumerate(ordered(whole())):
        part = built().terms[number >= firsts[1]]
        for token in tokens(whole().archive.papers[key].paper.title):  # type: ignore[index]
            assert number in part[token.term].papers


@cache
def full() -> object:
    """A full lunr index over the same fields."""
    graph = whole()
    builder = Builder()
    builder.ref("id")
    for name, boost in BOOSTS.items():
        builder.field(name, boost=boost)
    papers = [paper for segment in segments.of(graph.archive.shown) for paper in segment.papers]
    gathered = terms.gather(papers, graph)
    names = [word.decode() for word in gathered.words]
    tokens_of = [
        list(zip(batch.term[start:end], batch.places()[start:end] % terms.SPANNING, strict=True))
        for batch in gathered.batches
        for start, end in pairwise([0, *batch.ends])
    ]
    into = {"summary": "more", "keywords": "more", "authors": "names", "organization": "names", "id": "names"}
    for number, found in enumerate(tokens_of):
        held: dict[str, list[str]] = {"text": [], "names": [], "more": []}
        for term, where in found:
            place = terms.PLACES[where // terms.FIELD]
            held[into.get(place, "text")] += [names[term]] * (2 if place == "title" else 1)
        held["more"] = [word for word in held["more"] if word not in set(held["text"])]
        builder.add({"id": str(number), **held})
    return builder.build()


@pytest.mark.parametrize("many", [MANY, 100])
def test_terms_rank_as_in_a_full_lunr_index(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a few hundred queries of one to five words the same twenty papers come first, with the same
    scores but for what is lost by keeping impacts in few bits: more where papers are many."""
    monkeypatch.setattr(postings, "MANY", many)
    known = built() if many == MANY else Index(index.render(whole()))
    chance = random.Random(SEED)  # noqa: S311 - any queries will do
    titles = [whole().archive.papers[key].paper.title for key in ordered(whole())]  # type: ignore[index]
    shared = asked = 0
    for _ in range(300):
        words = sorted({token.term for token in tokens(chance.choice(titles))})
        words = chance.sample(words, min(len(words), chance.randint(1, 5)))
        query = full().create_query()  # type: ignore[attr-defined]
        for word in words:
            query.term(word)
        expected = full().query(query)[:20]  # type: ignore[attr-defined]
        scores = known.scores(words)
        found = sorted(scores, key=lambda paper: -scores[paper])[: len(expected)]
        lost = 0.02 if many == MANY else 0.01 + len(words) * FINEST[1] / 2  # half a step for each term
        for one, paper in zip(expected, found, strict=True):
            assert scores[paper] == pytest.approx(one["score"] * len(words) ** 0.5, rel=0.02, abs=lost)
        least = scores[found[-1]] - lost
        shared += sum(scores[int(one["ref"])] >= least for one in expected)
        asked += len(expected)
    assert shared / asked > 0.99


def test_the_order_of_reading_does_not_matter() -> None:
    """The same archive, read in another order, gives the same bytes."""
    listings = fabricate.listings(60, 6)
    once = {file.path: file.body for file in index.render(linking.graph(listings))}
    again = {file.path: file.body for file in index.render(linking.graph(reversed(listings)))}
    assert once == again


def test_a_day_more_leaves_closed_quarters_alone() -> None:
    """What is written anew is a small part: the current quarter, completions, pages that lead to them."""
    listings = fabricate.listings(PAPERS)
    before = Index(index.render(linking.graph(listings[:-1])))
    new = built().bodies.keys() - before.bodies.keys()
    rewritten = sum(built().sizes[f"search/data/{mark}.bin"] for mark in new)
    assert rewritten < 0.25 * sum(built().sizes.values())
    for name in ("terms", "places"):
        assert before.manifest["segments"][0][name] == built().manifest["segments"][0][name]


def test_an_empty_archive() -> None:
    """Nothing to find is no error."""
    empty = Index(index.render(linking.graph([])))
    assert empty.manifest["papers"] == 0
    assert empty.manifest["segments"] == []
