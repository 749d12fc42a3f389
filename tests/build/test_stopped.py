"""One line for an operator, of what MkDocs wrote."""

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
