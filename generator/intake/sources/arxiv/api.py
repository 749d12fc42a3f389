"""Answers of the API: papers of a query, with the time of their submission instead of an announcement."""

from dataclasses import dataclass

from generator.errors import RefusedError, quoted
from generator.intake.markup import Node
from generator.intake.sources.arxiv import atom
from generator.intake.sources.arxiv.atom import ARXIV, ATOM
from generator.intake.sources.arxiv.feeds import Item

ENTRIES_CAP = 5_000
"""Entries of one answer; 2,000 is the most that may be asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the answer to a query: how many papers match in all, and those of this page."""

    total: int
    items: tuple[Item, ...]


def is_answer(root: Node) -> bool:
    """Whether this is an answer of the API."""
    return root.name == f"{ATOM}feed" and "/api/" in root.text(f"{ATOM}id")


def read(root: Node) -> Found:
    """Refuses with `shape` what is not an answer, with `status` an error, with `size`."""
    if not is_answer(root):
        raise RefusedError("shape", f"expected an answer of the API, got an element {quoted(root.name)}")
    entries = root.children(f"{ATOM}entry")
    if len(entries) > ENTRIES_CAP:
        raise RefusedError("size", f"more than {ENTRIES_CAP} entries")
    atom.refuse_errors(entries)
    total = atom.total(root)
    if total is None:
        raise RefusedError("shape", "expected the number of all results in opensearch:totalResults")
    return Found(total, tuple(map(_item, entries)))


def _item(entry: Node) -> Item:
    return {
        "id": entry.text(f"{ATOM}id"),
        "title": entry.text(f"{ATOM}title"),
        "summary": entry.text(f"{ATOM}summary"),
        "authors": [one.text(f"{ATOM}name") for one in entry.children(f"{ATOM}author")],
        "published": entry.text(f"{ATOM}published"),
        "categories": atom.categories(entry),
        "comment": entry.text(f"{ARXIV}comment"),
        "doi": entry.text(f"{ARXIV}doi"),
        "journal": entry.text(f"{ARXIV}journal_ref"),
    }
