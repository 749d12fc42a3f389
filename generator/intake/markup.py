"""XML and HTML from outside as a tree of bounded size.

No document type, no entity of its own, no file and no network: a tree holds nothing but what the text itself
contains. The number of its nodes is limited while it is read, because a tag of four characters takes hundreds
of bytes of memory.
"""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from generator.errors import RefusedError, quoted

NODES_CAP = 300_000
"""Elements and attributes of one document. A feed of 2,000 papers has about 40,000."""
_CHUNK = 65_536
_DOCTYPE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL | re.IGNORECASE
)
"""Where a document type may be: after any number of comments and instructions, before the first element."""


@dataclass(frozen=True, slots=True)
class Node:
    """One element, with what readers ask for. Names of XML are `{namespace}name`."""

    element: Any

    def child(self, name: str) -> "Node | None":
        """The first element of this name directly below."""
        found = self.element.find(name)
        return None if found is None else Node(found)

    def children(self, name: str) -> "list[Node]":
        """All elements of this name directly below."""
        return [Node(one) for one in self.element.findall(name)]

    def below(self, *names: str) -> "list[Node]":
        """All elements of these names anywhere below, in the order of the document."""
        return [Node(one) for one in self.element.iter(*names)]

    def text(self, name: str) -> str:
        """The text of the first element of this name directly below; "" if there is none."""
        found = self.child(name)
        return found.whole if found else ""

    @property
    def name(self) -> str:
        """The name of the element."""
        return str(self.element.tag)

    @property
    def whole(self) -> str:
        """Its text, with that of all elements below."""
        return "".join(self.element.itertext())

    def attribute(self, name: str) -> str:
        """The value of an attribute; "" if there is none."""
        return str(self.element.get(name, ""))


def xml(text: str) -> Node:
    """The root of a document. Refuses with `xml` what is not well-formed or has a document type, with `size`
    what has too many nodes."""
    body = text.encode("utf-8", "surrogatepass")
    if _DOCTYPE.match(body):
        raise RefusedError("xml", "it has a document type, which no feed needs")
    return _read(body, etree.XMLPullParser(events=("start",), encoding="utf-8", **_CLOSED))


def html(text: str) -> Node:
    """The root of a page, as browsers read it: any text is a page. Refuses with `size` and `xml` likewise."""
    body = text.encode("utf-8", "replace")
    return _read(body, etree.HTMLPullParser(events=("start",), encoding="utf-8", no_network=True))


_CLOSED: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False}


def _read(body: bytes, parser: Any) -> Node:
    nodes = 0
    try:
        for start in range(0, len(body), _CHUNK):
            parser.feed(body[start : start + _CHUNK])
            nodes += sum(1 + len(element.attrib) for _, element in parser.read_events())
            if nodes > NODES_CAP:
                raise RefusedError("size", f"more than {NODES_CAP:,} elements and attributes")
        root = parser.close()
    except etree.LxmlError as error:
        raise RefusedError("xml", f"not well-formed: {quoted(str(error))}") from None
    if root is None:
        raise RefusedError("xml", "contains no element")
    return Node(root)
