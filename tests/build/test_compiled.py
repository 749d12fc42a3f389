"""Templates that an earlier run compiled."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.build.compiled import Compiled
from generator.storage.cache import CHECKSUM, Cache

MADE_BY = b"this program"
TEMPLATES = {"page.html": "{% for n in rows %}{{ n }},{% endfor %}", "foot.html": "{{ site }}"}


def rendered(folder: Path, templates: dict[str, str], made_by: bytes = MADE_BY) -> tuple[list[str], int]:
    """What some templates give, and how many of them had to be compiled."""
    environment = Environment(loader=DictLoader(templates))  # noqa: S701 - no HTML comes of it
    known = environment.bytecode_cache = Compiled(Cache(folder, made_by))
    compiled = 0
    compile_one = environment.compile

    def counted(*given: object, **named: object) -> object:
        nonlocal compiled
        compiled += 1
        return compile_one(*given, **named)  # type: ignore[call-overload]

    environment.compile = counted  # type: ignore[method-assign, assignment]
    found = [environment.get_template(name).render(rows=range(3), site="x") for name in templates]
    known.keep()
    return found, compiled


def test_each_is_compiled_once(tmp_path: Path) -> None:
    """The second run compiles none and renders the same."""
    assert rendered(tmp_path, TEMPLATES) == (["0,1,2,", "x"], 2)
    assert rendered(tmp_path, TEMPLATES) == (["0,1,2,", "x"], 0)
    assert [one.name for one in tmp_path.iterdir()] == ["templates.bin"]


def test_one_that_changed_is_compiled_again(tmp_path: Path) -> None:
    """Its source decides; the others stay."""
    rendered(tmp_path, TEMPLATES)
    changed = TEMPLATES | {"foot.html": "{{ site }}!"}
    assert rendered(tmp_path, changed) == (["0,1,2,", "x!"], 1)
    assert rendered(tmp_path, changed) == (["0,1,2,", "x!"], 0)


def test_another_program_uses_none(tmp_path: Path) -> None:
    """What it compiles may mean something else."""
    rendered(tmp_path, TEMPLATES)
    assert rendered(tmp_path, TEMPLATES, b"that program") == (["0,1,2,", "x"], 2)


def at(place: int) -> Callable[[bytes], bytes]:
    """Changes a single bit."""
    return lambda body: bytes(one ^ (n == place % len(body)) for n, one in enumerate(body))


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda body: body[:-1], at(0), at(len(MADE_BY)), at(len(MADE_BY) + CHECKSUM), at(-1)],
)
def test_a_damaged_file_is_not_used(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Its hash tells."""
    rendered(tmp_path, TEMPLATES)
    file = tmp_path / "templates.bin"
    file.write_bytes(damage(file.read_bytes()))
    assert rendered(tmp_path, TEMPLATES) == (["0,1,2,", "x"], 2)
    assert rendered(tmp_path, TEMPLATES) == (["0,1,2,", "x"], 0)


def test_without_a_folder_it_is_made(tmp_path: Path) -> None:
    """The folder may be deleted at any time; where it cannot be made, nothing is kept."""
    assert rendered(tmp_path / "gone", TEMPLATES) == (["0,1,2,", "x"], 2)
    assert rendered(tmp_path / "gone", TEMPLATES) == (["0,1,2,", "x"], 0)
    (tmp_path / "file").write_bytes(b"")
    assert rendered(tmp_path / "file", TEMPLATES) == (["0,1,2,", "x"], 2)
    assert rendered(tmp_path / "file", TEMPLATES) == (["0,1,2,", "x"], 2)
