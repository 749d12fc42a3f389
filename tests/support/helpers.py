"""Goldens, invented records and hostile strings, shared by the tests."""

import json
import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html
from markdown import Markdown

from generator import text
from generator.config import strict_yaml
from generator.config.options import Options
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing, Submitter
from generator.records.paper import AuthorName, Paper, Signals

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
GOLDEN = ROOT / "tests" / "golden"
CORPUS = Path(os.environ.get("CORPUS") or ROOT.parent / "shared" / "corpus")
UPDATE = os.environ.get("UPDATE_GOLDENS", "") == "1"

EXTENSIONS = ("attr_list", "tables", "toc", "def_list", "admonition")
DAY = date(2025, 8, 20)
SEEN = "2025-08-21T06:00:00Z"


# Goldens


def assert_golden(path: Path, found: str) -> None:
    """The file holds exactly `found`; `make goldens` writes it instead."""
    if UPDATE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found.encode())
        return
    assert path.is_file(), f"{path} is missing; `make goldens` makes it"
    assert found == path.read_bytes().decode(), f"{path} differs; `make goldens` makes it again"


def assert_section(path: Path, name: str, found: str) -> None:
    """The part of a hand-written file between `<!-- name -->` and `<!-- /name -->` is `found`."""
    before, opening, rest = path.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")
    now, closing, after = rest.partition(f"<!-- /{name} -->")
    assert opening, f"{path} has no line <!-- {name} -->"
    assert closing, f"{path} has no <!-- /{name} -->"
    if UPDATE:
        path.write_text(before + opening + found + closing + after, encoding="utf-8")
        return
    assert now == found, f"{path}, {name}: out of date; `make goldens` makes it again"


def options_table() -> str:
    """`extra.archive` as a Markdown table, made from the options' own documentation."""
    rows = ["| key | default | allowed | what it sets |", "|--|--|--|--|"]
    for option in fields(Options):
        low, high = option.metadata.get("range", ("", ""))
        allowed = f"{low} to {high}" if high else option.metadata.get("form", ("", "text"))[1]
        if isinstance(option.default, bool):
            allowed = "true or false"
        if "allowed" in option.metadata:
            allowed = " or ".join(f"`{name}`" if name else "nothing" for name in option.metadata["allowed"])
        default = str(option.default).lower() if isinstance(option.default, bool) else option.default
        if isinstance(default, tuple):
            default = list(default)
        shown = f"`{default}`" if default != "" else ""
        rows.append(f"| `{option.name}` | {shown} | {allowed} | {option.metadata['doc']} |")
    return "\n" + "\n".join(rows) + "\n\n"


def settings(body: str) -> dict[str, Any]:
    """`mkdocs.yml` as plain values, without what the environment may say."""
    found = strict_yaml.load(body, {})
    assert isinstance(found, dict)
    return found


# Invented records


def paper_id(number: int) -> PaperId:
    """An id no paper has: 0001.00001, 0001.00002, …"""
    return PaperId(f"0001.{number:05d}")


def paper(number: int = 1, **changes: object) -> Paper:
    """A complete paper, with the fields given as they are given."""
    whole = Paper(
        id=paper_id(number),
        title=f"Invented Paper {number}",
        abstract="We invent a method and measure nothing.",
        authors=(AuthorName(name="Ada Example"), AuthorName(name="Bo Beispiel", account="bo")),
        published="2025-08-18",
        keywords=("inventions",),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # tests name the fields


def listed(number: int = 1, *, of: Paper | None = None, seen: str = SEEN, **changes: object) -> ListedPaper:
    """That paper on a listing, as one answer tells it."""
    whole = ListedPaper(
        paper=of or paper(number),
        first_seen=seen,
        seen=seen,
        submitter=Submitter(account="cy", fullname="Cy Sample"),
        signals=(Signals(at=seen, upvotes=number),),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # tests name the fields


def listing(papers: Iterable[ListedPaper] = (), *, day: date = DAY, captured: str = SEEN) -> Listing:
    """One day's list."""
    return Listing(day=day, captured=captured, papers=tuple(sorted(papers, key=lambda one: one.paper.id)))


# Hostile strings and what Markdown makes of them


def hostile_strings() -> list[str]:
    """Our own, and those next to the project, if there are any."""
    beside = ROOT.parent / "shared" / "hostile" / "strings.json"
    found: list[str] = json.loads((DATA / "hostile.json").read_text(encoding="utf-8"))
    if beside.is_file():
        found += json.loads(beside.read_text(encoding="utf-8"))
    return found


def hostile_texts() -> list[str]:
    """The same as they may be stored: cleaned, each once, none empty."""
    return sorted({text.clean(one, text.ABSTRACT_CAP) for one in hostile_strings()} - {""})


def rendered(markdown: str) -> html.HtmlElement:
    """What a browser would see of a Markdown page, inside one `<div>`."""
    return html.fragment_fromstring(_reader().reset().convert(markdown), create_parent="div")


@cache
def _reader() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS))


def structure(root: html.HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """Elements in document order, each with the names of its attributes."""
    return [(str(node.tag), tuple(sorted(map(str, node.attrib)))) for node in root.iter()]


def shown(root: html.HtmlElement) -> str:
    """All text of an element, outer white space of its blocks left out."""
    return root.text_content().strip("\n")


def as_mapping(value: object) -> Mapping[str, object]:
    """`value`, which has to be a JSON object."""
    assert isinstance(value, dict)
    return value


def until(holds: Callable[[], bool]) -> None:
    """Waits for another process. Fails if half a minute is not enough."""
    for _ in range(300):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")
