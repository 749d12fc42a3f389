import json
import zlib
from dataclasses import replace

import pytest
from lxml import html

from generator.config import Config
from generator.config.options import Options
from generator.curation import Note
from generator.graph import Graph
from generator.records.identity import name_key
from generator.records.listing import Submitter
from generator.records.paper import AuthorName, Organization, Paper
from generator.render.pages import groups
from tests.support import fabricate, linking
from tests.support.helpers import hostile_texts, listed, listing, paper, paper_id
from tests.support.rendering import Site, every, one, seen, words

LAB = Organization(name="Example-Lab", fullname="The Example Lab")
THREE = Config(options=Options(listing_page_size=3))
ADA = AuthorName(name="Ada Example", account="ada", status="claimed_verified")
BO = AuthorName(name="Bo Beispiel")
ONCE = AuthorName(name="Once Only")


def by(number: int, *authors: AuthorName, **more: object) -> Paper:
    """A paper of the lab by these."""
    return paper(number, authors=authors, organization=LAB, **more)


@pytest.fixture(scope="module")
def small() -> Graph:
    """A person, a name that is the same, a friend, and somebody without a page."""
    name = AuthorName(name="Ada Example")
    return linking.of(by(1, ADA, BO, title="Kites"), by(2, ADA, BO, ONCE), by(3, name), by(4, name, BO))


@pytest.fixture(scope="module")
def site(small: Graph) -> Site:
    """Its files."""
    return linking.files(small)


def test_who_it_is(site: Site) -> None:
    """An account is linked; a name says that it may be several people."""
    person, name = seen(site["authors/u--ada.md"]), seen(site["authors/ada-example.md"])
    assert words(every(person, "p.lead")[0]) == "2 papers · 2025 · account: ada"
    assert (
        words(every(name, "p.lead")[0])
        == "2 papers · 2025 · known by name only, so this may be several people"
    )


def test_namesakes(site: Site) -> None:
    """Authors of one name lead to each other; others have no such line."""
    person, name = seen(site["authors/u--ada.md"]), seen(site["authors/ada-example.md"])
    assert words(one(person, "p.notice")) == "Others with this name: Ada Example (name only, 2 papers)"
    assert one(name, "p.notice")[0].get("href") == "../u--ada/"
    assert not every(seen(site["authors/bo-beispiel.md"]), "p.notice")


def test_co_authors(site: Site) -> None:
    """Co-authors are those who have a page, with the papers in common; nobody is their own."""
    chips = [words(node) for node in every(seen(site["authors/bo-beispiel.md"]), "ul.chips")[-1]]
    assert chips == ["Ada Example 2", "Ada Example"]
    assert "authors/once-only.md" not in site
    assert "Once Only" not in site["authors/bo-beispiel.md"].split("{#papers")[0]


def test_organization(site: Site) -> None:
    """An organization shows its topics and authors; a submitter has no co-authors."""
    page = seen(site["orgs/example-lab.md"])
    assert words(one(page, "h1")) == "The Example Lab"
    assert [words(node) for node in every(page, "ul.chips")[0]] == ["Kites"]
    assert [words(node) for node in every(page, "h2")] == ["Authors", "Papers"]
    assert [words(node) for node in every(seen(site["submitters/cy.md"]), "h2")] == ["Papers"]


def test_hub(site: Site) -> None:
    """A hub counts all groups and links those with a page, most papers first."""
    page = seen(site["authors/index.md"])
    assert words(every(page, "p.lead")[0]) == "4 authors, 3 of them with a page · Organizations · Submitters"
    assert [words(node) for node in every(page, "ul.periods")[-1]] == [
        "Bo Beispiel 3",
        "Ada Example 2",
        "Ada Example 2",
    ]
    assert one(page, "input").get("data-names") == "names/"
    assert not every(seen(site["orgs/index.md"]), "input")


def test_pages_of_a_long_list() -> None:
    """A long list goes over pages of `size` papers; each paper is on one of them, best first."""
    found = linking.of(*(by(n, ADA) for n in range(1, 8)))
    pages = list(groups.render(found.people.authors["u--ada"], found, THREE))
    assert [page.path for page in pages] == [
        "authors/u--ada.md",
        "authors/u--ada/2.md",
        "authors/u--ada/3.md",
    ]
    rows = [[li.get("data-paper") for li in one(seen(page.text), "ol.rows")] for page in pages]
    assert [len(row) for row in rows] == [3, 3, 1]
    assert [key for row in rows for key in row] == [paper_id(n) for n in range(7, 0, -1)]
    assert [one(seen(page.text), "ol.rows").get("start") for page in pages] == [None, "4", "7"]
    for page in pages:
        assert len(every(every(seen(page.text), ".numbers")[0], "a")) == 3


def test_names_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every author is in the part of each word of the name, with the page if there is one."""
    monkeypatch.setattr(groups, "NAMES_IN_PART", 10)
    found = linking.graph(fabricate.listings(40, 6))
    parts = {
        file.path: json.loads(zlib.decompress(file.body, -zlib.MAX_WBITS))["names"]
        for file in groups.names(found)
    }
    count = int(one(seen(groups.hub("author", found).text), "input").get("data-parts", ""))
    for group in found.people.authors.values():
        entry = [group.label, len(group.papers), *([group.slug] if len(group.papers) >= 2 else [])]
        for word in name_key(group.label).split():
            assert len(word) < 2 or entry in parts[f"authors/names/{groups.part_of(word, count)}.bin"]
    assert len(parts) > 4
    assert groups.part_of("李明", 64) == (31 * 0x674E + 0x660E) % 64
    assert "Nobody Mustknow" not in json.dumps(parts)


def test_hidden_and_withdrawn() -> None:
    """Of a paper that is hidden or withdrawn no word stands anywhere but on its own page, of hidden authors none at all."""
    secret = AuthorName(name="Secret Hermit", hidden=True)
    gone = {
        "keywords": ("zyzzyva",),
        "organization": Organization(name="zyzzyva-lab"),
        "abstract": "A zyzzyva.",
    }
    authors = (AuthorName(name="Zyz Zyzzyva"),)
    one, two = (paper(n, title=f"Zyzzyva {n}", authors=authors, **gone) for n in (1, 2))
    papers = [one, replace(two, withdrawn="2025-08-22"), by(3, BO, secret), by(4, BO, secret)]
    notes = {paper_id(1): Note(hide=True)}
    for found in (linking.of(*papers, notes=notes), linking.of(*papers, notes=notes, threshold=1)):
        site = linking.files(found)
        assert not [path for path, text in site.items() if "secret" in (path + text).lower()]
        told = {path for path, text in site.items() if "zyz" in (path + text).lower()}
        assert told <= {f"papers/{paper_id(2)}.md"}


def marked(page: html.HtmlElement) -> set[str]:
    """The names of all elements but the data of the list."""
    return {str(node.tag) for node in page.iter() if node.get("id") != "list-data"}


@pytest.mark.slow
def test_hostile_names() -> None:
    """Whatever a name holds, it has pages of its own and never markup."""
    texts = [text[:200].strip() for text in hostile_texts()]
    papers = [
        paper(n, title=t, authors=(AuthorName(name=t), AuthorName(name="A", account=t, status="admin_assigned")),
              organization=Organization(name=t, fullname=t), keywords=(t,))
        for n, t in enumerate(texts, 1)
    ]  # fmt: skip
    day = listing(
        listed(n, of=one, submitter=Submitter(account=t, fullname=t)) for n, (one, t) in enumerate(zip(papers, texts, strict=True), 1)
    )  # fmt: skip
    found = linking.graph([day], threshold=1)
    site = linking.files(found)
    known = {"script", "iframe", "img", "object", "embed", "style", "form", "base", "meta", "svg"}
    for kind, folder in (("author", "authors"), ("organization", "orgs"), ("submitter", "submitters")):
        for group in found.groups(kind).values():  # type: ignore[arg-type]  # the three kinds
            page = seen(site[f"{folder}/{group.slug}.md"])
            assert " ".join(group.label.split()) == words(one(page, "h1"))
            assert not known & marked(page)
    for word in found.keywords.by_key.values():
        assert not known & marked(seen(site[f"keywords/{word.slug}.md"]))
