"""RIS output: a value can never break its line."""


def line(tag: str, plain: str) -> str:
    """`TI  - …` and its line end; each run of white space, including line ends, becomes one space."""
    return f"{tag}  - {' '.join(plain.split())}\r\n"
