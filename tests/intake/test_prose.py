import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import text
from generator.intake import prose


@pytest.mark.parametrize(
    ("top", "inner", "wanted"),
    [
        ("Same", "Same", "Same"),
        ("A $L_2$ Norm", "A L_2 Norm", "A $L_2$ Norm"),
        ("A L_2 Norm", "A $L_2$ Norm", "A $L_2$ Norm"),
        (r"With \textsc{Caps}", "With Caps", "With Caps"),
        ("With Caps", r"With \textsc{Caps}", "With Caps"),
        ("Earn $1 Million", "Earn 1 Million", "Earn 1 Million"),
        (r"Earn \$1 or \$2", "Earn 1 or 2", "Earn 1 or 2"),
        ("One", "Other", "Other"),
    ],
)
def test_title_keeps_its_mathematics(top: str, inner: str, wanted: str) -> None:
    """Paired dollars win, then the side without macros, then the paper's own."""
    assert prose.title(top, inner) == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("at https://example.org/a-\nb.", "at https://example.org/a-b."),
        ("at https://example.org/a_  \n  b now", "at https://example.org/a_b now"),
        ("at https://example.org/x?a=\n1", "at https://example.org/x?a=1"),
        ("at https://example.org/x?\na=1", "at https://example.org/x?a=1"),
        ("at https://example.org/x?\nYes", "at https://example.org/x? Yes"),
        ("at https://example.org/x?a=1&\nb=2", "at https://example.org/x?a=1&b=2"),
        ("at https://example.org/\na/b", "at https://example.org/a/b"),
        ("at https://example.org/\nThe end", "at https://example.org/ The end"),
        ("at https://example.\norg/a", "at https://example.org/a"),
        ("at https://example.org/a.\nhtml", "at https://example.org/a.html"),
        ("at https://example.org/a.\nand/or", "at https://example.org/a. and/or"),
        ("at https://example.org/a.\nTool can", "at https://example.org/a. Tool can"),
        ("at (https://example.org/a-\nb)", "at (https://example.org/a-b)"),
        ("https://example.org/a/\nb/c/\nd/e", "https://example.org/a/b/c/d/e"),
        ("https://example.org/a-\nb-\nc", "https://example.org/a-b-c"),
        ("no address-\nhere/now", "no address- here/now"),
        ("https://example.org/a\nb/c", "https://example.org/a b/c"),
        ("https://example.org/a-\n", "https://example.org/a-"),
        ("\n\n", ""),
    ],
)
def test_split_addresses_are_joined(raw: str, wanted: str) -> None:
    """Only a line break inside an address goes; after one it is a space."""
    assert prose.abstract(raw) == wanted


@given(st.text(alphabet="a/-.? \n\t:htps\u200b"))
def test_abstracts_are_clean(raw: str) -> None:
    """Joining moves no letter: the rest is what cleaning makes of any text."""
    found = prose.abstract(raw)
    assert found == text.clean(found, text.ABSTRACT_CAP)
    assert found.replace(" ", "") == text.clean(raw, text.ABSTRACT_CAP).replace(" ", "")
