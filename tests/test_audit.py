"""What `make audit` examines and demands, and that its tools are pinned."""

import itertools
import json
import re
from pathlib import Path

from generator.render.kinds import KINDS
from tests.audit import findings, places, screenshots, tools
from tests.audit.findings import Cell, Scores, Target
from tests.support.helpers import ROOT


def test_a_page_of_every_kind() -> None:
    """The hub and the largest of the others; by hand only what no kind owns; the search with a question, too."""
    sizes = [
        ("index.html", 9),
        ("404.html", 1),
        ("search/index.html", 5),
        ("days/index.html", 5),
        ("days/2026-01-01/index.html", 6),
        ("days/2026-01-02/index.html", 7),
        ("papers/index.html", 5),
        ("papers/0001.00001/index.html", 6),
        ("about/index.html", 4),
        ("about/legal/index.html", 8),
        ("assets/javascripts/x.html", 10),
    ]
    found = {place.kind: place.address for place in places.places(sizes, "two words")}
    assert found == {
        "search": "search/",
        "search, results": "search/?q=two+words",
        "home": "",
        "days": "days/",
        "days, one": "days/2026-01-02/",
        "papers": "papers/",
        "papers, one": "papers/0001.00001/",
        "hand-written": "about/legal/",
        "not found": "404.html",
    }


def test_all_kinds_are_known() -> None:
    """A kind with pages cannot be forgotten: the table of the program names them."""
    sizes = [(f"{kind.place}/index.html", 1) for kind in KINDS if kind.is_folder]
    assert {place.kind for place in places.places(sizes)} >= {kind.place for kind in KINDS if kind.menu} - {
        "index.md"
    }


def test_a_cell_without_faults() -> None:
    """At the bars, nothing is said."""
    targets = (Target(name="a", width=32, height=31.95), Target(name="b", width=9, height=24, inline=True))
    cell = Cell(kind="home", width=360, scheme="dark", shift=0.02, targets=targets, sent=60_000, requests=12)
    assert list(cell.faults()) == []
    assert cell.row() == ["home", "360", "dark", "0", "0.020", "0", "60.0", "12", "0"]


def test_a_cell_beyond_every_bar() -> None:
    """Each fault is named; what is too small is named once."""
    small = (Target(name="nav a", width=200, height=15), Target(name="p a", width=99, height=18, inline=True))
    cell = Cell(
        kind="home",
        width=1440,
        scheme="light",
        axe=("list: ul",),
        shift=0.021,
        targets=(*small, *small),
        sent=60_001,
        requests=13,
        foreign=("https://elsewhere.example/x.js",),
        problems=("404: http://here/missing.css",),
    )
    assert list(cell.faults()) == [
        "axe: list: ul",
        "layout shift: more than 0.02",
        "small target: nav a",
        "small target: p a",
        "more than 60,000 bytes",
        "more than 12 requests",
        "elsewhere: https://elsewhere.example/x.js",
        "404: http://here/missing.css",
    ]
    assert cell.row()[3:] == ["1", "0.021", "4, from 15 px", "60.0", "13", "1"]


def test_scores_below_the_bar() -> None:
    """What Lighthouse said of the category is repeated; the better of two runs counts in each."""
    low = Scores(
        kind="home", form="phone", scores={"seo": 0.9, "performance": 1}, reasons={"seo": ("title 0",)}
    )
    high = Scores(kind="home", form="phone", scores={"seo": 1, "performance": 0.9}, reasons={})
    assert list(low.faults()) == ["Lighthouse, seo: 0.90 (title 0)"]
    assert list(low.better(high).faults()) == []
    assert list(low.better(low).faults()) == list(low.faults())


def test_a_page_lighthouse_cannot_load() -> None:
    """An error is a fault, whatever the scores."""
    answer = {"categories": {"seo": {"score": None, "faults": []}}, "error": "NO_FCP"}
    assert list(tools.scores("home", "phone", answer).faults()) == [
        "Lighthouse: NO_FCP",
        "Lighthouse, seo: 0.00 ()",
    ]


def test_messages_of_the_checker() -> None:
    """By kind, with their line."""
    answer = {
        "messages": [
            {"type": "error", "url": "http://here/days/", "lastLine": 29, "message": "Bad value."},
            {
                "type": "error",
                "url": "http://here/",
                "message": "Inline script violates Content Security Policy: …",
            },
            {"type": "info", "subType": "warning", "url": "http://here/", "message": "Empty heading."},
        ]
    }
    kinds = {"http://here/days/": "days", "http://here/": "home"}
    assert list(tools.messages(json.dumps(answer), kinds)) == [
        ("days", "line 29", "Nu: Bad value."),
        ("home", "whole page", "Nu: Empty heading."),
    ]


def test_the_same_fault_is_listed_once() -> None:
    """With every place where it is."""
    found = [("home", "360 light", "axe: x"), ("days", "360 light", "axe: x"), ("home", "360 dark", "axe: x")]
    assert findings.grouped(found) == ["home: axe: x [360 light; 360 dark]", "days: axe: x [360 light]"]


def built(site: Path) -> Path:
    """Of a site as much as pictures are chosen from."""
    for day in ("2026-01-01", "2026-01-02"):
        (site / "days" / day).mkdir(parents=True)
        (site / "days" / day / "index.html").write_text(
            f"<li data-paper={day[-1]}.1><li data-paper=2>", "utf-8"
        )
    (site / "days" / "index.html").touch()
    return site


def test_what_pictures_are_taken_of(tmp_path: Path) -> None:
    """Eight: on a desktop and a phone, in both colour schemes, of the newest day and its first paper."""
    wanted = screenshots.shots(built(tmp_path))
    assert len({shot.name for shot in wanted}) == 8
    assert {(shot.form, shot.scheme) for shot in wanted} == set(
        itertools.product(("desktop", "phone"), ("light", "dark"))
    )
    assert {"days/2026-01-02/", "papers/2.1/"} < {shot.address for shot in wanted}


def test_pictures_in_the_readme(tmp_path: Path) -> None:
    """The section is replaced as a whole; what the README shows is there, and small."""
    text = screenshots.section(screenshots.shots(built(tmp_path)))
    assert text.count("<img ") == 8
    whole = "Before\n<!-- screenshots -->\nold<!-- /screenshots -->\nafter"
    assert screenshots.with_section(whole, "new\n") == whole.replace("old", "new\n")
    shown = re.findall(r'<img src="([^"]+)"', screenshots.README.read_text(encoding="utf-8"))
    assert sum((ROOT / source).stat().st_size for source in shown) <= screenshots.MOST


def test_the_tools_are_pinned() -> None:
    """Every package of the lock has a hash, and no line says where to load it from; axe is the one of the tests."""
    folder = ROOT / ".ci" / "audit"
    locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = {name: entry for name, entry in locked.items() if name}
    assert packages.keys() > {"node_modules/lighthouse", "node_modules/vnu-jar"}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    ours = json.loads((ROOT / ".ci" / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert packages["node_modules/axe-core"]["version"] == ours["axe-core"]
