"""`/search/`: the form, the filters and the empty list that the browser fills; not the index or the engine.

Everything that needs no script is made here: the examples, the years, and links to the papers
for browsers without JavaScript. Scripts find elements by their ids.
"""

from generator import urls
from generator.archive import Archive
from generator.graph import Graph
from generator.records.page import Page
from generator.render.pages import cards, parts, thumbnails
from generator.sinks.to_html import Child, Html, el, join
from generator.text.counted import counted
from generator.wording import say, term

ABOUT = term(
    "Search every paper in the archive by words, title, author, arXiv id, topic, organization and date."
)
ORDERS = {
    "relevance": term("Relevance"),
    "newest": term("Newest first"),
    "oldest": term("Oldest first"),
    "votes": term("Most upvotes"),
}
LEAST_VOTES = (5, 10, 25, 50, 100)

EXAMPLES = (
    ("diffusion models", term("papers about these words, best first")),
    ('"chain of thought"', term("exactly these words, in this order")),
    ("+agents -survey", term("must contain the first word, must not contain the second")),
    ("title:attention", term("a word in the title; also author:, abstract:, topic:, org:, keyword:")),
    ("agents year:2025", term("from that year; also before:2025-08, since:30d, date:2025-08-20")),
    ("quanti*", term("words that start with these letters")),
    ("transfomer~1", term("allows one wrong letter; unknown words are corrected anyway")),
    ("2508.12345", term("the paper with this arXiv id")),
)
"""A query and what it finds."""

STATE = {"Data-search-state": "idle"}
"""The state before any query. Material's search plugin, part of a bare build, removes `data-search-…`
from pages, but only in lower case; browsers ignore the case."""

WAYS = (
    (urls.hub("day"), term("Days"), term("calendars of every list")),
    (urls.TOPICS, term("Topics"), term("in groups")),
    (urls.groups("author"), term("Authors"), term("and their papers")),
    (urls.groups("organization"), term("Organizations"), term("and their papers")),
    (urls.VENUES, term("Venues"), term("and their papers")),
    (urls.PAPERS, term("Most upvoted papers"), term("of all time")),
)
"""Links to the papers that need no script; what an archive has nothing of is left out."""


def render(graph: Graph) -> Page:
    """The page. It needs only the number of papers, their years, whether there are votes, organizations and
    venues, and from where pictures come."""
    here, archive = urls.SEARCH, graph.archive
    years = sorted({day.year for day in archive.days}, reverse=True)
    blocks = [
        _form(len(archive.shown)),
        el("noscript", el("p", say("Search needs JavaScript. You can browse everything without it:"))),
        el("div", _beside(years, archive), _found(archive), class_="finding"),
        _browse(here, graph),
    ]
    origin = thumbnails.origin(archive.shown)
    return parts.page(here, "search", say("Search"), blocks, about=say(ABOUT), meta=origin)


def _form(papers: int) -> Html:
    field = el(
        "input",
        type="search",
        id="query",
        name="q",
        placeholder=say("Search {papers}", papers=counted(papers, "paper")),
        aria_label=say("Words, title, author or arXiv id"),
        autocomplete="off",
        autocapitalize="off",
        spellcheck="false",
        enterkeyhint="search",
    )
    button = el("button", say("Search"))
    return el("form", field, button, role="search", action="./", method="get", data_results="results")


def _beside(years: list[int], archive: Archive) -> Html:
    return el("div", _filters(years, archive), _help(), class_="beside")


def _filters(years: list[int], archive: Archive) -> Html:
    """Topics and organizations, with their counts, are filled in when the panel is opened."""
    least = [(str(n), say("{least} or more", least=n)) for n in LEAST_VOTES]
    spans = [(str(year), str(year)) for year in years]
    return el(
        "details",
        el("summary", say("Filters")),
        _choices("topic", say("Topics"), say("Find topics")),
        _choices("org", say("Organizations"), say("Find organizations")),
        el(
            "fieldset",
            el("legend", say("Years")),
            _labelled(say("From"), _select("from", say("any"), spans)),
            _labelled(say("Until"), _select("until", say("any"), spans)),
        ),
        el(
            "fieldset",
            el("legend", say("With")),
            _check("code", say("Code")),
            _check("project", say("Project page")),
        ),
        el(
            "fieldset",
            el("legend", say("Upvotes")),
            _labelled(say("At least"), _select("votes", say("any"), least)),
            hidden=not archive.has_votes,
        ),
        el("p", el("button", say("Show papers"), type="button"), class_="shut"),
        id="filters",
    )


def _choices(name: str, legend: str, find: str) -> Html:
    """A list that scripts fill, and a field that filters it."""
    narrow = el(
        "input",
        type="search",
        class_="narrow",
        autocomplete="off",
        placeholder=find,
        aria_label=find,
    )
    return el("fieldset", el("legend", legend), narrow, el("ul"), data_filter=name)


def _select(name: str, none: str, options: list[tuple[str, str]]) -> Html:
    return el(
        "select",
        el("option", none, value=""),
        *(el("option", label, value=value) for value, label in options),
        data_filter=name,
    )


def _labelled(label: str, field: Html) -> Html:
    return el("label", el("span", label, class_="side"), field)


def _check(name: str, label: str) -> Html:
    return el("label", el("input", type="checkbox", data_filter=name), f" {label}", el("small"))


def _help() -> Html:
    told: list[Child] = []
    for query, meaning in EXAMPLES:
        told += [el("dt", el("a", query, href=f"./?q={_quoted(query)}")), el("dd", say(meaning))]
    return el("details", el("summary", say("How to search")), el("dl", *told), class_="help")


def _quoted(query: str) -> str:
    """A query in an address. Of the characters in the examples, only these need escaping there."""
    return query.replace("+", "%2B").replace('"', "%22").replace(" ", "+")


def _found(archive: Archive) -> Html:
    orders = {name: label for name, label in ORDERS.items() if name != "votes" or archive.has_votes}
    options = (el("option", say(label), value=value) for value, label in orders.items())
    select = el("select", *options, id="order", aria_label=say("Order"))
    order = el("label", el("span", say("Order"), " "), select)
    return el(
        "div",
        el(
            "div",
            el("p", id="status", aria_live="polite", tabindex=-1),
            el("button", say("Show refined order"), type="button", id="refined", hidden=True),
            order,
            class_="told",
        ),
        el("ul", id="chosen", class_="chosen", aria_label=say("Active filters")),
        el("div", id="notes", class_="notes"),
        el("h2", say("Results"), class_="unseen"),
        el("ol", id="results", class_="results", **STATE),
        el("p", el("button", say("More results"), type="button", id="more", hidden=True), class_="more"),
        el("div", id="export", hidden=True),
        cards.templates(thumbnails.blank(archive.shown), with_votes=archive.has_votes),
        class_="found",
    )


def _browse(here: urls.Address, graph: Graph) -> Html:
    known = {
        urls.groups("organization"): bool(graph.people.organizations),
        urls.VENUES: any(map(graph.has_venue_page, graph.by_venue)),
        urls.PAPERS: graph.archive.has_votes,
    }
    items = (
        el("li", el("a", say(name), href=here.to(address)), " ", el("small", say(what)))
        for address, name, what in WAYS
        if known.get(address, True)
    )
    ways = el("ul", *items, class_="periods")
    return el(
        "section", join(el("h2", say("Or browse"), id="ways"), ways), id="browse", aria_labelledby="ways"
    )
