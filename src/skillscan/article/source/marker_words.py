"""The words that make a comment or an attribute a marker, and those that only look like them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from skillscan.article.source.html_elements import VOID
from skillscan.article.source.html_tokens import HtmlToken
from skillscan.article.source.reading import SeenMarkup

NAME = "skillscan"
ATTRIBUTE = "data-skillscan"
_FIRST_WORDS = re.compile(
    r"[\s!\u2010-\u2015-]{0,40}/?\s{0,40}([A-Za-z_][A-Za-z_ -]{4,15}?)\s{0,10}(?=:|\Z)"
)
_FIRST_WORD = re.compile(r"[\s!\u2010-\u2015-]{0,40}/?\s{0,40}([A-Za-z_][A-Za-z_-]{4,15})")
_JOINTS = re.compile(r"[\s_-]+")
_LIKE = 0.8
"""Two letters of nine may differ ("skilscan", "skillscna"); "skills" is far enough."""
_MAX_LENGTH = 20


@lru_cache(maxsize=4096)
def is_like_name(word: str) -> bool:
    """Whether somebody could have meant ``skillscan``, written right or wrong."""
    return _is_like(word, NAME)


@lru_cache(maxsize=4096)
def is_like_attribute(name: str) -> bool:
    """Whether somebody could have meant ``data-skillscan``, written right or wrong."""
    return _is_like(name, ATTRIBUTE) or _is_like(name, NAME)


def comment_word(comment: str) -> str | None:
    """The word like ``skillscan`` that a comment's text begins with, as it is written."""
    for words in (_FIRST_WORDS, _FIRST_WORD):
        found = words.match(comment)
        if found and is_like_name(found[1]):
            return found[1]
    return None


def marker_attribute(token: HtmlToken) -> tuple[str, str] | None:
    """Name and value of a tag's attribute that is, or could be meant as, a marker's; of a tag that
    is itself called like one its own name.
    """
    found = next((one for one in token.attributes if is_like_attribute(one[0])), None)
    return found or ((token.name, "") if is_like_name(token.name.rstrip(":")) else None)


def markup_of_markers(tokens: Iterable[HtmlToken], text: str) -> list[SeenMarkup]:
    """The comments and tags of a text that are, or could be meant as, markers."""
    found: list[SeenMarkup] = []
    open_tags: dict[str, list[int | None]] = {}
    for token in tokens:
        if token.kind == "comment":
            words = comment_text(text[token.start : token.end])
            if comment_word(words) or NAME in words.casefold():
                found.append(SeenMarkup("comment", token.start, token.end, words))
        elif token.kind == "open" and token.name not in VOID:
            attribute = marker_attribute(token)
            open_tags.setdefault(token.name, []).append(len(found) if attribute else None)
            if attribute:
                found.append(seen_tag(token, attribute, token.start, token.end))
        elif token.kind == "close" and open_tags.get(token.name):
            index = open_tags[token.name].pop()
            if index is not None:
                found[index] = replace(found[index], inner_end=token.start)
    return found


def comment_text(written: str) -> str:
    """What stands between the brackets of a comment."""
    text = written.removeprefix("<!--") if written.startswith("<!--") else written[2:]
    for end in ("-->", "--!>", ">"):
        if text.endswith(end):
            return text[: -len(end)]
    return text


def seen_tag(token: HtmlToken, attribute: tuple[str, str], start: int, end: int) -> SeenMarkup:
    """A tag with its marker's attribute."""
    name, value = attribute
    return SeenMarkup("tag", start, end, value, name=token.name, attribute=name)


def _is_like(word: str, wanted: str) -> bool:
    if len(word) > _MAX_LENGTH:
        return False
    plain, wanted = _JOINTS.sub("", word).casefold(), _JOINTS.sub("", wanted)
    if abs(len(plain) - len(wanted)) > 2:
        return False
    return SequenceMatcher(None, plain, wanted).ratio() >= _LIKE
