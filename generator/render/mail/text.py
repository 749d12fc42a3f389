"""The email as plain text, for text readers and spam filters: 72 columns, one paragraph per paper,
addresses on separate lines so that no client breaks them."""

import textwrap
from collections.abc import Iterator

from generator import urls
from generator.archive import ArchivedPaper
from generator.config import Config
from generator.render.mail.issue import Issue
from generator.render.pages import cards
from generator.text import excerpt
from generator.text.counted import counted
from generator.wording import say

WIDTH = 72


def render(issue: Issue, config: Config) -> str:
    """Ends with a line feed; only addresses are longer than 72 characters."""
    return "\n".join(_lines(issue, config)) + "\n"


def _lines(issue: Issue, config: Config) -> Iterator[str]:
    count, page = counted(issue.total, "paper"), issue.series.page(issue.period, config)
    yield from _wrapped(f"{config.site_name}: {issue.title}")
    yield f"{issue.dates} · {count}" if issue.series.name else count
    yield page
    yield from _heading(issue.heading)
    for paper in issue.leading:
        yield from _paper(paper, config)
        yield from _summary(paper)
    for label, papers in issue.groups:
        yield from _heading(say(label))
        for paper in papers:
            yield from _paper(paper, config)
    if issue.more:
        yield ""
        yield say("And {count} more on the site:", count=issue.more)
        yield page
    # Mail programs take a line of two hyphens and a space as the start of the signature.
    yield from ("", "-- ", *_wrapped(config.site_name), config.site_url)
    if config.options.mail_unsubscribe:
        yield from (say("To unsubscribe:"), *addresses(config.options.mail_unsubscribe))


def addresses(written: str) -> list[str]:
    """The addresses of `mail_unsubscribe`."""
    return [one.strip() for one in written.split(",")]


def votes(paper: ArchivedPaper) -> str:
    """The upvotes in words; empty if the source never gave any."""
    count = paper.latest.upvotes
    return "" if count is None else counted(count, "upvote")


def _heading(label: str) -> tuple[str, ...]:
    return "", label.upper(), "=" * len(label)


def _paper(paper: ArchivedPaper, config: Config) -> Iterator[str]:
    yield ""
    yield from _wrapped(paper.title)
    told = " · ".join(part for part in (cards.credit(paper), votes(paper)) if part)
    yield from _wrapped(told, "  ")
    yield f"  {urls.absolute(config.site_url, urls.paper(paper.paper.id))}"


def _summary(paper: ArchivedPaper) -> Iterator[str]:
    if paper.summary is not None:
        teller, told = paper.summary
        mark = say("AI summary: ") if teller == "model" else ""
        yield from _wrapped(mark + excerpt(told, cards.SUMMARY), "  ")


def _wrapped(words: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        words, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
