"""What is known about a paper besides its title and text, from its lists and from enrichment."""

from generator.archive import venues
from generator.records.enriched import Enriched, Thing
from generator.records.known import NOTHING_KNOWN, Arrival, Known
from generator.records.paper import Paper


def of(paper: Paper, enriched: Enriched | None) -> Known:
    """What enrichment found takes precedence: it asks about single papers, after they were listed."""
    listed = (paper.categories, paper.doi, paper.journal, paper.comment, paper.licence)
    if enriched is None and not any(listed):
        return NOTHING_KNOWN
    more = enriched or Enriched(id=paper.id, seen="")
    comment = more.comment or paper.comment
    journal = more.journal or paper.journal
    doi = more.doi or paper.doi
    return Known(
        categories=more.categories or paper.categories,
        doi=doi,
        journal=journal,
        comment=comment,
        licence=more.licence or paper.licence,
        versions=more.versions,
        venue=venues.venue(comment, journal, doi),
        models=more.models,
        datasets=more.datasets,
        spaces=more.spaces,
        arrivals=_arrivals(more),
    )


def _arrivals(more: Enriched) -> tuple[Arrival, ...]:
    """What one answer lacked and a later one had, oldest first."""
    lacked, had = dict(more.lacked), dict(more.had)
    model = more.models.named[0].name if more.models and more.models.named else ""
    what: dict[Thing, str] = {"code": more.code or "", "model": model}
    found = [
        Arrival(kind=thing, day=had[thing][:10], what=what[thing])
        for thing in what
        if thing in had and thing in lacked and lacked[thing] < had[thing]
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.kind)))
