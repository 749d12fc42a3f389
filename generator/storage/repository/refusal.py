"""Why a remote does not accept a push, and whether trying again helps."""

from dataclasses import dataclass

from generator.errors import DeclinedError, StoreError

TRIES = 5
"""How often a push is tried while others push at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a remote did not accept a commit, in its own words; empty if it did."""

    why: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether trying again is useless: a rule rejects it, not another push."""
        return self.why.startswith("[remote rejected]") and not any(
            words in self.why for words in ("lock", "failed to update ref")
        )

    def error(self, remote: str, target: str) -> StoreError:
        """The error that ends the command."""
        branch = target.removeprefix("refs/heads/")
        if self.is_final:
            return DeclinedError(f"{remote}: declined the commit to {branch}: {self.why}", self.remarks)
        return StoreError(f"{remote}: did not accept the commit in {TRIES} tries: {self.why}")
