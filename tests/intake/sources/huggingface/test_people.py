from collections.abc import Sequence

import pytest

from generator.records.listing import Submitter
from generator.records.paper import AuthorName, Organization
from tests.intake.sources.samples import entry, only, read, said

PLACE = "[0] 0001.00001"


def authors(*items: object) -> Sequence[AuthorName]:
    """The authors read out of one entry."""
    return only(read(entry(authors=list(items)))).paper.authors


def test_authors_as_written() -> None:
    """Names are clean, in order, and may be repeated; there may be none."""
    ada = AuthorName(name="Ada Example")
    assert authors({"name": "Ada  Example"}, {"name": "Bo"}, {"name": "Ada Example"}) == (
        ada,
        AuthorName(name="Bo"),
        ada,
    )
    assert authors() == ()


def test_nameless_authors_are_dropped_and_reported() -> None:
    """Each entry of the list that names nobody is one problem."""
    parsed = read(entry(authors=[{"name": ""}, {"name": " "}, {}, {"name": None}, {"name": 5}, " ", None, 7]))
    assert only(parsed).paper.authors == ()
    places = [*(f"authors[{n}].name" for n in range(5)), "authors[5].name", "authors[6]", "authors[7]"]
    assert said(parsed) == [("dropped", f"{PLACE} paper.{place}") for place in places]


def test_a_list_of_names() -> None:
    """Texts are names, beside objects too; one text is not taken apart."""
    both = (AuthorName(name="Ada Example"), AuthorName(name="Bo"))
    assert authors("Ada Example", " Bo ") == authors("Ada Example", {"name": "Bo"}) == both
    parsed = read(entry(authors="Ada Example and Bo"))
    assert only(parsed).paper.authors == ()
    assert said(parsed) == [("dropped", f"{PLACE} paper.authors")]


def test_accounts() -> None:
    """The account is the user's name for the source, under its old key or the new one."""
    user = {"user": "ada", "name": "ada", "fullname": "Ada"}
    assert authors({"name": "A", "user": user, "status": "claimed_verified"}) == (
        AuthorName(name="A", account="ada", status="claimed_verified"),
    )
    assert authors({"name": "A", "user": {"name": "ada"}})[0].account == "ada"
    assert authors({"name": "A", "user": {}})[0].account is None


def test_hidden_authors_are_kept() -> None:
    """A hidden author stays marked; a mark nobody understands hides as well, and is reported."""
    assert authors({"name": "A", "hidden": True}) == (AuthorName(name="A", hidden=True),)
    parsed = read(entry(authors=[{"name": "A", "hidden": "no"}]))
    assert only(parsed).paper.authors == (AuthorName(name="A", hidden=True),)
    assert said(parsed) == [("dropped", f"{PLACE} paper.authors[0].hidden")]


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("name", ["Example-Org", "../../index", "con"])
def test_organization_in_either_place(name: str, inside: bool) -> None:  # noqa: FBT001  # a case, not a mode
    """The organization is kept whatever its handle holds: links are checked where they are made."""
    value = {"name": name, "fullname": "An Organization"}
    parsed = read(entry(organization=value) if inside else entry(top={"submitterOrganization": value}))
    assert only(parsed).paper.organization == Organization(name=name, fullname="An Organization")
    assert not parsed.problems


def test_organization_without_a_name() -> None:
    """A nameless organization is reported and the next place is looked at."""
    parsed = read(entry(organization={"fullname": "X"}, top={"organization": {"name": "x"}}))
    assert only(parsed).paper.organization == Organization(name="x")
    assert said(parsed) == [("dropped", f"{PLACE} paper.organization.name")]
    assert said(read(entry(organization={"name": 5}))) == [("dropped", f"{PLACE} paper.organization.name")]


def test_submitter_under_both_keys() -> None:
    """The outer key holds the account as name, the inner one as user."""
    cy = Submitter(account="cy", fullname="Cy Sample")
    outer = {"name": "cy", "fullname": "Cy Sample"}
    inner = {"user": "cy", "fullname": "Cy Sample"}
    assert only(read(entry(top={"submittedBy": outer}))).submitter == cy
    assert only(read(entry(submittedOnDailyBy=inner))).submitter == cy
    assert only(read(entry(submittedOnDailyBy=outer))).submitter == cy
    assert only(read(entry())).submitter is None


def test_submitter_without_an_account() -> None:
    """A submitter without an account is reported, not invented."""
    parsed = read(entry(top={"submittedBy": {"fullname": "Cy Sample"}}))
    assert only(parsed).submitter is None
    assert said(parsed) == [("dropped", f"{PLACE} submittedBy.name")]
    assert said(read(entry(top={"submittedBy": {"name": 5}}))) == [("dropped", f"{PLACE} submittedBy.name")]
