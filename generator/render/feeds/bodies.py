"""The body of an entry as feed readers show it: HTML of a few plain elements with absolute addresses."""

from collections.abc import Callable, Iterable, Sequence

from generator import text, urls
from generator.archive import ArchivedPaper
from generator.graph.digests import Digest
from generator.records.known import Arrival
from generator.records.paper import Organization
from generator.records.period import day_of, long_date
from generator.records.source import linked_at
from generator.sinks.to_html import Child, Html, item, join, phrase
from generator.sinks.to_html import quoted as el
from generator.text import tex
from generator.text.counted import counted
from generator.wording import say

NAMES = 50
"""Authors named: feed readers show them on one line, and a report may have six hundred."""

SUMMARY, FEW_NAMES = 300, 3

Whole = Callable[[urls.Address], str]
"""An address of the site → its absolute form."""


def paper(archived: ArchivedPaper, topics: Iterable[str], whole: Whole) -> Html:
    """Authors, summary, abstract, names of topics, and links."""
    told = archived.paper
    abstract = el("p", _prose(told.abstract), dir="auto") if told.abstract else None
    subjects = ", ".join(topics)
    return join(
        _by(archived.shown_names, NAMES, told.organization),
        _told(archived),
        abstract,
        el("p", phrase("Topics: {topics}", topics=subjects)) if subjects else None,
        _links(archived, whole),
    )


def day(papers: Iterable[ArchivedPaper], whole: Whole) -> Html:
    """A day's papers, with one sentence each."""
    return el("ol", *(_item(one, whole) for one in papers))


def rest(digest: Digest, told: int, whole: Whole) -> Html | None:
    """Where the papers are that are not among the best; None if there are no others."""
    if told >= len(digest.papers):
        return None
    link = el("a", counted(len(digest.papers), "paper"), href=whole(urls.period(digest.period)))
    return el("p", phrase("The best {count} of {papers}.", count=str(told), papers=link))


def _by(names: Sequence[str], most: int, organization: Organization | None) -> Html | None:
    listed, rest = ", ".join(names[:most]), len(names) - most
    if rest > 0:
        listed = say("{names} and {count} more", names=listed, count=rest)
    found = join(listed, organization.shown if organization else None, between=" · ")
    return el("p", found) if found else None


def _told(archived: ArchivedPaper) -> Html | None:
    """The summary and who wrote it, unless it is just the start of the abstract."""
    if archived.summary is None or archived.summary[0] == "abstract":
        return None
    teller, told = archived.summary
    model = archived.paper.ai_summary.model if archived.paper.ai_summary else None
    by_model = say("AI summary ({model}): ", model=model) if model else say("AI summary: ")
    return el("p", el("em", by_model if teller == "model" else say("In short: ")), _prose(told))


def _links(archived: ArchivedPaper, whole: Whole) -> Html:
    paper = archived.paper
    listed_on = day_of(archived.first_day)
    outside = () if paper.id.is_provisional else (
        ("arXiv", urls.arxiv(paper.id, "abs")),
        ("PDF", urls.arxiv(paper.id, "pdf")),
        (archived.source.names.short, archived.source.names.paper_at(paper.id)),
    )  # fmt: skip
    own = (
        (say("Code"), archived.code),
        (say("Project"), paper.project),
        *((say("Media"), url) for url in paper.media[:1]),
    )
    day = el("a", long_date(listed_on.first), href=whole(urls.period(listed_on)))
    listed = phrase("Listed {day}", day=day)
    links = (el("a", name, href=url) for name, url in (*outside, *own) if url)
    return el("p", join(*links, listed, between=" · "))


def _item(archived: ArchivedPaper, whole: Whole) -> Html:
    """A paper in the entry of a day."""
    paper = archived.paper
    link = el("a", archived.title, href=whole(urls.paper(paper.id)))
    names = archived.shown_names
    summary = text.excerpt(archived.summary[1], SUMMARY) if archived.summary else None
    told = el("p", summary) if summary else None
    return item(link, _by(names, FEW_NAMES, paper.organization), told)


def _prose(written: str) -> Html:
    """Text with its addresses as links; math in words and symbols, which every feed reader can show."""
    return join(*map(_segment, tex.segments(written)))


def _segment(segment: tex.Segment) -> Child:
    match segment:
        case tex.Link(url):
            return el("a", url.split("://", 1)[1].rstrip("/"), href=url)
        case _:
            return tex.as_words(segment)


def arrival(archived: ArchivedPaper, arrived: Arrival) -> Html:
    """What arrived, and the paper in a sentence."""
    there = arrived.what if arrived.kind == "code" else linked_at(archived.linking.model, arrived.what)
    what = el("a", arrived.what, href=there) if there else arrived.what
    return join(el("p", what) if arrived.what else None, _told(archived))
