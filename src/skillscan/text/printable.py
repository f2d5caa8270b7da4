"""Texts of strangers on a terminal: what would move the cursor or turn the line is escaped."""


def printable(text: str) -> str:
    """The text with every character that prints nothing, or does something, as an escape.

    So are control and formatting characters, half surrogate pairs and characters without a meaning;
    line breaks as well.
    """
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def shortened(text: str, characters: int) -> str:
    """The text as ``printable`` on one line, cut with a mark where it is longer."""
    line = " ".join(text[: 4 * characters].split())
    return printable(line if len(line) <= characters else f"{line[: characters - 1]}…")


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
