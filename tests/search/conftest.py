"""One process of Node for all examples."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Echo = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def echo(node: str, client: Path) -> Iterator[Echo]:
    """Asks the client what it makes of a text."""
    command = [node, str(Path(__file__).with_name("echo.mjs"))]
    environment = {**os.environ, "CLIENT": str(client)}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        questions, answers = process.stdin, process.stdout

        def ask(text: str) -> dict[str, Any]:
            questions.write(json.dumps(text) + "\n")
            questions.flush()
            found: dict[str, Any] = json.loads(answers.readline())
            return found

        yield ask
        questions.close()
