"""`/topics/`, `/topics/<slug>/`, `/keywords/…`: what papers are about."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator import urls
from generator.archive import ArchivedPaper, best_first
from generator.config import Config
from generator.graph import Graph
from generator.graph.keywords import Keyword
from generator.graph.topics.taxonomy import Topic
from generator.records.page import Page
from generator.render.pages import (
    axes,
    charts,
    decks,
    finders,
    hues,
    linked,
    lists,
    parts,
    sharing,
    sortable,
    sparks,
)
from generator.sinks.to_html import Html, el, join, phrase
from generator.text import tex
from generator.text.counted import counted
from generator.wording import number, say

NEWEST = 5
NEIGHBOURS = 8
ORGANIZATIONS = 8
TOPICS_OF_KEYWORD = 5
CHART_LEAST = 8
"""With fewer papers than this, a chart says nothing."""


def hub(graph: Graph) -> Page:
    """All topics in their groups, with counts."""
    here = urls.TOPICS
    count = counted(len(graph.taxonomy.topics), "topic")
    lead = (
        phrase(
            "{topics}; each paper has one to six of them. See also the {keywords}.",
            topics=count,
            keywords=el("a", say("AI-extracted keywords"), href=here.to(urls.KEYWORDS)),
        )
        if any(one.knows.summaries for one in graph.archive.sources)
        else phrase("{topics}; each paper has one to six of them.", topics=count)
    )
    blocks = [el("p", lead, class_="lead")]
    if any(map(graph.has_venue_page, graph.by_venue)):
        blocks.append(el("p", el("a", say("All venues"), href=here.to(urls.VENUES)), class_="lead"))
    if len(graph.taxonomy.topics) > finders.MOST:
        ways = (el("a", group.label, href=f"#g-{group.slug}") for group in graph.taxonomy.groups)
        blocks += [finders.field(count, "topics"), el("ul", *(el("li", way) for way in ways), class_="chips")]
    for group in graph.taxonomy.groups:
        blocks.append(parts.heading(group.label, f"g-{group.slug}"))
        items = (
            el(
                "li",
                lists.chip(here, topic.label, urls.topic(topic.slug), len(graph.by_topic[topic.slug])),
                el("p", topic.description),
            )
            for topic in graph.taxonomy.of_group(group.slug)
        )
        hue = hues.of_group(graph.taxonomy, group.slug)
        blocks.append(el("ul", *items, class_=f"topics {hue}"))
    groups = ", ".join(group.label for group in graph.taxonomy.groups)
    about = say("All topics in the archive: {groups}.", groups=groups)
    return parts.page(here, "hub", say("Topics"), blocks, about=about, meta={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a topic appears with, most first: topics by slug, and organizations with a page by slug and label,
    each with the number of its papers."""

    topics: tuple[tuple[str, int], ...]
    organizations: tuple[tuple[str, str, int], ...]


def beside(found: Topic, graph: Graph) -> Beside:
    """The topics that share the most papers with this one, relative to their size, and the organizations with
    the most of its papers."""
    papers = graph.by_topic[found.slug]
    counts = Counter(slug for p in papers for slug in graph.topics_of(p.paper.id) if slug != found.slug)
    weighed = {slug: n / (len(graph.by_topic[slug]) + 20) for slug, n in counts.items() if n > 1}
    best = sorted(weighed, key=lambda slug: (-weighed[slug], slug))[:NEIGHBOURS]
    known = graph.people.organizations
    listed = Counter(slug for p in papers if (slug := graph.organization_of(p)) is not None)
    with_page = [(slug, n) for slug, n in lists.most(listed, len(listed)) if graph.has_page(known[slug])]
    return Beside(
        topics=tuple((slug, counts[slug]) for slug in best),
        organizations=tuple((slug, known[slug].label, n) for slug, n in with_page[:ORGANIZATIONS]),
    )


def topic(found: Topic, near: Beside, graph: Graph, config: Config) -> Iterator[Page]:
    """One topic: what it is, how it develops, what it appears with, and all of its papers."""
    whole = urls.topic(found.slug)
    papers = graph.by_topic[found.slug]
    feed = lists.feed_of(whole, config)
    top = [
        el("p", join(found.description, lists.follow(whole, feed), between=" · "), class_="lead"),
        _chart(found.label, papers, graph),
        *_titled(say("Newest"), "newest", _newest(whole, papers)),
        *_titled(say("Often appears with"), "neighbours", _neighbours(whole, near, graph)),
        *_titled(say("Organizations"), "orgs", _organizations(whole, near)),
    ]
    yield from lists.pages(
        lists.Long(
            whole=whole,
            kind="topic",
            title=found.label,
            about=found.description,
            top=top,
            papers=papers,
            feed=feed,
            twin_of=config.site_url,
            picture=sharing.of_topic(found),
            data=linked.papers(found.label, len(papers), {"@type": "Thing", "name": found.label}),
            groups=sortable.groups(papers),
        ),
        config.options.listing_page_size,
    )


def keyword(word: Keyword, graph: Graph, size: int) -> Iterator[Page]:
    """One of the source's keywords."""
    whole = urls.keyword(word.slug)
    papers = tuple(sorted((graph.archive.papers[key] for key in word.papers), key=best_first))
    count = counted(len(papers), "paper")
    top = [
        el("p", say("An AI-extracted keyword on {papers}.", papers=count), class_="lead"),
        _spark(papers, graph),
        *_titled(say("Topics of these papers"), "topics", _topics(whole, papers, graph)),
    ]
    label = tex.plain(word.label)
    about = say("{label}: {papers} with this keyword.", label=label, papers=count)
    yield from lists.pages(
        lists.Long(whole=whole, kind="keyword", title=label, about=about, top=top, papers=papers), size
    )


def keyword_hub(graph: Graph) -> Page:
    """Every keyword that has a page."""
    here = urls.KEYWORDS
    words = graph.keywords.pages(graph.thresholds.keyword)
    lead = phrase(
        "{keywords}, each on at least {least} papers. For a curated view, see the {topics}.",
        keywords=counted(len(words), "AI-extracted keyword"),
        least=number(graph.thresholds.keyword),
        topics=el("a", say("topics"), href=here.to(urls.TOPICS)),
    )
    labels = [tex.plain(word.label) for word in words]
    items = [
        (label, lists.chip(here, label, urls.keyword(word.slug), len(word.papers)))
        for word, label in zip(words, labels, strict=True)
    ]
    blocks = [
        el("p", lead, class_="lead"),
        *finders.blocks(counted(len(words), "keyword"), items, "chips"),
    ]
    about = say("{keywords} with a page.", keywords=counted(len(words), "keyword"))
    return parts.page(here, "hub", say("Keywords"), blocks, about=about, meta={})


def _titled(title: str, anchor: str, block: Html | None) -> list[Html]:
    return [parts.heading(title, anchor), block] if block else []


def _chart(label: str, papers: tuple[ArchivedPaper, ...], graph: Graph) -> Html | None:
    if not _has_chart(papers, graph):
        return None
    months = graph.months
    counts = charts.Series(name=say("Papers"), values=months.known(months.of(papers)))
    about = say("Papers on {topic} per month, {span}.", topic=label, span=axes.span(months))
    return charts.bars(charts.Chart(title=say("Papers per month"), about=about, months=months), counts)


def _spark(papers: tuple[ArchivedPaper, ...], graph: Graph) -> Html | None:
    """There are a thousand keywords, so theirs is a small chart."""
    if not _has_chart(papers, graph):
        return None
    values, span = graph.months.of(papers), axes.span(graph.months)
    return sparks.bars(say("Papers per month, {span}, at most {most}", span=span, most=max(values)), values)


def _has_chart(papers: tuple[ArchivedPaper, ...], graph: Graph) -> bool:
    return len(papers) >= CHART_LEAST and len(graph.months.keys) > 1


def _neighbours(here: urls.Address, near: Beside, graph: Graph) -> Html | None:
    return lists.chips(
        lists.chip(here, graph.taxonomy.by_slug[slug].label, urls.topic(slug), n) for slug, n in near.topics
    )


def _topics(here: urls.Address, papers: tuple[ArchivedPaper, ...], graph: Graph) -> Html | None:
    counts = Counter(slug for p in papers for slug in graph.topics_of(p.paper.id))
    best = lists.most(counts, TOPICS_OF_KEYWORD)
    return lists.chips(
        lists.chip(here, graph.taxonomy.by_slug[slug].label, urls.topic(slug), n) for slug, n in best
    )


def _organizations(here: urls.Address, near: Beside) -> Html | None:
    return lists.chips(
        lists.chip(here, label, urls.group("organization", slug), n) for slug, label, n in near.organizations
    )


def _newest(here: urls.Address, papers: tuple[ArchivedPaper, ...]) -> Html | None:
    newest = sorted(papers, key=lambda p: (p.first_day, p.upvotes, p.paper.id), reverse=True)[:NEWEST]
    return decks.rows(here, tuple(newest)) if newest else None
