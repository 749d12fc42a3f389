"""`…/index.html.md`: the content of a listing page as Markdown that is read without rendering.

The name follows llmstxt.org's rule for addresses that end in a slash. Days, topics and the best papers have
one: those of the days hold every paper, those of topics the best hundred. Links are relative, so a copy works
anywhere.
"""

from collections.abc import Sequence

from generator import urls
from generator.archive import Archive, ArchivedPaper
from generator.graph.digests import Digest
from generator.records.page import OWNED, Page
from generator.records.source import titles
from generator.sinks import to_markdown
from generator.text import excerpt
from generator.text.counted import counted
from generator.wording import cached, say

NAMES = 3
SUMMARY = 280
MOST = 100
"""Papers in the twin of a topic."""


def of_day(digest: Digest, archive: Archive) -> Page:
    """The twin of a day: each paper with its summary."""
    one = digest.period
    lists = titles(source for day in digest.days for source in archive.listed_by[day])
    papers = counted(len(digest.papers), "paper")
    about = say("{papers}, best first, listed on {lists}.", papers=papers, lists=lists)
    whole = urls.period(one)
    lines = [_line(whole, paper, NAMES) + _summary(paper) for paper in digest.papers]
    return _twin(whole, one.title, about, digest.papers, lines)


def listed(whole: urls.Address, title: str, about: str, papers: Sequence[ArchivedPaper]) -> Page:
    """The twin of a long list: a line for each of its best papers."""
    best = papers[:MOST]
    if len(best) < len(papers):
        every = counted(len(papers), "paper")
        about += " " + say("The best {count} of {papers}; the page lists all.", count=MOST, papers=every)
    return _twin(whole, title, about, best, [_line(whole, one, 1) for one in best])


def _twin(
    whole: urls.Address, title: str, about: str, papers: Sequence[ArchivedPaper], lines: list[str]
) -> Page:
    """The front matter holds the number of papers that follow, so that programs need not count them."""
    front = to_markdown.front_matter({"generated": OWNED, "url": whole.url, "papers": len(papers)})
    head = f"# {to_markdown.note(title)}\n\n{to_markdown.note(about)}\n\n"
    return Page(path=urls.twin(whole), text=f"{front}\n{head}{''.join(lines)}")


def _line(here: urls.Address, archived: ArchivedPaper, most: int) -> str:
    """`- [Title](../../papers/0001.00001/) – First Author, Second Author +2, 2025-08-20, 34 upvotes`, with
    at most `most` names."""
    title, facts = _facts(archived, most)
    return f"- [{title}]({here.to(urls.paper(archived.paper.id))}) – {facts}\n"


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
