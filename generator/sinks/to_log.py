"""Output for a log that GitHub's runner reads: lines of text, and annotations.

The runner treats a line as a command if it begins with `::` after any white space, and, in its old syntax,
if it contains `##[` anywhere. Text from outside must do neither.
"""

import re
from typing import Literal

Level = Literal["notice", "warning", "error"]

# Control characters, above all ESC: logs are also shown in terminals.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


def line(text: object) -> str:
    """`text` as one line that nothing treats as a command."""
    plain = " ".join(_UNSEEN.sub(" ", str(text)).split()).replace("##[", "## [")
    return f"- {plain}" if plain.startswith("::") else plain


def annotation(level: Level, text: object) -> str:
    """A line that the runner shows above the log and on the run's page."""
    data = line(text).replace("%", "%25")
    return f"::{level}::{data}"
