"""Numbers with what they count, as plain text."""

from generator import wording


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 paper`, `8,348 papers`, in the language in use."""
    used = wording.used()
    if not used.texts:  # most sites are in English, and hardly anything is called more often
        return f"{count:,} {one if count == 1 else many or one + 's'}"
    found = used.of_number(count, f"{{count}} {one}", f"{{count}} {many or one + 's'}")
    return found.replace("{count}", used.number(count))
