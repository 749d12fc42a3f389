"""Applies what the operator says about one paper to the source's data."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.curation import Note
from generator.curation.corrections.rules import Fault
from generator.records.identity import name_key
from generator.records.ids import PaperId
from generator.records.listing import Submitter
from generator.records.paper import AuthorName, Paper

NAMED = 5
"""At most this many papers are named in one message."""


def of(paper: Paper, note: Note) -> tuple[Paper, frozenset[str]]:
    """The paper as it is shown, and the names, as keys, that it no longer has or that are hidden."""
    if not note.correct:
        hidden = frozenset(name_key(one.name) for one in paper.authors if one.hidden)
        return paper, hidden - _shown(paper) if hidden else hidden
    changes: dict[str, Any] = dict(note.correct)
    if "authors" in changes:
        changes["authors"] = _named(changes["authors"], paper.authors)
    right = replace(paper, **changes)
    return right, (_keys(paper) | _keys(right)) - _shown(right)


def unmatched(notes: Mapping[PaperId, Note], known: Container[PaperId]) -> Iterator[Fault]:
    """Notes about papers that are on no list day. A request to remove one is reported separately, because a
    typo in the id leaves visible what somebody wanted hidden; all others are reported together."""
    missing = sorted(key for key in notes if key not in known)
    asked = [key for key in missing if notes[key].hide or notes[key].withdraw]
    for key in asked:
        wish = "hidden" if notes[key].hide else "withdrawn"
        yield f"papers.{key}", f"names no paper in this archive: nothing is {wish}"
    others = [key for key in missing if key not in asked]
    if len(others) == 1:
        yield f"papers.{others[0]}", "names no paper in this archive"
    elif others:
        named = ", ".join(others[:NAMED]) + (", …" if len(others) > NAMED else "")
        yield "papers", f"{len(others):,} entries name no paper in this archive: {named}"


def nameless(one: Submitter | None, gone: Collection[str]) -> Submitter | None:
    """Who listed the paper: a name that was removed from it is removed here too, for authors who listed their
    own papers."""
    return replace(one, fullname=None) if one and one.fullname and name_key(one.fullname) in gone else one


def _keys(paper: Paper) -> frozenset[str]:
    return frozenset(name_key(one.name) for one in paper.authors)


def _shown(paper: Paper) -> frozenset[str]:
    return frozenset(name_key(one.name) for one in paper.authors if not one.hidden)


def _named(names: Iterable[AuthorName], known: Iterable[AuthorName]) -> tuple[AuthorName, ...]:
    """A list of names set by hand; a name that the source has too keeps its account and state."""
    by_name = {name_key(one.name): one for one in reversed(tuple(known))}
    return tuple(
        replace(by_name[name_key(one.name)], name=one.name)
        if one.account is None and name_key(one.name) in by_name
        else one
        for one in names
    )
