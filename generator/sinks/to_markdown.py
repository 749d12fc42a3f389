"""Markdown output: text and headings, and front matter as one line of JSON.

Numeric references are the only escape that is safe in every Markdown dialect: backslashes and `html.escape`
change the structure in hundreds of cases, numeric references in none. Every character that is not
alphanumeric, a space or above U+00A0 becomes one, but for a hyphen within a word and a comma or colon between
two words: every second title has one, and no dialect gives them a meaning there.
"""

import json
import re
from collections.abc import Mapping

FrontMatter = Mapping[str, "str | int | bool | list[str] | Mapping[str, bool]"]

ESCAPED = "\\`*_{}[]#!"
"""Signs that can be escaped with a backslash in every Markdown dialect."""
REFERRED = "<>&~$|^="
"""Signs that have a special meaning in only some dialects."""
_NOTE = re.compile(f"[{re.escape(ESCAPED + REFERRED)}]")

_RISKY = re.compile(
    "[^0-9A-Za-z ,:\u00a1-\U0010ffff-]|(?<![0-9A-Za-z])[,:-]|-(?![0-9A-Za-z])|[,:](?! [0-9A-Za-z])"
)


def text(plain: str) -> str:
    """`plain` as Markdown that renders to exactly `plain`."""
    return _RISKY.sub(lambda found: f"&#{ord(found[0])};", plain)


def heading(level: int, plain: str, anchor: str) -> str:
    """A heading with an id that we choose: one made from text could replace an element of the theme."""
    return f"{'#' * level} {text(plain)} {{#{anchor}}}"


def front_matter(meta: FrontMatter) -> str:
    """One line of JSON between fences: valid YAML for every host, nothing for YAML to guess.

    `ensure_ascii` would write an emoji as a surrogate pair, on which the fast YAML loader fails.
    """
    return "---\n" + json.dumps(meta, ensure_ascii=False, sort_keys=True, allow_nan=False) + "\n---\n"


def note(plain: str) -> str:
    """`plain` inside a line of Markdown that someone will edit: as readable as possible."""
    return _NOTE.sub(lambda found: f"\\{found[0]}" if found[0] in ESCAPED else f"&#{ord(found[0])};", plain)
