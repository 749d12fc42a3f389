"""Why MkDocs stopped, in one line: what it said last, and what to do where that does not follow from it."""

import re
from contextlib import suppress
from pathlib import Path

_NOT_UTF8 = re.compile(r"Encoding error reading file: (.+)")
_NOT_IN_NAV = 'not included in the "nav" configuration'
_MOST = 4
"""Lines of what MkDocs said: more than these are a traceback."""


def why(output: str, docs: Path) -> str:
    """From what a run wrote to stderr; `docs` is the folder of its pages."""
    if found := _NOT_UTF8.search(output):
        with suppress(OSError):  # it may be a page that a plugin made
            return not_utf8(docs / found[1].strip())
    # What MkDocs only mentions is not why it stopped.
    lines = [line.strip() for line in output.splitlines() if line.strip() and not line.startswith("INFO")]
    said = f"MkDocs stopped: {' | '.join(lines[-_MOST:]) or 'no message'}"
    if any(_NOT_IN_NAV in line for line in lines):
        return f"{said}; name pages of your own in nav, or in not_in_nav"
    return said


def not_utf8(page: Path) -> str:
    """The place in a page at which MkDocs could not read it."""
    body = page.read_bytes()
    try:
        body.decode()
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        return (
            f"{page}: line {line}: expected UTF-8, got the byte 0x{body[error.start]:02x}; save it as UTF-8"
        )
    return f"{page}: was not UTF-8 when MkDocs read it; build again"
