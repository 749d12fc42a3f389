"""A lost repository comes back from what its site publishes."""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import curation
from generator.curation import Note
from generator.errors import RefusedError
from generator.graph import Graph
from generator.intake import merge, sources
from generator.records.ids import PaperId
from generator.records.listing import Listing, Parsed, Payload, Submitter
from generator.records.paper import AuthorName, Paper
from generator.render.citations.entry import Entries
from generator.render.data import days, whole
from tests.render.data.test_days import check
from tests.support import fabricate, linking, strategies
from tests.support.helpers import DAY, listed, listing, paper, paper_id

NEXT = DAY + timedelta(days=1)


def exports(graph: Graph) -> list[Payload]:
    """The published JSON Lines."""
    files = list(whole.files(graph, Entries(graph)))
    return [Payload(path=one.name, body=one.body) for one in files if one.kind == "jsonl"]


def api(graph: Graph) -> list[Payload]:
    """The published days."""
    pages = list(days.render(graph, "https://example.org/"))[2:]
    return [Payload(path=one.path, body=one.body) for one in pages]


def imported(payloads: Iterable[Payload]) -> dict[date, Listing]:
    """What a store holds after these imports; none has a problem."""
    found: dict[date, Listing] = {}
    for payload in payloads:
        parsed = sources.parse(payload)
        assert not parsed.problems, parsed.problems
        for one in parsed.listings:
            found[one.day] = merge.union(found[one.day], one) if one.day in found else one
    return found


def read(*values: Mapping[str, Any] | str, packed: bool = True, asked: date | None = None) -> Parsed:
    """What is made of a file with these lines."""
    lines = "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in values).encode()
    return sources.parse(
        Payload(path="p.jsonl.gz", body=gzip.compress(lines) if packed else lines, asked=asked)
    )


def line(number: int = 1, **changes: object) -> dict[str, Any]:
    """A published line."""
    (payload,) = exports(linking.of(paper(number)))
    return {**json.loads(gzip.decompress(payload.body)), **changes}


def test_a_small_archive() -> None:
    """Data that is shown comes back byte for byte, empty days too, in any order of the files."""
    stored = {one.day: one for one in fabricate.listings(60, 6)}
    graph = linking.graph(stored.values())
    files = [*exports(graph), *api(graph)]
    found = imported(files)
    assert found == imported(files[::-1]) == imported([*files, *files])
    assert found.keys() == stored.keys()
    again = linking.graph(found.values())
    shown = {one.paper.id for one in graph.archive.shown}
    assert {one.paper.id for one in again.archive.shown} == shown
    for day, before in stored.items():
        assert found[day].captured == before.captured
        told = {one.paper.id: one for one in found[day].papers}
        for one in before.papers:
            if one.paper.id in shown and not any(author.hidden for author in one.paper.authors):
                back = told[one.paper.id]
                assert (back.first_seen, back.seen, back.signals, back.submitter, back.submitted) == (
                    one.first_seen, one.seen, one.signals, one.submitter, one.submitted,
                )  # fmt: skip
    assert [payload.body for payload in api(again)] == [payload.body for payload in api(graph)]
    assert [payload.body for payload in exports(again)] == [payload.body for payload in exports(graph)]


def test_lists_of_one_day() -> None:
    """Each keeps the time at which it was first read itself, from exports, from days and from both."""
    votes = listing([listed(1), listed(2)])
    late = "2025-09-10T05:00:00Z"
    also = [listed(2, seen=late, signals=()), listed(3, seen=late, signals=())]
    other = replace(listing(also, captured=late), source="arxiv", is_reconstructed=True)
    graph = linking.graph([votes, other])
    schema, _, page = days.render(graph, "https://example.org/")
    check(json.loads(page.body), json.loads(schema.body))
    for files in (exports(graph), api(graph), [*exports(graph), *api(graph)], [*api(graph), *exports(graph)]):
        found: dict[str, Listing] = {}
        for one in (one for payload in files for one in sources.parse(payload).listings):
            known = found.get(one.source)
            found[one.source] = merge.union(known, one) if known else one
        told = {name: (one.captured, one.is_reconstructed) for name, one in found.items()}
        assert told == {"": (votes.captured, False), "arxiv": (late, True)}
        again = linking.graph(found.values())
        assert not any(day.late for one in again.archive.shown for day in one.appearances)


@settings(max_examples=strategies.examples(40))
@given(st.lists(strategies.known(), min_size=1, max_size=3))
def test_the_same_site(records: list[Any]) -> None:
    """A paper on several days that told different things: what is published of it stays the same."""
    stored = [listing([one], day=DAY + timedelta(days=n)) for n, one in enumerate(records)]
    graph = linking.graph(stored)
    again = linking.graph(imported(exports(graph)).values() or stored)
    if graph.archive.shown:
        assert [one.body for one in exports(again)] == [one.body for one in exports(graph)]


@settings(max_examples=strategies.examples(40))
@given(strategies.known())
def test_a_record_comes_back(one: Any) -> None:
    """What is on one day, is shown and has no hidden author is restored as it was stored."""
    kept = replace(
        one,
        paper=replace(
            one.paper,
            withdrawn=None,
            authors=tuple(replace(author, hidden=False) for author in one.paper.authors),
        ),
        older=tuple(pair for pair in one.older if pair[0] != "withdrawn"),
    )
    graph = linking.graph([listing([kept])])
    assert imported([*exports(graph), *api(graph)])[DAY].papers == (kept,)


@pytest.mark.attack(11, "text that was hidden, withdrawn or corrected, out of the exports of the site")
def test_what_was_taken_down_stays_down() -> None:
    """Neither hidden papers nor hidden authors nor corrected text are in what a site publishes."""
    authors = (AuthorName(name="Hidden Hermit", hidden=True), AuthorName(name="Ada Example"))
    old = paper(4, title="The Old Title", abstract="The old words.", authors=authors)
    papers = [paper(2, title="Quite Hidden"), paper(3, title="Withdrawn Once"), old]
    notes = {
        paper_id(2): Note(hide=True),
        paper_id(3): Note(withdraw="Gone."),
        paper_id(4): Note(correct=(("title", "The New Title"), ("abstract", "The new words."))),
    }
    graph = linking.of(*papers, notes=notes)
    files = [*exports(graph), *api(graph)]
    for file in files:
        text = (gzip.decompress(file.body) if file.path.endswith("gz") else file.body).decode()
        for gone in ("Hermit", "Hidden", "Withdrawn", "Old Title", "old words"):
            assert gone not in text, file.path
    (found,) = imported(files)[DAY].papers
    assert (found.paper.title, found.paper.abstract) == ("The New Title", "The new words.")
    answer = listed(4, of=old, seen="2025-08-21T06:00:00Z")
    joined = merge.join(found, answer)
    assert joined.paper == old, "words of the operator yield to any answer of the source"


@pytest.mark.attack(11, "old, forgotten and hidden names of those who listed papers, out of the exports")
def test_names_that_went_stay_gone() -> None:
    """Nobody's corrected, forgotten or hidden name is in what a site publishes, nor in what is made of that."""
    ids = {"janeold": "Jane Oldforget", "maxaccount": "Max Hiddenman", "kim": "Kim Wrongname"}
    max_hidden = AuthorName(name="Max Hiddenman", account="maxaccount", status="claimed_verified")
    by = {"Jane Oldforget": AuthorName(name="Jane Oldforget"), "Max Hiddenman": max_hidden}
    items = [
        listed(
            n,
            of=paper(n, authors=(by.get(name, AuthorName(name=name)), AuthorName(name="Ada Example"))),
            submitter=Submitter(account=account, fullname=name),
        )
        for n, (account, name) in enumerate(ids.items(), 1)
    ]
    wishes, problems = curation.parse("""
papers: {0001.00003: {correct: {authors: [Kim Right]}}}
authors: {Jane Oldforget: {name: Jane New, forget: true}, Max Hiddenman: {hide: true}}
""")
    assert not problems
    graph = linking.graph([listing(items)], wishes.notes, people=wishes.people)
    files = [*exports(graph), *api(graph)]
    for file in files:
        text = (gzip.decompress(file.body) if file.path.endswith("gz") else file.body).decode()
        for gone in ("Oldforget", "Hiddenman", "Wrongname", "maxaccount"):
            assert gone not in text, file.path
    told = {one.paper.id: one.submitter for one in imported(files)[DAY].papers}
    assert told == {
        paper_id(1): Submitter(account="janeold"), paper_id(2): None, paper_id(3): Submitter(account="kim"),
    }  # fmt: skip


@settings(max_examples=strategies.examples(30))
@given(strategies.listings(), strategies.listings())
def test_own_data_and_exports_merge(a: Listing, b: Listing) -> None:
    """One archive's data and another's site give the same in any order."""
    files = [next(iter(imported(exports(linking.graph([x]))).values()), x) for x in (a, b)]
    some = [a, b, *files]
    assert reduce(merge.union, some) == reduce(merge.union, some[::-1]) == reduce(merge.union, [*some, *some])


def test_a_paper_known_by_its_title_first() -> None:
    """A day that lists a paper by its title alone stays such a day."""
    known = paper(1)
    by_title = Paper(id=PaperId.from_title(known.title), title=known.title, abstract=known.abstract)
    stored = [listing([listed(1, of=by_title)]), listing([listed(1, of=known)], day=NEXT)]
    found = imported(exports(linking.graph(stored)))
    assert [found[DAY], found[NEXT]] == stored


def test_exports_of_the_first_format() -> None:
    """They tell what was shown; a later answer may say otherwise. Without times, the day stands for one."""
    first = {
        "id": "0001.00001", "key": "example-0001.00001", "title": "Invented Paper", "authors": ["Ada Example"],
        "published": "2025-08-18", "listed": ["2025-08-20", "2025-08-21"], "keywords": ["a-slug"],
        "abstract": "We invent.", "summary": "A model says.", "summary_by": "model", "upvotes": 3,
        "as_of": "2025-08-22T06:00:00Z", "code": "https://github.com/x/from-the-abstract",
    }  # fmt: skip
    parsed = read(first)
    assert not parsed.problems
    assert [one.day for one in parsed.listings] == [DAY, NEXT]
    one = parsed.listings[0].papers[0]
    assert (one.paper.title, one.paper.keywords, one.paper.code) == ("Invented Paper", (), None)
    assert one.paper.ai_summary is not None
    assert [x.upvotes for x in one.signals] == [3]
    answer = listed(1, seen="2025-08-20T00:00:00Z")
    assert merge.join(one, answer).paper.title == "Invented Paper 1"


@pytest.mark.attack(11, "an export of a newer version of the program")
def test_newer_exports() -> None:
    """Nothing of the file is stored, wherever the line is, and the message says why."""
    for lines in ([line(format=3)], [line(1), line(2, format=3)]):
        with pytest.raises(RefusedError, match=r"\(format 3; this one reads 1 and 2\): install"):
            read(*lines)
    with pytest.raises(RefusedError, match="newer version"):
        sources.parse(Payload(path="x", body=b'{"format": 3, "date": "2025-08-20", "papers": []}'))


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("{", "not one JSON document"),
        ("[]", "expected an object"),
        ('{"id": "x"}', "id: expected text"),
        (line(2, title=5, record={}), "title: expected text, got 5"),
        (line(2, listings=[{"day": "2025-02-30"}]), "day"),
        (line(2, listings=7), "expected a list, got 7"),
        (line(2, listings=[]), "has no readable list day"),
        (line(2, format="2"), None),
    ],
)
def test_a_bad_line(bad: Any, message: str | None) -> None:
    """It is named, and the others are kept; what is no version is no file of ours."""
    if message is None:
        with pytest.raises(RefusedError, match="expected 1 or 2, got '2'"):
            read(line(1), bad)
        return
    parsed = read(line(1), bad, line(3))
    assert [one.paper.id for one in parsed.listings[0].papers] == [paper_id(1), paper_id(3)]
    assert any("line 2" in one.where and message in str(one) for one in parsed.problems), parsed.problems


def test_lines_without_list_days() -> None:
    """A file of nothing else is refused with the reason."""
    with pytest.raises(RefusedError, match="no line is usable; the first: has no readable list day"):
        read(line(1, listings=[]), line(2, format=1, listed=[]))


def test_cut_off() -> None:
    """What was before the cut is kept, and where it was cut is reported."""
    (payload,) = exports(linking.of(*(paper(n, abstract=f"{n * 7919} words" * 50) for n in range(1, 40))))
    found = sources.parse(replace(payload, body=payload.body[:-200]))
    assert 0 < len(found.listings[0].papers) < 39
    assert found.problems[-1].severity == "lost"
    assert "incomplete" in found.problems[-1].message


def test_lines_without_gzip_and_of_one_day() -> None:
    """Unpacked is read as well; with --date only that day's papers count."""
    assert read(line(1), packed=False) == read(line(1))
    assert read(line(1), asked=DAY).listings == read(line(1)).listings
    with pytest.raises(RefusedError, match="contains no paper listed on 2025-08-21"):
        read(line(1), asked=NEXT)


@pytest.mark.attack(11, "hostile values everywhere in an export")
@settings(max_examples=strategies.examples(60))
@given(st.data())
def test_any_value_anywhere(data: st.DataObject) -> None:
    """Whatever stands where, there is a result or a refusal, and no other error."""
    junk: st.SearchStrategy[object] = st.sampled_from(
        [None, True, 0, -1, 10**40, 1.5, "", "x", "2099-01-01", [], {}, [[1]], {"a": {}}]
    )
    good = line(1)
    key = data.draw(st.sampled_from(sorted(good)))
    inner = data.draw(st.sampled_from(sorted(good["listings"][0])))
    bad = {**good, key: data.draw(junk)}
    worse = {**good, "listings": [{**good["listings"][0], inner: data.draw(junk)}]}
    parsed = read(line(2), bad, worse) if key != "format" else read(line(2), worse)
    assert paper_id(2) in {one.paper.id for day in parsed.listings for one in day.papers}


def test_the_index_of_days() -> None:
    """It holds no papers; the message says which files do."""
    page = list(days.render(linking.of(paper(1)), ""))[1]
    with pytest.raises(RefusedError, match=r"give the files of api/days/ and exports/papers"):
        sources.parse(Payload(path="days.json", body=page.body))


def test_days_of_the_first_format() -> None:
    """They tell no times; the day stands for one, and any answer knows better."""
    body = {
        "date": "2025-08-20",
        "papers": [{"id": "0001.00001", "title": "T", "authors": [{"name": "Ada"}], "upvotes": 4}],
    }
    (found,) = sources.parse(Payload(path="x", body=json.dumps(body).encode())).listings
    assert found.captured == "2025-08-20T00:00:00Z"
    assert found.papers[0].signals == ()
    assert merge.join(found.papers[0], listed(1, seen=found.captured)).paper == paper(1)
