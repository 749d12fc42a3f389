from dataclasses import replace
from datetime import timedelta

import pytest

from generator import memo
from generator.archive import Archive
from generator.curation import Curation
from generator.graph import topics
from generator.graph.similarity import space
from generator.graph.similarity.space import Space
from generator.graph.topics import drift, phrases, proposals, taxonomy
from generator.graph.topics.drift import Drift
from generator.graph.topics.patterns import Pattern, compile_pattern
from generator.graph.topics.phrases import Uncovered
from generator.graph.topics.taxonomy import Taxonomy
from generator.intake import sources
from generator.memo import Memory
from tests.support import drifting
from tests.support.helpers import paper_id
from tests.support.notebook import Notebook


@pytest.fixture(scope="module")
def papers() -> Space:
    """The papers of an archive that changes."""
    archive = Archive.of(drifting.listings(), Curation(), sources=sources.known())
    return space.of(archive.shown).space


@pytest.fixture(scope="module")
def vocabulary() -> Taxonomy:
    """Its vocabulary."""
    found, problems = taxonomy.parse(drifting.VOCABULARY)
    assert problems == []
    return found


def found(papers: Space, vocabulary: Taxonomy, known: Memory = memo.FORGETFUL) -> Drift:
    """What is said of them."""
    seen = drift.of(papers, vocabulary, topics.assign(papers, vocabulary), known)
    assert seen is not None
    return seen


def without(vocabulary: Taxonomy, slug: str) -> Taxonomy:
    """The vocabulary, less a topic."""
    return replace(vocabulary, topics=tuple(one for one in vocabulary.topics if one.slug != slug))


def test_a_rising_phrase_and_an_idle_topic(papers: Space, vocabulary: Taxonomy) -> None:
    """What came up and no topic covers is named with its papers, and the topic that no new paper has. Words of
    every title are no phrase once they are dismissed."""
    seen = found(papers, vocabulary)
    assert (seen.since, seen.until) == (
        drifting.FIRST + timedelta(days=364),
        drifting.FIRST + timedelta(days=454),
    )
    assert [gap.phrases for gap in seen.gaps] == [("tidal looms",)]
    gap = seen.gaps[0]
    assert gap.is_rising
    assert (gap.recent, len(gap.papers)) == (65, 65)
    assert gap.papers[0] > gap.papers[-1]
    assert seen.idle == ("sundials",)
    assert seen.is_alarm


def test_the_week_that_is_not_over_changes_nothing(papers: Space, vocabulary: Taxonomy) -> None:
    """Its papers are not compared, and are not in the key of what is kept, so nothing else may count either."""
    given = topics.assign(papers, vocabulary)
    seen = drift.of(papers, vocabulary, given)
    assert seen
    late = [row for row, one in enumerate(papers.papers) if one.first_day > seen.until]
    assert late
    vectors, fingerprints = papers.vectors.copy(), [*papers.fingerprints]
    vectors[late] = vectors[0]
    for row in late:
        fingerprints[row] = b"changed"
    changed = replace(papers, vectors=vectors, fingerprints=fingerprints)
    known = Notebook()
    assert drift.of(changed, vocabulary, given, known) == seen
    known.missed.clear()
    assert drift.of(papers, vocabulary, given, known) == seen
    assert not known.missed


def test_nothing_to_tell(papers: Space, vocabulary: Taxonomy) -> None:
    """With a topic for it, and without the one that is idle, all is well; so it is with too few papers."""
    looms = replace(vocabulary.topics[0], slug="looms", patterns=taxonomy_patterns("tidal loom"))
    fitting = replace(
        without(vocabulary, "sundials"), topics=(*without(vocabulary, "sundials").topics, looms)
    )
    seen = found(papers, fitting)
    assert (seen.gaps, seen.idle, seen.weak, seen.is_alarm) == ((), (), (), False)
    few = space.of(papers.papers[:100]).space
    assert drift.of(few, fitting, topics.assign(few, fitting)) is None
    assert drift.of(papers, Taxonomy(), {}) is None


def taxonomy_patterns(phrase: str) -> tuple[Pattern, ...]:
    """A phrase as patterns."""
    return (compile_pattern(phrase),)


def test_a_topic_that_is_removed_is_missed(papers: Space, vocabulary: Taxonomy) -> None:
    """Its papers get other topics, and still its phrase is named, though it does not rise; the papers that have
    no good topic now are named too."""
    before, seen = found(papers, vocabulary), found(papers, without(vocabulary, "river-bridges"))
    assert [gap.phrases for gap in before.gaps] == [("tidal looms",)]
    assert [(gap.phrases[0], gap.is_rising) for gap in seen.gaps] == [
        ("tidal looms", True),
        ("river bridges", False),
    ]
    assert len(seen.weak) > len(before.weak)
    assert seen.has_many_weak


def test_known_gaps(papers: Space, vocabulary: Taxonomy) -> None:
    """What an earlier run found is used if none of it has changed, and only then."""
    kept: dict[tuple[str, bytes], bytes] = {}

    class Kept:
        def recall(self, kind: str, key: bytes) -> bytes | None:
            return kept.get((kind, key))

        def keep(self, kind: str, key: bytes, body: bytes) -> None:
            kept[kind, key] = body

    first = found(papers, vocabulary, Kept())
    assert [kind for kind, _ in kept] == ["drift"]
    assert found(papers, vocabulary, Kept()) == first
    assert len(kept) == 1
    found(papers, without(vocabulary, "sundials"), Kept())
    assert len(kept) == 2


def test_entries(papers: Space, vocabulary: Taxonomy) -> None:
    """An entry has the phrase, a group, and what speaks for it; no two have the same slug."""
    gaps = found(papers, vocabulary).gaps
    one, other = proposals.of_gaps([*gaps, *gaps], vocabulary)
    assert (one.slug, one.label, one.patterns) == ("tidal-looms", "Tidal looms", ("tidal looms",))
    assert one.group in {"crafts", "places"}
    assert (one.papers, one.recent, len(one.examples)) == (65, 65, proposals.EXAMPLES)
    assert other.slug == "tidal-looms-2"


def test_a_vocabulary_from_the_papers_alone(papers: Space) -> None:
    """What they are about comes out, without a vocabulary: here each kind is a fifth of all papers or less,
    and what every title has is none of it."""
    wide = replace(papers)
    groups, some = proposals.vocabulary(wide, widest=0.4)
    assert {one.label for one in some} == {
        "Paper kites", "Brass lanterns", "Garden sundials", "River bridges", "Tidal looms"
    }  # fmt: skip
    assert {one.group for one in some} == {group.slug for group in groups}


def test_phrases() -> None:
    """Runs of words between patterns; none begins or ends with a stop word; parts of longer ones go."""
    known, _ = taxonomy.parse(drifting.VOCABULARY)
    archive = Archive.of(drifting.listings(), Curation(), sources=sources.known())
    kite = archive.papers[paper_id(1)]
    assert kite.paper.title.endswith("Paper Kites for a Quiet Evening")
    assert Uncovered(known).of_paper(kite) == {(kite.paper.title.split()[0].lower(),)}
    together = {("tidal", "loom"): [1, 2, 3], ("loom",): [1, 2, 3, 4], ("tidal",): [1, 2, 3, 5, 6]}
    assert set(phrases.whole(together)) == {("tidal", "loom"), ("tidal",)}
