"""What the search reads of a paper: the texts of each field, and which abbreviations they define."""

import re
from collections.abc import Iterable, Iterator

from generator import memo
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.graph.abbreviations import Form
from generator.records.known import Known
from generator.search.chunks import Fields
from generator.search.layout import FIELDS, ONLY
from generator.tokens import fold

KEYWORDS = FIELDS.index("keywords")

_SIGNS = re.compile("[.-]")


def of(papers: Iterable[ArchivedPaper], graph: Graph) -> Iterator[Fields]:
    """The texts of each paper, by field."""
    for paper in papers:
        halved = graph.abbreviations.halved(_read(paper))
        found = [list(texts) for texts in _texts(paper, graph)]
        found[KEYWORDS] += [only(short, form) for short, form in halved]
        yield found


def key(papers: Iterable[ArchivedPaper], graph: Graph) -> bytes:
    """Stands for all texts of some papers. What they abbreviate follows from these."""
    read = ([list(texts) for texts in _texts(paper, graph)] for paper in papers)
    return memo.key_of([graph.abbreviations.pairs, *read])


def _texts(paper: ArchivedPaper, graph: Graph) -> Iterator[Iterable[str]]:
    """The texts of each of FIELDS, without abbreviations."""
    facts = paper.paper
    organization = facts.organization
    yield from ([text] for text in _read(paper))
    yield paper.shown_names
    yield dict.fromkeys([organization.name, organization.shown]) if organization else ()
    yield [graph.taxonomy.by_slug[slug].label for slug in graph.topics_of(facts.id)]
    yield [*(word.label for word in graph.keywords_of(facts.id)), *_published(paper.known)]
    yield [facts.id]


def only(short: str, form: Form) -> str:
    """The word for papers with only one form of an abbreviation: `ragxlong`, which no text has by chance. Who
    asks for the other form also finds these; other questions are answered as without it."""
    return f"{fold.key(short)}{ONLY[form]}"


def _read(paper: ArchivedPaper) -> tuple[str, str, str]:
    """Title, abstract and summary."""
    facts = paper.paper
    summary = facts.ai_summary.text if facts.ai_summary else ""
    return facts.title, facts.abstract or "", paper.note.summary or summary


def _published(known: Known) -> Iterator[str]:
    """Its venue, and its categories, each as one word: `csCL`, which no text has by chance."""
    if known.venue:
        yield f"{known.venue.shown} {known.venue.track}"
    yield from (_SIGNS.sub("", name) for name in known.categories)
