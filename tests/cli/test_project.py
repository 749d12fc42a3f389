"""The archive on disk: where its folders may be."""

import shutil
from pathlib import Path

import pytest

from generator.cli.project import load, load_buildable
from generator.cli.reading import read_archive
from tests.support import projects


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("site_dir: data", "site_dir: "),
        ("site_dir: docs", "site_dir: "),
        ("site_dir: docs/site", "site_dir: "),
        ("site_dir: .", "site_dir: expected a folder of its own"),
        ("site_dir: ..", "site_dir: expected a folder of its own"),
        ("site_dir: .papers/site", "site_dir: "),
        ("docs_dir: data", "docs_dir: "),
        ("extra: {archive: {data_dir: site/data}}", "extra.archive.data_dir: "),
    ],
)
def test_folders_apart(tmp_path: Path, written: str, said: str) -> None:
    """A build replaces one folder and cleans another: nothing else may be in them."""
    projects.make(tmp_path, [])
    file = tmp_path / "mkdocs.yml"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if "_dir:" not in line]
    body = "\n".join(kept).replace("extra:\n  generator: false\n  archive:", "")
    file.write_text(f"{body}\n{written}\n", encoding="utf-8")
    (tmp_path / "data" / "kept").write_text("x", encoding="utf-8")
    result = projects.on(tmp_path, "build")
    assert result.exit_code == 2, result.output
    assert f"mkdocs.yml: {said}" in result.output
    assert (tmp_path / "data" / "kept").is_file()


def test_something_else_where_the_site_goes(tmp_path: Path) -> None:
    """A folder that holds anything but a site is not replaced."""
    projects.make(tmp_path, [])
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.tex").write_text("x", encoding="utf-8")
    result = projects.on(tmp_path, "build")
    assert result.exit_code == 1
    assert "contains something other than a site" in result.output
    assert (tmp_path / "site" / "thesis.tex").is_file()


def test_a_file_in_the_way(tmp_path: Path) -> None:
    """What the system refuses is one line, not a traceback."""
    projects.make(tmp_path, [])
    (tmp_path / "data" / "curation.yaml").unlink()  # it speaks of a paper
    (tmp_path / ".papers").write_text("x", encoding="utf-8")
    for command in ("generate", "build"):
        result = projects.on(tmp_path, command)
        assert result.exit_code == 1
        assert len(result.output.splitlines()) == 1, result.output


def test_no_data_folder(tmp_path: Path) -> None:
    """A slip in data_dir is wrong usage: an empty site would replace a full one."""
    projects.make(tmp_path, [])
    file = tmp_path / "mkdocs.yml"
    body = file.read_text(encoding="utf-8").replace("data_dir: data", "data_dir: dta")
    file.write_text(body, encoding="utf-8")
    for command in ("build", "status", "check", "generate"):
        result = projects.on(tmp_path, command)
        assert result.exit_code == 2, (command, result.output)
        assert "dta: no such folder (extra.archive.data_dir)" in result.output
    assert not (tmp_path / "dta").exists()


def test_no_theme_folder(tmp_path: Path) -> None:
    """A slip in custom_dir would leave out every override."""
    file = _with_theme(projects.make(tmp_path, []), "custom_dir: overides")
    for command in ("build", "check", "generate"):
        result = projects.on(tmp_path, command)
        assert (result.exit_code, result.output) == (
            2,
            f"papers: {file}: theme.custom_dir: no such folder: overides\n",
        )
    assert projects.on(tmp_path, "status").exit_code == 0


def test_an_icon_that_material_lacks(tmp_path: Path) -> None:
    """The button that switches palettes has an icon of Material's, or one of the operator's."""
    palette = "palette: {toggle: {icon: own/lamp}}\n  custom_dir: own"
    file = _with_theme(projects.make(tmp_path, []), palette)
    (tmp_path / "own" / ".icons" / "own").mkdir(parents=True)
    result = projects.on(tmp_path, "generate")
    assert (result.exit_code, result.output) == (
        2,
        f"papers: {file}: theme.palette.toggle.icon: expected an icon such as material/brightness-7, got 'own/lamp'\n",
    )
    (tmp_path / "own" / ".icons" / "own" / "lamp.svg").write_text("<svg/>", encoding="utf-8")
    assert load_buildable(file).config.icons == (("theme.palette.toggle.icon", "own/lamp"),)


def test_a_logo_that_material_lacks(tmp_path: Path) -> None:
    """One misspelt name below `theme.icon` is named, before any template asks for it."""
    file = _with_theme(projects.make(tmp_path, []), "icon: {logo: material/librarry, repo: material/git}")
    result = projects.on(tmp_path, "generate")
    assert result.exit_code == 2
    assert result.output == (
        f"papers: {file}: theme.icon.logo: expected an icon such as material/brightness-7, "
        "got 'material/librarry'\n"
    )


def _with_theme(archive: Path, lines: str) -> Path:
    """The settings of an archive, after these lines were added below `theme`."""
    file = archive / "mkdocs.yml"
    kept, _, rest = file.read_text(encoding="utf-8").partition("  palette:\n")
    file.write_text(f"{kept}  {lines}\n\n{rest[rest.index('plugins:') :]}", encoding="utf-8")
    return file


def _outside(folder: Path) -> Path:
    """A folder beside the archive, with a file that a run might take for a leftover of its own."""
    (folder / "days" / "2025").mkdir(parents=True)
    for name in (".tmp-x", "index.html", "days/.tmp-x", "days/2025/.tmp-x"):
        (folder / name).write_text("theirs", encoding="utf-8")
    return folder


@pytest.mark.attack(1, "links that lead a folder of the archive out of it")
@pytest.mark.parametrize("name", ["docs", "data", ".papers", ".papers/cache", "data/days", "data/mail"])
def test_linked_folders(tmp_path: Path, name: str) -> None:
    """Named before anything is written or removed; what they lead to is as it was."""
    archive, outside = projects.make(tmp_path / "archive", []), _outside(tmp_path / "outside")
    link = archive / name
    shutil.rmtree(link, ignore_errors=True)
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside, target_is_directory=True)
    before = projects.tree(outside)
    for command in ("generate", "build", "check", "status"):
        result = projects.on(archive, command)
        assert result.exit_code in (1, 2), (command, result.output)
        assert str(link) in result.output
        assert len(result.output.splitlines()) == 1, result.output
    assert projects.tree(outside) == before


def test_folders_elsewhere_by_name(tmp_path: Path) -> None:
    """What the configuration itself puts outside of the project was meant so."""
    archive = projects.make(tmp_path / "archive", [])
    (archive / "docs").rename(tmp_path / "pages")
    file = archive / "mkdocs.yml"
    body = file.read_text(encoding="utf-8").replace("docs_dir: docs\n", "")
    file.write_text(f"{body}\ndocs_dir: ../pages\n", encoding="utf-8")
    assert projects.on(archive, "generate").exit_code == 0
    assert (tmp_path / "pages" / "index.md").is_file()


def test_a_curation_that_cannot_be_read(tmp_path: Path) -> None:
    """The message says what is wrong with the file in the words of people, and which line."""
    projects.make(tmp_path, [])
    notes = tmp_path / "data" / "curation.yaml"
    notes.write_bytes(b"papers: {}\n# caf\xe9\n")
    (problem,) = read_archive(load(tmp_path / "mkdocs.yml"))[1]
    assert "cannot be read: it is not UTF-8 (line 2); save it as UTF-8" in problem.message
    notes.unlink()
    notes.mkdir()
    (problem,) = read_archive(load(tmp_path / "mkdocs.yml"))[1]
    assert problem.message.startswith("cannot be read: it is a folder; ")


def _with(folder: Path, language: str, texts: str = "") -> Path:
    """An empty archive in a language."""
    file = projects.make(folder, []) / "mkdocs.yml"
    body = file.read_text(encoding="utf-8").replace(
        "  font: false\n", f"  font: false\n  language: {language}\n"
    )
    file.write_text(
        body.replace("  archive:\n", f"  archive:\n    texts: {texts}\n") if texts else body, encoding="utf-8"
    )
    return file


def test_a_language_without_texts_is_noted_once(tmp_path: Path) -> None:
    """The pages are then in English and say so, and one line tells what can be done."""
    _with(tmp_path, "fy")
    result = projects.on(tmp_path, "generate")
    assert result.exit_code == 0, result.output
    assert (
        result.output.count("mkdocs.yml: theme.language: fy: there are no interface texts in this language")
        == 1
    )
    assert load(tmp_path / "mkdocs.yml").config.wording.language == "en"


def test_own_texts_come_first(tmp_path: Path) -> None:
    """A catalogue of the operator's may change a few texts, in any language."""
    file = _with(tmp_path, "en", "own/texts.po")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "texts.po").write_text('msgid "Status"\nmsgstr "Health"\n', encoding="utf-8")
    assert load(file).config.wording.of("Status") == "Health"
    assert "note" not in projects.on(tmp_path, "generate").output
    assert "# Health {#top}" in (tmp_path / "docs" / "status" / "index.md").read_text(encoding="utf-8")


def test_own_texts_that_nothing_says_are_noted(tmp_path: Path) -> None:
    """After an upgrade, or if somebody mistyped a text: the build goes on and says so."""
    _with(tmp_path, "en", "texts.po")
    (tmp_path / "texts.po").write_text('msgid "Stattus"\nmsgstr "Health"\n', encoding="utf-8")
    result = projects.on(tmp_path, "generate")
    assert result.exit_code == 0
    assert (
        "texts.po: line 1: nothing says 'Stattus', so its translation is not used; did you mean 'Status'?"
        in (result.output)
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (None, "mkdocs.yml: extra.archive.texts: no such file: texts.po"),
        (b"\xff", "texts.po: cannot be read: it is not UTF-8 (line 1); save it as UTF-8"),
        (b"hello\n", "texts.po: line 1: expected msgid or msgstr and then a text between"),
    ],
)
def test_own_texts_that_cannot_be_read(tmp_path: Path, body: bytes | None, said: str) -> None:
    """The archive stays as it was, and the message names the file."""
    _with(tmp_path, "de", "texts.po")
    if body is not None:
        (tmp_path / "texts.po").write_bytes(body)
    result = projects.on(tmp_path, "generate")
    assert result.exit_code == 2, result.output
    assert said in result.output
