"""`/guide/`: how to read, follow, run and reuse an archive. The texts are Markdown files of the program, so
every archive has those of its own version."""

import re
from collections.abc import Iterable, Iterator, Mapping

from generator import urls
from generator.records.page import OWNED, Page
from generator.sinks import to_markdown
from generator.sinks.to_html import Html, attribute, el

FIRST = "index"
"""The name of the page that leads to the others, in this order."""

_ABOUT = re.compile(r"\A<!-- (.+) -->\n+")
_TITLE = re.compile(r"^# (.+) \{#top\}$", re.MULTILINE)
_COMMENT = re.compile(r"^<!-- .* -->\n+", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\(((?:\.\./)*)([a-z0-9/-]+)\.md(#[a-z0-9-]+)?\)")
"""A link to another page. In the file it leads to a file, so that it works where people read code."""


def render(files: Iterable[tuple[str, str]]) -> Iterator[Page]:
    """The pages, the first one first. `files` are names without their ending, and texts: the first line is a
    comment that tells what the page is about, then comes the title; links lead to files."""
    texts = dict(files)
    titles = {name: _titled(text) for name, text in texts.items()}
    order = sorted(titles, key=lambda name: _place(name, texts[FIRST]))
    for name in order:
        yield _page(name, texts[name], {one: titles[one] for one in order})


def places(files: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The addresses of all pages but the first one, for a site map, without a time: none is known."""
    return {_address(name).url: "" for name, _ in files if name != FIRST}


def _place(name: str, first: str) -> tuple[int, str]:
    """The first page, then the others as it names them."""
    found = first.find(f"]({name}.md")
    return (-1 if name == FIRST else found if found >= 0 else len(first)), name


def _page(name: str, text: str, titles: Mapping[str, str]) -> Page:
    here = _address(name)
    about = _ABOUT.match(text)
    front: to_markdown.FrontMatter = {
        "generated": OWNED,
        "description": attribute(about[1] if about else titles[name]),
        "search": {"exclude": True},
        "title": attribute(titles[name]),
        "lang": "en",
    }
    body = _LINK.sub(lambda found: _link(here, found), _COMMENT.sub("", text)).strip()
    pages = _pages(here, titles)
    return Page(path=here.path, text=f"{to_markdown.front_matter(front)}\n{body}\n\n{pages}\n")


def _pages(here: urls.Address, titles: Mapping[str, str]) -> Html:
    """The way to the other pages."""
    links = (
        el("a", title, href=here.to(_address(name)), aria_current="page" if _address(name) == here else None)
        for name, title in titles.items()
    )
    return el("nav", *links, class_="guide", aria_label=titles[FIRST])


def _link(here: urls.Address, found: re.Match[str]) -> str:
    """Generated pages are linked by address, because MkDocs may render this page without the others."""
    label, up, name, anchor = found[1], found[2], found[3], found[4] or ""
    there = (
        urls.Address("" if name == FIRST else f"{name.removesuffix(f'/{FIRST}')}/") if up else _address(name)
    )
    return f'<a href="{here.to(there)}{anchor}">{label}</a>'


def _titled(text: str) -> str:
    found = _TITLE.search(text)
    if found is None:
        message = "expected a title such as: # Title {#top}"
        raise ValueError(message)
    return found[1]


def _address(name: str) -> urls.Address:
    return urls.GUIDE if name == FIRST else urls.Address(f"{urls.GUIDE.url}{name}/")
