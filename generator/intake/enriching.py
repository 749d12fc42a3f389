"""Answers about single papers: how two become one, and when to ask again.

Joining is commutative, associative and idempotent, as it is for lists. In each field the newest answer that
has it wins; versions and first times are never forgotten.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.intake.merge import is_given
from generator.records.enriched import REGISTERS, THINGS, Enriched, Thing
from generator.records.known import Version


def join(a: Enriched, b: Enriched) -> Enriched:
    """Two records of one paper, each from one answer or several, as one."""
    if a == b:
        return a
    found = {name: _newest(name, a, b) for name in REGISTERS}
    seen = max(a.seen, b.seen)
    return replace(
        a,
        seen=seen,
        # Values move only between fields of the same name, so each keeps its field's type.
        **{name: value for name, (_, value) in found.items()},  # type: ignore[arg-type]
        versions=_versions((*a.versions, *b.versions)),
        older=tuple(sorted((n, at) for n, (at, value) in found.items() if is_given(value) and at != seen)),
        lacked=_first((*a.lacked, *b.lacked)),
        had=_first((*a.had, *b.had)),
    )


def refreshed(known: Enriched | None, seen: Enriched) -> Enriched:
    """`join`, but an answer that only repeats what is known leaves no trace: most do."""
    if known is None:
        return seen
    joined = join(known, seen)
    same = _undated(replace(joined, seen=known.seen, older=known.older))
    return known if same == _undated(known) else joined


def merged(a: Iterable[Enriched], b: Iterable[Enriched]) -> tuple[Enriched, ...]:
    """Two versions of a file as one, sorted by id: nothing is removed."""
    papers = {one.id: one for one in a}
    for one in b:
        papers[one.id] = join(papers[one.id], one) if one.id in papers else one
    return tuple(papers[key] for key in sorted(papers))


def is_due(listed: date, asked: date | None, today: date, days: Sequence[int], rarely: int) -> bool:
    """Whether to ask about a paper that was first listed on `listed` and last asked about on `asked`: at
    once if never, then on each of `days` after its listing, and after the last one every `rarely` days."""
    if asked is None:
        return True
    marks = [listed + timedelta(days=n) for n in days]
    return any(asked < mark <= today for mark in marks) or today >= max(asked, marks[-1]) + timedelta(
        days=rarely
    )


def _undated(one: Enriched) -> Enriched:
    """The same without the days of its links: a new day alone is not a change."""
    models, datasets, spaces = (
        found and replace(found, at="") for found in (one.models, one.datasets, one.spaces)
    )
    return replace(one, models=models, datasets=datasets, spaces=spaces)


def _newest(name: str, a: Enriched, b: Enriched) -> tuple[str, object]:
    """The winning (time, value) of one field; ("", value) if neither side has it."""
    given = [(dict(x.older).get(name, x.seen), value) for x in (a, b) if is_given(value := getattr(x, name))]
    return max(given, key=lambda pair: (pair[0], repr(pair[1]))) if given else ("", getattr(a, name))


def _versions(found: Iterable[Version]) -> tuple[Version, ...]:
    first: dict[int, str] = {}
    for one in found:
        first[one.number] = min(one.day, first.get(one.number, one.day))
    return tuple(Version(number=number, day=first[number]) for number in sorted(first))


def _first(found: Iterable[tuple[Thing, str]]) -> tuple[tuple[Thing, str], ...]:
    pairs = sorted(found)
    times = {thing: [at for one, at in pairs if one == thing] for thing in THINGS}
    return tuple((thing, min(times[thing])) for thing in THINGS if times[thing])
