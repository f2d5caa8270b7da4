"""Who speaks in the paragraphs of an interview or chat: "HOST: And Spark?", "jules [10:03] 20 %".

The label is part of no sentence: it names neither a thing nor a source of what is said.
"""

import re
from collections import Counter

from skillscan.article.model import ArticleBlock, ArticleText

_LONGEST = 60
_TIME = r"[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]m)?[\])]?"
_NAME = r"(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}|[a-z][a-z_-]{1,14})"
_SIGNED = re.compile(rf"\**(?P<name>{_NAME})(?: ?[\[(][^\])\d]{{2,30}}[\])])?\**:\**\s+(?=\S)")
_LETTER = re.compile(r"(?P<name>[QA])[.:]\s+(?=\S)")
_TIMED = re.compile(
    rf"\**(?P<name>{_NAME})\**,? {_TIME}:?\**\s+(?=\S)"
    rf"|\**{_TIME}\**,? \**(?P<other>{_NAME})\**:\**\s+(?=\S)"
)
_FEWEST = 2
"""Paragraphs that somebody speaks, where no question and answer show it."""


def speaker_labels(article: ArticleText) -> dict[int, int]:
    """Where what is said begins, of each block (by its place) that begins with who says it; empty
    for an article in which no question is put by the one and answered by another.
    """
    found = {
        place: label
        for place, block in enumerate(article.blocks)
        if block.kind in ("paragraph", "list_item") and (label := _label(article, block))
    }
    names = {place: label[label.lastgroup or 0] for place, label in found.items()}
    asked = [
        place
        for place, name in names.items()
        if names.get(place + 1, name) != name
        and article.text.endswith("?", 0, article.blocks[place].end)
    ]
    if not asked:
        return {}
    counted = Counter(names.values())
    speakers = {names[n] for place in asked for n in (place, place + 1)}
    speakers |= {name for name, times in counted.items() if times >= _FEWEST}
    return {place: found[place].end() for place, name in names.items() if name in speakers}


def _label(article: ArticleText, block: ArticleBlock) -> re.Match[str] | None:
    end = min(block.end, block.start + _LONGEST)
    for pattern in (_LETTER, _TIMED, _SIGNED):
        if (found := pattern.match(article.text, block.start, end)) is not None:
            return found
    return None
