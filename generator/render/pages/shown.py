"""How much of a paper its page shows: all of it, or as much as fits.

A page over its budget fails the whole build, so one paper could block all others, every day. Outside text
can therefore never make a page too long: first its formulas become text, then long texts and lists are
cut. The stored paper, the search and the exports keep everything.
"""

from dataclasses import dataclass, replace

from generator.text import excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Limits: `formulas` is bytes of MathML in one text; `letters`, `name` and `address` are the length in
    characters of a text, a name and a link's address; `names`, `links` and `rows` are counts. `aside` is
    whether keywords and related papers are shown. `why` says what is missing."""

    formulas: int
    letters: int
    name: int
    address: int
    names: int
    links: int
    rows: int
    aside: bool = True
    why: str = ""

    def text(self, plain: str) -> str:
        """A text, cut to its limit."""
        return excerpt(plain, self.letters)

    def person(self, name: str) -> str:
        """A name, cut to its limit."""
        return excerpt(name, self.name)

    def address_of(self, url: str | None) -> str | None:
        """The address if it may be a link here, else None."""
        return url if url is not None and len(url) <= self.address else None


WHOLE = Shown(formulas=20_000, letters=20_000, name=200, address=2_000, names=2_000, links=50, rows=366)

LEVELS = (
    WHOLE,
    replace(WHOLE, formulas=0, why="its formulas are shown as text"),
    Shown(
        formulas=0,
        letters=3_000,
        name=80,
        address=300,
        names=60,
        links=10,
        rows=30,
        why="its formulas are shown as text, and long texts and lists are cut",
    ),
    Shown(
        formulas=0,
        letters=300,
        name=40,
        address=200,
        names=3,
        links=0,
        rows=3,
        aside=False,
        why="only its beginning is shown",
    ),
)
"""From everything down to what always fits."""

PER_NAME = 50
"""Bytes that a theme adds to the head of a page for each author."""


def room(page_budget_kb: int) -> int:
    """Bytes for a page's own text, so that the page with its theme stays within budget."""
    return page_budget_kb * 1000 * 5 // 6
