"""Every body a source might send × every way its bytes can go wrong, as one table.

    python -m tests.long.fault_matrix [FOLDER]

FOLDER holds bodies and a README.md with their expected fates (`../shared/hostile/upstream`); without
it our own few bodies are played. Each pair is run twice: into an empty archive, and into one that
holds the day already. Whatever happens: no traceback, no record lost or changed wrongly, no
temporary file, the documented exit code, and an end within five minutes of the played clock.
"""

import gzip
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from generator.records.listing import Listing
from generator.storage.store import Store
from tests.support import fetching
from tests.support.fetching import PlayedClock
from tests.support.helpers import DATA, ROOT
from tests.support.upstream import Answers, Fault, Reply, Upstream, always, closed_port, in_turn

FOLDER = ROOT.parent / "shared" / "hostile" / "upstream"
OWN = DATA / "upstream"
ANNOUNCED = DATA / "announcements"
"""Bodies of the other source."""
DAY = date(2026, 11, 19)
LONGEST = 300.0
"""Seconds of the played clock in which a run has to end."""

_SERVED = re.compile(r"(?P<status>\d{3})(?: (?P<type>[\w/+]+))?(?:, Content-Encoding: (?P<encoding>\w+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body, how it is served, and its fate: `reason` of the refusal, or how many `papers` and
    which exit code. `shrinks`: lacks too much of the day that may be stored."""

    name: str
    reply: Reply
    reason: str = ""
    papers: int = 0
    exit: int = 0
    shrinks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a body travels. `answers` is None where nobody listens; `arrives` says that in the end
    the body is read as it is."""

    name: str
    answers: Callable[[Reply], Answers] | None
    arrives: bool = False


def _faulty(fault: Fault) -> Callable[[Reply], Answers]:
    return lambda reply: always(replace(reply, fault=fault))


def _first(status: int, **headers: str) -> Callable[[Reply], Answers]:
    """One refusal, then the body."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda reply: in_turn([Reply(status=status, headers=told), reply])


def _only(status: int, body: bytes = b"", **headers: str) -> Callable[[Reply], Answers]:
    """The same for ever, instead of the body."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _reply: always(Reply(status=status, body=body, headers=told))


def _moved(to: str) -> Callable[[Reply], Answers]:
    return _only(302, Location=to)


@cache
def _bomb() -> Reply:
    return Reply(
        body=gzip.compress(b"[" + b" " * 40_000_000, mtime=0),
        headers={"Content-Type": "application/json", "Content-Encoding": "gzip"},
    )


WAYS = (
    Way(name="as it is", answers=always, arrives=True),
    Way(name="reset, then it", answers=lambda r: in_turn([replace(r, fault="reset"), r]), arrives=True),
    Way(name="cut, then it", answers=lambda r: in_turn([_longer(r), r]), arrives=True),
    Way(name="500, then it", answers=_first(500), arrives=True),
    Way(name="429 bare, then it", answers=_first(429), arrives=True),
    Way(name="429 in seconds, then it", answers=_first(429, Retry_After="7"), arrives=True),
    Way(
        name="503 until a date, then it",
        answers=_first(503, Retry_After="Fri, 20 Nov 2026 06:01:00 GMT"),
        arrives=True,
    ),
    Way(name="429 with a window, then it", answers=_first(429, RateLimit='"api";r=0;t=11'), arrives=True),
    Way(name="429 with garbage, then it", answers=_first(429, Retry_After="soon"), arrives=True),
    Way(name="redirect, then it", answers=_first(302, Location="/elsewhere?date=x"), arrives=True),
    Way(name="refused", answers=None),
    Way(name="reset", answers=_faulty("reset")),
    Way(name="reset within", answers=_faulty("reset in body")),
    Way(name="closed", answers=_faulty("close")),
    Way(name="length too big", answers=lambda r: always(_longer(r))),
    Way(name="length too small", answers=lambda r: always(replace(r, length=len(r.body) // 3))),
    Way(name="chunks cut", answers=_faulty("chunk cut")),
    Way(name="no answer", answers=_faulty("hang")),
    Way(name="drip in head", answers=_faulty("drip headers")),
    Way(
        name="drip in body",
        answers=lambda r: always(replace(r, fault="drip body", body=r.body + b" " * 1_000)),
    ),
    Way(name="100 MB", answers=lambda r: always(replace(r, body=r.body + b" " * 100_000_000))),
    Way(name="gzip bomb", answers=lambda _reply: always(_bomb())),
    Way(name="429 for ever", answers=_only(429)),
    Way(name="429, Retry-After 10⁹", answers=_only(429, Retry_After="1000000000")),
    Way(name="429, Retry-After past", answers=_only(429, Retry_After="Fri, 20 Nov 2020 06:01:00 GMT")),
    Way(name="500 for ever", answers=_only(500, b"<h1>oops</h1>")),
    Way(name="503 in 90 s, for ever", answers=_only(503, Retry_After="90")),
    Way(name="502 for ever", answers=_only(502)),
    Way(name="408 for ever", answers=_only(408)),
    Way(name="403", answers=_only(403, b'{"error":"no"}')),
    Way(name="404", answers=_only(404)),
    Way(name="204", answers=_only(204)),
    Way(name="304 unasked", answers=_only(304)),
    Way(name="redirect in a loop", answers=_moved("/api/daily_papers?again")),
    Way(name="redirect elsewhere", answers=_moved("http://127.0.0.2:9/api/daily_papers")),
    Way(name="redirect to a file", answers=_moved("file:///etc/passwd")),
    Way(name="redirect to nothing", answers=_moved("http://[")),
    Way(name="gzip that is none", answers=lambda r: always(_labelled(r))),
)


def _longer(reply: Reply) -> Reply:
    return replace(reply, length=len(reply.body) + 10)


def _labelled(reply: Reply) -> Reply:
    return replace(
        reply,
        body=b"\x1f\x8b" + reply.body[:-1],
        headers={"Content-Type": "application/json", "Content-Encoding": "gzip"},
    )


def bodies(folder: Path) -> Iterator[Body]:
    """The bodies of a folder, with what its README says about each."""
    for line in (folder / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            yield _body(folder, row(line, folder))


def row(line: str, folder: Path) -> list[str]:
    """The cells of a row of the table. Rows of the shared one that are older than a later rule are as that
    rule has them: a record needs an id and a title and nothing else, and a file may be in UTF-16."""
    later = LATER if folder == FOLDER else {}
    body, served, *rest = (cell.strip() for cell in line.strip("|").split("|"))
    return [body, served, *(later.get(body.strip("`"), ()) or rest[:5]), *rest[5:]]


LATER = {
    "mostly-bad.json": ("accepted", "1", "2", "2", "same"),
    "wrong-types.json": ("accepted", "1", "4", "1", "same"),
    "dates-bad.json": ("accepted", "1", "7", "0", "same"),
    "utf-16.json": ("refused `encoding`", "1", "0", "0", "3 papers, exit 0"),
}
"""Body → fetch, exit, papers, lost, import."""


def _body(folder: Path, cells: Sequence[str]) -> Body:
    name, served, fetch, code, papers = cells[0].strip("`"), *cells[1:5]
    match = _SERVED.fullmatch(served)
    assert match, served
    headers = {"Content-Type": match["type"] or "application/json"}
    if match["encoding"]:
        headers["Content-Encoding"] = match["encoding"]
    refused = re.match(r"refused `([\w-]+)`", fetch)
    return Body(
        name=name,
        reply=Reply(status=int(match["status"]), body=(folder / name).read_bytes(), headers=headers),
        reason=refused[1] if refused else "",
        papers=int(papers),
        exit=int(code),
        shrinks="shrink" in cells[7],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of one pair; `wrong` is "" or what should not have happened."""

    body: str
    way: str
    stored: bool
    exit: int
    wrong: str


class Announcing(Upstream):
    """The same server as the other source: it is asked below its root."""

    @property
    def address(self) -> str:
        """Where the feeds are."""
        return self.origin


def run(
    bodies: Sequence[Body],
    valid: Body,
    ways: Sequence[Way],
    folder: Path,
    kind: type[Upstream] = Upstream,
) -> Iterator[Verdict]:
    """Plays every pair, into an empty archive and into one that holds the day of `valid`."""
    empty = fetching.archive(folder / "archive")
    if kind is Announcing:
        file = empty / "mkdocs.yml"
        options = "  archive:\n    sources: [arxiv]\n    categories: [cs.CL]"
        file.write_text(file.read_text("utf-8").replace("  archive:", options, 1), encoding="utf-8")
    with kind(always(valid.reply)) as source:
        for way in ways:
            for body in bodies:
                for is_stored in (False, True):
                    _clear(empty)
                    if is_stored:
                        source.answers = always(valid.reply)
                        done = fetching.fetch(empty, source, "--date", str(DAY))
                        assert done.exit_code == 0, done.output
                    yield _verdict(empty, source, body, way, is_stored=is_stored)


def _clear(archive: Path) -> None:
    for file in [*(archive / "data" / "days").rglob("*.json"), *(archive / ".papers").glob("fetch.json")]:
        file.unlink()


def _verdict(archive: Path, source: Upstream, body: Body, way: Way, *, is_stored: bool) -> Verdict:
    before, listing = fetching.days(archive), _listing(archive)
    code, output, clock = _fetched(archive, source, body, way)
    after = fetching.days(archive)
    wrong = [
        f"took {clock.elapsed():.0f} s" if clock.elapsed() > LONGEST else "",
        *_wrong_output(output, code),
        *_lost(listing, _listing(archive)),
        *_unexpected(body, way, code, output, changed=before != after, is_stored=is_stored),
        *_wrong_count(archive, body, way, is_stored=is_stored),
    ]
    if way.name == "as it is" and not any(wrong):
        _fetched(archive, source, body, way)
        wrong.append("the same again changed bytes" if fetching.days(archive) != after else "")
    told = "; ".join(one for one in wrong if one)
    return Verdict(body=body.name, way=way.name, stored=is_stored, exit=code, wrong=told)


def _fetched(archive: Path, source: Upstream, body: Body, way: Way) -> tuple[int, str, PlayedClock]:
    clock = PlayedClock()
    address: Upstream | str = source
    if way.answers is None:
        address = f"http://127.0.0.1:{closed_port()}/api/daily_papers"
    else:
        source.answers = way.answers(body.reply)
    done = fetching.fetch(archive, address, "--date", str(DAY), clock=clock, allowed=fetching.QUICK)
    return done.exit_code, done.output, clock


def _listing(archive: Path) -> Listing | None:
    return Store(archive / "data").read(DAY)


def _wrong_output(output: str, code: int) -> Iterator[str]:
    if "Traceback" in output:
        yield "a traceback"
    if "please report it" in output:
        yield "an error that nobody foresaw"
    lines = output.splitlines()
    if any(line.lstrip().startswith("::") or "##[" in line for line in lines):
        yield "a line that CI would obey"
    # A failed run ends with the reason and what happens next.
    if not lines[-1].startswith("papers: " if code else "fetched "):
        yield "no closing line"


def _lost(before: Listing | None, after: Listing | None) -> Iterator[str]:
    known = {one.paper.id for one in before.papers} if before else set()
    left = {one.paper.id for one in after.papers} if after else set()
    if known - left:
        yield f"lost {sorted(known - left)}"


def _unexpected(
    body: Body, way: Way, code: int, output: str, *, changed: bool, is_stored: bool
) -> Iterator[str]:
    refused = body.reason or ("shrink" if is_stored and body.shrinks else "")
    expected = body.exit
    if not way.arrives or refused:
        expected = 1
        if changed:
            yield "a refused answer changed data"
        if " 1 refused" not in output:
            yield "no refusal is reported"
    if code != expected:
        yield f"exit code {code} instead of {expected}"
    if way.arrives and refused and f"refused ({refused})" not in output:
        yield f"not refused as {refused}"


def _wrong_count(archive: Path, body: Body, way: Way, *, is_stored: bool) -> Iterator[str]:
    listing = _listing(archive)
    expected = body.papers if way.arrives and not body.reason else 0
    if not is_stored and (len(listing.papers) if listing else 0) != expected:
        yield f"{len(listing.papers) if listing else 0} papers instead of {expected}"


def table(verdicts: Sequence[Verdict]) -> str:
    """One row per way: how many bodies it was tried with, how they ended, what was wrong."""
    rows = [f"{'way':28} {'runs':>5} {'exit 0':>7} {'exit 1':>7} {'wrong':>6}"]
    for name in dict.fromkeys(one.way for one in verdicts):
        mine = [one for one in verdicts if one.way == name]
        exits = Counter(one.exit for one in mine)
        wrong = sum(bool(one.wrong) for one in mine)
        rows.append(f"{name:28} {len(mine):5} {exits[0]:7} {exits[1]:7} {wrong:6}")
    found = [one for one in verdicts if one.wrong]
    rows.append(f"{len(verdicts)} runs, {len(found)} of them wrong")
    rows += [f"  {one.body} / {one.way} / stored {one.stored}: {one.wrong}" for one in found]
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> int:
    """Prints the table; 1 when anything in it is wrong."""
    folder = Path(arguments[0]) if arguments else FOLDER
    found = list(bodies(folder if folder.is_dir() else OWN))
    verdicts: list[Verdict] = []
    with tempfile.TemporaryDirectory() as place:
        for kind, all_bodies in ((Upstream, found), (Announcing, list(bodies(ANNOUNCED)))):
            valid = next(one for one in all_bodies if one.name.startswith("valid."))
            played = list(run(all_bodies, valid, WAYS, Path(place) / kind.__name__, kind))
            print(table(played))
            verdicts += played
    return int(any(one.wrong for one in verdicts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
