"""What `${{ … }}` means: the part of GitHub's expressions that the daily workflow uses.

https://docs.github.com/actions/reference/workflows-and-actions/expressions
"""

import re
from collections.abc import Callable, Mapping, Sequence

Value = str | bool
Look = Callable[[str], Value]
"""The value of a name such as `needs.fetch.result`; "" for what is not set."""
Functions = Mapping[str, Callable[..., Value]]

_TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<sign>&&|\|\||==|!=|[!(),])|(?P<name>[\w.-]+))")
PLAIN: Functions = {
    "format": lambda form, *given: re.sub(r"\{(\d+)\}", lambda found: text(given[int(found[1])]), form),
    "startsWith": lambda whole, start: text(whole).lower().startswith(text(start).lower()),
}
STATUS = ("success(", "failure(", "always(", "cancelled(")


def text(value: Value) -> str:
    """As written in a string."""
    return value if isinstance(value, str) else str(value).lower()


def value(expression: str, look: Look, functions: Functions) -> Value:
    """What an expression is. Raises ValueError for what is not known here."""
    return _Reader(_tokens(expression), look, {**PLAIN, **functions}).whole()


def condition(written: str, look: Look, functions: Functions) -> bool:
    """Whether a job or step runs: one that asks for no status waits for success."""
    found = re.fullmatch(r"\s*\$\{\{(.*)\}\}\s*", written, re.DOTALL)
    inner = found[1] if found else written
    if not any(status in inner for status in STATUS):
        inner = f"success() && ({inner})" if inner.strip() else "success()"
    return bool(value(inner, look, functions))


def filled(written: object, look: Look, functions: Functions) -> str:
    """A text with its `${{ … }}` looked up."""
    plain = text(written) if isinstance(written, bool) else str(written)
    return re.sub(
        r"\$\{\{(.+?)\}\}", lambda found: text(value(found[1], look, functions)), plain, flags=re.DOTALL
    )


def _tokens(expression: str) -> list[tuple[str, str]]:
    found, end = [], 0
    expression = expression.strip()
    while end < len(expression):
        token = _TOKEN.match(expression, end)
        if not token or not token.lastgroup:
            raise ValueError(f"{expression}: not understood from {expression[end:]!r}")
        found.append((token.lastgroup, token[token.lastgroup]))
        end = token.end()
    return found


class _Reader:
    """One function a level of precedence; `&&` and `||` give one of their sides, as there."""

    def __init__(self, tokens: Sequence[tuple[str, str]], look: Look, functions: Functions) -> None:
        self.left = list(tokens)
        self.look = look
        self.functions = functions

    def whole(self) -> Value:
        found = self._any()
        if self.left:
            raise ValueError(f"not understood: {self.left}")
        return found

    def _next_is(self, *signs: str) -> str:
        if self.left and self.left[0][0] == "sign" and self.left[0][1] in signs:
            return self.left.pop(0)[1]
        return ""

    def _any(self) -> Value:
        found = self._all()
        while self._next_is("||"):
            other = self._all()
            found = found or other
        return found

    def _all(self) -> Value:
        found = self._compared()
        while self._next_is("&&"):
            other = self._compared()
            found = other if found else found
        return found

    def _compared(self) -> Value:
        found = self._one()
        while sign := self._next_is("==", "!="):
            found = (text(found).lower() == text(self._one()).lower()) == (sign == "==")
        return found

    def _one(self) -> Value:
        if self._next_is("!"):
            return not self._one()
        if self._next_is("("):
            found = self._any()
            self._expect(")")
            return found
        kind, word = self.left.pop(0)
        if kind == "text":
            return word[1:-1].replace("''", "'")
        if kind == "sign":
            raise ValueError(f"{word}: not expected here")
        return self._called(word) if self._next_is("(") else self.look(word)

    def _called(self, name: str) -> Value:
        given: list[Value] = []
        while not self._next_is(")"):
            given.append(self._any())
            self._next_is(",")
        if name not in self.functions:
            raise ValueError(f"{name}: unknown function")
        return self.functions[name](*given)

    def _expect(self, sign: str) -> None:
        if not self._next_is(sign):
            raise ValueError(f"expected {sign}")
