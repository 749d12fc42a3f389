"""Lines of written files that follow from the kinds of pages. `make kinds` writes them again."""

import sys
from pathlib import Path

from generator import urls
from generator.config import menu
from generator.render import site
from generator.storage import ownership

IGNORED = (
    f"/docs/{urls.HOME.path}",
    f"/docs/{ownership.MANIFEST}",
    *(f"/docs/{folder}/" for folder in site.CLAIM.folders),
    *(f"/docs/{path}" for path in site.CLAIM.yielding),
)
"""Lines of `.gitignore` about generated files."""
FOOTER = "generator/theme/partials/columns.html"
FILES = (FOOTER, "mkdocs.yml", ".gitignore", "generator/starter/mkdocs.yml", "generator/starter/.gitignore")


def remade(text: str, name: str) -> str:
    """A file with the menu, the list of pages outside it, or the ignore files as they should be."""
    if name == FOOTER:
        return _columns(text)
    return _ignoring(text) if name.endswith(".gitignore") else _configured(text)


def _columns(text: str) -> str:
    """After its comment: the columns with links to generated pages, then one for all others in the menu."""
    comment, end, _ = text.partition("-#}\n")
    columns = (
        f"<p><b>{_text(column)}</b>"
        + "".join(
            _needing(needs, f'<a href="{{{{ up }}}}/{address}">{_label(label, unvoted)}</a>')
            for label, unvoted, needs, address in links
        )
        for column, links in site.COLUMNS.items()
    )
    ours = ", ".join(f'"{urls.address_of(place.path)}"' for place in site.MENU)
    about = f'{{% set generated = [{ours}] %}}{{% include "partials/about.html" %}}\n'
    return f"{comment}{end}{{% if not short %}}{''.join(columns)}{{% endif %}}{about}"


def _label(label: str, unvoted: str) -> str:
    """The second one, if there is one, where nobody counts votes."""
    if not unvoted:
        return _text(label)
    return f"{{% if listed.upvotes %}}{_text(label)}{{% else %}}{_text(unvoted)}{{% endif %}}"


def _needing(needs: str, link: str) -> str:
    """Only where a source knows what the page needs."""
    return f"{{% if listed.{needs} %}}{link}{{% endif %}}" if needs else link


def _text(english: str) -> str:
    """As templates write a text that is translated."""
    return f'{{{{ "{english}" }}}}'


def _configured(text: str) -> str:
    found = menu.read(menu.section(text, menu.NAV))
    if found is None:
        raise ValueError("expected a menu of two levels, in plain lines")
    paths = {place.path for place in site.MENU}
    merged = menu.merged(found, site.MENU, paths.__contains__)
    text = menu.with_section(text, menu.NAV, menu.written(merged))
    patterns = "".join(f"  {pattern}\n" for pattern in site.OUTSIDE)
    return menu.with_section(text, menu.OUTSIDE, f"{menu.OUTSIDE}: |\n{patterns}")


def _ignoring(text: str) -> str:
    """All lines about `docs/` are ours; they stand where the first of them stood."""
    lines = text.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("/docs/"))
    rest = [line for line in lines[first:] if not line.startswith("/docs/")]
    return "".join(f"{line}\n" for line in (*lines[:first], *IGNORED, *rest))


def main(root: Path) -> None:
    """Writes what is not as it has to be."""
    for name in FILES:
        file = root / name
        before = file.read_text(encoding="utf-8")
        if (after := remade(before, name)) != before:
            file.write_text(after, encoding="utf-8", newline="\n")
            print(f"wrote {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd())
