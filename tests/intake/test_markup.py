"""Trees of bounded size, and nothing in them that the text does not contain."""

import time

import pytest

from generator.errors import RefusedError
from generator.intake import markup


def test_a_tree() -> None:
    """Elements by name, their texts and attributes."""
    root = markup.xml('<a xmlns:x="urn:x"><b k="1">one <i>two</i></b><x:b>three</x:b><b/></a>')
    assert (root.name, root.text("b"), root.text("{urn:x}b"), root.text("c")) == ("a", "one two", "three", "")
    assert [one.attribute("k") for one in root.children("b")] == ["1", ""]
    assert [one.name for one in root.below("i", "b")] == ["b", "i", "b"]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;</a>',
        '<?xml version="1.0"?><!doctype a SYSTEM "file:///etc/passwd"><a/>',
        f'<?xml version="1.0"?><!--{" " * 5_000}--><?x y?>\n<!DOCTYPE a [<!ENTITY x "boom">]><a k="&x;">&x;</a>',
        "<a><b></a>",
        "<a>",
        "",
        "no markup",
        "<a>\x01</a>",
        "<a>&undefined;</a>",
        "<a/><b/>",
        "<a>\ud800</a>",
        "<a>" * 10_000,
    ],
)
def test_no_other_xml(text: str) -> None:
    """What is not well-formed, or has a document type, is refused."""
    with pytest.raises(RefusedError) as error:
        markup.xml(text)
    assert error.value.reason == "xml"


def test_text_about_a_document_type() -> None:
    """What only speaks of one is read."""
    assert markup.xml("<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>]]></a>").whole == "<!DOCTYPE a>"


@pytest.mark.parametrize("text", ["<!--" * 200_000, "<?x?>" * 200_000, " " * 1_000_000, "<!-- -->" * 100_000])
def test_a_long_prologue(text: str) -> None:
    """It takes little time."""
    start = time.process_time()
    with pytest.raises(RefusedError):
        markup.xml(text)
    assert time.process_time() - start < 2


@pytest.mark.slow
def test_too_many_nodes() -> None:
    """Counted while they are read: elements and attributes."""
    attributes = " ".join(f'a{n}=""' for n in range(1_000))
    for text in ("<a>" + "<b/>" * 300_001 + "</a>", f"<a>{f'<b {attributes}/>' * 301}</a>"):
        with pytest.raises(RefusedError, match="more than 300,000 elements and attributes"):
            markup.xml(text)
    with pytest.raises(RefusedError, match="more than 300,000 elements and attributes"):
        markup.html("<p>" * 300_002)


def test_pages() -> None:
    """Any text is a page; unclosed elements end where browsers end them."""
    page = markup.html("<dl><dt>one<dd>two &amp; <b>three</dl>")
    assert [(one.name, one.whole) for one in page.below("dt", "dd")] == [("dt", "one"), ("dd", "two & three")]
    with pytest.raises(RefusedError):
        markup.html("")
