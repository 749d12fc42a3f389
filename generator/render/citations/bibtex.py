"""BibTeX: one `@misc` entry per paper, as arXiv itself recommends for preprints."""

from collections.abc import Iterable

from generator.render.citations.entry import Entry


def text(entries: Iterable[Entry]) -> str:
    """Entries with an empty line between them."""
    return "\n".join(map(entry, entries))


def entry(one: Entry) -> str:
    """The entry; every line ends with a newline. Double braces keep the title's capital letters."""
    fields = [("title", f"{{{one.latex}}}")]
    if one.authors:
        fields.append(("author", " and ".join(author.bibtex for author in one.authors)))
    fields.append(("year", one.date[:4]))
    if one.url:
        fields += [("eprint", one.id), ("archivePrefix", "arXiv"), ("url", one.url)]
    body = ",\n".join(f"  {name}={{{value}}}" for name, value in fields)
    return f"@misc{{{one.key},\n{body}\n}}\n"
