"""Numbers with what they count, as plain text."""


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 paper`, `8,348 papers`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
