import re
from datetime import date
from pathlib import Path

import pytest

from generator.intake.sources import parse
from generator.records.listing import Parsed, Payload
from tests.support.helpers import ROOT

pytestmark = pytest.mark.corpus

SEED = ROOT.parent / "shared" / "seed" / "daily-papers-page.txt"


@pytest.fixture(scope="module")
def everything(corpus: Path) -> list[Parsed]:
    """All day files, each read for the day in its name."""
    files = sorted((corpus / "hf-daily").glob("*.json.gz"))
    return [
        parse(Payload(path=file.name, body=file.read_bytes(), asked=date.fromisoformat(file.name[:10])))
        for file in files
    ]


def test_nothing_is_lost(everything: list[Parsed]) -> None:
    """Every entry of every real day is read."""
    listed = [one.paper.id for parsed in everything for listing in parsed.listings for one in listing.papers]
    assert (len(everything), len(listed), len(set(listed))) == (512, 8_349, 8_348)


def test_only_broken_addresses_are_dropped(everything: list[Parsed]) -> None:
    """Two code addresses with a line break in them are all that is wrong with 27 months."""
    problems = [problem for parsed in everything for problem in parsed.problems]
    assert {re.sub(r".* ", "", problem.where) for problem in problems} == {"paper.githubRepo"}
    assert [problem.severity for problem in problems] == ["dropped", "dropped"]


def test_shapes(everything: list[Parsed]) -> None:
    """Thirteen files are arrays of strings, one is the envelope."""
    shapes = [parsed.shape for parsed in everything]
    assert (shapes.count("array of Python strings"), shapes.count("envelope")) == (13, 1)


@pytest.mark.skipif(not SEED.is_file(), reason=f"no page in {SEED}")
def test_seed_page() -> None:
    """The page the project started from has 86 papers."""
    parsed = parse(Payload(path=SEED.name, body=SEED.read_bytes(), asked=date(2025, 8, 20)))
    assert (len(parsed.listings[0].papers), parsed.problems) == (86, ())
