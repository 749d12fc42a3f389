"""Names and accounts of people who asked to be forgotten or hidden, wherever else they occur: whoever lists a
paper need not be its author."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.curation import Person
from generator.curation.corrections import members
from generator.curation.corrections.rules import Rule
from generator.curation.people import is_address
from generator.records.identity import ACCOUNT, account_slug, name_key
from generator.records.ids import PaperId
from generator.records.listing import Submitter
from generator.records.paper import Paper


@dataclass(frozen=True, slots=True)
class Departed:
    """`gone` are names, as keys, that are not shown any more; `hidden` names, as keys, and accounts, as
    slugs, of people who are not named anywhere."""

    gone: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


def known(listers: Iterable[Submitter]) -> frozenset[str]:
    """How the people who list papers may be identified: slugs of accounts and keys of names."""
    found = {account_slug(one.account) for one in listers}
    return frozenset(found | {name_key(one.fullname) for one in listers if one.fullname})


def of(
    authors: Iterable[Person],
    papers: Mapping[PaperId, Paper],
    rules: Mapping[str, Rule],
    listers: Iterable[Submitter],
) -> Departed:
    """What the entries about authors ask for, including entries that match no author; `papers` are as
    received from the source."""
    by_key: dict[str, set[str]] = defaultdict(set)
    for page, rule in rules.items():
        by_key[rule.person.key].add(page)
    names: dict[str, set[str]] = defaultdict(set)
    for paper in papers.values():
        for one in members.of(paper, "author"):
            names[one.page].add(name_key(one.name))
    gone: set[str] = set()
    hidden: set[str] = set()
    for person in authors:
        pages = by_key[person.key]
        written = {name_key(one) for one in (person.key, *person.merge) if not is_address(one)}
        if person.hide:
            plain = written.union(*(names[page] for page in pages if not page.startswith(ACCOUNT)))
            hidden |= plain | _accounts(person, pages, rules)
            hidden |= {
                account_slug(x.account) for x in listers if x.fullname and name_key(x.fullname) in plain
            }
        if person.hide or person.forget:
            new = {rules[page].person.name for page in pages} | {person.name}
            kept = set() if person.hide else {name_key(one) for one in new if one}
            gone |= written.union(*(names[page] for page in pages)) - kept
    return Departed(frozenset(gone), frozenset(hidden))


def _accounts(person: Person, pages: Iterable[str], rules: Mapping[str, Rule]) -> set[str]:
    """Slugs of all accounts that an entry or the source assigns to the person."""
    handles = {person.account, *(rules[page].account for page in pages)}
    slugs = (one for one in (*pages, person.key, *person.merge) if one.startswith(ACCOUNT))
    own = {account_slug(one.removeprefix(ACCOUNT)) for one in slugs}
    return own | {account_slug(one) for one in handles if one}
