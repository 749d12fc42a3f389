"""What holds for every test: no network, the same examples in every run of CI."""

import gc
import ipaddress
import json
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

from generator.build import driver
from generator.cli import progress
from generator.storage import packaged
from generator.tokens import words
from tests.support import helpers, keeper, scratch

# Invented archives end in January 2027, which must not be the future of any test.
os.environ["SOURCE_DATE_EPOCH"] = "1800000000"

IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is the engine without the windows of a browser, and starts pages for two thirds of the time."""

# Workers run beside each other: threads of a matrix product that wait for a core of their own would take
# four times the CPU time of one thread.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# A hook of git that runs the tests names its own repository, and people sign commits or end lines as
# they like: tests see none of it.
for _name in [name for name in os.environ if name.startswith("GIT_")]:
    del os.environ[_name]
os.environ |= {"GIT_CONFIG_GLOBAL": str(helpers.DATA / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}

# Commands say what they say anywhere, also when a workflow runs the tests.
for _name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"):
    os.environ.pop(_name, None)

# Whoever names a folder gets it. (pytest has looked for one before it reads this.)
if "TMPDIR" not in os.environ and (_memory := scratch.folder()):
    tempfile.tempdir = os.environ["TMPDIR"] = str(_memory)

# How fast the machine is does not show in what a command says.
progress.MOMENT = 3600.0

LONGEST = (
    "test_rehearsal", "test_search_page", "test_accessibility", "test_search_end_to_end", "test_pages",
    "test_hostile_pages", "test_rebuild", "test_killed", "test_for_you", "test_exports", "test_first_hour",
    "test_index", "test_known", "test_settled", "test_save", "test_units", "test_digest_killed",
    "test_permanence", "test_memory", "test_fault_matrix", "test_locks", "test_policy", "test_languages",
    "test_serve", "test_preview", "test_init", "test_broken_disk", "test_failures", "test_messages",
    "test_foreign_systems", "test_system",
)  # fmt: skip
"""Files of tests that take more than five seconds, also of the CPU time of a browser, the longest first."""

# Deadlines measure the machine; the other check measures the fixtures above.
settings.register_profile(
    "default",
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# The same examples in every run of CI: more of them would say the same again. Runs at a desk try others each time.
settings.register_profile(
    "ci", settings.get_profile("default"), max_examples=50, derandomize=True, database=None
)
settings.register_profile("quick", settings.get_profile("default"), max_examples=20)
settings.register_profile("long", settings.get_profile("default"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if IN_CI else "default"))


class NetworkBlockedError(AssertionError):
    """A test tried to leave this machine."""


def _is_local(host: object) -> bool:
    if host is None or (isinstance(host, str) and host in {"", "localhost"}):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


def _refuse(host: object) -> NoReturn:
    message = f"tests stay on this machine; {host!r} is not loopback"
    raise NetworkBlockedError(message)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Only loopback and sockets of the file system may be reached."""
    connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(own: socket.socket, address: Any) -> None:
        if own.family in {socket.AF_INET, socket.AF_INET6} and not _is_local(address[0]):
            _refuse(address[0])

    def guarded_connect(own: socket.socket, address: Any) -> None:
        check(own, address)
        connect(own, address)

    def guarded_connect_ex(own: socket.socket, address: Any) -> int:
        check(own, address)
        return connect_ex(own, address)

    def guarded_lookup(host: Any, *args: Any, **kwargs: Any) -> list[Any]:
        if not _is_local(host):
            _refuse(host)
        return lookup(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_lookup)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_disks() -> Iterator[None]:
    """A build flushes everything that anybody has written, and would wait for the other workers' files too."""
    with pytest.MonkeyPatch.context() as patch:
        scratch.wait_for_no_disk(patch.setattr)
        yield


@pytest.fixture(scope="session", autouse=True)
def _programs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Builds inside this process neither import MkDocs nor compile all of Material's templates each time. Tests
    that build are slow; where there are none, the process behind this is not worth its start."""
    is_worth_it = any(item.get_closest_marker("slow") for item in request.session.items)
    kept = keeper.started() if is_worth_it else nullcontext(keeper.PLAIN)
    with pytest.MonkeyPatch.context() as patch, kept as way:
        patch.setattr(keeper, "way", way)
        patch.setattr(driver, "PROGRAM", (*way, keeper.MKDOCS))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first, the longest of them foremost: workers that take whole files would
    else wait for the last of them."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    last = len(LONGEST)
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: (place.get(item.path.stem, last), item.path not in slow))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was collected stays to the end: the collector of garbage need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Says beside each attack's result which one it was; results travel, items do not."""
    if call.when == "setup" and (attack := item.get_closest_marker("attack")):
        row, what = attack.args
        item.user_properties.append(("attack", f"{row:>3}  {what}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """`make attacks`: one line per attack, whatever its result."""
    if config.option.markexpr != "attack":
        return
    terminalreporter.section("attacks")
    told = {"passed": "held", "failed": "GOT IN", "error": "BROKEN", "skipped": "skipped"}
    rows = {
        (what, outcome)
        for result, outcome in told.items()
        for report in terminalreporter.stats.get(result, ())
        for name, what in report.user_properties
        if name == "attack"
    }
    for what, outcome in sorted(rows):
        terminalreporter.write_line(f"{outcome:<8}{what}")


@pytest.fixture(scope="session")
def update_goldens() -> bool:
    """Whether expected outputs are made again instead of compared (`make goldens`)."""
    return helpers.UPDATE


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium. CI has one; elsewhere the tests that need it are skipped."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    if IN_CI:
        pytest.fail(f"CI needs a browser: none of {', '.join(BROWSERS)} is on PATH")
    pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is on PATH")


@pytest.fixture(scope="session")
def node() -> str:
    """The path of Node, which runs the browser's pure functions."""
    if found := shutil.which("node"):
        return found
    if IN_CI:
        pytest.fail("CI needs node: the pure functions of the browser code have to be tested")
    pytest.skip("no node on PATH: the pure functions of the browser code are not tested")


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The modules of the search engine, the worker as it is published, and the tables of an index."""
    web = tmp_path_factory.mktemp("client") / "web"
    shutil.copytree(helpers.ROOT / "generator" / "web", web)
    folder = web / "search-engine"
    for page in packaged.client():
        (folder / Path(page.path).name).write_text(page.text, encoding="utf-8")
    (folder / "language.json").write_text(json.dumps(words.language()), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the real corpus; for tests marked `corpus`."""
    if helpers.CORPUS.is_dir():
        return helpers.CORPUS
    pytest.skip(f"no corpus in {helpers.CORPUS}")
