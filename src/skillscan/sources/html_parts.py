"""A body put together from parts that the source keeps apart, each under its own heading."""

import html
from collections.abc import Iterable

from skillscan.sources import payload


def joined(parts: Iterable[tuple[str, str]]) -> str:
    """HTML of (heading, HTML or text) parts in their order; parts without content are left out."""
    shown = [_part(heading.strip(), content.strip()) for heading, content in parts]
    return "\n".join(part for part in shown if part)[: payload.MAX_BODY_CHARACTERS]


def _part(heading: str, content: str) -> str:
    if not content:
        return ""
    return f"<h3>{html.escape(heading)}</h3>\n{content}" if heading else content


def unescaped(text: str) -> str:
    """Text without the entities of one or two escapings ("R&amp;amp;D"): for titles and names."""
    for _ in range(2):
        text = html.unescape(text)
    return " ".join(text.split())
