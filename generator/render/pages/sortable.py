"""What a script needs to order and filter a list, by the position of each paper: `web/lists/` reads it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.graph.topics.taxonomy import Topic
from generator.records.reading import Json
from generator.sinks.to_html import Html, data

NAME = "list-data"
"""The id of the block."""
EPOCH = date(1970, 1, 1)

Papers = Sequence[ArchivedPaper]


def by_day(papers: Papers) -> Html | None:
    """For lists that can be sorted by list day: the first day as a number of days since 1970, and for each
    paper how many days later it was listed."""
    return data(_days(papers), NAME) if len(papers) > 1 else None


def of_period(papers: Papers, whole: Papers, graph: Graph) -> Html | None:
    """The same with topics and code, for a part of the list `whole` of a week or month."""
    if len(whole) < 2 or not papers:
        return None
    return data({**_days(papers), **_narrowing(papers, whole, graph)}, NAME)


def of_day(papers: Papers, day: date, graph: Graph) -> Html | None:
    """The papers of one list day are sorted by the time of their submission, written as ranks."""
    if len(papers) < 2:
        return None
    oldest_first = sorted(papers, key=lambda one: (_time(one, day), one.paper.id))
    ranks = {one.paper.id: rank for rank, one in enumerate(oldest_first)}
    times: dict[str, Json] = {"day": _number(day), "times": [ranks[one.paper.id] for one in papers]}
    return data({**times, **_narrowing(papers, papers, graph)}, NAME)


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
    counts: dict[str, int] = defaultdict(int)
    for one in whole:
        for slug in graph.topics_of(one.paper.id):
            counts[slug] += 1
    places: dict[str, list[Json]] = defaultdict(list)
    for place, one in enumerate(papers):
        for slug in graph.topics_of(one.paper.id):
            places[slug].append(place)
    slugs = sorted(counts, key=lambda slug: (-counts[slug], by_slug[slug].label))
    topics: list[Json] = [[slug, _label(by_slug[slug]), counts[slug], places[slug]] for slug in slugs]
    with_code: list[Json] = [place for place, one in enumerate(papers) if one.code]
    found: dict[str, Json] = {"topics": topics, "code": [sum(1 for one in whole if one.code), with_code]}
    published = sum(1 for one in whole if one.known.venue)
    if published:
        places_of: list[Json] = [place for place, one in enumerate(papers) if one.known.venue]
        found["venue"] = [published, places_of]
    return found


def _label(topic: Topic) -> str:
    """The label, or "" if it is the slug as words, as most are: the script makes it of the slug."""
    plain = topic.slug.replace("-", " ").capitalize()
    return "" if topic.label == plain else topic.label
