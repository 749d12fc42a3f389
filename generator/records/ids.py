"""Ids are strings with a grammar; `PaperId.parse` and `str` are inverses.

=====================================  ======================
written                                id
=====================================  ======================
``2503.02130``                         ``2503.02130``
``2503.02130v2``                       ``2503.02130``
``arXiv:2503.02130``                   ``2503.02130``
``https://arxiv.org/abs/2503.02130v1`` ``2503.02130``
``hep-th/9901001``                     ``hep-th/9901001``
``math.GT/0309136``                    ``math.GT/0309136``
``t-1f2e3d4c5b6a``                     the same: provisional
=====================================  ======================

A float is never an id: as a number, 2503.02130 has already lost its last digit.
"""

import re
from datetime import date

from generator import text

_PREFIX = re.compile(
    r"\A(?:arxiv:|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/"
    r"|https?://(?:www\.)?huggingface\.co/papers/|https?://(?:www\.)?alphaxiv\.org/abs/)",
    re.IGNORECASE,
)
# Complete: ids since April 2007 name no archive. The second half had been merged into others by then.
_ARCHIVES = (
    "astro-ph", "cond-mat", "cs", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math", "math-ph", "nlin",
    "nucl-ex", "nucl-th", "physics", "q-bio", "q-fin", "quant-ph", "stat",
    "acc-phys", "adap-org", "alg-geom", "ao-sci", "atom-ph", "bayes-an", "chao-dyn", "chem-ph", "cmp-lg",
    "comp-gas", "dg-ga", "funct-an", "mtrl-th", "patt-sol", "plasm-ph", "q-alg", "solv-int", "supr-con",
)  # fmt: skip
_OLD = rf"(?:{'|'.join(_ARCHIVES)})(?:\.[A-Z]{{2}})?/[0-9]{{7}}"
_ARXIV = re.compile(rf"([0-9]{{4}}\.[0-9]{{4,5}}|{_OLD})(?:v[0-9]+)?(?:\.pdf)?")
_PROVISIONAL = re.compile(r"t-[0-9a-f]{12}")
PATTERN = rf"^(?:[0-9]{{4}}\.[0-9]{{4,5}}|{_OLD}|t-[0-9a-f]{{12}})$"
"""A paper's id, for JSON Schema."""
_MONTH = re.compile(r"([0-9]{2})(0[1-9]|1[0-2])\.")
_SINCE = date(2007, 4, 1)
"""The first month of ids in this form."""


class PaperId(str):
    """A paper's permanent name: an arXiv id without version, or a provisional id made from a title."""

    __slots__ = ()

    @classmethod
    def parse(cls, written: str) -> "PaperId | None":
        """The id, from any form that arXiv or this archive writes, or None."""
        bare = _PREFIX.sub("", written, count=1)
        if arxiv := _ARXIV.fullmatch(bare):
            return cls(arxiv[1])
        if bare == written and _PROVISIONAL.fullmatch(written):
            return cls(written)
        return None

    @classmethod
    def from_title(cls, title: str) -> "PaperId":
        """The provisional id of a paper known only by its title.

        A hash of the folded title, so that spacing, case, accents, punctuation and TeX markup do not
        matter: the same paper gets the same id from every page it is read from.
        """
        return cls(f"t-{text.digest(text.fold(title) or title, 12)}")

    @property
    def month(self) -> date | None:
        """The first day of the month in which arXiv assigned the id; None if the id does not show it."""
        match = _MONTH.match(self)
        month = date(2000 + int(match[1]), int(match[2]), 1) if match else None
        return month if month and month >= _SINCE else None

    @property
    def is_provisional(self) -> bool:
        """Whether the id was made here, from a title; no arXiv archive is called `t-…`."""
        return _PROVISIONAL.fullmatch(self) is not None
