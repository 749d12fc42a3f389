"""What is left of LaTeX in titles and abstracts."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import tex
from generator.text.tex import Link, Math, Mended, Words
from tests.support.helpers import hostile_texts


@pytest.mark.parametrize(
    ("written", "segments"),
    [
        ("", ()),
        ("only words", (Words("only words"),)),
        ("at 256times256", (Words("at 256"), Mended("×", "times"), Words("256"))),
        ("a $x^2$ b", (Words("a "), Math("x^2"), Words(" b"))),
        ("$$y$$", (Math("y"),)),
        (r"$\alpha$-divergence", (Math(r"\alpha"), Words("-divergence"))),
        ("costs $1 Million, then $2 Million", (Words("costs $1 Million, then $2 Million"),)),
        ("from $5 to $10", (Words("from $5 to $10"),)),
        ("$ x $", (Words("$ x $"),)),
        ("unbalanced $x^2", (Words("unbalanced $x^2"),)),
        (r"$a\$b$", (Math(r"a\$b"),)),
        (
            "see https://example.org/a_b, and go on",
            (Words("see "), Link("https://example.org/a_b"), Words(", and go on")),
        ),
        ("(https://example.org/x).", (Words("("), Link("https://example.org/x"), Words(")."))),
        (r"https://example.org/a\_b", (Link("https://example.org/a_b"),)),
        ("https://user@example.org/x stays text", (Words("https://user@example.org/x stays text"),)),
        (r"\url{https://example.org/x}", (Link("https://example.org/x"),)),
        (r"\href{https://example.org/x}{here}", (Words("here "), Link("https://example.org/x"))),
        (r"\href{javascript:go()}{here}", (Words("here javascript:go()"),)),
    ],
)
def test_segments(written: str, segments: tuple[tex.Segment, ...]) -> None:
    """Math is between balanced dollar signs, links are checked, and everything else is words."""
    assert tex.segments(written) == segments


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("50% of ~10", "50% of ~10"),
        (r"\method stands alone", "method stands alone"),
        (r"\emph{one} and \textbf{\textit{two}}", "one and two"),
        (r"100\% \& more\_less \#1", "100% & more_less #1"),
        (r"Erd\H{o}s, G\"odel, \'{E}cole, na\"{\i}ve", "Erdős, Gödel, École, naïve"),
        (r"\eg this, \ie that", "e.g. this, i.e. that"),
        (r"a \times b", "a × b"),
        (r"as shown~\cite{x,y}", "as shown~"),
        ("{GPT} in {BERT}", "GPT in BERT"),
        (
            "Tea -- A Study --- of mean--variance (3D)--based tea, 1999--2003, 50\\%--90\\%",
            "Tea – A Study — of mean–variance (3D)–based tea, 1999–2003, 50%–90%",
        ),
        (
            "run it with --help, models--org/a--b, x_1--x_2 or ----",
            "run it with --help, models--org/a--b, x_1--x_2 or ----",
        ),
        ("$a$ -- $b$ --", "a – b --"),
        ("---", "---"),
        (r"LLM$\times$X", "LLM×X"),
        (r"sparse $\ell_1$ and \ell-norms, $\chi^2$, $\Xi$, $\zeta$", "sparse ℓ₁ and ℓ-norms, χ², Ξ, ζ"),
        ("64times64times4 or 256times 256", "64×64×4 or 256× 256"),
        ("$x_2$ and $y^{10}$", "x₂ and y¹⁰"),
        (r"$a\_2$", "a_2"),
        (r"unbalanced \textbf{bold", r"unbalanced textbf{bold"),
    ],
)
def test_plain(written: str, plain: str) -> None:
    """One readable line is left."""
    assert tex.plain(written) == plain


@pytest.mark.parametrize(
    "written",
    [
        "{{7*7}}",
        'JSON {"a": 1}',
        "{a, b} and {name} and {A}",
        r"C:\temp\new",
        r"in C:\in\ref\o and D:\ too",
        r"\\server\share",
        r"regex \d+ and \w",
        r"word\method",
        r"\'x is no letter, \.com no accent",
    ],
)
def test_what_the_author_wrote_stays(written: str) -> None:
    """Plain braces, paths and lone letters after a backslash are not treated as LaTeX."""
    assert tex.plain(written) == written


@pytest.mark.parametrize("written", ["8timesH100", "timestep", "15timessim50times", "x2times", "2 times 3"])
def test_only_between_numbers(written: str) -> None:
    """Elsewhere it may be a word."""
    assert tex.plain(written) == written
    assert tex.segments(written) == (Words(written),)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"set \{a\} and $\{b\}$", "set {a} and {b}"),
        (r"\textbf{\{a\}}", "{a}"),
        (r"don\'t, it\'s, 4o\'s, they\'re", "don't, it's, 4o's, they're"),
        (r"Fr\'echet in ingl\'es, \'{\i}, \'\i", "Fréchet in inglés, í, í"),
        (r"{\em one\/} {\sc Two} 3{\mu}m {\method}", "one Two 3μm method"),
        (r"(\method), \method{}s, -\method", "(method), methods, -method"),
        (r"{B}ayesian {BERT} of 10{,}000", "Bayesian BERT of 10,000"),
        (r"\references{x}", "references{x}"),
        (r"pass\^{}1, \~{}2", "pass^1, ~2"),
        (r"$\frac{a}{b}$ and $x_n$", "fracab and x_n"),
    ],
)
def test_braces_go_with_their_macro(written: str, plain: str) -> None:
    """Braces are taken off where a macro, an accent or BibTeX had put them, and escaped ones stay."""
    assert tex.plain(written) == plain


def test_longer_formulas_are_words() -> None:
    """A formula ends within the cap."""
    assert tex.segments(f"${'x' * tex.MATH_CAP}$") == (Math("x" * tex.MATH_CAP),)
    assert isinstance(tex.segments(f"${'x' * (tex.MATH_CAP + 1)}$")[0], Words)


def test_urls_stand_once() -> None:
    """The addresses of a text, in order."""
    text = "https://example.org/b https://example.org/a, https://example.org/b."
    assert tex.urls(text) == ("https://example.org/b", "https://example.org/a")


def test_hostile_texts() -> None:
    """Nothing fails, and every link that comes out is a plain web address."""
    for written in hostile_texts():
        assert isinstance(tex.plain(written), str)
        assert all(url.startswith(("http://", "https://")) for url in tex.urls(written))


@given(st.text(st.sampled_from("ab $\\{}%_^~\"'https://x.y()"), max_size=80))
def test_words_are_joined(written: str) -> None:
    """Words are between math and links, never next to other words."""
    assert isinstance(tex.plain(written), str)
    found = tex.segments(written)
    assert all(isinstance(one, Words | Math | Link) for one in found)
    assert not any(isinstance(a, Words) and isinstance(b, Words) for a, b in pairwise(found))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        *["$", "$a", r"\$", "\\", "{", "}", r"\emph{", r"\href{", "https://a.b/)", ")", "$$", r"\'", "x_"],
        *["^{1}", r"{\em ", r"{\emx", "a:\\", "{A", r"\emph{\{", r"\textbf", "{,}1", r"\^{}"],
    ],
)
@pytest.mark.parametrize("prefix", ["", "https://example.org/"])
def test_long_texts_take_no_longer(prefix: str, unit: str) -> None:
    """The longest storable text of one repeated sign is read in well under a second."""
    text = prefix + (unit * 20_000)[:20_000] + "x"
    start = time.process_time()
    tex.plain(text)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("QL^{3}-Probe", "QL³-Probe"),
        ("B^2Net", "B²Net"),
        ("CO_2 Meters", "CO₂ Meters"),
        ("H_2O", "H₂O"),
        ("x^{-1}", "x⁻¹"),
        ("x^10", "x¹⁰"),
        ("V_{12}", "V₁₂"),
        ("S^*: a", "S*: a"),
        ("360^circ", "360°"),
        ("R^textbf{2AI}", "R^2AI"),
        ("V_{0.5}", "V_0.5"),
        ("x_i", "xᵢ"),
        ("^3He", "³He"),
        ("snake_case", "snake_case"),
        ("SWE_bench", "SWE_bench"),
        ("LLAMA_3_8B", "LLAMA_3_8B"),
        ("file_name_2.txt", "file_name_2.txt"),
        ("a ^ b", "a ^ b"),
        ("^3 alone", "^3 alone"),
    ],
)
def test_powers_outside_of_math(title: str, shown: str) -> None:
    """They are seen raised and lowered; names with underscores stay names."""
    assert tex.shown(title) == shown
