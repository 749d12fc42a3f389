"""What all commands have in common: one line per error, exit codes, nothing a log could mistake."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import __version__, cli
from generator.cli.options import fail, report
from generator.errors import Problem
from generator.records.page import is_rendered
from generator.storage import packaged
from tests.support import fabricate, projects
from tests.support.helpers import ROOT
from tests.support.rendering import GUIDE, pages

COMMANDS = ("fetch", "generate", "build", "serve", "check", "status")


@pytest.mark.parametrize("command", COMMANDS)
def test_no_archive_here(tmp_path: Path, command: str) -> None:
    """Outside an archive every command says in one line how to make one."""
    result = projects.papers(command, "-f", tmp_path / "mkdocs.yml")
    assert result.exit_code == 2
    assert (
        result.output
        == f"papers: {tmp_path / 'mkdocs.yml'}: not found; make an archive with: papers init DIR\n"
    )


@pytest.mark.parametrize("command", [*COMMANDS, "upgrade"])
def test_in_a_folder_of_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Below the top of an archive the message leads there."""
    projects.make(tmp_path, [])
    monkeypatch.chdir(tmp_path / "data")
    result = projects.papers(command)
    assert result.exit_code == 2
    assert result.output.startswith(
        f"papers: mkdocs.yml: not found; there is one in {tmp_path}: go there, or"
    )


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("page_budget_kb: 10", "extra.archive.page_budget_kb: expected 50 to 5000, got 10"),
        ("data_dirr: x", "extra.archive.data_dirr: unknown; did you mean data_dir?"),
        ("trending_size: many", "extra.archive.trending_size: expected a whole number, got 'many'"),
    ],
)
def test_bad_configuration(tmp_path: Path, command: str, line: str, expected: str) -> None:
    """A wrong option stops every command with one line: the file, the key, what is allowed."""
    projects.make(tmp_path, [])
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"    {line}\n")
    result = projects.on(tmp_path, command)
    assert (result.exit_code, result.output) == (2, f"papers: {tmp_path / 'mkdocs.yml'}: {expected}\n")


def test_a_configuration_that_is_no_text(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are an error of one line."""
    (tmp_path / "mkdocs.yml").write_bytes(b"site_name: \xff\n")
    result = projects.on(tmp_path, "status")
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1


def test_unknown_command() -> None:
    """Wrong usage is 2."""
    assert projects.papers("publish").exit_code == 2
    assert projects.papers("status", "--no-such-option").exit_code == 2


def test_messages_stay_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever a message holds, it is one line, and no line can be a command to a log reader."""
    report(
        [
            Problem(path="::error::x", where="", message="two\nlines"),
            Problem(path="a\n::warning::", where="", message="b"),
        ]
    )
    fail("::add-mask::x\r\n::group::", 1)
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["- ::error::x: two lines", "a ::warning::: b", "papers: ::add-mask::x ::group::"]


def test_hostile_files(tmp_path: Path) -> None:
    """Names and content of imported files make no line of output that starts with `::`, and no traceback."""
    projects.make(tmp_path / "archive", [])
    files = []
    for number, body in enumerate(
        ['["::error::x"]', "::error::", '{"error": "::set-output::"}', '[{"paper": {"id": "::x\\n::y"}}]']
    ):
        file = tmp_path / f"::error::{number}"
        file.write_text(body, encoding="utf-8")
        files.append(file.name)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "generator",
            "import",
            "-v",
            "-f",
            str(tmp_path / "archive" / "mkdocs.yml"),
            *files,
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    lines = [*done.stdout.splitlines(), *done.stderr.splitlines()]
    assert lines[0] == "imported 0 days, 0 papers, 4 refused (0 new, 0 changed)"
    assert len(lines) == 6
    assert not [line for line in lines if line.lstrip().startswith("::") or "Traceback" in line]


def test_program_name_and_version() -> None:
    """`papers --version` says which version runs; `python -m generator` is the same program."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == projects.papers("--version").stdout
    assert done.stdout.startswith("papers, version ")


@pytest.mark.slow
def test_build_says_what_it_did(tmp_path: Path) -> None:
    """One line at the end; -q leaves it out, -v adds the time of each step."""
    projects.make(tmp_path, fabricate.listings(12, 6))
    loud = projects.on(tmp_path, "build", "-v")
    count = sum(is_rendered(path) for path in pages(fabricate.listings(12, 6)))
    count += len(packaged.guide()) - len(GUIDE)
    assert loud.stdout.startswith(f"built {count} pages, {count} of them rendered, in ")
    assert [line.split(":")[0].split(" ")[0] for line in loud.stderr.splitlines()] == [
        "look",
        "read",
        "generate",
        "mkdocs",
        "check",
        "publish",
        "took",
    ]
    assert projects.on(tmp_path, "build", "-q").output == ""


def test_commands_are_loaded_by_name() -> None:
    """Each is there under its name, with its options, and none is loaded to be listed."""
    said = projects.papers("--help").output
    for name in cli.COMMANDS:
        assert f"  {name} " in said
        assert projects.papers(name, "--help").exit_code == 0
    assert projects.papers("no-such-command").exit_code == 2
    heavy = "import sys; import generator.cli; print(*(m for m in ('numpy', 'scipy', 'requests') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", heavy], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


@pytest.mark.slow
def test_what_a_command_does_not_use_is_not_loaded() -> None:
    """Half of the time of most commands: scipy, requests and Pillow are loaded at their first use."""
    heavy = (
        "import sys, generator.cli.status, generator.cli.digest, generator.cli.building\n"
        "print(*(m for m in ('scipy', 'requests', 'PIL') if m in sys.modules))\n"
        "import numpy; from generator.graph.similarity import sparse\n"
        "print(sparse.rows(numpy.ones(1), numpy.zeros(1, int), numpy.array([0, 1]), (1, 1)).toarray())"
    )
    done = subprocess.run([sys.executable, "-c", heavy], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "\n[[1.]]\n"


STOPPED_AFTER = """
import signal, sys
from generator.__main__ import main
delay, *sys.argv[1:] = sys.argv[1:]
signal.signal(signal.SIGPROF, lambda *_: signal.raise_signal(signal.SIGINT))
signal.setitimer(signal.ITIMER_PROF, float(delay))
try:
    main()
finally:
    signal.setitimer(signal.ITIMER_PROF, 0)  # Python's own end has no handler any more
"""
"""The program, which gets a Ctrl-C so many seconds of processor time after its own first line: Python's start is
not ours to quieten, and a busy machine must not stretch it."""


@pytest.mark.slow
@pytest.mark.attack(12, "Ctrl-C at many moments of the first seconds")
@pytest.mark.parametrize("delay", [0.01, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0, 1.5, 2.5])
def test_stopped_early(tmp_path: Path, delay: float) -> None:
    """At most one line and the exit code of a stopped program, whatever was being loaded or done."""
    folder = projects.make(tmp_path, fabricate.listings(12, 6))
    command = [sys.executable, "-c", STOPPED_AFTER, str(delay), "generate", "-q"]
    done = subprocess.run(
        command,
        cwd=folder,
        # Development mode would also tell of a file that Python's own import had open at that moment.
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDEVMODE": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode in (0, 130), done.stderr
    assert len(done.stderr.splitlines()) <= 1, done.stderr
    assert done.stderr in ("", "papers: stopped; everything stored so far is kept\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("argument", "code", "said"), [("--version", 0, f"papers, version {__version__}\n"), ("--nothing", 2, "")]
)
def test_ends_at_once(argument: str, code: int, said: str) -> None:
    """The end of a command keeps its exit code, prints everything, and does what was left for it."""
    run = (
        "import atexit, sys\nfrom generator.__main__ import main\n"
        f"atexit.register(print, 'over')\nsys.argv = ['papers', {argument!r}]\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (code, f"{said}over\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tool", "result"),
    [
        (["-m", "coverage", "run", "--rcfile=", "--data-file=result"], "result"),
        (["-m", "cProfile", "-o", "result"], "result"),
        (
            ["-m", "trace", "--count", "--ignore-dir", sys.prefix, "-C", "result"],
            "result/generator.__main__.cover",
        ),
    ],
)
def test_ends_as_usual_for_tools(tmp_path: Path, tool: list[str], result: str) -> None:
    """What runs the program to watch it writes what it has seen."""
    module = ["-m", "generator"] if "trace" not in tool else ["--module", "generator"]
    run = [sys.executable, *tool, *module, "--version"]
    own = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(run, cwd=tmp_path, env=own, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.startswith(f"papers, version {__version__}\n")) == (0, True), done
    assert (tmp_path / result).is_file()


@pytest.mark.slow
def test_nobody_reads() -> None:
    """Where the other end of a pipe is closed, Python says so as it always does."""
    program = [sys.executable, "-m", "generator", "--help"]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        running.stdout.close()
        assert running.wait(60) in (1, 120)
