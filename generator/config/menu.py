"""The menu in `mkdocs.yml`, and the list of pages outside it: read and written line by line, so that comments
and everything else in the file are kept.

Places of generated pages follow from the kinds of pages; what the operator put between them stays where it
is. A menu in any form other than ours, two levels of plain lines, is not changed.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

NAV, OUTSIDE = "nav", "not_in_nav"

_LABEL = r"[^\s:#'\"\[\]{}&*!|>%@`,-][^:#'\"\[\]{}]*"
_TAB = re.compile(rf"  - ({_LABEL}):(?: (\S+))?")
_ENTRY = re.compile(rf"      - (?:({_LABEL}): )?(\S*[^\s:])")


class Place(NamedTuple):
    """Where a page is in the menu: in a tab, under a label. Without a label, the tab is the page itself; with
    an empty one, MkDocs takes the title from the page."""

    tab: str
    label: str | None
    path: str


Menu = tuple[Place, ...]
IsOurs = Callable[[str], bool]


def section(text: str, key: str) -> str:
    """The lines of a key of `mkdocs.yml`; "" if there is none."""
    found = _section(text, key)
    return found[0] if found else ""


def with_section(text: str, key: str, lines: str) -> str:
    """The file with new lines for a key that it has."""
    found = _section(text, key)
    return text[: found.start()] + lines + text[found.end() :] if found else text


def _section(text: str, key: str) -> re.Match[str] | None:
    return re.search(rf"(?m)^{key}:.*\n(?:[ \t].*\n|\n(?=[ \t]))*", text)


def read(lines: str) -> Menu | None:
    """The places in the lines of `nav`, in order; None if they have a form other than ours."""
    places: list[Place] = []
    tab = ""
    for line in lines.splitlines()[1:]:
        if found := _TAB.fullmatch(line):
            tab = found[1]
            if found[2]:
                places.append(Place(tab, None, found[2]))
                tab = ""
        elif tab and (found := _ENTRY.fullmatch(line)):
            places.append(Place(tab, found[1] or "", found[2]))
        else:
            return None
    return tuple(places)


def written(menu: Menu) -> str:
    """The lines of `nav`."""
    lines, tab = [f"{NAV}:"], ""
    for place in menu:
        if place.label is None:
            lines.append(f"  - {place.tab}: {place.path}")
        else:
            if place.tab != tab:
                lines.append(f"  - {place.tab}:")
            lines.append(f"      - {place.label}: {place.path}" if place.label else f"      - {place.path}")
        tab = place.tab
    return "".join(f"{line}\n" for line in lines)


def generated(menu: Menu, is_ours: IsOurs) -> Menu:
    """Only the places of generated pages."""
    return tuple(place for place in menu if is_ours(place.path))


def merged(menu: Menu, ours: Menu, is_ours: IsOurs) -> Menu:
    """The menu with `ours` as its generated pages. The operator's own pages stay before or after those of
    their tab, and their own tabs stay after the preceding tab."""
    tabs = list(dict.fromkeys(place.tab for place in ours))
    before = ""
    for tab in dict.fromkeys(place.tab for place in menu):
        if tab not in tabs and any(place.tab == tab and not is_ours(place.path) for place in menu):
            tabs.insert(tabs.index(before) + 1 if before else 0, tab)
        before = tab if tab in tabs else before
    found: list[Place] = []
    for tab in tabs:
        old = [place for place in menu if place.tab == tab]
        first = next((n for n, place in enumerate(old) if is_ours(place.path)), len(old))
        found += (place for place in old[:first] if not is_ours(place.path))
        found += (place for place in ours if place.tab == tab)
        found += (place for place in old[first:] if not is_ours(place.path))
    return tuple(found)


def with_patterns(text: str, patterns: Sequence[str]) -> str:
    """The file with those patterns added to `not_in_nav` whose folder is missing there; a file without that
    list is not changed."""
    lines = section(text, OUTSIDE)
    if not lines.startswith(f"{OUTSIDE}: |\n"):
        return text
    known = {_folder(one) for one in lines.split()}
    missing = [one for one in patterns if _folder(one) not in known]
    return with_section(text, OUTSIDE, lines + "".join(f"  {one}\n" for one in missing))


def _folder(pattern: str) -> str:
    return pattern.strip("/").partition("/")[0]


def moved(
    text: str, ours: Menu, patterns: Sequence[str], is_known: Callable[[Menu], bool]
) -> tuple[str, Menu]:
    """The file with `ours` as the generated pages of its menu, if these are as an earlier version wrote them,
    and with all patterns of pages outside the menu. Otherwise the menu is not changed, and the places that it
    lacks are reported; a file without a menu lacks none. Line endings are kept."""
    if "\r\n" in text:
        found, lacking = moved(text.replace("\r\n", "\n"), ours, patterns, is_known)
        return found.replace("\n", "\r\n"), lacking
    paths = frozenset(place.path for place in ours)
    text = with_patterns(text, patterns)
    lines = section(text, NAV)
    menu = read(lines)
    if menu and is_known(generated(menu, paths.__contains__)):
        return with_section(text, NAV, written(merged(menu, ours, paths.__contains__))), ()
    return text, tuple(place for place in ours if lines and place.path not in lines)
