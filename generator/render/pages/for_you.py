"""`/for-you/`: the papers of the newest list days, which a script puts in the reader's own order.

Without scripts it is a plain list, best first, and explains what it is for. The script finds elements by
their ids; each day's list has its day.
"""

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.graph.digests import RECENT, recent, trending
from generator.records.ids import PaperId
from generator.records.page import Page
from generator.records.period import day_of
from generator.render.pages import decks, parts
from generator.sinks.to_html import Html, el, join, phrase
from generator.wording import say, term

ABOUT = term("New papers in your own order, made in this browser from what you save and follow. No account.")
STARTERS, STARTERS_FROM = 8, 90
"""How many papers are offered to a reader who has saved nothing, and the calendar days they are from."""

ROOM = 86_000
"""Bytes available for the days: in a reader's own order, the page takes two files more than other lists."""


def render(graph: Graph) -> Page:
    """The same for every reader."""
    here = urls.FOR_YOU
    days = _days(graph)
    if len(days) == 1:
        told = say(
            "What you have not read of the last list day, ordered by what you save and follow. The order is"
            " made in this browser: no account, and nothing is sent anywhere."
        )
    else:
        told = say(
            "What you have not read of the last {count} list days, ordered by what you save and follow. The"
            " order is made in this browser: no account, and nothing is sent anywhere.",
            count=len(days) or RECENT,
        )
    bare = say("Your own order needs JavaScript. Below are all papers from these days.")
    blocks = [
        el("p", told, class_="lead"),
        el(
            "noscript",
            el("p", bare, class_="notice"),
        ),
        el("p", id="for-you-status", role="status", tabindex=-1, hidden=True),
        _starters(graph),
        *days,
    ]
    return parts.page(here, "for-you", say("For you"), blocks, about=say(ABOUT), meta={})


def _starters(graph: Graph) -> Html:
    """Favourites on different subjects, for a reader who has saved nothing."""
    found: dict[str, ArchivedPaper] = {}
    for paper in trending(graph.archive, STARTERS_FROM, len(graph.archive.papers)):
        for slug in graph.topics_of(paper.paper.id)[:1]:
            found.setdefault(graph.taxonomy.by_slug[slug].group, paper)
        if len(found) == STARTERS:
            break
    here = urls.FOR_YOU
    library = el("a", say("load your library"), href=f"{here.to(urls.SAVED)}#saved-library")
    return el(
        "section",
        el("h2", say("Papers to start from"), id="start"),
        el("p", phrase("Save three papers that interest you, or {library}.", library=library)),
        decks.rows(here, tuple(found.values())),
        id="for-you-start",
        hidden=True,
    )


def _days(graph: Graph) -> list[Html]:
    """Each paper under the newest day that lists it; of long days, as many as there is room for."""
    here, archive = urls.FOR_YOU, graph.archive
    told: set[PaperId] = set()
    found: list[Html] = []
    left = ROOM
    for day in recent(archive):
        keys = [key for key in archive.days[day] if archive.papers[key].is_shown and key not in told]
        told.update(keys)
        if keys:
            one = day_of(day)
            title = el("h2", el("a", one.title, href=here.to(urls.period(one))))
            rows = decks.rows(here, tuple(archive.papers[key] for key in keys))
            section = el("section", join(title, rows), class_="for-you-day", data_day=day.isoformat())
            left -= len(section.encode())
            if left < 0 and found:
                break
            found.append(section)
    return found
