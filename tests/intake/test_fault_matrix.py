"""Bodies × ways of failing; the whole table is `make fault-matrix`."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.long import fault_matrix
from tests.long.fault_matrix import ANNOUNCED, OWN, WAYS, Announcing, Body, Way

OUR_BODIES = tuple(fault_matrix.bodies(OWN))
VALID = OUR_BODIES[0]
AS_IT_IS = WAYS[0]
HAS_SHARED = fault_matrix.FOLDER.is_dir()
SHARED = pytest.mark.skipif(not HAS_SHARED, reason=f"no fault bodies in {fault_matrix.FOLDER}")


def wrong(bodies: Sequence[Body], valid: Body, ways: Sequence[Way], folder: Path) -> list[str]:
    """Everything that went wrong."""
    found = list(fault_matrix.run(bodies, valid, ways, folder))
    assert len(found) == 2 * len(bodies) * len(ways)
    return [f"{one.body} / {one.way} / stored {one.stored}: {one.wrong}" for one in found if one.wrong]


def test_the_table_is_whole() -> None:
    """Every body of ours has its row."""
    assert {body.name for body in OUR_BODIES} == {path.name for path in OWN.iterdir()} - {"README.md"}


@pytest.mark.slow
def test_bodies(tmp_path: Path) -> None:
    """Each body is stored or refused as its row says, into an empty archive and over a stored day."""
    assert wrong(OUR_BODIES, VALID, [AS_IT_IS], tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_ways(tmp_path: Path, way: Way) -> None:
    """However an ordinary day travels: it arrives whole, or nothing changes and the run says so in time."""
    assert wrong([VALID], VALID, [way], tmp_path) == []


@pytest.mark.slow
@SHARED
def test_shared_bodies(tmp_path: Path) -> None:
    """The bodies beside the project meet their fates."""
    found = list(fault_matrix.bodies(fault_matrix.FOLDER))
    assert {body.name for body in found} == {path.name for path in fault_matrix.FOLDER.iterdir()} - {
        "README.md"
    }
    assert wrong(found, found[0], [AS_IT_IS], tmp_path) == []


@pytest.mark.slow
def test_bodies_of_the_other_source(tmp_path: Path) -> None:
    """Each feed is stored or refused as its row says, and however an ordinary one travels, nothing is lost."""
    bodies = list(fault_matrix.bodies(ANNOUNCED))
    assert {body.name for body in bodies} == {path.name for path in ANNOUNCED.iterdir()} - {"README.md"}
    found = list(fault_matrix.run(bodies, bodies[0], [AS_IT_IS], tmp_path / "bodies", Announcing))
    ways = [way for way in WAYS if way.name in {"429 in seconds, then it", "refused", "reset within", "404"}]
    found += fault_matrix.run(bodies[:1], bodies[0], ways, tmp_path / "ways", Announcing)
    assert len(found) == 2 * (len(bodies) + len(ways))
    assert [f"{one.body} / {one.way} / {one.stored}: {one.wrong}" for one in found if one.wrong] == []


def test_the_table(tmp_path: Path) -> None:
    """One row per way with its counts; what went wrong is below it."""
    bad = Body(name="made up", reply=VALID.reply, papers=7)
    verdicts = list(fault_matrix.run([VALID, bad], VALID, [AS_IT_IS], tmp_path))
    assert fault_matrix.table(verdicts).splitlines() == [
        "way                           runs  exit 0  exit 1  wrong",
        "as it is                         4       4       0      1",
        "4 runs, 1 of them wrong",
        "  made up / as it is / stored False: 3 papers instead of 7",
    ]
