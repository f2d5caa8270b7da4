"""Lists of lines that somebody stored as the text of a Python list."""

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
