"""Files without a listing that this program can read: what they are, and what to do instead."""

import re

from generator.errors import RefusedError, quoted

_UNPACK = "unpack it and give the files in it"
_SAVE = "save the page again as HTML, or the API's answer"
_EXPORT = "export it as JSON in the form of the API first"

_MAGIC: tuple[tuple[bytes, int, str, str], ...] = (
    (b"PK\x03\x04", 0, "a ZIP archive (or an office document)", _UNPACK),
    (b"PK\x05\x06", 0, "an empty ZIP archive", "give the files themselves"),
    (b"BZh", 0, "a bzip2 file", "unpack it with: bunzip2 FILE"),
    (b"\xfd7zXZ\0", 0, "an xz file", "unpack it with: unxz FILE"),
    (b"\x28\xb5\x2f\xfd", 0, "a Zstandard file", "unpack it with: unzstd FILE"),
    (b"\x04\x22\x4d\x18", 0, "an LZ4 file", "unpack it with: unlz4 FILE"),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", 0, "a RAR archive", _UNPACK),
    (b"ustar", 257, "a tar archive", _UNPACK),
    (
        b"bplist00",
        0,
        "a binary property list, as Safari saves a web archive",
        _SAVE + " (Page Source in Safari)",
    ),
    (b"%PDF-", 0, "a PDF", _SAVE),
    (b"\x89PNG\r\n", 0, "a picture (PNG)", _SAVE),
    (b"\xff\xd8\xff", 0, "a picture (JPEG)", _SAVE),
    (b"GIF8", 0, "a picture (GIF)", _SAVE),
    (b"RIFF", 0, "a picture or a recording (RIFF)", _SAVE),
    (b"PAR1", 0, "a Parquet table", _EXPORT),
    (b"ARROW1", 0, "an Arrow table", _EXPORT),
    (b"SQLite format 3\0", 0, "an SQLite database", _EXPORT),
    (b"Obj\x01", 0, "an Avro file", _EXPORT),
    (b"\x89HDF", 0, "an HDF5 file", _EXPORT),
    (b"\xd0\xcf\x11\xe0", 0, "an old office document", _EXPORT),
    (b"{\\rtf", 0, "a document (RTF)", "save it as plain text"),
    (b"\x7fELF", 0, "a program", "give a saved listing"),
    (b"MZ", 0, "a program", "give a saved listing"),
)
"""The bytes, their offset, the kind of file that has them there, and what to do."""

_AGAIN = "it is not a listing: download it again"
_FAILED = (
    r"curl: \(|wget: |(?:ba|z)?sh: |--[0-9-]+ [0-9:]+--|invoke-webrequest|traceback \(most recent"
    r"|error:|fatal:|http request failed|could not resolve|connection (?:refused|reset|timed out)"
)
_ERRORS = (
    r"too many requests|rate limit|forbidden|unauthorized|not found|bad gateway|bad request|access denied"
    r"|service unavailable|internal server error|gateway time-?out|[45][0-9][0-9] "
)
_TEXTS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(form, re.IGNORECASE), what, todo)
    for form, what, todo in (
        (_FAILED, "the error message of a failed download", _AGAIN),
        (_ERRORS, "a server error", _AGAIN),
        (r"<\?xml|<rss|<feed|<plist", "XML, perhaps a feed or a property list", _SAVE),
        (r"version https://git-lfs", "a Git LFS pointer", "fetch the file itself with: git lfs pull"),
        (r"%YAML|---\s*\n", "YAML", _EXPORT),
        (r"@[a-z]+\s*\{", "BibTeX", _EXPORT),
        (r"TY {1,2}- ", "RIS", _EXPORT),
        (r"```", "a Markdown code block", "save only the text between the ```"),
        (
            r"[A-Za-z0-9+/]{60,76}\r?\n?[A-Za-z0-9+/=\s]+\Z",
            "possibly base64",
            "decode it with: base64 -d FILE",
        ),
        (r"[\"']?(?:\w+[\"']?[,;\t][\"']?){2,}\w+[\"']?\s*\n", "a table (CSV)", _EXPORT),
    )
)
"""How such a text starts, what it is, and what to do."""

_HTML = re.compile(r"<(?:!doctype|html|head|body|!--|script|div|title|meta)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_SOURCE = re.compile(r"<title>view-source:|class=\"?line-content|id=\"?viewsource", re.IGNORECASE)
_DOOR = re.compile(
    r"log ?in|sign ?in|captcha|are you (?:a )?human|verify you|attention required", re.IGNORECASE
)
_HEAD = 4_000
_PAGE = 200_000


def refuse(body: bytes) -> None:
    """Raises RefusedError if the bytes start like a file of another kind."""
    for magic, at, what, todo in _MAGIC:
        if body.startswith(magic, at):
            raise RefusedError("shape", f"this is {what}: {todo}")


def described(text: str, save: str) -> str:
    """What a text is and what to do, or how it starts, for a message; `save` is what to save instead of a
    page without a list."""
    head = text[:_HEAD].strip()
    if not head:
        return "the file is empty"
    if _HTML.match(head):
        return _page(text[:_PAGE], save)
    for form, what, todo in _TEXTS:
        if form.match(head):
            return f"this is {what}, starting with {quoted(head[:60])}: {todo}"
    return f"the file starts with {quoted(head[:60])}"


def _page(markup: str, save: str) -> str:
    if _SOURCE.search(markup):
        return "this is the view of a page's source, saved as a page: save the page itself as HTML"
    title = _TITLE.search(markup)
    name = f" titled {quoted(' '.join(title[1].split()))}" if title else ""
    if _DOOR.search(title[1] if title else markup[:_HEAD]):
        return f"this is a web page{name} that asks for a login or a captcha: save the page behind it"
    return f"this is a web page{name} without the list: {save}"
