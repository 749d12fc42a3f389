"""A lazy graph is the graph."""

from dataclasses import fields

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
