"""Numbers that stand alone in a block, as stat cards have them, get the words beside them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock

_BARE_NUMBER = re.compile(
    r"[~≈<>≤≥+±-]{0,2}\s?[$€£¥]?\s?\d[\d.,]{0,15}\s?[kKmMbB]?"
    r"(?:\s?[-–]\s?[$€£]?\d[\d.,]{0,15}\s?[kKmMbB]?)?\s?"
    r"(?:%|percent|per cent|pct|pts?|x|×|years?|yrs?|days?|weeks?|roles?|jobs?|ads|postings)?\+?"
    r"|(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten) (?:in|out of|of) "
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
    r"|(?:about |nearly |almost |over |just over )?"
    r"(?:half|(?:a|one|two|three) (?:third|quarter|fifth|tenth)s?)",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"\W*(?:#|No\. ?)?\d{1,3}[.):] +")
_SIGNED = re.compile(
    r"%|percent|per cent|\bpct|[$€£]| (?:in|of) |half|third|quarter|fifth", re.IGNORECASE
)
"""What a number has that is no year and no place in a list."""
_OF_OTHERS_OR_A_CHANGE = r"\b{reported_or_changed}\b"
"""What makes the sentence below one on somebody else's figure or on a change."""
_FIRST_SENTENCE = re.compile(r".{10,280}?[.!?](?=\s|$)", re.DOTALL)
_MAX_NUMBER, _MAX_LABEL = 30, 300
_MAX_SIBLINGS = 3
"""A card holds a number, what it is of, and where it is from; more is a page."""


def is_lonely_number(text: str) -> bool:
    """Whether a block says a number and nothing of what it is."""
    return len(text) <= _MAX_NUMBER and _BARE_NUMBER.fullmatch(text.strip()) is not None


def with_labels(
    text: str, blocks: tuple[ArticleBlock, ...], elements: Sequence[tuple[int, ...]]
) -> tuple[ArticleBlock, ...]:
    """The blocks, those of lonely numbers as cells whose row is what stands beside them."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, around in enumerate(elements):
        for element in around:
            holders[element].append(index)
    return tuple(
        _labelled(text, blocks, index, [holders[element] for element in elements[index]])
        for index in range(len(blocks))
    )


def with_titles(text: str, blocks: tuple[ArticleBlock, ...]) -> tuple[ArticleBlock, ...]:
    """The blocks; a title that is but a number ("12. 28%") becomes a cell whose row is the first
    sentence below it ("Openings that are fully remote"), and so does a paragraph that the next one
    goes on with ("say where you sit").
    """
    following = [*blocks[1:], None] if blocks else []
    return tuple(
        _titled(text, block, below) for block, below in zip(blocks, following, strict=True)
    )


def _titled(text: str, block: ArticleBlock, below: ArticleBlock | None) -> ArticleBlock:
    title = text[block.start : block.end]
    listed = _LIST_NUMBER.match(title)
    number = title[listed.end() :] if listed else title
    if block.kind not in ("heading", "paragraph") or not is_lonely_number(number):
        return block
    if below is None or below.kind != "paragraph" or not _SIGNED.search(number):
        return block
    if block.kind == "paragraph" and not text[below.start].islower():
        return block
    said = _FIRST_SENTENCE.match(text, below.start, below.end)
    if said is None:
        return block
    is_of_others = pattern_of(_OF_OTHERS_OR_A_CHANGE).search(text, below.start, below.end)
    if block.kind == "heading" and is_of_others:
        return block
    return replace(block, kind="cell", row=said[0])


def _labelled(
    text: str, blocks: tuple[ArticleBlock, ...], index: int, groups: list[list[int]]
) -> ArticleBlock:
    block = blocks[index]
    if block.row is not None or not is_lonely_number(text[block.start : block.end]):
        return block
    for group in groups:
        others = [blocks[other] for other in group[: _MAX_SIBLINGS + 2] if other != index]
        words = [text[one.start : one.end] for one in others]
        words = [one for one in words if not is_lonely_number(one)]
        if len(others) > _MAX_SIBLINGS:
            break
        if words:
            return replace(block, kind="cell", row=", ".join(words)[:_MAX_LABEL])
    return block
