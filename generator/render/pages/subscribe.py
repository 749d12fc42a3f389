"""`/subscribe/`: how to hear of new papers without visiting."""

from generator import urls
from generator.config import Config
from generator.graph import Graph
from generator.records.page import Page
from generator.render.pages import lists, parts, subscribe_form
from generator.sinks.to_html import Html, el

ABOUT = "Follow this archive in a feed reader: all papers, days, topics, authors and organizations."
FORMS = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}
_BOTH = tuple(FORMS)


def render(graph: Graph, config: Config) -> Page:
    """What there is to follow, and how."""
    blocks = [*(_feeds(graph, config) if config.site_url else _none()), *mail(config)]
    origin = subscribe_form.origin(config)
    meta = {"form_origin": origin} if origin else {}
    return parts.page(urls.SUBSCRIBE, "subscribe", "Follow", blocks, about=ABOUT, meta=meta)


def mail(config: Config) -> list[Html]:
    """New papers by mail: the newsletter's form where there is one, and feeds as mail."""
    form = subscribe_form.form(config)
    blocks = [form] if form else []
    if config.site_url:
        blocks.append(_feed_as_mail())
    return [parts.heading("By mail", "mail"), *blocks] if blocks else []


def _feed_as_mail() -> Html:
    days = el("a", "feed of days", href=urls.SUBSCRIBE.to(urls.feed("days", "atom")))
    return el(
        "p",
        "Many mail services and feed readers send a feed as mail. The ",
        days,
        " is made for that: one entry, so one mail, for each list day.",
    )


def _none() -> list[Html]:
    told = "This archive has no feeds yet: they need its address, which is site_url in mkdocs.yml."
    return [el("p", told, class_="notice")]


def _feeds(graph: Graph, config: Config) -> list[Html]:
    lead = (
        "A feed is a file your feed reader looks at now and then; it shows you what is new. Copy an address "
        "into your reader, or give it this page. No account, no address of yours."
    )
    return [
        el("p", lead, class_="lead"),
        parts.heading("Everything", "everything"),
        _general(config),
        parts.heading("Your own choice", "choice"),
        *_choice(),
        *_topics(graph),
        parts.heading("All at once", "opml"),
        _lists(),
        parts.heading("What the feeds promise", "promises"),
        _promises(config),
    ]


def _general(config: Config) -> Html:
    items = [
        _row("Every paper", "papers", "with authors, summary, abstract, topics and links", _BOTH),
        _row("Every day", "days", "one entry with all papers of the day", _BOTH),
    ]
    for least in config.options.feed_upvotes:
        about = "papers once they have as many, with their list day's date"
        items.append(_row(f"{least} upvotes and more", f"upvotes-{least}", about, ("atom",)))
    return el("ul", *items, class_="feeds")


def _row(title: str, name: str, about: str, forms: tuple[str, ...]) -> Html:
    links = (el("li", el("a", FORMS[form], href=urls.SUBSCRIBE.to(urls.feed(name, form)))) for form in forms)
    return el("li", el("p", el("strong", title), el("br"), about), el("ul", *links, class_="links"))


def _choice() -> list[Html]:
    here = urls.SUBSCRIBE
    pages = (
        el("a", "topic", href=here.to(urls.TOPICS)),
        el("a", "author", href=here.to(urls.groups("author"))),
        el("a", "organization", href=here.to(urls.groups("organization"))),
    )
    topic, author, organization = pages
    told = "has its own feed: look for “Feed” below its name, or give its page to your reader."
    return [el("p", "Every ", topic, ", every ", author, " and every ", organization, f" with a page {told}")]


def _topics(graph: Graph) -> list[Html]:
    """A folded list per group of the vocabulary."""
    found = []
    for group in graph.taxonomy.groups:
        items = (
            el(
                "a",
                topic.label,
                href=urls.SUBSCRIBE.to(urls.feed(urls.feed_of(urls.topic(topic.slug)), "atom")),
            )
            for topic in graph.taxonomy.of_group(group.slug)
        )
        if chips := lists.chips(items):
            found.append(el("details", el("summary", group.label), chips))
    return found


def _lists() -> Html:
    here = urls.SUBSCRIBE
    some = el("a", "Everything and topics", href=here.to(urls.feed("topics", "opml")))
    every = el("a", "all feeds", href=here.to(urls.feed("feeds", "opml")))
    return el(
        "p",
        "Feed readers import lists of feeds as OPML files. ",
        some,
        " is one to begin with; ",
        every,
        " has those of organizations and authors too, which are many.",
    )


def _promises(config: Config) -> Html:
    size = config.options.feed_size
    always = (
        "A paper is one entry, for ever: the same in every feed, and never new again, whether it gets votes "
        "or this site another design."
    )
    whole = (
        f"A feed holds the newest papers ({size} in that of every paper) and the rest of the last one's day: "
        "who reads once a day misses nothing. It is never larger than half a megabyte."
    )
    late = "Its date is the day it was listed on, also when it joined that day's list late."
    alone = "Nothing in a feed is loaded from elsewhere, and nobody learns that you read it."
    return el("ul", *(el("li", one) for one in (always, late, whole, alone)))
