"""Who is behind a paper, on its page: authors, organization, and who listed it when."""

from generator import urls
from generator.archive import Appearance, ArchivedPaper
from generator.graph import Graph
from generator.records.identity import author_slug, handle_slug, organization_slug
from generator.records.paper import AuthorName, Organization
from generator.records.period import day_of, short_date
from generator.records.source import About
from generator.render.pages import cards
from generator.render.pages.shown import Shown
from generator.sinks.to_html import Html, el, join, phrase, text
from generator.wording import number, say

AUTHORS_SHOWN = 24
"""People still read a list of this length; the rest is folded away."""


def authors(here: urls.Address, archived: ArchivedPaper, graph: Graph, level: Shown) -> Html | None:
    """The authors who may be named, linked to their pages; a long list is folded."""
    shown = [author for author in archived.paper.authors if not author.hidden]
    if not shown:
        return None
    links = [_author(here, author, graph, level) for author in shown[: level.names]]
    first = join(*links[:AUTHORS_SHOWN], between=", ")
    if len(shown) <= AUTHORS_SHOWN:
        return el("p", first, class_="authors")
    rest = join(*links[AUTHORS_SHOWN:], between=", ")
    more = el("summary", say("and {count} more authors", count=len(shown) - AUTHORS_SHOWN))
    if not rest:
        told = say("and {count} more authors", count=len(shown) - len(links))
        return el("p", first, " ", told, class_="authors")
    if len(links) < len(shown):
        rest = phrase("{names}, and {count} more", names=rest, count=number(len(shown) - len(links)))
    return el("div", el("p", first), el("details", more, el("p", rest)), class_="authors")


def _author(here: urls.Address, author: AuthorName, graph: Graph, level: Shown) -> Html:
    """Linked to the author's page here, which names the account at the source."""
    group = graph.people.authors[author_slug(author)]
    if graph.has_page(group):
        return el("a", level.person(author.name), href=here.to(urls.group("author", group.slug)))
    return text(level.person(author.name))


def appearance(here: urls.Address, one: Appearance, who: Html | None, *, is_of_many: bool = False) -> Html:
    """A list day, whether the paper came late, and who submitted it; `is_of_many` if it was on lists of
    several sources."""
    link = el("a", short_date(one.day), href=here.to(urls.period(day_of(one.day))))
    late = cards.late_mark(one)
    kind = el("small", say("cross-listed"), class_="late") if one.announced == "cross" else None
    day = join(link, late and join(" ", late), kind and join(" ", kind))
    if is_of_many:
        names = one.source.names
        by = el("a", names.short, href=names.home) if names.home else text(names.short)
        if who:
            return phrase("Listed {day} on {source} by {who}", day=day, source=by, who=who)
        return phrase("Listed {day} on {source}", day=day, source=by)
    return phrase("Listed {day} by {who}", day=day, who=who) if who else phrase("Listed {day}", day=day)


def submitter(here: urls.Address, one: Appearance, graph: Graph) -> Html | None:
    """Who put the paper on the list."""
    found = one.submitter
    if found is None:
        return None
    group = graph.people.submitters[handle_slug(found.account)]
    if graph.has_page(group):
        shown = found.fullname or found.account
        return el("a", shown, href=here.to(urls.group("submitter", group.slug)))
    return account(one.source, found.account, found.fullname)


def organization(here: urls.Address, found: Organization, source: About, graph: Graph) -> Html:
    """Where the authors work, according to the source."""
    group = graph.people.organizations[organization_slug(found)]
    if graph.has_page(group):
        return el("a", found.shown, href=here.to(urls.group("organization", group.slug)))
    return account(source, found.name, found.fullname)


def account(source: About, handle: str, fullname: str | None) -> Html:
    """A person or organization at the source, linked if the handle is a valid one."""
    shown = fullname or handle
    there = source.names.account_at(handle) if urls.is_handle(handle) else ""
    return el("a", shown, href=there) if there else text(shown)
