"""BibTeX: one `@misc` entry per paper, as arXiv itself recommends for preprints, with its DOI and month."""

from collections.abc import Iterable

from generator.render.citations.entry import Entry

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Names that every style knows and writes in its own way."""


def text(entries: Iterable[Entry]) -> str:
    """Entries with an empty line between them."""
    return "\n".join(map(entry, entries))


def entry(one: Entry) -> str:
    """The entry; every line ends with a newline. Double braces keep the title's capital letters."""
    fields = [("title", f"{{{one.latex}}}")]
    if one.authors:
        fields.append(("author", " and ".join(author.bibtex for author in one.authors)))
    else:
        fields.append(("key", one.id))  # what BibTeX sorts by
    fields.append(("year", one.date[:4]))
    written = [f"{name}={{{value}}}" for name, value in fields]
    if one.published:
        written.append(f"month={MONTHS[int(one.published[5:7]) - 1]}")
    if one.url and one.doi:
        known = [("eprint", one.id), ("archivePrefix", "arXiv")]
        known += [("primaryClass", one.primary)] if one.primary else []
        known += [("doi", one.doi), ("url", one.url)]
        written += [f"{name}={{{value}}}" for name, value in known]
    if one.note:
        written.append(f"note={{{one.note}}}")
    body = ",\n".join(f"  {field}" for field in written)
    return f"@misc{{{one.key},\n{body}\n}}\n"
