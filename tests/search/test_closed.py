"""The index of closed quarters is made once, and then taken as it is."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest

from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.graph.similarity import closed as quarters
from generator.memo import Memory
from generator.records.page import File, Kept
from generator.search import closed, index, terms
from generator.workers import Workers
from tests.search.invented import parted
from tests.support import fabricate, linking
from tests.support.notebook import Notebook

pytestmark = pytest.mark.slow

PAPERS = 300


class Folder:
    """Files of earlier runs, by units."""

    def __init__(self) -> None:
        self.units: dict[str, tuple[object, dict[str, bytes]]] = {}

    def once(self, unit: str, made_from: object, make: Callable[[], Iterable[File]]) -> Iterator[File]:
        """As a build does it."""
        known, files = self.units.get(unit, (None, {}))
        if known == made_from:
            yield from (Kept(path=path, mark="", stamp=()) for path in files)
            return
        files = {}
        for file in make():
            files[file.path] = file.body
            yield file
        self.units[unit] = (made_from, files)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Few papers do what many do. Tells of each segment whose texts are read whether it is the closed one."""
    monkeypatch.setattr(quarters, "FEWEST", 100)
    found: list[bool] = []
    gather = terms.gather

    def counting(
        papers: Sequence[ArchivedPaper], graph: Graph, workers: Workers, known: Memory
    ) -> terms.Gathered:
        found.append(parted(graph)[0].papers == papers)
        return gather(papers, graph, workers, known)

    monkeypatch.setattr(terms, "gather", counting)
    return found


def rendered(known: Notebook, folder: Folder, days: int | None = None) -> dict[str, bytes | None]:
    """The files of the index; None for those that are there already."""
    graph = linking.graph(fabricate.listings(PAPERS)[:days])
    files = index.render(graph, known, folder.once)  # type: ignore[arg-type]
    return {file.path: None if isinstance(file, Kept) else file.body for file in files}


def test_only_the_current_quarter_is_indexed_again(made: list[bool]) -> None:
    """With the same closed quarters only the rest of the index is made, and it fits them: it has the bytes of
    an index that is made in one go."""
    known, folder = Notebook(), Folder()
    rendered(known, folder)
    whole = {file.path: file.body for file in index.render(linking.graph(fabricate.listings(PAPERS)))}
    made.clear()
    again = rendered(known, folder)
    assert made == [False]
    assert again.keys() == whole.keys()
    assert {body for body in again.values() if body} < set(whole.values())
    assert all(whole[path] == body for path, body in again.items() if body is not None)
    _, kept = folder.units[closed.UNIT]
    assert kept.keys() == {path for path, body in again.items() if body is None} != set()
    assert all(whole[path] == body for path, body in kept.items())


def test_what_files_mean_may_be_forgotten(made: list[bool]) -> None:
    """Where the files are known and what they mean is not, it is found out again."""
    known, folder = Notebook(), Folder()
    rendered(known, folder)
    before = rendered(known, folder)
    del known.kept[closed.KIND]
    assert rendered(known, folder) == before
    assert closed.KIND in known.kept
    made.clear()
    assert rendered(known, folder) == before
    assert made == [False]
