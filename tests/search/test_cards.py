"""What results show, by number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.ids import PaperId
from generator.search.cards import ids
from tests.search.conftest import Read

ARXIV = st.tuples(st.integers(0, 9912), st.integers(0, 99_999)).map(
    lambda pair: f"{pair[0]:04d}.{pair[1]:05d}"
)
OTHER = st.sampled_from(["hep-th/9901001", "t-0123456789ab", "1412.1234"])


@given(st.lists(ARXIV | OTHER, max_size=40))
def test_ids(read: Read, keys: list[str]) -> None:
    """Ids of every form come back, in their order, and nothing is left over."""
    found = read(
        "(() => { const r = reader(file); return [client.cards.readIds(r, count), r.done]; })()",
        file=ids([PaperId(key) for key in keys]),
        count=len(keys),
    )
    assert found == [keys, True]


def test_ids_of_a_day_are_short() -> None:
    """Ids of a month take as many bits as their numbers have, those of two years five more."""
    keys = [PaperId(f"2508.{n:05d}") for n in range(12_000, 12_640, 16)]
    assert len(ids(keys)) == pytest.approx(14 / 8 * len(keys), abs=5)
    assert len(ids([*keys, PaperId("2308.00001")])) == pytest.approx(19 / 8 * (len(keys) + 1), abs=5)
