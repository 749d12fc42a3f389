"""The page that searches."""

from dataclasses import replace
from urllib.parse import parse_qs

from lxml.html import HtmlElement

from generator.records.page import is_rendered
from generator.render.pages import search
from tests.support.helpers import listed, listing
from tests.support.rendering import every, one, pages, seen, small, words

PATH = "search/index.md"
PAGE = seen(small()[PATH])


def test_one_form_that_asks_this_page() -> None:
    """Without a script the form still sends its words here, by name `q`."""
    form = one(PAGE, "form")
    assert (form.get("role"), form.get("action"), form.get("method")) == ("search", "./", "get")
    field = every(form, "input")[0]
    assert (field.get("type"), field.get("name")) == ("search", "q")
    assert field.get("aria-label")


def test_results_are_empty_and_idle() -> None:
    """The list of results is there from the start, in the state programs know."""
    found = PAGE.get_element_by_id("results")
    assert (found.tag, len(found), found.get("data-search-state")) == ("ol", 0, "idle")
    assert PAGE.get_element_by_id("status").get("aria-live") == "polite"


def test_how_many_papers_and_which_years() -> None:
    """The field says how much there is to search; the filters offer the years of the archive, newest first."""
    assert every(PAGE, "input")[0].get("placeholder") == "Search 11 papers"
    years = [s for s in every(PAGE, "select") if s.get("data-filter") in {"from", "until"}]
    assert [[o.get("value") for o in every(s, "option")] for s in years] == [["", "2027", "2026"]] * 2


def test_an_archive_of_one_paper() -> None:
    """It is counted as one."""
    page = seen(pages([listing([listed()])])[PATH])
    assert every(page, "input")[0].get("placeholder") == "Search 1 paper"


def test_an_empty_archive() -> None:
    """There is the page all the same."""
    assert words(one(seen(pages([])[PATH]), "h1")) == "Search"


def test_examples_are_links_to_themselves() -> None:
    """Each example of the help asks exactly what it says."""
    links = [a for a in every(PAGE, "a") if "?q=" in str(a.get("href"))]
    asked = [parse_qs(str(a.get("href")).removeprefix("./?"))["q"] for a in links]
    assert asked == [[example] for example, _ in search.EXAMPLES]
    assert [words(a) for a in links] == [example for example, _ in search.EXAMPLES]


def test_ways_without_javascript() -> None:
    """Who cannot search sees why and finds links to days, topics, people and papers, none that
    leads to nothing."""
    assert "needs JavaScript" in words(one(PAGE, "noscript"))
    links = {str(a.get("href")) for a in every(PAGE.get_element_by_id("browse"), "a")}
    assert links == {"../days/", "../topics/", "../authors/", "../orgs/", "../papers/"}
    bare = seen(pages([replace(listing([listed(signals=())]), source="arxiv")])[PATH])
    links = {str(a.get("href")) for a in every(bare.get_element_by_id("browse"), "a")}
    assert links == {"../days/", "../topics/", "../authors/"}


def test_every_field_has_a_name() -> None:
    """Each field is in a label or has one of its own."""
    for field in [*every(PAGE, "input"), *every(PAGE, "select")]:
        labelled = any(above.tag == "label" and words(above) for above in field.iterancestors())
        assert labelled or field.get("aria-label"), field.attrib


def test_cards_of_results_are_those_of_lists() -> None:
    """What a script fills has the parts of a card in a list, in their order, with the same labels."""
    blank = PAGE.get_element_by_id("card")
    cards = [
        card
        for path, text in small().items()
        if path.startswith("days/") and is_rendered(path)
        for card in every(seen(text), "li.card")
    ]
    fullest = max(cards, key=lambda card: len(every(card, "a")))

    def parts(card: HtmlElement) -> list[tuple[str, str | None]]:
        (inside,) = card.xpath(".//div")
        return [(part.tag, part.get("class")) for part in inside]

    assert parts(blank) == parts(fullest)
    for name in ("Code", "Project"):
        (one_of, other) = (card.xpath(f".//a[.='{name}']")[0].get("rel") for card in (blank, fullest))
        assert one_of == other
    assert [count.get("title") for count in blank.xpath(".//span[@class='votes']")] == [
        "upvotes unknown",
        "1 upvote",
        "0 upvotes",
    ]
