"""Powers and indices in text."""

from hypothesis import given
from hypothesis import strategies as st

from generator.text import powers


@given(st.text(st.sampled_from("ab2A ^_{}$\\*-"), max_size=40))
def test_pieces_are_the_whole(words: str) -> None:
    """Nothing is lost or said twice."""
    assert "".join(one if isinstance(one, str) else one.written for one in powers.pieces(words)) == words
