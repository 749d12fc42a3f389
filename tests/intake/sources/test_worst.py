"""The worst 20 MB of each form, read by a process that may use 20 seconds of a processor and 1.5 GB.

`HYPOTHESIS_PROFILE=long` tries all of them; else those that take no second are tried, and one that does.
"""

import gzip
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.intake.unpack import SIZE_CAP
from tests.support.helpers import ROOT

SECONDS, MEMORY = 20, 1_500_000_000
READ = """
import pathlib
import sys
from datetime import date
from generator.errors import RefusedError
from generator.records.listing import Payload
from generator.intake.sources import parse
body = pathlib.Path(sys.argv[1]).read_bytes()
try:
    found = parse(Payload(path="x", body=body, asked=date(2000, 1, 5), today=date(2026, 1, 1)))
    print("read", sum(len(one.papers) for one in found.listings), len(found.problems))
except RefusedError as error:
    print("refused", error.reason)
"""
PAGE = b'<div data-target="DailyPapers" data-props="'
NAMED = b'[{"paper":{"id":"0001.00001","title":"'
COLLIDING = ",".join(f"{n * (2**61 - 1)}:1" for n in range(40_000))


def full(unit: bytes, head: bytes = b"", tail: bytes = b"") -> bytes:
    """A payload of the largest size made of one piece again and again."""
    return head + unit * ((SIZE_CAP - len(head) - len(tail)) // len(unit)) + tail


def strings(item: str) -> bytes:
    """A payload of that size whose items are strings."""
    return json.dumps([item] * ((SIZE_CAP - 10) // (len(json.dumps(item)) + 2))).encode()


def entries(inner: bytes) -> bytes:
    """A payload of that size made of entries that differ in their ids, with something more in each."""
    form = b'{"paper":{"id":"0001.%05d","title":"t",%s}}'
    size = len(form) + len(inner) + 1
    return b"[" + b",".join(form % (n, inner) for n in range(min(50_000, SIZE_CAP // size))) + b"]"


WORST: dict[str, Callable[[], bytes]] = {
    "objects": lambda: full(b'{"":0},', b"[", b"{}]"),
    "lists below an entry": lambda: full(b"[],", b'[{"paper":[', b"[]]}]"),
    "authors who are objects": lambda: full(b'{"a":1},', NAMED + b'","authors":[', b"{}]}}]"),
    "authors who are numbers": lambda: entries(b'"authors":[' + b"1," * 1_999 + b"1]"),
    "entries": lambda: entries(b'"upvotes":-1'),
    "the same entry": lambda: (
        b"[" + b",".join([b'{"paper":{"id":"0001.00001","title":"t"}}'] * 50_000) + b"]"
    ),
    "words": lambda: full(b"aa ", NAMED, b'"}}]'),
    "accents": lambda: entries(b'"summary":"a' + "\u0301\u0316".encode() * 40_000 + b'"'),
    "brackets": lambda: b"[" * SIZE_CAP,
    "addresses": lambda: full(b"http://a/ ", NAMED + b'","summary":"', b'"}}]'),
    "printed lists": lambda: strings("{'a':[" + "{}," * 14_000 + "]}"),
    "printed keys that collide": lambda: strings("{" + COLLIDING + "}"),
    "printed f-strings": lambda: strings("f'{1}'" * 150_000),
    "one printed list": lambda: full(b"{'a':1},", b"[{'a':1},", b"]"),
    "names in a page": lambda: full(b"&a", PAGE, b'">'),
    "numbers in a page": lambda: full(b"&#65;", PAGE, b'">'),
    "digits in a page": lambda: full(b"9", PAGE + b"&#", b'">'),
    "marks of a page": lambda: full(b"<a data-target=DailyPapers"),
    "parts of MHTML": lambda: full(b"--b\r\n\r\n", b'Content-Type: multipart/related; boundary="b"\r\n\r\n'),
    "headers": lambda: full(b"A: b\r\n"),
    "lines of a page": lambda: full(b"a\n", b"Daily Papers\nJan 5\n"),
    "one line of a page": lambda: full(b"http://", b"Daily Papers\nJan 5\nA Title\nWe "),
    "titles of a page": lambda: full(b"A Title\n" + b"We do " * 150 + b"so.\n", b"Daily Papers\nJan 5\n"),
    "lines of JSON": lambda: full(b"{\n", b'{"paper":{}}\n'),
    "a bomb": lambda: gzip.compress(full(b"{},", b"[", b"{}]"), 1),
    "UTF-16": lambda: full("{},".encode("utf-16-le"), b"\xff\xfe[\0"),
}


SECONDS_LONG = frozenset(
    "objects|lists below an entry|authors who are objects|entries|the same entry|printed lists|names in a page|"
    "numbers in a page|one line of a page|a bomb|UTF-16|accents|authors who are numbers".split("|")
)
TRIED = [name for name in WORST if name not in SECONDS_LONG or os.environ.get("HYPOTHESIS_PROFILE") == "long"]


def limited() -> None:
    """In the child: the processor's time and the memory it may have."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.slow
@pytest.mark.attack(5, "20 MB of the worst of every form, within 20 seconds and 1.5 GB")
@pytest.mark.parametrize("name", TRIED)
def test_the_worst_of_a_form(name: str, tmp_path: Path) -> None:
    """It is read or refused in time, within the memory, and without a traceback."""
    file = tmp_path / "body"
    file.write_bytes(WORST[name]())
    assert file.stat().st_size <= SIZE_CAP
    done = subprocess.run(
        [sys.executable, "-c", READ, file],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=limited,  # the test has no threads
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(("read ", "refused "))
