"""`/feeds/mine/…`: what the operator follows, each as a feed of its own."""

from collections.abc import Iterator, Mapping

from generator import urls
from generator.archive import ArchivedPaper
from generator.config import Config
from generator.graph import Graph
from generator.records.page import Page
from generator.render.feeds import atom
from generator.render.feeds.entries import Feed, Publisher, newest, newest_first, of_paper
from generator.wording import say

SIZE = 30
"""Entries of a feed, and the rest of the last one's day."""


def render(
    graph: Graph, found: Mapping[tuple[str, str], frozenset[ArchivedPaper]], config: Config
) -> Iterator[Page]:
    """A feed for each (name, title) with its papers, in the order of all feeds. A paper has the same entry
    everywhere."""
    publisher = Publisher(config=config)
    for (name, title), papers in found.items():
        chosen = newest(newest_first(papers), SIZE)
        yield atom.render(
            Feed(
                name=urls.feed_of_standing(name),
                label=title,
                title=f"{config.site_name}: {title}",
                about=say("New papers that the operator of this archive follows."),
                page=urls.HOME,
                entries=tuple(of_paper(one, graph, publisher) for one in chosen),
            ),
            publisher,
        )
