"""A lazy graph is the graph."""

from dataclasses import fields, replace

import numpy as np

from generator import graph as graphs
from generator.archive import Archive
from generator.graph import Graph, Thresholds
from generator.graph.lazy import LazyGraph
from generator.memo import FORGETFUL
from tests.support import fabricate, linking


def test_every_part() -> None:
    """Each is worked out when it is asked for, and is the same."""
    thresholds = Thresholds(author=2, organization=2, submitter=2, keyword=2)
    archive, topics = Archive.of(fabricate.listings(40, 8)), linking.vocabulary()
    whole = graphs.of(archive, topics, thresholds)
    lazy = LazyGraph(archive, topics, thresholds, FORGETFUL)
    assert not {"space", "people", "keywords", "related"} & vars(lazy).keys()
    for part in fields(Graph):
        if part.name != "space":
            assert getattr(lazy, part.name) == getattr(whole, part.name), part.name
    assert np.array_equal(lazy.space.vectors, whole.space.vectors)
    assert lazy.marks == whole.marks


def test_after_a_change() -> None:
    """What texts do not decide is taken over; after a change of a text nothing is."""
    thresholds = Thresholds(author=2, organization=2, submitter=2, keyword=2)
    topics, days = linking.vocabulary(), fabricate.listings(40, 8)
    before = LazyGraph(Archive.of(days), topics, thresholds, FORGETFUL)
    assert before.related
    first = days[0].papers[0]
    for changes, is_kept in (
        ({"authors": ()}, True),
        ({"title": "Another Title of Gardens and Maps"}, False),
    ):
        other = replace(first, paper=replace(first.paper, **changes))
        archive = Archive.of([replace(days[0], papers=(other, *days[0].papers[1:])), *days[1:]])
        after = LazyGraph(archive, topics, thresholds, FORGETFUL, before)
        whole = graphs.of(archive, topics, thresholds)
        assert (after.nearest is before.nearest) == is_kept
        assert after.related == whole.related
        assert after.assignments == whole.assignments
        assert after.space.papers == whole.space.papers
        assert np.array_equal(after.space.vectors, whole.space.vectors)
