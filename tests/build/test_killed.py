"""Programs killed at any moment: the site is whole, the store reads back, the next run repairs the rest."""

import random

import pytest

from tests import faults

pytestmark = pytest.mark.slow

KILLS = 16


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> faults.Stage:
    """An archive before and after two more days."""
    return faults.stage(tmp_path_factory.mktemp("killed"))


def test_killed_at_any_moment(stage: faults.Stage) -> None:
    """Import, generate and build, each killed some times in a row; `make kill-test` does it hundreds of times."""
    killing = faults.Killing(stage, random.Random(20_260_101))  # noqa: S311 - moments, not secrets
    killing.run(KILLS, in_a_row=KILLS // len(faults.COMMANDS))
    assert killing.found == []
    assert killing.kills.total() == KILLS
