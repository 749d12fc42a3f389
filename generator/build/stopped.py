"""Why MkDocs stopped, in one line: what it said last, and what to do where that does not follow from it."""

import os
import re
from contextlib import suppress
from pathlib import Path

_NOT_UTF8 = re.compile(r"Encoding error reading file: (.+)")
_NOT_IN_NAV = 'not included in the "nav" configuration'
_MOST = 4
"""Lines of what MkDocs said."""
_TRACEBACK = "Traceback (most recent"
_FRAME = re.compile(r'\s*File "([^"]+)", line ([0-9]+)')
_STAGED = re.compile(r"(?:.*[\\/])?stage-\w+[\\/]theme[\\/]")
"""The copy of the theme that a build makes: what follows is the path in the operator's folder, or in ours."""
_FOREIGN = re.compile("|".join(("<", r".*[\\/]site-packages[\\/]", re.escape(str(Path(os.__file__).parent)))))


def why(output: str, docs: Path) -> str:
    """From what a run wrote to stderr; `docs` is the folder of its pages."""
    if found := _NOT_UTF8.search(output):
        with suppress(OSError):  # it may be a page that a plugin made
            return not_utf8(docs / found[1].strip())
    place, said = _without_frames(output.splitlines())
    told = f"MkDocs stopped: {place}{' | '.join(said[-_MOST:]) or 'no message'}"
    if any(_NOT_IN_NAV in line for line in said):
        return f"{told}; name pages of your own in nav, or in not_in_nav"
    return told


def _without_frames(lines: list[str]) -> tuple[str, list[str]]:
    """What was said around the frames of a traceback, and the last place in these that is no library's: a
    template, hook or plugin of the operator's. What MkDocs only mentions is not why it stopped."""
    place, said, is_frame = "", [], False
    for line in lines:
        if frame := _FRAME.match(line):
            is_frame = True
            if not _FOREIGN.match(frame[1]):
                place = f"{_STAGED.sub('', frame[1])}: line {frame[2]}: "
        elif not (is_frame and (line.startswith(" ") or not line.strip("^~"))):  # below a template's line
            is_frame = False
            if line.strip() and not line.startswith(("INFO", _TRACEBACK)):
                said.append(line.strip())
    return place, said


def not_utf8(page: Path) -> str:
    """The place in a page at which MkDocs could not read it."""
    found = undecoded(page.read_bytes())
    return f"{page}: {': '.join(found) if found else 'was not UTF-8 when MkDocs read it; build again'}"


def undecoded(body: bytes) -> tuple[str, str] | None:
    """The first line that is not UTF-8, and what to do; None if all of it is."""
    try:
        body.decode()
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        return f"line {line}", f"expected UTF-8, got the byte 0x{body[error.start]:02x}; save it as UTF-8"
    return None
