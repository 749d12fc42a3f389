"""What programs of other people read in our files: the same papers, whole."""

import csv
import io
import json
import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import citeproc
import pytest
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from citeproc.source.json import CiteProcJSON
from markdown import Markdown

from generator import text
from generator.records.ids import PaperId
from generator.records.paper import AuthorName
from generator.render.citations import bibtex, csl, lines, ris, table
from generator.render.citations.entry import Entry
from generator.sinks import to_csv, to_latex
from tests.render.citations.formats import by, entries
from tests.support.helpers import ROOT, hostile_texts, paper, rendered
from tests.support.rendering import every

SCHEMA = Path(citeproc.__file__).parent / "data" / "schema" / "schemas" / "styles"


@cache
def hostile() -> tuple[Entry, ...]:
    """A paper per hostile string: as its title, and as two of its authors."""
    papers = [
        paper(
            number,
            title=text.clean(said, text.TITLE_CAP),
            authors=(
                AuthorName(name=text.clean(said, text.NAME_CAP)),
                AuthorName(name=text.clean(f"Jo {said}", text.NAME_CAP)),
                AuthorName(name="Ada Example"),
            ),
        )
        for number, said in enumerate(hostile_texts(), start=1)
    ]
    return tuple(entries(*papers))


def unbraced(words: Iterable[str]) -> str:
    """Words without braces: those keep them together, or belong to a command."""
    return re.sub("[{}]", "", " ".join(words))


def written(part: str) -> str:
    """What the file has to contain for a part of a name."""
    return unbraced(to_latex.name(word) for word in part.split(" "))


# BibTeX, by bibtexparser 2


def parsed(written: str) -> Any:
    """A library of which nothing was refused, with names taken apart as BibTeX does."""
    stack = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    library = parse_string(written, append_middleware=stack)
    assert library.failed_blocks == []
    return library


def assert_bibtex(of: Sequence[Entry]) -> None:
    """Each paper is an entry under its key, with all of its authors, none split or joined."""
    found = {entry.key: entry for entry in parsed(bibtex.text(of)).entries}
    assert len(found) == len(of)
    for one in of:
        entry = found[one.key].fields_dict
        assert entry["title"].value == f"{{{one.latex}}}", one.title
        assert entry["year"].value == one.date[:4]
        assert one.id.is_provisional or entry["eprint"].value == one.id
        people = entry["author"].value if one.authors else []
        assert len(people) == len(one.authors), one.title
        for person, author in zip(people, one.authors, strict=True):
            # A small letter begins BibTeX's "von" part wherever it stands; both are written in this order.
            family = f"{author.particle} {author.family}".strip()
            assert unbraced([*person.von, *person.last]) == written(family)
            assert unbraced(person.first) == written(author.given)
            assert " ".join(person.jr) == author.suffix


def test_bibtex_reads_back() -> None:
    """Hostile titles and names."""
    assert_bibtex(hostile())


@pytest.mark.parametrize(
    ("name", "von", "last", "first", "jr"),
    [
        ("Jo van der Berg", ["van", "der"], ["Berg"], ["Jo"], []),
        ("Jo Van den Berg", [], ["Van", "den", "Berg"], ["Jo"], []),
        ("Jo Example III", [], ["Example"], ["Jo"], ["III"]),
        ("李明", [], ["{李明}"], [], []),
        ("Tom and Jerry", [], ["{Tom and Jerry}"], [], []),
        ("The Example, Team", [], ["{The Example, Team}"], [], []),
        ("others", [], ["{others}"], [], []),
    ],
)
def test_bibtex_names(name: str, von: list[str], last: list[str], first: list[str], jr: list[str]) -> None:
    """BibTeX's own rule for names finds the parts that were meant."""
    (entry,) = parsed(bibtex.text([by(name, "Ada Example")])).entries
    person, other = entry.fields_dict["author"].value
    if name == "Jo Van den Berg":  # to BibTeX a lowercase letter begins the "von" part; both are alike
        assert person.von + person.last == last
    else:
        assert (person.von, person.last) == (von, last)
    assert (person.first, person.jr) == (first, jr)
    assert other.last == ["Example"]


def test_bibtex_entry() -> None:
    """The whole of one."""
    assert bibtex.entry(by("Jo van der Berg", "The Example Team", title="On $x^2$ & BERT")) == (
        "@misc{berg-0001.00001,\n"
        "  title={{On $x^2$ \\& BERT}},\n"
        "  author={van der Berg, Jo and {The Example Team}},\n"
        "  year={2025},\n"
        "  month=aug,\n"
        "  eprint={0001.00001},\n"
        "  archivePrefix={arXiv},\n"
        "  doi={10.48550/arXiv.0001.00001},\n"
        "  url={https://arxiv.org/abs/0001.00001}\n"
        "}\n"
    )


def test_what_arxiv_knows() -> None:
    """Its category is named where it is known; the DOI of an old id is without the subject."""
    old = by("Ada Example", id=PaperId("math.GT/0309136"), published=None)
    written = bibtex.entry(replace(old, primary="math.GT"))
    assert (
        "  archivePrefix={arXiv},\n  primaryClass={math.GT},\n  doi={10.48550/arXiv.math/0309136}" in written
    )
    assert "month" not in written
    unknown = bibtex.entry(by("Ada Example", id=PaperId.from_title("Known by title")))
    assert "arXiv" not in unknown


def test_keys_are_unique_and_stay() -> None:
    """A key depends on its own paper: with one more paper all others keep theirs."""
    papers = [paper(number) for number in range(1, 6)]
    before = {one.id: one.key for one in entries(*papers)}
    after = {one.id: one.key for one in entries(*papers, paper(9))}
    assert len(set(after.values())) == 6
    assert after.items() > before.items()


# RIS, by rispy


def assert_ris(of: Sequence[Entry]) -> None:
    """Each paper is a record with its title, its authors, its date and its address."""
    found = {record["id"]: record for record in rispy.loads(ris.text(of))}
    assert len(found) == len(of)
    for one in of:
        record = found[one.key]
        assert record["type_of_reference"] == "UNPB"
        assert record["title"] == one.title
        assert len(record.get("authors", [])) == len(one.authors), one.title
        assert record["year"] == one.date[:4]
        assert record.get("date", "") == (one.published or "").replace("-", "/")
        assert record.get("doi") == one.doi
        assert record.get("urls", []) == [url for url in (one.url,) if url]


def test_ris_reads_back() -> None:
    """Hostile titles and names."""
    assert_ris(hostile())
    record = rispy.loads(ris.text([by("Jo van der Berg", "Jo Example III", "The Example Team")]))[0]
    assert record["authors"] == ["van der Berg, Jo", "Example, Jo, III", "The Example Team"]


def test_ris_is_lines_of_one_kind() -> None:
    """Every line is empty or has a tag, two spaces, a hyphen and a space; all end in CR LF."""
    written = ris.text(hostile())
    assert re.fullmatch(r"(?:(?:[A-Z][A-Z0-9]  - [^\r\n]*)?\r\n)*", written)
    assert written.count("TY  - ") >= len(hostile())
    assert written.count("\r\nER  - \r\n") == len(hostile())


# CSL-JSON, by citeproc-py and the lists of types and variables that ship with it


def _names_in(file: str) -> set[str]:
    return set(re.findall(r'"([a-zA-Z-]+)"', (SCHEMA / file).read_text(encoding="utf-8")))


def assert_csl(of: Sequence[Entry]) -> None:
    """Type and variables are those of the CSL schema, names have the parts that CSL-JSON has, and the
    library takes every item."""
    items = json.loads(csl.text(of))
    assert len(items) == len(of)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library's own about fields it does not format
        source = CiteProcJSON(items)
    types, variables = _names_in("csl-types.rnc"), _names_in("csl-variables.rnc")
    for item, one in zip(items, of, strict=True):
        assert item["type"] in types
        assert item["id"] == one.key
        assert item.keys() - {"type", "id"} <= variables
        assert item["title"] == one.title
        (date,) = item["issued"]["date-parts"]
        assert date == [int(part) for part in (one.published or one.listed[:4]).split("-")]
        assert [_is_name(name) for name in item.get("author", [])] == [True] * len(one.authors)
        reference = source[one.key.lower()]
        assert reference.issued.year == date[0]
        assert len(reference.get("author", [])) == len(one.authors)


def _is_name(name: dict[str, object]) -> bool:
    parts = {"family", "given", "non-dropping-particle", "suffix"}
    whole = set(name) == {"literal"} or {"family", "given"} <= set(name) <= parts
    return whole and all(isinstance(part, str) and part for part in name.values())


def test_csl_reads_back() -> None:
    """Hostile titles and names."""
    assert_csl(hostile())


# CSV, by Python's own reader


def assert_csv(of: Sequence[Entry]) -> None:
    """Each cell is what it was, but for an apostrophe before what a spreadsheet would compute."""
    written = table.text(of)
    assert written.encode().decode("utf-8-sig") == written.removeprefix(to_csv.MARK) != written
    written = written.removeprefix(to_csv.MARK)
    head, *rows = list(csv.reader(io.StringIO(written, newline=""), strict=True))
    assert tuple(head) == table.COLUMNS
    assert len(rows) == len(of)
    for row, one in zip(rows, of, strict=True):
        cells = dict(zip(head, row, strict=True))
        assert cells["id"] == (one.id if one.id.is_provisional else f"arXiv:{one.id}")
        assert cells["title"].removeprefix("'") == one.title.removeprefix("'")
        assert cells["authors"].removeprefix("'") == "; ".join(a.written for a in one.authors).removeprefix(
            "'"
        )
        assert not [cell for cell in row if cell.startswith(tuple(to_csv.FORMULA))]


def test_csv_reads_back_and_runs_nothing() -> None:
    """Hostile titles and names; every line is cells in quotes."""
    assert_csv(hostile())
    lines_of_cells = r'(?:"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*\r\n)*'
    assert re.fullmatch(to_csv.MARK + lines_of_cells, table.text(hostile()))


def test_ids_are_no_numbers() -> None:
    """A spreadsheet drops the last zero of 2508.07050 and keeps that of arXiv:2508.07050."""
    old, new = paper(id=PaperId("hep-th/0000007")), paper(id=PaperId("2508.07050"))
    unknown = paper(id=PaperId("t-0123456789ab"))
    rows = csv.DictReader(io.StringIO(table.text(entries(old, new, unknown)).removeprefix(to_csv.MARK)))
    assert {row["id"] for row in rows} == {"arXiv:hep-th/0000007", "arXiv:2508.07050", unknown.id}


def test_columns_are_documented() -> None:
    """The guide has a row for each, in their order."""
    guide = (ROOT / "generator" / "guide" / "data.md").read_text(encoding="utf-8")
    _, _, told = guide.partition("| column | holds |")
    rows = re.findall(r"^\| `([a-z]+)` \|", told.partition("\n\n")[0], re.MULTILINE)
    assert tuple(rows) == table.COLUMNS


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_formulas_are_text(sign: str) -> None:
    """In a title and in a name."""
    one = by(f"{sign}SUM(1)", title=f'{sign}HYPERLINK("x")')
    row = next(iter(csv.DictReader(io.StringIO(table.text([one]).removeprefix(to_csv.MARK)))))
    assert row["title"] == f'\'{sign}HYPERLINK("x")'
    assert row["authors"] == f"'{sign}SUM(1)"


# Markdown, by Python-Markdown


def test_markdown_is_a_list_of_links() -> None:
    """Each line is an item with one link, to arXiv, whose text is the title; nothing else is made of it."""
    for one in hostile():
        item = rendered(lines.text([one]))
        links = every(item, "a")
        assert [str(link.get("href")) for link in links] == [one.url], one.title
        assert links[0].text_content() == one.title
        assert {str(node.tag) for node in item.iter()} == {"div", "ul", "li", "a"}, one.title
        names = ", ".join(author.written for author in one.authors)
        assert item.text_content().strip() == f"{one.title}, {names}, 2025"


def test_markdown_line() -> None:
    """A fourth author is one of many; a paper that arXiv is not known to have has no link."""
    one = by("Ada Example", "Bo Beispiel", "Cy Sample", "Di Muster", title="On *x*: a {b} [c]")
    assert lines.line(one) == (
        "[On \\*x\\*: a \\{b\\} \\[c\\]](https://arxiv.org/abs/0001.00001), "
        "Ada Example, Bo Beispiel, Cy Sample et al., 2025"
    )
    unknown = by("Ada Example", id=PaperId.from_title("Known by title"), published=None)
    assert lines.line(unknown) == "Invented Paper 1, Ada Example, 2025"


def test_markdown_has_its_own_settings() -> None:
    """The tests' Markdown has the extensions of pages; a plain one makes the same of a line."""
    one = by("Ada Example", title="a_b_c `d` <e> & ~f~ $g$ | h ^i^ ==j==")
    assert Markdown().convert(lines.line(one)).count("<") == 4
