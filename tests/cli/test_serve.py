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
from functools import partial
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from watchdog.events import FileModifiedEvent

from generator.cli.answers import Handler
from generator.cli.project import load
from generator.cli.serve import _Changed
from generator.cli.shown import Shown
from tests.support import fabricate, projects
from tests.support.running import running

pytestmark = pytest.mark.slow

PATIENCE = 180
AT_ONCE = 60
"""Seconds: a fraction of one on a machine that does nothing else."""

TYPES = {
    "papers.atom": "application/atom+xml",
    "days.rss": "application/rss+xml",
    "feeds.opml": "text/x-opml",
}


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str, Path]]:
    """A running server of the small archive: (process, address, folder)."""
    folder = projects.make(tmp_path, fabricate.listings(12, 6))
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
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own address
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_serve(serving: tuple[subprocess.Popen[str], str, Path]) -> None:
    """It shows the site on this machine, each format of feeds as what it is, shows a change before it is built,
    survives a bad one, and ends with Ctrl-C."""
    process, address, folder = serving
    status, home = get(address)
    assert status == 200
    assert "Tuesday, 5 January 2027" in home
    assert get(f"{address}papers/0001.00003/")[0] == 200
    assert get(f"{address}papers/0001.99999/")[0] == 404
    for name, kind in TYPES.items():
        with urllib.request.urlopen(f"{address}feeds/{name}", timeout=PATIENCE) as answer:  # noqa: S310
            assert answer.headers["Content-Type"] == kind

    curation = folder / "data" / "curation.yaml"
    built = folder / "site" / "papers" / "0001.00003" / "index.html"
    start = time.monotonic()
    curation.write_text('papers: {"0001.00003": {summary: "A sentence written later."}}\n', encoding="utf-8")
    assert _appears(f"{address}papers/0001.00003/", "A sentence written later.")
    assert time.monotonic() - start < AT_ONCE
    assert "A sentence written later." not in built.read_text(encoding="utf-8")  # shown before it is built
    until = time.monotonic() + PATIENCE
    while "A sentence written later." not in built.read_text(encoding="utf-8"):
        assert time.monotonic() < until
        time.sleep(0.2)

    # A change every tenth of a second: some come while a build is running, and the last one counts.
    for turn in range(15):
        curation.write_text(f'papers: {{"0001.00003": {{summary: "Turn {turn}."}}}}\n', encoding="utf-8")
        time.sleep(0.1 if turn % 5 else 0.7)
    assert _appears(f"{address}papers/0001.00003/", "Turn 14.")
    while "Turn 14." not in built.read_text(encoding="utf-8"):
        assert time.monotonic() < until + PATIENCE
        time.sleep(0.2)

    curation.write_text("papers: [", encoding="utf-8")
    time.sleep(1.5)
    assert process.poll() is None
    shown = get(f"{address}papers/0001.00003/")[1]
    assert "Turn 14." in shown
    assert "curation.yaml" in shown.partition("role=alert")[2]
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
    ("path", "part"),
    [
        ("mkdocs.yml", "settings"),
        ("hook.py", "settings"),
        ("data/days/2027/2027-01-05.json", "data"),
        ("data/curation.yaml", "data"),
        ("docs/about.md", "pages"),
        ("docs/assets/picture.png", "pages"),
        ("docs/index.md", None),
        ("docs/.generated.json", None),
        ("docs/papers/0001.00001.md", None),
        ("docs/days/.tmp-2027-01-05.md", None),
        ("data/.lock", None),
        (".papers-mkdocs-1-0.yml", None),
        (".papers", None),
        ("site", None),
    ],
)
def test_what_counts_as_a_change(tmp_path: Path, path: str, part: str | None) -> None:
    """What a build itself writes does not start another one; everything it reads does."""
    project = load(projects.make(tmp_path, []) / "mkdocs.yml")
    told: list[str] = []
    _Changed(project, told.append).on_any_event(FileModifiedEvent(str(tmp_path / path)))
    assert told == ([part] if part else [])


def test_a_port_in_use(tmp_path: Path) -> None:
    """A port that somebody else has is wrong usage, in one line, and nothing is built before."""
    projects.make(tmp_path, [])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = projects.on(tmp_path, "serve", "--port", str(port), "-q")
    assert result.exit_code == 2
    assert result.output == f"papers: port {port}: Address already in use; try another with --port\n"
    assert not (tmp_path / "site").exists()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """(port, folder) of a served folder with something beside it."""
    folder = tmp_path / "site"
    (folder / "empty").mkdir(parents=True)
    (folder / "index.html").write_text("home", encoding="utf-8")
    (folder / "page.html").write_text("page", encoding="utf-8")
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "index.html").write_text("secret", encoding="utf-8")
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "link.html").symlink_to(tmp_path / "secret" / "index.html")
    (folder / "linked").mkdir()
    (folder / "linked" / "index.html").symlink_to(tmp_path / "secret" / "index.html")
    os.mkfifo(folder / "pipe.html")
    handler = partial(Handler, directory=str(folder), shown=Shown())
    with running(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as port:
        yield port, folder


def ask(port: int, path: str, host: str | None = "localhost", method: str = "GET") -> tuple[int, str]:
    """Status and body, for any Host header or none."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.putrequest(method, path, skip_host=True)
    if host is not None:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


@pytest.mark.attack(12, "serve asked by the name of another machine")
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("127.0.0.1", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example:8000", 421),
        ("evil.example#localhost", 421),
        ("[::1", 421),
        ("", 421),
        (None, 421),
    ],
)
def test_hosts(site: tuple[int, Path], host: str | None, status: int) -> None:
    """Only this machine's own names are answered; another one may have been led here."""
    assert ask(site[0], "/page.html", host)[0] == status
    assert ask(site[0], "/page.html", host, "HEAD")[0] == status


@pytest.mark.attack(12, "serve asked for lists of folders, links out of the site, pipes, and files beside it")
@pytest.mark.parametrize(
    "path",
    [
        "/empty/",
        "/link/",
        "/link",
        "/link.html",
        "/linked/",
        "/pipe.html",
        "/../secret/index.html",
        "/%2e%2e/secret/index.html",
        "/..%2fsecret%2findex.html",
        "/page.html/..%5c..%5csecret/index.html",
        "/none",
    ],
)
def test_nothing_but_the_site(site: tuple[int, Path], path: str) -> None:
    """There is no such page, and the answer comes at once."""
    status, body = ask(site[0], path)
    assert status == 404
    assert "secret</" not in body
    assert body != "secret"
    assert ask(site[0], "/")[1] == "home"


@pytest.mark.parametrize("path", ["http://[/", "/%00", "/a%00b/"])
def test_a_request_for_what_no_path_is(site: tuple[int, Path], path: str) -> None:
    """It is answered, and no traceback is printed."""
    assert ask(site[0], path)[0] == 400


def test_no_worker_outlives_the_server(site: tuple[int, Path]) -> None:
    """Whatever the site has, browsers get a worker that removes itself."""
    (site[1] / "sw.js").write_text("keep everything", encoding="utf-8")
    status, body = ask(site[0], "/sw.js")
    assert status == 200
    assert "unregister" in body
    assert "keep" not in body
