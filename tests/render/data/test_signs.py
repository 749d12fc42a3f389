"""The signs of which the browser makes LaTeX."""

import json
import re
import zlib

import pytest

from generator.render.data import signs
from generator.sinks import to_latex


@pytest.mark.parametrize(
    "plain",
    ["50% of α_1 → ≤ 3×10² & “so” – Müller’s 🚀", "a^b {c} ~d \\\\ $5 #1 <x|y>", "李明 Ж", "a\u200cb \u200d"],
)
def test_sign_by_sign(plain: str) -> None:
    """A text is what its signs are, where none belong together; letters of other scripts stay."""
    table = signs.table()
    assert "".join(table.get(sign, sign) for sign in plain) == to_latex.text(plain)


@pytest.mark.parametrize("plain", ["می\u200cخواهم α\u200c", "क्\u200dष", "a\u200cb", "👩\u200d💻"])
def test_joiners(plain: str) -> None:
    """They stay after the letters that the table names, and nowhere else."""
    table = signs.table()
    pieces = re.split(f"((?<=[{table[signs.JOINED]}])[\u200c\u200d])", plain)
    written = (
        one if n % 2 else "".join(table.get(sign, sign) for sign in one) for n, one in enumerate(pieces)
    )
    assert "".join(written) == to_latex.text(plain)


def test_one_file() -> None:
    """Deflated JSON of less than 40 kB, which is loaded only with abstracts."""
    (file,) = signs.render()
    assert file.path == "exports/papers/latex.bin"
    assert len(file.body) < 40_000
    assert json.loads(zlib.decompress(file.body, -15))["α"] == "$\\alpha$"
