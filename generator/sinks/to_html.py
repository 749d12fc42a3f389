"""The door into HTML: elements built from values; what is not `Html` already is text.

The HTML stands in Markdown files as raw blocks, so the encoding holds there too: everything but
letters, digits and a few harmless signs becomes a numeric reference, and no text starts a line.
"""

import re

_TEXT = re.compile("[^0-9A-Za-z ,.()/\u00a1-\U0010ffff-]")
_ATTRIBUTE = re.compile("[^0-9A-Za-z ,.()/:;?=#%+@!~*_$|\u00a1-\U0010ffff-]")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


class Html(str):
    """Finished markup; only this module makes it."""

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


def el(tag: str, *children: Child, **attributes: Value) -> Html:
    """One element. `class_` and `data_paper` are written `class` and `data-paper`; None and False
    leave an attribute out, True writes its bare name. Plain `str` children are encoded."""
    head = [tag]
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        written = name.rstrip("_").replace("_", "-")
        head.append(written if value is True else f'{written}="{attribute(str(value))}"')
    opening = f"<{' '.join(head)}>"
    if tag in _VOID:
        return Html(opening)
    return Html(f"{opening}{join(*children)}</{tag}>")


def join(*children: Child, between: str = "") -> Html:
    """Children side by side; None and empty ones are left out. `between` is plain text."""
    parts = [c if isinstance(c, Html) else text(c) for c in children if c]
    return Html(text(between).join(parts))


def lines(*children: Child) -> Html:
    """Children on lines of their own, for diffs; white space between blocks does not show."""
    return Html("\n".join(c if isinstance(c, Html) else text(c) for c in children if c))


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
