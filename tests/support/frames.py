"""Short pages as browsers show them: with the bar, the tabs and the footer that `assets/frame.js` holds."""

import json
import re
from pathlib import Path
from typing import Any

from lxml import html

from generator.build import derived

_FRAME = re.compile(r"papersFrame=(\{.*\});\n")


def frame(site: Path) -> Any:
    """What the file holds: `icon`, `bars` by folder, `foot`."""
    found = _FRAME.match((site / derived.FRAME).read_text(encoding="utf-8"))
    assert found
    return json.loads(found[1])


def page(site: Path, path: str) -> html.HtmlElement:
    """A page of the site; where a short one has less than others, what its scripts put in."""
    found = html.parse(str(site / path)).getroot()
    if not found.cssselect(f'script[src$="{derived.FRAME}"]'):
        return found
    held, body = frame(site), found.cssselect("body")[0]
    bar = held["bars"][f"{path.partition('/')[0]}/"]
    for name, markup in (("header", bar), ("footer", held["foot"])):
        (short,) = body.cssselect(f"body > {name}")
        for one in html.fragments_fromstring(markup, no_leading_text=True):
            short.addprevious(one)
        body.remove(short)
    return found
