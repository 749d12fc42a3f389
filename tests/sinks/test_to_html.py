"""The door into HTML: elements built from values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator import text
from generator.sinks import to_html
from generator.sinks.to_html import Html, el, quoted
from tests.support.helpers import hostile_texts, rendered, structure

HOSTILE = hostile_texts()
CLEANED = st.text(st.characters(exclude_categories=[])).map(lambda s: text.clean(s, 200)).filter(bool)


def card(plain: str) -> Html:
    """A block such as pages are made of, with one text in every place that takes one."""
    return to_html.lines(
        el(
            "article",
            el("h2", el("a", plain, href=f"../{plain}/", title=plain), class_="title"),
            el("p", plain, " and ", el("em", plain), data_paper=plain),
            el("ul", el("li", plain), el("li", el("code", plain))),
            el("img", alt=plain, src=plain),
            el("br"),
            class_="card",
            hidden=True,
            id=None,
        ),
        el("p", plain),
    )


def agrees(plain: str, page: html.HtmlElement, usual: html.HtmlElement) -> None:
    """Same elements and attributes as with a plain word, and the same text in every place."""
    assert structure(page) == structure(usual)
    for one, model in zip(page.iter(), usual.iter(), strict=True):
        assert dict(one.attrib) == {k: v.replace("word", plain) for k, v in model.attrib.items()}
        assert (one.text or "").strip("\n") == (model.text or "").strip("\n").replace("word", plain)
        assert (one.tail or "").strip("\n") == (model.tail or "").strip("\n").replace("word", plain)


def parsed(markup: str) -> html.HtmlElement:
    """The elements of a fragment, inside one `<div>`."""
    return html.fragment_fromstring(markup, create_parent="div")


def test_hostile_texts() -> None:
    """No text makes an element, an attribute or the end of one."""
    usual = parsed(card("word"))
    for plain in HOSTILE:
        agrees(plain, parsed(card(plain)), usual)


def test_hostile_texts_in_markdown() -> None:
    """The same blocks pass through Markdown unchanged."""
    usual = rendered(f"# Title {{#paper}}\n\n{card('word')}\n\nafter")
    for plain in HOSTILE:
        agrees(plain, rendered(f"# Title {{#paper}}\n\n{card(plain)}\n\nafter"), usual)


@given(CLEANED)
def test_any_text(plain: str) -> None:
    """The same holds for any cleaned text, in HTML and through Markdown."""
    agrees(plain, parsed(card(plain)), parsed(card("word")))
    agrees(plain, rendered(card(plain)), rendered(card("word")))


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (el("p", "a<b"), "<p>a&#60;b</p>"),
        (el("p"), "<p></p>"),
        (el("br"), "<br>"),
        (el("p", None, "", el("b", "x"), "y"), "<p><b>x</b>y</p>"),
        (
            el("a", "x", href="../a/?b=1&c", class_="d", data_paper="e"),
            '<a href="../a/?b=1&#38;c" class=d data-paper="e">x</a>',
        ),
        (el("a", "x", href="../a/", title="a b", id="c'd"), '<a href=../a/ title="a b" id="c\'d">x</a>'),
        (quoted("a", "x", href="../a/", hidden=True), '<a href="../a/" hidden>x</a>'),
        (el("p", hidden=True, title=None, lang=False), "<p hidden></p>"),
        (el("td", "7", colspan=2), "<td colspan=2>7</td>"),
        (el("p", title=""), '<p title=""></p>'),
        (to_html.join("a", el("b"), between=" & "), "a &#38; <b></b>"),
        (to_html.join(), ""),
        (to_html.lines("a", None, el("b")), "a\n<b></b>"),
        (to_html.EMPTY, ""),
    ],
)
def test_elements(made: Html, written: str) -> None:
    """Markup is markup, text is text; None and False are left out, True is a bare name."""
    assert made == written
    assert isinstance(made, Html)


@given(CLEANED, CLEANED)
def test_code(first: str, second: str) -> None:
    """Lines of code come through Markdown as they were, and hold nothing that is a template's."""
    plain = f"@misc{{{first},\n  title = {{{{{second}}}}}\n\n\n}}"
    made = el("div", el("pre", el("code", to_html.code(plain))))
    (code,) = rendered(made).iter("code")
    assert code.text_content() == plain
    assert not [pair for pair in ("{{", "}}", "{%", "%}", "{#", "#}", "{:") if pair in made]
