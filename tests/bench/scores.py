"""What `make bench` works out from what it measured: relevance, medians, the table. Nothing is run here."""

import json
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

FOUND = 50
"""As many papers of an answer are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, and the papers that would be right."""

    text: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """Questions of one kind."""

    name: str
    questions: tuple[Question, ...]
    titles: bool = False
    """Whether they are titles, of which only the first place counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bytes:
    """What one question cost from the first request of the page on, as sent and unpacked."""

    code: int = 0
    code_unpacked: int = 0
    data: int = 0
    data_unpacked: int = 0
    code_requests: int = 0
    data_requests: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Milliseconds from the question to the first papers and to the last order."""

    first: float
    done: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one engine did with one set of questions."""

    cold: tuple[Timed, ...] = ()
    cost: tuple[Bytes, ...] = ()
    warm: tuple[Timed, ...] = ()
    answers: tuple[tuple[Question, tuple[str, ...]], ...] = ()
    slow: tuple[Timed, ...] = ()
    opened: tuple[Timed, ...] = ()
    """Over a slow network: asked when the page is there, and by an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One engine: its files on the host, and its answers by the name of the set."""

    name: str
    files: int
    size: int
    idle: Bytes
    """What the page loads although nobody asks anything."""

    sets: dict[str, Measured]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as it is read, and as it is compared; None where there is nothing to compare."""

    text: str
    value: float | None = None


NOTHING = Figure(text="–")


def questions(path: Path) -> QuestionSet:
    """A file of questions with judgements: `[{"query": text, "rel": [ids]}]`."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        read = tuple(
            Question(text=entry["query"], relevant=frozenset(one.replace("/", "-") for one in entry["rel"]))
            for entry in entries
        )
        if not all(one.relevant for one in read):
            raise ValueError("a question without a right paper")  # noqa: TRY301 - told with the file below
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f'{path}: expected [{{"query": …, "rel": [ids]}}]: {error!r}') from error
    name = path.name.partition(".")[0].removesuffix("_queries").replace("_", " ")
    return QuestionSet(name=name, questions=read)


def known_titles(papers: Sequence[tuple[str, str]], count: int) -> QuestionSet:
    """Titles of `count` papers from all over `(id, title)`; right is every paper of that very title."""
    same: dict[str, set[str]] = {}
    for paper, title in papers:
        same.setdefault(title.casefold(), set()).add(paper)
    step = max(1, len(papers) // max(1, count))
    chosen = [title for _, title in sorted(papers)[::step]][:count]
    asked = tuple(Question(text=title, relevant=frozenset(same[title.casefold()])) for title in chosen)
    return QuestionSet(name="exact titles", questions=asked, titles=True)


def spread(items: Sequence[Question], count: int) -> list[Question]:
    """`count` of the questions, evenly from the first to the last."""
    if count >= len(items):
        return list(items)
    return [items[number * len(items) // count] for number in range(count)]


def ndcg(found: Sequence[str], relevant: Collection[str], depth: int = 10) -> float:
    """Discounted gain of the first results, 1 where nothing better is possible."""
    gain = sum(1 / math.log2(place + 2) for place, one in enumerate(found[:depth]) if one in relevant)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(depth, len(relevant))))


def recall(found: Sequence[str], relevant: Collection[str], depth: int = FOUND) -> float:
    """Share of the right papers among the first results."""
    return len(set(found[:depth]) & set(relevant)) / len(relevant)


def reciprocal_rank(found: Sequence[str], relevant: Collection[str]) -> float:
    """1 over the place of the first right paper, 0 where there is none."""
    return next((1 / place for place, one in enumerate(found, 1) if one in relevant), 0.0)


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all values does not exceed; 0 of nothing."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def table(columns: Sequence[Column], sets: Sequence[QuestionSet]) -> str:
    """One Markdown table; the numbers in brackets are multiples of the first column's."""
    lines = [_line("", *(column.name for column in columns)), _line(*["--"] * (len(columns) + 1))]
    lines.append(_row("search files on the host", [_stored(column) for column in columns]))
    lines.append(_row("data before any question, KB", [_kilobytes([c.idle.data]) for c in columns]))
    spent = [[cost for found in column.sets.values() for cost in found.cost] for column in columns]
    lines.append(_row("scripts and engine, KB", [_kilobytes([c.code for c in each]) for each in spent]))
    lines.append(
        _row("the same, unpacked, KB", [_kilobytes([c.code_unpacked for c in each]) for each in spent])
    )
    lines.append(_row("the same, in requests", [_median([c.code_requests for c in each]) for each in spent]))
    for one in sets:
        lines.append(_line(f"**{one.name}** ({len(one.questions)})", *[""] * len(columns)))
        found = [column.sets.get(one.name, Measured()) for column in columns]
        lines += [_row(name, row) for name, row in _figures(one, found)]
    return "\n".join(lines)


def _figures(one: QuestionSet, found: list[Measured]) -> list[tuple[str, list[Figure]]]:
    rows = [
        ("cold: data, KB", [_kilobytes([c.data for c in each.cost]) for each in found]),
        ("cold: data, KB unpacked", [_kilobytes([c.data_unpacked for c in each.cost]) for each in found]),
        ("cold: requests for data", [_median([c.data_requests for c in each.cost]) for each in found]),
        ("cold: ms to the first papers", [_median([t.first for t in each.cold]) for each in found]),
        ("next: ms to the first papers", [_median([t.first for t in each.warm]) for each in found]),
        ("next: ms to the last order", [_median([t.done for t in each.warm]) for each in found]),
    ]
    if any(each.slow for each in found):
        rows += [
            (
                "slow network: ms to the first papers",
                [_median([t.first for t in each.slow]) for each in found],
            ),
            ("slow network: ms to the last order", [_median([t.done for t in each.slow]) for each in found]),
            (
                "slow network, opened by address: ms",
                [_median([t.done for t in each.opened]) for each in found],
            ),
        ]
    if any(len(each.answers) < len(one.questions) for each in found):
        rows.append(("answered in the time there was", [_asked(each) for each in found]))
    if one.titles:
        return [*rows, ("comes first", [_share(each) for each in found])]
    for name, score in (("nDCG@10", ndcg), ("R@50", recall), ("MRR", reciprocal_rank)):
        rows.append((name, [_score([score(f, q.relevant) for q, f in each.answers]) for each in found]))
    return [*rows, ("nothing found", [_empty(each) for each in found])]


def _stored(column: Column) -> Figure:
    return Figure(text=f"{column.size / 1e6:.1f} MB in {column.files:,}", value=column.size)


def _kilobytes(values: Sequence[int]) -> Figure:
    return _median([value / 1e3 for value in values])


def _median(values: Sequence[float]) -> Figure:
    """With what nineteen of twenty do not exceed, where there are enough to say so."""
    if not values:
        return NOTHING
    middle, high = percentile(values, 0.5), percentile(values, 0.95)
    tail = f", p95 {_short(high)}" if len(values) >= 10 and _short(high) != _short(middle) else ""
    return Figure(text=f"{_short(middle)}{tail}", value=middle)


def _score(values: Sequence[float]) -> Figure:
    return Figure(text=f"{mean(values):.3f}", value=mean(values)) if values else NOTHING


def _share(found: Measured) -> Figure:
    if not found.answers:
        return NOTHING
    first = mean([float(bool(ids) and ids[0] in asked.relevant) for asked, ids in found.answers])
    return Figure(text=f"{first * 100:.0f} %", value=first)


def _asked(found: Measured) -> Figure:
    return Figure(text=f"{len(found.answers)}")


def _empty(found: Measured) -> Figure:
    if not found.answers:
        return NOTHING
    return Figure(text=f"{sum(not ids for _, ids in found.answers)} of {len(found.answers)}")


def _short(value: float) -> str:
    return f"{value:,.1f}" if 0 < value < 10 else f"{value:,.0f}"


def _row(name: str, figures: Sequence[Figure]) -> str:
    own = figures[0].value
    return _line(
        name, *(each.text + (_ratio(each.value, own) if place else "") for place, each in enumerate(figures))
    )


def _ratio(value: float | None, own: float | None) -> str:
    if value is None or not own:
        return ""
    ratio = value / own
    return f" (×{ratio:.2f})" if ratio < 10 else f" (×{ratio:,.0f})"


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
