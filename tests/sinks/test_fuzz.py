"""Hostile texts through every door: no structure of theirs, no character lost. `make fuzz` tries a million."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from generator import text
from generator.sinks import to_latex
from tests.long import fuzz
from tests.support.helpers import ROOT, hostile_texts
from tests.support.strategies import examples

COMBINATIONS = 10_000
RUNS = 20_000


def short() -> list[str]:
    """The known strings, cut as the random ones are, and enough others."""
    known = [said for one in hostile_texts() if (said := text.clean(one, fuzz.CAP))]
    others = islice(fuzz.texts(7), max(400, COMBINATIONS // fuzz.EXECUTIONS + 1) - len(known) + 400)
    return list(dict.fromkeys([*known, *others]))


@pytest.mark.slow
def test_hostile_strings_at_every_door() -> None:
    """At least ten thousand combinations of a string and a door: each reads back as it went in."""
    texts = short()
    assert len(texts) >= 400
    assert len(texts) * fuzz.EXECUTIONS >= COMBINATIONS
    fuzzing = fuzz.Fuzzing()
    fuzzing.run(texts)
    assert fuzzing.found == []


def test_random_texts() -> None:
    """The same with random texts; each run of the long form has its own seed."""
    wanted = examples(RUNS)
    done = fuzz.fuzz(wanted, 2026)
    assert done.executions >= wanted
    assert done.found == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "door"),
    [
        ("paragraph", str),
        ("paragraph", lambda said: "".join(f"\\{c}" if not c.isalnum() else c for c in said)),
        ("block", lambda said: f'<p class="abstract">{said}</p>'),
        ("heading", lambda said: f"## {said} {{#fixed}}"),
    ],
)
def test_a_leaky_door_is_found(
    name: str, door: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unescaped or backslash-escaped text is caught within a few hundred texts: the fuzzer works."""
    monkeypatch.setitem(fuzz.BLOCKS, name, door)
    fuzz._neutral.cache_clear()
    found = fuzz.fuzz(RUNS // 4, 1).found
    fuzz._neutral.cache_clear()
    assert {where for where, _, _ in found} == {name}
    assert len(found) > 20


def test_a_leaky_reader_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for values: LaTeX as it is does not read back, nor do names made of it."""
    monkeypatch.setattr(to_latex, "text", str)
    assert {where for where, _, _ in fuzz.fuzz(RUNS // 4, 1).found} == {"latex", "name"}


def test_the_strings_beside_the_project() -> None:
    """If the collected hostile strings are next to the project, they are part of the fuzzing."""
    beside: Path = ROOT.parent / "shared" / "hostile" / "strings.json"
    if not beside.is_file():
        pytest.skip(f"no hostile strings in {beside}: only our own are tried")
    assert len(hostile_texts()) >= 300
