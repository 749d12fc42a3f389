"""XML output: elements built from values; anything that is not yet `Xml` is text.

Why no library: thousands of feeds share the same entries. An element that is a finished string is encoded
once and joined into each of them, while a tree (lxml, ElementTree) would be copied and written again for
every feed. ElementTree also writes control characters that no parser accepts, and feedgen and similar
libraries insert the build time if no time is given. In the tests two parsers read this output, and
`check/feeds.py` reads every feed of a finished site.
"""

import re
from functools import cache

# XML 1.0 allows no other characters (https://www.w3.org/TR/xml/#charsets): they are dropped.
_ILLEGAL = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
# A parser turns a carriage return into a line feed, and in an attribute every white space into one
# space, unless they are references.
_TEXT = re.compile(f"[&<>\r]|{_ILLEGAL}")
_ATTRIBUTE = re.compile(f'[&<>"\t\n\r]|{_ILLEGAL}')
# There are no references in a CDATA section, so carriage returns are dropped as well.
_IN_CDATA = re.compile(f"\r|{_ILLEGAL}")
_REFERENCES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
}  # fmt: skip

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


class Xml(str):
    """Finished markup; only this module creates it."""

    __slots__ = ()


Child = Xml | str | None


def text(plain: str) -> Xml:
    """`plain` as character data, without characters that XML does not allow."""
    return Xml(_TEXT.sub(_reference, plain))


def cdata(plain: str) -> Xml:
    """The same for text full of markup, such as HTML: its `<`, `>` and `&` stay as they are; references would
    take four or five bytes each. `]]>`, which would end it, is divided among two sections."""
    kept = _IN_CDATA.sub("", plain).replace("]]>", "]]]]><![CDATA[>")
    return Xml(f"<![CDATA[{kept}]]>")


def el(tag: str, *children: Child, **attributes: str | None) -> Xml:
    """One element. `xml_lang` is written `xml:lang`; None omits an attribute or a child. Plain `str`
    children are encoded, and so is HTML."""
    opening = tag
    for name, value in attributes.items():
        if value is not None:
            opening += f' {_written(name)}="{_ATTRIBUTE.sub(_reference, value)}"'
    inner = "".join(c if isinstance(c, Xml) else text(c) for c in children if c is not None)
    return Xml(f"<{opening}>{inner}</{tag}>" if inner else f"<{opening}/>")


def join(*children: Xml | None) -> Xml:
    """Elements on separate lines, for readable diffs, between two line ends; None is left out."""
    return Xml("".join(f"\n{child}" for child in children if child is not None) + "\n")


def beside(*children: Xml | None) -> Xml:
    """Elements on one line; None is left out."""
    return Xml("".join(child for child in children if child is not None))


def document(root: Xml) -> str:
    """The whole file, to be written as UTF-8."""
    return f"{DECLARATION}{root}\n"


@cache
def _written(name: str) -> str:
    return name.rstrip("_").replace("_", ":")


def _reference(found: re.Match[str]) -> str:
    return _REFERENCES.get(found[0], "")
