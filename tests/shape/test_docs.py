"""What the documents say is what the program does."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from generator import __version__
from generator.cli import COMMANDS, main
from generator.render import site
from tests.support.helpers import ROOT, assert_section, options_table

README = ROOT / "README.md"
GUIDE = ROOT / "generator" / "guide"
ENTRY = re.compile(r"^ *- (.*(?:\n +(?!- ).*)*)", re.MULTILINE)
"""An entry of the change log, with the lines that continue it."""


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_command_is_documented(name: str) -> None:
    """Every command has help and is in the README."""
    command = main.get_command(click.Context(main), name)
    assert command
    assert command.help, f"papers {name} has no help"
    assert f"papers {name}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_options_have_help(name: str) -> None:
    """Every option of every command says what it does."""
    command = main.get_command(click.Context(main), name)
    assert command
    silent = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert not silent, f"papers {name}: {silent}"


def test_options_table() -> None:
    """The table of options in the docs is made from the options themselves."""
    assert_section(GUIDE / "settings.md", "options", options_table())


def test_commands() -> None:
    """The reference of commands is made from the commands themselves."""
    assert_section(GUIDE / "commands.md", "commands", _commands())


DOCUMENTS = sorted(
    path
    for folder in (ROOT, ROOT / "docs" / "about", GUIDE, ROOT / "generator" / "starter")
    for path in folder.glob("*.md")
)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links(path: Path) -> None:
    """Every link to a file leads to one, and to a place on it that exists. Links of the guide to generated pages
    lead to the index of a kind of pages."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"`[^`\n]*`", "", text)
    for target, anchor in LINK.findall(text):
        there = (path.parent / target).resolve() if target else path
        generated = there.name == "index.md" and there.parent.name in site.FOLDERS and not there.exists()
        home = path.parent == GUIDE and target == "../index.md"
        if not generated and not home:
            assert there.exists(), f"{target} in {path.name}"
            assert not anchor or anchor in _anchors(there), f"{target}#{anchor} in {path.name}"


def test_messages_of_the_guide_are_those_of_the_program() -> None:
    """Each message in the tables of "Troubleshooting" is one that the program writes."""
    _, _, tables = (GUIDE / "operating.md").read_text(encoding="utf-8").partition("{#messages}")
    rows = re.findall(r"^\| (`[^|]*) \|", tables, flags=re.MULTILINE)
    messages = [found for row in rows for found in re.findall(r"`([^`]+)`", row)]
    written = "\n".join(_texts())
    parts = [part.strip(" :;.") for message in messages for part in re.split("[…(),]", message)]
    assert len(messages) > 50
    assert [part for part in parts if part and part not in written] == []


def _texts() -> Iterator[str]:
    """The texts in the code that writes messages, with a dot for each value in them; no docstrings."""
    for folder in (
        "asking",
        "build",
        "check",
        "cli",
        "config",
        "curation",
        "delivery",
        "intake",
        "records",
        "storage",
        "upgrade",
    ):
        for path in (ROOT / "generator" / folder).rglob("*.py"):
            nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
            explained = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
            for node in nodes:
                if isinstance(node, ast.JoinedStr):
                    yield "".join(
                        str(getattr(one, "value", "")) if isinstance(one, ast.Constant) else "."
                        for one in node.values
                    )
                elif (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and id(node) not in explained
                ):
                    yield node.value


def _anchors(path: Path) -> set[str]:
    """The ids of headings: given ones, and those that GitHub makes of a text."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    given = {found for heading in headings for found in re.findall(r"\{#([a-z0-9-]+)\}", heading)}
    return given | {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_readme_names_the_make_targets() -> None:
    """The two commands a newcomer needs are in the README and in the Makefile."""
    readme, makefile = README.read_text(encoding="utf-8"), (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("site", "test"):
        assert f"make {target}" in readme
        assert f"\n{target}:" in makefile


def test_changelog_knows_the_version() -> None:
    """A released version has a heading in the change log; until then there is "Unreleased"."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{__version__}]" in changes or "## [Unreleased]" in changes


def test_changelog_says_each_thing_once() -> None:
    """Entries are whole sentences, none is there twice (merges leave such), and lists and headings begin after
    an empty line."""
    _, _, changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").partition("## [Unreleased]")
    for section in re.split(r"^## ", changes, flags=re.MULTILINE):
        entries = [" ".join(one.split()) for one in ENTRY.findall(section)]
        assert [one for one in entries if not one.endswith((".", ":"))] == []
        begun = [one[:50] for one in entries]
        assert [one for one in begun if begun.count(one) > 1] == []
    assert not re.search(r"^[ -].*\n[^ \n-]", changes, flags=re.MULTILINE)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", ".ci/properdocs.lock"])
def test_locks_hold_hashes_and_no_addresses(name: str) -> None:
    """Every locked package has a hash, and no line says where to load it from."""
    body = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in body
    entries = [part for part in body.replace("\\\n", " ").splitlines() if part and part[0].isalnum()]
    assert entries
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


def test_lock_satisfies_the_ranges() -> None:
    """Each runtime dependency of the package is in its lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for wanted in project["dependencies"]:
        name = wanted.split(">")[0]
        assert f"\n{name}==" in f"\n{lock}", f"{name} is not locked; `make lock`"


def _commands() -> str:
    """Every command as a section with a table of its options, made from what `--help` says."""
    context = click.Context(main)
    shared: list[str] | None = None
    blocks: list[str] = []
    for name, found in _leaves(context):
        own = click.Context(found, info_name=name, parent=click.Context(main, info_name="papers"))
        usage = " ".join(["papers", name, *found.collect_usage_pieces(own)])
        told = inspect.cleandoc(found.help or "")
        rows = {one[0]: one[1] for param in found.params if (one := param.get_help_record(own))}
        rows = {"`" + option.replace("|", "\\|") + "`": about for option, about in rows.items()}
        everywhere = [f"| {option} | {about} |" for option, about in rows.items() if _is_shared(option)]
        assert shared in (None, everywhere), name
        shared = everywhere
        mine = [f"| {option} | {about} |" for option, about in rows.items() if not _is_shared(option)]
        table = ["", "| option | effect |", "|--|--|", *mine] if mine else []
        anchor = name.replace(" ", "-")
        blocks.append("\n".join([f"## papers {name} {{#{anchor}}}", "", f"    {usage}", "", told, *table]))
    every = ["## Options of every command {#shared}", "", "| option | effect |", "|--|--|", *(shared or [])]
    return "\n" + "\n\n".join(["\n".join(every), *blocks]) + "\n\n"


def _leaves(context: click.Context) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its words; those of a group follow each other."""
    for name in sorted(COMMANDS):
        found = main.get_command(context, name)
        assert found
        if isinstance(found, click.Group):
            yield from ((f"{name} {one}", found.commands[one]) for one in sorted(found.commands))
        else:
            yield name, found


def _is_shared(option: str) -> bool:
    return any(name in option for name in ("--config-file", "--quiet", "--verbose", "--help"))
