"""Titles as LaTeX."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.citations import latex
from generator.sinks import to_latex


@pytest.mark.parametrize(
    "math",
    [
        "$x^2$",
        r"$\alpha$",
        r"$O(\sqrt{n})$",
        r"$\frac{1}{\mathcal{L}_2}$",
        r"$\left\{a\,\right\}$",
        r"$\$5$",
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
        (r"$^^5cinput x$", r"\textasciicircum{}$^{5}$cinput x"),
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


@pytest.mark.parametrize(
    ("math", "kernel"),
    [
        (r"$\mathbb{R}^n$", r"$\mathbf{R}^n$"),
        (r"$\text{is a}$", r"$\textrm{is a}$"),
        (r"$\binom{n}{k}$", r"${n \choose k}$"),
        (r"$\lVert x\rVert$", r"$\| x\|$"),
        ("$α→x²$", r"$\alpha \rightarrow x^{2}$"),
        ("$人$", "人"),
    ],
)
def test_math_needs_no_package(math: str, kernel: str) -> None:
    """Commands of the AMS and signs of Unicode are written in LaTeX's own words."""
    assert latex.title(math) == kernel


TITLES = [
    ("QL^{3}-Probe", "QL$^{3}$-Probe"),
    ("B^2Net", "B$^{2}$Net"),
    ("CO_2 Meters", "CO$_{2}$ Meters"),
    ("V_{IDF} and x^{-1}", r"V$_{\mathrm{IDF}}$ and x$^{-1}$"),
    ("S^*", "S$^{*}$"),
    ("360^circ", r"360$^{\circ}$"),
    ("π_RL", r"$\pi$$_{\mathrm{RL}}$"),
    ("snake_case", r"snake\_case"),
    ("x² and y₂ and z⁻¹", "x$^{2}$ and y$_{2}$ and z$^{-1}$"),
    ("α-X, Δ", r"$\alpha$-X, $\Delta$"),
    ("a → b ≤ ∞", r"a $\rightarrow$ b $\leq$ $\infty$"),
    ("⅓ of ℝ at 5℃", r"$\frac{1}{3}$ of $\mathbf{R}$ at 5$^{\circ}$C"),
    ("–—…", r"-----\ldots{}"),
    ('"a" “b” ‘c’', "``a'' ``b'' `c'"),
    ("a < b | c > d", "a $<$ b $|$ c $>$ d"),
    ("50% & #1 ~x", r"50\% \& \#1 \textasciitilde{}x"),
    ("lone $ and { and }", r"lone \$ and \textbraceleft{} and \textbraceright{}"),
    ("x\u0302 and ế", r"\^{x} and \'{\^{e}}"),
    ("🚀 Go", "[rocket] Go"),
    ("ＡＢ ﬁ 𝐗", r"AB fi $\mathbf{X}$"),
    ("ά", r"$\acute{\alpha}$"),
    ("a\u200db\ufe0f", "ab"),
    ("Naïve Łukasz", "Naïve Łukasz"),
    ("李明", "李明"),
]


@pytest.mark.parametrize(("title", "written"), TITLES)
def test_what_a_title_means(title: str, written: str) -> None:
    """Powers, signs, letters and quotes in a form that plain pdfLaTeX can set; other scripts stay."""
    assert latex.title(title) == written


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("می\u200cخواهم α", "می\u200cخواهم $\\alpha$"),  # Persian
        ("ശ്രീ ക്\u200d", "ശ്രീ ക്\u200d"),  # Malayalam, at the end of a word
        ("क्\u200cष and क्\u200dष", "क्\u200cष and क्\u200dष"),  # Hindi
        ("۲۰\u200cساله", "۲۰\u200cساله"),
        ("fi\u200cle, a\u200db", "file, ab"),
        ("\u200dا\u200c", "ا\u200c"),
        ("👩\u200d💻", "[woman][personal computer]"),
    ],
)
def test_joiners(written: str, kept: str) -> None:
    """They shape letters of scripts that only XeLaTeX and LuaLaTeX can set, and stay there; also in names."""
    assert latex.title(written) == to_latex.name(written) == kept


@pytest.mark.slow
def test_it_compiles(tmp_path: Path) -> None:
    """Where there is a pdfLaTeX: all of that without a package and without an error."""
    if (program := shutil.which("pdflatex")) is None:
        pytest.skip("no pdflatex on PATH")
    titles = [latex.title(title) for title, _ in TITLES if title != "李明"]
    titles += [latex.title(f"$x$ {sign} $x{sign}y$") for sign in to_latex.SIGNS]
    body = "\\par\n".join(titles)
    (tmp_path / "x.tex").write_text(
        f"\\documentclass{{article}}\\begin{{document}}{body}\\end{{document}}", encoding="utf-8"
    )
    done = subprocess.run(
        [program, "-interaction=nonstopmode", "x.tex"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode(errors="replace")


@given(st.text(st.sampled_from("ab $\\{}%_^~#&"), max_size=60))
def test_only_known_commands_are_left(title: str) -> None:
    """Whatever the title, each command in the entry is one of the list or of the door for text."""
    own = {"textbackslash", "textasciicircum", "textasciitilde", "textbraceleft", "textbraceright", "mathrm"}
    left = set(re.findall(r"\\([A-Za-z]+)", latex.title(f"x {title} x")))
    assert left <= own | set(latex._COMMANDS)


def test_signs_that_mean_nothing_to_latex() -> None:
    """Text of these alone is taken as it is. Before a brace, each pair of them is looked at sign by sign."""
    signs = [sign for sign in map(chr, range(0x20, 0x7F)) if to_latex.text(sign) == sign]
    assert set(signs) & set('"#$%&\\^_`{|}~<>') == set()
    brace = to_latex.text("{")
    pairs = [one + other for one in signs for other in signs]
    assert [pair for pair in pairs if to_latex.text(pair + "{") != pair + brace] == []
