"""What a script needs to order and filter a list, by the position of each paper: `web/lists/` reads it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.graph.topics.taxonomy import Topic
from generator.records.reading import Json
from generator.sinks.to_html import Html, data

NAME = "list-data"
"""The id of the block."""
EPOCH = date(1970, 1, 1)

MOST_CATEGORIES = 30
"""Categories that a list can be narrowed to; papers are filed under far more, most of them once."""

Papers = Sequence[ArchivedPaper]


class Groups(NamedTuple):
    """What else a whole list can be narrowed to and grouped by, the most frequent first: arXiv's categories
    with their counts; sources with their names and counts, if there are several."""

    categories: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, str, int], ...]
    day: date | None = None


def groups(whole: Papers, day: date | None = None) -> Groups:
    """Those of a list; none if nothing is known of its papers but one source. `day` is the list day, if it is
    the list of one: other lists of its papers do not count then."""
    filed = Counter(name for one in whole for name in one.known.categories)
    names = {by.source.name: by.source.names.short for one in whole for by in one.appearances}
    listed = Counter(name for one in whole for name in _sources(one, day)) if len(names) > 1 else {}
    return Groups(
        categories=tuple(_by_count(filed)[:MOST_CATEGORIES]),
        sources=tuple((name, names[name], count) for name, count in _by_count(listed))
        if len(listed) > 1
        else (),
        day=day,
    )


def by_day(papers: Papers, whole: Groups | None = None) -> Html | None:
    """For lists that can be sorted by list day: the first day as a number of days since 1970, and for each
    paper how many days later it was listed. `whole` is what the list has that they are a part of."""
    if len(papers) < 2:
        return None
    return data({**_days(papers), **(_grouping(papers, whole) if whole else {})}, NAME)


def of_period(papers: Papers, whole: Papers, graph: Graph) -> Html | None:
    """The same with topics and code, for a part of the list `whole` of a week or month."""
    if len(whole) < 2 or not papers:
        return None
    return data(
        {**_days(papers), **_narrowing(papers, whole, graph), **_grouping(papers, groups(whole))}, NAME
    )


def of_day(papers: Papers, day: date, graph: Graph) -> Html | None:
    """The papers of one list day are sorted by the time of their submission, written as ranks."""
    if len(papers) < 2:
        return None
    oldest_first = sorted(papers, key=lambda one: (_time(one, day), one.paper.id))
    ranks = {one.paper.id: rank for rank, one in enumerate(oldest_first)}
    times: dict[str, Json] = {"day": _number(day), "times": [ranks[one.paper.id] for one in papers]}
    return data(
        {**times, **_narrowing(papers, papers, graph), **_grouping(papers, groups(papers, day))}, NAME
    )


def _days(papers: Papers) -> dict[str, Json]:
    days = [_number(one.first_day) for one in papers]
    first = min(days)
    return {"day": first, "days": [day - first for day in days]}


def _number(day: date) -> int:
    return (day - EPOCH).days


def _time(archived: ArchivedPaper, day: date) -> str:
    """When the paper was submitted to the list, or first seen on it."""
    times = (one.listed.submitted or one.listed.first_seen for one in archived.records if one.day == day)
    return next(times, "")


def _narrowing(papers: Papers, whole: Papers, graph: Graph) -> dict[str, Json]:
    """`topics` are slug, label, number of papers in the whole list and positions here; `code` and `venue`
    likewise, the latter only where one is known."""
    by_slug = graph.taxonomy.by_slug
    counts = Counter(slug for one in whole for slug in graph.topics_of(one.paper.id))
    places = _places(graph.topics_of(one.paper.id) for one in papers)
    slugs = sorted(counts, key=lambda slug: (-counts[slug], by_slug[slug].label))
    topics: list[Json] = [[slug, _label(by_slug[slug]), counts[slug], places[slug]] for slug in slugs]
    with_code: list[Json] = [place for place, one in enumerate(papers) if one.code]
    found: dict[str, Json] = {"topics": topics, "code": [sum(1 for one in whole if one.code), with_code]}
    published = sum(1 for one in whole if one.known.venue)
    if published:
        places_of: list[Json] = [place for place, one in enumerate(papers) if one.known.venue]
        found["venue"] = [published, places_of]
    return found


def _grouping(papers: Papers, whole: Groups) -> dict[str, Json]:
    """`categories` are name, number of papers in the whole list, positions here of those that have it as
    their first one, and of the others; `sources` are name, label, number and positions."""
    found: dict[str, Json] = {}
    if whole.categories:
        first = _places(one.known.categories[:1] for one in papers)
        more = _places(one.known.categories[1:] for one in papers)
        found["categories"] = [[name, count, first[name], more[name]] for name, count in whole.categories]
    if whole.sources:
        listed = _places(_sources(one, whole.day) for one in papers)
        found["sources"] = [[name, label, count, listed[name]] for name, label, count in whole.sources]
    return found


def _places(names: Iterable[Iterable[str]]) -> dict[str, list[Json]]:
    places: dict[str, list[Json]] = defaultdict(list)
    for place, some in enumerate(names):
        for name in some:
            places[name].append(place)
    return places


def _sources(archived: ArchivedPaper, day: date | None) -> Iterable[str]:
    """The sources that list it, on a day or ever, each once."""
    return dict.fromkeys(one.source.name for one in archived.appearances if day in (None, one.day))


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _label(topic: Topic) -> str:
    """The label, or "" if it is the slug as words, as most are: the script makes it of the slug."""
    plain = topic.slug.replace("-", " ").capitalize()
    return "" if topic.label == plain else topic.label
