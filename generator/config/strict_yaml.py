"""YAML that people write: a safe loader, in C if available, that refuses duplicate keys and anything that
would expand far beyond the file.

The file is scanned once before anything is built from it. The scan stores nothing, so a document that is
nested too deeply, or whose aliases repeat a billion times, costs no more than its own length. In our own
files every value is text, except true, false and nothing: an id without quotes stays an id, and no number can
take minutes to parse. `mkdocs.yml` keeps the values that MkDocs reads from it.
"""

from collections.abc import Mapping

import yaml

CAP = 1 << 20
"""Maximum characters of a file, unless the caller sets another limit."""

DEPTH = 32
"""Lists and mappings inside each other."""

NODES = 250_000
"""Values and keys, counting each alias as what it expands to."""

WRITTEN_OUT = 4
"""How many times its own limit a file may be long once each alias is expanded."""

NUMBER = 64
"""Maximum characters of a number or a date: in base 60 or base 2, one number can fill a file."""

_TAG = "tag:yaml.org,2002:"
_STARTS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_BRIEF = frozenset(_TAG + name for name in ("int", "float", "timestamp"))
_SORTS = {"int": "a number", "float": "a number", "timestamp": "a date", "bool": "true or false"}
_OURS = frozenset(_TAG + name for name in ("bool", "null", "merge"))

# Besides its own errors, PyYAML's constructors raise these on values that do not fit an explicit tag.
_UNFIT = (ValueError, ArithmeticError, LookupError, AttributeError, TypeError, RecursionError)


class NotYamlError(ValueError):
    """The text cannot be parsed; the message says why, in one line."""


class _Host(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # either class
    """Accepts the tags that MkDocs allows (`!ENV`, `!relative`, `!!python/name:`) without acting on them."""


class _Own(_Host):
    """Knows no numbers, dates or tags."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's name and form
        first: [one for one in found if one[0] in _OURS]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def load(body: str, environment: Mapping[str, str] | None = None, *, cap: int = CAP) -> object:
    """The value of a document of at most `cap` characters: text, true, false, None, lists and mappings.

    Given an `environment`, it is read as MkDocs would: with numbers and dates, and with its tags. `!ENV NAME`
    and `!ENV [NAME, …, default]` are looked up; other tags give None. Raises NotYamlError.
    """
    if len(body) > cap:
        raise NotYamlError(f"not YAML of a supported size: longer than {cap:,} characters")
    kind = _Own if environment is None else _Host
    try:
        _walk(kind(body), cap)
        loader = kind(body)
        loader.environment = environment
        try:
            return loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.reader.ReaderError as error:
        raise NotYamlError(f"not YAML: {_unread(body)}") from error
    except yaml.YAMLError as error:
        raise NotYamlError(f"not YAML: {_told(error)}") from error
    except _UNFIT as error:
        message = f"not YAML: a value does not fit its tag: {' '.join(str(error).split())[:150]}"
        raise NotYamlError(message) from error


def _unread(body: str) -> str:
    """The first character that YAML forbids, and its line. PyYAML counts characters, and its C library bytes,
    from the start of the file."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(body)
    if found is None:
        return "it has a character that YAML does not allow"
    line = body.count("\n", 0, found.start()) + 1
    return f"line {line}: the character U+{ord(found[0]):04X} is not allowed"


def _told(error: yaml.YAMLError) -> str:
    """What is wrong, and in which lines."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return " ".join(str(error).split())[:200]
    here = error.problem_mark.line + 1
    told = f"line {here}: {error.problem}"
    if error.context:
        since = error.context_mark.line + 1 if error.context_mark else here
        told += f" {error.context}" + (f" that begins in line {since}" if since != here else "")
    return " ".join(told.split())[:200]


class _Walk:
    """Sizes so far: of the document, and of whatever an alias may expand to."""

    def __init__(self) -> None:
        self.nodes = self.characters = 0
        self._known: dict[str, tuple[int, int]] = {}
        self._above: list[tuple[str | None, int, int]] = []

    def scalar(self, loader: _Host, event: yaml.ScalarEvent) -> None:
        size = len(event.value)
        if size > NUMBER:
            _check_number(loader, event)
        self.nodes, self.characters = self.nodes + 1, self.characters + size
        if event.anchor:
            self._known[event.anchor] = 1, size

    def alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self._known:
            raise _fault(event, f"*{event.anchor} is used inside its own anchor, or before it")
        nodes, characters = self._known[event.anchor]
        self.nodes, self.characters = self.nodes + nodes, self.characters + characters

    def start(self, event: yaml.CollectionStartEvent) -> None:
        self.nodes += 1
        self._above.append((event.anchor, self.nodes, self.characters))
        self._known.pop(event.anchor or "", None)
        if len(self._above) > DEPTH:
            raise _fault(event, f"more than {DEPTH} lists and mappings inside each other")

    def end(self) -> None:
        anchor, nodes, characters = self._above.pop()
        if anchor:
            self._known[anchor] = self.nodes - nodes + 1, self.characters - characters


def _walk(loader: _Host, cap: int) -> None:
    """Raises YAMLError when the document is nested too deeply, is too large with its aliases expanded, or
    contains itself."""
    walk = _Walk()
    try:
        while loader.check_event():
            event = loader.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                walk.scalar(loader, event)
            elif kind is yaml.AliasEvent:
                walk.alias(event)
            elif kind in _STARTS:
                walk.start(event)
            elif kind in _ENDS:
                walk.end()
            if walk.nodes > NODES or walk.characters > WRITTEN_OUT * cap:
                raise _fault(event, f"more than {NODES:,} values, or {WRITTEN_OUT * cap:,} characters")
    finally:
        loader.dispose()


def _check_number(loader: _Host, event: yaml.ScalarEvent) -> None:
    """A number or date, recognized by its tag or form, that is longer than any meaningful one."""
    if event.tag is None and not event.implicit[0]:
        return
    tag = event.tag or loader.resolve(yaml.ScalarNode, event.value, event.implicit)
    if tag in _BRIEF:
        raise _fault(event, f"a number or date of {len(event.value):,} characters; text needs quotes")


def _fault(event: yaml.Event, message: str) -> yaml.MarkedYAMLError:
    line = event.start_mark.line + 1 if event.start_mark else 0
    return yaml.MarkedYAMLError(problem=f"line {line}: {message}")


def _mapping(loader: _Host, node: yaml.MappingNode) -> dict[object, object]:
    seen: set[str] = set()
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode) and key.value != "<<":
            if key.value in seen:
                raise _misfit(key, f"key {key.value!a} occurs twice")
            seen.add(key.value)
    loader.flatten_mapping(node)
    found: dict[object, object] = loader.construct_mapping(node, deep=True)
    return found


def _env(loader: _Host, node: yaml.Node) -> object:
    if loader.environment is None:
        return _nothing(loader, "ENV", node)
    if isinstance(node, yaml.SequenceNode):
        *names, default = [loader.construct_object(item, deep=True) for item in node.value] or [None]
        if not names:
            names, default = [default], None
    else:
        names, default = [node.value], None
    values = (
        loader.environment[name] for name in names if isinstance(name, str) and name in loader.environment
    )
    return next(values, default)


def _nothing(loader: _Host, suffix: str, node: yaml.Node) -> object:
    if loader.environment is None:
        raise _misfit(node, f"tag {suffix!a} is not supported here")
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _fitting(loader: _Host, node: yaml.ScalarNode) -> object:
    """A value of a form that YAML recognizes, such as a date, if there is one of that form."""
    try:
        return yaml.SafeLoader.yaml_constructors[node.tag](loader, node)
    except _UNFIT as error:
        kind = _SORTS[node.tag.removeprefix(_TAG)]
        raise _misfit(node, f"{node.value!a} is not {kind}; text needs quotes") from error


def _misfit(node: yaml.Node, message: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=f"line {node.start_mark.line + 1}: {message}")


def _foreign(loader: _Host, node: yaml.Node) -> object:
    return _nothing(loader, node.tag.removeprefix(_TAG), node)


_Host.add_constructor(_TAG + "map", _mapping)
_Host.add_constructor("!ENV", _env)
for _name in _SORTS:
    _Host.add_constructor(_TAG + _name, _fitting)
_Host.add_multi_constructor("!", _nothing)
_Host.add_multi_constructor("tag:", _nothing)
for _name in ("int", "float", "timestamp", "binary", "set", "omap", "pairs"):
    _Own.add_constructor(_TAG + _name, _foreign)
