"""arXiv's API: categories, DOI, journal reference, comment, licence and versions of up to a hundred papers.

An answer is an Atom feed with one entry per paper. For a paper that arXiv could not read, the entry contains
only an id; an error is an entry titled "Error", with status 200 or 400.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from generator.errors import Problem, RefusedError, quoted
from generator.intake import bodies, dates, markup, moments, pieces
from generator.intake.answers import Asker, Pace, Validators
from generator.intake.enricher import Enricher, Enrichment
from generator.intake.fields import clean
from generator.intake.markup import Node
from generator.intake.sources.arxiv import atom
from generator.intake.sources.arxiv.atom import ARXIV, ATOM, TYPES
from generator.records.enriched import Enriched
from generator.records.ids import PaperId
from generator.records.known import Version

_VERSION = re.compile(r"v([1-9][0-9]{0,2})\Z")


def ask(client: Asker, keys: Sequence[PaperId]) -> Enrichment:
    """What arXiv knows about these papers, in one request."""
    query = urlencode({"id_list": ",".join(keys), "start": 0, "max_results": len(keys)}, safe=",/")
    at = moments.stamp(client.now())
    answer = client.ask(f"{client.address}?{query}", TYPES[0], Validators())
    if answer.status != 400:  # whose body says what is wrong
        answer.refuse()
    found = read(bodies.text(answer, TYPES), keys, at, client.address)
    answer.refuse()
    return found


def read(body: str, keys: Sequence[PaperId], at: str, path: str) -> Enrichment:
    """The papers of an answer of the time `at`. Refuses as `markup.xml` does, and with `shape` an answer that
    is about none of `keys`."""
    root = markup.xml(body)
    if root.name != f"{ATOM}feed":
        raise RefusedError("shape", f"expected an Atom feed, got {quoted(root.name)}")
    entries = root.children(f"{ATOM}entry")
    atom.refuse_errors(entries)
    found: dict[PaperId, Enriched] = {}
    answered: set[PaperId] = set()
    problems: list[Problem] = []
    for entry in entries:
        written = _said(entry, f"{ATOM}id")
        key = PaperId.parse(written)
        if key is None or key not in keys:
            message = f"an entry nobody asked for: {quoted(written)}"
            problems.append(Problem(path=path, where="", message=message, severity="dropped"))
            continue
        answered.add(key)
        if entry.child(f"{ATOM}published"):
            found[key] = _paper(key, entry, at)
    if not answered:
        raise RefusedError("shape", f"no entry about any of {len(keys)} papers")
    total = atom.total(root)
    if total is not None and len(answered) >= total:
        answered |= set(keys)  # the others do not exist there
    return Enrichment(papers=tuple(found.values()), answered=frozenset(answered), problems=tuple(problems))


def _paper(key: PaperId, entry: Node, at: str) -> Enriched:
    return Enriched(
        id=key,
        seen=at,
        categories=pieces.filed(atom.categories(entry))[: pieces.CATEGORIES_CAP],
        doi=pieces.doi_in(_said(entry, f"{ARXIV}doi")),
        journal=_line(entry, "journal_ref", pieces.JOURNAL_CAP),
        comment=_line(entry, "comment", pieces.COMMENT_CAP),
        licence=_licence(entry),
        versions=_versions(entry),
    )


def _versions(entry: Node) -> tuple[Version, ...]:
    """The first version and the current one: the API does not give the days of those between them. The days
    from earlier answers are kept."""
    match = _VERSION.search(_said(entry, f"{ATOM}id"))
    number = int(match[1]) if match else 1
    days = {1: _day(entry, "published"), number: _day(entry, "updated" if number > 1 else "published")}
    return tuple(Version(number=n, day=day) for n, day in sorted(days.items()) if day)


def _day(entry: Node, name: str) -> str | None:
    found = dates.read(_said(entry, f"{ATOM}{name}"))
    return found.moment.date().isoformat() if found else None


def _licence(entry: Node) -> str | None:
    """arXiv's feeds contain it, its API does not so far: these are the places where it would be."""
    links = entry.children(f"{ATOM}link")
    linked = (one.attribute("href") for one in links if one.attribute("rel") == "license")
    written = (_said(entry, f"{ATOM}rights"), _said(entry, f"{ARXIV}license"), *linked)
    return next((found for found in map(pieces.licence_at, written) if found), None)


def _line(entry: Node, name: str, cap: int) -> str | None:
    return clean(_said(entry, f"{ARXIV}{name}"), cap) or None


def _said(entry: Node, name: str) -> str:
    return entry.text(name).strip()


ENRICHER = Enricher(
    name="arxiv",
    title="arXiv",
    address="https://export.arxiv.org/api/query",
    ask=ask,
    has_answered=lambda one: bool(one.versions),
    batch=100,
    days=(1, 7, 30, 90, 180, 365),
    rarely=365,
    budget=20,
    # One request in three seconds, for all interfaces together: https://info.arxiv.org/help/api/tou.html
    pace=Pace(tries=3, between=3.0, wait=120, window=120, patience=240),
)
