"""How two answers about one thing become one: commutative, associative, idempotent.

Every field of a listed paper is a register: the newest answer that contains it wins, and an answer that does
not contain it changes nothing. Ties, which only two saved files of the same age can cause, go to the greater
value, so that the order of imports does not affect the stored bytes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields, replace

from generator import text
from generator.errors import RefusedError
from generator.records.decision import Absent, Add, Change, Decision, Same
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing
from generator.records.paper import Paper, Signals

CONTENT = tuple(f.name for f in fields(Paper) if f.name != "id")
"""The fields of a paper that are merged."""
OCCASION = ("submitter", "submitted", "announced")
"""The fields of its appearance on a list that are merged."""


def join(a: ListedPaper, b: ListedPaper) -> ListedPaper:
    """The merge of two answers about one paper on one day."""
    if a == b:
        return a
    content = {name: _newest(name, a, b) for name in CONTENT + OCCASION}
    seen = max(a.seen, b.seen)
    # Values move only between fields of the same name, so each keeps its field's type.
    return ListedPaper(
        paper=replace(a.paper, **{name: content[name][1] for name in CONTENT}),  # type: ignore[arg-type]
        first_seen=min(a.first_seen, b.first_seen),
        seen=seen,
        submitter=content["submitter"][1],  # type: ignore[arg-type]
        submitted=content["submitted"][1],  # type: ignore[arg-type]
        announced=content["announced"][1],  # type: ignore[arg-type]
        older=tuple(sorted((n, at) for n, (at, v) in content.items() if at != seen and is_given(v))),
        signals=observations((*a.signals, *b.signals)),
    )


def observations(signals: Iterable[Signals]) -> tuple[Signals, ...]:
    """One observation per day, oldest first: the last that knew the upvotes, otherwise the last."""
    last: dict[str, Signals] = {}
    for one in sorted(signals, key=_order):
        last[one.at[:10]] = one
    return tuple(last[day] for day in sorted(last))


def first_answer(*answers: Listing) -> str:
    """When a day was first read: the earliest answer that contained papers and knows its own time.

    An empty answer says nothing about who came late, and a file without any time in it gets the start of the
    day: both count only if there is nothing better.
    """
    return min((not one.papers, is_guess(one.captured), one.captured) for one in answers)[2]


def is_guess(moment: str) -> bool:
    """Whether a time is the start of its day, which means "not given"."""
    return moment.endswith("T00:00:00Z")


def filled(paper: Paper, other: Paper) -> Paper:
    """`paper` with what only `other` contains."""
    gaps = {n: getattr(other, n) for n in CONTENT if not is_given(getattr(paper, n))}
    return replace(paper, **gaps)


def union(a: Listing, b: Listing) -> Listing:
    """Both listings of one day as one: nothing is ever removed.

    Raises RefusedError if they are lists of two sources, which cannot be one list.
    """
    if a.source != b.source:
        names = " and ".join(sorted(repr(one.source or "the first source") for one in (a, b)))
        raise RefusedError("day", f"the lists of {a.day} are of two sources, {names}: one is stored already")
    papers: dict[PaperId, ListedPaper] = {listed.paper.id: listed for listed in a.papers}
    for listed in b.papers:
        known = papers.get(listed.paper.id)
        papers[listed.paper.id] = join(known, listed) if known else listed
    return Listing(
        day=a.day,
        captured=first_answer(a, b),
        papers=tuple(papers[key] for key in sorted(papers)),
        source=a.source,
        is_reconstructed=a.is_reconstructed and b.is_reconstructed,
    )


def refreshed(known: Listing, seen: Listing) -> Listing:
    """`union`, but a newer answer that only repeats what is known leaves no trace at all.

    A day is read again many times; otherwise each reading would write a new time next to every paper. A paper
    without news keeps its times, and a number is observed again when it has changed.
    """
    before = {listed.paper.id: listed for listed in known.papers}
    whole = union(known, seen)
    return replace(whole, papers=tuple(_settled(before.get(one.paper.id), one) for one in whole.papers))


def _settled(known: ListedPaper | None, joined: ListedPaper) -> ListedPaper:
    if known is None:
        return joined
    same_numbers = bool(known.signals) and _numbers(known.signals[-1]) == _numbers(joined.signals[-1])
    signals = known.signals if same_numbers else joined.signals
    has_news = any(_value(name, known) != _value(name, joined) for name in CONTENT + OCCASION)
    return replace(joined if has_news else known, signals=signals)


def told_at(name: str, listed: ListedPaper) -> str | None:
    """The time of the answer that a field's value comes from; None if no answer gave one."""
    return _time(name, listed) if is_given(_value(name, listed)) else None


def decide(known: Listing | None, seen: Listing) -> tuple[Decision, ...]:
    """What storing `seen` would do to `known`, paper by paper, sorted by id."""
    before = {listed.paper.id: listed for listed in known.papers} if known else {}
    after = {listed.paper.id: listed for listed in seen.papers}
    return tuple(_decision(before.get(key), after.get(key)) for key in sorted(before.keys() | after.keys()))


def _decision(known: ListedPaper | None, seen: ListedPaper | None) -> Decision:
    if seen is None:
        if known is None:
            raise ValueError("a decision needs at least one side")
        return Absent(listed=known)
    if known is None:
        return Add(listed=seen)
    joined = join(known, seen)
    changed = tuple(name for name in CONTENT + OCCASION if _value(name, known) != _value(name, joined))
    tied = tuple(
        name
        for name in CONTENT
        if is_given(_value(name, known))
        and is_given(_value(name, seen))
        and _value(name, known) != _value(name, seen)
        and _time(name, known) == _time(name, seen)
    )
    if joined == known:
        return Same(listed=known, tied=tied)
    return Change(listed=joined, fields=changed, tied=tied)


def _newest(name: str, a: ListedPaper, b: ListedPaper) -> tuple[str, object]:
    """The winning (time, value) of one field; ("", value) if neither side contains it."""
    given = [(_time(name, x), _value(name, x)) for x in (a, b) if is_given(_value(name, x))]
    if not given:
        return "", _value(name, a)
    return max(given, key=lambda pair: (pair[0], repr(pair[1])))


def _value(name: str, listed: ListedPaper) -> object:
    return getattr(listed if name in OCCASION else listed.paper, name)


def _time(name: str, listed: ListedPaper) -> str:
    return dict(listed.older).get(name, listed.seen)


def is_given(value: object) -> bool:
    """Whether an answer contained a value for a field: None and an empty tuple mean that it did not."""
    return value is not None and value != ()


def _order(one: Signals) -> tuple[bool, str, int, int, int]:
    numbers = (-1 if n is None else n for n in _numbers(one))
    return (one.upvotes is not None, one.at, *numbers)  # type: ignore[return-value]  # three numbers by construction


def _numbers(one: Signals) -> tuple[int | None, ...]:
    return (one.upvotes, one.comments, one.stars)


def aliases(listings: Iterable[Listing]) -> dict[PaperId, PaperId]:
    """Provisional id → the one real paper with that title; an ambiguous title stays provisional."""
    papers = [listed.paper for listing in listings for listed in listing.papers]
    provisional = {one.id: text.fold(one.title) for one in papers if one.id.is_provisional}
    titles: dict[str, set[PaperId]] = defaultdict(set)
    for one in papers if provisional else ():
        if not one.id.is_provisional:
            titles[text.fold(one.title)].add(one.id)
    known = {key: titles.get(title, set()) for key, title in sorted(provisional.items()) if title}
    return {key: next(iter(ids)) for key, ids in known.items() if len(ids) == 1}
