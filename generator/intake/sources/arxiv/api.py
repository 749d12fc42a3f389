"""Answers of the API: papers of a query, with the time of their submission instead of an announcement."""

import re
from dataclasses import dataclass

from generator.errors import RefusedError, quoted
from generator.intake.markup import Node
from generator.intake.sources.arxiv.feeds import ARXIV, ATOM, Item

ENTRIES_CAP = 5_000
"""Entries of one answer; 2,000 is the most that may be asked for."""

_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
_COUNT = re.compile(r"\s*([0-9]{1,9})\s*")


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
    for entry in entries:
        if "/api/errors" in entry.text(f"{ATOM}id"):
            said = " ".join(entry.text(f"{ATOM}summary").split())
            raise RefusedError("status", f"the API reports an error: {quoted(said)}")
    total = _COUNT.fullmatch(root.text(f"{_SEARCH}totalResults"))
    if total is None:
        raise RefusedError("shape", "expected the number of all results in opensearch:totalResults")
    return Found(int(total[1]), tuple(map(_item, entries)))


def _item(entry: Node) -> Item:
    primary = entry.child(f"{ARXIV}primary_category")
    terms = [one.attribute("term") for one in entry.children(f"{ATOM}category")]
    return {
        "id": entry.text(f"{ATOM}id"),
        "title": entry.text(f"{ATOM}title"),
        "summary": entry.text(f"{ATOM}summary"),
        "authors": [one.text(f"{ATOM}name") for one in entry.children(f"{ATOM}author")],
        "published": entry.text(f"{ATOM}published"),
        "categories": [primary.attribute("term"), *terms] if primary else terms,
        "comment": entry.text(f"{ARXIV}comment"),
        "doi": entry.text(f"{ARXIV}doi"),
        "journal": entry.text(f"{ARXIV}journal_ref"),
    }
