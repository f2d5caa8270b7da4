"""One way to write each character: NFC, plain spaces, no invisible or control characters."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffd"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_LINE_END = re.compile("\r\n?|\u0085|\u2028|\u2029|\u000b|\u000c")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BULLET = re.compile(
    r"^ ?(?:[•●▪■◦○‣⁃∙◆◇►▶➢➤✓✔✅❖★☆·¤§o](?= )|[•●▪■◦○‣⁃∙◆►▶➢➤✓✔✅❖·]|[-–—*+](?= ))[ •]*",
    re.MULTILINE,
)
_NUMBERED = re.compile(r"^ ?\(?\d{1,2}[.)] (?=[A-Z])", re.MULTILINE)
_RULER = re.compile(r" ?(?:-{3,}|={3,}|_{3,}|~{3,}|\*{3,}|—{2,}) ?")
_RULER_MARKS = ("---", "===", "___", "~~~", "***", "——")
_EMPHASIS = re.compile(r"\*\*([^*\n]{1,200})\*\*|^#{1,6} +", re.MULTILINE)
# spaCy's tokenizer takes quadratic time on longer runs of quotes and brackets.
_PUNCTUATION_RUN = re.compile(r"([^\w\s]{60})[^\w\s]+")
_EMPTY_LINES = re.compile(r" ?\n[ \n]*")
_LONE_BULLET = re.compile(r"^• ?(?:\n|\Z)", re.MULTILINE)


def clean(text: str) -> str:
    """The text in NFC, one space between words, one line break between blocks, items as ``• …``."""
    text = _LINE_END.sub("\n", text)
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    text = unicodedata.normalize("NFC", text).replace("‑", "-").replace("‐", "-")
    if any(mark in text for mark in _RULER_MARKS):
        text = _RULER.sub("\n", text)
    text = _PUNCTUATION_RUN.sub(r"\1", _EMPHASIS.sub(r"\1", text))
    text = _BULLET.sub("• ", _SPACES.sub(" ", text))
    text = _NUMBERED.sub("• ", text)
    text = _LONE_BULLET.sub("", _EMPTY_LINES.sub("\n", text))
    return _EMPTY_LINES.sub("\n", text).strip()
