"""`papers serve`."""

import os
import re
import select
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from watchdog.events import FileModifiedEvent

from generator.cli.project import load
from generator.cli.serve import _Changed
from tests import fabricate, projects

pytestmark = pytest.mark.slow

PATIENCE = 30


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str, Path]]:
    """A running server of the small archive: (process, address, folder)."""
    folder = projects.make(tmp_path / "archive", fabricate.listings(12, 6))
    process = projects.start(folder, "serve", "--port", "0", environment={"PYTHONUNBUFFERED": "1"})
    try:
        yield process, _address(process), folder
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _address(process: subprocess.Popen[str]) -> str:
    """Read past Python's buffer: a line that waits in it is no news to `select`."""
    assert process.stdout
    out, until, said = process.stdout.fileno(), time.monotonic() + PATIENCE, ""
    while time.monotonic() < until:
        if select.select([out], [], [], 1)[0]:
            part = os.read(out, 4096).decode()
            said += part
            if found := re.search(r"http://127\.0\.0\.1:[0-9]+/", said):
                return found[0]
            if not part:
                break
    pytest.fail(f"papers serve told no address: {said}")


def get(address: str) -> tuple[int, str]:
    """Status and body of an answer."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_types_of_feeds(serving: tuple[subprocess.Popen[str], str, Path]) -> None:
    """Each format is sent as what it is."""
    types = {
        "papers.atom": "application/atom+xml",
        "days.rss": "application/rss+xml",
        "feeds.opml": "text/x-opml",
    }
    for name, kind in types.items():
        with urllib.request.urlopen(f"{serving[1]}feeds/{name}", timeout=5) as answer:  # noqa: S310
            assert answer.headers["Content-Type"] == kind


def test_serve(serving: tuple[subprocess.Popen[str], str, Path]) -> None:
    """It shows the site on this machine, builds again on a change of data, survives a bad one, and ends with Ctrl-C."""
    process, address, folder = serving
    status, home = get(address)
    assert status == 200
    assert "Tuesday, 5 January 2027" in home
    assert get(f"{address}papers/0001.00003/")[0] == 200
    assert get(f"{address}papers/0001.99999/")[0] == 404

    curation = folder / "data" / "curation.yaml"
    curation.write_text('papers: {"0001.00003": {summary: "A sentence written later."}}\n', encoding="utf-8")
    assert _appears(f"{address}papers/0001.00003/", "A sentence written later.")

    # A change every tenth of a second: some come while a build is running, and the last one counts.
    for turn in range(15):
        curation.write_text(f'papers: {{"0001.00003": {{summary: "Turn {turn}."}}}}\n', encoding="utf-8")
        time.sleep(0.1 if turn % 5 else 0.7)
    assert _appears(f"{address}papers/0001.00003/", "Turn 14.")

    curation.write_text("papers: [", encoding="utf-8")
    time.sleep(1.5)
    assert process.poll() is None
    assert "Turn 14." in get(f"{address}papers/0001.00003/")[1]
    curation.write_text('papers: {"0001.00003": {summary: "Mended."}}\n', encoding="utf-8")
    assert _appears(f"{address}papers/0001.00003/", "Mended.")

    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in said


def _appears(address: str, text: str) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if text in get(address)[1]:
            return True
        time.sleep(0.2)
    return False


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("mkdocs.yml", True),
        ("data/days/2027/2027-01-05.json", True),
        ("data/curation.yaml", True),
        ("docs/about.md", True),
        ("docs/assets/picture.png", True),
        ("docs/index.md", False),
        ("docs/papers/0001.00001.md", False),
        ("docs/days/.tmp-2027-01-05.md", False),
        ("data/.lock", False),
        (".papers-mkdocs-1-0.yml", False),
        (".papers", False),
        ("site", False),
    ],
)
def test_what_counts_as_a_change(tmp_path: Path, path: str, counts: bool) -> None:  # noqa: FBT001 - a table
    """What a build itself writes does not start another one; everything it reads does."""
    project = load(projects.make(tmp_path, []) / "mkdocs.yml")
    changed = Event()
    _Changed(project, changed).on_any_event(FileModifiedEvent(str(tmp_path / path)))
    assert changed.is_set() == counts


def test_a_port_in_use(tmp_path: Path) -> None:
    """A port that somebody else has is wrong usage, in one line."""
    projects.make(tmp_path, [])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = projects.on(tmp_path, "serve", "--port", str(port), "-q")
    assert result.exit_code == 2
    assert result.output == f"papers: port {port}: Address already in use; try another with --port\n"
