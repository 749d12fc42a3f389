"""Whose names the entries of feeds have."""

from dataclasses import replace

from generator.config import hosts, naming
from generator.config.naming import UNSETTLED, Workflow
from generator.config.options import Options
from generator.records.ledger import Ledger, Names

NEW, CHOSEN = Options(), Options(feed_authority="papers.example.org", feed_year=2020)
PUBLISHED = frozenset({"topics/"})


def at(name: str, number: str = "1", year: int = 2027) -> Workflow:
    """A workflow of a repository on GitHub."""
    repository = hosts.repository(name)
    assert repository
    return Workflow(repository=repository, number=number, year=year)


def named(found: Names | None) -> tuple[str, int] | None:
    """What the ids of entries contain."""
    return (found.authority, found.year) if found else None


def test_only_a_workflow_settles_them() -> None:
    """A build on a machine of somebody does not, but uses what is settled."""
    assert naming.settled(NEW, Ledger(), None) is None
    found = naming.settled(NEW, Ledger(), at("Ada/My.Papers"))
    assert named(found) == ("my-papers.ada.github.io", 2027)
    assert naming.settled(NEW, Ledger(names=found), None) == found
    options = naming.applied(NEW, found)
    assert (options.feed_authority, options.feed_year) == ("my-papers.ada.github.io", 2027)
    assert naming.applied(NEW, None) == NEW


def test_they_stay() -> None:
    """Whatever year it is, and when the repository is renamed or given away."""
    found = naming.settled(NEW, Ledger(), at("ada/papers"))
    known = Ledger(live=PUBLISHED, names=found)
    assert naming.settled(NEW, known, at("ada/papers", year=2031)) == found
    assert naming.settled(NEW, known, at("bo/other")) == found


def test_a_fork_has_its_own() -> None:
    """Also of an archive whose domain was chosen: its fork has inherited it."""
    for options in (NEW, CHOSEN):
        known = Ledger(live=PUBLISHED, names=naming.settled(options, Ledger(), at("ada/papers")))
        forked = naming.settled(options, known, at("bo/papers", "2", 2028))
        assert named(forked) == ("papers.bo.github.io", 2028)
        assert naming.settled(options, replace(known, names=forked), at("bo/papers", "2", 2029)) == forked


def test_what_is_chosen_counts() -> None:
    """What init or somebody wrote before the first build, and what is written later."""
    found = naming.settled(CHOSEN, Ledger(), at("ada/papers"))
    assert named(found) == ("papers.example.org", 2020)
    later = Options(feed_authority="other.example.org", feed_year=2024)
    assert named(naming.settled(later, Ledger(names=found), at("ada/papers"))) == ("other.example.org", 2024)
    assert naming.settled(later, Ledger(names=found), None) is None


def test_published_without_names() -> None:
    """Such an archive keeps the ids that its readers know; its forks get their own."""
    known = Ledger(live=PUBLISHED)
    found = naming.settled(NEW, known, at("ada/papers"))
    assert named(found) == (UNSETTLED, NEW.feed_year)
    assert named(naming.settled(NEW, replace(known, names=found), at("bo/papers", "2"))) == (
        "papers.bo.github.io",
        2027,
    )


def test_an_owner_without_a_domain() -> None:
    """There is nothing to derive."""
    assert named(naming.settled(NEW, Ledger(), at("a_b/papers"))) == (UNSETTLED, NEW.feed_year)
