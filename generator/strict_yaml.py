"""YAML that people write: a safe loader, in C where there is one, that refuses a key given twice."""

from collections.abc import Mapping

import yaml

Tagged = tuple[str, object]
"""What a tag MkDocs allows stands before: its name, and the plain value behind it."""


class NotYamlError(ValueError):
    """The text cannot be read; the message says why, on one line."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # either class
    """Reads past the tags MkDocs allows (`!ENV`, `!relative`, `!!python/name:`) without acting."""


def load(body: str, environment: Mapping[str, str] | None = None) -> object:
    """The value of a document. Given an `environment`, the tags MkDocs knows may stand in it: `!ENV
    NAME` and `!ENV [NAME, …, default]` are looked up, as MkDocs does, and others count as nothing.
    Raises NotYamlError."""
    loader = _Loader(body)
    loader.environment = environment
    try:
        return loader.get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise NotYamlError(f"not YAML: {' '.join(str(error).split())[:200]}") from error
    finally:
        loader.dispose()


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[object, object]:
    seen: set[str] = set()
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode) and key.value != "<<":
            if key.value in seen:
                place = f"line {key.start_mark.line + 1}"
                raise yaml.MarkedYAMLError(problem=f"{place}: key {key.value!a} stands twice")
            seen.add(key.value)
    loader.flatten_mapping(node)
    found: dict[object, object] = loader.construct_mapping(node, deep=True)
    return found


def _env(loader: _Loader, node: yaml.Node) -> object:
    if loader.environment is None:
        return _nothing(loader, "ENV", node)
    if isinstance(node, yaml.SequenceNode):
        *names, default = [loader.construct_object(item, deep=True) for item in node.value] or [None]
        if not names:
            names, default = [default], None
    else:
        names, default = [node.value], None
    return next((loader.environment[name] for name in names if name in loader.environment), default)


def _nothing(loader: _Loader, suffix: str, node: yaml.Node) -> object:
    if loader.environment is None:
        place = f"line {node.start_mark.line + 1}"
        raise yaml.MarkedYAMLError(problem=f"{place}: tag {suffix!a} has no meaning here")
    return node.value if isinstance(node, yaml.ScalarNode) else None


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("!ENV", _env)
_Loader.add_multi_constructor("!", _nothing)
_Loader.add_multi_constructor("tag:", _nothing)
