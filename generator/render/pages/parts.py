"""Building blocks of every page: the file itself, navigation between pages, text with math."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from generator import urls
from generator.records.page import OWNED, TWIN, Page
from generator.records.period import short_date
from generator.render.pages import linked
from generator.render.pages.shown import WHOLE
from generator.sinks import to_markdown
from generator.sinks.to_html import Child, Html, attribute, el, join, lines
from generator.sinks.to_mathml import math
from generator.text import excerpt, tex
from generator.wording import say

Meta = Mapping[str, str | list[str]]

ABOUT = 160
"""Characters of a description: as much as search results show."""

HAS_TWIN: Meta = {"twin": f"index{TWIN}"}
"""For the head of a page that has a Markdown twin (`discovery.twins`): the relative link to it."""

LIST_ROOM = 275_000
"""Bytes available for a list of papers."""

SHORT = 100
"""A text of at most this many characters cannot hold formulas that do not fit."""

UNREADABLE = 40
"""The least number of bytes that a formula counts for."""

DOT = "\u00a0· "
"""Between facts that may wrap: no line begins with it."""
OUTSIDE = "nofollow ugc"
"""`rel` of links that come from outside texts."""


def page(address: urls.Address, kind: str, title: str, blocks: list[Html], *, about: str, meta: Meta) -> Page:
    """A Markdown file: front matter, the title as its only H1, blocks of HTML.

    `about` becomes the description, and the kind says what the page is to search engines, unless `meta`
    tells more. Themes print front matter verbatim, so title and description are encoded there. Without a
    `title`, Material would take the window title from the H1 by `striptags`, which decodes what was encoded:
    `</title><svg onload=…>` would be markup again.
    """
    front: dict[str, str | list[str] | Mapping[str, bool]] = {
        "generated": OWNED,
        "kind": kind,
        "description": attribute(excerpt(about, ABOUT)),
        "search": {"exclude": True},
        **linked.of_kind(kind, title),
        **meta,
    }
    if address != urls.HOME:  # whose window title is just the site's name
        front["title"] = attribute(title)
    body = [to_markdown.heading(1, title, "top"), *(block for block in blocks if block)]
    return Page(path=address.path, text=to_markdown.front_matter(front) + "\n" + "\n\n".join(body) + "\n")


def heading(plain: str, anchor: str) -> Html:
    """A second-level heading in Markdown, as a separate block."""
    return Html(to_markdown.heading(2, plain, anchor))


def prose(text: str, formulas: int = WHOLE.formulas) -> Html:
    """Untrusted text with its math as MathML (at most `formulas` bytes) and its URLs as links."""
    shown: list[Child] = []
    for segment in tex.segments(text):
        if isinstance(segment, tex.Math):
            found = math(segment.tex) if formulas > 0 else None
            formulas -= _weight(found)
            shown.append(found if found and formulas >= 0 else tex.as_words(segment))
        else:
            shown.append(_segment(segment))
    return join(*shown)


def all_formulas_fit(text: str) -> bool:
    """Whether `prose` shows every formula of a text as MathML."""
    if len(text) < SHORT or "$" not in text:
        return True
    left = WHOLE.formulas
    for segment in tex.segments(text):
        if isinstance(segment, tex.Math):
            left -= _weight(math(segment.tex))
            if left < 0:
                return False
    return True


def _weight(formula: Html | None) -> int:
    """Bytes. A formula that cannot be read counts too, because reading it takes time."""
    return max(UNREADABLE, len(formula.encode()) if formula else 0)


def _segment(segment: tex.Words | tex.Link | tex.Mended) -> Child:
    match segment:
        case tex.Words(words):
            return words
        case tex.Mended(sign, was):
            return el("ins", sign, title=say("repaired: the source has “{was}”", was=was))
        case tex.Link(url):
            return el("a", url.split("://", 1)[1].rstrip("/"), href=url, rel=OUTSIDE)


def fitting(items: list[Html], brief: Callable[[int], Html], room: int) -> list[Html]:
    """The items of a list. If together they need more than `room` bytes, the longest are shown in their brief
    form, so that one long text takes nothing away from the others."""
    if 4 * sum(map(len, items)) <= room:  # a character has at most 4 bytes
        return items
    sizes = [len(item.encode()) for item in items]
    found, left = list(items), room - sum(sizes)
    for n in sorted(range(len(items)), key=lambda n: -sizes[n]):
        if left >= 0:
            break
        found[n] = brief(n)
        left += sizes[n] - len(found[n].encode())
    return found


def first_of(items: Iterable[Html]) -> list[Html]:
    """As many items as fit on a page."""
    found, left = [], LIST_ROOM
    for item in items:
        left -= len(item.encode())
        if left < 0:
            break
        found.append(item)
    return found


def numbers(here: urls.Address, whole: urls.Address, page: int, pages: int) -> Html | None:
    """Links to all parts of a long list; there are never many."""
    if pages == 1:
        return None
    links = (
        el("a", str(n), href=here.to(urls.part(whole, n)), aria_current="page" if n == page else None)
        for n in range(1, pages + 1)
    )
    return el(
        "div",
        el("span", say("Page"), " "),
        *links,
        class_="numbers",
        role="group",
        aria_label=say("Parts of this list"),
    )


def section(*blocks: Child, class_: str, label: str | None = None) -> Html:
    """A block with each child on its own line."""
    return el("section", Html("\n"), lines(*blocks), Html("\n"), class_=class_, aria_label=label)


def shown_date(written: str) -> str:
    """A stored `2025-08-20` as `20 Aug 2025`."""
    return short_date(date.fromisoformat(written))
