"""Which people each entry is about, decided by the source's data, and which entries cannot apply."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from generator.curation.corrections import members
from generator.curation.corrections.members import Member
from generator.curation.people import Kind, Part, Person, is_address
from generator.errors import quoted
from generator.records.identity import ACCOUNT, account_slug, handle_slug, name_key, name_slug
from generator.records.ids import PaperId
from generator.records.paper import Paper

Fault = tuple[str, str]
"""(place in the file, message)"""


@dataclass(frozen=True, slots=True)
class Rule:
    """An entry with the pages it is about, the page it leads to, and the account they have there."""

    person: Person
    claims: frozenset[str]
    target: str
    account: str | None

    def of(self, member: Member, key: PaperId) -> Member:
        """The member on one paper, changed as the entry says."""
        person = self.person
        part = next((part for part in person.split if key in part.papers), None)
        if part is None:
            name, account, page = person.name, self.account, self.target
        else:
            name, account, page = part.name or person.name, part.account, part.address
            if account is None and person.kind == "organization":
                account = self.account
            elif account is None and page.startswith(ACCOUNT):
                account = page.removeprefix(ACCOUNT)
        return Member(page, name or member.name, account, member.hidden or person.hide)


@dataclass(frozen=True, slots=True)
class Census:
    """An index of the source's data: papers and accounts of each page, and pages by name."""

    kind: Kind
    papers: Mapping[str, frozenset[PaperId]]
    accounts: Mapping[str, Counter[str]]
    by_name: Mapping[str, frozenset[str]]
    listers: Container[str] = ()
    replaced: Container[str] = ()

    @classmethod
    def of(
        cls,
        papers: Mapping[PaperId, Paper],
        kind: Kind,
        listers: Container[str] = (),
        replaced: Container[str] = (),
    ) -> "Census":
        """Counts all papers once."""
        held: dict[str, set[PaperId]] = defaultdict(set)
        accounts: dict[str, Counter[str]] = defaultdict(Counter)
        named: dict[str, set[str]] = defaultdict(set)
        for key, paper in papers.items():
            for one in members.of(paper, kind):
                held[one.page].add(key)
                accounts[one.page].update([one.account] if one.account else [])
                named[name_key(one.name)].add(one.page)
        return cls(
            kind=kind,
            papers={page: frozenset(keys) for page, keys in held.items()},
            accounts=accounts,
            by_name={name: frozenset(pages) for name, pages in named.items() if name},
            listers=listers,
            replaced=replaced,
        )

    def nobody(self, written: str, *, everybody: bool) -> str:
        """Why a name matches nobody; "" if nothing is left to do, because corrections of papers have replaced
        it everywhere, or if it belongs to somebody who lists papers and wants to be removed."""
        if any(one in self.replaced for one in (written, self._slug(written), name_key(written))):
            return ""
        if everybody and (written in self.listers or name_key(written) in self.listers):
            return ""
        message = f"{quoted(written)}: no author or organization here has this name"
        page = account_slug(written)
        is_account = page in self.papers or page in self.listers
        return f"{message}; if you mean the account, write {page}" if is_account else message

    def pages(self, written: str, *, everybody: bool) -> frozenset[str]:
        """The pages that a name or an address refers to. An address is one page. An author's name is
        the page of that name, otherwise the accounts with that name; `everybody` takes both. The name of an
        organization is all accounts that show it."""
        exact = frozenset({written, self._slug(written)} & self.papers.keys())
        if exact and (is_address(written) or (self.kind == "author" and not everybody)):
            return exact
        return exact | self.by_name.get(name_key(written), frozenset())

    def _slug(self, written: str) -> str:
        return handle_slug(written) if self.kind == "organization" else name_slug(written)

    def account(self, pages: Iterable[str]) -> str | None:
        """The account of all these pages; for an author, only if there is no second one."""
        found: Counter[str] = Counter()
        for page in sorted(pages):
            found.update(self.accounts.get(page, ()))
        if self.kind == "author" and len({handle_slug(one) for one in found}) > 1:
            return None
        return min(found, key=lambda one: (-found[one], one), default=None)


def of(
    people: Iterable[Person],
    kind: Kind,
    papers: Mapping[PaperId, Paper],
    faults: list[Fault],
    listers: Container[str] = (),
    replaced: Container[str] = (),
) -> Mapping[str, Rule]:
    """The rule of every page that an entry is about; what is wrong with entries is added to `faults`.
    `listers` are slugs of accounts and keys of names of those who listed papers, `replaced` pages and keys of
    names that the source has on papers whose authors or organization were corrected."""
    census = Census.of(papers, kind, listers, replaced)
    found = [rule for person in people if (rule := _rule(person, census, faults))]
    found = _uncontested(found, faults)
    found = _without_circles(found, faults)
    found = [replace(rule, person=_with_parts(rule, census, papers, faults)) for rule in found]
    return {page: rule for rule in found for page in rule.claims}


def _rule(person: Person, census: Census, faults: list[Fault]) -> Rule | None:
    everybody = person.forget or person.hide
    own = census.pages(person.key, everybody=everybody)
    claims = set(own)
    for written in person.merge:
        pages = census.pages(written, everybody=everybody)
        claims |= pages
        if not pages:
            nobody = census.nobody(written, everybody=everybody)
            faults += [(f"{person.where}.merge", nobody)] if nobody else []
        elif census.kind == "author" and not everybody and len(pages) > 1:
            faults.append((f"{person.where}.merge", f"{quoted(written)} may be {_either(pages)}; name one"))
            claims -= pages
    if census.kind == "author" and not everybody and len(own) > 1:
        faults.append((person.where, f"{quoted(person.key)} may be {_either(own)}; name one"))
        return None
    if not claims:
        nobody = census.nobody(person.key, everybody=everybody)
        faults += [(person.where, nobody)] if nobody else []
        return None
    if person.name is None and not is_address(person.key) and (not own or person.forget):
        person = replace(person, name=person.key)
    account = person.account or (None if person.forget else census.account(own) or census.account(claims))
    return Rule(person, frozenset(claims), _target(person, own, census.kind), account)


def _either(pages: Iterable[str]) -> str:
    return " or ".join(sorted(pages))


def _target(person: Person, own: frozenset[str], kind: Kind) -> str:
    """The page of the person: the given one, or that of the given account or name, or the one they have."""
    if person.address:
        return person.address
    if person.account:
        return account_slug(person.account) if kind == "author" else handle_slug(person.account)
    if person.name and kind == "author":
        return name_slug(person.name)
    if person.key in own or (not own and is_address(person.key)):
        return person.key
    plain = name_slug(person.key) if kind == "author" else handle_slug(person.key)
    return plain if plain in own or not own else min(own)


def _uncontested(rules: list[Rule], faults: list[Fault]) -> list[Rule]:
    """Rules whose pages no other rule claims."""
    holders: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        for page in rule.claims:
            holders[page].append(rule)
    rivals = {page: [one.person.where for one in held] for page, held in holders.items() if len(held) > 1}
    kept = []
    for rule in rules:
        contested = sorted(rule.claims & rivals.keys())
        if not contested:
            kept.append(rule)
            continue
        others = ", ".join(sorted({one for page in contested for one in rivals[page]} - {rule.person.where}))
        faults.append(
            (rule.person.where, f"{contested[0]} is also named by {others}; both entries are ignored")
        )
    return kept


def _without_circles(rules: list[Rule], faults: list[Fault]) -> list[Rule]:
    """Rules that do not lead back to themselves through others."""
    holder = {page: rule for rule in rules for page in rule.claims}
    kept = []
    for rule in rules:
        seen = [rule]
        after = holder.get(rule.target)
        while after is not None and after not in seen:
            seen.append(after)
            after = holder.get(after.target)
        if after is rule and len(seen) > 1:
            way = " → ".join(one.person.where for one in (*seen, rule))
            faults.append((rule.person.where, f"forms a loop and is ignored: {way}"))
        else:
            kept.append(rule)
    return kept


def _with_parts(rule: Rule, census: Census, papers: Mapping[PaperId, Paper], faults: list[Fault]) -> Person:
    """The entry with those papers of each part that are the person's and in no other part."""
    times = Counter(key for part in rule.person.split for key in part.papers)
    theirs = frozenset().union(*(census.papers[page] for page in rule.claims))
    parts: list[Part] = []
    for part in rule.person.split:
        where = f"{rule.person.where}.split.{part.address}"
        kept = []
        for key in part.papers:
            if key not in papers:
                faults.append((where, f"{key} is not a paper in this archive"))
            elif key not in theirs:
                faults.append((where, f"{key} is not by {quoted(rule.person.key)}"))
            elif times[key] > 1:
                faults.append((where, f"{key} occurs in {times[key]} parts; it stays where it was"))
            else:
                kept.append(key)
        parts.append(replace(part, papers=tuple(kept)))
    return replace(rule.person, split=tuple(parts))
