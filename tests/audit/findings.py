"""What `make audit` demands of a page, and how it prints what it found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SCORE = 0.98
"""At least this in each category of Lighthouse."""
SHIFT = 0.02
"""At most so much layout shift, while a page loads and is scrolled to its end."""
TARGET, INLINE = 32, 24
"""At least so many pixels: both sides of what is clicked, and the line of a link in running text."""
BYTES, REQUESTS = 60_000, 12
"""At most so much for a page with an empty cache, compressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What can be clicked or typed into: its area in pixels; `inline` are links in running text, whose height is
    that of their line."""

    name: str
    width: float
    height: float
    inline: bool = False

    @property
    def side(self) -> float:
        """The side that counts."""
        return self.height if self.inline else min(self.width, self.height)

    @property
    def is_small(self) -> bool:
        """Whether it is hard to hit. Browsers round to sixteenths of a pixel and less."""
        return self.side < (INLINE if self.inline else TARGET) - 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A page at one width in one colour scheme. `axe` are violations, `targets` all of the page, `foreign` requests
    to other hosts, and `problems` what the browser complained about."""

    kind: str
    width: int
    scheme: str
    axe: tuple[str, ...] = ()
    shift: float = 0
    targets: tuple[Target, ...] = ()
    sent: int = 0
    requests: int = 0
    foreign: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where in the table it is, apart from its kind."""
        return f"{self.width} {self.scheme}"

    def faults(self) -> Iterator[str]:
        """What does not meet the demands; the same fault has the same words in every cell."""
        yield from (f"axe: {one}" for one in self.axe)
        if self.shift > SHIFT:
            yield f"layout shift: more than {SHIFT}"
        yield from sorted({f"small target: {one.name}" for one in self.targets if one.is_small})
        if self.sent > BYTES:
            yield f"more than {BYTES:,} bytes"
        if self.requests > REQUESTS:
            yield f"more than {REQUESTS} requests"
        yield from (f"elsewhere: {one}" for one in self.foreign)
        yield from self.problems

    def row(self) -> list[str]:
        """The cells of its line."""
        small = [one for one in self.targets if one.is_small]
        smallest = min((one.side for one in small), default=0)
        return [
            self.kind,
            str(self.width),
            self.scheme,
            str(len(self.axe)),
            f"{self.shift:.3f}",
            f"{len(small)}, from {smallest:.0f} px" if small else "0",
            f"{self.sent / 1000:.1f}",
            str(self.requests),
            str(len(self.foreign)),
        ]


HEAD = ["page", "px", "colours", "axe", "shift", "small targets", "KB", "requests", "elsewhere"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What Lighthouse says of a page as a phone or a desktop shows it: scores, and what is not perfect, by category."""

    kind: str
    form: str
    scores: Mapping[str, float]
    reasons: Mapping[str, tuple[str, ...]]
    error: str = ""

    def faults(self) -> Iterator[str]:
        """The categories below the bar, and why."""
        if self.error:
            yield f"Lighthouse: {self.error}"
        for name, score in self.scores.items():
            if score < SCORE:
                reasons = ", ".join(self.reasons.get(name, ()))
                yield f"Lighthouse, {name}: {score:.2f} ({reasons})"

    def better(self, other: "Scores") -> "Scores":
        """The better of two runs in each category: what else the machine does lowers a score, and nothing
        raises it."""
        best = {
            name: max((self, other), key=lambda run: run.scores.get(name, 0))
            for name in {**self.scores, **other.scores}
        }
        return Scores(
            kind=self.kind,
            form=self.form,
            scores={name: run.scores[name] for name, run in best.items()},
            reasons={name: run.reasons.get(name, ()) for name, run in best.items()},
            error=self.error and other.error,
        )


def grouped(found: Iterable[tuple[str, str, str]]) -> list[str]:
    """(kind, where, fault) as lines, each fault of a kind once, with where it is."""
    wheres: dict[tuple[str, str], list[str]] = {}
    for kind, where, fault in found:
        wheres.setdefault((kind, fault), []).append(where)
    return [f"{kind}: {fault} [{'; '.join(where)}]" for (kind, fault), where in wheres.items()]


def line(cells: Iterable[str]) -> str:
    """A line of a table in Markdown."""
    return f"| {' | '.join(cells)} |"
