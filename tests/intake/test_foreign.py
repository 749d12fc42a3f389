import io
import tarfile
import zipfile

import pytest

from generator.errors import RefusedError
from generator.intake.sources import parse
from generator.records.listing import Payload


def zipped() -> bytes:
    """A ZIP archive with a listing in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("day.json", "[]")
    return stream.getvalue()


def tarred() -> bytes:
    """The same as a tar archive."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("day.json"))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("body", "what", "todo"),
    [
        (zipped(), "ZIP", "unpack"),
        (tarred(), "tar archive", "unpack"),
        (b"BZh91AY", "bzip2", "bunzip2"),
        (b"\xfd7zXZ\0", "xz", "unxz"),
        (b"\x28\xb5\x2f\xfd", "Zstandard", "unzstd"),
        (b"bplist00\xd1", "Safari", "HTML"),
        (b"%PDF-1.7", "PDF", "HTML"),
        (b"\x89PNG\r\n\x1a\n", "PNG", "HTML"),
        (b"PAR1", "Parquet", "JSON"),
        (b"SQLite format 3\0", "SQLite", "JSON"),
        (b"", "empty", "accepted are"),
        (b"curl: (6) Could not resolve host: huggingface.co", "failed download", "again"),
        (b"Too Many Requests", "server error", "again"),
        (b"<html><title>Log in \xe2\x80\x93 Example</title>", "asks for a login", "save"),
        (b"<!DOCTYPE html><title>Just a garden</title>", "titled 'Just a garden'", "papers/date"),
        (b"<html><title>view-source:https://example.org</title>", "view of a page's source", "itself"),
        (b"<?xml version='1.0'?><feed/>", "XML", "HTML"),
        (b"id,title,date\n0001.00001,A,B\n", "CSV", "JSON"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS", "git lfs pull"),
        (b'```json\n[{"paper": {}}]\n```', "a Markdown code block", "between the ```"),
        (b"W3sicGFwZXIi" * 20, "possibly base64", "base64 -d FILE"),
        (b"A letter to a friend.", "starts with", "accepted are"),
    ],
)
def test_files_of_other_kinds(body: bytes, what: str, todo: str) -> None:
    """One line says what the file is and what to do."""
    with pytest.raises(RefusedError) as caught:
        parse(Payload(path="x", body=body))
    assert caught.value.reason == "shape"
    assert what in str(caught.value)
    assert todo in str(caught.value)
    assert "\n" not in str(caught.value)
