"""The running program as a wheel, made from its own installed files.

An archive contains the program that builds it: no index needs to have the package, and pip compares the one
file with the hash in the requirement. The bytes depend only on the program. Nothing in it is compressed,
because compressors differ between machines, and Git packs plain files better.
"""

import base64
import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from email.parser import HeaderParser
from importlib import metadata

from generator import __version__
from generator.errors import StoreError
from generator.storage import packaged

NAME = "daily-papers-archive"
"""The name under which the package is installed."""
FOLDER = "program"
"""The folder of an archive that contains the wheel. Not `wheels`: GitHub's `.gitignore` for Python lists
that."""

_STEM = NAME.replace("-", "_")
_TAG = "py3-none-any"
_METADATA = ("Metadata-Version", "2.4")
_HEADERS = frozenset(
    {"Name", "Version", "Summary", "License-Expression", "License-File", "Requires-Python", "Requires-Dist"}
)
"""Headers that pip needs or people look for, in one order: builders differ in the rest."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_REQUIREMENT = re.compile(
    rf"^[ \t]*(?:(?:\./)?{FOLDER}/{_STEM}-\S+\.whl|daily[-_.]papers[-_.]archive(?![\w.-]))"
    r"(?:[^\n]*\\\n)*[^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_EARLIER = frozenset(
    {
        "# The program, in the version that made this archive. For a newer one change this line, run its",
        "# `papers init` in another folder and take over requirements.lock and .github/.",
        "# It was not installed from a repository, so this line works only where an index has it; else name",
        "# repository and commit:  daily-papers-archive @ git+https://github.com/OWNER/REPOSITORY@COMMIT",
    }
)
"""Comment lines above the requirement in archives of earlier versions, whose advice is obsolete."""
_BESIDE = re.compile(rf"^[ \t]*(?:\./)?(?P<path>{FOLDER}/[\w.+-]+\.whl)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel: the name of its file, and its bytes."""

    name: str
    body: bytes

    @property
    def path(self) -> str:
        """Its path in an archive."""
        return f"{FOLDER}/{self.name}"

    @property
    def mark(self) -> str:
        """The SHA-256 of its bytes, in hexadecimal digits."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def requirement(self) -> str:
        """The line of `requirements.txt` that requires exactly these bytes."""
        return f"./{self.path} --hash=sha256:{self.mark}"


def of_program() -> Wheel:
    """The running program, however it was installed. Raises StoreError if it was not installed, or if its
    files are of a version that differs from pip's metadata."""
    head, scripts, licences = _known()
    files = {f"generator/{name}": body for name, body in packaged.program_files()}
    info = f"{_STEM}-{__version__}.dist-info"
    files |= {f"{info}/licenses/{name}": body.encode() for name, body in licences}
    files |= {f"{info}/METADATA": head.encode(), f"{info}/entry_points.txt": scripts.encode()}
    build = f"0{_digest(files)}"
    lines = (
        "Wheel-Version: 1.0",
        "Generator: papers",
        "Root-Is-Purelib: true",
        f"Tag: {_TAG}",
        f"Build: {build}",
    )
    files[f"{info}/WHEEL"] = "".join(f"{line}\n" for line in lines).encode()
    record = "".join(f"{name},sha256={_hash(body)},{len(body)}\n" for name, body in sorted(files.items()))
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    return Wheel(f"{_STEM}-{__version__}-{build}-{_TAG}.whl", _zipped(files))


def requirements(wheel: Wheel) -> str:
    """`requirements.txt` of a new archive."""
    return (
        "# The program, as a wheel in this repository and compared with its hash. `papers upgrade`\n"
        "# moves this line and the wheel; packages that you add need a hash, too.\n"
        f"{wheel.requirement}\n"
    )


def required(text: str, wheel: Wheel) -> str | None:
    """`requirements.txt` with the program's line changed to this wheel, an earlier version's comment about it
    replaced, and everything else unchanged; None if it has no such line."""
    lines = text.split("\n")
    kept = [line for line in lines if line.rstrip() not in _EARLIER]
    new = wheel.requirement if kept == lines else requirements(wheel).rstrip("\n")
    moved, count = _REQUIREMENT.subn(lambda _: new, "\n".join(kept), count=1)
    return moved if count else None


def named(text: str) -> list[str]:
    """The wheels that `requirements.txt` asks for, as paths in the archive."""
    return [found["path"] for found in _BESIDE.finditer(text)]


def _known() -> tuple[str, str, list[tuple[str, str]]]:
    """What pip keeps about the installed package: the headers of its metadata, the scripts, the licenses by
    name."""
    again = "install it again (pip install .) in the folder of the program"
    try:
        known = metadata.distribution(NAME)
    except metadata.PackageNotFoundError:
        raise StoreError(
            f"{NAME}: is running without being installed, so no wheel can be made; {again}"
        ) from None
    told, scripts = known.read_text("METADATA"), known.read_text("entry_points.txt")
    if not told or not scripts:
        raise StoreError(f"{NAME}: its installed metadata cannot be read; {again}")
    if known.version != __version__:
        raise StoreError(f"{NAME}: is installed as {known.version}, but runs as {__version__}; {again}")
    headers = [pair for pair in HeaderParser().parsestr(told).items() if pair[0] in _HEADERS]
    head = "".join(f"{key}: {value}\n" for key, value in [_METADATA, *sorted(headers)])
    names = [value for key, value in headers if key == "License-File"]
    texts = ((name, known.read_text(f"licenses/{name}")) for name in names)
    return head, scripts, [(name, body) for name, body in texts if body is not None]


def _digest(files: dict[str, bytes]) -> str:
    """A short name for these files: two builds of one version never share a file name."""
    whole = hashlib.sha256()
    for name, body in sorted(files.items()):
        whole.update(f"{name} {len(body)}\n".encode() + body)
    return whole.hexdigest()[:10]


def _hash(body: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(body).digest()).decode().rstrip("=")


def _zipped(files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as into:
        for name, body in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # otherwise it would reveal the system that it was made on
            entry.external_attr = 0o644 << 16
            into.writestr(entry, body)
    return whole.getvalue()
