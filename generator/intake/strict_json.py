"""Exactly one JSON document as defined in RFC 8259, without the extensions of lenient parsers."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import NoReturn

from generator.errors import RefusedError, quoted

CHARACTERS_CAP = 20_000_000
VALUES_CAP = 700_000
"""Values of 20 MB at the density of real answers. A value of two characters takes 200 bytes of memory."""

FOLLOWED = "more text follows its end"


@dataclass(slots=True)
class Room:
    """The total that documents may contain; each takes its part."""

    characters: int = CHARACTERS_CAP
    values: int = VALUES_CAP

    def take(self, text: str) -> None:
        """Counts a document's values before it is parsed, including commas in texts. Refuses with `size`."""
        self.characters -= len(text)
        self.values -= sum(map(text.count, "[{,"))
        if self.characters < 0 or self.values < 0:
            raise RefusedError("size", "more than any list of papers contains")


def loads(text: str, room: Room | None = None) -> object:
    """The value of `text`: None, bool, int, float, str, list or dict with str keys.

    Refuses with `size` what exceeds `room`, and with `json`: broken or trailing text, NaN and Infinity, a key
    used twice in one object, integers of thousands of digits, nesting beyond what Python can follow. `1e999`
    is valid JSON and becomes infinity: whoever reads a number checks its range.
    """
    (room or Room()).take(text)
    try:
        value: object = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        # Some of Python's messages are to be read with the place behind them.
        what = error.msg.removesuffix(" at").removesuffix(" starting").replace("Extra data", FOLLOWED)
        raise RefusedError("json", f"not one JSON document: {what}", place) from None
    except RecursionError:
        raise RefusedError("json", "nested too deeply") from None
    except ValueError:
        # Not a JSONDecodeError: the limit on digits of one integer (sys.set_int_max_str_digits).
        raise RefusedError("json", "a number has too many digits") from None
    return value


def _no_constant(name: str) -> NoReturn:
    raise RefusedError("json", f"{name} is not JSON")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        [(key, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise RefusedError("json", f"key {quoted(key)} occurs twice in one object")
    return found
