"""The lines of a document text, each with what follows it."""

from collections.abc import Iterator

from skillscan.nlp.structure.block import ITEM_MARK


def text_lines(text: str, start: int) -> Iterator[tuple[int, str, bool]]:
    """Where each line that is not empty begins, its text, and whether an item follows it.

    Of an item that does not matter. A line that a bracket is left open in goes on in the next.
    """
    held = ""
    held_start = 0
    for line in text[start:].split("\n"):
        if line and not line.isspace():
            if line[0].islower() and _is_in_bracket(held, line):
                held = text[held_start : start + len(line)]
                start += len(line) + 1
                continue
            is_item = line.startswith(ITEM_MARK)
            if held:
                yield held_start, held, is_item and not held.startswith(ITEM_MARK)
            held, held_start = line, start
        start += len(line) + 1
    if held:
        yield held_start, held, False


def _is_in_bracket(line: str, following: str) -> bool:
    """Whether a bracket is open where a line ends and closed in the following one."""
    is_open = line.rfind("(") > line.rfind(")")
    closing = following.find(")")
    return is_open and closing >= 0 and "(" not in following[:closing]
