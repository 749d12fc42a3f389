"""Saved feeds and answers of the API."""

from datetime import date

import pytest

from generator.errors import RefusedError
from generator.intake import sources
from generator.intake.sources.arxiv import saved_xml
from generator.records.listing import Parsed, Payload
from tests.support import announcing
from tests.support.announcing import Arxiv, Sent
from tests.support.helpers import paper_id

FRIDAY = date(2026, 9, 18)
HOSTILE = Sent(
    key=paper_id(1),
    day=FRIDAY,
    categories=("cs.CL", "q-bio.QM", "68T07"),
    title="<script>alert(1)</script> & $x_1$",
    summary="We write <think> &amp; more.",
    authors=("Ada <b>Example</b>", "Bert Muster, Jr."),
    comment="9 pages",
)
ATOM = """<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns="http://www.w3.org/2005/Atom"><id>http://rss.arxiv.org/atom/cs.CL</id><title>cs.CL updates</title>
<updated>2026-09-18T04:00:21.000000+00:00</updated>{entries}</feed>"""
ENTRY = """<entry><id>oai:arXiv.org:{key}v1</id><title>Invented</title><published>{day}T00:00:00-04:00</published>
<summary>arXiv:{key}v1 Announce Type: {kind}
Abstract: Nothing.</summary><category term="cs.CL"/>
<rights>http://creativecommons.org/licenses/by/4.0/</rights><dc:creator>Ada Example</dc:creator></entry>"""


def read(text: str, asked: date | None = None) -> Parsed:
    """The text as a file."""
    assert saved_xml.recognises(text)
    return sources.parse(Payload(path="feed", body=text.encode(), asked=asked))


def test_rss() -> None:
    """Everything that a feed says; replacements are no listings."""
    parsed = read(Arxiv(papers=[HOSTILE], today=FRIDAY, replaced=3).rss(["cs.CL"]))
    [listing] = parsed.listings
    assert (parsed.shape, listing.day, listing.source, listing.is_reconstructed) == (
        "feed",
        FRIDAY,
        "arxiv",
        False,
    )
    [listed] = listing.papers
    assert listed.announced == "new"
    paper = listed.paper
    assert paper.title == "<script>alert(1)</script> & $x_1$"
    assert paper.abstract == "We write <think> & more."
    assert [one.name for one in paper.authors] == ["Ada <b>Example</b>", "Bert Muster Jr."]
    assert paper.categories == ("cs.CL", "q-bio.QM")
    assert paper.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert parsed.problems == ()


def test_atom() -> None:
    """The same in the other form, where the type of an announcement may be only in its text."""
    entries = [
        ENTRY.format(key=paper_id(1), day=FRIDAY, kind="new"),
        ENTRY.format(key=paper_id(2), day=FRIDAY, kind="cross"),
        ENTRY.format(key=paper_id(3), day=FRIDAY, kind="replace-cross"),
        ENTRY.format(key=paper_id(4), day=FRIDAY, kind="other"),
        ENTRY.format(key="no-id", day=FRIDAY, kind="new"),
    ]
    parsed = read(ATOM.format(entries="".join(entries)))
    [listing] = parsed.listings
    assert [(one.paper.id, one.announced) for one in listing.papers] == [
        (paper_id(1), "new"),
        (paper_id(2), "cross"),
    ]
    assert [(one.severity, one.message) for one in parsed.problems] == [
        ("lost", "announce_type: expected new or cross, got 'other'"),
        ("lost", "id: expected text such as '2503.02130', got 'oai:arXiv.org:no-idv1'"),
    ]


def test_empty_feeds() -> None:
    """A day without announcements is known by the date of the feed."""
    saturday = date(2026, 9, 19)
    [listing] = read(Arxiv(papers=[], today=saturday).rss(["cs.CL"])).listings
    assert (listing.day, listing.papers) == (saturday, ())
    [listing] = read(ATOM.format(entries="").replace("09-18T04:00", "09-19T04:00")).listings
    assert listing.day == saturday


def test_answers_of_the_api() -> None:
    """Papers are on the list on which they should have been announced, and the list is marked as such."""
    upstream = Arxiv(papers=[HOSTILE], today=FRIDAY)
    window = {"search_query": "(cat:cs.CL) AND submittedDate:[200001010000 TO 209901010000]"}
    answer = upstream.api({**window, "start": "0", "max_results": "9"})
    parsed = read(answer)
    [listing] = parsed.listings
    assert (parsed.shape, listing.day, listing.is_reconstructed) == ("API answer", FRIDAY, True)
    [listed] = listing.papers
    assert (listed.announced, listed.paper.published, listed.paper.comment) == (
        "new",
        "2026-09-16",
        "9 pages",
    )
    [listing] = read(answer, date(2026, 9, 17)).listings
    assert listing.day == date(2026, 9, 17)


@pytest.mark.parametrize(
    ("text", "reason", "message"),
    [
        (
            ATOM.replace("cs.CL updates", "Feed error for query: cs.XX").format(entries=""),
            "status",
            "the feed says",
        ),
        (
            announcing.API.format(
                total=1,
                items="<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title>"
                "<summary>incorrect id format</summary></entry>",
            ),
            "status",
            "the API reports an error: 'incorrect id format'",
        ),
        (announcing.API.format(total=0, items=""), "schema", "contains no paper"),
        (ATOM.format(entries=ENTRY.format(key=paper_id(1), day="2026-09-17", kind="new")), "day", "feed of"),
        (ATOM.format(entries="<entry>"), "xml", "not well-formed"),
        ("<!DOCTYPE rss>" + ATOM.format(entries=""), "shape", "accepted are"),
    ],
)
def test_refusals(text: str, reason: str, message: str) -> None:
    """What is not a listing says why."""
    with pytest.raises(RefusedError, match=message) as error:
        sources.parse(Payload(path="feed", body=text.encode(), asked=FRIDAY))
    assert error.value.reason == reason
