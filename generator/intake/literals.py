"""Values that Python printed (`repr`), parsed without running anything and in bounded time.

Only what a printed answer can contain is accepted: texts, numbers, None, True, False, lists, tuples, and
objects with texts as keys. The text is checked before Python's own parser sees it: that parser takes minutes
for nested f-strings, and for keys or sets of numbers made to collide.
"""

import ast
import re
import warnings

LONGEST = 1_000_000
"""Maximum characters of one value; the longest real one has about 150,000."""
TOKENS = 50_000
"""Maximum symbols, names, numbers and texts of one value; the longest real one has about 4,000."""
_DEPTH = 50

_TOKEN = re.compile(
    r"""\s+|(?P<text>[bB]?(?:'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"))"""
    r"|(?P<atom>(?:None|True|False|[+-]?[0-9]{1,40}(?:\.[0-9]{0,40})?(?:[eE][+-]?[0-9]{1,4})?j?)(?!\w))"
    r"|(?P<sign>[\[\](){},:])",
    re.DOTALL,
)


def read(written: str, tokens: int = TOKENS) -> tuple[object, int]:
    """The value and its number of tokens; None for everything else, which has none."""
    count = _looked_over(written, tokens)
    if not count:
        return None, 0
    try:
        # Stray backslashes make Python warn on stderr; only the value matters here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value: object = ast.literal_eval(written.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None, count
    return value, count


def _looked_over(written: str, most: int) -> int:
    """The number of tokens; 0 if there is anything else, too much of it, or in another order."""
    at = count = depth = 0
    before, last = "", ""
    while at < len(written):
        match = _TOKEN.match(written, at)
        if match is None:
            return 0
        at = match.end()
        kind = match.lastgroup
        if kind is None:
            continue
        token = match[0] if kind == "sign" else kind
        depth += (token in {"[", "(", "{"}) - (token in {"]", ")", "}"})
        count += 1
        if not _may_follow(before, last, token) or depth > _DEPTH or count > most:
            return 0
        before, last = last, token
    return count


def _may_follow(before: str, last: str, now: str) -> bool:
    """Only objects, no sets; a key is a text; adjacent texts are not one."""
    if last == "{":
        return now in {"}", "text"}
    if before == "{" and last == "text":
        return now == ":"
    if now == ":":
        return last == "text" and before in {"{", ","}
    return not (last == now == "text")
