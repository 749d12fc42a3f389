"""Processes of Node that serve all examples, and an index for them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.search.packs import Packs
from tests.search import invented, questions
from tests.search.questions import answering

Echo = Callable[[object], dict[str, Any]]
Read = Callable[..., Any]
"""What an expression in JavaScript makes of some values: see `read.mjs`."""


def bodies(packs: Packs) -> list[bytes]:
    """Everything that was added."""
    packs.close()
    return [pack.body for pack in packs.take()]


@pytest.fixture(scope="session")
def echo(node: str, client: Path) -> Iterator[Echo]:
    """Asks the client what it makes of a text, or parts of that."""
    with answering(node, "echo.mjs", CLIENT=client) as ask:
        yield ask


@pytest.fixture(scope="session")
def read(node: str, client: Path) -> Iterator[Read]:
    """Asks the client's modules to read what the builder wrote."""
    with answering(node, "read.mjs", CLIENT=client) as ask:
        yield lambda code, **values: ask({"code": code, **values})["found"]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Indexes of the invented archive."""
    folder = tmp_path_factory.mktemp("library")
    invented.write(folder)
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of many papers."""
    return questions.written(invented.many(), tmp_path_factory.mktemp("many"))
