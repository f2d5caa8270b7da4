"""The bytes of an article file as text, and back: what was not changed comes back byte for byte.

A byte order mark decides; without one it is the charset an HTML page declares, then UTF-8, then
Windows-1252 and Latin-1, which old sites have. A text that would not come back as the same bytes
is not taken. Files with NUL bytes, and those whose first bytes say that they are something else,
are refused.
"""

import codecs
import re
from dataclasses import dataclass

from w3lib.encoding import html_body_declared_encoding

from skillscan.article.model import ArticleFormat
from skillscan.errors import UsageError

MAX_BYTES = 20_000_000
"""No article is larger; a larger file is the wrong one."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a compressed file"),
)
_MEND = "save it as Markdown, HTML, plain text (UTF-8) or .docx"
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROL_SHARE, _FIRST_BYTES = 0.01, 100_000


class UnreadableArticleError(UsageError):
    """A file is no article that can be read; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, and what it takes to write it again: its codec and byte order mark."""

    text: str
    encoding: str
    mark: bytes = b""

    def encoded(self, text: str) -> bytes:
        """Another text in the same encoding. Raises UnicodeEncodeError where it cannot say it."""
        return self.mark + text.encode(self.encoding)


def decode(content: bytes, article_format: ArticleFormat) -> Decoded:
    """The text of a file. Raises UnreadableArticleError where it holds none."""
    _refuse_other_files(content)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _marked(content, mark, encoding)
    if b"\0" in content:
        where = content.index(b"\0")
        raise UnreadableArticleError(
            f"byte {where} is NUL: a binary file, or UTF-16 without a byte order mark; {_MEND}"
        )
    for encoding in _candidates(content, article_format):
        text = _round_trip(content, encoding)
        if text is not None:
            return Decoded(text, encoding)
    raise AssertionError("Latin-1 reads all bytes")


def _refuse_other_files(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise UnreadableArticleError(f"larger than {MAX_BYTES} bytes; is this an article?")
    for start, kind in _KINDS:
        if content.startswith(start):
            raise UnreadableArticleError(f"{kind}, not an article's text; {_MEND}")
    first = content[:_FIRST_BYTES]
    is_utf_16 = first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not is_utf_16 and len(_CONTROL.findall(first)) > _MAX_CONTROL_SHARE * len(first):
        raise UnreadableArticleError(f"a binary file (control characters); {_MEND}")


def _marked(content: bytes, mark: bytes, encoding: str) -> Decoded:
    body = content[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableArticleError(
            f"byte {len(mark) + error.start} is no {encoding.upper()}, which the file's first bytes"
            f" announce; {_MEND}"
        ) from error
    if "\0" in text:
        raise UnreadableArticleError(f"character {text.index(chr(0))} is NUL; {_MEND}")
    return Decoded(text, encoding, mark)


def _candidates(content: bytes, article_format: ArticleFormat) -> list[str]:
    declared = html_body_declared_encoding(content) if article_format == "html" else None
    found = [declared] if declared and not declared.startswith("utf-16") else []
    return [*found, "utf-8", "cp1252", "latin-1"]


def _round_trip(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
        return text if text.encode(encoding) == content and "\0" not in text else None
    except (UnicodeError, LookupError):
        return None
