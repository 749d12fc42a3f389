"""Saved pages of a category."""

import time
from datetime import date

import pytest

from generator.errors import RefusedError
from generator.intake import sources
from generator.intake.sources.arxiv import listing_page
from generator.records.listing import Parsed, Payload
from tests.support.helpers import paper_id

FRIDAY, THURSDAY = date(2026, 9, 18), date(2026, 9, 17)
PAGE = "<!DOCTYPE html><html><body><h1>Computation and Language</h1>{body}</body></html>"
SUBJECTS = '<span class="primary-subject">Computation and Language (cs.CL)</span>; Machine Learning (cs.LG)'


def item(number: int, mark: str = "", abstract: str = "Nothing &amp; more.", label: str = "Title:") -> str:
    """A paper as the page shows it."""
    told = f"<p class='mathjax'>\n {abstract}\n</p>" if abstract else ""
    return f"""<dt><a name='item{number}'>[{number}]</a>
<a href ="/abs/{paper_id(number)}" title="Abstract" id="{paper_id(number)}">arXiv:{paper_id(number)}</a> {mark}
[<a href="/pdf/{paper_id(number)}" title="Download PDF">pdf</a>]</dt>
<dd><div class='meta'><div class='list-title mathjax'><span class='descriptor'>{label}</span>
 Invented Paper {number}: A Study</div>
<div class='list-authors'><a href="/search/x">Ada Example</a>, <a href="/search/y">Bert Muster</a></div>
<div class='list-comments mathjax'><span class='descriptor'>Comments:</span> 9 pages</div>
<div class='list-subjects'><span class='descriptor'>Subjects:</span> {SUBJECTS}</div>{told}</div></dd>"""


def read(body: str, asked: date | None = None) -> Parsed:
    """The page as a file."""
    return sources.parse(Payload(path="page", body=PAGE.format(body=body).encode(), asked=asked))


def test_new_papers() -> None:
    """One day, in three sections; replaced papers are no listings."""
    parsed = read(
        "<h3>Showing new listings for Friday, 18 September 2026</h3>"
        f"<h3>New submissions (showing 1 of 1 entries)</h3><dl>{item(1)}</dl>"
        f"<h3>Cross submissions (showing 1 of 1 entries)</h3><dl>{item(2, '(cross-list from math.CO)')}</dl>"
        f"<h3>Replacement submissions (showing 1 of 1 entries)</h3><dl>{item(3, '(replaced)')}</dl>"
    )
    [listing] = parsed.listings
    assert (parsed.shape, listing.day, listing.source) == ("listing page", FRIDAY, "arxiv")
    assert [(one.paper.id, one.announced) for one in listing.papers] == [
        (paper_id(1), "new"),
        (paper_id(2), "cross"),
    ]
    paper = listing.papers[0].paper
    assert (paper.title, paper.abstract) == ("Invented Paper 1: A Study", "Nothing & more.")
    assert [one.name for one in paper.authors] == ["Ada Example", "Bert Muster"]
    assert (paper.categories, paper.comment) == (("cs.CL", "cs.LG"), "9 pages")
    assert parsed.problems == ()


def test_recent_papers() -> None:
    """A heading for each day, and no abstracts."""
    parsed = read(
        f"<dl><h3>Fri, 18 Sep 2026 (showing 1 of 1 entries )</h3>{item(1, abstract='')}"
        f"<h3>Thu, 17 Sep 2026 (showing 1 of 9 entries )</h3>{item(2, '(cross-list from cs.IR)', abstract='')}</dl>"
    )
    assert [(one.day, [two.announced for two in one.papers]) for one in parsed.listings] == [
        (THURSDAY, ["cross"]),
        (FRIDAY, ["new"]),
    ]


@pytest.mark.parametrize(
    ("body", "asked", "reason"),
    [
        (f"<h3>Total of 9 entries</h3><dl>{item(1)}</dl>", None, "day"),
        (f"<h3>Fri, 18 Sep 2026</h3><dl>{item(1)}</dl>", THURSDAY, "day"),
        (f"<h3>Fri, 18 Sep 2026</h3><dl>{item(1, '(replaced)')}</dl>", None, "schema"),
        ("<dl><dt>list-title<a href='/abs/'>x</a></dt></dl>", FRIDAY, "schema"),
    ],
)
def test_refusals(body: str, asked: date | None, reason: str) -> None:
    """Without a day, of another day, or without a paper."""
    with pytest.raises(RefusedError) as error:
        read(body, asked)
    assert error.value.reason == reason


def test_the_day_from_outside() -> None:
    """A page of a month has none, so somebody has to say it."""
    [listing] = read(f"<dl>{item(1)}</dl>", FRIDAY).listings
    assert listing.day == FRIDAY


def test_a_page_of_another_form() -> None:
    """A title keeps its own colon where the page has no labels, and an element may have no class."""
    body = item(1, abstract="<div class=' '></div>A.", label="")
    body = body.replace("Invented Paper 1: A Study", "Deep Learning: a Study")
    [listing] = read(f"<dl>{body}</dl>", FRIDAY).listings
    assert listing.papers[0].paper.title == "Deep Learning: a Study"


def test_what_is_such_a_page() -> None:
    """A link to a paper soon after the beginning of a list; however many lists there are, it takes little time."""
    assert listing_page.recognises('<p>arxiv.org<DL class="x"><a href="/abs/x">')
    assert not listing_page.recognises(f'<p>arxiv.org<a href="/abs/x"><dl>{" " * 4_000}<a href="/abs/x">')
    start = time.process_time()
    assert not listing_page.recognises("<p>arxiv.org" + "<dl>" * 250_000)
    assert time.process_time() - start < 2
