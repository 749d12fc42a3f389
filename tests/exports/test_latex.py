"""Titles as LaTeX."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exports import latex


@pytest.mark.parametrize(
    "math",
    [
        "$x^2$",
        r"$\alpha$",
        r"$O(\sqrt{n})$",
        r"$\frac{1}{\mathcal{L}_2}$",
        r"$\left\{a\,\right\}$",
        r"$\mathbb{R}$",
        r"$\$5$",
        r"$\text{is a}$",
    ],
)
def test_math_stays_math(math: str) -> None:
    """Formulas of known commands are the author's own."""
    assert latex.title(f"On {math} and more") == f"On {math} and more"


@pytest.mark.parametrize(
    ("math", "text"),
    [
        (r"$\input{/etc/passwd}$", "input/etc/passwd"),
        (r"$\write18{ls}$", "write18ls"),
        (r"$x\iffalse$", "xiffalse"),
        (r"$\text{\input x}$", "input x"),
        (r"$^^5cinput x$", r"\textasciicircum{}⁵cinput x"),
        ("$a%b$", r"a\%b"),
        ("$a#b$", r"a\#b"),
        ("$a&b$", r"a\&b"),
        ("$a~b$", r"a\textasciitilde{}b"),
        ("$a}b{$", r"a\textbraceright{}b\textbraceleft{}"),
        (r"$\sqrt\}x\{$", r"sqrt\textbraceright{}x\textbraceleft{}"),
        (r"$\{a$", r"\textbraceleft{}a"),
    ],
)
def test_everything_else_is_text(math: str, text: str) -> None:
    """Commands nobody knows, comments, columns and braces without their other half do nothing."""
    assert latex.title(f"On {math} and more") == f"On {text} and more"


@given(st.text(st.sampled_from("ab $\\{}%_^~#&"), max_size=60))
def test_only_known_commands_are_left(title: str) -> None:
    """Whatever the title, each command in the entry is one of the list or of the door for text."""
    own = {"textbackslash", "textasciicircum", "textasciitilde", "textbraceleft", "textbraceright"}
    left = set(re.findall(r"\\([A-Za-z]+)", latex.title(f"x {title} x")))
    assert left <= own | set(latex._COMMANDS)
