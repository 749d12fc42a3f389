"""HTML output: elements built from values; anything that is not yet `Html` is text.

The HTML is embedded in Markdown files as raw blocks, so the encoding must also be safe there: everything but
letters, digits and a few harmless signs becomes a numeric reference, and no text starts a line.
"""

import re
from functools import lru_cache

from generator import wording
from generator.records.reading import Json
from generator.sinks import to_json

_TEXT = re.compile("[^0-9A-Za-z ,.()/:;?=%+@'\u00a1-\U0010ffff-]")
_ATTRIBUTE = re.compile("[^0-9A-Za-z ,.()/:;?=#%+@!~*_$|'\u00a1-\U0010ffff-]")
_CODE = re.compile(r"[^0-9A-Za-z ,.()/:;?=%+@'\u00a1-\U0010ffff{}\n-]|(?<=[{%])[{%:]|(?<=[}%])}|\n(?=\s*\n)")
# An item ends with the next one or with its list: a paper's page has thirty, a list a thousand.
# https://html.spec.whatwg.org/multipage/syntax.html#optional-tags
_OPEN = frozenset({"li"})
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
# https://html.spec.whatwg.org/multipage/syntax.html#unquoted
_NEEDS_QUOTES = re.compile("[ ='\"]|^$")
_DATA = "data-"
"""How attributes begin that other people's programs read, perhaps as text: their values stay in quotes."""


class Html(str):
    """Finished markup; only this module creates it."""

    __slots__ = ()


Child = Html | str | None
Value = str | int | bool | None

EMPTY = Html("")


def text(plain: str) -> Html:
    """`plain` as character data."""
    return Html(_TEXT.sub(_reference, plain))


def attribute(plain: str) -> str:
    """`plain` between double quotes."""
    return _ATTRIBUTE.sub(_reference, plain)


def code(plain: str) -> Html:
    """`plain` in a `pre` within another element, where line ends and single braces are safe. Of two braces,
    as templates have them, the second is encoded: after an equals sign, the first would look like the start
    of an address. So is the line end before an empty line, which would end the block."""
    return Html(_CODE.sub(_reference, plain))


def el(tag: str, *children: Child, **attributes: Value) -> Html:
    """One element. `class_` and `data_paper` are written `class` and `data-paper`; None and False
    omit an attribute, True writes only its name. Plain `str` children are encoded. A value is in quotes only
    if it must be."""
    pairs = "".join(map(_short, attributes, attributes.values())) if attributes else ""
    return _element(tag, pairs, children)


def quoted(tag: str, *children: Child, **attributes: Value) -> Html:
    """The same with each value in quotes, for feeds and mail: what reads them is not always a browser."""
    return _element(tag, "".join(map(_pair, attributes, attributes.values())), children)


def _element(tag: str, pairs: str, children: tuple[Child, ...]) -> Html:
    opening = tag + pairs
    if tag in _VOID:
        return Html(f"<{opening}>")
    inside = _inside(children)
    return Html(f"<{opening}>{inside}" if tag in _OPEN else f"<{opening}>{inside}</{tag}>")


def item(*children: Child) -> Html:
    """A list item with its end tag, for programs that expect one, such as feed readers."""
    return Html(f"<li>{_inside(children)}</li>")


def join(*children: Child, between: str = "") -> Html:
    """Children one after the other; None and empty ones are left out. `between` is plain text."""
    return Html(_inside(children, text(between) if between else ""))


def phrase(sentence: str, /, **values: Child) -> Html:
    """A text in the language in use, each `{name}` in it replaced by the child of that name."""
    pieces = wording.apart(sentence)
    return join(*(values[one] if n % 2 else one for n, one in enumerate(pieces)))


def data(value: Json, name: str) -> Html:
    """A block of JSON with the id `name`, which scripts read; browsers do not run it."""
    return Html(f"<script type=application/json id={attribute(name)}>{to_json.in_script(value)}</script>")


def lines(*children: Child) -> Html:
    """Children on separate lines, for readable diffs; white space between blocks is invisible."""
    return Html("\n".join(c if isinstance(c, Html) else text(c) for c in children if c))


def _inside(children: tuple[Child, ...], between: str = "") -> str:
    return between.join([c if c.__class__ is Html else _TEXT.sub(_reference, c) for c in children if c])


@lru_cache(maxsize=2**14, typed=True)
def _short(name: str, value: Value) -> str:
    """An attribute without quotes, where its value allows it. Classes and addresses are repeated again and
    again."""
    written = _pair(name, value)
    before, sign, held = written.partition("=")
    if not sign or before[1:].startswith(_DATA) or _NEEDS_QUOTES.search(held[1:-1]):
        return written
    return f"{before}={held[1:-1]}"


def _pair(name: str, value: Value) -> str:
    """An attribute after a space."""
    if value is None or value is False:
        return ""
    written = f" {name.rstrip('_').replace('_', '-')}"
    return written if value is True else f'{written}="{attribute(str(value))}"'


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
