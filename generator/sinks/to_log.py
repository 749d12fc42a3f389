"""The door into a log that GitHub's runner reads: lines of text, and annotations.

The runner takes a line for a command when it begins with `::` after white space of any kind, and,
from its first days, when `##[` stands anywhere in it. A text of strangers must do neither.
"""

import re
from typing import Literal

Level = Literal["notice", "warning", "error"]

# Control characters, ESC above all: a log is shown in a terminal, too.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


def line(text: object) -> str:
    """`text` as one line that is a command to nobody."""
    plain = " ".join(_UNSEEN.sub(" ", str(text)).split()).replace("##[", "## [")
    return f"- {plain}" if plain.startswith("::") else plain


def annotation(level: Level, text: object) -> str:
    """A line that the runner shows above the log and on the page of the run."""
    data = line(text).replace("%", "%25")
    return f"::{level}::{data}"
