"""Locks as installers see them, and an index of empty wheels in which newer versions have appeared."""

import base64
import hashlib
import io
import os
import sys
import zipfile
from collections.abc import Iterable
from email.parser import HeaderParser
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.helpers import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", ".ci/properdocs.lock")
LATER = "9999"
PYTHON = Path("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


class Metadata(NamedTuple):
    """What a package says of itself that an installer goes by; `text` is the whole of it."""

    version: str
    requires_python: str
    requirements: tuple[Requirement, ...]
    text: str


def pins(text: str) -> list[Requirement]:
    """`name[extra]==1 ; marker` of each package of a lock."""
    entries = (part for part in text.replace("\\\n", " ").splitlines() if part and part[0].isalnum())
    return [Requirement(entry.split(" --hash=", 1)[0]) for entry in entries]


def version(pin: Requirement) -> str:
    """The one version of a pin."""
    (only,) = pin.specifier
    assert only.operator == "=="
    return only.version


def installed(environment: Path) -> dict[str, Metadata]:
    """The packages of an environment (a folder such as `.venv`), by normalised name."""
    folders = [str(folder) for folder in environment.glob("[Ll]ib/**/site-packages")]
    return {canonicalize_name(found.name): _metadata(found) for found in distributions(path=folders)}


def _metadata(found: Distribution) -> Metadata:
    text = found.read_text("METADATA") or ""
    return Metadata(
        version=found.version,
        requires_python=HeaderParser().parsestr(text).get("Requires-Python", ""),
        requirements=tuple(map(Requirement, found.requires or ())),
        text=text,
    )


def index(folder: Path, packages: dict[str, Metadata]) -> dict[str, str]:
    """A package index in a folder: of each package an empty wheel in its version and one in a later
    one, which asks for the same. The hashes of the first kind, by name."""
    hashes: dict[str, str] = {}
    for name, metadata in packages.items():
        place = folder / name
        place.mkdir(parents=True)
        links = ""
        for number in (metadata.version, LATER):
            file = f"{name.replace('-', '_')}-{number}-py3-none-any.whl"
            body = _wheel(name, number, metadata)
            (place / file).write_bytes(body)
            known = hashlib.sha256(body).hexdigest()
            links += f'<a href="{file}#sha256={known}">{file}</a>\n'
            hashes.setdefault(name, known)
        (place / "index.html").write_text(f"<!DOCTYPE html>\n{links}", encoding="utf-8")
    return hashes


def _wheel(name: str, number: str, metadata: Metadata) -> bytes:
    folder = f"{name.replace('-', '_')}-{number}.dist-info"
    head, _, _ = metadata.text.partition("\n\n")
    kept = ("Metadata-Version:", "Requires-Dist:", "Requires-Python:", "Provides-Extra:")
    lines = [line for line in head.splitlines() if line.startswith(kept)]
    files = {
        f"{folder}/METADATA": "\n".join([*lines, f"Name: {name}", f"Version: {number}", ""]),
        f"{folder}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={_digest(text)},{len(text)}\n" for path, text in files.items())
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for path, text in {**files, f"{folder}/RECORD": f"{record}{folder}/RECORD,,\n"}.items():
            archive.writestr(zipfile.ZipInfo(path), text)
    return written.getvalue()


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def with_hashes(wanted: Iterable[Requirement], hashes: dict[str, str], *, extras: bool = True) -> str:
    """The text of a lock with the hashes of that index; `extras` keeps what is in brackets. A
    package of another system has no wheel here, and nobody will look for one."""
    lines: list[str] = []
    for pin in wanted:
        name = canonicalize_name(pin.name)
        asked = f"[{','.join(sorted(pin.extras))}]" if extras and pin.extras else ""
        marker = f" ; {pin.marker}" if pin.marker else ""
        known = hashes.get(name, "0" * 64)
        lines.append(f"{name}{asked}=={version(pin)}{marker} --hash=sha256:{known}\n")
    return "".join(lines)


def environment() -> dict[str, str]:
    """That of this process without what this machine's settings tell pip."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    return {**kept, "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


PIPS = {
    "newest": Path(sys.executable),
    "oldest": ROOT / ".venv-oldest-pip" / PYTHON,
}
"""Pythons with the two pips that have to take every lock."""
