import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.archive import Archive, ArchivedPaper
from generator.curation import Curation, Note
from generator.graph import hashes
from generator.records.enriched import Enriched
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing
from generator.storage.store import Store
from tests.support import fabricate
from tests.support.notebook import Notebook


def stored(root: Path, listings: Sequence[Listing]) -> list[Listing]:
    """The same days, read from disk."""
    fabricate.write(root, listings)
    found, problems = Store(root).read_all()
    assert not problems
    return found


def told(papers: Mapping[PaperId, ArchivedPaper]) -> dict[PaperId, list[bytes]]:
    """All hashes of each paper."""
    return {key: [getattr(one, name) for name in hashes.NAMES] for key, one in papers.items()}


def changed(listed: ListedPaper, chance: random.Random) -> ListedPaper:
    """A paper whose numbers, title, authors or time are different."""
    paper = listed.paper
    match chance.randrange(4):
        case 0:
            return replace(listed, signals=())
        case 1:
            return replace(listed, paper=replace(paper, title=f"{paper.title} again"))
        case 2:
            return replace(listed, paper=replace(paper, authors=paper.authors[1:]))
        case _:
            return replace(listed, first_seen=listed.seen)


def test_they_are_those_of_a_run_that_knows_nothing(tmp_path: Path) -> None:
    """Days that come, go and change, what the operator says, and what else is known: each time, every hash is
    that of the paper as it is now, and most papers need not be read."""
    chance = random.Random(7)  # noqa: S311 - a choice, not a secret
    listings = fabricate.listings(80, 10)
    known, notes, enriched = Notebook(), dict[PaperId, Note](), dict[PaperId, Enriched]()
    for turn in range(24):
        at = chance.randrange(len(listings))
        key = chance.choice([one.paper.id for day in listings for one in day.papers])
        match turn % 5:
            case 0:
                listings[at] = replace(
                    listings[at], papers=tuple(changed(one, chance) for one in listings[at].papers)
                )
            case 1:
                notes[key] = Note(summary="Said.", hide=chance.random() < 0.5)
            case 2:
                enriched[key] = Enriched(id=key, seen="2027-03-01T00:00:00Z", comment=f"Number {turn}")
            case 3:
                notes.pop(key, None)
        there = [one for n, one in enumerate(listings) if n != at or turn % 5 != 4]
        read = stored(tmp_path / str(turn), there)
        papers, clean = (Archive.of(read, Curation(notes=notes), enriched=enriched).papers for _ in range(2))
        hashes.recall(papers.values(), known)
        had = sum("mark" in vars(one) for one in papers.values())
        assert had == len(papers)
        assert told(papers) == told(clean)


def test_a_paper_made_otherwise_has_none(tmp_path: Path) -> None:
    """The stamp of a paper is that of its files, so it is lost with any change, and so is that of a day."""
    read = stored(tmp_path, fabricate.listings(20, 3))
    assert all(one.mark for one in read)
    assert not replace(read[0], captured="2027-03-01T00:00:00Z").mark
    papers = Archive.of(read).papers.values()
    assert all(one.stamp for one in papers)
    assert len({one.stamp for one in papers}) == len(papers)
    assert not any(replace(one, picture="x").stamp for one in papers)
    assert not any(one.stamp for one in Archive.of(fabricate.listings(20, 3)).papers.values())


def test_what_was_known_is_used(tmp_path: Path) -> None:
    """Papers of the same files are not read, and nothing is kept again."""
    read = stored(tmp_path, fabricate.listings(20, 3))
    known = Notebook()
    hashes.recall(Archive.of(read).papers.values(), known)
    body = known.kept[hashes.KIND][1]
    again = Archive.of(read).papers
    hashes.recall(again.values(), known)
    assert all("mark_of_ties" in vars(one) for one in again.values())
    assert known.kept[hashes.KIND][1] is body
