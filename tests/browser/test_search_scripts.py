"""What the search shows, as far as it can be tried without a browser."""

import shutil
import subprocess
from pathlib import Path

import pytest


def test_pure_functions() -> None:
    """Node's own runner tries addresses, marks, orders, words and the client."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on PATH: the pure functions of the browser code are not tested")
    done = subprocess.run(
        [node, "--test", str(Path(__file__).with_name("search.test.mjs"))],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
