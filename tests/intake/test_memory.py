"""Memory: what a hostile source, site, hub or file costs, whatever it sends."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.errors import RefusedError
from generator.intake import strict_json
from generator.intake.answers import Answer
from generator.intake.sources.huggingface import api
from tests.support import fetching, projects
from tests.support.fetching import entry
from tests.support.helpers import ROOT
from tests.support.upstream import PATH, Question, Reply, Upstream

MOST = 500_000_000
"""Bytes a fetch or an import may take."""
SIZE = 19_000_000
PACKED = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
FIRST = date(2026, 11, 2)

MEASURABLE = pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="no /proc to ask")

MEASURED = """
import os, re, sys
os.environ.pop("SOURCE_DATE_EPOCH", None)
from generator.cli import main
try:
    main(sys.argv[1:])
finally:
    # Not ru_maxrss: that remembers the process from which this one was forked.
    print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) * 1024, file=sys.stderr)
"""


def full(piece: str) -> bytes:
    """A list of as many of these as fit."""
    count = SIZE // (len(piece.encode()) + 1)
    return f"[{','.join([piece] * count)}]".encode()


def keys() -> bytes:
    """One object with a million keys."""
    inner = ",".join(f'"{n:x}":{n}' for n in range(1_200_000))
    return f"[{{{inner}}}]".encode()


BODIES: dict[str, Callable[[], bytes]] = {
    "objects": lambda: full("{}"),
    "lists": lambda: full("[]"),
    "numbers": lambda: full("0"),
    "floats": lambda: full("1e9"),
    "nested": lambda: full("[[[[[]]]]]"),
    "papers": lambda: full('{"paper":{}}'),
    "keys": keys,
    "escapes": lambda: b'["' + b"\\u0100" * (SIZE // 6) + b'"]',
    "one string": lambda: b'[{"paper":"' + b"x" * SIZE + b'"}]',
    "wide string": lambda: '[{"paper":"\U0001f600'.encode() + b"x" * SIZE + b'"}]',
    "open": lambda: b"[" * SIZE,
}


def measured(folder: Path, *arguments: str | Path, source: str = "") -> tuple[int, int, str]:
    """(exit code, bytes of memory at most, what was said) of a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, arguments), "-f", str(folder / "mkdocs.yml")],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PAPERS_SOURCE": source},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    *said, most = done.stderr.strip().splitlines()
    return done.returncode, int(most), "\n".join([*said, done.stdout])


@MEASURABLE
@pytest.mark.slow
@pytest.mark.attack(4, "a server of pages of millions of small values, one a day, and pages without end")
def test_a_hostile_server(tmp_path: Path) -> None:
    """Every day is refused or empty, nothing ends in a traceback, and an ordinary day is stored beside them."""
    folder = fetching.archive(tmp_path)
    days = {FIRST + timedelta(days=n): name for n, name in enumerate(BODIES)}
    bomb, endless, good = (FIRST + timedelta(days=len(BODIES) + n) for n in range(3))
    packed = gzip.compress(b"[" + b" " * 60_000_000, compresslevel=1)
    fresh = iter(range(1, 10_000))

    def answer(question: Question) -> Reply:
        if question.day in days:
            return Reply(body=BODIES[days[question.day]]())
        if question.day == bomb:
            return Reply(body=packed, headers=PACKED)
        if question.day == endless:
            long = entry(next(fresh), endless, ai_summary="x" * SIZE)
            following = f"<{PATH}?date={endless}&p={next(fresh)}>; rel=next"
            return Reply(
                body=json.dumps([long]).encode(), headers={"Content-Type": "text/json", "Link": following}
            )
        return Reply(body=json.dumps([entry(1, good)]).encode())

    with Upstream(answer) as source:
        code, most, said = measured(
            folder, "fetch", "--since", str(FIRST), "--until", str(good), source=source.address
        )
    assert code == 1
    assert "Traceback" not in said
    assert f"{good.isoformat()}.json" in " ".join(fetching.days(folder))
    assert "1 new paper" in said
    assert most < MOST, f"{most / 1e6:.0f} MB"


@MEASURABLE
@pytest.mark.slow
@pytest.mark.attack(4, "files of millions of small values, imported; also as exports of a site")
def test_hostile_files(tmp_path: Path) -> None:
    """All are refused, and cost no more memory than a fetch."""
    folder = fetching.archive(tmp_path / "a")
    line = '{"id":"0001.00001","key":"a","title":"T","format":2,"record":{},"listings":['
    endless = f"{line}{','.join(['{}'] * 300_000)}]}}\n"
    files: dict[str, bytes] = {
        **{f"{name}.json": make() for name, make in BODIES.items()},
        "day.json": b'{"schema_version":1,"day":"2026-11-02","papers":' + full("{}") + b"}",
        "site.json": b'{"format":2,"date":"2026-11-02","papers":' + full("{}") + b"}",
        "lines.jsonl.gz": gzip.compress((f"{line}]}}\n" + "{}\n" * 15_000_000).encode(), compresslevel=1),
        "listings.jsonl.gz": gzip.compress((endless * 60).encode(), compresslevel=1),
        "line.jsonl.gz": gzip.compress(line.encode() + b'"' + b"x" * 50_000_000, compresslevel=1),
    }
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
    code, most, said = measured(
        folder, "import", "--date", "2026-11-02", *(tmp_path / name for name in files)
    )
    assert code == 1
    assert "Traceback" not in said
    assert f"{len(files)} refused" in said
    assert most < MOST, f"{most / 1e6:.0f} MB"


def test_room() -> None:
    """What documents hold is counted before they are read, all pages of a day together."""
    left = api.room()
    page = json.dumps([{"a": 0}] * 60_000).encode()
    answer = Answer(status=200, headers={"content-type": "application/json"}, body=page)
    api.items(answer, left)
    with pytest.raises(RefusedError, match="more than any list of papers contains"):
        api.items(answer, left)
    with pytest.raises(RefusedError) as caught:
        strict_json.loads(f"[{'0,' * 800_000}0]")
    assert caught.value.reason == "size"


def test_more_entries_than_asked_for(tmp_path: Path) -> None:
    """A page of a thousand is read, one of more is not."""
    folder = fetching.archive(tmp_path)
    day = date(2026, 11, 19)

    def answers(size: int) -> Iterator[Reply]:
        yield Reply(body=json.dumps([entry(n, day) for n in range(1, size + 1)]).encode())
        while True:
            yield Reply(body=b"[]")

    said = ""
    for size, code in ((1_000, 0), (1_001, 1)):
        replies = answers(size)
        with Upstream(lambda _question, replies=replies: next(replies)) as source:  # type: ignore[misc]
            result = fetching.fetch(folder, source, "--date", str(day))
        assert result.exit_code == code, result.output
        said = result.output
    assert "1001 entries where 100 were requested" in said


@MEASURABLE
@pytest.mark.slow
@pytest.mark.attack(4, "a deployed site, or somebody else at its address, with bodies of 20 MB")
def test_a_hostile_site(tmp_path: Path) -> None:
    """`check --live` says what is missing, in bounded memory and time."""
    folder = projects.make(tmp_path, [])
    body = b"<link rel=alternate +xml " * (SIZE // 25)
    with Upstream(lambda _question: Reply(body=body)) as source:
        code, most, said = measured(folder, "check", "--live", source.origin, "-q")
    assert (code, said) == (0, "") or "Traceback" not in said
    assert most < MOST
