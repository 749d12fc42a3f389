import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import graph, text
from generator.records.identity import author_slug, name_key
from generator.records.listing import Submitter
from generator.records.paper import AuthorName, Organization, Paper
from tests.support import linking
from tests.support.helpers import listed, listing, paper
from tests.support.strategies import examples

LETTERS = st.characters(categories=["L", "M", "N"]) | st.sampled_from("aAeéEönNßİ李明 .-_'")
NAMES = st.text(LETTERS, min_size=1, max_size=40).map(lambda one: text.clean(one, text.NAME_CAP)).filter(bool)
"""Names as they are stored."""


def slug(name: str, account: str | None = None, status: str | None = None) -> str:
    """The slug of an author."""
    return author_slug(AuthorName(name=name, account=account, status=status))


def by(number: int, *names: str | AuthorName) -> Paper:
    """A paper by these."""
    return paper(number, authors=tuple(AuthorName(name=n) if isinstance(n, str) else n for n in names))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wang", "wang"),
        ("Jie M. Zhang", "Jie M Zhang"),
        ("Jean-Luc Sample", "Jean Luc  Sample"),
        ("Ustun", "ustun"),
        ("O'Example", "o’example"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    """Case, dots, hyphens, apostrophes and spaces do not part a name."""
    assert slug(one) == slug(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Üstün", "Ustun"), ("李明", "李名"), ("राम", "रोम"), ("Jie Zhang", "Jiezhang")]
)
def test_two_names(one: str, other: str) -> None:
    """Accents, vowel signs, characters and the places of spaces part names."""
    assert slug(one) != slug(other)


def test_readable_slugs() -> None:
    """A plain name is its own slug; others keep their letters, followed by a hash."""
    assert slug("Wei Chen") == "wei-chen"
    assert re.fullmatch(r"ustun-[0-9a-f]{8}", slug("Üstün"))
    assert re.fullmatch(r"x-[0-9a-f]{8}", slug("李明"))


@pytest.mark.parametrize("name", ["con", "NUL", "index", "readme", "names", "COM1"])
def test_reserved(name: str) -> None:
    """Names that are special to systems and servers are never slugs."""
    assert re.fullmatch(rf"{name.lower()}-[0-9a-f]{{8}}", slug(name))


@settings(max_examples=examples(500))
@given(st.lists(NAMES, min_size=10, max_size=10, unique_by=name_key))
def test_names_have_their_own_slugs(names: list[str]) -> None:
    """Different names have different, portable slugs."""
    slugs = [slug(name) for name in names]
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}", one) for one in slugs)
    assert len(set(slugs)) == len(names)


@given(NAMES, NAMES)
def test_accounts_and_names_are_apart(name: str, handle: str) -> None:
    """No name has the slug of an account, whatever either is."""
    assert slug(name) != slug(name, handle, "claimed_verified")
    assert not slug(name).startswith("u--")
    assert slug(name, handle, "claimed_verified").startswith("u--")


@given(st.text(max_size=120), st.text(max_size=120))
def test_slug_is_injective(one: str, other: str) -> None:
    """Two keys have two slugs, also when one key is what the other's slug looks like."""
    assert (text.slug(one) == text.slug(other)) == (one == other)
    assert (text.slug(text.slug(one)) == text.slug(one)) == (text.slug(one) == one)


def test_account_is_its_own_author() -> None:
    """A confirmed account is a person; the same name without one is separate, and each links to the other, if
    that has a page."""
    sure = AuthorName(name="Ada Example", account="ada", status="claimed_verified")
    papers = by(1, sure), by(2, "Ada Example"), by(3, "ada  example")
    alone = linking.of(*papers)
    assert alone.with_page("author") == (alone.people.authors["ada-example"],)
    assert alone.namesakes(alone.people.authors["ada-example"]) == ()
    found = linking.of(*papers, by(4, sure))
    person, name = found.people.authors["u--ada"], found.people.authors["ada-example"]
    assert (person.account, person.name_only, len(person.papers)) == ("ada", False, 2)
    assert (name.account, name.name_only, len(name.papers)) == (None, True, 2)
    assert found.namesakes(person) == (name,)
    assert found.namesakes(name) == (person,)


def test_groups_with_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """All with the same name, by slug; for each further name only this one is folded."""
    confirmed = AuthorName(name="Ada Example", account="ada", status="claimed_verified")
    lab = Organization(name="lab", fullname="Bo Sample")
    found = linking.of(by(1, confirmed), by(2, "Ada Example", "Bo Sample"), paper(3, organization=lab))
    people, labs = found.people.authors, found.people.organizations
    assert found.named("author", "ADA  example") == (people["ada-example"], people["u--ada"])
    assert found.named("organization", "bo sample") == (labs["lab"],)
    folded: list[str] = []

    def key(name: str) -> str:
        folded.append(name)
        return name_key(name)

    monkeypatch.setattr(graph, "name_key", key)
    assert found.named("author", "Bo Sample") == (people["bo-sample"],)
    assert found.named("author", "Cy Other") == ()
    assert folded == ["Bo Sample", "Cy Other"]


def test_unconfirmed_account_is_a_name() -> None:
    """An unconfirmed link to an account is ignored."""
    assert slug("Ada Example", "ada", "claimed") == slug("Ada Example", "ada") == "ada-example"


def test_hidden_authors_are_nowhere() -> None:
    """A person who asked to be hidden is in no group."""
    hidden = AuthorName(name="Hidden Hermit", hidden=True)
    assert list(linking.of(by(1, hidden, "Ada Example")).people.authors) == ["ada-example"]


def test_label_is_the_most_used_form() -> None:
    """A group is called as most of its papers call it."""
    found = linking.of(by(1, "ada example"), by(2, "Ada Example"), by(3, "Ada Example"))
    assert found.people.authors["ada-example"].label == "Ada Example"


def test_organizations_and_submitters() -> None:
    """The case of handles is ignored; a label is the full name if there is one."""
    one = paper(1, organization=Organization(name="Example-Lab", fullname="The Example Lab"))
    other = paper(2, organization=Organization(name="example-lab", fullname="The Example Lab"))
    cy, same = Submitter(account="Cy", fullname="Cy Sample"), Submitter(account="cy", fullname="Cy Sample")
    found = linking.graph([listing([listed(1, of=one, submitter=cy), listed(2, of=other, submitter=same)])])
    organization, submitter = found.people.organizations["example-lab"], found.people.submitters["cy"]
    assert (organization.label, len(organization.papers)) == ("The Example Lab", 2)
    assert (submitter.label, len(submitter.papers)) == ("Cy Sample", 2)
