"""The files that MkDocs lists when most generated ones are left out."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel, get_files
from mkdocs.structure.pages import Page

from generator.build import few, hook

LEFT_OUT = {"papers/1.md", "papers/index.md", "index.md", "api/day.json"}
PATHS = ("index.md", "README.md", "about.md", "papers/1.md", "papers/2.md", "papers/index.md", "api/day.json")


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """A project with hand-written and generated pages."""
    for path in PATHS:
        file = tmp_path / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# A\n\n[one](papers/1.md) [two](papers/2.md)\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    return load_config(str(tmp_path / "mkdocs.yml"))


@pytest.fixture
def listed(config: MkDocsConfig) -> Iterator[Files]:
    """What MkDocs lists meanwhile."""
    with few.hidden(LEFT_OUT, config.docs_dir):
        yield get_files(config)


def test_files_that_are_left_out_are_not_listed(config: MkDocsConfig) -> None:
    """But for the index of a folder: MkDocs leaves out a README beside it."""
    with few.hidden(LEFT_OUT, config.docs_dir):
        assert set(get_files(config).src_uris) == {"index.md", "about.md", "papers/2.md", "papers/index.md"}
    assert set(get_files(config).src_uris) == {*PATHS} - {"README.md"}


def test_a_folder_with_a_dot(config: MkDocsConfig) -> None:
    """It is not the folder with the same name without the dot."""
    other = Path(config.docs_dir, ".papers", "1.md")
    other.parent.mkdir()
    other.write_text("# Other\n", encoding="utf-8")
    with few.hidden(LEFT_OUT, config.docs_dir):
        assert ".papers/1.md" in get_files(config).src_uris


def test_a_build_that_fails_before_it_lists_files(
    config: MkDocsConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process then sees all files again, as it saw them before."""
    walk = os.walk

    def walked(top: str, *, followlinks: bool = False) -> Iterator[tuple[str, list[str], list[str]]]:
        return walk(top, followlinks=followlinks)

    def fails(_: MkDocsConfig) -> Files:
        assert os.walk is not walked
        raise RuntimeError

    (tmp_path / "left-out").write_text("\n".join(LEFT_OUT), encoding="utf-8")
    monkeypatch.setenv(hook.LEFT_OUT, str(tmp_path / "left-out"))
    monkeypatch.setattr(os, "walk", walked)
    monkeypatch.setattr("mkdocs.commands.build.get_files", fails)
    with pytest.raises(RuntimeError):
        build(load_config(config.config_file_path, hooks=[hook.__file__]))
    assert os.walk is walked


def test_other_folders_are_seen_whole(config: MkDocsConfig, tmp_path: Path) -> None:
    """Those of the theme may have the same names."""
    with few.hidden(LEFT_OUT, str(tmp_path / "theme")):
        assert "papers/1.md" in get_files(config).src_uris


def test_a_link_to_one_is_no_dead_link(listed: Files, config: MkDocsConfig) -> None:
    """It leads where it would if all files were listed."""
    files = few.Few(listed, LEFT_OUT, config)
    found = files.get_file_from_path("papers/1.md")
    assert found
    assert (found.inclusion, found.url) == (InclusionLevel.EXCLUDED, "papers/1/")
    assert files.get_file_from_path("papers/3.md") is None
    about = files.get_file_from_path("about.md")
    assert about
    page = Page(None, about, config)
    page.read_source(config)
    page.render(config, files)
    assert 'href="../papers/1/"' in (page.content or "")
    assert 'href="../papers/2/"' in (page.content or "")
