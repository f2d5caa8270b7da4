"""Headings that only wide gaps part from their text, where a source joined its lines by blanks.

"Duties           Serve as a weaver" is a heading and a text. Refuses what is no plain heading of
postings, and short lines: those are rows of tables.
"""

import re

_GAP = r"[ \t\u00a0]"
_HEADING = re.compile(
    rf"(?:(?<={_GAP}{{3}})|^){_GAP}{{0,80}}(?P<heading>Duties|Responsibilities|Requirements|Qualifications)"
    rf"{_GAP}{{4,80}}(?=[A-Z][^\n]{{80}})",
    re.MULTILINE,
)


def part_wide_headings(text: str) -> str:
    """The text with such headings on lines of their own; only white space changes."""
    return _HEADING.sub(r"\n\g<heading>\n", text) if "    " in text else text
