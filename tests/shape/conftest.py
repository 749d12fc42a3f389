"""What the tests of the code's shape share."""

from collections.abc import Iterator

import pytest

from tests.shape import sources


@pytest.fixture(scope="module", autouse=True)
def _forgotten() -> Iterator[None]:
    """Half a million nodes of syntax trees would slow the garbage collector down in all later tests."""
    yield
    sources.modules.cache_clear()
