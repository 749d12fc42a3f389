"""`/subscribe/`: how to follow new papers without visiting the site."""

from collections.abc import Sequence

from generator import urls
from generator.archive import Archive
from generator.config import Config
from generator.graph import Graph, digests
from generator.records.page import Page
from generator.render.pages import lists, parts, subscribe_form
from generator.sinks.to_html import Html, el, phrase
from generator.text.counted import counted
from generator.wording import number, say, term

ABOUT = term("Follow this archive in a feed reader: all papers, days, topics, authors and organizations.")
FORMS = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}
_EVERY_FORM = tuple(FORMS)


def render(graph: Graph, config: Config, standing: Sequence[tuple[str, str]] = ()) -> Page:
    """What can be followed, and how. `standing` are the names and titles of standing queries."""
    blocks = [*(_feeds(graph, config, standing) if config.site_url else _none()), *mail(config)]
    origin = subscribe_form.origin(config)
    meta = {"form_origin": origin} if origin else {}
    return parts.page(urls.SUBSCRIBE, "subscribe", say("Follow"), blocks, about=say(ABOUT), meta=meta)


def mail(config: Config) -> list[Html]:
    """New papers by email: the newsletter's form, if there is one, and feeds as email."""
    form = subscribe_form.form(config)
    blocks = [form] if form else []
    if config.site_url:
        blocks.append(_feed_as_mail())
    return [parts.heading(say("By email"), "mail"), *blocks] if blocks else []


def _feed_as_mail() -> Html:
    told = phrase(
        "Many email services and feed readers can send a feed as email. Use the {feed} for this: it has one"
        " entry, so one email, per list day.",
        feed=el("a", say("daily feed"), href=urls.SUBSCRIBE.to(urls.feed("days", "atom"))),
    )
    return el("p", told)


def _none() -> list[Html]:
    told = say(
        "This archive has no feeds yet. To create them, set site_url in mkdocs.yml to the site's address."
    )
    return [el("p", told, class_="notice")]


def _feeds(graph: Graph, config: Config, standing: Sequence[tuple[str, str]]) -> list[Html]:
    lead = say(
        "A feed is a file that your feed reader checks now and then to show you what is new. Copy a feed's "
        "address into your reader, or give it the address of this page. No account or email address needed."
    )
    return [
        el("p", lead, class_="lead"),
        parts.heading(say("Everything"), "everything"),
        _general(graph, config),
        *_standing(standing),
        *_choice(graph),
        *_topics(graph),
        parts.heading(say("All at once"), "opml"),
        _lists(graph),
        parts.heading(say("What you can rely on"), "promises"),
        _promises(graph.archive, config),
    ]


def _general(graph: Graph, config: Config) -> Html:
    if graph.archive.has_votes:
        weeks = say("The best papers of each week, when it is over.")
        months = say("The best papers of each month, when it is over.")
    else:
        weeks = say("The papers of each week, when it is over.")
        months = say("The papers of each month, when it is over.")
    items = [
        _row(
            say("Every paper"),
            "papers",
            say("With authors, summary, abstract, topics and links."),
            _EVERY_FORM,
        ),
        _row(say("Every day"), "days", say("One entry per day, with all its papers."), _EVERY_FORM),
        _row(say("Every week"), "weeks", weeks, ("atom",)),
        _row(say("Every month"), "months", months, ("atom",)),
    ]
    for least in config.options.feed_upvotes if graph.archive.has_votes else ():
        about = say("Each paper appears once it reaches {upvotes}.", upvotes=counted(least, "upvote"))
        title = say("{least}+ upvotes", least=least)
        items.append(_row(title, f"upvotes-{least}", about, ("atom",)))
    if any(one.known.arrivals for one in graph.archive.shown):
        about = say("A paper appears when its code arrives, and when a first model does.")
        items.append(_row(say("Code and models"), "arrived", about, ("atom",)))
    return el("ul", *items, class_="feeds")


def _row(title: str, name: str, about: str, forms: tuple[str, ...]) -> Html:
    links = (el("li", el("a", FORMS[form], href=urls.SUBSCRIBE.to(urls.feed(name, form)))) for form in forms)
    return el("li", el("p", el("strong", title), el("br"), about), el("ul", *links, class_="links"))


def _standing(standing: Sequence[tuple[str, str]]) -> list[Html]:
    """The feeds of what the operator follows."""
    if not standing:
        return []
    links = (
        el("a", title, href=urls.SUBSCRIBE.to(urls.feed(urls.feed_of_standing(name), "atom")))
        for name, title in standing
    )
    told = say("Searches, people and subjects that this archive follows, each as a feed of its own.")
    return [
        parts.heading(say("Chosen for this archive"), "mine"),
        el("p", told),
        *filter(None, [lists.chips(links)]),
    ]


def _choice(graph: Graph) -> list[Html]:
    here = urls.SUBSCRIBE
    topic = el("a", say("topic"), href=here.to(urls.TOPICS))
    author = el("a", say("author"), href=here.to(urls.groups("author")))
    if not graph.people.organizations:
        told = phrase(
            "Every {topic} and {author} that has a page also has a feed. Look for “Feed” below its name, or"
            " give your reader the page.",
            topic=topic,
            author=author,
        )
        return [parts.heading(say("Topics and authors"), "choice"), el("p", told)]
    told = phrase(
        "Every {topic}, {author} and {organization} that has a page also has a feed. Look for “Feed” below"
        " its name, or give your reader the page.",
        topic=topic,
        author=author,
        organization=el("a", say("organization"), href=here.to(urls.groups("organization"))),
    )
    return [parts.heading(say("Topics, authors and organizations"), "choice"), el("p", told)]


def _topics(graph: Graph) -> list[Html]:
    """A folded list per group of topics."""
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


def _lists(graph: Graph) -> Html:
    here = urls.SUBSCRIBE
    some = el("a", say("everything and topics"), href=here.to(urls.feed("topics", "opml")))
    every = el("a", say("all feeds"), href=here.to(urls.feed("feeds", "opml")))
    told = (
        phrase(
            "Feed readers can import lists of feeds as OPML files. Start with {some}, or take {all}, which"
            " also includes the many feeds of organizations and authors.",
            some=some,
            all=every,
        )
        if graph.people.organizations
        else phrase(
            "Feed readers can import lists of feeds as OPML files. Start with {some}, or take {all}, which"
            " also includes the many feeds of authors.",
            some=some,
            all=every,
        )
    )
    return el("p", told)


def _promises(archive: Archive, config: Config) -> Html:
    size = config.options.feed_size
    if archive.has_votes:
        always = say(
            "A paper is one permanent entry, the same in every feed. It never shows up as new again, whether "
            "its votes or the design of this site change."
        )
    else:
        always = say(
            "A paper is one permanent entry, the same in every feed. It never shows up as new again, even if "
            "the design of this site changes."
        )
    whole = say(
        "The feed of every paper has at least the last {days} list days, of which the newest (up to {size} "
        "papers) are in full, so you miss nothing if you check once a week. Older papers are on closed "
        "pages, back to the first day, which feed readers that know RFC 5005 find by themselves. No feed is "
        "larger than half a megabyte.",
        days=number(digests.RECENT),
        size=number(size),
    )
    late = say(
        "An entry's date is the day the paper was listed. A paper that joins a list later is shown as new "
        "when it does."
    )
    alone = say("Feeds load nothing from other sites, so nobody learns that you read them.")
    return el("ul", *(el("li", one) for one in (always, late, whole, alone)))
