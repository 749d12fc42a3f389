"""The search client's language and queries, tried without a browser."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.support.helpers import GOLDEN, hostile_strings

pytestmark = pytest.mark.slow


def test_queries(node: str, client: Path, tmp_path: Path) -> None:
    """Node's own runner tries folding, terms and the query language, with the cases that Python made."""
    hostile = tmp_path / "hostile.json"
    hostile.write_text(json.dumps(hostile_strings()), encoding="utf-8")
    done = subprocess.run(
        [node, "--test", str(Path(__file__).with_name("query.test.mjs"))],
        env={
            **os.environ,
            "CLIENT": str(client),
            "CASES": str(GOLDEN / "search" / "words.json"),
            "HOSTILE": str(hostile),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
