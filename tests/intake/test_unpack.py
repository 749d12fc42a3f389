import gzip
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import RefusedError
from generator.intake import foreign, unpack
from generator.intake.envelopes import text_of


def is_no_other_file(text: str) -> bool:
    """Whether the text does not start like a program, as "MZ" does, or like a picture."""
    with suppress(RefusedError):
        foreign.refuse(text.encode())
        return True
    return False


@given(st.text().filter(is_no_other_file))
def test_gzip_of_a_text_is_that_text(text: str) -> None:
    """Packed or not, whole or in members: the text is the same."""
    body = text.encode()
    whole = text.removeprefix("\ufeff")
    half = len(body) // 2
    assert text_of(gzip.compress(body)) == whole
    assert text_of(gzip.compress(body[:half]) + b"\0\0" + gzip.compress(body[half:])) == whole
    if not body.startswith(b"\x1f\x8b"):
        assert text_of(body) == whole


def test_bom_is_dropped() -> None:
    """One byte order mark at the start is not text."""
    assert text_of(b"\xef\xbb\xbf[]") == "[]"


@pytest.mark.parametrize("body", [b"\xff\xfe[\0]", b"caf\xe9", b"\xed\xa0\x80"])
def test_other_encodings_are_refused(body: bytes) -> None:
    """Damaged text and other encodings are not read, and no letter is replaced."""
    with pytest.raises(RefusedError) as caught:
        text_of(body)
    assert caught.value.reason == "encoding"
    assert caught.value.where.startswith("byte ")


@pytest.mark.parametrize(
    "body",
    [
        b"\x1f\x8b",
        b"\x1f\x8bgarbage",
        gzip.compress(b"whole", mtime=0)[:-3],
        gzip.compress(b"a", mtime=0) + b"rest",
    ],
)
def test_broken_gzip_is_refused(body: bytes) -> None:
    """Garbage, a cut file and bytes after the last member cannot be inflated."""
    with pytest.raises(RefusedError) as caught:
        text_of(body)
    assert caught.value.reason == "encoding"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_size_is_bounded(pack: type[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """The cap holds before and after inflation; exactly the cap passes."""
    monkeypatch.setattr(unpack, "SIZE_CAP", 1_000)
    assert text_of(pack(b"x" * 1_000))
    with pytest.raises(RefusedError) as caught:
        text_of(pack(b"x" * 1_001))
    assert caught.value.reason == "size"


@given(st.lists(st.binary(max_size=9)))
def test_lines(parts: list[bytes]) -> None:
    """Packed or not, the lines of a file are those between its line feeds."""
    body = b"\n".join(parts)
    expected = body.split(b"\n")
    expected = expected[:-1] if not expected[-1] else expected
    assert list(unpack.lines(gzip.compress(body))) == expected
    if not body.startswith(b"\x1f\x8b"):
        assert list(unpack.lines(body)) == expected
        assert unpack.head(gzip.compress(body)) == unpack.head(body) == body[:4096]


def test_lines_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """All together and each; what came before is read."""
    monkeypatch.setattr(unpack, "LINE_CAP", 100)
    monkeypatch.setattr(unpack, "LINES_CAP", 1_000)
    for body in (b"a\n" + b"x" * 200, gzip.compress(b"a\n" * 501)):
        lines = unpack.lines(body)
        with pytest.raises(RefusedError) as caught:
            assert len(list(lines)) == 0
        assert caught.value.reason == "size"


def test_the_head_of_no_gzip() -> None:
    """What only begins like gzip begins with nothing."""
    assert unpack.head(b"\x1f\x8b" + b"x" * 50) == b""
