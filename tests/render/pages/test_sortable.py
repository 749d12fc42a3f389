"""What a script reads to order and filter a list."""

import json
from dataclasses import replace
from datetime import date

from generator.records.reading import Json
from tests.support.helpers import listed, listing, paper
from tests.support.rendering import pages, seen


def data(text: str) -> dict[str, Json]:
    """The block of a page."""
    (block,) = seen(text).xpath("//script[@id='list-data']/text()")
    found: dict[str, Json] = json.loads(str(block))
    return found


def test_a_day_ranks_its_papers_by_time() -> None:
    """The earliest submission has rank 0; papers of the same time are in the order of their ids."""
    times = {1: "2025-08-20T09:00:00Z", 2: "2025-08-20T07:00:00Z", 3: "2025-08-20T07:00:00Z"}
    day = listing([replace(listed(n), submitted=time) for n, time in times.items()])
    page = pages([day])["days/2025-08-20.md"]
    ids = [node.get("data-paper") for node in seen(page).iter() if node.get("data-paper")]
    found = data(page)
    assert dict(zip(ids, found["times"], strict=True)) == {  # type: ignore[arg-type]
        "0001.00002": 0,
        "0001.00003": 1,
        "0001.00001": 2,
    }
    assert found["day"] == (date(2025, 8, 20) - date(1970, 1, 1)).days
    assert pages([day])["index.md"].count("id=list-data>") == 1


def test_longer_lists_tell_the_day_of_each_paper() -> None:
    """As the number of days after the earliest one on the page, in the order of the list."""
    days = [listing([listed(n)], day=date(2025, 8, 17 + n)) for n in (1, 2, 3)]
    site = pages(days)
    for path in ("weeks/2025-W34.md", "months/2025-08.md", "years/2025.md", "papers/index.md"):
        found = data(site[path])
        assert (found["day"], found["days"]) == ((date(2025, 8, 18) - date(1970, 1, 1)).days, [2, 1, 0]), path


def test_topics_and_code_count_the_whole_list() -> None:
    """Positions are those on the page; counts are of all parts."""
    codes = {n: f"https://github.com/example/{n}" if n % 2 else None for n in range(1, 24)}
    day = listing(
        listed(n, of=paper(n, abstract="Memory for agents: memory.", code=code)) for n, code in codes.items()
    )
    site = pages([day], listing_page_size=20)
    first, second = (data(site[f"months/2025-08{part}.md"]) for part in ("", "/2"))
    assert first["code"] == [12, [n for n in range(20) if n % 2 == 0]]
    assert second["code"] == [12, [0, 2]]
    (topic,) = [one for one in first["topics"] if one[0] == "memory"]  # type: ignore[union-attr, index]
    assert topic == ["memory", "", 23, list(range(20))]
    assert "topics" not in data(site["years/2025.md"])


def test_a_label_that_is_not_the_slug_is_told() -> None:
    """Others are made of the slug by the script."""
    day = listing([listed(n, of=paper(n, abstract="Tea leaves, tea leaves and tea leaves.")) for n in (1, 2)])
    assert data(pages([day])["days/2025-08-20.md"])["topics"] == [["tea-leaves", "Tea Leaves", 2, [0, 1]]]


def test_categories_are_told_where_papers_have_them() -> None:
    """With the count of the whole list, and which papers here have it first or besides; topics have them too."""
    filed = {1: ("cs.CL", "cs.LG"), 2: ("cs.LG",), 3: (), 4: ("cs.LG", "math.CO")}
    day = listing(
        listed(n, of=paper(n, abstract="Memory for agents: memory.", categories=of))
        for n, of in filed.items()
    )
    site = pages([day])
    for path in ("days/2025-08-20.md", "months/2025-08.md", "topics/memory.md", "index.md"):
        ids = [str(key) for key in seen(site[path]).xpath("//*[@id='list']/*/@data-paper")]
        places = {n: ids.index(f"0001.0000{n}") for n in filed}
        assert data(site[path])["categories"] == [
            ["cs.LG", 3, sorted([places[2], places[4]]), [places[1]]],
            ["cs.CL", 1, [places[1]], []],
            ["math.CO", 1, [], [places[4]]],
        ], path
        assert len(seen(site[path]).xpath("//*[@class='narrow']")) == 1
    without = pages([listing(listed(n, of=paper(n, abstract="Memory: memory.")) for n in filed)])[
        "topics/memory.md"
    ]
    assert "categories" not in data(without)
    assert not seen(without).xpath("//*[@class='narrow']")


def test_sources_are_told_if_there_are_several() -> None:
    """A paper that both list counts for both."""
    lists = [
        listing([listed(1), listed(2)]),
        replace(listing([listed(2), listed(3)]), source="arxiv"),
    ]
    page = pages(lists)["days/2025-08-20.md"]
    ids = [str(key) for key in seen(page).xpath("//*[@id='list']/*/@data-paper")]
    first, both, second = (ids.index(f"0001.0000{n}") for n in (1, 2, 3))
    assert data(page)["sources"] == [
        ["arxiv", "arXiv", 2, sorted([both, second])],
        ["huggingface", "Hugging Face", 2, sorted([first, both])],
    ]
    assert "sources" not in data(pages([lists[0]])["days/2025-08-20.md"])


def test_a_list_of_one_paper_has_no_data() -> None:
    """There is nothing to order."""
    site = pages([listing([listed()])])
    assert "list-data" not in site["days/2025-08-20.md"] + site["months/2025-08.md"]
