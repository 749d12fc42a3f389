"""No later upload and no pip in use can keep a clone from being installed."""

import itertools
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.conftest import IN_CI
from tests.support import locking
from tests.support.helpers import ROOT
from tests.support.locking import LOCKS, PIPS, Metadata

BESIDE = ROOT / ".venv-properdocs"
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@pytest.fixture(scope="session")
def packages() -> dict[str, Metadata]:
    """What the packages of all locks say of themselves, as far as this machine has them."""
    return {**_beside(), **locking.installed(Path(sys.prefix))}


def _beside() -> dict[str, Metadata]:
    return locking.installed(BESIDE) if BESIDE.is_dir() else {}


@pytest.fixture(scope="session")
def shelf(
    packages: dict[str, Metadata], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    """An index where everything has a newer version, and the hashes of the locked ones."""
    folder = tmp_path_factory.mktemp("index")
    return folder, locking.index(folder, packages)


@pytest.fixture(params=LOCKS)
def lock(request: pytest.FixtureRequest) -> list[Requirement]:
    """The pins of each lock."""
    if request.param == ".ci/properdocs.lock":
        _need(BESIDE / locking.PYTHON)
    return locking.pins((ROOT / request.param).read_text(encoding="utf-8"))


def _need(python: Path) -> None:
    """`make test` makes these environments; CI has to have them."""
    if not python.is_file():
        said = f"{python} is missing: `make test` makes it"
        if IN_CI:
            pytest.fail(said)
        pytest.skip(said)


def test_the_pips() -> None:
    """The oldest is the one that the first release of this Python brought, the newest that of the lock."""
    _need(PIPS["oldest"])
    first = {"3.11": "22.3", "3.12": "23.2.1", "3.13": "24.2"}
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert locking.installed(ROOT / ".venv-oldest-pip")["pip"].version == first.get(here, "25.2")
    assert locking.installed(Path(sys.prefix))["pip"].version in (ROOT / LOCKS[1]).read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.attack(13, "newer versions of everything, met by the oldest pip and the newest")
@pytest.mark.parametrize(
    ("pip", "options"),
    [("oldest", ("--no-deps",)), ("oldest", ()), ("newest", ())],
    ids=["oldest, as it stands", "oldest, resolved", "newest, resolved"],
)
def test_newer_versions_change_nothing(
    lock: list[Requirement],
    pip: str,
    options: tuple[str, ...],
    shelf: tuple[Path, dict[str, str]],
    tmp_path: Path,
) -> None:
    """Each pip takes exactly the locked versions, also where it works out dependencies by itself."""
    folder, hashes = shelf
    done = _install(PIPS[pip], folder, tmp_path, locking.with_hashes(lock, hashes), *options)
    assert done.returncode == 0, done.stderr
    assert locking.LATER not in done.stdout
    taken = done.stdout.rpartition("Would install ")[2].split()
    assert len(taken) == sum(pin.marker is None or pin.marker.evaluate() for pin in lock)


@pytest.mark.slow
def test_without_extras_a_newer_version_breaks(shelf: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """The trial sees what once broke a clone: a lock without extras, a newer `coverage`, and a pip that
    works out dependencies. (The newest pips have learnt it.)"""
    folder, hashes = shelf
    bare = locking.pins((ROOT / "requirements-dev.lock").read_text(encoding="utf-8"))
    done = _install(PIPS["oldest"], folder, tmp_path, locking.with_hashes(bare, hashes, extras=False))
    assert done.returncode != 0
    assert "In --require-hashes mode, all requirements must have their versions pinned with ==" in done.stderr
    assert "coverage[toml]" in done.stderr


def _install(
    python: Path, index: Path, scratch: Path, lock: str, *options: str
) -> subprocess.CompletedProcess[str]:
    _need(python)
    file = scratch / "copy.lock"
    file.write_text(lock, encoding="utf-8")
    trial = f"-m pip install --dry-run --ignore-installed --no-cache-dir --require-hashes -r {file.name}"
    return subprocess.run(
        [str(python), *trial.split(), *options, "--index-url", index.as_uri()],
        cwd=scratch,
        env=locking.environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.attack(13, "a requirement, with its extras, that no pin of a lock satisfies on some system")
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS, ids=lambda one: one["sys_platform"])
def test_pins_satisfy_each_other(
    lock: list[Requirement], packages: dict[str, Metadata], system: dict[str, str], python: str
) -> None:
    """What each locked package asks for is in the lock, in a version and with the extras it asks for, on
    every system and Python; and it allows that Python."""
    where = _place(system, python)
    here = {
        canonicalize_name(pin.name): pin for pin in lock if pin.marker is None or pin.marker.evaluate(where)
    }
    known = {name: packages[name] for name, pin in here.items() if _is(packages.get(name), pin)}
    assert len(known) > 0.8 * len(here)
    for name, metadata in known.items():
        assert f"{python}.0" in SpecifierSet(metadata.requires_python), f"{name}: {metadata.requires_python}"
        for asked in _asked(metadata, here[name].extras, where):
            pin = here.get(canonicalize_name(asked.name))
            assert pin, f"{name} asks for {asked}: not in the lock"
            assert asked.specifier.contains(locking.version(pin), prereleases=True), (
                f"{name} asks for {asked}: {pin}"
            )
            assert asked.extras <= pin.extras, f"{name} asks for {asked}: {pin}"


def _place(system: dict[str, str], python: str) -> dict[str, str]:
    here = {name: str(value) for name, value in default_environment().items()}
    return {**here, **system, "python_version": python, "python_full_version": f"{python}.0"}


def _is(metadata: Metadata | None, pin: Requirement) -> bool:
    """Whether the version that another Python or system gets is the one that is here."""
    return metadata is not None and metadata.version == locking.version(pin)


def _asked(metadata: Metadata, extras: set[str], where: dict[str, str]) -> Iterator[Requirement]:
    for asked, extra in itertools.product(metadata.requirements, ["", *extras]):
        if asked.marker is None or asked.marker.evaluate({**where, "extra": extra}):
            yield asked


def test_nothing_locked_is_missing_here(lock: list[Requirement], packages: dict[str, Metadata]) -> None:
    """The environments hold what the locks say, so that what is tested here is what is installed."""
    here = (pin for pin in lock if pin.marker is None or pin.marker.evaluate())
    other = [str(pin) for pin in here if not _is(packages.get(canonicalize_name(pin.name)), pin)]
    assert not other, f"not installed in this version: {other}; run `make test`"
