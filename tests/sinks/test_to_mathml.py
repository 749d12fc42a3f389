"""TeX becomes MathML from an allow-list, or nothing."""

from types import ModuleType

import latex2mathml.commands
import pytest
from hypothesis import given
from hypothesis import strategies as st
from latex2mathml import symbols_parser
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
        (r"\text{a b}", "<mtext>a&#160;b</mtext>"),
        (r"\mbox{a b}", '<mstyle displaystyle="false"><mtext>a&#160;b</mtext></mstyle>'),
        (r"\textbf{a b}", '<mtext mathvariant="bold">a&#160;b</mtext>'),
        (r"\text{5\% of a\_b~\& c}", "<mtext>5%&#160;of&#160;a&#95;b&#160;&#38;&#160;c</mtext>"),
        (r"\argmax", "<mo>arg\u2009max</mo>"),
        (r"\limsup", "<mo>lim\u2006sup</mo>"),
        (r"a\ b~c", "<mi>a</mi><mtext>&#160;</mtext><mi>b</mi><mtext>&#160;</mtext><mi>c</mi>"),
        (r"a\;b", '<mi>a</mi><mspace width="0.278em"></mspace><mi>b</mi>'),
        (r"\hspace{900em}", "<mspace></mspace>"),
        (
            r"\{\&\%\}",
            '<mo stretchy="false">&#123;</mo><mi>&#38;</mi><mi>%</mi><mo stretchy="false">&#125;</mo>',
        ),
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
        r"\unicode{xD800}",
        r"\text{&#x202E;}",
        r"\text{&#xFFFFFF;}",
        "",
        "{" * 400,
    ],
)
def test_unreadable(tex: str) -> None:
    """Invalid TeX and undefined macros give nothing instead of half a formula."""
    assert math(tex) is None


@given(st.text(alphabet=r"\{}^_&$<>\"'= abxfrctes0123", max_size=40))
def test_nothing_but_mathematics(tex: str) -> None:
    """Any TeX gives complete elements and attributes of the allow-list, and no error."""
    found = math(tex)
    if found is None:
        return
    for node in html.fragment_fromstring(found).iter():
        assert node.tag in to_mathml.ELEMENTS
        assert set(node.attrib) <= to_mathml.ATTRIBUTES | {"linethickness", "width"}
        assert len(node) == to_mathml.CHILDREN.get(str(node.tag), len(node))


@pytest.mark.slow
@pytest.mark.attack(12, "entities of the MathML library that show on the page")
def test_no_entity_is_left() -> None:
    """Every command of the library gives signs, not references such as `&#x02006;`."""
    commands = [*symbols_parser.SYMBOLS, *commands_of(latex2mathml.commands)]
    assert len(commands) > 2000
    for command in commands:
        for tex in (command, f"{command}{{x y}}", rf"\text{{{command}}}"):
            found = math(tex)
            shown = html.fragment_fromstring(found).text_content() if found else ""
            assert "&#x" not in shown, tex


def commands_of(module: ModuleType) -> list[str]:
    """Every command a module names."""
    return [value for value in vars(module).values() if isinstance(value, str) and value.startswith("\\")]
