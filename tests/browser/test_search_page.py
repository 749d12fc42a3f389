"""The search box and the page of results in a browser, with an engine that says what the test tells it."""

import io
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Handler, served
from tests.browser.pace import drawn, typed, until
from tests.browser.profiles import opened
from tests.browser.test_pages import DESKTOP, PHONE, Heard
from tests.support.helpers import hostile_texts

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORKER = """
const line = new BroadcastChannel("engine");
const early = [];
line.onmessage = ({ data }) => {
  if (data.say) postMessage(data.say);
  if (data.die) setTimeout(() => { throw new Error("the engine broke"); });
};
onmessage = ({ data }) => data.kind === "manifest" || line.postMessage({ asked: data });
"""
"""Passes on what the page asks, and says what the test wants said."""

LISTEN = """
window.asked = [];
window.line = new BroadcastChannel("engine");
line.addEventListener("message", ({ data }) => data.asked && asked.push(data.asked));
addEventListener("papers:export", ({ detail }) => (window.exported = detail));
"""


class Scripted(Handler):
    """Has this worker instead of the site's, and counts how often it is asked for. (Were it put in by the browser's
    driver, this would hear of all files, and the browser would keep none.)"""

    loaded = 0

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The scripted worker, or the site's own file."""
        is_worker = self.path.endswith("/assets/search/worker.js")
        self.age = "no-store" if is_worker else Handler.age
        if not is_worker:
            return super().send_head()
        Scripted.loaded += 1
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", str(len(WORKER)))
        self.end_headers()
        return io.BytesIO(WORKER.encode())


class Engine:
    """Plays the worker: `say` answers the newest question of a kind."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._before = Scripted.loaded
        page.add_init_script(LISTEN)

    @property
    def loaded(self) -> int:
        """How often its script was loaded."""
        return Scripted.loaded - self._before

    def asked(self, kind: str = "query", after: Any = None, **wanted: Any) -> dict[str, Any]:
        """The newest question of this kind, once it has these values and is not the one before."""
        found = self.page.wait_for_function(
            """([kind, wanted, before]) => {
                const last = asked.filter((one) => one.kind === kind).at(-1);
                const told = { ...last?.request, text: last?.text };
                const right = ([key, value]) => JSON.stringify(told[key]) === JSON.stringify(value);
                return last && last.id !== before && Object.entries(wanted).every(right) ? last : null;
            }""",
            arg=[kind, wanted, after and after["id"]],
        )
        value = found.json_value()
        assert isinstance(value, dict)
        return value

    def count(self, kind: str) -> int:
        """How many questions of a kind there were."""
        found = self.page.evaluate("(kind) => asked.filter((one) => one.kind === kind).length", kind)
        assert isinstance(found, int)
        return found

    def say(self, question: dict[str, Any], **answer: Any) -> None:
        """An answer to this question."""
        self.page.evaluate("(say) => line.postMessage({ say })", {"id": question["id"], **answer})

    def results(self, question: dict[str, Any], papers: list[dict[str, Any]], **more: Any) -> None:
        """Papers found, by default all there are and in their last order."""
        found = {
            "state": "done",
            "total": len(papers),
            "counts": "all",
            "more": False,
            "order": "relevance",
            "marks": [],
            "understood": [],
            "notes": [],
            **more,
        }
        self.say(question, kind="results", cards=papers, **found)


def card(number: int, title: str = "", **more: Any) -> dict[str, Any]:
    """A paper nobody wrote."""
    return {
        "id": f"0001.{number:05d}",
        "title": title or f"Invented Paper {number}",
        "authors": ["Ada Example", "Bo Beispiel"],
        "more": 0,
        "organization": "",
        "day": "2027-01-05",
        "topics": [["agents", "Agents"]],
        "votes": number,
        "stars": None,
        "code": "",
        "project": "",
        "picture": "",
        "summary": "We invent a method and measure nothing. " * 4,
        "ai": False,
        "exact": "",
        **more,
    }


def cards(*numbers: int) -> list[dict[str, Any]]:
    """Several of them."""
    return [card(number) for number in numbers]


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The small archive with the scripted engine."""
    with served(site, Scripted) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page at desktop size; nothing may be written to its console."""
    with opened(browser, viewport=DESKTOP) as found:
        yield found


@pytest.fixture
def engine(page: Page) -> Engine:
    """The scripted engine of that page."""
    return Engine(page)


def ids(page: Page) -> list[str]:
    """The papers shown, in order."""
    found = page.eval_on_selector_all("#results > [data-paper]", "all => all.map((one) => one.dataset.paper)")
    return [str(one).removeprefix("0001.000") for one in found]


def state(page: Page, wanted: str) -> None:
    """Waits for a state of the contract."""
    expect(page.locator("#results")).to_have_attribute("data-search-state", wanted)


def ask(page: Page, address: str, query: str, engine: Engine) -> dict[str, Any]:
    """Opens the page with a query in its address; the question that asks the engine."""
    page.goto(f"{address}search/?q={query}")
    return engine.asked(q=query)


def place(page: Page, number: int) -> float:
    """Where a paper is on the screen."""
    box = page.locator(f'[data-paper="0001.{number:05d}"]').bounding_box()
    assert box
    return box["y"]


def lines(element: Locator) -> list[str]:
    """The lines of text a reader sees."""
    return [line for line in element.inner_text().split("\n") if line]


# The box


@pytest.mark.parametrize("path", ["papers/0001.00012/", "about/", "404.html", "search/"])
def test_nothing_is_loaded_before_the_box_is_used(
    page: Page, engine: Engine, address: str, path: str
) -> None:
    """The first focus loads the rest, not before."""
    heard = Heard(page, address)
    page.goto(address + path)
    page.wait_for_timeout(150)
    assert heard.indexes == []
    page.locator('form[role="search"] input[name="q"]').focus()
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some((one) => one.name.includes('manifest.bin'))"
    )
    until(page, lambda: engine.loaded > 0)
    page.wait_for_timeout(100)
    assert engine.loaded == 1
    assert heard.problems == []


@pytest.mark.parametrize("path", ["papers/0001.00012/", "about/", "404.html", "search/"])
@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_lead_to_the_box(page: Page, engine: Engine, address: str, path: str, key: str) -> None:
    """On every kind of page, and the key itself is not typed."""
    page.goto(address + path)
    page.keyboard.press(key)
    field = page.locator('form[role="search"] input[name="q"]')
    expect(field).to_be_focused()
    expect(field).to_have_value("")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", ["papers/0001.00012/", "about/"])
def test_the_box_moves_nothing(browser: Browser, address: str, viewport: Any, path: str) -> None:
    """It has one name, can be hit, and neither focus nor typing moves anything else on the page."""
    with opened(browser, viewport=viewport) as page:
        Engine(page)
        page.goto(address + path)
        # On a phone the box itself grows over the bar.
        measure = "() => [...document.querySelectorAll('header *:not(form, form *), h1')].map((e) => JSON.stringify(e.getBoundingClientRect()))"
        before = page.evaluate(measure)
        field = page.get_by_role("searchbox", name="Search papers")
        box = field.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 32
        field.click()
        page.keyboard.type("a")
        assert page.evaluate(measure) == before
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def complete(page: Page, engine: Engine, text: str = "ad") -> None:
    """Types and answers with one completion of each of three kinds."""
    page.keyboard.press("/")
    typed(page, text)
    items = [
        {"kind": "author", "label": "Ada Example", "path": "authors/ada-example/", "count": 12},
        {"kind": "title", "label": "Adaptive Grids", "path": "papers/0001.00012/", "count": 1},
        {"kind": "topic", "label": "Adapters <b>", "path": "topics/adapters/", "count": 1234},
    ]
    engine.say(engine.asked("complete", text=text), kind="completions", items=items)
    expect(page.get_by_role("listbox")).to_be_visible()


def test_completions_in_groups(page: Page, engine: Engine, address: str) -> None:
    """Papers, authors and topics apart, with counts; what was typed is marked; the last one leads to all results."""
    page.goto(f"{address}about/")
    complete(page, engine)
    assert [g.get_attribute("aria-label") for g in page.get_by_role("group").all()] == [
        "Papers",
        "Authors",
        "Topics",
    ]
    options = page.get_by_role("option")
    assert [o.inner_text().split("\n") for o in options.all()] == [
        ["Adaptive Grids"],
        ["Ada Example", "12"],
        ["Adapters <b>", "1,234"],
        ["All papers for “ad”"],
    ]
    assert page.locator("#completions mark").all_inner_texts() == ["Ad", "Ad", "Ad"]
    field = page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-controls", "completions")


def test_completions_by_keyboard(page: Page, engine: Engine, address: str) -> None:
    """Arrows choose, Escape closes and keeps the text, Enter opens what is chosen."""
    page.goto(f"{address}days/")
    complete(page, engine)
    field = page.get_by_role("combobox")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "completion-0")
    expect(page.get_by_role("option", selected=True)).to_have_text("Adaptive Grids")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_have_text("All papers for “ad”")
    page.keyboard.press("Escape")
    expect(page.locator("#completions")).to_be_hidden()
    expect(field).to_have_value("ad")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("a")
    item = {"kind": "title", "label": "Adapt", "path": "papers/0001.00012/", "count": 1}
    engine.say(engine.asked("complete", text="ada"), kind="completions", items=[item])
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_text("Adapt")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}papers/0001.00012/")


def test_enter_without_a_choice_searches(page: Page, engine: Engine, address: str) -> None:
    """The form is a form: what was typed goes to the page of results."""
    page.goto(f"{address}about/")
    complete(page, engine, "a&b c")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}search/?q=a%26b+c")
    assert engine.asked(q="a&b c")


def test_a_completion_can_be_clicked(page: Page, engine: Engine, address: str) -> None:
    """Completions are links; leaving the field closes the list."""
    page.goto(f"{address}papers/0001.00012/")
    complete(page, engine)
    page.locator("h1").click()
    expect(page.locator("#completions")).to_be_hidden()
    page.keyboard.press("/")
    page.wait_for_function("() => asked.length === 2")
    engine.say(engine.asked("complete"), kind="completions", items=[
        {"kind": "title", "label": "Other", "path": "papers/0001.00001/", "count": 1}])  # fmt: skip
    page.get_by_role("option", name="Other").click()
    page.wait_for_url(f"{address}papers/0001.00001/")


def test_stale_and_failed_completions(page: Page, engine: Engine, address: str) -> None:
    """Answers to what is no longer in the field are not shown; a failure shows nothing."""
    page.goto(address)
    page.keyboard.press("/")
    typed(page, "one")
    first = engine.asked("complete", text="one")
    typed(page, " two")
    second = engine.asked("complete", text="one two")
    engine.say(
        first, kind="completions", items=[{"kind": "title", "label": "Old", "path": "papers/", "count": 1}]
    )
    engine.say(second, kind="failed", message="no", retry=True)
    page.wait_for_timeout(100)
    expect(page.locator("#completions")).to_be_hidden()


def test_completions_never_lead_away(page: Page, engine: Engine, address: str) -> None:
    """A path that would leave the site does not become a link."""
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("x")
    bad = ["javascript:alert(1)", "//example.org/", "https://example.org/", "../../x/", "data:text/html,x"]
    items = [{"kind": "keyword", "label": one, "path": one, "count": 1} for one in bad]
    engine.say(engine.asked("complete"), kind="completions", items=items)
    expect(page.locator("#completions").get_by_role("option")).to_have_count(6)
    links = page.eval_on_selector_all("#completions a", "all => all.map((one) => one.getAttribute('href'))")
    assert links[:5] == [None] * 5


# The page


def test_results(page: Page, engine: Engine, address: str) -> None:
    """Cards with everything told about a paper, matches marked, and the count above them."""
    heard = Heard(page, address)
    question = ask(page, address, "grids", engine)
    state(page, "loading")
    assert question["request"] == {
        "q": "grids", "order": "relevance", "topics": [], "orgs": [], "code": False, "project": False,
        "votes": 0, "from": "", "until": "", "kept": [], "limit": 50, "few": 10, "screen": 8,
    }  # fmt: skip
    whole = card(1, "Adaptive Grids", more=597, organization="The Example Institute", stars=1234, exact="title",
                 code="https://github.com/example/x", project="https://example.org/", ai=True)  # fmt: skip
    bare = card(
        2, authors=[], topics=[], votes=None, summary="", code="javascript:alert(1)", project="ftp://x/"
    )
    engine.results(question, [whole, bare], marks=["grid", "method"], total=1234)
    state(page, "done")
    expect(page.locator("#status")).to_have_text("1,234 papers")
    first, second = page.locator("#results > .card").all()
    assert lines(first) == [
        "1", "Adaptive Grids", "exact title", "Ada Example, Bo Beispiel", " +597 · ", "The Example Institute", " · ",
        "5 Jan 2027", "AI " + ("We invent a method and measure nothing. " * 4).strip(), "Agents", "Code ★ 1,234",
        "Project",
    ]  # fmt: skip
    assert set(first.locator("mark").all_inner_texts()) == {"Grids", "method"}
    assert lines(second) == ["–", "Invented Paper 2", "5 Jan 2027"]
    hrefs = first.locator("a").evaluate_all("all => all.map((one) => one.href)")
    assert hrefs == [
        f"{address}papers/0001.00001/", f"{address}topics/agents/", "https://github.com/example/x", "https://example.org/",
    ]  # fmt: skip
    assert heard.problems == []


def test_pictures_of_results(page: Page, engine: Engine, address: str) -> None:
    """Where the archive shows any: a picture that does not come, or does not have an address, leaves no room."""
    question = ask(page, address, "x", engine)
    page.evaluate(
        """() => {
            const image = Object.assign(new Image(120, 65), { alt: "", loading: "lazy" });
            document.querySelector("#card").content.firstElementChild.append(image);
        }"""
    )
    pictures = ["assets/icon.svg", "", "javascript:alert(1)", f"{address}assets/none.webp", "http://["]
    papers = [card(number, picture=picture) for number, picture in enumerate(pictures)]
    engine.results(question, papers)
    state(page, "done")
    expect(page.locator("#results img")).to_have_count(1)
    image = page.locator("#results > li").first.locator("> img")
    assert image.evaluate("(one) => [one.src, one.naturalWidth > 0, one.alt]") == [
        f"{address}assets/icon.svg",
        True,
        "",
    ]


def test_keys_move_through_results(page: Page, engine: Engine, address: str) -> None:
    """j, k and o work as in every list."""
    engine.results(ask(page, address, "x", engine), cards(1, 2, 3))
    state(page, "done")
    for key in "jjk":
        page.keyboard.press(key)
    expect(page.locator('[data-paper="0001.00001"] h3 a')).to_be_focused()
    page.keyboard.press("o")
    page.wait_for_url(f"{address}papers/0001.00001/")


def test_typing_finds_and_the_address_follows(page: Page, engine: Engine, address: str) -> None:
    """Results come while typing: the first letter is a question at once, the others wait for a pause. The
    address follows later still, without an entry for every letter."""
    page.goto(f"{address}search/")
    length = page.evaluate("history.length")
    page.locator("#query").focus()
    typed(page, "gri")
    engine.results(engine.asked(q="gri"), cards(1))
    state(page, "done")
    assert engine.count("query") == 2
    page.wait_for_url(f"{address}search/?q=gri")
    assert page.evaluate("history.length") == length
    assert page.title() == "gri - Search - Daily papers"
    page.locator("#query").fill("")
    state(page, "idle")
    assert ids(page) == []
    page.wait_for_url(f"{address}search/")


def test_a_word_is_corrected_once_it_is_ended(page: Page, engine: Engine, address: str) -> None:
    """A question typed by the letter says so; what its last word leaves open is asked again after a pause."""
    page.goto(f"{address}search/")
    page.locator("#query").focus()
    typed(page, "grid")
    first = engine.asked(q="grid", typing=True)
    engine.results(first, cards(1, 2))
    state(page, "done")
    typed(page, " difus")
    second = engine.asked(q="grid difus", typing=True)
    engine.results(second, [], unended=True)
    state(page, "loading")
    assert ids(page) == ["01", "02"]
    page.wait_for_function("(id) => asked.at(-1).id > id", arg=second["id"])
    again = engine.asked(q="grid difus")
    assert "typing" not in again["request"]
    engine.results(again, cards(3))
    state(page, "done")
    assert ids(page) == ["03"]


def test_back_and_forward(page: Page, engine: Engine, address: str) -> None:
    """Every question that was submitted or chosen can be come back to."""
    page.goto(f"{address}search/")
    for query, number in (("one", 1), ("two", 2)):
        page.locator("#query").fill(query)
        page.keyboard.press("Enter")
        engine.results(engine.asked(q=query), cards(number))
        expect(page.locator(f'[data-paper="0001.0000{number}"]')).to_be_visible()
    page.locator("#order").select_option("newest")
    engine.results(engine.asked(q="two", order="newest"), cards(3))
    assert urlsplit(page.url).query == "q=two&order=newest"
    page.go_back()
    engine.results(engine.asked(q="two", order="relevance"), cards(2))
    expect(page.locator("#order")).to_have_value("relevance")
    page.go_back()
    engine.results(engine.asked(q="one"), cards(1))
    expect(page.locator("#query")).to_have_value("one")
    expect(page.locator('[data-paper="0001.00001"]')).to_be_visible()
    page.go_back()
    state(page, "idle")
    page.go_forward()
    assert engine.asked(q="one")


def test_typing_after_a_question_keeps_it(page: Page, engine: Engine, address: str) -> None:
    """What is typed after a submitted question does not overwrite it in the history."""
    engine.results(ask(page, address, "one", engine), cards(1))
    page.locator("#query").fill("two")
    page.wait_for_url(f"{address}search/?q=two")
    page.go_back()
    expect(page.locator("#query")).to_have_value("one")
    assert urlsplit(page.url).query == "q=one"


def test_everything_in_the_address(page: Page, engine: Engine, address: str) -> None:
    """A link with every filter asks for all of them, and the fields say so."""
    query = "q=x&order=votes&topic=agents&topic=long-context&org=nvidia&code=1&project=1&votes=7&from=2026-12&until=2027&n=100"
    page.goto(f"{address}search/?{query}")
    request = engine.asked(q="x")["request"]
    assert request == {
        "q": "x", "order": "votes", "topics": ["agents", "long-context"], "orgs": ["nvidia"], "code": True,
        "project": True, "votes": 7, "from": "2026-12", "until": "2027", "kept": [], "limit": 100, "screen": 8,
    }  # fmt: skip
    for name, value in {"from": "2026-12", "until": "2027", "votes": "7"}.items():
        expect(page.locator(f"select[data-filter={name}]")).to_have_value(value)
    assert page.locator("#chosen button").all_inner_texts() == [
        "agents", "long context", "nvidia", "from Dec 2026", "until 2027", "with code", "with project page",
        "7 upvotes or more",
    ]  # fmt: skip


def test_coming_back_from_a_paper(page: Page, engine: Engine, address: str) -> None:
    """The reader is where they were in the results, also if that is behind the first few."""
    question = ask(page, address, "x", engine)
    assert question["request"]["few"] == 10
    engine.results(question, cards(*range(1, 21)))
    state(page, "done")
    page.locator('[data-paper="0001.00012"]').scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    assert scrolled > 300
    page.locator('[data-paper="0001.00012"] h3 a').click()
    page.wait_for_url(f"{address}papers/0001.00012/")
    page.go_back()
    again = engine.asked(q="x")
    assert "few" not in again["request"]
    engine.results(again, cards(*range(1, 21)))
    state(page, "done")
    page.wait_for_function("(place) => Math.abs(scrollY - place) < 5", arg=scrolled)


# Refinement


def test_refined_order_of_untouched_results(page: Page, engine: Engine, address: str) -> None:
    """While nobody is among the results the better order is applied in place, with the same elements."""
    question = ask(page, address, "x", engine)
    engine.results(question, cards(1, 2, 3), state="partial", total=50)
    state(page, "partial")
    expect(page.locator("#status")).to_have_text("50 papers · refining…")
    page.evaluate("() => (window.kept = document.querySelector('[data-paper=\"0001.00003\"]'))")
    engine.results(question, cards(3, 4, 1), total=51)
    state(page, "done")
    assert ids(page) == ["03", "04", "01"]
    assert page.evaluate("() => kept === document.querySelector('#results').firstChild")
    expect(page.locator("#status")).to_have_text("51 papers")
    expect(page.locator("#refined")).to_be_hidden()


@pytest.mark.parametrize("how", ["hover", "focus", "scroll", "rest"])
def test_refined_order_under_the_readers_hand(page: Page, engine: Engine, address: str, how: str) -> None:
    """Of a typed query nothing on screen moves once pointer, focus or scrolling are among the results; a button
    and Enter offer the order."""
    page.goto(f"{address}search/")
    page.locator("#query").fill("x")
    question = engine.asked(q="x")
    if how == "rest":
        page.mouse.move(400, 500)
    early, late = list(range(1, 21)), [*range(20, 0, -2), 30, *range(1, 20, 2)]
    engine.results(question, cards(*early), state="partial", total=99)
    state(page, "partial")
    match how:
        case "hover":
            page.locator('[data-paper="0001.00002"]').hover()
        case "focus":
            page.locator('[data-paper="0001.00001"] h3 a').focus()
        case "scroll":
            page.mouse.move(5, 5)
            drawn(page)
            page.mouse.wheel(0, 300)
            page.wait_for_function("() => scrollY > 200")
        case _:
            seen = page.evaluate("performance.now()")
            page.wait_for_function(
                "(seen) => document.querySelector('#results').matches(':hover') && performance.now() > seen + 350",
                arg=seen,
            )
    before = {number: place(page, number) for number in (1, 2, 3)}
    engine.results(question, cards(*late), total=99, notes=[{"kind": "corrected", "text": "A late hint"}])
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false")
    state(page, "partial")
    assert {number: place(page, number) for number in (1, 2, 3)} == before
    shown = [int(one) for one in ids(page)]
    kept = next(n for n, (one, other) in enumerate(zip(shown, early, strict=False)) if one != other)
    assert kept >= 3
    assert shown[kept:] == [number for number in late if number not in shown[:kept]]
    if how == "rest":
        page.locator("#query").press("Enter")
        engine.results(engine.asked(after=question, q="x"), cards(*late), total=99)
    else:
        page.get_by_role("button", name="Show refined order").click()
        expect(page.locator("#results a").first).to_be_focused()
    state(page, "done")
    assert [int(one) for one in ids(page)] == late
    expect(page.locator("#refined")).to_be_hidden()


def test_readings_of_a_query(page: Page, engine: Engine, address: str) -> None:
    """What the engine read in the words is a chip, and the order one of its own; both can be taken back."""
    question = ask(page, address, "newest grids 2025", engine)
    read = [{"kind": "time", "text": "2025"}, {"kind": "order", "text": "newest first"}]
    engine.results(question, cards(1, 2), order="newest", understood=read)
    expect(page.locator("#chosen button")).to_have_text(["2025", "newest first"])
    expect(page.locator("#order")).to_have_value("newest")
    page.get_by_role("button", name="Search for the words instead: 2025").click()
    again = engine.asked(q="newest grids 2025", kept=["time"])
    assert urlsplit(page.url).query == "q=newest+grids+2025&word=time"
    engine.results(again, cards(3), order="newest", understood=read[1:])
    expect(page.locator("#chosen button")).to_have_text(["newest first"])
    page.locator("#order").select_option("relevance")
    last = engine.asked(q="newest grids 2025", kept=["time", "order"])
    engine.results(last, cards(4))
    expect(page.locator("#chosen button")).to_have_count(0)
    expect(page.locator("#order")).to_have_value("relevance")
    page.go_back()
    engine.asked(q="newest grids 2025", kept=["time"])


def test_a_newer_question_makes_answers_meaningless(page: Page, engine: Engine, address: str) -> None:
    """What comes late for an older question is not shown."""
    first = ask(page, address, "one", engine)
    page.locator("#query").fill("two")
    second = engine.asked(q="two")
    engine.results(first, cards(1))
    engine.results(second, cards(2))
    state(page, "done")
    engine.results(first, cards(1))
    page.wait_for_timeout(100)
    assert ids(page) == ["02"]


def test_more(page: Page, engine: Engine, address: str) -> None:
    """More papers come below those that are there; the place stays, and the focus goes to the first new one."""
    question = ask(page, address, "x", engine)
    engine.results(question, cards(*range(50)), total=175, more=True)
    button = page.get_by_role("button", name="More results")
    button.scroll_into_view_if_needed()
    button.focus()
    scrolled = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    more = engine.asked(q="x", limit=100)
    engine.results(more, cards(*range(60, 50, -1)), state="partial", total=175)
    state(page, "partial")
    assert len(ids(page)) == 50
    late = [*range(99, 49, -1)]
    engine.results(more, cards(*late, *range(50)), total=175, more=True)
    state(page, "done")
    assert [int(one) for one in ids(page)] == [*range(50), *late]
    assert page.evaluate("scrollY") == scrolled
    assert page.evaluate(
        "() => document.activeElement.closest('[data-paper]') === document.querySelector('#results').children[50]"
    )
    assert urlsplit(page.url).query == "q=x&n=100"
    button.click()
    engine.results(engine.asked(q="x", limit=150), cards(*range(100)), total=100)
    expect(button).to_be_hidden()
    assert page.evaluate("() => document.activeElement.closest('[data-paper]') !== null")


# Cards that come later


def pending(*numbers: int) -> list[dict[str, Any]]:
    """Papers of which so far the ids are known."""
    return [{"id": f"0001.{number:05d}", "pending": True} for number in numbers]


def test_cards_that_come_later(page: Page, engine: Engine, address: str) -> None:
    """They are links at first, are asked for a screen ahead, all at once, and filled where they are."""
    engine.results(
        ask(page, address, "x", engine), [*cards(*range(10)), *pending(*range(10, 50))], total=99, more=True
    )
    state(page, "done")
    assert [int(one) for one in ids(page)] == [*range(50)]
    last = page.locator('[data-paper="0001.00049"]')
    assert last.inner_text().strip() == "0001.00049"
    expect(last.get_by_role("link")).to_have_attribute("href", f"{address}papers/0001.00049/")
    page.locator('[data-paper="0001.00004"]').evaluate("place => place.scrollIntoView()")
    question = engine.asked("cards")
    near = [int(one[-2:]) for one in question["ids"]]
    assert near == [*range(10, 10 + len(near))]
    assert 1 <= len(near) <= 12
    assert engine.count("cards") == 1
    engine.say(question, kind="cards", cards=cards(*near))
    tenth = page.locator('[data-paper="0001.00010"]')
    expect(tenth).to_contain_text("Invented Paper 10")
    assert [int(one) for one in ids(page)] == [*range(50)]
    heights = [one.bounding_box() for one in (tenth, last)]
    assert heights[0]
    assert heights[1]
    assert abs(heights[0]["height"] - heights[1]["height"]) < 8
    last.scroll_into_view_if_needed()
    page.wait_for_function("() => asked.at(-1).ids?.includes('0001.00049')")
    assert "0001.00010" not in engine.asked("cards")["ids"]
    expect(page.get_by_role("button", name="More results")).to_be_visible()


def test_keys_are_ahead_of_cards(page: Page, engine: Engine, address: str) -> None:
    """Cards around the focus are asked for, and a link that has the focus keeps it when its card comes."""
    engine.results(ask(page, address, "x", engine), [*cards(*range(10)), *pending(*range(10, 50))], total=99)
    state(page, "done")
    last = page.locator('[data-paper="0001.00030"]')
    last.locator("a").evaluate("link => link.focus({ preventScroll: true })")
    question = engine.asked("cards")
    assert [int(one[-2:]) for one in question["ids"]] == [*range(22, 39)]
    engine.say(question, kind="cards", cards=cards(*range(22, 39)))
    expect(last.get_by_role("link", name="Invented Paper 30")).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Invented Paper 31")).to_be_focused()


def test_cards_that_do_not_come(page: Page, engine: Engine, address: str) -> None:
    """Their links stay; they are asked for again after a while. Cards for an older question do no harm."""
    page.clock.install()
    engine.results(ask(page, address, "x", engine), [*cards(1), *pending(2, 3)])
    state(page, "done")
    page.clock.run_for(100)
    question = engine.asked("cards")
    assert question["ids"] == ["0001.00002", "0001.00003"]
    engine.say(question, kind="failed", message="no", retry=True)
    page.wait_for_timeout(50)
    assert ids(page) == ["01", "02", "03"]
    page.clock.run_for(5100)
    page.wait_for_function(
        "(id) => asked.at(-1).kind === 'cards' && asked.at(-1).id > id", arg=question["id"]
    )
    again = engine.asked("cards")
    assert again["ids"] == question["ids"]
    page.locator("#query").fill("y")
    page.clock.run_for(200)
    engine.results(engine.asked(q="y"), cards(4))
    engine.say(again, kind="cards", cards=cards(2, 3))
    page.wait_for_timeout(50)
    assert ids(page) == ["04"]


# Filters


FACETS: dict[str, Any] = {
    "kind": "facets",
    "topics": [["agents", "Agents & Tools", 9], *([f"t-{n}", f"Topic {n}", 8 - n // 3] for n in range(12))],
    "orgs": [["nvidia", "NVIDIA", 5]],
    "years": [["2027", 4], ["2026", 6]],
    "code": 7,
    "project": 3,
    "votes": [[5, 8], [10, 2]],
}


def test_counts_are_asked_for_when_they_are_seen(page: Page, engine: Engine, address: str) -> None:
    """Not before the panel is opened; then with every question; an open panel is open on the next visit."""
    question = ask(page, address, "x", engine)
    engine.results(question, cards(1))
    state(page, "done")
    assert engine.count("facets") == 0
    page.locator("#filters summary").click()
    question = engine.asked("facets", q="x")
    assert question["least"] == [5, 10, 25, 50, 100]
    engine.say(question, **FACETS)
    panel = page.locator("#filters")
    expect(panel.get_by_label("Agents & Tools")).to_be_visible()
    expect(panel.locator("[data-filter=topic] li")).to_have_count(8)
    assert panel.locator("[data-filter=topic] li").first.inner_text().split("\n") == ["Agents & Tools", "9"]
    assert "2027 (4)" in panel.locator("[data-filter=from]").inner_text()
    assert "10 or more (2)" in panel.locator("[data-filter=votes]").inner_text()
    assert panel.locator("label", has_text="Code").inner_text().split() == ["Code", "7"]
    page.locator("#query").fill("y")
    engine.results(engine.asked(q="y"), cards(2))
    assert engine.asked("facets", q="y")
    heard = Heard(page, address)
    page.goto(f"{address}search/")
    expect(panel).to_have_attribute("open", "")
    page.wait_for_timeout(150)
    assert heard.indexes == []
    panel.get_by_label("Find topics").focus()
    assert engine.asked("facets", q="")


def test_choosing_filters(page: Page, engine: Engine, address: str) -> None:
    """Each choice is a question of its own, is part of the address and has a chip that takes it back."""
    engine.results(ask(page, address, "x", engine), cards(1))
    page.locator("#filters summary").click()
    engine.say(engine.asked("facets"), **FACETS)
    box = page.get_by_role("checkbox", name="Agents & Tools")
    box.check()
    engine.results(engine.asked(topics=["agents"]), cards(2))
    engine.say(
        engine.asked("facets", topics=["agents"]),
        **{**FACETS, "topics": [["t-3", "Topic 3", 2], ["agents", "Agents & Tools", 2]]},
    )
    expect(page.locator("[data-filter=topic] li").first).to_contain_text("2")
    expect(box).to_be_focused()
    assert page.locator("[data-filter=topic] li").first.inner_text().split("\n") == ["Agents & Tools", "2"]
    page.locator("[data-filter=from]").select_option("2026")
    page.get_by_label("Project page").check()
    engine.results(engine.asked(topics=["agents"], project=True, **{"from": "2026"}), cards(3))
    assert parse_qs(urlsplit(page.url).query) == {
        "q": ["x"],
        "topic": ["agents"],
        "from": ["2026"],
        "project": ["1"],
    }
    chips = page.locator("#chosen button")
    assert chips.all_inner_texts() == ["Agents & Tools", "from 2026", "with project page"]
    page.get_by_role("button", name="Remove filter: from 2026").focus()
    page.keyboard.press("Enter")
    assert engine.asked(topics=["agents"], project=True, **{"from": ""})
    expect(page.get_by_role("button", name="Remove filter: with project page")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Enter")
    assert engine.asked(topics=[], project=False)
    expect(chips).to_have_count(0)
    expect(page.locator("#query")).to_be_focused()


def test_the_panel_on_a_phone(page: Page, engine: Engine, address: str) -> None:
    """Its last button closes it again: the papers are below."""
    page.set_viewport_size({"width": 360, "height": 740})
    engine.results(ask(page, address, "x", engine), cards(1))
    page.locator("#filters summary").click()
    engine.say(engine.asked("facets"), **FACETS)
    page.get_by_role("button", name="Show papers").click()
    expect(page.get_by_role("checkbox").first).to_be_hidden()
    expect(page.locator("#filters summary")).to_be_focused()
    expect(page.locator('[data-paper="0001.00001"]')).to_be_in_viewport()
    page.locator("#filters summary").click()
    page.reload()
    expect(page.locator("#filters")).not_to_have_attribute("open", "")


def test_the_foot_of_a_card_on_a_phone(page: Page, engine: Engine, address: str) -> None:
    """One line, whatever is in it: all cards are as high as the highest one."""
    page.set_viewport_size({"width": 360, "height": 740})
    full = card(
        1,
        topics=[["perception", "Perception of large and small things"], ["agents", "Agents"]],
        code="https://code.example/1",
        stars=12345,
        project="https://project.example/1",
    )
    engine.results(ask(page, address, "x", engine), [full, card(2, topics=[])])
    feet = page.locator(".results .foot").evaluate_all("all => all.map((one) => one.clientHeight)")
    assert len(feet) == 2
    assert len(set(feet)) == 1
    assert page.locator(".results .extras").first.bounding_box() is not None
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_finding_a_filter(page: Page, engine: Engine, address: str) -> None:
    """A topic that is not among the first can be found by typing."""
    page.goto(f"{address}search/")
    page.locator("#filters summary").click()
    engine.say(engine.asked("facets", q=""), **FACETS)
    expect(page.get_by_label("Topic 11")).to_have_count(0)
    page.get_by_label("Find topics").fill("11")
    page.get_by_label("Topic 11").check()
    assert engine.asked(topics=["t-11"], q="")


def test_a_filter_counts_what_is_just_typed(page: Page, engine: Engine, address: str) -> None:
    """Words typed a moment before a filter is chosen are not lost."""
    engine.results(ask(page, address, "x", engine), cards(1))
    page.evaluate(
        """() => {
            const field = document.querySelector('#query');
            field.value = 'xyz';
            field.dispatchEvent(new Event('input', { bubbles: true }));
            document.querySelector('#order').value = 'votes';
            document.querySelector('#order').dispatchEvent(new Event('change'));
        }"""
    )
    assert engine.asked(q="xyz", order="votes")
    expect(page.locator("#query")).to_have_value("xyz")


# What goes wrong


def test_nothing_found(page: Page, engine: Engine, address: str) -> None:
    """It says what was tried, offers what the engine offers, the way out of filters and ways to browse."""
    page.goto(f"{address}search/?q=zzyzx&code=1")
    notes = [
        {"kind": "corrected", "text": "Did you mean grids?", "query": "grids"},
        {"kind": "author", "text": "Ada Example", "path": "authors/ada-example/"},
        {"kind": "author", "text": "Bad", "path": "javascript:alert(1)"},
    ]
    engine.results(engine.asked(q="zzyzx"), [], notes=notes)
    state(page, "done")
    box = page.locator(".empty")
    expect(box).to_contain_text("Nothing found for “zzyzx” with these filters: with code.")
    expect(page.locator("#browse")).to_be_visible()
    assert box.get_by_text("Ada Example").get_attribute("href") == f"{address}authors/ada-example/"
    assert box.get_by_text("Bad").get_attribute("href") is None
    box.get_by_role("link", name="Search without filters").click()
    engine.results(engine.asked(q="zzyzx", code=False), [], notes=notes[:1])
    expect(page.locator("#chosen li")).to_have_count(0)
    box.get_by_role("link", name="grids").click()
    engine.results(engine.asked(q="grids"), cards(1))
    expect(page.locator("#query")).to_have_value("grids")
    expect(page.locator("#browse")).to_be_hidden()


def test_failure_and_retry(page: Page, engine: Engine, address: str) -> None:
    """A failure is shown with a button that asks again; a broken engine is started again."""
    question = ask(page, address, "x", engine)
    engine.say(question, kind="failed", message="Parts could not be loaded.", retry=True)
    state(page, "failed")
    expect(page.get_by_role("alert")).to_contain_text("Parts could not be loaded.")
    page.get_by_role("button", name="Try again").click()
    state(page, "loading")
    assert engine.asked(q="x")["id"] > question["id"]
    page.evaluate("() => line.postMessage({ die: true })")
    state(page, "failed")
    assert engine.loaded == 1
    page.get_by_role("button", name="Try again").click()
    page.wait_for_function("() => asked.length === 3")
    engine.results(engine.asked(q="x"), cards(1))
    state(page, "done")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("#status")).to_be_focused()
    engine.say(question, kind="failed", message="late", retry=True)
    page.wait_for_timeout(50)
    state(page, "done")


def test_a_failure_nobody_can_repeat(page: Page, engine: Engine, address: str) -> None:
    """Without hope there is no button."""
    engine.say(ask(page, address, "x", engine), kind="failed", message="Too old a browser.", retry=False)
    expect(page.get_by_role("alert")).to_have_text("Too old a browser.")


def test_keyword_results_outlive_a_failure(page: Page, engine: Engine, address: str) -> None:
    """What was found before the trouble stays on the page."""
    question = ask(page, address, "x", engine)
    engine.results(question, cards(1, 2), state="partial")
    engine.say(question, kind="failed", message="Half.", retry=True)
    state(page, "failed")
    assert ids(page) == ["01", "02"]


def test_an_opened_search_has_its_engine_early(page: Page, engine: Engine, address: str) -> None:
    """It is there before the script of the page, and is the one that is asked."""
    held: list[Any] = []
    page.route("**/assets/search-page.js", lambda route: held.append(route))  # noqa: PLW0108 - it asks for a function
    page.goto(f"{address}search/?q=x", wait_until="commit")
    until(page, lambda: engine.loaded > 0 and bool(held))
    held[0].continue_()
    engine.results(engine.asked(q="x"), cards(1))
    state(page, "done")
    assert engine.loaded == 1


def test_an_opened_search_waits_for_nothing_else(page: Page, engine: Engine, address: str) -> None:
    """The script of all pages is asked for once the manifest is there; without a question it comes at once."""
    held: list[Any] = []
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.route("**/search/manifest.bin", lambda route: held.append(route))  # noqa: PLW0108 - it asks for a function
    page.goto(f"{address}search/?q=x")
    engine.asked(q="x")
    until(page, lambda: bool(held))
    assert "archive.js" not in asked
    held[0].continue_()
    until(page, lambda: "archive.js" in asked)
    asked.clear()
    page.goto(f"{address}search/")
    assert "archive.js" in asked
    assert "manifest.bin" not in asked


def test_without_an_engine(page: Page, engine: Engine, address: str) -> None:
    """A worker that cannot be loaded is a failure, not silence."""
    page.route("**/assets/search/worker.js", lambda route: route.abort())
    page.goto(f"{address}search/?q=x")
    state(page, "failed")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_losing_the_network(page: Page, engine: Engine, address: str) -> None:
    """A question that waits when the network goes is a failure; it is asked again when the network is back."""
    first = ask(page, address, "x", engine)
    page.context.set_offline(True)
    state(page, "failed")
    expect(page.get_by_role("alert")).to_contain_text("You are offline")
    page.context.set_offline(False)
    page.wait_for_function("(id) => asked.at(-1).id > id", arg=first["id"])
    engine.results(engine.asked(q="x"), cards(1))
    state(page, "done")


# What strangers write


def test_hostile_words(page: Page, engine: Engine, address: str) -> None:
    """As titles, names, notes and labels they are text; no dialog, no markup, no request elsewhere, no error."""
    heard = Heard(page, address)
    texts = [one[:2000] for one in hostile_texts()][:60]
    page.goto(f"{address}search/?q=x&topic=agents")
    hostile = [
        card(
            n,
            one,
            authors=[one],
            organization=one,
            summary=one,
            topics=[[one, one]],
            code=one,
            project=one,
            id=f"0001.{n:05d}",
        )
        for n, one in enumerate(texts, 1)
    ]
    notes = [{"kind": "syntax", "text": one, "query": one} for one in texts]
    question = engine.asked(q="x")
    engine.results(question, hostile, notes=notes, marks=texts)
    state(page, "done")
    engine.say(
        engine.asked("facets"),
        **{**FACETS, "topics": [[one, one, 1] for one in texts], "orgs": [[one, one, 1] for one in texts]},
    )
    titles = page.locator("#results h3 a").evaluate_all("all => all.map((one) => one.textContent)")
    assert titles == texts
    odd = "main script, main style, main iframe, main img, main svg, #results [onerror], #results [style]"
    assert page.locator(odd).count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    assert heard.problems == []
    assert heard.foreign == []


def test_hostile_queries(page: Page, engine: Engine, address: str) -> None:
    """As queries, too: they come to the engine as they were typed, and an empty answer shows them as text."""
    heard = Heard(page, address)
    page.goto(f"{address}search/")
    for text in [one for one in hostile_texts() if "\n" not in one and len(one) < 900][:25]:
        page.locator("#query").fill(text)
        page.keyboard.press("Enter")
        shown = page.locator("#query").input_value()
        if not shown.strip():
            continue
        engine.results(engine.asked(q=shown), [])
        expect(page.locator(".empty p").first).to_contain_text(shown.strip(), use_inner_text=False)
        assert page.locator("#results *, .empty svg, .empty img, .empty script").count() == 0
    assert heard.problems == []
    assert heard.foreign == []


def test_long_queries_and_six_hundred_words(page: Page, engine: Engine, address: str) -> None:
    """They fit on a phone."""
    page.set_viewport_size({"width": 360, "height": 740})
    long = "unbreakable" * 60
    page.goto(f"{address}search/?q={long}&topic={long}")
    engine.results(engine.asked(q=long), [card(1, long, authors=[long] * 3, organization=long, more=597)])
    state(page, "done")
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


# The rest


def test_exports_can_follow(page: Page, engine: Engine, address: str) -> None:
    """Whoever listens learns which papers are shown; the page's own listener offers to export them."""
    engine.results(ask(page, address, "x", engine), cards(2, 1))
    state(page, "done")
    found = page.evaluate("exported")
    assert found["ids"] == ["0001.00002", "0001.00001"]
    assert [one["title"] for one in found["cards"]] == ["Invented Paper 2", "Invented Paper 1"]
    expect(page.locator("#export")).to_have_text("Export these 2 results")


def test_results_shift_nothing(browser: Browser, address: str) -> None:
    """Loading, results and refinement move nothing that is on screen."""
    with opened(browser, viewport=PHONE) as page:
        engine = Engine(page)
        page.add_init_script(
            """window.shifted = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) window.shifted += entry.value;
            }).observe({ type: 'layout-shift', buffered: true });"""
        )
        question = ask(page, address, "x", engine)
        drawn(page)
        engine.results(question, cards(*range(1, 21)), state="partial", total=99)
        state(page, "partial")
        drawn(page)
        engine.results(question, cards(*range(20, 0, -2), 30, *range(1, 20, 2)), total=99, more=True)
        state(page, "done")
        drawn(page)
        assert page.evaluate("shifted") < 0.02


def test_the_lost_page_offers_its_words(page: Page, engine: Engine, address: str) -> None:
    """The words of the address are in the field: one key searches for them."""
    body = page.request.get(f"{address}404.html").body()
    page.route(
        "**/topics/diffusion-modles/",
        lambda route: route.fulfill(body=body, content_type="text/html", status=200),
    )
    page.goto(f"{address}topics/diffusion-modles/")
    field = page.locator("main form[role=search] input")
    expect(field).to_have_value("diffusion modles")
    field.press("Enter")
    page.wait_for_url(f"{address}search/?q=diffusion+modles")


def test_without_javascript(browser: Browser, address: str) -> None:
    """The box leads to the page, which says how to go on; what needs a script is not shown."""
    with opened(browser, viewport=PHONE, java_script_enabled=False) as page:
        page.goto(f"{address}days/2026-12-28/")
        page.locator("form[role=search] input").fill("grids")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}search/?q=grids")
        expect(page.locator("#filters")).to_be_hidden()
        page.locator("#browse a", has_text="Days").click()
        page.wait_for_url(f"{address}days/")


def test_under_a_strict_policy(page: Page, engine: Engine, address: str) -> None:
    """Search works where only the site's own files are allowed."""
    heard = Heard(page, address)
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"

    def strict(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route("**/", strict)
    page.route("**/search/?*", strict)
    engine.results(ask(page, address, "x", engine), cards(1))
    state(page, "done")
    page.goto(f"{address}papers/0001.00012/")
    complete(page, engine)
    assert heard.problems == []


def test_storage_may_be_blocked(page: Page, engine: Engine, address: str) -> None:
    """Nothing then is remembered, and everything else works."""
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('blocked', 'SecurityError'); } });"
    )
    heard = Heard(page, address)
    engine.results(ask(page, address, "x", engine), cards(1))
    page.locator("#filters summary").click()
    engine.say(engine.asked("facets"), **FACETS)
    expect(page.get_by_label("Agents & Tools")).to_be_visible()
    assert heard.problems == []
