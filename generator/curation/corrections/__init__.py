"""Applies what the operator says about people to all papers at once, so that every output is consistent.

The source's data decide whom an entry is about, before any entry has changed them, so the order of entries
does not matter. If an entry moves somebody to a page that another entry is about, the other entry applies as
well. Entries that form a loop or name the same person are ignored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.curation import Person
from generator.curation.corrections import departed, members, single
from generator.curation.corrections import rules as entries
from generator.curation.corrections.departed import Departed
from generator.curation.corrections.members import Member
from generator.curation.corrections.rules import Fault, Rule
from generator.curation.people import SECTIONS, Kind
from generator.records.identity import account_slug, handle_slug, name_key
from generator.records.ids import PaperId
from generator.records.listing import Submitter
from generator.records.paper import Paper

__all__ = ("Corrected", "Fault", "Lead", "of")

Lead = tuple[Kind, str]
"""A kind, and the last part of an address."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """All papers as they are shown, where old pages lead, and what could not be done.

    `left` are those who asked to be removed, and `names` the current names of accounts, by handle.
    """

    papers: Mapping[PaperId, Paper]
    leads: Mapping[Lead, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    left: Departed = field(default_factory=Departed)
    names: Mapping[str, str] = field(default_factory=dict)

    def submitter(self, one: Submitter | None) -> Submitter | None:
        """Who listed a paper, with the current name of the account; None for somebody who is hidden."""
        if one is None or account_slug(one.account) in self.left.hidden:
            return None
        if one.fullname and name_key(one.fullname) in self.left.hidden:
            return None
        name = self.names.get(handle_slug(one.account))
        return single.nameless(replace(one, fullname=name) if name else one, self.left.gone)


def of(
    papers: Mapping[PaperId, Paper],
    people: Iterable[Person],
    aliases: Mapping[PaperId, PaperId],
    listers: Iterable[Submitter] = (),
    uncorrected: Iterable[Paper] = (),
) -> Corrected:
    """Applies all entries; `aliases` map provisional ids to those of `papers`, `listers` are all who listed
    one of them, and `uncorrected` those that were corrected one by one, as the source has them."""
    everybody = [_real(person, aliases) for person in people]
    leads: dict[Lead, str] = {}
    faults: list[Fault] = []
    listers, uncorrected = tuple(listers), tuple(uncorrected)
    left = departed.Departed()
    for kind in SECTIONS:
        own = [one for one in everybody if one.kind == kind]
        others = departed.known(listers) if kind == "author" else frozenset[str]()
        before = [one for paper in uncorrected for one in members.of(paper, kind)]
        replaced = {key for one in before for key in (one.page, name_key(one.name))}
        rules = entries.of(own, kind, papers, faults, others, replaced)
        if kind == "author":
            left = departed.of(own, papers, rules, listers)
        if not rules:
            continue
        papers = {key: _corrected(paper, kind, rules) for key, paper in papers.items()}
        kept = {one.page for p in papers.values() for one in members.of(p, kind) if not one.hidden}
        ends = {page: _end(page, rules) for page in rules.keys() - kept}
        leads |= {(kind, page): there for page, there in sorted(ends.items()) if there and there != page}
    names = {handle_slug(p.account): p.name for p in everybody if p.kind == "author" and p.account and p.name}
    return Corrected(papers, leads, tuple(sorted(set(faults))), left, names)


def _real(person: Person, aliases: Mapping[PaperId, PaperId]) -> Person:
    split = (replace(p, papers=tuple(sorted({aliases.get(k, k) for k in p.papers}))) for p in person.split)
    return replace(person, split=tuple(split))


def _corrected(paper: Paper, kind: Kind, rules: Mapping[str, Rule]) -> Paper:
    known = members.of(paper, kind)
    if not any(one.page in rules for one in known):
        return paper
    return members.put(paper, kind, [_member(one, paper.id, rules) for one in known])


def _member(one: Member, key: PaperId, rules: Mapping[str, Rule]) -> Member:
    seen: list[Rule] = []
    while (rule := rules.get(one.page)) is not None and rule not in seen:
        one = rule.of(one, key)
        seen.append(rule)
    return one


def _end(page: str, rules: Mapping[str, Rule]) -> str | None:
    """Where the page of a name finally leads; None if the name is forgotten on the way."""
    seen: list[Rule] = []
    while (rule := rules.get(page)) is not None and rule not in seen:
        if rule.person.forget or rule.person.hide:
            return None
        page = rule.target
        seen.append(rule)
    return page
