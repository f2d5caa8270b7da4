"""Edits of an article's text put back into its file, which else stays byte for byte.

Only the characters that change are touched: of "72&#160;%" that becomes "70 %" the digit 2, so that
entity, decimal comma and markup between the characters stay as their writer has them. What was
written is read again; if it does not read as it should, nothing is returned.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from skillscan.article.model import ArticleFormat, ArticleText, Edit
from skillscan.article.source import read
from skillscan.article.source.decoding import Decoded, decode
from skillscan.article.source.docx import edited_docx
from skillscan.article.source.source_edit import SourceEdit, UnwritableEditError, spliced

_MAX_COMPARED = 400
"""Characters of an edit that are compared one by one; a longer one is replaced as a whole but for
its ends.
"""
_HTML_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ESCAPES: dict[ArticleFormat, dict[int, str]] = {
    "html": _HTML_ESCAPES,
    "markdown": str.maketrans({"&": "&amp;", "<": "&lt;"}),
}


def apply(content: bytes, article: ArticleText, edits: Sequence[Edit]) -> bytes:
    """The file with the edits made.

    Raises UnwritableEditError where they overlap, lie outside of the text, or where the result
    would not read as the edited text (a bound of a code block, a mark of Markdown in ``new``).
    """
    ordered = sorted(edit for edit in edits if article.text[edit.start : edit.end] != edit.new)
    _refuse_misplaced(article, edits)
    if not ordered:
        return content
    changes = [change for edit in ordered for change in _source_edits(article, edit)]
    if article.format == "docx":
        written = edited_docx(content, changes)
    else:
        written = _encoded(content, article, changes)
    _refuse_other_reading(written, article, ordered)
    return written


def _refuse_misplaced(article: ArticleText, edits: Sequence[Edit]) -> None:
    position = 0
    for edit in sorted(edits):
        if not position <= edit.start <= edit.end <= len(article.text):
            raise UnwritableEditError(
                f"the edit of characters {edit.start} to {edit.end} overlaps another one or lies"
                " outside of the article; nothing was changed"
            )
        position = edit.end


def _source_edits(article: ArticleText, edit: Edit) -> Iterator[SourceEdit]:
    """The characters to replace; what is added stands before the first one of its place."""
    for start, end, new in _differences(article.text[edit.start : edit.end], edit.new):
        start, end = edit.start + start, edit.start + end
        written = _written(article, new, edit)
        if start == end:
            yield _insertion(article, start, written, after=start > edit.start)
        done = 0  # two characters of one entity have one place
        for position in range(start, end):
            begin, stop = article.source_span(position, position + 1)
            if begin >= done:
                yield SourceEdit(begin, stop, written if position == start else "")
                done = stop


def _insertion(article: ArticleText, position: int, written: str, *, after: bool) -> SourceEdit:
    """Text between two characters; it belongs to the one before, if that is part of the edit."""
    before = position - 1 if after else position
    place = article.source_span(before, position)[1]
    return SourceEdit(place, place, written)


def _differences(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Where two texts differ: ``(start, end)`` of the old one, and what stands there in the new."""
    if len(old) > _MAX_COMPARED or len(new) > _MAX_COMPARED:
        yield 0, len(old), new
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield start, end, new[new_start:new_end]


def _written(article: ArticleText, new: str, edit: Edit) -> str:
    """New characters in the form of the article: an entity that the edited text uses stays one."""
    forms = dict(_ESCAPES.get(article.format, {}))
    for position in range(edit.start, min(edit.end, edit.start + _MAX_COMPARED)):
        start, end = article.source_span(position, position + 1)
        if article.source[start] == "&" and end > start + 1:
            forms[ord(article.text[position])] = article.source[start:end]
    return new.translate(forms)


def _encoded(content: bytes, article: ArticleText, changes: Sequence[SourceEdit]) -> bytes:
    decoded = decode(content, article.format)
    if decoded.text != article.source:
        raise UnwritableEditError("the article is not the one that was read; read it again")
    fitting = [(one.start, one.end, _encodable(one.new, decoded, article)) for one in changes]
    return decoded.encoded(spliced(decoded.text, fitting))


def _encodable(new: str, decoded: Decoded, article: ArticleText) -> str:
    """Characters that the file's encoding lacks, as references where the format has them."""
    try:
        new.encode(decoded.encoding)
    except UnicodeEncodeError as error:
        if article.format == "text":
            raise UnwritableEditError(
                f"{new!r} cannot be written in {decoded.encoding}; save the article as UTF-8"
            ) from error
        return new.encode(decoded.encoding, "xmlcharrefreplace").decode(decoded.encoding)
    return new


def _refuse_other_reading(written: bytes, article: ArticleText, edits: Sequence[Edit]) -> None:
    wanted = spliced(article.text, [(one.start, one.end, one.new) for one in edits])
    found = read(written, article.format).text
    if found != wanted:
        raise UnwritableEditError(
            "an edit would change more than its number (markup in or beside it); nothing was"
            " changed, edit it by hand"
        )
