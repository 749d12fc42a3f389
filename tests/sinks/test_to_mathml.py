"""TeX becomes MathML from an allow-list, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator.sinks import to_mathml
from generator.sinks.to_mathml import math


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("x", "<mi>x</mi>"),
        (r"L_2", "<msub><mi>L</mi><mn>2</mn></msub>"),
        (r"\sqrt{n}", "<msqrt><mrow><mi>n</mi></mrow></msqrt>"),
        (r"\frac{1}{2}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"),
        (r"a < b", "<mi>a</mi><mo>&#60;</mo><mi>b</mi>"),
        (r"\text{<b>}", "<mtext>&#60;b&#62;</mtext>"),
        (
            r"\binom{n}{k}",
            '<mo>(</mo><mfrac linethickness="0"><mrow><mi>n</mi></mrow><mrow><mi>k</mi></mrow></mfrac><mo>)</mo>',
        ),
    ],
)
def test_written(tex: str, expected: str) -> None:
    """Readable TeX as the elements a browser lays out."""
    assert math(tex) == f"<math><mrow>{expected}</mrow></math>"


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{1",
        r"\frac{",
        r"\undefinedmacro{x}",
        r"x^",
        r"a^{b}^{c}",
        r"\left( x",
        r"\begin{matrix}",
        "",
        "{" * 400,
    ],
)
def test_unreadable(tex: str) -> None:
    """Broken TeX, and macros nobody defined, give nothing instead of half a formula."""
    assert math(tex) is None


@given(st.text(alphabet=r"\{}^_&$<>\"'= abxfrctes0123", max_size=40))
def test_nothing_but_mathematics(tex: str) -> None:
    """Whatever the TeX holds: elements and attributes of the allow-list, complete, no error."""
    found = math(tex)
    if found is None:
        return
    for node in html.fragment_fromstring(found).iter():
        assert node.tag in to_mathml.ELEMENTS
        assert set(node.attrib) <= to_mathml.ATTRIBUTES | {"linethickness"}
        assert len(node) == to_mathml.CHILDREN.get(str(node.tag), len(node))
