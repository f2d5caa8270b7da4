"""Python list literals: lists of lines that a source stored as the text of a Python list."""

import ast


def python_list_as_lines(text: str) -> str:
    """The items of ``"['a', 'b']"`` as lines; any other text unchanged."""
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
