"""`python -m tests.search.altered FOLDER`: an index of another format.

Everything in `layout` that can have another value has one, and the values of records are in another order.
"""

import sys
from importlib import util
from pathlib import Path
from typing import Any

from generator import urls

OTHER: dict[str, Any] = {
    "FORMAT": 99,
    "PLAIN": b"\5",
    "DEFLATED": b"\6",
    "FORM_BITS": 4,
    "UNIT": 16,
    "SEPARATOR": "\2",
    "WIDEST": 22,
    "RUN": 7,
    "ESCAPED": 22,
    "WIDTH_BITS": 5,
    "ALIGNED": 7,
    "COMMON_BITS": 22,
    "PAIR_MARK": 4,
    "FIELD_BITS": 15,
    "APART": 11,
    "KEY_LED": 4,
    "KEYED": "\3",
    "KEY_MARK": 4,
    "KEY_KINDS": ("short", "name", "id", "title"),
    "ONLY": {"long": "ylong", "short": "yshort"},
    "KIND_BITS": 3,
    "SALT": "%",
    "TELLERS": ("abstract", "archive", "model"),
    "DIMENSIONS": 32,
    "VECTOR_BITS": 4,
    "CENTRE_BITS": 2,
    "SHARES": ((1009, *[1] * 15), (*[68] * 15, 4)),
    "SHARE_BITS": 10,
    "ANS_LEAST": 2**21,
    "CODE": 4,
    "PROJECT": 32,
    "COMPLETION_KINDS": ("title", "topic", "author", "organization", "keyword"),
    "DEPTH": 5,
}
SAME = {"EPOCH", "FIELDS", "EITHER"}
"""A fact of the calendar; what papers have; one of the kinds."""


def alter() -> None:
    """Replaces our format with the other one, before anything reads it."""
    urls.SEARCH_INDEX, urls.SHARDS = "search/start.bin", "search/parts"
    spec = util.find_spec("generator.search.layout")
    assert spec is not None
    assert spec.loader is not None
    layout = util.module_from_spec(spec)
    sys.modules[spec.name] = layout
    spec.loader.exec_module(layout)
    vars(layout).update(OTHER)
    layout.KINDS = {record: dict(reversed(kinds.items())) for record, kinds in layout.KINDS.items()}  # type: ignore[attr-defined]


def main(folder: Path) -> None:
    """Writes `search/`, and next to it the browser's module for the same format."""
    alter()
    # These have to meet the other format.
    from tests.search import invented, questions, scripted  # noqa: PLC0415

    questions.written(invented.whole(), folder)
    (folder / scripted.PATH.name).write_text(scripted.text(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
