"""Every source, in one table, and the only way to their code: `ask` and `day` for answers, `parse` for files.

Here a listing gets the name of its source, and here an error in a source's code becomes a refusal.

`parse` turns a saved file into records and uses no file and no clock. The form is recognized by the content,
never by a file name: this program's own files first, then the saved forms of each source, in the order of the
table. Each of them may also be gzipped, include its HTTP headers, be in UTF-16, and so on: see `envelopes`.
`foreign` recognizes other kinds of files and says what to do with them.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from generator.errors import RefusedError, quoted
from generator.intake import envelopes, foreign
from generator.intake.answers import Asker, Reply, Validators, Whole
from generator.intake.enricher import Enricher, Enrichment
from generator.intake.source import Source
from generator.intake.sources import arxiv, huggingface, own
from generator.intake.sources.arxiv import known as arxiv_known
from generator.intake.sources.huggingface import linked
from generator.intake.sources.own import export
from generator.records.ids import PaperId
from generator.records.listing import Parsed, Payload
from generator.records.source import Sources

SOURCES: dict[str, Source] = {one.about.name: one for one in (huggingface.SOURCE, arxiv.SOURCE)}
"""A new source is one folder here and one line above."""

ENRICHERS: dict[str, Enricher] = {one.name: one for one in (arxiv_known.ENRICHER, linked.ENRICHER)}
"""The services that can be asked about single papers."""

FIRST = huggingface.SOURCE
"""The source of stored days that name none: they were written when there was no other."""


def known(asked: Iterable[str] = ()) -> Sources:
    """What pages may say about all sources, and about those that are configured. Their names must be
    known."""
    by_name = {"": FIRST.about, **{name: one.about for name, one in SOURCES.items()}}
    return Sources(by_name=by_name, asked=tuple(SOURCES[name].about for name in asked))


def stored_name(name: str) -> str:
    """How stored days name a source."""
    return "" if name == FIRST.about.name else name


# Unexpected errors that Python and its parsers raise on arbitrary bytes. They are bugs of this program, but
# one file or answer must not end the run for all others.
_UNFORESEEN: tuple[type[Exception], ...] = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError),
    *(MemoryError, RuntimeError, TypeError, ValueError),
)


def ask(source: Source, client: Asker, day: date, known: Validators) -> Reply:
    """What the source replies about a day. Raises RefusedError, and what the client raises."""
    with _foreseen("please report it"):
        return source.ask(client, day, known)


def enrich(enricher: Enricher, client: Asker, keys: Sequence[PaperId]) -> Enrichment:
    """What a service knows about these papers. Raises RefusedError, and what the client raises."""
    with _foreseen("please report it"):
        return enricher.ask(client, keys)


def day(source: Source, path: str, whole: Whole, asked: date) -> Parsed:
    """An answer as the one listing of its day. Raises RefusedError, and nothing else."""
    with _foreseen("please report it"):
        parsed = source.parse(path, whole, asked)
        days = [str(one.day) for one in parsed.listings]
        if days != [str(asked)]:
            raise ValueError(f"expected the list of {asked}, got lists of {days}")
        return _named(source, parsed)


def parse(payload: Payload) -> Parsed:
    """What a payload contains: listings by day, and a Problem for everything that could not be used.

    Raises RefusedError, and nothing else, if it contains no listing: `size`, `encoding`, `json`, `shape`,
    `schema` (no usable record) or `day` (of another day, or of none that is known). `clocks.believed` decides
    whether a list can be of its day, for answers and files.
    """
    with _foreseen("please report it with the file"):
        return _parsed(payload)


def _parsed(payload: Payload) -> Parsed:
    if export.recognises(payload.body):
        return export.parse(payload)  # line by line: it may be larger than any other
    body = envelopes.text_of(payload.body)
    for form in own.SAVED:
        if form.recognises(body):
            return form.parse(payload, body)
    for source in SOURCES.values():
        for form in source.saved:
            if form.recognises(body):
                return _named(source, form.parse(payload, body))
    save = ", or ".join(source.save for source in SOURCES.values() if source.save)
    accepted = ", ".join([*(source.accepted for source in SOURCES.values() if source.accepted), own.ACCEPTED])
    raise RefusedError("shape", f"{foreign.described(body, save)}; accepted are {accepted}")


def _named(source: Source, parsed: Parsed) -> Parsed:
    """The same with the source's name in each listing, so that no reader of a source can forget it."""
    name = stored_name(source.about.name)
    return replace(parsed, listings=tuple(replace(one, source=name) for one in parsed.listings))


@contextmanager
def _foreseen(request: str) -> Iterator[None]:
    """Refuses with `shape` whatever raises an unforeseen error."""
    try:
        yield
    except _UNFORESEEN as error:
        what = f"{type(error).__name__} {quoted(str(error))}"
        raise RefusedError("shape", f"this is a bug in the program ({what}); {request}") from error
