"""A hub with hundreds of links: a field that finds one, the most frequent ones, and all by letter."""

from collections.abc import Iterable, Sequence

from generator.render.pages import lists, parts
from generator.sinks.to_html import Html, el
from generator.tokens import fold
from generator.wording import number, say

MOST = 60
"""Links that are shown at once; the others are behind their first letter."""
OTHER = "#"
"""Stands for everything that begins with no letter from A to Z."""

Item = tuple[str, Html]
"""A label, and the link with it."""


def blocks(what: str, items: Sequence[Item], class_: str) -> list[Html]:
    """For items with the most frequent first; `what` counts them, such as `1,304 keywords`."""
    if not items:
        return [el("p", say("None yet."))]
    most, rest = items[:MOST], items[MOST:]
    found = [parts.heading(say("Most papers"), "most"), lists.chips((link for _, link in most), class_)]
    if rest:
        found = [
            field(what, class_),
            *found,
            parts.heading(say("All by letter"), "letters"),
            _letters(items, class_),
        ]
    return [block for block in found if block]


def field(what: str, class_: str) -> Html:
    """A field for which a script lists the items of the page that contain what is typed."""
    typed = el("input", type="search", id="find", autocomplete="off")
    label = el("p", el("label", say("Search {what}", what=what), " ", typed))
    return el("div", label, el("ul", id="found", class_=class_, aria_live="polite"), class_="finder")


def _letters(items: Iterable[Item], class_: str) -> Html:
    kept = parts.first_of(link for _, link in items)
    by_letter: dict[str, list[Item]] = {}
    for item in sorted(zip((label for label, _ in items), kept, strict=False), key=_alphabetical):
        by_letter.setdefault(letter_of(item[0]), []).append(item)
    return el(
        "div",
        *(_letter(letter, by_letter[letter], class_) for letter in sorted(by_letter)),
        class_="letters",
    )


def _letter(letter: str, items: Sequence[Item], class_: str) -> Html:
    summary = el("summary", letter, " ", el("small", number(len(items))))
    return el("details", summary, lists.chips((link for _, link in items), class_))


def letter_of(label: str) -> str:
    """The letter under which a label is found, accents aside."""
    first = fold.letters(label)[:1].upper()
    return first if "A" <= first <= "Z" else OTHER


def _alphabetical(item: Item) -> tuple[str, str]:
    return fold.letters(item[0]), item[0]
