"""Markdown: a list of linked titles for notes and emails."""

from collections.abc import Iterable

from generator.render.citations.entry import Entry
from generator.sinks import to_markdown

AUTHORS = 3
"""Names on a line; a fourth would add little."""


def text(entries: Iterable[Entry]) -> str:
    """`- [Title](https://arxiv.org/abs/…), Ada Example, Bo Beispiel et al., 2025`"""
    return "".join(f"- {line(one)}\n" for one in entries)


def line(one: Entry) -> str:
    """One paper, without the list marker."""
    title = to_markdown.note(one.title)
    names = ", ".join(to_markdown.note(author.written) for author in one.authors[:AUTHORS])
    more = " et al." if len(one.authors) > AUTHORS else ""
    linked = f"[{title}]({one.url})" if one.url else title
    return ", ".join(part for part in (linked, names + more, one.date[:4]) if part)
