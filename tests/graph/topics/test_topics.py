import random
from typing import Any

from generator.curation import Note
from generator.graph import Graph, topics
from generator.graph.similarity import space
from generator.graph.topics import Assignment
from generator.records.paper import AiSummary
from tests.support import fabricate, linking
from tests.support.helpers import listed, listing, paper, paper_id

PLAIN = {"title": "Untold", "abstract": "Nothing is said.", "keywords": ()}


def given(note: Note | None = None, **fields: object) -> tuple[Assignment, ...]:
    """The topics of a paper with only this text."""
    notes = {paper_id(1): note} if note else {}
    return linking.of(paper(1, **(PLAIN | fields)), notes=notes).assignments[paper_id(1)]


def reasons(note: Note | None = None, **fields: object) -> list[tuple[str, ...]]:
    """Why, in the order of the topics."""
    notes = {paper_id(1): note} if note else {}
    return why(linking.of(paper(1, **(PLAIN | fields)), notes=notes), 1)


def why(found: Graph, number: int) -> list[tuple[str, ...]]:
    """The same of a paper among others."""
    lines = topics.why(space.of(found.archive.shown), found.taxonomy, paper_id(number))
    assert list(lines) == [one.topic for one in found.assignments[paper_id(number)]]
    return list(lines.values())


def slugs(note: Note | None = None, **fields: object) -> list[str]:
    """Their slugs."""
    return [one.topic for one in given(note, **fields)]


def test_patterns_by_field() -> None:
    """A title says more than a keyword, that more than a summary, and that more than an abstract."""
    summary = AiSummary(text="On lanterns.", model="example/one")
    forms: list[dict[str, Any]] = [
        {"title": "Lanterns"},
        {"keywords": ("lantern",)},
        {"ai_summary": summary},
        {"abstract": "A lantern."},
    ]
    scores = [given(**form)[0].score for form in forms]
    assert scores == sorted(scores, reverse=True) == [0.85, 0.4, 0.35, 0.3]


def test_reasons() -> None:
    """Every topic names the patterns that matched, where, and how often."""
    found = reasons(title="Lanterns", abstract="A lantern, a lantern.")
    assert found[0] == ('title: "lantern"', 'abstract: "lantern" ×2')


def test_one_to_six() -> None:
    """However many topics a title names, six are given; without any evidence there is none."""
    everything = "Lantern, Kite, Map, Garden, River, Bridge, Harbour"
    assert len(slugs(title=everything)) == topics.MAX_TOPICS == 6
    assert slugs() == []


def test_weak_evidence() -> None:
    """Below certainty the best topic is given, and only that."""
    assert slugs(abstract="A kite over a river, a river.") == ["rivers"]


def test_light_topics_stand_last() -> None:
    """A lower weight puts a topic after otherwise equal ones."""
    assert slugs(title="Harbour and River") == ["rivers", "harbours"]


def test_vetoes_and_title_patterns() -> None:
    """Excluded words give no topic; patterns for titles match only in titles."""
    assert slugs(title="Lantern Fish") == []
    assert slugs(title="An Atlas") == ["maps"]
    assert slugs(abstract="An atlas.") == []


def test_curated_tag() -> None:
    """A tag that names a topic, by slug or label, comes first and says so."""
    note = Note(tags=("Kites", "unknown"))
    assert slugs(note, title="Lanterns") == ["kites", "lanterns"]
    assert reasons(note, title="Lanterns")[0] == ("curation",)


def test_order_is_no_matter() -> None:
    """The same papers have the same topics and reasons, also where there is enough to learn from."""
    papers = [
        paper(n, title=f"{what} {n}", abstract=f"A {what} of kind {n % 5} seen at {n % 7} places.", keywords=(what, f"k{n % 3}"))
        for n, what in enumerate(["lantern", "kite", "garden", "river"] * 25, 1)
    ]  # fmt: skip
    days = [
        listing(
            [listed(n, of=one) for n, one in enumerate(papers[:90])],
            day=fabricate.GAP.replace(month=2, day=3),
        )
    ]
    days.append(listing([listed(n, of=one) for n, one in enumerate(papers[90:])], day=fabricate.LAST))
    found = linking.graph(days)
    mixed = list(found.archive.shown)
    random.Random(7).shuffle(mixed)  # noqa: S311 - an order, not a secret
    assert topics.assign(space.of(mixed).space, found.taxonomy) == found.assignments
    assert list(topics.why(space.of(mixed), found.taxonomy, paper_id(95)).values()) == why(found, 95)
    assert any("papers near it: " in line for lines in why(found, 95) for line in lines)


def test_by_topic() -> None:
    """Every topic of the vocabulary is there, with its papers best first."""
    found = linking.of(paper(1, title="Kites"), paper(2, title="More Kites"))
    assert [one.paper.id for one in found.by_topic["kites"]] == [paper_id(2), paper_id(1)]
    assert set(found.by_topic) == set(found.taxonomy.by_slug)


def test_neighbours() -> None:
    """A paper without a word for its topic gets it from papers that are similar otherwise."""
    about = {
        "Lantern": "Wick, oil, flame",
        "Kite": "String, wind, tail",
        "Garden": "Soil, seed, rain",
        "River": "Bank, flood, ford",
        "Bridge": "Arch, span, toll",
    }
    said = [
        paper(n, title=f"{what} {n}", abstract=f"{words} and {n % 6}.")
        for n, (what, words) in enumerate(list(about.items()) * 16, 1)
    ]
    quiet = paper(81, title="Untold", abstract="Wick, oil and flame 3.")
    old = fabricate.GAP.replace(month=2, day=3)
    days = [
        listing([listed(n, of=one) for n, one in enumerate(said, 1)], day=old),
        listing([listed(1, of=quiet)], day=fabricate.LAST),
    ]
    found = linking.graph(days)
    assert [one.topic for one in found.assignments[paper_id(81)]] == ["lanterns"]
    assert why(found, 81)[0][-1] == "papers near it: 85% speak for it"


def test_broad_topics_are_given_more_easily() -> None:
    """Of two topics with equally many certain papers, the one with the lower weight is assigned to more."""
    words = ["River"] * 30 + ["Harbour"] * 30 + ["Garden"] * 40
    papers = [
        paper(n, title=f"{what} {n}", abstract="A river, a harbour." if n % 2 else "Nothing.")
        for n, what in enumerate(words, 1)
    ]
    days = [
        listing(
            [listed(n, of=one) for n, one in enumerate(papers[:-1], 1)],
            day=fabricate.GAP.replace(month=2, day=3),
        ),
        listing([listed(1, of=papers[-1])], day=fabricate.LAST),
    ]
    given = linking.graph(days).by_topic
    assert len(given["harbours"]) > len(given["rivers"])
