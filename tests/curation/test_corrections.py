"""What the operator says about people, as all outputs see it."""

from collections.abc import Mapping
from itertools import permutations

import pytest
import yaml

from generator import curation
from generator.archive import Archive
from generator.graph import people
from generator.graph.people import People
from generator.records.listing import Submitter
from generator.records.paper import AuthorName, Organization, Paper
from tests.support.helpers import listed, listing, paper, paper_id

ADA = AuthorName(name="Ada Example", account="ada", status="claimed_verified")


def by(number: int, *names: str | AuthorName, organization: str = "") -> Paper:
    """A paper by these."""
    authors = tuple(AuthorName(name=n) if isinstance(n, str) else n for n in names)
    handle, _, fullname = organization.partition(" ")
    found = Organization(name=handle, fullname=fullname or None) if handle else None
    return paper(number, authors=authors, organization=found)


def archive(body: str, *papers: Paper, by_whom: Submitter | None = None) -> Archive:
    """An archive of one day with this curation, which the reader must not find anything wrong with."""
    wishes, problems = curation.parse(body)
    assert not problems
    items = [listed(n, of=one, submitter=by_whom) for n, one in enumerate(papers)]
    return Archive.of([listing(items)], wishes)


def told(found: Mapping[str, people.Group]) -> dict[str, tuple[str, str | None, list[str]]]:
    """Of each page: its label, account and papers."""
    return {
        slug: (group.label, group.account, sorted(p.paper.id[-1] for p in group.papers))
        for slug, group in found.items()
    }


def authors(body: str, *papers: Paper) -> dict[str, tuple[str, str | None, list[str]]]:
    """The pages of authors; nothing may be unmatched."""
    found = archive(body, *papers)
    assert found.unmatched == ()
    return told(people.of(found).authors)


def organizations(body: str, *papers: Paper) -> dict[str, tuple[str, str | None, list[str]]]:
    """The same for organizations."""
    found = archive(body, *papers)
    assert found.unmatched == ()
    return told(people.of(found).organizations)


JANE = (by(1, "Jane Old", "Bo Sample"), by(2, "Jane Old"), by(3, "Jane New"))


@pytest.mark.parametrize(
    "body",
    ["authors: {Jane Old: {name: Jane New}}", "authors: {jane-old: {name: Jane New}}", "authors: {Jane New: {merge: [Jane Old], name: Jane New}}",
     "authors: {https://example.org/authors/jane-old/: {name: Jane New}}", "authors: {JANE  OLD: {name: Jane New, forget: true}}"],
)  # fmt: skip
def test_rename(body: str) -> None:
    """The new name is shown on every paper, and its page is the one made of it."""
    assert authors(body, *JANE) == {
        "jane-new": ("Jane New", None, ["1", "2", "3"]),
        "bo-sample": ("Bo Sample", None, ["1"]),
    }
    assert [p.shown_names for p in archive(body, *JANE).papers.values()] == [
        ["Jane New", "Bo Sample"],
        ["Jane New"],
        ["Jane New"],
    ]


def test_old_pages_lead_to_new_ones() -> None:
    """Unless the name is to be forgotten, or still somebody's."""
    assert archive("authors: {Jane Old: {name: Jane New}}", *JANE).leads == {
        ("author", "jane-old"): "jane-new"
    }
    assert archive("authors: {Jane Old: {name: Jane New, forget: true}}", *JANE).leads == {}
    split = 'authors: {Jane Old: {split: {jane-lyon: ["0001.00001"]}}}'
    assert archive(split, *JANE).leads == {}


def test_merge() -> None:
    """Two names of one person have one page, and each paper keeps the name that is on it."""
    body = "authors: {jane-new: {merge: [Jane Old]}}"
    assert authors(body, *JANE)["jane-new"] == ("Jane Old", None, ["1", "2", "3"])
    assert archive(body, *JANE).papers[paper_id(1)].shown_names == ["Jane Old", "Bo Sample"]
    assert archive(body, *JANE).leads == {("author", "jane-old"): "jane-new"}


def test_a_name_nobody_has_yet() -> None:
    """The key of an entry may be the person's new name."""
    body = "authors: {Jane Wanted: {merge: [Jane Old, Jane New], forget: true}}"
    assert authors(body, *JANE)["jane-wanted"] == ("Jane Wanted", None, ["1", "2", "3"])


def test_split() -> None:
    """Papers of one name go to several people, the rest stays where it was."""
    papers = (
        *(by(n, "Wei Chen") for n in range(1, 5)),
        by(5, AuthorName(name="Wei Chen", account="Wei", status="claimed_verified")),
    )
    body = """
authors:
  wei-chen:
    split:
      wei-chen-lyon: ["0001.00001", "https://arxiv.org/abs/0001.00002v2"]
      u--wei: {papers: ["0001.00003"], name: Wei J. Chen}
"""
    assert authors(body, *papers) == {
        "wei-chen": ("Wei Chen", None, ["4"]),
        "wei-chen-lyon": ("Wei Chen", None, ["1", "2"]),
        "u--wei": ("Wei Chen", "Wei", ["3", "5"]),
    }


def test_account() -> None:
    """A name with an account is a person, whose page is that of the account."""
    papers = (by(1, "Ada Example"), by(2, ADA), by(3, "A. Example"))
    body = "authors: {Ada Example: {account: ada, merge: [A. Example]}}"
    assert authors(body, *papers) == {"u--ada": ("Ada Example", "ada", ["1", "2", "3"])}
    assert authors("authors: {u--ada: {merge: [ada-example]}}", *papers[:2]) == {
        "u--ada": ("Ada Example", "ada", ["1", "2"])
    }


def test_address() -> None:
    """The page may be put anywhere."""
    body = "authors: {Jane Old: {name: Jane New, address: jane-of-lyon}}"
    assert authors(body, *JANE)["jane-of-lyon"] == ("Jane New", None, ["1", "2"])
    assert archive(body, *JANE).leads == {("author", "jane-old"): "jane-of-lyon"}


def test_a_name_is_the_page_of_that_name() -> None:
    """Another person's account that bears the same name stays apart, unless the name is to be forgotten."""
    papers = (by(1, "Ada Example"), by(2, ADA))
    body = "authors: {Ada Example: {name: Ada New}}"
    assert authors(body, *papers) == {
        "ada-new": ("Ada New", None, ["1"]),
        "u--ada": ("Ada Example", "ada", ["2"]),
    }
    body = "authors: {Ada Example: {name: Ada New, forget: true}}"
    assert authors(body, *papers) == {"ada-new": ("Ada New", None, ["1", "2"])}


def test_hide() -> None:
    """Whoever asks for it is no longer named anywhere."""
    found = archive("authors: {jane-old: {hide: true}}", *JANE)
    assert [p.shown_names for p in found.papers.values()] == [["Bo Sample"], [], ["Jane New"]]
    assert (list(people.of(found).authors), found.leads) == (["bo-sample", "jane-new"], {})


def test_nobody_stands_twice_on_a_paper() -> None:
    """If both names of a person are on one paper, the first place is kept."""
    found = archive("authors: {jane-new: {merge: [jane-old]}}", by(1, "Jane Old", "Bo Sample", "Jane New"))
    assert found.papers[paper_id(1)].shown_names == ["Jane Old", "Bo Sample"]


def test_chains_are_followed() -> None:
    """Two changes of a name, written in two years, lead to the last one; forgotten is forgotten all the way."""
    body = "authors: {Jane Old: {name: Jane New}, Jane New: {name: Jane Newer%s}}"
    assert list(authors(body % "", *JANE)) == ["bo-sample", "jane-newer"]
    assert archive(body % "", *JANE).leads == {
        ("author", "jane-old"): "jane-newer",
        ("author", "jane-new"): "jane-newer",
    }
    assert archive(body % ", forget: true", *JANE).leads == {}


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("authors: {Nobody Here: {name: X Y}}", [("authors.'Nobody Here'", "'Nobody Here': no author or organization here has this name")]),
        ("authors: {Jane Old: {name: Jane New, merge: [x]}}", [("authors.'Jane Old'.merge", "'x': no author or organization here has this name")]),
        ("authors: {Jane Old: {name: Jane New}, Jane New: {name: Jane Old}}",
         [("authors.'Jane New'", "forms a loop and is ignored: authors.'Jane New' → authors.'Jane Old' → authors.'Jane New'"),
          ("authors.'Jane Old'", "forms a loop and is ignored: authors.'Jane Old' → authors.'Jane New' → authors.'Jane Old'")]),
        ("authors: {Jane Old: {name: X Y}, bo-sample: {merge: [jane-old]}}",
         [("authors.'Jane Old'", "jane-old is also named by authors.bo-sample; both entries are ignored"),
          ("authors.bo-sample", "jane-old is also named by authors.'Jane Old'; both entries are ignored")]),
        ('authors: {Jane Old: {split: {x: ["0001.00003", "0001.00009", "0001.00001"], y: ["0001.00001"]}}}',
         [("authors.'Jane Old'.split.x", "0001.00001 occurs in 2 parts; it stays where it was"),
          ("authors.'Jane Old'.split.x", "0001.00003 is not by 'Jane Old'"),
          ("authors.'Jane Old'.split.x", "0001.00009 is not a paper in this archive"),
          ("authors.'Jane Old'.split.y", "0001.00001 occurs in 2 parts; it stays where it was")]),
        ("organizations: {nowhere: {name: X}}", [("organizations.nowhere", "'nowhere': no author or organization here has this name")]),
    ],
)  # fmt: skip
def test_what_cannot_hold(body: str, faults: list[tuple[str, str]]) -> None:
    """It is reported with its place, the rest applies, and everybody it is about stays unchanged."""
    found = archive(f"{body}\npapers: {{'0001.00002': {{tags: [read]}}}}", *JANE)
    assert sorted(found.unmatched) == sorted(faults)
    assert found.papers[paper_id(2)].note.tags == ("read",)
    if "merge: [x]" not in body:
        assert found.papers[paper_id(1)].shown_names == ["Jane Old", "Bo Sample"]


def test_several_people_of_one_name() -> None:
    """A name that only accounts bear is not guessed at."""
    other = AuthorName(name="Ada Example", account="other", status="claimed_verified")
    found = archive("authors: {Ada Example: {name: X Y}}", by(1, ADA), by(2, other))
    assert found.unmatched == (
        ("authors.'Ada Example'", "'Ada Example' may be u--ada or u--other; name one"),
    )
    assert authors("authors: {u--other: {name: X Y}}", by(1, ADA), by(2, other))["x-y"] == (
        "X Y",
        "other",
        ["2"],
    )


def test_no_order_counts() -> None:
    """Entries in any order of the file give the same archive."""
    entries = {
        "Jane Old": {"name": "Jane New"},
        "Jane New": {"account": "jane"},
        "bo-sample": {"name": "Bo S.", "merge": ["B. Sample"]},
    }
    papers = (*JANE, by(4, "B. Sample"))
    results = set()
    for order in permutations(entries.items()):
        found = archive(yaml.safe_dump({"authors": dict(order)}, sort_keys=False), *papers)
        results.add(repr((found.papers, sorted(found.leads.items()), found.unmatched)))
    assert len(results) == 1


TWINS = (
    by(1, "A B", organization="zju Invented University"),
    by(2, "A B", organization="InventedUniversity Invented University"),
    by(3, "A B", organization="lab"),
)


@pytest.mark.parametrize(
    "body",
    ["organizations: {zju: {merge: [inventeduniversity]}}", "organizations: {zju: {merge: [InventedUniversity]}}",
     "organizations: {orgs/zju/: {merge: [orgs/inventeduniversity/]}}", "organizations: {Invented University: {account: zju}}",
     "organizations: {zju: {merge: [Invented University]}}"],
)  # fmt: skip
def test_organizations_merge(body: str) -> None:
    """Two accounts of one organization become one, by handle, address or the name both show."""
    assert organizations(body, *TWINS) == {
        "zju": ("Invented University", "zju", ["1", "2"]),
        "lab": ("lab", "lab", ["3"]),
    }
    assert archive(body, *TWINS).leads == {("organization", "inventeduniversity"): "zju"}


def test_organizations_rename_and_split() -> None:
    """A new name stands everywhere, a new account moves the page, some papers may be another's."""
    assert organizations("organizations: {lab: {name: The Lab}}", *TWINS)["lab"] == ("The Lab", "lab", ["3"])
    body = "organizations: {lab: {name: The Lab, account: newlab, forget: true}}"
    assert organizations(body, *TWINS)["newlab"] == ("The Lab", "newlab", ["3"])
    assert archive(body, *TWINS).leads == {}
    body = 'organizations: {zju: {split: {zju-medicine: {papers: ["0001.00001"], name: Medicine}}}}'
    assert organizations(body, *TWINS)["zju-medicine"] == ("Medicine", "zju", ["1"])
    assert organizations("organizations: {lab: {hide: true}}", *TWINS).keys() == {"zju", "inventeduniversity"}


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("authors: {Jane Old: {name: Jane New, account: cy}}", "Jane New"),
        ("authors: {Jane Old: {name: Jane New, forget: true}}", None),
        ("authors: {Jane Old: {name: Jane New, forget: true}, Jane New: {name: J. N., forget: true}}", None),
        ("authors: {Jane Old: {name: Jane New}}", "Jane Old"),
        ("papers: {'0001.00002': {correct: {authors: [Jane New]}}}", None),
        ("papers: {'0001.00002': {correct: {authors: [Jane Old, Bo Sample]}}}", "Jane Old"),
    ],
)
def test_who_lists_their_own_paper(body: str, shown: str | None) -> None:
    """The name of an account follows the author's where it is known to be theirs, and else gives way."""
    found = archive(body, by(2, "Jane Old"), by_whom=Submitter(account="cy", fullname="Jane Old"))
    assert found.papers[paper_id(2)].appearances[0].submitter == Submitter(account="cy", fullname=shown)


def test_a_name_between_two_changes() -> None:
    """Who asked twice is known by neither of the first two names."""
    body = "authors: {Jane Old: {name: Jane New, forget: true}, Jane New: {name: J. N., forget: true}}"
    found = archive(body, *JANE, by_whom=Submitter(account="cy", fullname="Jane New"))
    assert found.papers[paper_id(1)].appearances[0].submitter == Submitter(account="cy")


@pytest.mark.parametrize(
    ("body", "listed_by"),
    [
        ("authors: {u--max: {hide: true}}", Submitter(account="Max", fullname="M.")),
        ("authors: {Max Sample: {hide: true}}", Submitter(account="max")),
        ("authors: {Jane Old: {hide: true, account: cy, name: Jane New}}", Submitter(account="cy")),
        ("authors: {jane-old: {hide: true}}", Submitter(account="cy", fullname="Jane Old")),
        ("authors: {Ed Lister: {hide: true}}", Submitter(account="ed", fullname="Ed Lister")),
        ("authors: {u--ed: {hide: true}}", Submitter(account="ed", fullname="Ed Lister")),
    ],
)
def test_hidden_people_list_nothing(body: str, listed_by: Submitter) -> None:
    """Who is hidden is not named as the one who listed a paper either, by name or by account, whether they
    are an author here or not."""
    max_sample = AuthorName(name="Max Sample", account="max", status="claimed_verified")
    found = archive(body, by(1, max_sample), by(2, "Jane Old"), by_whom=listed_by)
    for one in found.papers.values():
        assert one.appearances[0].submitter is None
        assert one.records[0][1].submitter is None
    assert found.unmatched == ()


def test_names_replaced_on_their_only_papers() -> None:
    """An entry about a name that the source uses, but that corrections of papers have replaced everywhere, has
    nothing left to do; a slip beside it is still found."""
    single = 'papers: {"0001.00001": {correct: {authors: [Mae After]}}, "0001.00002": {correct: {organization: new}}}\n'
    papers = by(1, "Mae Before", ADA), by(2, "Bo Sample", organization="old Old Place")
    for entries in (
        "authors: {Mae Before: {name: Mae After, forget: true}, mae-before: {hide: true}, u--ada: {hide: true}}",
        "authors: {Mae After: {merge: [Mae Before]}}",
        "organizations: {Old Place: {name: New}, old: {hide: true}}",
    ):
        assert archive(single + entries, *papers).unmatched == ()
    [(where, _)] = archive(single + "authors: {Mae Befor: {name: Mae After}}", *papers).unmatched
    assert where == "authors.'Mae Befor'"


def test_an_account_without_its_mark() -> None:
    """Of an account that is written like a name, the message says how to write it."""
    found = archive("authors: {ada: {hide: true}}", by(1, ADA))
    message = "'ada': no author or organization here has this name; if you mean the account, write u--ada"
    assert found.unmatched == (("authors.ada", message),)


def test_who_is_hidden_by_the_source() -> None:
    """The name that the source hides on a paper does not come back with who listed it."""
    hidden = by(1, AuthorName(name="Jane Old", hidden=True))
    found = archive("", hidden, by_whom=Submitter(account="cy", fullname="Jane Old"))
    assert found.papers[paper_id(1)].appearances[0].submitter == Submitter(account="cy")


def test_names_of_one_paper() -> None:
    """A list given by hand replaces that of the source; who is known there by the same name keeps the account
    and stays hidden."""
    hidden = AuthorName(name="Hidden Hermit", hidden=True)
    body = "papers: {'0001.00001': {correct: {authors: [Jane New, ADA Example, Hidden Hermit]}}}"
    found = archive(body, by(1, "Jane Old", ADA, hidden)).papers[paper_id(1)]
    assert found.shown_names == ["Jane New", "ADA Example"]
    assert found.paper.authors[1].account == "ada"


def test_people_come_after_papers() -> None:
    """What a paper is corrected to is corrected on, so that a forgotten name comes back nowhere."""
    body = "papers: {'0001.00003': {correct: {authors: [Jane Old]}}}\nauthors: {Jane Old: {name: Jane New, forget: true}}"
    assert list(authors(body, *JANE)) == ["bo-sample", "jane-new"]


def test_notes_about_no_paper() -> None:
    """A request to hide what does not exist is reported by itself, other notes together."""
    body = "papers: {0001.00007: {hide: true}, 0001.00008: {withdraw: gone}, 0001.00009: {tags: [a]}, 0001.00006: {tags: [a]}}"
    assert archive(body, *JANE).unmatched == (
        ("papers.0001.00007", "names no paper in this archive: nothing is hidden"),
        ("papers.0001.00008", "names no paper in this archive: nothing is withdrawn"),
        ("papers", "2 entries name no paper in this archive: 0001.00006, 0001.00009"),
    )


def test_without_wishes_nothing_is_touched() -> None:
    """An archive without curation of people holds the papers of the source."""
    found = archive("", *JANE)
    assert [one.paper for one in found.papers.values()] == list(JANE)
    assert isinstance(people.of(found), People)
