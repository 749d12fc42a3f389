"""`…/index.html.md`: the content of a listing page as Markdown that is read without rendering.

The name follows llmstxt.org's rule for addresses that end in a slash. Days, topics and the best papers have
one: those of the days hold every paper, those of topics the best fifty. It begins with its title, and its
links are absolute if the site's address is known, so it can be read anywhere.
"""

from collections.abc import Sequence

from generator import urls
from generator.archive import Archive, ArchivedPaper
from generator.graph.digests import Digest
from generator.records.page import Page
from generator.records.source import titles
from generator.sinks import to_markdown
from generator.text import excerpt
from generator.text.counted import counted
from generator.wording import cached, say

NAMES = 3
SUMMARY = 280
MOST = 50
"""Papers in the twin of a topic."""


def of_day(digest: Digest, archive: Archive, site_url: str) -> Page:
    """The twin of a day: each paper with its summary."""
    one = digest.period
    lists = titles(source for day in digest.days for source in archive.listed_by[day])
    papers = counted(len(digest.papers), "paper")
    about = say("{papers}, best first, listed on {lists}.", papers=papers, lists=lists)
    whole = urls.period(one)
    lines = [_line(whole, paper, NAMES, site_url) + _summary(paper) for paper in digest.papers]
    return _twin(whole, one.title, about, lines)


def listed(
    whole: urls.Address, title: str, about: str, papers: Sequence[ArchivedPaper], site_url: str
) -> Page:
    """The twin of a long list: a line for each of its best papers."""
    best = papers[:MOST]
    if len(best) < len(papers):
        every = counted(len(papers), "paper")
        about += " " + say("The best {count} of {papers}; the page lists all.", count=MOST, papers=every)
    return _twin(whole, title, about, [_line(whole, one, 1, site_url) for one in best])


def _twin(whole: urls.Address, title: str, about: str, lines: list[str]) -> Page:
    head = f"# {to_markdown.note(title)}\n\n{to_markdown.note(about)}\n\n"
    return Page(path=urls.twin(whole), text=f"{head}{''.join(lines)}")


def _line(here: urls.Address, archived: ArchivedPaper, most: int, site_url: str) -> str:
    """`- [Title](https://…/papers/0001.00001/) – First Author, Second Author +2, 2025-08-20, 34 upvotes`,
    with at most `most` names."""
    title, facts = _facts(archived, most)
    page = urls.paper(archived.paper.id)
    link = urls.absolute(site_url, page) if site_url else here.to(page)
    return f"- [{title}]({link}) – {facts}\n"


@cached(2**17)
def _facts(archived: ArchivedPaper, most: int) -> tuple[str, str]:
    """The parts of a line besides the link; the twins of several topics share them."""
    names = archived.shown_names
    more = f" +{len(names) - most}" if len(names) > most else ""
    count = archived.latest.upvotes
    facts = [
        *((", ".join(map(to_markdown.note, names[:most])) + more,) if names else ()),
        archived.first_day.isoformat(),
        *(() if count is None else (counted(count, "upvote"),)),
    ]
    return to_markdown.note(archived.title), ", ".join(facts)


def _summary(archived: ArchivedPaper) -> str:
    if archived.summary is None:
        return ""
    teller, said = archived.summary
    mark = say("AI: ") if teller == "model" else ""
    return f"  {mark}{to_markdown.note(excerpt(said, SUMMARY))}\n"
