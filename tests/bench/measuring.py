"""What a command takes and what a site weighs, for the benchmarks of builds."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from generator.check import weight

PAPERS = [sys.executable, "-m", "generator"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One command: CPU seconds of all its processes, user and system together; seconds on the clock; the most
    memory that its processes held together, in MB; and what it wrote to stderr."""

    cpu: float
    wall: float
    memory: float
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A finished site: its size as a tar in bytes and its number of files, those of the search apart."""

    tar: int
    files: int
    search_tar: int
    search_files: int


def run(command: list[str], folder: Path, allowed: tuple[int, ...] = (0,)) -> Run:
    """One command from its start to its end; another exit code than those allowed ends everything. Only for
    systems with `wait4`."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, start_new_session=True, stderr=subprocess.PIPE
    )
    said: list[bytes] = []
    assert process.stderr
    listener = threading.Thread(target=lambda: said.extend(process.stderr or ()))
    listener.start()
    most = 0
    while True:
        most = max(most, _held(process.pid))
        time.sleep(0.05)
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    listener.join()
    process.stderr.close()
    told = b"".join(said).decode(errors="replace")
    if process.returncode not in allowed:
        sys.exit(f"{' '.join(command)[:200]} ended with {process.returncode}\n{told[-2000:]}")
    return Run(cpu=used.ru_utime + used.ru_stime, wall=wall, memory=most / 1e6, said=told)


def weighed(site: Path) -> Weight:
    """The weight of a site, folders included."""
    totals = {False: [0, 0], True: [0, 0]}
    for folder, _, names in os.walk(site):
        is_search = Path(folder).relative_to(site).parts[:1] == ("search",)
        total = totals[is_search]
        total[0] += weight.BLOCK + sum(weight.in_tar(Path(folder, name).stat().st_size) for name in names)
        total[1] += len(names)
    (tar, files), (search_tar, search_files) = totals[False], totals[True]
    return Weight(tar=tar, files=files, search_tar=search_tar, search_files=search_files)


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["--"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _held(session: int) -> int:
    """Resident bytes of all processes of a session; 0 where the system has no /proc."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    return total
