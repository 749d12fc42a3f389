"""`/authors/…`, `/orgs/…`, `/submitters/…`: everything by one person or organization."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from operator import attrgetter

from generator import urls
from generator.config import Config
from generator.graph import Graph, people
from generator.graph.people import Group
from generator.records.identity import name_key
from generator.records.page import Blob, Page
from generator.records.reading import Json
from generator.render.pages import credit, finders, linked, lists, parts
from generator.sinks import to_deflate, to_json
from generator.sinks.to_html import Html, el, join, phrase
from generator.text.counted import counted
from generator.wording import noun, say, term

TOPICS_SHOWN = 4
OTHERS_SHOWN = 8
NAMESAKES = 40
LISTED = 400
"""Authors on the hub page: the others are found through the name finder, the search and the papers."""

NAMES_IN_PART = 1_000
"""Authors, at least, for each file of the index of all names."""

HUBS: Mapping[people.GroupKind, tuple[str, str, str]] = {
    "author": (term("Authors"), noun("author"), term("Authors of the papers in this archive: {count}.")),
    "organization": (
        term("Organizations"),
        noun("organization"),
        term("Organizations of the papers in this archive: {count}."),
    ),
    "submitter": (
        term("Submitters"),
        noun("submitter"),
        term("Submitters of the papers in this archive: {count}."),
    ),
}
"""Of each kind its name, the noun that counts it, and what its hub is about."""


def render(group: Group, graph: Graph, config: Config) -> Iterator[Page]:
    """The pages of one group."""
    whole = urls.group(group.kind, group.slug)
    feed = lists.feed_of(whole, config) if group.kind != "submitter" else None
    top = [
        _lead(group, lists.follow(whole, feed)),
        _same_name(whole, group, graph),
        _topics(whole, group, graph),
        *_others(whole, group, graph),
    ]
    papers = counted(len(group.papers), "paper")
    about = say("{name}: {papers} in this archive.", name=group.label, papers=papers)
    yield from lists.pages(
        lists.Long(
            whole=whole,
            kind=group.kind,
            title=group.label,
            about=about,
            top=top,
            papers=group.papers,
            feed=feed,
            who=group.slug if group.kind == "author" else None,
            data=_data(group),
        ),
        config.options.listing_page_size,
    )


def _data(group: Group) -> linked.Meta:
    """Nothing for a name without an account, which may belong to several people."""
    if group.kind == "organization":
        return linked.papers(group.label, len(group.papers), {"@type": "Organization", "name": group.label})
    if group.kind == "submitter" or group.account is None:
        return {}
    there = group.papers[0].source.names.account_at(group.account) if urls.is_handle(group.account) else ""
    return linked.profile(group.label, there)


def hub(kind: people.GroupKind, graph: Graph) -> Page:
    """The groups with the most papers; for authors, with a field that finds every name."""
    here = urls.groups(kind)
    title, one, about = HUBS[kind]
    groups = graph.groups(kind)
    found = sorted(graph.with_page(kind), key=lambda g: (-len(g.papers), g.label))
    count = counted(len(groups), one)
    if found:
        count = say("{groups}, {some} of them with a page", groups=count, some=len(found))
    items = [(g.label, lists.chip(here, g.label, urls.group(kind, g.slug), len(g.papers))) for g in found]
    others = (
        el("a", say(HUBS[other][0]), href=here.to(urls.groups(other)))
        for other in HUBS
        if other != kind and graph.groups(other)
    )
    blocks = [
        el("p", join(count, *others, between=" · "), class_="lead"),
        *(
            _authors(items, len(groups))
            if kind == "author"
            else finders.blocks(counted(len(found), one), items, "periods people")
        ),
    ]
    return parts.page(here, "hub", say(title), blocks, about=say(about, count=count), meta={})


def _authors(items: list[finders.Item], count: int) -> list[Html]:
    """Those with the most papers, and a field that finds everyone."""
    found = lists.chips(parts.first_of(link for _, link in items[:LISTED]), "periods people")
    return [_finder(count), *([parts.heading(say("Most papers"), "most"), found] if found else [])]


def _several(count: int) -> int | None:
    """The number beside a link, unless it is one: most are."""
    return count if count > 1 else None


def _finder(authors: int) -> Html:
    """Filled by a script that loads a small part of the index, chosen by the first two letters typed."""
    field = el(
        "input",
        type="search",
        id="find-name",
        autocomplete="off",
        data_names="names/",
        data_parts=_parts(authors),
    )
    label = el("label", say("Search {what}", what=counted(authors, "author")), " ", field)
    return el(
        "div",
        el("p", label),
        el("ul", id="found-names", class_="periods people", aria_live="polite"),
        class_="finder",
    )


def _lead(group: Group, feed: Html | None) -> Html:
    count = counted(len(group.papers), "paper")
    who: Html | str
    if group.account is None:
        who = say("known by name only, so this may be several people")
    else:
        account = credit.account(group.papers[0].source, group.account, None)
        who = phrase("account: {account}", account=account)
    return el("p", join(count, lists.years(group.papers), who, feed, between=" · "), class_="lead")


def _same_name(here: urls.Address, group: Group, graph: Graph) -> Html | None:
    """Other authors with the same name, known by account or by name only."""
    others = graph.namesakes(group)[:NAMESAKES]
    links = [el("a", _told(g), href=here.to(urls.group("author", g.slug))) for g in others]
    if not links:
        return None
    told = phrase("Others with this name: {names}", names=join(*links, between=", "))
    return el("p", told, class_="notice")


def _told(group: Group) -> str:
    if group.account is None:
        papers = counted(len(group.papers), "paper")
        return say("{name} (name only, {papers})", name=group.label, papers=papers)
    return f"{group.label} ({group.account})"


def _topics(here: urls.Address, group: Group, graph: Graph) -> Html | None:
    counts = Counter(slug for paper in group.papers for slug in graph.topics_of(paper.paper.id))
    items = (
        lists.chip(here, graph.taxonomy.by_slug[slug].label, urls.topic(slug), _several(count))
        for slug, count in lists.most(counts, TOPICS_SHOWN)
    )
    return lists.chips(items)


def others(group: Group, graph: Graph) -> list[tuple[str, str, int]]:
    """The co-authors of an author or the authors of an organization, if they have a page: slug, label and the
    number of papers of the group that they wrote."""
    if group.kind == "submitter":
        return []
    counts: Counter[str] = Counter()
    for paper in group.papers:
        counts.update(graph.authors_with_page.get(paper.paper.id, ()))
    del counts[group.slug]
    authors = graph.people.authors
    return [(slug, authors[slug].label, count) for slug, count in lists.most(counts, OTHERS_SHOWN)]


def _others(here: urls.Address, group: Group, graph: Graph) -> list[Html]:
    items = (
        lists.chip(here, label, urls.group("author", slug), _several(count))
        for slug, label, count in others(group, graph)
    )
    found = lists.chips(items)
    title = say("Co-authors" if group.kind == "author" else "Authors")
    return [parts.heading(title, "people"), found] if found else []


def names(graph: Graph) -> Iterator[Blob]:
    """The index of all names, in parts. A name is in the part of each of its words.

    A part is `{"names": […]}`; a name with a page is `[label, number of papers, slug]`, any other
    `[label, number of papers]`: the search lists them.
    """
    authors = sorted(graph.people.authors.values(), key=attrgetter("label"))  # they were sorted by slug
    found: Mapping[int, list[Json]] = defaultdict(list)
    parts = _parts(len(authors))
    for group in sorted(authors, key=lambda group: -len(group.papers)):
        entry = _entry(group, graph)
        for part in {part_of(word, parts) for word in name_key(group.label).split() if len(word) > 1}:
            found[part].append(entry)
    for part in sorted(found):
        text = to_json.compact({"names": found[part]})
        yield Blob(path=f"{urls.NAMES}/{part}.bin", body=to_deflate.body(text))


def _parts(authors: int) -> int:
    """How many parts the index has: a power of two, so that names rarely change their part."""
    return 1 << (authors // NAMES_IN_PART).bit_length()


def part_of(word: str, parts: int) -> int:
    """The part that holds a word of at least two letters, from the first two."""
    return (31 * ord(word[0]) + ord(word[1])) % parts


def _entry(group: Group, graph: Graph) -> Json:
    if graph.has_page(group):
        return [group.label, len(group.papers), group.slug]
    return [group.label, len(group.papers)]
