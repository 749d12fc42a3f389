"""The door into a log: no text becomes a command of the runner that keeps it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sinks import to_log

HOSTILE = [
    "::error::x",
    " \u00a0::add-mask::x",
    "\u2003::stop-commands::x",
    "\x1b::error::x",
    "\u200b::error::x",
    "a\r\n::set-output name=x::y",
    "a \x0b ::x::y",
    "said ##[add-mask]x",
    "##\x00[error]x",
    "##\u200b[error]x",
    "####[group]x",
    "\x1b[31mred",
]


def is_command(line: str) -> bool:
    """What the runner does with a line (`ActionCommand.TryParseV2`, then `TryParse`)."""
    return line.lstrip().startswith("::") or "##[" in line


@pytest.mark.attack(12, "a message that the runner would take for a command")
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(text: str) -> None:
    """One line, no command, and nothing that a terminal obeys."""
    found = to_log.line(text)
    assert not is_command(found)
    assert len(found.splitlines()) <= 1
    assert not re.search("[\x00-\x1f\x7f-\x9f]", found)


@given(st.text(st.characters() | st.sampled_from(list(":#[]% \n\r\x1b\u200b")), max_size=60))
def test_no_text_is_a_command(text: str) -> None:
    """Whatever the text, and escaped twice it is what it was escaped once."""
    found = to_log.line(text)
    assert not is_command(found)
    assert to_log.line(found) == found


@given(st.text(max_size=60))
def test_an_annotation_is_one_command(text: str) -> None:
    """What the runner makes of it is the level and the line again, per cent signs included."""
    found = re.fullmatch("::error::(.*)", to_log.annotation("error", text))
    assert found
    data = found[1].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    assert data == to_log.line(text)


@pytest.mark.parametrize("text", ["plain", "100 % of a: b", "papers: x.json: expected [1], got '##'"])
def test_ordinary_texts_stay(text: str) -> None:
    """Nothing is changed without need."""
    assert to_log.line(text) == text
