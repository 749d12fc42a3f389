"""What is beside a paper's text."""

from dataclasses import replace
from datetime import date

import pytest

from generator.curation import Note
from generator.records.ids import PaperId
from generator.records.paper import AuthorName, Paper, Signals
from generator.render.pages import rail
from tests.support.helpers import SEEN, listed, listing, paper, paper_id
from tests.support.rendering import every, of, one, pages, seen, small, words

PATH = "papers/0001.00001.md"
LATER = "2025-08-25T06:00:00Z"


def test_links_of_an_arxiv_paper() -> None:
    """Links made from the id are plain; what a stranger wrote says so in `rel`."""
    told = paper(
        code="https://github.com/example/code",
        project="https://example.org/",
        media=("https://example.org/m",),
    )
    found = {
        a.text: (a.get("href"), a.get("rel"))
        for a in every(one(seen(of(listed(of=told))[PATH]), ".links"), "a")
    }
    assert found == {
        "arXiv": ("https://arxiv.org/abs/0001.00001", None),
        "PDF": ("https://arxiv.org/pdf/0001.00001", None),
        "HTML": ("https://arxiv.org/html/0001.00001", None),
        "Hugging Face": ("https://huggingface.co/papers/0001.00001", None),
        "alphaXiv": ("https://alphaxiv.org/abs/0001.00001", None),
        "Code": ("https://github.com/example/code", "nofollow ugc"),
        "Project": ("https://example.org/", "nofollow ugc"),
        "Media": ("https://example.org/m", "nofollow ugc"),
    }


def test_a_source_that_is_arxiv_is_linked_once() -> None:
    """The paper's page at its source is left out where another link leads there."""
    page = seen(pages([replace(listing([listed()]), source="arxiv")])[PATH])
    assert [a.text for a in every(one(page, ".links"), "a")] == ["PDF", "arXiv", "HTML", "alphaXiv"]


def test_code_link_from_the_abstract() -> None:
    """Where the source names no repository, the first address of a code host in the abstract is it."""
    told = paper(abstract="See https://example.org/x and https://github.com/example/found.")
    site = of(listed(of=told))
    for path in (PATH, "days/2025-08-20.md"):
        assert one(seen(site[path]), "a.code").get("href") == "https://github.com/example/found"


def test_a_provisional_paper_has_no_outside_links() -> None:
    """Nothing is linked from an id that was made here."""
    page = seen(small()["papers/t-5569daef61b2.md"])
    assert not every(page, ".links")
    assert "eprint" not in words(page)


def test_an_old_id() -> None:
    """Its slash becomes a hyphen in our address and stays in arXiv's."""
    page = seen(small()["papers/hep-th-0000007.md"])
    addresses = [link.get("href") for link in every(one(page, ".links"), "a")]
    assert addresses[:2] == ["https://arxiv.org/pdf/hep-th/0000007", "https://arxiv.org/abs/hep-th/0000007"]


def test_history_needs_two_observations() -> None:
    """Once there are two, the page shows how the numbers moved, newest first."""
    numbers = (Signals(at=SEEN, upvotes=1), Signals(at=LATER, upvotes=9, comments=2))
    assert not every(seen(of(listed(signals=numbers[:1]))[PATH]), ".history")
    table = one(seen(of(listed(signals=numbers))[PATH]), ".history")
    assert [[words(cell) for cell in row] for row in every(one(table, "tbody"), "tr")] == [
        ["25 Aug 2025", "9", "2", "–"],
        ["21 Aug 2025", "1", "–", "–"],
    ]


def test_a_tag_that_names_a_topic_stands_once() -> None:
    """An operator's tag that is a topic's label or slug becomes the topic's link, nothing beside it."""
    site = of(listed(), note=Note(tags=("TEA LEAVES", "memory", "ours")))
    for path, told in ((PATH, ["Memory", "Tea Leaves", "ours"]), ("days/2025-08-20.md", ["Memory", "+2"])):
        items = [words(item) for item in every(one(seen(site[path]), "ul.tags"), "li")]
        assert items == told


def alike(number: int, *, upvotes: int | None = 1, names: tuple[str, ...] = ()) -> Paper:
    """A paper on the same subject as its neighbours."""
    authors = tuple(AuthorName(name=name) for name in names)
    more = f" Part {number} of many words that differ, such as w{number}x and w{number}y."
    return paper(
        number,
        title=f"Tea Leaves {number}",
        abstract=f"We read tea leaves.{more}",
        authors=authors,
        keywords=(),
    )


def near(count: int) -> list[Paper]:
    """Papers that are all related to each other; two have an author in common with the first."""
    names = {1: ("Ada Example", "Bo Beispiel"), 2: ("Bo Beispiel",), 3: ("Ada Example", "Bo Beispiel")}
    return [alike(n, names=names.get(n, (f"Own Name{n}",))) for n in range(1, count + 1)]


def test_related_papers() -> None:
    """Eight at most, each with its votes, its day, and what ties it to the paper."""
    days = [
        listing([listed(of=one, signals=(Signals(at=SEEN, upvotes=n),))], day=date(2025, 8, n))
        for n, one in enumerate(near(12), 1)
    ]
    page = seen(pages(days)[PATH])
    items = every(one(page, ".related"), "li")
    assert len(items) == rail.RELATED_SHOWN == 8
    told = {words(item[0]): (item[1].text, (item[1].tail or "").strip()) for item in items}
    assert told.pop("Tea Leaves 2") == ("2", "2 Aug 2025 · with Bo Beispiel")
    assert told.pop("Tea Leaves 3") == ("3", "3 Aug 2025 · with 2 of the same authors")
    for title, (votes, day) in told.items():
        number = title.removeprefix("Tea Leaves ")
        assert (votes, day) == (number, f"{number} Aug 2025 · Tea Leaves")


def test_order_of_related_papers() -> None:
    """For the script: the places of the newest first."""
    days = [listing([listed(of=one)], day=date(2025, 8, n)) for n, one in enumerate(near(5), 1)]
    listed_there = one(seen(pages(days)[PATH]), ".related")
    numbers = [int(words(item[0]).removeprefix("Tea Leaves ")) for item in every(listed_there, "li")]
    assert [numbers[int(place)] for place in listed_there.get("data-date", "")] == [5, 4, 3, 2]


def test_a_paper_alone_says_so() -> None:
    """Nothing is shown only because there is room for it."""
    page = seen(of(listed())[PATH])
    assert not every(page, ".related")
    assert words(one(page, ".near")[1]) == "No other paper in this archive is close to this one."


def test_votes_over_time() -> None:
    """Two days give a line; it is for the eye only, and the table has its numbers."""
    numbers = tuple(
        Signals(at=f"2025-08-{day}T06:00:00Z", upvotes=n) for day, n in ((21, 1), (22, 5), (31, 9))
    )
    page = seen(of(listed(signals=numbers))[PATH])
    (drawing,) = every(one(page, ".spark"), "svg")
    assert (drawing.get("viewbox"), drawing.get("aria-hidden")) == ("0 0 100 20", "true")
    assert [path.get("d") for path in every(drawing, "path")] == [
        "M0 20L0 18L10 9L100 0V20z",
        "M0 18L10 9L100 0",
    ]
    once = (Signals(at=SEEN, upvotes=1), Signals(at=SEEN.replace("T0", "T1"), upvotes=9))
    assert not every(seen(of(listed(signals=once))[PATH]), ".spark")


def test_citation() -> None:
    """BibTeX is in the page, for arXiv's papers as for others, and reads as it was written."""
    odd = r"A {B}} {{c}} {% d %} {# e #} $x_{i}$ \\ </code>"
    for told in (paper(), paper(title=odd), paper(id=PaperId.from_title("Invented Paper 1"))):
        text = of(listed(of=told))[f"papers/{told.id}.md"]
        code = one(one(seen(text), ".cite"), "code").text_content()
        assert code.startswith(f"@misc{{example-{told.id},\n  title={{{{")
        assert code.endswith("\n}")
        markup = text.partition("<details class=cite>")[2].partition("</details>")[0]
        assert not [pair for pair in ("{{", "}}", "{%", "%}", "{#", "#}") if pair in markup]


def test_a_citation_that_is_too_long() -> None:
    """A paper of six hundred authors leads to arXiv's entry."""
    cite = one(seen(small()["papers/0001.00005.md"]), ".cite")
    assert one(cite, "a").get("href") == f"https://arxiv.org/bibtex/{paper_id(5)}"


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("https://example.org/new?title={id}", "https://example.org/new?title=0001.00001"),
        ("mailto:us@example.org?subject={id}", "mailto:us@example.org?subject=0001.00001"),
    ],
)
def test_reporting_a_mistake(report: str, expected: str) -> None:
    """The operator's address is on each paper, with its id."""
    acts = one(seen(pages([listing([listed()])], report=report)[PATH]), ".acts")
    assert [(words(link), link.get("href")) for link in every(acts, "a")] == [("Report a mistake", expected)]
    assert not every(one(seen(of(listed())[PATH]), ".acts"), "a")
