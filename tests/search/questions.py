"""Questions put to the product's own browser code over an index, and whether the answers are right."""

import json
import os
import subprocess
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from generator.graph import Graph
from generator.search import index
from generator.text import TITLE_CAP, clean, fold
from tests.support.helpers import CORPUS, ROOT

Answer = Mapping[str, Any]
Ask = Callable[[Iterable[str | Mapping[str, object]]], list[Answer]]
"""Asks texts, or whole questions: see `ask.mjs`."""

TEN, FIVE = 10, 5


def cases(site: str | None) -> list[Path]:
    """Folders of reported questions, where they are next to the project: those of a named site, or those
    that bring small archives."""
    found = []
    for path in sorted((CORPUS.parent / "cases").glob("*/case.json")):
        case = json.loads(path.read_bytes())
        if case["kind"] == "query" and (case["site"] == site if site else isinstance(case["site"], list)):
            found.append(path.parent)
    return found


def asked(folder: Path) -> list[Mapping[str, Any]]:
    """The questions of a case, and what is accepted as an answer."""
    case = json.loads((folder / "case.json").read_bytes())
    found: list[Mapping[str, Any]] = (
        json.loads((folder / case["queries"]).read_bytes()) if "queries" in case else []
    )
    return found


def written(graph: Graph, folder: Path) -> Path:
    """The files of the index of an archive, below a folder."""
    for file in index.render(graph):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.body)
    return folder / "search"


@contextmanager
def answering(node: str, script: str, **environment: Path) -> Iterator[Callable[[object], Any]]:
    """A script beside this file that answers each line of JSON with another; bytes go there in hex."""
    with subprocess.Popen(
        [node, str(Path(__file__).with_name(script))],
        env={**os.environ, **{name: str(path) for name, path in environment.items()}},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin
        assert process.stdout
        lines, answers = process.stdin, process.stdout

        def ask(question: object) -> Any:
            lines.write(json.dumps(question, default=bytes.hex) + "\n")
            lines.flush()
            return json.loads(answers.readline())

        yield ask
        lines.close()


@contextmanager
def asking(node: str, client: Path, folder: Path) -> Iterator[Ask]:
    """Asks the client over an index, with what the page of results makes of its notes."""
    web = ROOT / "generator" / "web"
    with answering(node, "ask.mjs", CLIENT=client, INDEX=folder, WEB=web) as ask:
        yield lambda texts: [ask({"q": text} if isinstance(text, str) else text) for text in texts]


def offered(answer: Answer) -> list[tuple[str, str]]:
    """The links that an answer offers: a path of the site or the words of another question, and their text."""
    found = []
    for note in answer["said"]:
        for link in note["links"]:
            parts = urlsplit(link["href"])
            found.append((parse_qs(parts.query).get("q", [parts.path.lstrip("/")])[0], link["text"]))
    return found


def faults(questions: Sequence[Mapping[str, Any]], ask: Ask, texts: Mapping[str, str]) -> list[str]:
    """What is wrong with the answers, by the rules of the reported cases; `texts` are all papers' words."""
    every = [word for one in questions for word in (one["q"], one.get("like"), one.get("unlike")) if word]
    asked = list(dict.fromkeys(every))
    answers = dict(zip(asked, ask(asked), strict=True))
    return [
        f"{one}: {answers[one['q']]['ids'][:FIVE]} {answers[one['q']]['notes']}"
        for one in questions
        if not _right(one, answers, texts)
    ]


def _right(one: Mapping[str, Any], answers: Mapping[str, Answer], texts: Mapping[str, str]) -> bool:
    answer = answers[one["q"]]
    found, links = answer["ids"], offered(answer)
    right = [answer["kind"] == "results"]
    if one.get("want") in texts:
        right.append(one["want"] in found[: one["top"]])
    if "link" in one:
        right.append(any(path == one["link"] for path, _ in links))
    if "like" in one:
        other = answers[one["like"]]["ids"][:TEN]
        same = len(set(found[:TEN]) & set(other)) * 2 >= len(other) > 0
        right.append(same or any(one["like"] in link for link in links))
    if "unlike" in one:
        right.append(found[:TEN] != answers[one["unlike"]]["ids"][:TEN])
    if "means" in one:
        held = any(one["means"].lower() in texts[paper].lower() for paper in found[:FIVE])
        right.append(held or any(one["means"] in text for link in links for text in link))
    return all(right)


def lost_titles(titles: Iterable[str], ask: Ask, papers: Mapping[str, str]) -> list[str]:
    """Titles that are not first, nor behind titles that differ from them only by accents, case or signs;
    `papers` are titles by id."""
    asked = list(titles)
    return [
        f"{title!r}: {answer['ids'][:FIVE]} {answer['notes']}"
        for title, answer in zip(asked, ask(asked), strict=True)
        if not _is_found(title, [papers[paper] for paper in answer["ids"]])
    ]


def _is_found(title: str, found: Sequence[str]) -> bool:
    stored = clean(title, TITLE_CAP)
    if stored not in found:
        return False
    return all(_bare(one) == _bare(title) for one in found[: found.index(stored)])


def _bare(text: str) -> str:
    letters = "".join(c for c in unicodedata.normalize("NFKD", text) if c.isalnum())
    return fold(letters) or letters
