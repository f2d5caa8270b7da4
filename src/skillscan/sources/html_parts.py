"""HTML as sources give it: put together from parts, and freed of escapings."""

import html
import re
from collections.abc import Iterable

from skillscan.sources import payload

_TAG = re.compile(r"<\s?/?[a-zA-Z][^<>]{0,500}>")
_ESCAPED_TAG = re.compile(r"&(?:amp;)*lt;\s?/?[a-zA-Z]")


def joined(parts: Iterable[tuple[str, str]]) -> str:
    """HTML of (heading, HTML or text) parts in their order; parts without content are left out."""
    shown = [_part(heading.strip(), content.strip()) for heading, content in parts]
    return "\n".join(part for part in shown if part)[: payload.MAX_BODY_CHARACTERS]


def _part(heading: str, content: str) -> str:
    if not content:
        return ""
    return f"<h3>{html.escape(heading)}</h3>\n{content}" if heading else content


def markup_of(text: str) -> str:
    r"""Markup that was escaped once or more becomes markup, a written ``\n`` a line end."""
    for _ in range(3):
        if _TAG.search(text) or not _ESCAPED_TAG.search(text):
            break
        text = html.unescape(text)
    return text.replace("\\n", "\n").replace("\\r", "")
