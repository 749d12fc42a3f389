"""What is known of a paper is on its page, and nothing where nothing is known."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import cache

from generator.records.enriched import Enriched
from generator.records.known import Arrival, Linked, Links, Version
from generator.render import asked
from generator.render.feeds import bodies
from generator.render.pages import known
from tests.support import linking
from tests.support.helpers import DAY, listed, listing, paper_id
from tests.support.rendering import Site, every, one, pages, pages_with, seen, small, words

DAYS = [listing([listed(n) for n in (1, 2, 3)])]
EARLY, LATE = "2025-08-20T06:00:00Z", "2025-08-23T06:00:00Z"
TOLD = (
    Enriched(
        id=paper_id(1),
        seen=LATE,
        categories=("cs.CL", "cs.LG"),
        comment="Accepted at CVPR 2026 (oral)",
        doi="10.1234/a(b)<c",
        licence="https://creativecommons.org/licenses/by/4.0/",
        versions=(Version(number=1, day="2025-08-18"), Version(number=3, day="2025-08-22")),
        models=Links(at="2025-08-23", total=12, named=tuple(Linked(name=f"lab/m{n}") for n in range(5))),
        spaces=Links(at="2025-08-21", total=1, named=(Linked(name="lab/s"),)),
        lacked=(("model", EARLY),),
        had=(("model", LATE),),
    ),
    Enriched(id=paper_id(2), seen=LATE, comment="Accepted to CVPR 2026"),
    Enriched(id=paper_id(3), seen=LATE, comment="Accepted to ICML <2026>"),
)


@cache
def site() -> Site:
    """Three papers, two of them with the same venue."""
    return pages_with(DAYS, TOLD)


def test_facts() -> None:
    """Venue with its page, DOI, categories, version, licence; a comment only where no venue is known."""
    facts = one(seen(site()["papers/0001.00001.md"]), ".facts")
    told = [words(item) for item in every(facts, "li")]
    assert told[-5:] == [
        "CVPR 2026 (oral)",
        "doi:10.1234/a(b)<c",
        "cs.CL, cs.LG",
        "Version 3 of 22 Aug 2025",
        "CC BY 4.0",
    ]
    links = [str(link.get("href")) for link in every(facts, "a")]
    assert links[-3:] == [
        "../../venues/cvpr-2026/",
        "https://doi.org/10.1234/a(b)%3Cc",
        "https://creativecommons.org/licenses/by/4.0/",
    ]
    other = one(seen(site()["papers/0001.00003.md"]), ".facts")
    assert words(every(other, "li")[-1]) == "Accepted to ICML <2026>"


def test_a_model_of_a_paper_of_two_sources() -> None:
    """Its page and its entry in the feed of arrivals lead to the first source that has such pages."""
    first = replace(listing([listed(1, signals=())]), source="arxiv")
    second = listing([listed(1)], day=DAY + timedelta(days=1))
    [paper] = linking.graph([first, second]).archive.shown
    arrival = Arrival(kind="model", day="2025-08-23", what="lab/m0")
    assert 'href="https://huggingface.co/lab/m0"' in str(bodies.arrival(paper, arrival))
    links = Links(at="2025-08-23", total=1, named=(Linked(name="lab/m0"),))
    told = known.linked(replace(paper, known=replace(paper.known, models=links)))
    assert "href=https://huggingface.co/lab/m0>" in "".join(map(str, told))
    [alone] = linking.graph([first]).archive.shown
    assert "href" not in str(bodies.arrival(alone, arrival))


def test_models() -> None:
    """How many, the first three with their pages, and when they were counted."""
    page = seen(site()["papers/0001.00001.md"])
    (heading,) = page.xpath("//*[@id='models']")
    items, when = heading.xpath("following-sibling::*")[:2]
    assert [words(item) for item in every(items, "li")] == [
        "12 models: lab/m0, lab/m1, lab/m2",
        "1 Space: lab/s",
    ]
    assert [str(link.get("href")) for link in every(items, "a")][-1] == "https://huggingface.co/spaces/lab/s"
    assert words(when) == "as of 23 Aug 2025"


def test_venues() -> None:
    """A page where two papers have it, and the hub of those; none where nothing is known."""
    assert "venues/icml-2026.md" not in site()
    links = every(seen(site()["venues/cvpr-2026.md"]), "a")
    papers = {str(link.get("href")) for link in links if "/papers/" in str(link.get("href"))}
    assert papers == {f"../../papers/{paper_id(n)}/" for n in (1, 2)}
    assert [words(chip) for chip in every(one(seen(site()["venues/index.md"]), ".chips"), "li")] == [
        "CVPR 2026 2"
    ]
    assert not [path for path in pages(DAYS) if path.startswith("venues")]
    for path in ("search/index.md", "topics/index.md"):
        assert "../venues/" in [a.get("href") for a in every(seen(site()[path]), "a")]
        assert "../venues/" not in [a.get("href") for a in every(seen(small()[path]), "a")]
    for path in ("venues/cvpr-2026.md", "venues/index.md"):
        alone = asked.page(site()._given, path)
        assert alone
        assert alone.text == site()[path]
    assert asked.page(site()._given, "venues/icml-2026.md") is None


def test_nothing_known_changes_nothing() -> None:
    """Not a byte of any page, feed or export."""
    plain, empty = pages(DAYS), pages_with(DAYS, [Enriched(id=paper_id(1), seen=LATE)])
    assert dict(plain) == dict(empty)


def test_the_feed_names_an_arrival_once() -> None:
    """With the day on which an answer first had it; no feed before anything arrived."""
    feed = site()["feeds/arrived.atom"]
    assert feed.count("<entry>") == 1
    assert "<title>Model: Invented Paper 1</title>" in feed
    assert "<updated>2025-08-23T12:00:00Z</updated>" in feed
    assert "feeds/arrived.atom" in site()["subscribe/index.md"]
    assert "feeds/arrived.atom" not in pages(DAYS)


def test_data_for_programs() -> None:
    """The day's file has it by paper, and its schema describes each field."""
    papers = {one["id"]: one for one in json.loads(site()["api/days/2025-08-20.json"])["papers"]}
    first, third = papers[paper_id(1)], papers[paper_id(3)]
    told = ("categories", "doi", "venue", "licence", "version")
    assert [first.get(name) for name in told] == [
        ["cs.CL", "cs.LG"],
        "10.1234/a(b)<c",
        "cvpr-2026",
        "https://creativecommons.org/licenses/by/4.0/",
        3,
    ]
    assert [third.get(name) for name in told] == [None] * 5
