"""The door into XML: elements built from values, read back by two parsers."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.sinks import to_html, to_xml
from generator.sinks.to_xml import Xml, el
from tests.support.helpers import hostile_strings

CHARACTERS = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no character for."""


def document(plain: str) -> bytes:
    """A file with one text in every place that takes one."""
    parts = el("a", plain, name=plain), plain, el("b", plain, el("c", Xml("<d/>"), plain))
    root = el("r", *parts, el("e", to_xml.cdata(plain)))
    return to_xml.document(root).encode()


def agrees(plain: str) -> None:
    """Two parsers find the same elements in it and the text itself, less what is no character."""
    kept = CHARACTERS.sub("", plain)
    for root in (ET.fromstring(document(plain)), etree.fromstring(document(plain))):  # noqa: S314
        assert [node.tag for node in root.iter()] == ["r", "a", "b", "c", "d", "e"]
        a, b = root[0], root[1]
        assert (a.text or "", a.get("name"), a.tail or "", b.text or "") == (kept, kept, kept, kept)
        assert b[0][0].tail or kept == ""
        assert (root[2].text or "") == kept.replace("\r", "")


def test_every_code_point_of_the_basic_plane() -> None:
    """All 65,536 survive, or are dropped by the one rule."""
    for start in range(0, 0x10000, 0x400):
        agrees("".join(map(chr, range(start, start + 0x400))))


def test_hostile_strings() -> None:
    """No string can start or end an element or attribute, not even an uncleaned one."""
    for plain in hostile_strings():
        agrees(plain)


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text(plain: str) -> None:
    """The same holds for any text, lone surrogates included."""
    agrees(plain)


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (el("p", "a<b & c>d"), "<p>a&lt;b &amp; c&gt;d</p>"),
        (el("p"), "<p/>"),
        (el("p", None, "", el("b", "x"), "y"), "<p><b>x</b>y</p>"),
        (el("p", href='"\n', title=None), '<p href="&quot;&#10;"/>'),
        (el("rss", xmlns_dc="u", xml_lang="en", class_="c"), '<rss xmlns:dc="u" xml:lang="en" class="c"/>'),
        (el("x:y", "]]>\r"), "<x:y>]]&gt;&#13;</x:y>"),
        (el("p", to_html.el("b", "1 < 2")), "<p>&lt;b&gt;1 &amp;#60; 2&lt;/b&gt;</p>"),
        (to_xml.join(el("a"), None, el("b")), "\n<a/>\n<b/>\n"),
    ],
)
def test_elements(made: Xml, written: str) -> None:
    """XML is markup; text, and HTML too, is text; None is left out."""
    assert made == written
    assert isinstance(made, Xml)
