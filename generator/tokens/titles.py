"""What a paper is called; `web/search-engine/titles.js` does the same in the browser.

People refer to a paper by the part of its title before the colon, however short: `V^3` for `V^3: Viewing …`;
and to a model by the subject of its report: `Llama 3` for `The Llama 3 Herd of Models`.
"""

import re
from collections.abc import Iterator, Mapping

HEAD = r"^(.+?)[ \t]*(?:[:\uff1a]|[ \t][-\u2013\u2014]{1,3}[ \t])"
"""A title up to its colon, or to a dash between spaces."""

REPORT = (
    r"^(?:(?:The|Introducing) )?((?:(?:OpenAI|Google|Meta|Microsoft|NVIDIA|Kwai|Tongyi) )?(.+?))[ \t]+"
    r"(?:(?:Technical|Tech) Report|(?:System|Model) Card|Herd of Models)(?![A-Za-z])"
)
"""A report on a named model, with and without its maker."""

_HEAD = re.compile(HEAD)
_REPORT = re.compile(REPORT)


def names(title: str) -> Iterator[str]:
    """The title as pages show it, and what else the paper is called."""
    yield title
    head = _HEAD.match(title)
    if head:
        yield head[1]
    report = _REPORT.match(head[1] if head else title)
    if report:
        yield from dict.fromkeys(report.groups())


def language() -> Mapping[str, str]:
    """The tables of this module as the browser needs them."""
    return {"head": HEAD, "report": REPORT}
