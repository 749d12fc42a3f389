"""Which picture the links to a page are shown with, and what is on it."""

from collections.abc import Iterator
from datetime import date

from generator.archive import Archive
from generator.graph import Graph
from generator.graph.topics.taxonomy import Topic
from generator.records.period import month_of, short_date
from generator.records.picture import Picture
from generator.render.pages import axes
from generator.text.counted import counted
from generator.wording import ENGLISH, Wording

NEWEST = 14
"""Days that have a picture of their own; an older one has its month's."""

LAST_LETTER = "\u024f"
"""The typeface of the pictures has Latin letters only."""

SITE = "site"
HUE = "#4051b5"
HUES = (
    "#6977e1", "#ba5db3", "#d55753", "#c46d01", "#0a9645", "#3683e0", "#d25579",
    "#0c908a", "#966cd7", "#068fa7", "#a57c00", "#6c8e03", "#d16022", "#0a9373",
)  # fmt: skip
"""Those of `tokens.css` in light colours, one for each group of topics."""


def drawable(wording: Wording) -> Wording:
    """The language of the pictures: that of the site if the typeface has its letters, else English."""
    dates = wording.of("{day} {month} {year}") + wording.of("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
    return wording if all(sign <= LAST_LETTER for sign in dates) else ENGLISH


def of_month(day: date) -> str:
    """The name of a month's picture: for papers, days and weeks too."""
    return month_of(day).key


def of_day(archive: Archive, day: date) -> str:
    """The name of the picture of a list day."""
    return day.isoformat() if day in _newest(archive) else of_month(day)


def of_topic(topic: Topic) -> str:
    """The name of the picture of its group."""
    return f"topics-{topic.group}"


def pictures(graph: Graph, site: str) -> Iterator[tuple[str, Picture]]:
    """All of them by name. `site` is the name of the site."""
    archive, months = graph.archive, graph.months
    span = axes.span(months) if months.keys else ""
    told = " · ".join(filter(None, (counted(len(archive.shown), "paper"), span)))
    yield SITE, Picture(title=site, key="", about=told, site="", hue=HUE, bars=months.papers)
    for n, group in enumerate(graph.taxonomy.groups):
        topics = graph.taxonomy.of_group(group.slug)
        found = {one.paper.id: one for topic in topics for one in graph.by_topic[topic.slug]}
        told = " · ".join((counted(len(found), "paper"), counted(len(topics), "topic")))
        bars, hue = months.of(found.values()), HUES[n % len(HUES)]
        picture = Picture(title=group.label, key="", about=told, site=site, hue=hue, bars=bars)
        yield f"topics-{group.slug}", picture
    for month in sorted({month_of(day) for day in archive.days}):
        days = [archive.counts.get(day, 0) for day in _days(month.first, month.last)]
        told = counted(months.papers[months.keys.index(month.key)], "paper")
        yield (
            month.key,
            Picture(title=month.title, key=month.key, about=told, site=site, hue=HUE, bars=tuple(days)),
        )
    listed, counts = list(archive.days), archive.counts
    for n in range(max(0, len(listed) - NEWEST), len(listed)):
        day, told = listed[n], counted(counts[listed[n]], "paper")
        bars = tuple(counts[one] for one in listed[max(0, n + 1 - NEWEST) : n + 1])
        yield (
            day.isoformat(),
            Picture(title=short_date(day), key=day.isoformat(), about=told, site=site, hue=HUE, bars=bars),
        )


def _newest(archive: Archive) -> list[date]:
    return list(archive.days)[-NEWEST:]


def _days(first: date, last: date) -> Iterator[date]:
    return (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
