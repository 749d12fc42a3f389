"""Lines of RIS."""

import pytest

from generator.sinks import to_ris
from tests.support.helpers import hostile_strings


@pytest.mark.parametrize("said", [*hostile_strings(), "a\nTY  - X", "a\r\nER  - ", "a\u2028b", "a\x85b"])
def test_a_value_is_one_line(said: str) -> None:
    """No value can be read as a second line."""
    line = to_ris.line("TI", said)
    assert line.startswith("TI  - ")
    assert line.endswith("\r\n")
    assert len(line.splitlines()) == 1


def test_words_stay() -> None:
    """White space becomes single spaces, nothing else changes."""
    assert to_ris.line("TI", "a  b\tc") == "TI  - a b c\r\n"
    assert to_ris.line("ER", "") == "ER  - \r\n"
