"""Valid payloads with bytes changed, cut, doubled and moved: read or refused, never a traceback, never long."""

import gzip
import html
import json
import quopri
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import RefusedError
from generator.intake.source import Saved
from generator.intake.sources import own, parse
from generator.records.listing import Payload
from tests.intake.sources.samples import ASKED, entry
from tests.support.helpers import DATA

FOLDER = DATA / "payloads"
BODIES = [path.read_bytes() for path in sorted(FOLDER.iterdir()) if ".expected" not in path.name]
PROPS = html.escape(json.dumps({"dailyPapers": [entry()]}))
PAGE = f'<html><div data-target="DailyPapers" data-props="{PROPS}"></div>'.encode()
BODIES += [
    repr([entry(1), entry(2)]).encode(),
    "\n".join(json.dumps(entry(n)) for n in range(3)).encode(),
    json.dumps([entry()]).encode("utf-16"),
    b"HTTP/1.1 200 OK\r\nA: b\r\n\r\n" + json.dumps([entry()]).encode(),
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quopri.encodestring(PAGE) + b"\r\n--b--",
    gzip.compress(json.dumps([entry()]).encode(), mtime=0),
]
PIECES = st.binary(max_size=8) | st.sampled_from(
    [
        *(bytes([sign]) for sign in b"\0\xff\"'{}[]\\<>\r=:"),
        *(b"&#99999999999999999999;", b"9" * 5_000, b"null", b"\xed\xa0\x80", b"\\ud800", b"1e999", b"--b"),
        *(b"f'{1}'", b"{1:2}", b"\xcc\x81" * 500, b"\n\n"),
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A payload after one to five changes."""
    body = draw(st.sampled_from(BODIES))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(body)))
        end = draw(st.integers(at, min(len(body), at + 40)) | st.just(len(body)))
        body = body[:at] + draw(PIECES | st.just(body[at:end] * 2)) + body[end:]
    return body


@pytest.mark.attack(5, "valid payloads of every form with bytes changed, cut and doubled")
@given(mutated(), st.sampled_from([ASKED, None]))
def test_changed_payloads(body: bytes, asked: date | None) -> None:
    """Nothing but RefusedError is raised, and not because a reader failed; each is done in a moment."""
    start = time.process_time()
    try:
        parse(Payload(path="x", body=body, asked=asked, today=date(2026, 1, 1)))
    except RefusedError as error:
        assert "please report it" not in str(error)  # noqa: PT017  # read and refused are both right
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "fault", [ValueError, MemoryError, RecursionError, AssertionError, KeyError, OverflowError]
)
def test_a_reader_that_fails(fault: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw refuses the one file, with the name of the error, and ends nothing."""

    def fails(_body: str) -> bool:
        raise fault("::x\n")

    monkeypatch.setattr(own, "SAVED", (Saved(recognises=fails, parse=own.days.parse),))
    with pytest.raises(
        RefusedError, match=rf"bug in the program \({fault.__name__} .*please report it with the file"
    ) as caught:
        parse(Payload(path="x", body=b"x"))
    assert "\n" not in str(caught.value)
