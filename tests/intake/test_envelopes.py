import base64
import codecs
import gzip
import html
import json
import quopri

import pytest

from generator.errors import RefusedError
from generator.intake.sources import parse
from generator.records.listing import Payload
from tests.intake.sources.samples import ASKED, entry, read

TEXT = json.dumps([entry(title="Gärten über Wasser")], ensure_ascii=False)
PROPS = html.escape(json.dumps({"dailyPapers": [entry(title="Gärten über Wasser")]}, ensure_ascii=False))
PAGE = f'<!doctype html><html><body><div data-target="DailyPapers" data-props="{PROPS}"></div></body></html>'


def mhtml(
    body: bytes = PAGE.encode(), how: str = "quoted-printable", kind: str = "text/html", end: str = "\r\n"
) -> bytes:
    """A page saved as one file, with a picture before it."""
    match how:
        case "quoted-printable":
            packed = quopri.encodestring(body)
        case "base64":
            packed = base64.encodebytes(body)
        case _:
            packed = body
    head = ["From: <Saved by Blink>", "Subject: Daily Papers", "MIME-Version: 1.0"]
    head += ["Content-Type: multipart/related;", '\ttype="text/html";', '\tboundary="----MB--"', "", ""]
    head += [
        "------MB--",
        "Content-Type: image/png",
        "Content-Transfer-Encoding: base64",
        "",
        "iVBORw0KGgo=",
        "",
    ]
    head += ["------MB--", f"Content-Type: {kind}", f"Content-Transfer-Encoding: {how}", "", ""]
    return end.join(head).encode() + packed + f"{end}------MB------{end}".encode()


def payload(body: bytes) -> Payload:
    """These bytes, handed in for the day."""
    return Payload(path="x", body=body, asked=ASKED)


@pytest.mark.parametrize(
    "body",
    [
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("utf-32-be"),
        gzip.compress(TEXT.encode("utf-16")),
        gzip.compress(gzip.compress(TEXT.encode())),
        b"HTTP/2 200\r\ncontent-type: application/json\r\n\r\n" + TEXT.encode(),
        b"HTTP/1.1 302 Found\nLocation: /x\n\nHTTP/1.1 200 OK\nContent-Encoding: gzip\n\n"
        + gzip.compress(TEXT.encode()),
        f"callback({TEXT});".encode(),
        f")]}}'\n{TEXT}".encode(),
        f"<html><head></head><body><pre style='word-wrap: break-word'>{html.escape(TEXT)}</pre></body></html>".encode(),
        repr(json.loads(TEXT)).encode(),
        TEXT[1:-1].encode(),
        f"{TEXT[1:-1]}\r\n\r\n{TEXT[1:-1]}\n".encode(),
        gzip.compress(f"{TEXT[1:-1]}\n{TEXT[1:-1]}".encode()),
        json.dumps({"dailyPapers": [entry(title="Gärten über Wasser")]}).encode(),
        PAGE.encode("utf-16"),
        mhtml(),
        mhtml(end="\n"),
        mhtml(how="base64"),
        mhtml(how="8bit", kind='text/html; charset="utf-8"'),
        mhtml(PAGE.encode("latin-1"), kind="text/html; charset=iso-8859-1"),
        gzip.compress(mhtml()),
    ],
    ids="utf-8-bom utf-16-le utf-16-be utf-16-le-bare utf-16-be-bare utf-32 utf-32-bare gzip-utf-16 gzip-twice curl-i "
    "curl-redirect jsonp guard pre printed object jsonl jsonl-gz props page-utf-16 mhtml mhtml-lf mhtml-base64 "
    "mhtml-8bit mhtml-latin mhtml-gz".split(),
)
def test_the_same_in_another_envelope(body: bytes) -> None:
    """Whatever a browser, a shell or a tool put around a listing: the listing is the same."""
    assert parse(payload(body)).listings == read(entry(title="Gärten über Wasser")).listings


@pytest.mark.parametrize(
    ("body", "reason", "words"),
    [
        (codecs.BOM_UTF16_LE + b"[\0]", "encoding", "damaged UTF-16-LE"),
        (TEXT.encode("latin-1"), "encoding", "save it as UTF-8"),
        (b"\x01\x02\x80\0\0", "encoding", "this is not text"),
        (b"HTTP/1.1 404 Not Found\r\n\r\n[]", "status", "status 404"),
        (mhtml(kind="text/plain"), "shape", "MHTML"),
        (mhtml(b"\xff", kind="text/html; charset=nonsense"), "encoding", "MHTML"),
        (mhtml(b"<html>x</html>"), "shape", "without the list"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx", "shape", "MHTML"),
    ],
)
def test_what_cannot_be_opened(body: bytes, reason: str, words: str) -> None:
    """Damaged, of another status, or without a page in it: one line says what it is and what to do."""
    with pytest.raises(RefusedError) as caught:
        parse(payload(body))
    assert caught.value.reason == reason
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('[{"paper": {}},]', "a comma before a closing bracket"),
        ('[\n// a day\n{"paper": {}}]', "does not allow comments"),
        ('[{"paper": {', "incomplete"),
        ('[{"paper": {}}]\n</body>', "document: more text follows its end; remove what follows"),
        ('[{"paper": {}}] [{"paper": {}}]', "document: more text follows its end; remove what follows"),
        ('[{"paper": {}}]\n// a day, saved', "does not allow comments"),
        ("[{'paper': open('x')}]", "printed Python"),
        ('{"papers": [{"paper": {}}]}', "the list under 'papers' can be read if it is saved alone"),
    ],
)
def test_nearly_json(body: str, words: str) -> None:
    """What is wrong with a text that is nearly JSON, and what to do."""
    with pytest.raises(RefusedError) as caught:
        parse(payload(body.encode()))
    assert words in str(caught.value)


def test_a_broken_line_is_a_lost_record() -> None:
    """Of entries on lines one that is broken loses itself only."""
    parsed = parse(payload(f"{json.dumps(entry(1))}\n{{broken\n{json.dumps(entry(2))}".encode()))
    assert len(parsed.listings[0].papers) == 2
    assert [(one.severity, one.where) for one in parsed.problems] == [("lost", "[1]")]
