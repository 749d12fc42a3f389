"""Long lists of papers across several pages, and chips: what group, topic and keyword pages share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator import urls
from generator.archive import ArchivedPaper
from generator.config import Config
from generator.records.page import Page
from generator.render.discovery import twins
from generator.render.pages import bars, decks, linked, parts, sortable
from generator.sinks.to_html import Child, Html, el
from generator.text import excerpt
from generator.wording import number as shown_number
from generator.wording import say

LABEL = 80
"""Characters of a link in a list of many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Long:
    """A list of papers across as many pages as it needs; `top` is on the first page only. `feed` is
    the feed of its new papers, if it has one; `twin_of` is the address of the site if it has a Markdown twin;
    `who` is the slug of the author whose papers these are; `data` is what the page is, if more than a list of
    papers; `groups` is what a script may narrow it to."""

    whole: urls.Address
    kind: str
    title: str
    about: str
    top: Sequence[Html | None]
    papers: Sequence[ArchivedPaper]
    feed: urls.Address | None = None
    twin_of: str | None = None
    picture: str = ""
    who: str | None = None
    data: linked.Meta = field(default_factory=dict)
    groups: sortable.Groups | None = None


def pages(long: Long, size: int) -> Iterator[Page]:
    """The pages of a list, `size` papers each, and its Markdown twin, if it has one."""
    whole, title, papers = long.whole, long.title, long.papers
    count = max(1, -(-len(papers) // size))
    meta: dict[str, str] = {**long.data}
    if long.feed:
        meta["feed"] = long.feed.url
    if long.picture:
        meta["picture"] = long.picture
    for number in range(1, count + 1):
        here = urls.part(whole, number)
        start = (number - 1) * size
        numbers = parts.numbers(here, whole, number, count)
        blocks: list[Html | None] = [
            *(long.top if number == 1 else (el("p", el("a", title, href=here.to(whole)), class_="lead"),)),
            parts.heading(say("Papers"), "papers"),
            *_listed(here, tuple(papers[start : start + size]), start + 1, long),
            numbers,
        ]
        shown = title if number == 1 else say("{title}, page {page}", title=title, page=str(number))
        kept = [block for block in blocks if block]
        twin = parts.HAS_TWIN if long.twin_of is not None and number == 1 else {}
        yield parts.page(here, long.kind, shown, kept, about=long.about, meta={**meta, **twin})
    if long.twin_of is not None:
        yield twins.listed(whole, title, long.about, papers, long.twin_of)


def _listed(
    here: urls.Address, papers: tuple[ArchivedPaper, ...], start: int, long: Long
) -> tuple[Html | None, ...]:
    if not papers:
        return (el("p", say("None yet.")),)
    found = decks.rows(here, papers, start, name=decks.MAIN, who=long.who)
    narrows = long.groups is not None and any(long.groups[:2])
    return bars.plain(narrows=narrows), found, sortable.by_day(papers, long.groups)


def feed_of(page: urls.Address, config: Config) -> urls.Address | None:
    """The feed of a topic, author or organization page; None if the site's address is not configured."""
    return urls.feed(urls.feed_of(page), "atom") if config.site_url else None


def follow(here: urls.Address, feed: urls.Address | None) -> Html | None:
    """A visible link to the feed."""
    return el("a", say("Feed"), href=here.to(feed), class_="feed") if feed else None


def chips(items: Iterable[Child], class_: str = "chips") -> Html | None:
    """A row of small links, or None if there are none."""
    found = [el("li", item) for item in items if item]
    return el("ul", *found, class_=class_) if found else None


def chip(here: urls.Address, label: str, target: urls.Address, count: int | None) -> Html:
    """A link with its count; None shows none."""
    beside = el("small", f" {shown_number(count)}") if count is not None else None
    return el("a", excerpt(label, LABEL), beside, href=here.to(target))


def most(counts: Counter[str], size: int) -> list[tuple[str, int]]:
    """The most frequent keys with their counts, ties by name."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:size]


def years(papers: Iterable[ArchivedPaper]) -> str:
    """`2024 to 2026`, or a single year."""
    found = sorted({paper.first_day.year for paper in papers})
    return (
        str(found[0])
        if len(found) == 1
        else say("{first} to {last}", first=str(found[0]), last=str(found[-1]))
    )
