"""Regular expressions that an operator may write: only those that always match in bounded time.

Python's engine tries every way in which an expression may match. `(a+)+$` can match forty letters in more
ways than there are seconds in a year, so the ways are counted before an expression is used.
"""

import re
from dataclasses import dataclass

WAYS = 20_000
"""The most ways to match at one position in a text: one `*` or `+`, and a few choices."""

ENDLESS = 1_000
"""What `*`, `+` and `{2,}` count as."""

_VERBOSE = re.compile(r"\(\?[aiLmsu]*x")
_PIECE = re.compile(
    r"""
    (?P<note>   \(\?\# [^)]* \) )
  | (?P<open>   \( (?: \?(?: P<\w+> | P=\w+ | <?[=!] | [:>] | \(\w+\) | [aiLmsu]*(?:-[ims]+)?:? ) )? )
  | (?P<close>  \) )
  | (?P<or>     \| )
  | (?P<times>  (?: [*+?] | \{ (?P<least>[0-9]*) (?P<comma>,?) (?P<most>[0-9]*) \} ) [?+]? )
  | (?P<one>    \[ \^? \]? (?: \\. | [^\]\\] )* \] | \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)


def bounded(written: str) -> re.Pattern[str]:
    """Raises ValueError, saying what is allowed, for an expression that is invalid, matches everything, or
    may never end."""
    if _VERBOSE.search(written):
        raise ValueError("the flag x of a regular expression is not supported")
    try:
        regex = re.compile(written)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"not a regular expression: {error}") from None
    if _ways(written) > WAYS:
        raise ValueError("may take forever: expected one * or +, and none around a choice or a repetition")
    if regex.search(""):
        raise ValueError("the expression matches everything")
    return regex


@dataclass(slots=True)
class _Ways:
    """One pair of brackets: its complete branches, the branch so far, and that branch's last piece."""

    branches: int = 0
    before: int = 1
    last: int = 1

    def add(self, ways: int) -> None:
        """Adds a piece to the branch."""
        self.before, self.last = self.before * self.last, ways

    def turn(self) -> None:
        """Starts another branch."""
        self.branches, self.before, self.last = self.whole, 1, 1

    @property
    def whole(self) -> int:
        """The ways to match all of it; large numbers are capped."""
        return min(self.branches + self.before * self.last, WAYS + 1)


def _ways(written: str) -> int:
    """An upper bound on the ways a valid expression can match at one position."""
    above: list[_Ways] = []
    here = _Ways()
    for piece in _PIECE.finditer(written):
        match piece.lastgroup:
            case "open":
                above.append(here)
                here = _Ways()
            case "close" if above:
                inside, here = here, above.pop()
                here.add(inside.whole)
            case "or":
                here.turn()
            case "one":
                here.add(1)
            case None | "note" | "close":
                pass
            case _:
                here.last = _repeated(here.last, piece)
    return here.whole


def _repeated(ways: int, piece: re.Match[str]) -> int:
    sign = piece["times"][0]
    if sign == "?":
        return ways + 1
    least, most = piece["least"] or "0", piece["most"] if piece["comma"] else piece["least"]
    if sign in "*+" or not most:
        return ENDLESS if ways == 1 else WAYS + 1
    times, choices = min(int(most), ENDLESS), min(int(most) - int(least) + 1, ENDLESS)
    return min(choices, WAYS) if ways == 1 else min(choices * ways ** min(times, 20), WAYS + 1)
