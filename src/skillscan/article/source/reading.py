"""What a reader of a format hands on: the article, and the markup that markers may stand in."""

from dataclasses import dataclass
from typing import Literal

from skillscan.article.model import ArticleText


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """Code or raw text (scripts): ``source[start:end]`` shows markers and does not use them."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SeenMarkup:
    """A comment, or a tag with an attribute that could be a marker's: ``source[start:end]``.

    ``words``: the comment's text, or the attribute's value; ``name``: the tag's;
    ``attribute``: the attribute's name. ``inner_end``: where the end tag of this element begins,
    ``None`` where there is none.
    """

    kind: Literal["comment", "tag"]
    start: int
    end: int
    words: str
    name: str = ""
    attribute: str = ""
    inner_end: int | None = None


@dataclass(frozen=True, slots=True)
class SourceReading:
    """An article with its markup, all in the order of the source."""

    article: ArticleText
    markup: tuple[SeenMarkup, ...] = ()
    codes: tuple[CodeSpan, ...] = ()
