"""The door into Markdown: text and headings, front matter as one line of JSON.

Numeric references are the only escape that every Markdown dialect leaves alone: backslashes and
`html.escape` change the structure in hundreds of cases, these in none. Each character that is not
alphanumeric, a space or above U+00A0 becomes one.
"""

import json
import re
from collections.abc import Mapping

FrontMatter = Mapping[str, "str | int | bool | list[str] | Mapping[str, bool]"]

_RISKY = re.compile("[^0-9A-Za-z \u00a1-\U0010ffff]")
# What CommonMark and GitHub's dialect give a meaning within a line, and what makes a link of bare text.
_MARKS = re.compile(r"[\\`*_\[\]<>&|~#$^@]|(?<=[a-z]):(?=//)|(?<=www)\.", re.IGNORECASE)


def text(plain: str) -> str:
    """`plain` as Markdown that renders to exactly `plain`."""
    return _RISKY.sub(lambda found: f"&#{ord(found[0])};", plain)


def source(plain: str) -> str:
    """`plain` in Markdown that is read as it is written, by people and models: CommonMark's
    backslashes, which leave most text untouched. Never for a page: MkDocs' dialect knows more marks."""
    return _MARKS.sub(lambda found: f"\\{found[0]}", plain)


def heading(level: int, plain: str, anchor: str) -> str:
    """A heading with an id of ours: one made from text could replace an element of the theme."""
    return f"{'#' * level} {text(plain)} {{#{anchor}}}"


def front_matter(meta: FrontMatter) -> str:
    """One line of JSON between fences: valid YAML for every host, nothing for YAML to guess.

    `ensure_ascii` would write an emoji as a surrogate pair, on which the fast YAML loader fails.
    """
    return "---\n" + json.dumps(meta, ensure_ascii=False, sort_keys=True, allow_nan=False) + "\n---\n"
