"""The search engine of the browser, tried in Node over an index as it is built."""

import os
import subprocess
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("name", ["modules", pytest.param("engine", marks=pytest.mark.slow), "worker"])
def test_engine(name: str, node: str, client: Path, library: Path) -> None:
    """Node's own runner tries decoders, ranking, the whole engine and the worker's messages."""
    done = subprocess.run(
        [node, "--test", str(Path(__file__).with_name(f"{name}.test.mjs"))],
        env={**os.environ, "CLIENT": str(client), "LIBRARY": str(library)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
