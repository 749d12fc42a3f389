"""The browser's half of `make bench`: one server that counts, one Chromium, the same questions to each engine."""

import gzip
import mimetypes
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any, Literal
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.bench.scores import FOUND, Bytes, Measured, Question, QuestionSet, Timed, spread
from tests.support import ranges
from tests.support.running import running

SCRIPT = Path(__file__).with_suffix("").with_name("engines.js")
PACKED = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".xml"}
"""What a host such as GitHub Pages compresses. Files of other kinds travel as they are stored."""

PAGE = {".css", ".gif", ".html", ".ico", ".jpg", ".map", ".png", ".svg", ".webp", ".woff", ".woff2"}
"""The page itself and its looks, which no engine is charged for."""

SLOW = 20
"""The most questions of a kind over the slow network: each takes ten seconds or more, of which nothing can be saved, since
it is the network that is slow."""

TYPING = 1_000
"""Milliseconds between the first letter of a question and its end."""

PATIENCE = 120_000
"""Milliseconds that a page may take."""

QUIET = 0.15
"""Seconds without a request after which a page counts as done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One answer of the server: bytes of its body as sent, and as stored."""

    path: str
    sent: int
    stored: int


class Counter:
    """Files below a folder, compressed once, and the list of what was sent."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._sent: list[Sent] = []
        self._latest = 0.0
        self._lock = Lock()
        self._packed: dict[Path, bytes] = {}

    def file(self, address: str) -> Path | None:
        """The file at an address of the server, if there is one."""
        path = self.root / unquote(urlsplit(address).path).lstrip("/")
        if path.is_dir():
            path /= "index.html"
        return path if path.is_file() and ".." not in path.parts else None

    def body(self, path: Path) -> tuple[bytes, bool, int]:
        """What is sent, whether it is compressed, and its length when it is not."""
        stored = path.read_bytes()
        if path.suffix not in PACKED:
            return stored, False, len(stored)
        with self._lock:
            if path not in self._packed:
                self._packed[path] = gzip.compress(stored, 6, mtime=0)
            return self._packed[path], True, len(stored)

    def note(self, sent: Sent) -> None:
        """An answer was sent."""
        with self._lock:
            self._sent.append(sent)
            self._latest = time.monotonic()

    def begin(self) -> None:
        """Forgets what was sent so far."""
        with self._lock:
            self._sent.clear()

    def all(self) -> tuple[Sent, ...]:
        """What was sent since `begin`, once nothing more is asked for."""
        while time.monotonic() - self._latest < QUIET:
            time.sleep(QUIET / 5)
        with self._lock:
            return tuple(self._sent)

    def cost(self) -> Bytes:
        """The part of it that is the engine's."""
        return costs(self.all())


def costs(sent: Sequence[Sent]) -> Bytes:
    """Engine and data apart, without the page and its looks."""
    own = [one for one in sent if Path(one.path).suffix not in PAGE and not one.path.endswith("/")]
    code = [one for one in own if _is_code(one.path)]
    data = [one for one in own if not _is_code(one.path)]
    return Bytes(
        code=sum(one.sent for one in code),
        code_unpacked=sum(one.stored for one in code),
        data=sum(one.sent for one in data),
        data_unpacked=sum(one.stored for one in data),
        code_requests=len(code),
        data_requests=len(data),
    )


def _is_code(path: str) -> bool:
    name = Path(path).name
    return Path(path).suffix in {".js", ".mjs", ".wasm"} or name.startswith("wasm.")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16  # head and body in one go

    def __init__(self, counter: Counter, *args: Any) -> None:
        self.counter = counter
        super().__init__(*args)

    def handle(self) -> None:
        with suppress(ConnectionError):  # a browser that is closed closes nothing properly
            super().handle()

    def do_GET(self) -> None:
        path = self.counter.file(self.path)
        if path is None:
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body, packed, stored = self.counter.body(path)
        asked = None if packed else self.headers.get("Range")
        status, body, told = ranges.part(asked, body)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_response(status)
        if told:
            self.send_header("Content-Range", told)
            stored = len(body)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.counter.note(Sent(path=urlsplit(self.path).path, sent=len(body), stored=stored))
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""


@contextmanager
def served(root: Path) -> Iterator[tuple[str, Counter]]:
    """The address of a folder of sites on this machine, and what was sent of them."""
    counter = Counter(root)
    with running(ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, counter))) as port:
        yield f"http://127.0.0.1:{port}/", counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A search to be asked: the page it is asked on, and how often it can be asked from nothing."""

    key: str
    """Its folder on the server, and its name in the script."""

    name: str
    page: str
    cold: int
    most: int
    """So many questions of a kind, at most, one after the other."""

    seconds: float
    """After so long it is asked no more questions."""

    opened: bool = False
    """Whether an address can hold a question."""


ENGINES = (
    Engine(key="ours", name="ours", page="search/", cold=20, most=1000, seconds=240, opened=True),
    Engine(key="material", name="Material", page="", cold=1, most=60, seconds=420),
    Engine(key="pagefind", name="Pagefind", page="", cold=20, most=1000, seconds=240),
)


Answer = tuple[Question, tuple[str, ...]]


def in_turn(steps: dict[str, Iterator[None]]) -> dict[str, str]:
    """A step of each, again and again, so that a busy minute hits all; what went wrong, by name."""
    wrong = {}
    while steps:
        for name in list(steps):
            try:
                next(steps[name])
            except StopIteration:
                del steps[name]
            except RuntimeError as error:
                wrong[name] = str(error)
                del steps[name]
    return wrong


class Session:
    """One engine in one browser."""

    def __init__(
        self,
        browser: Browser,
        engine: Engine,
        address: str,
        counter: Counter,
        slow: str = "",
        most_slow: int = SLOW,
    ) -> None:
        self.engine = engine
        self._browser = browser
        self._address = f"{address}{engine.key}/{engine.page}"
        self._slow = slow and f"{slow}{engine.key}/{engine.page}"
        self._most_slow = most_slow
        self._counter = counter
        self._left = engine.seconds
        self.idle = Bytes()
        """What the page costs although nobody asks anything."""

        self.cold: dict[str, list[tuple[Timed, Bytes]]] = {}
        self.warm: dict[str, list[tuple[Timed, Answer]]] = {}
        self.slow: dict[str, list[Timed]] = {}
        self.opened: dict[str, list[Timed]] = {}
        """From the start of opening an address with a question, where an engine has such."""

    def from_nothing(self, sets: Sequence[QuestionSet]) -> Iterator[None]:
        """Some questions of each set, each in a browser of its own. A step is a question."""
        self._from_nothing("the first of all")  # server and system are cold too
        self._counter.begin()
        with self._opened():
            self.idle = self._counter.cost()
        for one in sets:
            measured = self.cold.setdefault(one.name, [])
            for question in spread(one.questions, self.engine.cold):
                measured.append(self._from_nothing(question.text))
                yield

    def on_one_page(self, sets: Sequence[QuestionSet]) -> Iterator[None]:
        """All questions one after the other, as long as there is time. A step is a question."""
        with self._opened() as page:
            self._ask(page, "a question")
            for one in sets:
                measured = self.warm.setdefault(one.name, [])
                for question in spread(one.questions, self.engine.most):
                    if self._left <= 0:
                        return
                    start = time.monotonic()
                    try:
                        timed = self._ask(page, question.text)
                    except RuntimeError:
                        return  # it may still be busy with it: what was measured so far holds
                    ids = page.evaluate(f"(wanted) => bench.{self.engine.key}.found(wanted)", FOUND)
                    found = tuple(str(one).replace("/", "-") for one in ids[:FOUND])
                    measured.append((timed, (question, found)))
                    self._left -= time.monotonic() - start
                    yield

    def over_a_slow_network(self, sets: Sequence[QuestionSet]) -> Iterator[None]:
        """Some questions of each set, each in a browser of its own: asked some time after the search was begun,
        as it takes to type it, and opened by its address. A step is a question."""
        for one in sets if self._slow and self._most_slow else ():
            asked, opened = self.slow.setdefault(one.name, []), self.opened.setdefault(one.name, [])
            for question in spread(one.questions, min(self.engine.cold, self._most_slow)):
                with self._opened(self._slow) as page:
                    page.evaluate(f"bench.{self.engine.key}.begin()")
                    page.wait_for_timeout(TYPING)
                    asked.append(self._ask(page, question.text))
                if self.engine.opened:
                    with self._opened(f"{self._slow}?q={quote(question.text)}", "commit") as page:
                        told = page.evaluate(f"bench.{self.engine.key}.opened()")
                        opened.append(Timed(first=float(told["first"]), done=float(told["done"])))
                yield

    def measured(self) -> dict[str, Measured]:
        """All of it, by the name of the set."""
        return {
            name: Measured(
                cold=tuple(timed for timed, _ in cold),
                cost=tuple(cost for _, cost in cold),
                warm=tuple(timed for timed, _ in self.warm.get(name, ())),
                answers=tuple(answer for _, answer in self.warm.get(name, ())),
                slow=tuple(self.slow.get(name, ())),
                opened=tuple(self.opened.get(name, ())),
            )
            for name, cold in self.cold.items()
        }

    def _from_nothing(self, text: str) -> tuple[Timed, Bytes]:
        self._counter.begin()
        with self._opened() as page:
            timed = self._ask(page, text)
            return timed, self._counter.cost()

    def _ask(self, page: Page, text: str) -> Timed:
        try:
            told = page.evaluate(f"(text) => bench.{self.engine.key}.ask(text)", text)
        except Error as error:
            raise RuntimeError(f"{self.engine.name}, asked {text[:80]!r}: {error.message}") from error
        return Timed(first=float(told["first"]), done=float(told["done"]))

    @contextmanager
    def _opened(self, address: str = "", until: Literal["load", "commit"] = "load") -> Iterator[Page]:
        """The page in a browser without a past; its scripts have run if it is loaded."""
        context: BrowserContext = self._browser.new_context(ignore_https_errors=True)
        try:
            page = context.new_page()
            page.add_init_script(path=SCRIPT)
            page.goto(address or self._address, wait_until=until, timeout=PATIENCE)
            yield page
        finally:
            context.close()
