"""How long a text may be: hostile or broken sources must not cost unbounded time."""

MAX_RAW_CHARACTERS = 2_000_000
"""Longest body that is looked at: a hundred times the longest real posting of the corpus."""
MAX_TEXT_CHARACTERS = 60_000
"""Longest text that is stored and read."""


def truncate(text: str, limit: int) -> str:
    """The text, cut at the last line end (else the last space) before ``limit`` characters.

    In a text without either in the second half of ``limit``, the cut is hard.
    """
    if len(text) <= limit:
        return text
    head = text[:limit]
    for separator in ("\n", " "):
        cut = head.rfind(separator, limit // 2)
        if cut > 0:
            return head[:cut].rstrip()
    return head.rstrip()
