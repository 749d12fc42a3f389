"""What results show, by number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.ids import PaperId
from generator.search.cards import ids
from tests.search.reading import Reader

ARXIV = st.tuples(st.integers(0, 9912), st.integers(0, 99_999)).map(
    lambda pair: f"{pair[0]:04d}.{pair[1]:05d}"
)
OTHER = st.sampled_from(["hep-th/9901001", "t-0123456789ab", "1412.1234"])


def read(body: bytes, count: int) -> list[str]:
    """Ids as the browser reads them."""
    reader, last, found = Reader(body), 0, []
    for _ in range(count):
        step = reader.number()
        if step == 0:
            found.append(reader.word())
            continue
        last += step // 2 if step % 2 else -step // 2
        found.append(f"{last // 100_000:04d}.{last % 100_000:05d}")
    assert reader.at == len(body)
    return found


@given(st.lists(ARXIV | OTHER, max_size=40))
def test_ids(keys: list[str]) -> None:
    """Ids of every form come back, in their order."""
    assert read(ids([PaperId(key) for key in keys]), len(keys)) == keys


def test_ids_of_a_day_are_short() -> None:
    """Ids that follow each other take two bytes."""
    keys = [PaperId(f"2508.{n:05d}") for n in range(12_000, 12_640, 64)]
    assert len(ids(keys)) == pytest.approx(2 * len(keys), abs=4)
