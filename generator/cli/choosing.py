"""What a new archive is about: its sources, their categories, and the words that follow from them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.cli.options import serious
from generator.cli.upstream import doubtful, fault, sources_of
from generator.config import Config
from generator.config.options import Options
from generator.errors import UsageError, quoted
from generator.intake.source import Source
from generator.intake.sources import FIRST
from generator.records.known import CATEGORY
from generator.records.source import Knows, titles
from generator.storage import packaged

ABOUT = "docs/about.md"
TOPICS = "data/topics.yml"
_MENU: dict[str, Callable[[Knows], bool]] = {
    "Keywords": lambda knows: knows.summaries,
    "Organizations": lambda knows: knows.submitters,
    "Submitters": lambda knows: knows.submitters,
}
"""Entries of the menu, and what a source has to know for them."""
_WRITTEN = {"sources": "--source", "categories": "--categories"}
"""The option of `papers init` for each of the configuration."""
_BEST = "      - Best: papers/index.md\n"
_OPTIONS = "  archive:\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The sources of an archive and the categories that it lists."""

    sources: tuple[Source, ...]
    categories: tuple[str, ...]

    @property
    def is_usual(self) -> bool:
        """Whether the starter is about exactly this."""
        return self.sources == (FIRST,)

    @property
    def has_votes(self) -> bool:
        """Whether one of the sources counts votes."""
        return any(one.about.knows.upvotes for one in self.sources)

    def configured(self, settings: str) -> str:
        """`mkdocs.yml` with the sources, and a menu without pages that stay empty."""
        if self.is_usual:
            return settings
        names = ", ".join(one.about.name for one in self.sources)
        options = f"    sources: [{names}]\n"
        if self.categories:
            options += f"    categories: [{', '.join(self.categories)}]\n"
        settings = settings.replace(_OPTIONS, _OPTIONS + options, 1)
        for label, is_known in _MENU.items():
            if not any(is_known(one.about.knows) for one in self.sources):
                settings = re.sub(rf"\n +- {label}: [a-z]+/index\.md(?=\n)", "", settings)
        return settings if self.has_votes else settings.replace(_BEST, _BEST.replace("Best", "Newest"))

    def described(self, about: str) -> str:
        """The page about the archive, which its operator rewrites."""
        if self.is_usual:
            return about
        names = [one.about.names for one in self.sources]
        lists = " and ".join(f"[{one.title}]({one.home})" if one.home else one.title for one in names)
        within = f", in the categories {', '.join(self.categories)}" if self.categories else ""
        best = ", best first" if self.has_votes else ""
        told = ["Numbers such as upvotes are as of the date next to them." if self.has_votes else ""]
        if any(one.about.knows.summaries for one in self.sources):
            told.append("Summaries marked *AI* were written by a model.")
        told.append("Papers belong to their authors; follow the links to arXiv for their licences.")
        closing = about[about.index('<a href="../status/">') :]
        lead = (
            f"This archive keeps the daily lists of {lists}{within}. Every paper has its own page, and every "
            f"day, week, month and year has a complete list{best}."
        )
        paragraphs = [
            "# About {#about}",
            lead,
            " ".join(filter(None, told)),
            *filter(None, (one.thanks for one in names)),
            closing,
        ]
        return "\n\n".join(paragraphs)

    def files(self) -> dict[str, bytes]:
        """Further files: the vocabulary of topics of the field, if there is one."""
        fields = {one.partition(".")[0] for one in self.categories}
        found = packaged.vocabulary(fields) if fields else None
        return {TOPICS: found.encode()} if found else {}


def chosen(names: str, categories: str) -> Choice:
    """Raises UsageError when a name is unknown, or categories are missing or are none."""
    wanted = tuple(filter(None, categories.split(",")))
    if wrong := [one for one in wanted if not CATEGORY.fullmatch(one)]:
        raise UsageError(f"--categories: expected categories such as cs.CL,cs.LG, got {quoted(wrong[0])}")
    options = Options(sources=tuple(filter(None, names.split(","))), categories=wanted)
    if told := fault(options, "cs.CL,cs.LG"):
        key, message = told
        raise UsageError(f"{_WRITTEN[key]}: {message}")
    found = sources_of(Config(options=options))
    if wanted and not any(one.is_by_category for one in found):
        raise UsageError(f"--categories: {titles(one.about for one in found)} has no categories")
    serious(doubtful(options, "", _WRITTEN["categories"]))
    return Choice(sources=found, categories=wanted)
