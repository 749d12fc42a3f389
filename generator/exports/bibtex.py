"""BibTeX: one `@misc` entry per paper, as arXiv itself recommends for preprints."""

import re

from generator import tex, urls
from generator.archive import ArchivedPaper
from generator.records.paper import Paper
from generator.sinks import to_latex

_KEY = re.compile(r"[^a-z]")


def entry(archived: ArchivedPaper) -> str:
    """The entry, lines ending in newlines; its key holds the id, so it is unique and stable."""
    paper = archived.paper
    authors = [a.name for a in paper.authors if not a.hidden]
    fields = [("title", f"{{{_title(paper.title)}}}")]
    if authors:
        fields.append(("author", " and ".join(_author(name) for name in authors)))
    fields.append(("year", (paper.published or archived.first_day.isoformat())[:4]))
    if not paper.id.is_provisional:
        fields += [
            ("eprint", paper.id),
            ("archivePrefix", "arXiv"),
            ("url", urls.arxiv(paper.id, "abs")),
        ]
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
    return f"@misc{{{key(paper)},\n{body}\n}}\n"


def key(paper: Paper) -> str:
    """`zhang-2508.12345`: the first author's last name in ASCII, when it has one, and the id."""
    first = next((a.name for a in paper.authors if not a.hidden), "")
    surname = _KEY.sub("", first.casefold().split()[-1]) if first else ""
    written = paper.id.replace("/", "-")
    return f"{surname}-{written}" if surname else written


def _title(title: str) -> str:
    """Math stays math where its braces match, everything else becomes text."""
    return "".join(
        f"${segment.tex}$"
        if isinstance(segment, tex.Math) and _balanced(segment.tex)
        else to_latex.text(tex.as_words(segment))
        for segment in tex.segments(title)
    )


def _balanced(source: str) -> bool:
    depth = 0
    for sign in re.findall(r"(?<!\\)[{}]", source):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and not source.endswith("\\") and "%" not in source


def _author(name: str) -> str:
    """Braces keep team names ("The Qwen Team and friends") from being split at `and` or a comma."""
    written = to_latex.text(name)
    return f"{{{written}}}" if re.search(r"(?i)\band\b|,", name) else written
