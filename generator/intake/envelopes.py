"""Extracts the text of a listing from what browsers, shells and tools put around it.

===========================  ==========================================================
gzip                         recognized by its magic bytes
an answer with its headers   `curl -i`; an answer with an error status is refused
MHTML                        Chrome's "web page, single file": its first HTML part
UTF-8, UTF-16, UTF-32        with a byte order mark, or without one if it is clear
JSON in a page               a browser's view of an answer, saved: `<pre>[…]</pre>`
JSONP and `)]}'`             what web clients put before JSON
===========================  ==========================================================

Each step reads a bounded number of bytes a bounded number of times.
"""

import base64
import binascii
import quopri
import re

from generator.errors import RefusedError
from generator.intake import entities, foreign, unpack

_LAYERS = 4
_HEAD = 64_000
_PARTS = 1_000

_HTTP = re.compile(rb"HTTP/[0-9.]{1,3} ([0-9]{3})[^\r\n]{0,200}\r?\n")
_BLANK = re.compile(rb"\r?\n\r?\n")
_MIME = re.compile(
    rb"(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?content-type:\s*multipart/", re.IGNORECASE
)
_BOUNDARY = re.compile(rb"boundary\s*=\s*(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_TYPE = re.compile(
    rb"^content-type:\s*([\w/+.-]+)(?:;?\s*charset\s*=\s*\"?([\w.-]+))?", re.IGNORECASE | re.MULTILINE
)
_TRANSFER = re.compile(rb"^content-transfer-encoding:\s*([\w-]+)", re.IGNORECASE | re.MULTILINE)

_MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_PRE = re.compile(r"<pre[^>]{0,500}>\s*(?=[\[{])", re.IGNORECASE)
_JSONP = re.compile(r"(?:/\*\*/)?\s*[A-Za-z_$][\w$.]{0,100}\(\s*(?=[\[{])")
_GUARD = re.compile(r"(?:\)\]\}',?|while\s*\(1\);|for\s*\(;;\);)\s*(?=[\[{])")
_TAIL = re.compile(r"\s*\)\s*;?\s*")


def text_of(body: bytes) -> str:
    """The payload as text, without a byte order mark; refuses with `size`, `encoding`, `shape`, `status`."""
    for _ in range(_LAYERS):
        inner = _opened(body)
        if inner is None:
            break
        body = inner
    foreign.refuse(body)
    return _bare(_decoded(body))


def _opened(body: bytes) -> bytes | None:
    """The content of the outermost envelope, None if there is none."""
    if body.startswith(b"\x1f\x8b"):
        return unpack.inflated(body)
    if body.startswith(b"HTTP/"):
        return _answer(body)
    if _MIME.match(body[:_HEAD].lstrip()):
        return _page(body)
    return None


def _answer(body: bytes) -> bytes | None:
    """What follows the headers of an answer; refuses an answer with an error status."""
    start = _HTTP.match(body)
    end = _BLANK.search(body, 0, _HEAD)
    if start is None or end is None:
        return None
    rest = body[end.end() :]
    status = int(start[1])
    if not (200 <= status < 300 or rest.startswith(b"HTTP/")):
        raise RefusedError("status", f"this is an answer of status {status}: download it again")
    return rest


def _page(body: bytes) -> bytes:
    """The first HTML part of a multipart page, in UTF-8."""
    boundary = _BOUNDARY.search(body[:_HEAD])
    mark = b"--" + (boundary[1] or boundary[2]) if boundary else b"\0"
    for part in body.split(mark, _PARTS)[1:_PARTS]:
        blank = _BLANK.search(part, 0, _HEAD)
        head = part[: blank.start()].lstrip(b"\r\n") if blank else b""
        kind = _TYPE.search(head)
        if blank and kind and kind[1].lower() == b"text/html":
            how = _TRANSFER.search(head)
            return _transferred(
                part[blank.end() :], how[1].lower() if how else b"", (kind[2] or b"").decode()
            )
    raise RefusedError(
        "shape",
        "this is MHTML (a web page in a single file) without a page in it: save the page again as HTML",
    )


def _transferred(body: bytes, how: bytes, charset: str) -> bytes:
    try:
        if how == b"quoted-printable":
            body = quopri.decodestring(body)
        elif how == b"base64":
            body = base64.b64decode(body)
        if charset.lower().replace("_", "-") in {"", "utf-8", "us-ascii", "ascii"}:
            return body
        return body.decode(charset).encode()
    except (binascii.Error, LookupError, ValueError):
        raise RefusedError(
            "encoding", "the page in this MHTML file cannot be decoded: save the page again as HTML"
        ) from None


def _decoded(body: bytes) -> str:
    """The text, decoded by its byte order mark or by the zero bytes that UTF-16 and UTF-32 put next to each
    letter."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _strict(body[len(mark) :], name)
    head = body[:4]
    if len(head) == 4 and 0 in head:
        shape = bytes(byte != 0 for byte in head)
        for name, pattern in (
            ("utf-32-le", b"\1\0\0\0"),
            ("utf-32-be", b"\0\0\0\1"),
            ("utf-16-le", b"\1\0\1\0"),
            ("utf-16-be", b"\0\1\0\1"),
        ):
            if shape == pattern:
                return _strict(body, name)
    try:
        return unpack.decoded(body)
    except RefusedError as error:
        if error.reason != "encoding":
            raise
        raise RefusedError("encoding", f"{error}; {_advice(body)}", error.where) from None


def _strict(body: bytes, name: str) -> str:
    try:
        text = body.decode(name)
    except UnicodeDecodeError as error:
        message = f"this is damaged {name.upper()}: {error.reason}; save it as UTF-8"
        raise RefusedError("encoding", message, f"byte {error.start}") from None
    if len(text) > unpack.SIZE_CAP:
        raise RefusedError("size", f"more than {unpack.SIZE_CAP // 1_000_000} MB")
    return text.removeprefix("\ufeff")


def _advice(body: bytes) -> str:
    """What to do about bytes that are not UTF-8."""
    if b"\0" in body[:_HEAD]:
        return "this is not text: give a saved answer or page"
    return "it may have been saved as Windows-1252 or Latin-1: save it as UTF-8"


def _bare(text: str) -> str:
    """The text without what web clients and browsers put around JSON."""
    start = text.lstrip()
    if guard := _GUARD.match(start):
        return start[guard.end() :]
    if call := _JSONP.match(start):
        end = start.rfind(")")
        if _TAIL.fullmatch(start, end):
            return start[call.end() : end]
    if start.startswith("<") and (pre := _PRE.search(start, 0, _HEAD)):
        end = start.find("</pre>", pre.end())
        if end > 0:
            return entities.undone(start[pre.end() : end])
    return text
