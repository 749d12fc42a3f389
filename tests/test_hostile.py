"""Every hostile string in every field, through the archive and all pages, as Markdown renders it.

One paper per string: the pages of such an archive must have the elements and the
attribute names of the same archive with a plain word in every place, and show the strings as they are.
"""

import html as entities
from datetime import timedelta
from functools import cache
from itertools import chain

import pytest
from lxml import html
from markdown import Markdown

from generator import text
from generator.archive import Archive
from generator.check import pages as page_check
from generator.curation import Note
from generator.curation.notes import TAG_CAP
from generator.intake import sources
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing, Submitter
from generator.records.page import Page
from generator.records.paper import AiSummary, AuthorName, Organization, Paper
from generator.render.pages.cards import SUMMARY
from generator.render.pages.decks import IN_FULL
from generator.render.pages.shown import WHOLE
from generator.sinks import to_mathml
from generator.storage import packaged
from generator.text import tex
from tests.support import helpers
from tests.support.helpers import DAY, hostile_texts, listed, listing, paper_id, structure
from tests.support.rendering import Site, body, every, front, graph_of, one, pages, vocabulary

STRINGS = hostile_texts()
IDS = [paper_id(number) for number in range(1, len(STRINGS) + 1)]
OF = dict(zip(IDS, STRINGS, strict=True))
DAYS = [DAY - timedelta(days=n) for n in range(-(-len(STRINGS) // IN_FULL))]
DAY_PAGES = ("index.md", *(f"days/{day}.md" for day in DAYS))
LISTS = ("weeks/2025-W34.md", "months/2025-08.md", "years/2025.md", "papers/index.md")
PLAIN = "word"
EVERYBODY = {f"{kind}_threshold": 1 for kind in ("author", "organization", "submitter")}
"""Thresholds at which each name has a page, and a link to it."""


def everywhere(key: PaperId, said: str) -> ListedPaper:
    """A paper that says the same in every field."""
    content = Paper(
        id=key,
        title=text.clean(said, text.TITLE_CAP),
        abstract=said,
        authors=(AuthorName(name=text.clean(said, text.NAME_CAP)),),
        organization=Organization(name="Example-Org", fullname=text.clean(said, text.NAME_CAP)),
        ai_summary=AiSummary(text=said, model=text.clean(said, text.NAME_CAP)),
        keywords=(text.clean(said, text.NAME_CAP),),
        code="https://github.com/example/code",
    )
    submitter = Submitter(account="cy", fullname=text.clean(said, text.NAME_CAP))
    return listed(of=content, submitter=submitter, signals=())


def days(said: dict[PaperId, str]) -> list[Listing]:
    """Such papers, on as many days as are needed to show each as a card."""
    papers = [everywhere(key, one) for key, one in said.items()]
    starts = range(0, len(papers), IN_FULL)
    return [listing(papers[n : n + IN_FULL], day=DAY - timedelta(days=n // IN_FULL)) for n in starts]


@cache
def hostile() -> Site:
    """The pages of all strings; every paper has the string as its tag, too."""
    notes = {key: Note(tags=(text.clean(said, TAG_CAP),)) for key, said in OF.items()}
    return pages(days(OF), notes, listing_page_size=500, **EVERYBODY)


@cache
def plain() -> Site:
    """The same with a plain word everywhere."""
    notes = {key: Note(tags=(PLAIN,)) for key in OF}
    return pages(days(dict.fromkeys(OF, PLAIN)), notes, listing_page_size=500, **EVERYBODY)


@cache
def reader() -> Markdown:
    """Markdown as the starter sets it up, with what MkDocs adds by itself."""
    settings = helpers.settings(dict(packaged.starter_files())["mkdocs.yml"].decode())["markdown_extensions"]
    names = ["toc", "tables", "fenced_code"]
    options: dict[str, dict[str, object]] = {}
    for item in settings:
        name, values = next(iter(item.items())) if isinstance(item, dict) else (item, {})
        names.append(name)
        options[name] = values
    return Markdown(extensions=list(dict.fromkeys(names)), extension_configs=options)


def shown(page: str) -> html.HtmlElement:
    """What a browser would see."""
    return html.fragment_fromstring(reader().reset().convert(body(page).strip()), create_parent="div")


def prose(said: str) -> str:
    """How text with formulas and addresses is displayed."""
    found = []
    for segment in tex.segments(said):
        match segment:
            case tex.Words(words):
                found.append(words)
            case tex.Mended(sign):
                found.append(sign)
            case tex.Link(url):
                found.append(url.split("://", 1)[1].rstrip("/"))
            case tex.Math(source):
                math = to_mathml.math(source)
                known = html.fragment_fromstring(math).text_content() if math else tex.as_words(segment)
                found.append(known)
    return "".join(found)


def without_prose(root: html.HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """The structure, leaving out links and formulas that text of the paper itself made, and what
    depends on other papers: which are related, and whether a keyword has any letter."""
    for name in ("related", "keywords"):
        for heading in [node for node in root.iter("h2") if node.get("id") == name]:
            # The related papers have a section of their own, with what they have in common.
            for part in [*heading.itersiblings()][: None if name == "related" else 1]:
                assert {str(node.tag) for node in part.iter()} <= {"ol", "ul", "li", "a", "small", "b", "p"}
                part.drop_tree()
            heading.drop_tree()
    for node in [node for node in root.iter("a", "math") if node.getparent() is not None]:
        parent = node.getparent()
        if parent is not None and parent.tag == "p" and (node.tag == "math" or node.get("rel")):
            node.drop_tree()
    return structure(root)


def named(value: str) -> str:
    """A name as it is displayed: as it was cleaned."""
    return text.clean(value, text.NAME_CAP)


@pytest.mark.parametrize("path", [*DAY_PAGES, *LISTS])
def test_lists_keep_their_structure(path: str) -> None:
    """A page that lists every hostile string has the elements of one that lists plain words."""
    assert structure(shown(hostile()[path])) == structure(shown(plain()[path]))


def test_cards_show_what_was_said() -> None:
    """Title, author, organization, summary and tag of each card are the string itself."""
    cards = {path: every(shown(hostile()[path]), "li.card") for path in DAY_PAGES}
    assert sum(map(len, cards.values())) == len(STRINGS) + len(cards["index.md"])
    for card in chain.from_iterable(cards.values()):
        said = OF[PaperId(str(card.get("data-paper")))]
        assert one(card, "h3").text_content() == title(said)
        assert one(card, ".by").text_content() == f"{named(said)} · {named(said)}"
        summary = text.excerpt(tex.plain(said), SUMMARY)
        assert one(card, ".sum").text_content() == f"AI {summary}"
        assert one(card, "ul.tags").text_content() == text.clean(said, TAG_CAP)


@pytest.mark.parametrize("path", LISTS[1:])
def test_rows_show_what_was_said(path: str) -> None:
    """The same for rows."""
    rows = [
        node for node in shown(hostile()[path]).iter("li") if node.get("data-paper") and not node.get("class")
    ]
    assert rows
    for row in rows:
        said = OF[PaperId(str(row.get("data-paper")))]
        assert every(row, "a")[0].text_content() == title(said)
        names = f"{named(said)} · {named(said)} · "
        assert row.text_content().removeprefix(f"–{title(said)} ").startswith(names)


def title(said: str) -> str:
    """A title in readable form."""
    return tex.shown(text.clean(said, text.TITLE_CAP))


def test_papers_keep_their_structure_and_words() -> None:
    """On its own page each string is in every place, unchanged, and makes no element."""
    archive = Archive.of(days(OF), sources=sources.known())
    graph = graph_of(archive, topics=vocabulary())
    # Neighbours: the first and the last paper of a day lack one link each, all others have both.
    places = {
        one.paper.id: (n == 0, n == len(day.papers) - 1)
        for day in days(OF)
        for n, one in enumerate(day.papers)
    }
    examples = {place: key for key, place in reversed(places.items())}
    expected = {place: without_prose(shown(plain()[f"papers/{key}.md"])) for place, key in examples.items()}
    for key, said in OF.items():
        page = shown(hostile()[f"papers/{key}.md"])
        words = {node.get("class"): node.text_content() for node in page.iter() if node.get("class")}
        assert one(page, "h1").text_content() == title(said).strip(), said
        assert words["authors"] == named(said), said
        assert words["abstract"] == prose(said), said
        assert words["tags"] == text.clean(said, TAG_CAP), said
        # Keywords that differ in punctuation only are one, under the form written most plainly.
        assert words.get("words", "") == "".join(word.label for word in graph.keywords_of(key)), said
        assert f"by {named(said)}" in words["facts"], said
        summary = next(p for p in page.iter("p") if "Written by a model (" in p.text_content())
        assert summary.text_content() == f"{prose(said)} Written by a model ({named(said)})", said
        found, same = without_prose(page), expected[places[key]]
        if key in examples.values():
            assert found == same, said
        assert [tag for tag, _ in found] == [tag for tag, _ in same], said


def test_names_are_portable() -> None:
    """No string makes a file name that a system refuses or takes for another, nor a path that is too long."""
    written = (Page(path=path, text=page) for path, page in hostile().items())
    assert list(page_check.problems(written)) == []


def test_descriptions_read_back() -> None:
    """The description in the front matter, as a browser reads it, is the text it was made from."""
    for key, said in OF.items():
        description = str(front(hostile()[f"papers/{key}.md"])["description"])
        assert entities.unescape(description) == text.excerpt(tex.plain(said), WHOLE.letters)


def test_window_titles_read_back() -> None:
    """The same for the title, which themes print as it is into `<title>`: nothing in it can end that."""
    for key, said in OF.items():
        written = str(front(hostile()[f"papers/{key}.md"])["title"])
        assert entities.unescape(written) == title(said)
        assert "<" not in written


@pytest.mark.slow
def test_notices_and_summaries_of_the_operator() -> None:
    """Words of curation are text like all others."""
    keys = dict(zip(IDS, STRINGS, strict=True))
    empty = [listing([listed(of=Paper(id=key, title=PLAIN), signals=()) for key in keys])]
    withdrawn = pages(
        empty, {key: Note(withdraw=text.clean(said, text.TITLE_CAP)) for key, said in keys.items()}
    )
    summed = pages(empty, {key: Note(summary=said) for key, said in keys.items()})
    for key, said in keys.items():
        notice = one(shown(withdrawn[f"papers/{key}.md"]), ".notice")
        assert notice.text_content() == text.clean(said, text.TITLE_CAP)
        assert not list(notice)
        page = shown(summed[f"papers/{key}.md"])
        assert f"{prose(said)} Written for this archive" in page.text_content()


@pytest.mark.slow
def test_accounts_are_links_to_the_source_or_nothing() -> None:
    """A hostile account name never becomes an address; what can be an account leads to the source only."""
    papers = [
        listed(
            of=Paper(
                id=key,
                title=PLAIN,
                authors=(AuthorName(name=PLAIN, account=named(said), status="claimed_verified"),),
                organization=Organization(name=named(said)),
            ),
            submitter=Submitter(account=named(said)),
        )
        for key, said in OF.items()
    ]
    site = pages([listing(papers)])
    for key, said in OF.items():
        page = shown(site[f"papers/{key}.md"])
        targets = {str(a.get("href")) for part in (".authors", ".facts") for a in every(one(page, part), "a")}
        assert targets <= {"../../days/2025-08-20/", f"https://huggingface.co/{said}"}, said
        assert f"by {named(said)}" in one(page, ".facts").text_content()
