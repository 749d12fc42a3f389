"""The whole search in a browser: page, worker and index of the small archive, under a strict policy."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator import asking
from generator.asking import Request, places
from generator.records.listing import ListedPaper
from tests.browser.conftest import DAYS, PAPERS
from tests.browser.profiles import opened
from tests.browser.test_pages import DESKTOP, Heard
from tests.support import fabricate
from tests.support.helpers import hostile_texts

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOWN: dict[str, ListedPaper] = {
    str(one.paper.id): one
    for listing in fabricate.listings(PAPERS, DAYS)
    for one in listing.papers
    if not one.paper.withdrawn and (one.paper.abstract or not one.paper.id.is_provisional)
}
"""The papers the archive shows, by id; of one that is listed twice its later listing."""


class Search:
    """The page of results as a reader uses it."""

    def __init__(self, page: Page, root: str) -> None:
        self.page = page
        self.root = root
        self.heard = Heard(page, root)

    def open(self, address: str) -> None:
        """A question as a link."""
        self.page.goto(f"{self.root}search/{address}")
        self.done()

    def ask(self, query: str) -> list[str]:
        """Types it and presses Enter; the ids found, in order."""
        self.page.locator("#query").fill(query)
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(re.compile(r"[?&]q="))
        self.done()
        return self.ids()

    def done(self) -> None:
        """Waits for the last answer."""
        expect(self.page.locator("#results")).to_have_attribute("data-search-state", "done")

    def ids(self) -> list[str]:
        """The papers in the list, in order."""
        found: list[str] = self.page.eval_on_selector_all(
            "#results > [data-paper]", "all => all.map((one) => one.dataset.paper)"
        )
        return found

    @property
    def total(self) -> int:
        """How many papers have what was asked for."""
        text = self.page.locator("#status").inner_text()
        return 0 if text == "Nothing found" else int(text.split()[0].replace(",", ""))


@pytest.fixture
def search(browser: Browser, strict_address: str) -> Iterator[Search]:
    """Nothing may be written to the console and nothing asked for elsewhere, whatever is searched."""
    with opened(browser, viewport=DESKTOP) as page:
        found = Search(page, strict_address)
        yield found
        assert found.heard.problems == []
        assert found.heard.foreign == []


def having(holds: Callable[[ListedPaper], bool]) -> set[str]:
    """Ids of papers."""
    return {id_ for id_, one in SHOWN.items() if holds(one)}


def first_text(link: Locator) -> str:
    """The name in an entry of a hub, without the count behind it."""
    return str(link.evaluate("link => link.firstChild.textContent")).strip()


def written(one: ListedPaper) -> str:
    """What is searched of a paper besides names."""
    return " ".join((one.paper.title, one.paper.abstract or "", *one.paper.keywords)).lower()


# Exact things


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "arXiv:{}",
        "arxiv.org/abs/{}v2",
        "https://arxiv.org/pdf/{}",
        "https://huggingface.co/papers/{}",
        " {}V1 ",
    ],
)
def test_an_id_in_any_form(search: Search, form: str) -> None:
    """The paper is first and says why."""
    search.open("?q=" + form.format("0001.00020").replace(" ", "+"))
    assert search.ids()[0] == "0001.00020"
    expect(search.page.locator("#results > li").first.locator(".exact")).to_have_text("exact id")
    expect(search.page.locator("#status")).to_contain_text("1 paper")


def test_an_old_id(search: Search) -> None:
    """The slash in it is no trouble, and the link leads to its page."""
    search.open("?q=hep-th/0000007")
    first = search.page.locator("#results > li").first
    assert search.ids()[0] == "hep-th/0000007"
    first.locator("h3 a").click()
    expect(search.page).to_have_url(f"{search.root}papers/hep-th-0000007/")


def test_titles(search: Search) -> None:
    """Every tenth title, in capitals, finds its paper first."""
    search.open("?q=x")
    for id_, one in sorted(SHOWN.items())[12::10]:
        assert search.ask(one.paper.title.upper())[0] == id_
        expect(search.page.locator("#results > li").first.locator(".exact")).to_have_text("exact title")


def test_an_author(search: Search) -> None:
    """Their papers are first, and a line leads to their page."""
    search.page.goto(f"{search.root}authors/")
    link = search.page.locator("main li a[href]").first
    name, path = first_text(link), str(link.evaluate("link => link.href"))
    wanted = having(lambda one: any(author.name == name for author in one.paper.authors))
    assert len(wanted) > 1
    search.page.goto(f"{search.root}search/")
    assert set(search.ask(name.lower())[: len(wanted)]) == wanted
    expect(search.page.locator("#results > li").first.locator(".exact")).to_have_text("exact name")
    note = search.page.locator("#notes a")
    expect(note).to_have_attribute("href", path)
    note.click()
    expect(search.page.locator("h1")).to_have_text(name)


# Words


def test_phrases_and_what_must_not_be(search: Search) -> None:
    """Words in their order; with a minus they are not there."""
    search.open("?q=x")
    phrase = having(lambda one: "bread dough" in written(one))
    assert set(search.ask('"bread dough"')) == phrase
    assert phrase
    assert search.ask('"dough bread"') == []
    grids = having(lambda one: re.search(r"\bgrids?\b", written(one)) is not None)
    without = {id_ for id_ in grids if "kite" not in written(SHOWN[id_])}
    assert len(without) < len(grids)
    assert set(search.ask("+grids -kite")) == without


def test_fields_and_beginnings(search: Search) -> None:
    """A word of the title; any ending; a star and a field together."""
    search.open("?q=x")
    titled = having(lambda one: "kernels" in one.paper.title.lower().split())
    assert titled
    assert set(search.ask("title:kernels")) == titled
    assert set(search.ask("title:kern*")) >= titled
    visible = having(lambda one: any("visible" in author.name.lower() for author in one.paper.authors))
    assert set(search.ask("author:visible")) == visible


def test_typos(search: Search) -> None:
    """A word no paper has is corrected; a note has the corrected question as a link."""
    search.open("?q=benchmrak")
    note = search.page.locator("#notes p")
    expect(note).to_have_text("No papers contain “benchmrak”. Showing results for “benchmark”.")
    ids = search.ids()
    assert ids
    note.get_by_role("link", name="benchmark").click()
    expect(search.page.locator("#query")).to_have_value("benchmark")
    expect(search.page.locator("#notes p")).to_have_count(0)
    search.done()
    assert search.ids() == ids


def test_what_was_found_is_marked(search: Search) -> None:
    """In titles and summaries, other forms of a word, too."""
    search.open("?q=kernel")
    marks = search.page.locator("#results mark").all_inner_texts()
    assert {mark.lower() for mark in marks} <= {"kernel", "kernels"}
    expect(search.page.locator("#results > li").first.locator("h3 mark")).to_have_text("Kernels")


def test_nothing_found(search: Search) -> None:
    """It is said so."""
    search.open("?q=qqqqzzzz")
    expect(search.page.locator("#status")).to_have_text("Nothing found")
    expect(search.page.locator(".empty")).to_contain_text("No papers contain “qqqqzzzz”.")


# Filters and order


def test_dates(search: Search) -> None:
    """The range holds its ends; it needs no words."""
    for address in ("?from=2027-01-04&until=2027-01-05", "?q=date:2027-01-04..2027-01-05", "?from=2027"):
        search.open(address)
        days = search.page.locator("#results time").evaluate_all("all => all.map((one) => one.dateTime)")
        assert days
        assert {day[:4] for day in days} == {"2027"}
    search.open("?from=2028")
    assert search.ids() == []


def test_counts_are_what_filters_leave(search: Search) -> None:
    """A number beside a filter is the number of papers found with it."""
    search.open("?q=invented")
    search.page.locator("#filters summary").click()
    for name in ("topic", "org"):
        row = search.page.locator(f"[data-filter={name}] li").first
        expect(row.locator("small")).not_to_be_empty()
        count = int(row.locator("small").inner_text())
        row.locator("input").check()
        expect(search.page.locator("#status")).to_have_text(
            re.compile(rf"^{count} papers?(, plus close matches)?$")
        )
    chips = search.page.locator("#chosen button")
    expect(chips).to_have_count(2)
    assert [text for text in chips.all_inner_texts() if text == text.lower() and "-" in text] == []


def test_most_upvotes(search: Search) -> None:
    """An order of its own, from the select."""
    search.open("?q=invented")
    search.page.locator("#order").select_option("votes")
    expect(search.page).to_have_url(re.compile("order=votes"))
    search.done()
    expect(search.page.locator("#results > .card:not(.pending)").nth(9)).to_be_visible()
    texts = search.page.locator("#results > :not(.pending) .votes").all_inner_texts()
    votes = [-1 if text == "–" else int(text.replace(",", "")) for text in texts]
    assert votes == sorted(votes, reverse=True)
    assert votes[0] > votes[-1]


def test_back_and_forward(search: Search) -> None:
    """Earlier questions come back with their papers."""
    search.open("?q=x")
    kernels, gardens = search.ask("title:kernels"), search.ask("title:gardens")
    assert kernels != gardens
    search.page.go_back()
    expect(search.page.locator("#query")).to_have_value("title:kernels")
    expect(search.page.locator("#results > li").first).to_have_attribute("data-paper", kernels[0])
    search.page.go_forward()
    expect(search.page.locator("#results > li").first).to_have_attribute("data-paper", gardens[0])


# Long lists


def test_cards_come_on_the_way_down(search: Search) -> None:
    """There are fifty entries at once, ten of them whole; the others are filled before they are seen."""
    search.open("?from=2020")
    assert len(search.ids()) == 50
    assert search.total == len(SHOWN)
    late = search.page.locator("#results > li").nth(40)
    expect(late).to_have_class(re.compile("pending"))
    late.scroll_into_view_if_needed()
    expect(late).not_to_have_class(re.compile("pending"))
    id_ = search.ids()[40]
    expect(late.locator("h3 a")).to_have_text(SHOWN[id_].paper.title)
    expect(late.locator("h3 a")).to_have_attribute("href", re.compile(rf"/papers/{re.escape(id_)}/$"))
    search.page.get_by_role("button", name="More results").click()
    expect(search.page.locator("#results > li")).to_have_count(len(SHOWN))
    assert set(search.ids()) == SHOWN.keys()


def test_keys_run_through_a_long_list(search: Search) -> None:
    """Whatever the keys reach has its title."""
    search.open("?from=2020")
    for _ in range(30):
        search.page.keyboard.press("j")
    title = search.page.locator("#results > li").nth(29).locator("h3 a")
    expect(title).to_be_focused()
    expect(title).to_have_text(SHOWN[search.ids()[29]].paper.title)


def test_a_place_far_down_is_come_back_to(search: Search) -> None:
    """The paper that was left is where it was."""
    search.open("?from=2020")
    place = search.page.locator("#results > li").nth(35)
    place.scroll_into_view_if_needed()
    expect(place).not_to_have_class(re.compile("pending"))
    place.locator("h3 a").click()
    expect(search.page).to_have_url(re.compile("/papers/"))
    search.page.go_back()
    search.done()
    expect(place).to_be_in_viewport()
    expect(place).not_to_have_class(re.compile("pending"))


# The box of every page


@pytest.mark.parametrize("path", ["papers/0001.00012/", "days/", "search/"])
def test_nothing_is_loaded_before_it_is_used(search: Search, path: str) -> None:
    """No code of the search and nothing of the index."""
    search.page.goto(search.root + path)
    search.page.wait_for_timeout(200)
    assert search.heard.indexes == []
    with search.page.expect_request("**/search/manifest.bin"):
        search.page.locator('form[role="search"] input').focus()


@pytest.mark.parametrize(
    ("path", "typed", "label", "target"),
    [
        ("papers/0001.00012/", "a report with si", "A Report With Six Hundred Authors", "papers/0001.00005/"),
        ("days/2027-01-05/", "", "", "authors/"),
        ("topics/", "", "", "topics/"),
    ],
    ids=["title", "author", "topic"],
)
def test_completions_lead_to_their_pages(
    search: Search, path: str, typed: str, label: str, target: str
) -> None:
    """From folders of any depth. Of authors and topics the first of their page will do."""
    page = search.page
    if not typed:
        page.goto(search.root + target)
        link = page.locator("main li a[href]").first
        label = first_text(link)
        target = str(link.evaluate("link => link.href")).removeprefix(search.root)
        typed = label.lower()[:4]
    page.goto(search.root + path)
    page.keyboard.press("/")
    page.keyboard.type(typed)
    page.get_by_role("option").filter(has_text=label).first.click()
    expect(page).to_have_url(search.root + target)
    expect(page.locator("h1")).to_contain_text(label)


@pytest.mark.parametrize("path", ["papers/0001.00012/", "days/2027-01-05/", ""])
def test_enter_leads_to_results(search: Search, path: str) -> None:
    """From any folder; and the results lead back into the site."""
    search.page.goto(search.root + path)
    search.page.keyboard.press("/")
    search.page.keyboard.type("title:kernels")
    search.page.keyboard.press("Enter")
    expect(search.page).to_have_url(f"{search.root}search/?q=title%3Akernels")
    search.done()
    id_ = search.ids()[0]
    search.page.locator("#results h3 a").first.click()
    expect(search.page).to_have_url(f"{search.root}papers/{id_}/")
    expect(search.page.locator("h1")).to_contain_text(SHOWN[id_].paper.title)


def test_the_lost_page_searches(search: Search) -> None:
    """At an address deep below the site; the worker and its index are found from there."""
    page = search.page
    answer = page.request.get(f"{search.root}404.html")
    lost = {"body": answer.body(), "content_type": "text/html"}
    page.route("**/papers/wrong/kernels/", lambda route: route.fulfill(**lost, headers=answer.headers))
    page.goto(f"{search.root}papers/wrong/kernels/")
    field = page.locator("main form[role=search] input")
    field.fill("a report with si")
    page.get_by_role("option").filter(has_text="A Report With Six Hundred Authors").click()
    expect(page).to_have_url(f"{search.root}papers/0001.00005/")


# What strangers type


def test_hostile_queries(search: Search) -> None:
    """Each is answered; none becomes markup."""
    search.open("?q=x")
    odd = "main script, main style, main iframe, main img, main svg, .found [onerror], .found li [style]"
    for text in [one for one in hostile_texts() if "\n" not in one and len(one) < 900][::6]:
        search.page.locator("#query").fill(text)
        search.page.keyboard.press("Enter")
        expect(search.page.locator("#results")).to_have_attribute(
            "data-search-state", re.compile("done" if text.strip() else "idle")
        )
        assert search.page.locator(odd).count() == 0


def test_the_command_line_finds_the_same(search: Search, strict_address: str) -> None:
    """`papers search --at` runs the same code over the same address: the first twenty are the same."""
    search.open("?q=tea+leaves")
    with asking.engine(places.address(strict_address, "test")) as engine:
        for query in ("tea leaves", "patient kernells", "river bends for folded lanterns", "zoe inglenook"):
            found = engine.find(Request(q=query))
            assert found.papers, query
            assert search.ask(query)[:20] == list(found.papers), query
            if found.counts == "all":  # the page counts no others
                assert search.total == found.total
