"""Exactly one JSON document as RFC 8259 has it, and nothing a lenient reader would add."""

import json
from collections import Counter
from typing import NoReturn

from generator.errors import RefusedError, quoted


def loads(text: str) -> object:
    """The value of `text`: None, bool, int, float, str, list or dict with str keys.

    Refuses with `json`: broken or trailing text, NaN and Infinity, a key used twice in one object,
    integers of thousands of digits, nesting beyond what Python can follow. `1e999` is valid JSON
    and arrives as infinity: whoever reads a number decides about its range.
    """
    try:
        value: object = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise RefusedError("json", f"not one JSON document: {error.msg}", place) from None
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
