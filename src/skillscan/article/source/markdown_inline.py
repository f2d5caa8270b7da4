"""The inline content of a Markdown block, token by token, with the place of each.

markdown-it's inline tokens have no places; the state that its rules work on knows where it is when
it pushes one, and is asked then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

_START = "start"


@dataclass(frozen=True, slots=True)
class InlinePart:
    """``shown`` is what a reader sees of ``content[start:end]``; ``html`` and ``code`` hold it as
    it is written.
    """

    kind: Literal["text", "special", "code", "html", "soft_break", "hard_break"]
    start: int
    end: int
    shown: str


class _PlacingState(StateInline):
    """Notes with each token where the rules were when they made it."""

    _pending_start = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._pending_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802  (markdown-it's name)
        token = super().pushPending()
        token.meta = {_START: self._pending_start}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta = {_START: self.pos}
        return token


def inline_parts(content: str, markdown: MarkdownIt, env: EnvType) -> Iterator[InlinePart]:
    """What a block's content shows, in order; links without their addresses, no pictures."""
    state = _PlacingState(content, markdown, env, [])
    markdown.inline.tokenize(state)
    for rule in markdown.inline.ruler2.getRules(""):
        rule(state)
    cursor = 0
    is_address = False
    for token in state.tokens:
        if token.type in ("link_open", "link_close"):
            is_address = token.type == "link_open" and token.info == "auto"
        part = None if is_address else _part(token, content, cursor)
        if part is not None:
            cursor = part.end
            yield part


def _part(token: Token, content: str, cursor: int) -> InlinePart | None:
    start = max(cursor, int(token.meta.get(_START, cursor)))
    if token.type == "text":
        # One that was a mark of emphasis is empty now, or shows its mark.
        return _written("text", start, token.content) if token.content else None
    if token.type == "text_special":
        return _special(token, start)
    if token.type == "html_inline":
        return _written("html", start, token.content)
    if token.type == "code_inline":
        found = content.find(token.content.strip(" "), start + len(token.markup))
        return _written("code", found, token.content.strip(" ")) if found >= 0 else None
    if token.type in ("softbreak", "hardbreak"):
        kind: Literal["soft_break", "hard_break"] = (
            "soft_break" if token.type == "softbreak" else "hard_break"
        )
        return InlinePart(kind, start, start + 1, " ")
    return None


def _written(kind: Literal["text", "code", "html"], start: int, shown: str) -> InlinePart:
    return InlinePart(kind, start, start + len(shown), shown)


def _special(token: Token, start: int) -> InlinePart:
    """An entity, or a character behind a backslash, which then stands for itself."""
    end = start + len(token.markup)
    if token.info == "escape":
        return InlinePart("text", end - len(token.content), end, token.content)
    return InlinePart("special", start, end, token.content)
