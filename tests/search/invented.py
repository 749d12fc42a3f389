"""Archives for the search; one of 120 papers whose words, people and facts are drawn from short lists."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import groupby
from pathlib import Path

import pytest

from generator.curation import Note
from generator.graph import Graph
from generator.graph.similarity import closed
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing
from generator.records.paper import AiSummary, AuthorName, Organization, Paper, Signals
from generator.search import common, nearness, segments
from tests.search import questions
from tests.support import fabricate, linking
from tests.support.helpers import SEEN, listed, listing

MANY_PAPERS = 1_300
PAPERS, SEED = 120, 20261126
NOUNS = (
    "diffusion", "transformer", "attention", "robot", "protein", "speech", "graph", "video", "policy", "token",
)  # fmt: skip
VERBS = ("learning", "scaling", "pruning", "aligning", "planning", "editing", "grounding")
THINGS = ("lantern", "kite", "river")
"""Words of topics."""


@cache
def many() -> Graph:
    """Another archive, of two segments."""
    return linking.graph(fabricate.listings(MANY_PAPERS))


def whole() -> Graph:
    """Its papers, in the order of their numbers, on list days from January 2001 to May 2003."""
    return _linked(list(_papers(random.Random(SEED))))  # noqa: S311 - any papers will do


def part() -> Graph:
    """The first half of them."""
    return _linked(list(_papers(random.Random(SEED)))[: PAPERS // 2])  # noqa: S311 - as above


def _linked(papers: list[tuple[date, ListedPaper]]) -> Graph:
    """Topics are curated: of words drawn by chance, no model has anything to learn."""
    topics = {
        one.paper.id: Note(tags=tuple(f"{thing}s" for thing in THINGS if thing in (one.paper.abstract or "")))
        for _, one in papers
    }
    return linking.graph(_days(papers), topics)


def _days(papers: list[tuple[date, ListedPaper]]) -> Iterator[Listing]:
    for day, group in groupby(papers, key=lambda row: row[0]):
        yield listing([one for _, one in group], day=day)


def _papers(chance: random.Random) -> Iterator[tuple[date, ListedPaper]]:
    for n in range(PAPERS):
        facts = Paper(
            id=PaperId(f"{1 + n // 40:04d}.{n:05d}"),
            title=f"{chance.choice(NOUNS)} {chance.choice(VERBS)} for {chance.choice(NOUNS)} number {n}",
            abstract=" ".join(
                [
                    *chance.choices([*NOUNS, *VERBS, "the", "of"], k=25),
                    *(thing for thing in THINGS if chance.random() < 0.5),
                ]
            ),
            authors=(
                AuthorName(name=chance.choice(("Ada Invented", "Bo Made-Up", "Wei Fiction"))),
                AuthorName(name="Zoë Ñandú"),
            ),
            organization=chance.choice(
                (
                    None,
                    Organization(name="nowhere"),
                    Organization(name="nothing", fullname="Institute of Nothing"),
                )
            ),
            ai_summary=AiSummary(text=f"A {chance.choice(NOUNS)} study.", model="example/summarizer-1"),
            keywords=(chance.choice(VERBS),),
            code=f"https://code.example/{n}" if chance.random() < 0.5 else None,
            project=f"https://project.example/{n}" if chance.random() < 0.25 else None,
        )
        day = date(2001 + n // 40, 1 + n % 40 // 8, 15)
        votes = chance.randrange(120) if chance.random() < 0.7 else None
        yield (
            day,
            listed(of=_special(n, facts), signals=(Signals(at=SEEN, upvotes=500 if n == 20 else votes),)),
        )


def _special(n: int, paper: Paper) -> Paper:
    """Some have what the tests look for."""
    changes: dict[int, dict[str, object]] = {
        10: {
            "title": "LongVLM: a study of “small worlds”",
            "abstract": "Chain of thought helps. text-to-image too.",
        },
        20: {"id": PaperId("cs/0112017")},
        90: {
            "title": "Thought of a chain",
            "abstract": "Images and text.",
            "authors": (AuthorName(name="An"),),
        },
    }
    return replace(paper, **changes.get(n, {}))  # type: ignore[arg-type]  # fields as they are named


def facts(graph: Graph) -> list[dict[str, object]]:
    """What the archive says about each paper, in the order of their numbers."""
    return [
        {
            "id": one.paper.id,
            "title": one.paper.title,
            "abstract": one.paper.abstract,
            "authors": one.shown_names,
            "organization": one.paper.organization.shown if one.paper.organization else "",
            "org": graph.organization_of(one),
            "topics": graph.topics_of(one.paper.id),
            "votes": one.latest.upvotes,
            "code": one.code or "",
            "project": one.paper.project or "",
            "day": one.first_day.isoformat(),
        }
        for segment in parted(graph)
        for one in segment.papers
    ]


def parted(graph: Graph) -> list[segments.Segment]:
    """The papers by number, as the index has them."""
    near = nearness.of(graph.space)
    along = partial(nearness.along, nearness=near, space=graph.space)
    return segments.of(graph.archive.shown, along)


def write(folder: Path) -> None:
    """`whole/` and `part/`, each with its index in two segments, and of the whole `papers.json`; of its
    terms twelve count as common ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closed, "FEWEST", 1)
        patch.setattr(common, "MOST", 12)
        for name, graph in (("whole", whole()), ("part", part())):
            questions.written(graph, folder / name)
            (folder / name / "papers.json").write_text(json.dumps(facts(graph)), encoding="utf-8")
