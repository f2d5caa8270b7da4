"""HTML cut into tags, comments, raw text and text, each with the place where it stands.

Parsers that build a tree (lxml, resiliparse) don't tell where a character came from, and the
standard library's rescans to the end of the file at every tag that isn't closed. This one goes
through the text once. It follows the HTML standard's tokenizer with one exception: a tag that is
never closed is text, and does not swallow the rest of the article.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

HtmlTokenKind = Literal["text", "open", "close", "comment", "raw"]
Attributes = tuple[tuple[str, str], ...]

RAW_TEXT = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "xmp"})
_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,100})")
_SPACE = re.compile(r"[\s/]+")
_ATTRIBUTE = re.compile(r"([^\s/>=][^\s/>=]*)(?:\s*=\s*)?")
_EQUALS = re.compile(r"\s*=\s*")
_UNQUOTED = re.compile(r"[^\s>]*")
_COMMENT_END = re.compile(r"--!?>")
_MAX_ATTRIBUTES = 1000


@dataclass(frozen=True, slots=True)
class HtmlToken:
    """One token: ``text[start:end]`` with its brackets; tags have a lower-case name."""

    kind: HtmlTokenKind
    start: int
    end: int
    name: str = ""
    attributes: Attributes = ()

    def attribute(self, name: str) -> str | None:
        """The value of an attribute, entities read; empty for one without a value."""
        return next((value for key, value in self.attributes if key == name), None)


@dataclass(slots=True)
class _Ends:
    """What is known not to come any more, so that nobody looks for it twice."""

    has_tag_end: bool = True


def html_tokens(text: str) -> Iterator[HtmlToken]:
    """The tokens of a text, in order, without a gap."""
    position, text_start, ends = 0, 0, _Ends()
    while (position := text.find("<", position)) >= 0:
        token = _markup(text, position, ends)
        if token is None:
            position += 1
            continue
        if text_start < position:
            yield HtmlToken("text", text_start, position)
        yield token
        position = text_start = token.end
        if token.kind == "open" and token.name in RAW_TEXT:
            end = _raw_end(text, position, token.name)
            if end > position:
                yield HtmlToken("raw", position, end, token.name)
            position = text_start = end
    if text_start < len(text):
        yield HtmlToken("text", text_start, len(text))


def _markup(text: str, start: int, ends: _Ends) -> HtmlToken | None:
    if text.startswith("<!--", start):
        return _comment(text, start)
    if text.startswith(("<!", "<?"), start):
        end = text.find(">", start) if ends.has_tag_end else -1
        ends.has_tag_end = end >= 0
        return HtmlToken("comment", start, end + 1) if end >= 0 else None
    return _tag(text, start, ends) if ends.has_tag_end else None


def _comment(text: str, start: int) -> HtmlToken:
    for short in ("<!-->", "<!--->"):
        if text.startswith(short, start):
            return HtmlToken("comment", start, start + len(short))
    found = _COMMENT_END.search(text, start + 4)
    return HtmlToken("comment", start, found.end() if found else len(text))


def _tag(text: str, start: int, ends: _Ends) -> HtmlToken | None:
    name = _NAME.match(text, start)
    if name is None:
        return None
    attributes, end = _attributes(text, name.end())
    if end < 0:
        ends.has_tag_end = False
        return None
    kind: HtmlTokenKind = "close" if name[1] else "open"
    return HtmlToken(kind, start, end, name[2].lower(), attributes)


def _attributes(text: str, position: int) -> tuple[Attributes, int]:
    """The attributes of a tag, and where it ends; -1 where it does not."""
    found: list[tuple[str, str]] = []
    while position < len(text):
        if space := _SPACE.match(text, position):
            position = space.end()
            continue
        if text[position] == ">":
            return tuple(found), position + 1
        name, value, position = _attribute(text, position)
        if position < 0:
            break
        if len(found) < _MAX_ATTRIBUTES:
            found.append((name, value))
    return (), -1


def _attribute(text: str, position: int) -> tuple[str, str, int]:
    begin = position
    named = _ATTRIBUTE.match(text, position)
    position = begin + len(named[1]) if named else begin + 1
    name = text[begin:position].lower()
    equals = _EQUALS.match(text, position)
    if equals is None:
        return name, "", position
    position = equals.end()
    if text[position : position + 1] in ("'", '"') and position < len(text):
        end = text.find(text[position], position + 1)
        return name, html.unescape(text[position + 1 : end]), end + 1 if end >= 0 else -1
    value = _UNQUOTED.match(text, position)
    assert value is not None  # noqa: S101  (it matches nothing too)
    return name, html.unescape(value[0]), value.end()


def _raw_end(text: str, start: int, name: str) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, start)
    return found.start() if found else len(text)
