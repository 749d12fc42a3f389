"""One entry of a listing as the API writes it: an object with the paper inside.

An entry is lost without an id in arXiv's grammar or without a title. Everything else is optional: what is
missing or unusable is reported, and the record is kept without it.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from generator import text
from generator.intake import moments, pieces, prose
from generator.intake.dates import Written
from generator.intake.entry import Entry, Form
from generator.intake.fields import Fields, Place, as_object, got, is_absent
from generator.intake.sources.huggingface import keys, people
from generator.records.ids import PaperId
from generator.records.paper import AiSummary, Paper

_AROUND = timedelta(days=366)
"""How long a paper's date may be before the month in its id, or after its list day. It may be years after the
id: for some papers the source gives the date of a later version."""


class _LostError(Exception):
    """The record cannot be used; only inside this module."""


def read(value: object, at: Place, asked: date | None) -> Entry | None:
    """One entry; None if it is lost, and then `at.found` contains only the reason.

    `asked` is the list day of an entry that names none.
    """
    entry = as_object(value)
    paper = as_object(entry.get("paper")) if entry is not None else None
    if entry is None:
        at.report("lost", f"expected an object, got {got(value)}")
        return None
    if paper is None:
        at.report("lost", f"paper: expected an object, got {got(entry.get('paper'))}")
        return None
    key = paper.get("id")
    known = PaperId.parse(key) if isinstance(key, str) else None
    if known is None or known.is_provisional:
        at.report("lost", f"paper.id: expected text such as '2503.02130', got {got(key)}")
        return None
    at = at.inside(known)
    try:
        return _entry(known, entry, paper, at, asked)
    except _LostError as error:
        at.found.clear()
        at.report("lost", str(error))
        return None


def _entry(
    key: PaperId, entry: Mapping[str, object], paper: Mapping[str, object], at: Place, asked: date | None
) -> Entry:
    top, inner = Fields(entry, at), Fields(paper, at, "paper.")
    listed = inner.written("submittedOnDailyAt")
    day = listed.day if listed else None
    undated = _undated(inner, listed)
    written, changes = people.authors(inner)
    withdrawn = inner.moment("withdrawnAt") or top.moment("withdrawnAt")
    found = Paper(
        id=key,
        title=_title(top, inner),
        abstract=_abstract(top, inner),
        authors=written,
        published=_published(inner, key, day or asked),
        organization=people.organization(top, inner),
        ai_summary=_ai_summary(inner),
        keywords=pieces.keywords(inner, "ai_keywords"),
        code=inner.url("githubRepo"),
        project=inner.url("projectPage"),
        media=_media(top, inner),
        discussion=pieces.discussion(inner, "discussionId"),
        withdrawn=withdrawn.date().isoformat() if withdrawn else None,
    )
    return Entry(
        at=at,
        paper=found,
        day=day,
        undated=undated,
        submitter=people.submitter(top, inner),
        submitted=moments.stamp(listed.moment) if listed and listed.day else None,
        upvotes=_upvotes(inner),
        comments=top.count("numComments"),
        stars=inner.count("githubStars"),
        moments=(*([listed.moment] if listed else []), *([withdrawn] if withdrawn else []), *changes),
    )


def _undated(inner: Fields, listed: Written | None) -> str:
    """Why the entry names no list day, with the field that is wrong; "" if it names one or none is given."""
    value = inner.raw("submittedOnDailyAt")
    if listed is None:
        return "" if is_absent(value) else f"paper.submittedOnDailyAt: expected a time, got {got(value)}"
    if listed.day:
        return ""
    why = f"midnight outside UTC may mean either of two days, got {got(value)}"
    inner.dropped("submittedOnDailyAt", why)
    return f"paper.submittedOnDailyAt: {why}"


def _title(top: Fields, inner: Fields) -> str:
    outer_title, inner_title = (side.line("title", text.TITLE_CAP) for side in (top, inner))
    if outer_title is None and inner_title is None:
        raise _LostError(f"title: expected text, got {got(top.raw('title') or inner.raw('title'))}")
    return prose.title(outer_title or inner_title or "", inner_title or outer_title or "")


def _abstract(top: Fields, inner: Fields) -> str | None:
    sides = [side.string("summary") for side in (inner, top)]
    for raw in sides:
        if raw and (found := prose.abstract(raw)):
            return found
    if not (inner.raw("summary") or top.raw("summary")):
        inner.dropped("summary", "missing")
    return None


def _published(inner: Fields, key: PaperId, day: date | None) -> str | None:
    """The date that arXiv has. The top-level key of this name is something else: in old answers the time of
    listing, in newer ones arXiv's in US Eastern time."""
    if is_absent(inner.raw("publishedAt")):
        inner.dropped("publishedAt", "missing")
        return None
    written = inner.written("publishedAt")
    if written is None:
        return None
    found = written.day or written.moment.date()
    if key.month and key.month > found + _AROUND:
        inner.dropped("publishedAt", f"{found} is long before {key.month:%Y-%m}, the month in the id")
        return None
    if day is not None and found > day + _AROUND:
        if key.month is None or key.month > day:
            raise _LostError(f"paper.publishedAt: {found} is long after the list day {day}")
        inner.dropped("publishedAt", f"{found} is long after the list day {day}")
        return None
    return found.isoformat()


def _upvotes(inner: Fields) -> int | None:
    if is_absent(inner.raw("upvotes")):
        inner.dropped("upvotes", "missing: unknown, not zero")
    return inner.count("upvotes")


def _ai_summary(inner: Fields) -> AiSummary | None:
    summary = inner.line("ai_summary", text.ABSTRACT_CAP)
    model = inner.line("ai_summary_model")
    return AiSummary(text=summary, model=model) if summary else None


def _media(top: Fields, inner: Fields) -> tuple[str, ...]:
    """Checked addresses without duplicates: the same list is usually in both places."""
    found: dict[str, str | None] = {}
    for side in (inner, top):
        for number, item in enumerate(side.items("mediaUrls", pieces.MEDIA_CAP)):
            name = f"mediaUrls[{number}]"
            if not isinstance(item, str):
                side.wrong(name, "text", item)
            elif item not in found:
                found[item] = side.checked(name, item)
    single = top.string("mediaUrl")
    if single is not None and single not in found:
        found[single] = top.checked("mediaUrl", single)
    return tuple(dict.fromkeys(url for url in found.values() if url))


FORM = Form(read=read, unknown=keys.unknown)
