"""What arXiv's feeds and the answers of its API have in common: their names, errors, and categories."""

import re
from collections.abc import Iterable

from generator.errors import RefusedError, quoted
from generator.intake.markup import Node

ATOM = "{http://www.w3.org/2005/Atom}"
ARXIV = "{http://arxiv.org/schemas/atom}"
_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"

TYPES = ("application/atom+xml", "application/xml", "text/xml")
"""How answers of the API may be labelled."""

_COUNT = re.compile(r"\s*([0-9]{1,9})\s*")


def refuse_errors(entries: Iterable[Node]) -> None:
    """Refuses with `status` an answer in which an entry reports an error; its HTTP status may be 200."""
    for entry in entries:
        if "/api/errors" in entry.text(f"{ATOM}id"):
            said = " ".join(entry.text(f"{ATOM}summary").split())
            raise RefusedError("status", f"the API reports an error: {quoted(said)}")


def total(root: Node) -> int | None:
    """How many entries all pages of an answer have; None if it does not say."""
    match = _COUNT.fullmatch(root.text(f"{_SEARCH}totalResults"))
    return int(match[1]) if match else None


def categories(entry: Node) -> list[str]:
    """The primary category, then all of them in their order."""
    primary = entry.children(f"{ARXIV}primary_category")
    return [one.attribute("term") for one in (*primary, *entry.children(f"{ATOM}category"))]
