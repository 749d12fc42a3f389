"""Values, records and bit fields: the browser reads what was written."""

from dataclasses import asdict
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import layout, packing
from tests.search.conftest import Read

WHOLE = st.integers(0, 2**53 - 1)
WORD = st.text(st.characters(codec="utf-8"), max_size=12)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "byte": st.integers(0, 255),
    "number": WHOLE,
    "known": st.none() | WHOLE.map(lambda value: value - 1 if value else value),
    "word": WORD,
    "numbers": st.lists(WHOLE, max_size=4),
    "words": st.lists(WORD, max_size=4),
    "steps": st.lists(st.integers(0, 2**20), max_size=4).map(sorted),
}
RECORDS = st.sampled_from(get_args(layout.Record)).flatmap(
    lambda record: st.builds(record, **{name: VALUES[kind] for name, kind in layout.KINDS[record].items()})
)

POSTINGS = tuple(layout.KINDS[layout.Postings])


@given(RECORDS)
def test_a_record(read: Read, record: layout.Record) -> None:
    """Every value comes back under its name, and nothing is left over."""
    found = read(
        "(() => { const r = reader(file); return [r.record(client.layout[name]), r.done]; })()",
        file=packing.record(record),
        name=type(record).__name__.upper(),
    )
    told = {name: one.hex() if isinstance(one, bytes) else one for name, one in asdict(record).items()}
    assert found == [told, True]


@given(st.lists(st.builds(layout.Postings, **dict.fromkeys(POSTINGS, VALUES["byte"])), max_size=4))
def test_many_records(records: list[layout.Postings]) -> None:
    """Given by their fields they are the bytes they are one by one."""
    columns = {name: np.array([getattr(one, name) for one in records], np.int64) for name in POSTINGS}
    assert list(packing.records(layout.Postings, **columns)) == list(map(packing.record, records))


@given(st.lists(st.lists(WHOLE, min_size=1)))
def test_many_numbers(rows: list[list[int]]) -> None:
    """Packed at once they are the bytes they are one by one."""
    ends = np.cumsum([len(row) for row in rows], dtype=np.int64)
    found = packing.numbers(np.array([n for row in rows for n in row], dtype=np.int64), ends)
    assert found == [b"".join(map(packing.number, row)) for row in rows]


@given(
    st.lists(st.integers(1, layout.WIDEST).flatmap(lambda w: st.tuples(st.integers(0, 2**w - 1), st.just(w))))
)
def test_bits(read: Read, codes: list[tuple[int, int]]) -> None:
    """Codes of any width are packed one after the other."""
    values = np.array([code for code, _ in codes], dtype=np.int64)
    widths = np.array([width for _, width in codes], dtype=np.int64)
    starts = np.cumsum(widths) - widths
    into = np.zeros(int(widths.sum()), dtype=np.uint8)
    packing.bits(values, widths, starts, into)
    found = read(
        """places.map(([start, width]) => {
            const into = new Uint32Array(1);
            client.bits.even(bytes(file), start, width, into);
            return into[0];
        })""",
        file=np.packbits(into).tobytes(),
        places=list(zip(starts.tolist(), widths.tolist(), strict=True)),
    )
    assert found == values.tolist()


@pytest.mark.parametrize("body", [b"again " * 100, b"", bytes(range(256))])
def test_squeezing_never_makes_longer(read: Read, body: bytes) -> None:
    """The first byte says whether a file is deflated; random bytes stay as they are."""
    form = packing.squeezed(body)
    assert len(form) <= 1 + len(body)
    assert read("client.bytes.expanded(bytes(file))", file=form) == body.hex()
