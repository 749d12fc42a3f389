"""One line for an operator, of what MkDocs wrote."""

import os
from pathlib import Path

import pytest

from generator.build import stopped

OMITTED = 'WARNING -  The following pages exist in the docs directory, but are not included in the "nav" configuration:'


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("", "MkDocs stopped: no message"),
        ("INFO    -  Cleaning\nWARNING -  one\n\n", "MkDocs stopped: WARNING -  one"),
        (
            f"{OMITTED.replace('WARNING', 'INFO')}\nERROR   -  boom\n",
            "MkDocs stopped: ERROR   -  boom",
        ),
        ("one\ntwo\nthree\nfour\nfive\n", "MkDocs stopped: two | three | four | five"),
        (
            f"{OMITTED}\n  - own.md\n",
            f"MkDocs stopped: {OMITTED} | - own.md; name pages of your own in nav, or in not_in_nav",
        ),
    ],
)
def test_what_mkdocs_said(tmp_path: Path, output: str, said: str) -> None:
    """The end of it, and what to do."""
    assert stopped.why(output, tmp_path) == said


TRACE = f"""WARNING -  one
Traceback (most recent call last):
  File "{Path(os.__file__)}", line 3, in makedirs
    makedirs(name)
{{own}}  File "/env/lib/python3/site-packages/jinja2/environment.py", line 490, in getattr
    return getattr(obj, attribute)
           ^^^^^^^^^^^^^^^^^^^^^^^
  File "<frozen codecs>", line 322, in decode
{{raised}}
"""


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ('  File ".papers/stage-a8_7pq/theme/main.html", line 2, in block\n', "main.html: line 2: "),
        (
            '  File "/a/.papers/stage-a8/theme/partials/x.html", line 7, in y\n    {{ z }}\n',
            "partials/x.html: line 7: ",
        ),
        ('  File "/archive/hook.py", line 12, in on_page\n    x()\n^^^\n', "/archive/hook.py: line 12: "),
        ("", ""),
    ],
)
def test_what_was_raised(tmp_path: Path, own: str, said: str) -> None:
    """Instead of the end of a traceback: the place that is the operator's, and the error."""
    output = TRACE.replace("{own}", own).replace("{raised}", "OSError: [Errno 28] No space left on device")
    told = f"MkDocs stopped: {said}WARNING -  one | OSError: [Errno 28] No space left on device"
    assert stopped.why(output, tmp_path) == told


def test_what_an_extension_raised(tmp_path: Path) -> None:
    """MkDocs says what it is about, and leaves out the head of the traceback."""
    trace = TRACE.partition("last):\n")[2].replace("{own}", "").replace("{raised}", "KeyError: 'foo'")
    about = "ERROR   -  Config value 'markdown_extensions': Failed to load extension 'toc'."
    assert stopped.why(f"{about}\n{trace}", tmp_path) == f"MkDocs stopped: {about} | KeyError: 'foo'"


def test_a_page_that_is_not_utf8(tmp_path: Path) -> None:
    """MkDocs names the page, above a traceback; the place is where it cannot be read."""
    page = tmp_path / "deep" / "own page.md"
    page.parent.mkdir()
    page.write_bytes("# Straße\n".encode() + "Straße\n".encode("latin-1"))
    output = "ERROR   -  Encoding error reading file: deep/own page.md\nTraceback\n  File x\nUnicodeDecodeError: 'utf-8'\n"
    place = f"{page}: line 2: expected UTF-8, got the byte 0xdf; save it as UTF-8"
    assert stopped.why(output, tmp_path) == place
    made = output.replace("own page", "made by a hook")
    assert stopped.why(made, tmp_path).startswith("MkDocs stopped: ERROR")
    page.write_text("# Straße\n", encoding="utf-8")
    assert stopped.why(output, tmp_path) == f"{page}: was not UTF-8 when MkDocs read it; build again"
