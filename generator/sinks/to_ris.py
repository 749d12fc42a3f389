"""The door into RIS: what stands on a line can end it in no way."""


def line(tag: str, plain: str) -> str:
    """`TI  - …` and its line end; each run of white space, line ends among it, is one space."""
    return f"{tag}  - {' '.join(plain.split())}\r\n"
