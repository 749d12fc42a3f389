"""Actions pinned by commit."""

from generator.upgrade import pins
from tests.support.rehearsal import WORKFLOW

OLD, NEW = "0" * 40, "1" * 40


def step(commit: str, version: str, action: str = "actions/checkout") -> str:
    """One step of a workflow."""
    return f"      - uses: {action}@{commit} # v{version}\n"


def test_newer_pins_stay() -> None:
    """A pin goes forward only, compared number by number, each action by itself."""
    ours = step(OLD, "9.1.0") + step(OLD, "1.0", "a/b/c")
    theirs = step(NEW, "10.0.0") + step(NEW, "0.9", "a/b/c")
    assert pins.newest(ours, theirs) == step(NEW, "10.0.0") + step(OLD, "1.0", "a/b/c")


def test_the_rest_of_a_file() -> None:
    """Only pins are taken out and moved: any other change is still one."""
    assert pins.without(step(OLD, "1")) == pins.without(step(NEW, "2"))
    assert pins.without(step(OLD, "1")) != pins.without(step(OLD, "1", "evil/checkout"))
    assert pins.newest("run: x\n", step(NEW, "2")) == "run: x\n"


def test_every_action_of_ours_has_one() -> None:
    """Each line of the workflow that uses an action is such a pin."""
    text = WORKFLOW.read_text(encoding="utf-8")
    assert text.count("uses: ") == sum(
        "uses: " in line and "@" not in line for line in pins.without(text).splitlines()
    )
