"""Pieces every page is made of: the file itself, navigation between pages, text with math."""

from collections.abc import Mapping
from datetime import date

from generator import tex, urls
from generator.records.page import OWNED, TWIN, Page
from generator.records.period import Period, short_date
from generator.sinks import to_markdown
from generator.sinks.to_html import Child, Html, attribute, el, join, lines
from generator.sinks.to_mathml import math
from generator.text import excerpt

Meta = Mapping[str, str | list[str]]

ABOUT = 90
"""Characters of a description: what previews and results on a phone show of it."""

HAS_TWIN: Meta = {"twin": f"index{TWIN}"}
"""For the head of a page that `exports.twins` tells in Markdown: the link to it, from the page itself."""

OUTSIDE = "nofollow ugc"
"""`rel` of links a stranger wrote."""


def page(address: urls.Address, kind: str, title: str, blocks: list[Html], *, about: str, meta: Meta) -> Page:
    """A Markdown file: front matter, the title as its only H1, blocks of HTML.

    `about` becomes the description. Themes print what front matter says as it is, so both stand
    there encoded. Without a `title`, Material would take the window's from the H1 by `striptags`,
    which decodes what was encoded: `</title><svg onload=…>` would be markup again.
    """
    front: dict[str, str | list[str] | Mapping[str, bool]] = {
        "generated": OWNED,
        "kind": kind,
        "description": attribute(excerpt(about, ABOUT)),
        "search": {"exclude": True},
        **meta,
    }
    if address != urls.HOME:  # there the window's title is the site's name alone
        front["title"] = attribute(title)
    body = [to_markdown.heading(1, title, "top"), *(block for block in blocks if block)]
    return Page(path=address.path, text=to_markdown.front_matter(front) + "\n" + "\n\n".join(body) + "\n")


def heading(plain: str, anchor: str) -> Html:
    """A second-level heading, in Markdown, as a block of its own."""
    return Html(to_markdown.heading(2, plain, anchor))


def prose(text: str) -> Html:
    """Untrusted text with its math as MathML and its URLs as links."""
    return join(*(_segment(segment) for segment in tex.segments(text)))


def _segment(segment: tex.Segment) -> Child:
    match segment:
        case tex.Words(words):
            return words
        case tex.Math():
            return math(segment.tex) or tex.as_words(segment)
        case tex.Link(url):
            return el("a", url.split("://", 1)[1].rstrip("/"), href=url, rel=OUTSIDE)


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 paper`, `8,348 papers`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def pager(
    here: urls.Address, before: Period | None, up: tuple[str, urls.Address], after: Period | None
) -> Html:
    """Previous, next and the way up, for pages of periods."""
    name, above = up
    return el(
        "nav",
        _turn(here, before, "prev"),
        el("a", name, href=here.to(above)),
        _turn(here, after, "next"),
        class_="pager",
        aria_label="Earlier and later",
    )


def _turn(here: urls.Address, one: Period | None, rel: str) -> Html:
    if one is None:
        return el("span")
    return el("a", one.title, rel=rel, href=here.to(urls.period(one)))


def numbers(here: urls.Address, whole: urls.Address, page: int, pages: int) -> Html | None:
    """Links to the parts of a long list; all of them, since there are never many. They stand above and
    below it, so they are a group: two landmarks of one name would tell nothing apart."""
    if pages == 1:
        return None
    links = (
        el("a", str(n), href=here.to(urls.part(whole, n)), aria_current="page" if n == page else None)
        for n in range(1, pages + 1)
    )
    return el(
        "div", el("span", "Page "), *links, class_="numbers", role="group", aria_label="Parts of this list"
    )


def section(*blocks: Child, class_: str, label: str | None = None) -> Html:
    """A block whose children stand on lines of their own."""
    return el("section", Html("\n"), lines(*blocks), Html("\n"), class_=class_, aria_label=label)


def shown_date(written: str) -> str:
    """A stored `2025-08-20` as `20 Aug 2025`."""
    return short_date(date.fromisoformat(written))
