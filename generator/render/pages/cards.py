"""A paper as a card: with its summary, in brief, or empty for a script to fill."""

from collections.abc import Iterable
from datetime import date

from generator import urls
from generator.archive import Appearance, ArchivedPaper
from generator.graph import Graph
from generator.graph.topics.taxonomy import Topic
from generator.records.identity import author_slug
from generator.render.pages import hues, parts, thumbnails
from generator.sinks.to_html import Html, el, join, text
from generator.text import excerpt
from generator.text.counted import counted
from generator.wording import cached, number, of_outside, say

NAMES_ON_CARD = 3
SUMMARY = 280
TOPICS_ON_CARD = 1
BRIEF_TITLE = 60
NO_DAY = "2000"
"""Until a script fills it in; a time must have one."""
NO_NUMBER = "\u2007"
"""As wide as a digit."""


def card(here: urls.Address, archived: ArchivedPaper, graph: Graph, day: date | None) -> Html:
    """Title, authors, organization, summary; at the foot topics, links and numbers."""
    paper = archived.paper
    title = el("a", archived.title, href=here.to(urls.paper(paper.id)), dir="auto", lang=of_outside())
    marks = join(*marks_on(archived, day), between=" ") if day else None
    first = next(iter(graph.topics_of(paper.id)), None)
    return _card(
        votes(archived),
        join(title, marks),
        el("p", byline(archived), class_="by"),
        summary(archived),
        _foot(topics(here, archived, graph, TOPICS_ON_CARD), extras(archived)),
        thumbnails.image(here, archived),
        of=f"card {_hue(graph, first)}" if first else "card",
        data_paper=paper.id,
    )


def brief(here: urls.Address, archived: ArchivedPaper) -> Html:
    """Votes and the beginning of the title, where there is no room for more."""
    return _card(votes(archived), brief_title(here, archived), _foot(), data_paper=archived.paper.id)


def brief_title(here: urls.Address, archived: ArchivedPaper) -> Html:
    """A link with the beginning of the title."""
    title = excerpt(archived.title, BRIEF_TITLE)
    return el("a", title, href=here.to(urls.paper(archived.paper.id)), dir="auto", lang=of_outside())


def templates(picture: Html | None, *, with_votes: bool) -> Html:
    """Cards without a paper, for the script that shows results. One has everything that a card may have; the
    script removes what a paper lacks, also the `picture`. The other is for a paper of which only the id is
    known.

    The script keeps one of the vote counts: unknown, a single vote, or several (written as 0). When the
    second of two parts of a line is removed, the text before it goes too.
    """
    by = el("p", el("bdi"), " · ", el("bdi"), " · ", el("time", NO_DAY), class_="by")
    links = (
        _link(say("Code"), " ★ 0", rel=parts.OUTSIDE, class_="code"),
        _link(say("Project"), rel=parts.OUTSIDE),
    )
    whole = _card(
        join(_votes(None, hidden=not with_votes), _votes(1), _votes(0)),
        join(el("a", dir="auto", lang=of_outside()), " ", el("small", class_="exact")),
        by,
        _summary(el("span"), by_model=True, dir="auto"),
        _foot(_list("tags", [el("li", el("a"))]), _list("extras", links)),
        picture,
    )
    unknown = el("li", el("span", NO_NUMBER, class_="votes"), el("h3", el("a")), class_="card pending")
    return join(el("template", whole, id="card"), el("template", unknown, id="pending-card"))


def _card(count: Html | None, heading: Html, *more: Html | None, of: str = "card", **data: str) -> Html:
    """The shape of all cards. Its parts are children of the card itself, so that those of cards side by side
    can be level."""
    return el("li", count, el("h3", heading), *more, class_=of, **data)


def _foot(*lists: Html | None) -> Html:
    """The last line of a card, also if it is empty: scripts add actions to it."""
    return el("div", join(*lists), class_="foot")


def votes(archived: ArchivedPaper) -> Html | None:
    """The upvote count, a dash if the source never gave one, nothing if it counts none."""
    return _votes(archived.latest.upvotes) if archived.has_votes else None


def _votes(count: int | None, *, hidden: bool = False) -> Html:
    if count is None:
        return el("span", "–", class_="votes", title=say("upvotes unknown"), hidden=hidden)
    return el("span", number(count), class_="votes", title=counted(count, "upvote"))


def byline(archived: ArchivedPaper) -> Html:
    """`First Author, Second Author, Third Author +4 · Organization`, each part in its own direction."""
    names, more, organization = _credited(archived, NAMES_ON_CARD)
    return join(
        el("bdi", names) if names else None,
        more,
        " · " if names and organization else None,
        el("bdi", organization) if organization else None,
    )


def credit(archived: ArchivedPaper, most: int = NAMES_ON_CARD, who: str | None = None) -> str:
    """The same as plain text, with at most `most` names and, if it is not among them, that of the author
    whose slug is `who`: `First Author … Fifth Author +7 · Organization`."""
    names, more, organization = _credited(archived, most, who)
    return " · ".join(part for part in (names + more, organization) if part)


def _credited(archived: ArchivedPaper, most: int, who: str | None = None) -> tuple[str, str, str]:
    """The names shown, how many more there are, and the organization."""
    shown = [author for author in archived.paper.authors if not author.hidden]
    names = ", ".join(author.name for author in shown[:most])
    left = len(shown) - most
    place = next((n for n, one in enumerate(shown) if author_slug(one) == who), 0) if who else 0
    if place >= most:
        names += (", " if place == most else " … ") + shown[place].name
        left -= 1
    organization = archived.paper.organization
    return names, f" +{left}" if left > 0 else "", organization.shown if organization else ""


@cached(2**17)
def summary(archived: ArchivedPaper) -> Html | None:
    """One or two lines about the paper: the archive's summary, else a model's, else the abstract's start."""
    if archived.summary is None:
        return None
    teller, told = archived.summary
    return _summary(text(excerpt(told, SUMMARY)), by_model=teller == "model")


def _summary(told: Html, *, by_model: bool, **attributes: str) -> Html:
    mark = join(el("abbr", say("AI"), title=say("summary written by a model")), " ") if by_model else None
    return el("p", mark, told, class_="sum", lang=of_outside(), **attributes)


def extras(archived: ArchivedPaper) -> Html | None:
    """Links beside the paper, and counts."""
    paper = archived.paper
    stars = archived.latest.stars
    comments = archived.latest.comments
    items = [
        link_item("code", say("Code"), archived.code, f" ★ {number(stars)}" if stars else ""),
        link_item("project", say("Project"), paper.project),
        el("li", number(comments), class_="comments", title=counted(comments, "comment"))
        if comments
        else None,
    ]
    return _list("extras", items)


def topics(here: urls.Address, archived: ArchivedPaper, graph: Graph, most: int) -> Html | None:
    """Links to the first topics, then the operator's tags that are not topics: at most `most` of all these,
    and the number of the others."""
    given = [graph.taxonomy.by_slug[slug] for slug in graph.topics_of(archived.paper.id)]
    known = {name for topic in given for name in (topic.slug, topic.label.casefold())}
    labels = [topic.label for topic in given]
    labels += [tag for tag in archived.note.tags if tag.casefold() not in known]
    items = [_topic(here, topic, graph) for topic in given[:most]]
    items += [el("li", label) for label in labels[len(given) : most]]
    if rest := labels[most:]:
        items.append(el("li", f"+{len(rest)}", title=", ".join(rest)))
    return _list("tags", items)


def _topic(here: urls.Address, topic: Topic, graph: Graph) -> Html:
    link = el("a", topic.label, href=here.to(urls.topic(topic.slug)))
    return el("li", link, class_=_hue(graph, topic.slug))


def _hue(graph: Graph, slug: str) -> str:
    """The class with the hue of a topic's group."""
    return hues.of_group(graph.taxonomy, graph.taxonomy.by_slug[slug].group)


def _list(name: str, items: Iterable[Html | None]) -> Html | None:
    found = [item for item in items if item]
    return el("ul", *found, class_=name) if found else None


def link_item(kind: str, name: str, url: str | None, more: str = "") -> Html | None:
    """A list item that links to another site; `kind` is its class."""
    if url is None:
        return None
    return _link(name, more, href=url, rel=parts.OUTSIDE, class_=kind)


def _link(name: str, more: str = "", **attributes: str) -> Html:
    return el("li", el("a", say(name), **attributes), more)


def marks_on(archived: ArchivedPaper, day: date) -> list[Html]:
    """What is special about a paper on the lists of a day."""
    found = [one for one in archived.appearances if one.day == day]
    late = late_mark(next(iter(found), None))
    is_cross = bool(found) and all(one.announced == "cross" for one in found)
    cross = el("small", say("cross-listed"), class_="late") if is_cross else None
    return [mark for mark in (late, cross) if mark]


def late_mark(appearance: Appearance | None) -> Html | None:
    """Marks a paper that joined its day's list after the list was first read."""
    if appearance is None or appearance.late is None:
        return None
    when = say("first seen {time} UTC", time=appearance.late[:16].replace("T", " "))
    return el("small", say("added later"), class_="late", title=when)
