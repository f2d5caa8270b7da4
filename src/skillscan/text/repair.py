"""Text that lost its shape on the way: stringified lists, lost line breaks."""

import ast


def join_list(text: str) -> str:
    """``"['a', 'b']"`` (a Python list somebody stored as text) as lines; other text unchanged."""
    stripped = text.strip()
    if not (stripped.startswith(("['", '["')) and stripped.endswith(("']", '"]'))):
        return text
    try:
        parts = ast.literal_eval(stripped)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
    if not all(isinstance(part, str) for part in parts):
        return text
    return "\n".join(parts)


def restore_breaks(text: str) -> str:
    """Line breaks put back where a line shows that they were lost."""
    return text
