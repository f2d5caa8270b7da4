"""One way to write each character: NFC, plain spaces, no invisible or control characters."""

import re
import unicodedata

from skillscan.text.escapes import without_escapes
from skillscan.text.numbered_lines import without_line_numbers

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffd"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_SYMBOL_BULLETS = re.compile("[\uf06c\uf06e\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc]")
"""Bullets of the fonts Symbol and Wingdings, which have no character of their own."""
_LINE_END = re.compile("\r\n?|\u0085|\u2028|\u2029|\u000b|\u000c")
_LINE_ENDS = frozenset("\r\u0085\u2028\u2029\u000b\u000c")
_HYPHENS = "‑‐"
_MAY_COMPOSE = re.compile("[^\u0000-\u02ff\u2010-\u2027\u2190-\u2328\u232b-\u27bf]")
"""Characters that NFC may change, or join to another; none of the usual signs does."""
_SPACES = "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_PLAIN = bytes(range(0x20, 0x7F)) + b"\n"
_BULLET = re.compile(
    r"\n ?(?:(?:[•●▪■◦○‣⁃∙◆◇►▶➢➤✓✔✅❖★☆·¤§o](?= )|[•●▪■◦○‣⁃∙◆►▶➢➤✓✔✅❖·]|[-–—*+](?= ))[ •]*"
    r"|\(?\d{1,2}[.)] (?=[A-Z]))"
)
"""What a line begins with that is an item, with the end of the line before."""
# A branch for each first character: the scanner then jumps from one to the next.
_ITEM_START = 3
_ITEM = re.compile(r" ?(?:[●▪■◦○‣⁃∙◆◇►▶➢➤✓✔✅❖★☆·¤§]|•(?! [^ •])|[o–—*+-] |\(?\d)| •")
"""First characters of a line that ``_BULLET`` may change: not of ``• item``."""
_RULER = re.compile(
    r" (?:-{3,}|={3,}|_{3,}|~{3,}|\*{3,}|—{2,}) ?"
    r"|-{3,} ?|={3,} ?|_{3,} ?|~{3,} ?|\*{3,} ?|—{2,} ?"
)
_TYPED_DASH = re.compile(r"(?<=\w)---(?=[\w$€£])")
"""A dash as it is typed between two words or sums ("$158,000---$200,000"), and no ruler."""
_RULER_MARKS = ("---", "===", "___", "~~~", "***", "——")
_EMPHASIS = re.compile(r"\*\*([^*\n]{1,200})\*\*|^#{1,6} +", re.MULTILINE)
# The mark comes first, and behind it what may not stand in front: the scanner jumps to each.
_LIGHT_EMPHASIS = {
    "*": re.compile(r"\*(?<![\w*]\*)(?=[\w(\"“$€£])([^*\n]{1,200})(?<=\S)\*(?![\w*])"),
    "_": re.compile(
        r"_(?<![\w/.@:-]_)(?!_[a-z]{1,40}__)(_?)(?=[^\W_])([^_\n]{1,200})(?<=\S)_\1(?!\w)"
    ),
    "`": re.compile(r"`(?<![\w`]`)(`{0,2})([^`\n]{1,100})`\1(?![\w`])"),
}
"""Words between single stars, underscores or backticks; "__init__" is a name of Python."""
_NUMBERED_HEADING = re.compile(
    r"^(#{1,6} +(?:\*\*)?|\*\*(?=[^*\n]{1,80}\*\*:? *$))\(?\d{1,2}[.)] +(?=[A-Z])", re.MULTILINE
)
"""What marks a heading, and the number behind it, which would make it an item of a list."""
_SHORT_CODES = re.compile(r"^(?::[a-z][a-z0-9_\\+-]{1,40}: ?)+", re.MULTILINE)
"""Emoji by their names (":trophy: Your strengths")."""
# spaCy's tokenizer takes quadratic time on longer runs of quotes and brackets.
_PUNCTUATION_RUN = re.compile(r"([^\w\s]{60})[^\w\s]+")
_RUN_SAMPLE = 20
_MARKS_OF_SAMPLE = re.compile(r"[^\w\s]{3}")
_EMPTY = frozenset({"", "•"})
"""Lines that say nothing."""


def clean(text: str) -> str:
    """The text in NFC, one space between words, one line break between blocks, items as ``• …``.

    Each step is preceded by a test that costs next to nothing, since most have nothing to do.
    """
    plain = _plain_characters(text)
    text = _without_emphasis(plain)
    if _MARKS_OF_SAMPLE.search(text[::_RUN_SAMPLE]):  # any run of 61 has three in the sample
        text = _PUNCTUATION_RUN.sub(r"\1", text)
    if text is not plain:
        text = _single_spaces(text)
    text = without_line_numbers(text)
    lines = text.split("\n")
    if any(map(_ITEM.match, {line[:_ITEM_START] for line in lines})):
        lines = _BULLET.sub("\n• ", f"\n{text}").split("\n")
    bare = (line.strip(" ") for line in lines)
    return "\n".join([line for line in bare if line not in _EMPTY]).strip()


def _plain_characters(text: str) -> str:
    rare = rare_characters(text)
    if not rare:
        return _single_spaces(text)
    found = set(rare)
    if not found.isdisjoint(_LINE_ENDS):
        text = _LINE_END.sub("\n", text)
    for space in found.intersection(_SPACES):
        text = text.replace(space, " ")
    text = _single_spaces(text)
    if _SYMBOL_BULLETS.search(rare):
        text = _SYMBOL_BULLETS.sub("•", text)
    if _INVISIBLE.search(rare):
        text = _INVISIBLE.sub("", text)
    if _MAY_COMPOSE.search(rare):
        text = unicodedata.normalize("NFC", text)
    for hyphen in found.intersection(_HYPHENS):
        text = text.replace(hyphen, "-")
    return text


def rare_characters(text: str) -> str:
    """The characters of a text, in their order, that are neither printable ASCII nor line ends."""
    rare = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return rare.decode("utf-8", "surrogatepass")


def _single_spaces(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _without_emphasis(text: str) -> str:
    """Without rulers (each ends a line), Markdown's marks and the names of emoji before a line."""
    text = without_escapes(text)
    if any(mark[0] in text and mark in text for mark in _RULER_MARKS):
        text = _RULER.sub("\n", _TYPED_DASH.sub("—", text))
    if ("*" in text and "**" in text) or ("#" in text and ("\n#" in text or text[0] == "#")):
        text = _EMPHASIS.sub(r"\1", _NUMBERED_HEADING.sub(r"\1", text))
    for mark, emphasis in _LIGHT_EMPHASIS.items():
        if mark in text:
            text = emphasis.sub(_words_between, text)
    if "\n:" in text or text[:1] == ":":
        text = _SHORT_CODES.sub("", text)
    return text


def _words_between(match: re.Match[str]) -> str:
    """What stands between two marks of ``_LIGHT_EMPHASIS``: the last group of each."""
    return str(match[match.re.groups])
