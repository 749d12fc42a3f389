"""The index of an archive: complete, the same every time, and hardly changed by a day more."""

import json
import math
import random
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lunr.builder import Builder

from generator import urls
from generator.graph import Graph
from generator.search import chunks, index, layout, packs, postings, terms
from generator.search.layout import FIELDS
from generator.search.weights import BOOSTS, FINEST, MANY, QUANTUM
from generator.tokens.words import tokens
from tests.search import questions
from tests.search.conftest import Read
from tests.search.invented import MANY_PAPERS, many, parted
from tests.support import fabricate, linking

SEED = 20261123

pytestmark = pytest.mark.slow

Find = Callable[[Iterable[str]], dict[str, Any]]


def finder(read: Read, folder: Path) -> Find:
    """Looks terms up in an index, each once."""
    known: dict[str, Any] = {}
    code = "Promise.all(terms.map(async (term) => (await index(folder)).terms.find(term)))"

    def find(wanted: Iterable[str]) -> dict[str, Any]:
        words = [*dict.fromkeys(wanted)]
        new = [word for word in words if word not in known]
        known.update(zip(new, read(code, folder=str(folder), terms=new), strict=True))
        return {word: known[word] for word in words if known[word]}

    return find


@pytest.fixture(scope="module")
def find(read: Read, built: Path) -> Find:
    """Looks terms up in the index of many papers."""
    return finder(read, built)


def told(read: Read, folder: Path) -> Any:
    """What the manifest of an index says."""
    return read("manifest(folder)", folder=str(folder))


def closed_part(manifest: Any) -> Any:
    """Where the words of closed quarters are, and their places."""
    first = manifest["segments"][0]
    start, size = first["terms"]
    return manifest["rest"][2 * start : 2 * (start + size)], first["places"]


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of each file but the manifest."""
    return {path.stem: path.stat().st_size for path in (folder / "data").iterdir()}


def ordered(graph: Graph) -> list[str]:
    """Ids by number."""
    return [paper.paper.id for segment in parted(graph) for paper in segment.papers]


def test_every_paper_has_its_words(read: Read, built: Path, find: Find) -> None:
    """Each word of each title leads to its paper, in the paper's segment."""
    manifest = told(read, built)
    firsts = [part["first"] for part in manifest["segments"]]
    assert firsts[0] == 0 < firsts[1] < manifest["papers"] == len(many().archive.shown)
    titles = [many().archive.papers[key].paper.title for key in ordered(many())]  # type: ignore[index]
    words = [{token.term for token in tokens(title)} for title in titles]
    known = find(set().union(*words))
    for number, held in enumerate(words):
        for term in held:
            (part,) = (part for part in known[term]["parts"] if number in part["numbers"])
            others = {other >= firsts[1] for other in part["numbers"]}
            assert others == {number >= firsts[1]}


@cache
def full() -> object:
    """A full lunr index over the same fields."""
    graph = many()
    builder = Builder()
    builder.ref("id")
    for name, boost in BOOSTS.items():
        builder.field(name, boost=boost)
    papers = [paper for segment in parted(graph) for paper in segment.papers]
    gathered = terms.gather(papers, graph)
    names = [word.decode() for word in gathered.words]
    tokens_of = [
        list(zip(batch.term[start:end], batch.places()[start:end] % chunks.SPANNING, strict=True))
        for batch in gathered.batches
        for start, end in pairwise([0, *batch.ends])
    ]
    into = {"summary": "more", "keywords": "more", "authors": "names", "organization": "names", "id": "names"}
    for number, found in enumerate(tokens_of):
        held: dict[str, list[str]] = {"text": [], "names": [], "more": []}
        for term, where in found:
            place = FIELDS[where // chunks.FIELD]
            held[into.get(place, "text")] += [names[term]] * (2 if place == "title" else 1)
        held["more"] = [word for word in held["more"] if word not in set(held["text"])]
        builder.add({"id": str(number), **held})
    return builder.build()


@cache
def best(words: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """The first twenty that the full index finds, by number, each with its score."""
    query = full().create_query()  # type: ignore[attr-defined]
    for word in words:
        query.term(word)
    return tuple((one["ref"], one["score"]) for one in full().query(query)[:20])  # type: ignore[attr-defined]


def scored(known: Mapping[str, Any], papers: int) -> dict[int, float]:
    """Papers by number and how well they fit: impacts times rarity, added up."""
    found: dict[int, float] = {}
    for one in known.values():
        rarity = math.log(1 + abs((papers - one["held"] + 0.5) / (one["held"] + 0.5)))
        for part in one["parts"]:
            for paper, impact in zip(part["numbers"], part["impacts"], strict=True):
                found[paper] = found.get(paper, 0) + impact * rarity * QUANTUM
    return found


@pytest.mark.parametrize("least", [MANY, 100])
def test_terms_rank_as_in_a_full_lunr_index(
    least: int, read: Read, find: Find, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a few hundred queries of one to five words the same twenty papers come first, with the same
    scores but for what is lost by keeping impacts in few bits: more where papers are many."""
    monkeypatch.setattr(postings, "MANY", least)
    look = find if least == MANY else finder(read, questions.written(many(), tmp_path))
    chance = random.Random(SEED)  # noqa: S311 - any queries will do
    titles = [many().archive.papers[key].paper.title for key in ordered(many())]  # type: ignore[index]
    shared = asked = 0
    for _ in range(300):
        words = sorted({token.term for token in tokens(chance.choice(titles))})
        words = chance.sample(words, min(len(words), chance.randint(1, 5)))
        expected = best(tuple(words))
        scores = scored(look(words), len(titles))
        found = sorted(scores, key=lambda paper: -scores[paper])[: len(expected)]
        lost = 0.02 if least == MANY else 0.01 + len(words) * FINEST[1] / 2  # half a step for each term
        for (_, score), paper in zip(expected, found, strict=True):
            assert scores[paper] == pytest.approx(score * len(words) ** 0.5, rel=0.02, abs=lost)
        last = scores[found[-1]] - lost
        shared += sum(scores[int(number)] >= last for number, _ in expected)
        asked += len(expected)
    assert shared / asked > 0.99


def test_the_order_of_reading_does_not_matter() -> None:
    """The same archive, read in another order, gives the same bytes."""
    listings = fabricate.listings(60, 6)
    once = {file.path: file.body for file in index.render(linking.graph(listings))}
    again = {file.path: file.body for file in index.render(linking.graph(reversed(listings)))}
    assert once == again


def test_a_day_more_leaves_closed_quarters_alone(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written again is a small part: the current quarter and completions. Of closed quarters only the
    packs change that hold the card of a paper that the day lists again."""
    monkeypatch.setattr(packs, "LEAST", packs.LEAST // 16)  # the archive is small
    monkeypatch.setattr(packs, "MOST", packs.MOST // 16)
    listings = fabricate.listings(MANY_PAPERS)
    before = questions.written(linking.graph(listings[:-1]), tmp_path / "before")
    after = questions.written(linking.graph(listings), tmp_path / "after")
    now = sizes(after)
    rewritten = sum(now[name] for name in now.keys() - sizes(before).keys())
    assert rewritten < 0.25 * sum(now.values())
    assert closed_part(told(read, before)) == closed_part(told(read, after))


def test_a_page_of_an_earlier_format_is_told_to_reload(tmp_path: Path) -> None:
    """Where it looks for the manifest is JSON as it expects it, with a format that is not its own, nor that of
    the engine of today, which a page may start that is older than its scripts."""
    questions.written(linking.graph(fabricate.listings(3)), tmp_path)
    body = (tmp_path / urls.FORMER_SEARCH_INDEX).read_bytes()
    assert body[:1] == layout.PLAIN
    assert json.loads(body[1:])["format"] == 0 < layout.FORMAT


def test_an_empty_archive(read: Read, tmp_path: Path) -> None:
    """An archive with nothing to find is not an error."""
    empty = told(read, questions.written(linking.graph([]), tmp_path))
    assert empty["papers"] == 0
    assert empty["segments"] == []
