"""`data/known/YYMM/NN.json` of another archive: what enrichment found out about papers.

A file with anything that this program would not write is refused. A paper with a time in the future is left
out: it would win every merge.
"""

import re
from dataclasses import replace

from generator import text
from generator.errors import Problem, RefusedError
from generator.intake import pieces, strict_json, unpack
from generator.records.enriched import Enriched, shelf_from_json
from generator.records.reading import Json, SchemaError

_START = re.compile(rb'\s*\{\s*"schema_version"\s*:\s*[0-9]{1,9}\s*,\s*"papers"\s*:')


def recognises(body: bytes) -> bool:
    """Whether the file begins like one of these; a stored day names its day before its papers."""
    return _START.match(body) is not None


def parse(path: str, body: bytes, limit: str) -> tuple[list[Enriched], list[Problem]]:
    """The papers, and a problem for each with a time after `limit`. Refuses with `size`, `encoding`, `json`
    and `schema`."""
    document: Json = strict_json.loads(unpack.decoded(body))  # type: ignore[assignment]  # checked next
    try:
        found = shelf_from_json(document)
    except SchemaError as error:
        raise RefusedError("schema", str(error)) from None
    kept = [_bounded(one) for one in found if _newest(one) <= limit]
    problems = [
        Problem(path=path, where=str(one.id), message=f"{_newest(one)} is in the future", severity="lost")
        for one in found
        if _newest(one) > limit
    ]
    return kept, problems


def _newest(one: Enriched) -> str:
    """The newest time in it."""
    links = [each.at for each in (one.models, one.datasets, one.spaces) if each]
    days = [*links, *(version.day for version in one.versions)]
    return max([one.seen, *(at for _, at in (*one.lacked, *one.had)), *days])


def _bounded(one: Enriched) -> Enriched:
    """With texts as short as answers give them."""
    return replace(
        one,
        categories=one.categories[: pieces.CATEGORIES_CAP],
        journal=one.journal and text.clean(one.journal, pieces.JOURNAL_CAP),
        comment=one.comment and text.clean(one.comment, pieces.COMMENT_CAP),
    )
