"""Signs that a program could not write, and put a question mark, ``\ufffd`` or a blank for.

"Bachelor?s", "don\ufffdt" and "you ll" lost an apostrophe, "3?5 years" a dash, lines that begin
with "? " their bullets. A question mark counts as one of them where no question can stand. Accents
that stand for apostrophes ("don`t", "don´t") become such, and an "â" that lost the two controls
behind it: what is left of a dash or an apostrophe whose UTF-8 was read as Latin-1 ("2â6 years").
"""

import re

# Patterns begin with the sign itself: the scanner jumps from one to the next.
_LETTERS = r"(?:s|t|re|ve|ll|d|m)\b"
_YEARS_OR_SUM = r"(?:\d{1,2}\+? ?(?:years|yrs)\b|[$€£]\d)"
_APOSTROPHE_ASKED = re.compile(rf"\?(?<=[A-Za-z]\?)(?={_LETTERS}(?![=&/'’:]))")
_WORD_BEFORE = re.compile(r"(?:[(\"“–—-]{0,2}|[A-Za-z]{1,20}-)(?:I|[A-Z]?[a-z]{2,20})")
_MAX_WORD = 44
_DASH_ASKED = re.compile(rf"\?(?:(?<=\d\?)|(?<=\d[kK]\?))(?={_YEARS_OR_SUM})")
_SPACED_DASH_ASKED = re.compile(rf" \? (?:(?<=\d \? )|(?<=\d[kK] \? ))(?={_YEARS_OR_SUM})")
_APOSTROPHE = re.compile(
    rf"(?<=[A-Za-z])\ufffd{{1,3}}(?={_LETTERS})|(?<=[A-Za-z]s)\ufffd{{1,3}}(?= [a-z])",
    re.IGNORECASE,
)
_DASH = re.compile(r"(?<= )\ufffd{1,3}(?= )|(?:(?<=\d)|(?<=\d[kK]))\ufffd{1,3}(?=[$€£]?\d)")
_BULLET = re.compile(r"^[ \t]*\ufffd{1,3}[ \t]*(?=\S)", re.MULTILINE)
_BULLET_ASKED = re.compile(r"^[ \t]*\?[ \t]+(?=\S)", re.MULTILINE)
_MIN_BULLETS = 3
_ACCENT = re.compile(rf"[`´‘′](?<=[A-Za-z].)(?={_LETTERS})", re.IGNORECASE)
_ACCENTS = "`´‘′"
_VERBS = ("ll", "re", "ve")
"""What is left of verbs behind an apostrophe: "you ll"."""
_LEFT_OF_APOSTROPHE = re.compile(
    rf"â(?<=[A-Za-z]â)(?={_LETTERS})(?:(?<=[nN]â)(?=t)|(?<![nN]â)(?!t))|â(?<=[a-z]sâ)(?= [a-z])"
)
_LEFT_OF_DASH = re.compile(
    r"â(?:(?<=\dâ)|(?<=\d[kK]â))(?=[$€£]?\d)|â(?<= â)(?= [A-Za-z$€£\d])|â(?<=^â)(?= [A-Z])"
)
_SURELY_ENGLISH = re.compile(r"\b(?:the|and|with|for|of|to) ")
_BLANK = re.compile(
    rf"\b(?:(?:you|we|they) (?=(?:{'|'.join(_VERBS)}) )|(?:do|does|did|is|are|wo|ca)n (?=t )"
    r"|(?:bachelor|master|associate|doctor) (?=s (?:degree|in|or|and)\b))",
    re.IGNORECASE,
)
_MAY_BE_BLANK = tuple(f" {letters} " for letters in (*_VERBS, "t", "s"))
"""One of these is in every text, in small letters, in which ``_BLANK`` finds something."""


def with_lost_signs(text: str) -> str:
    """The text with apostrophes, dashes and bullets where it surely lost them."""
    if "\ufffd" in text:
        text = _DASH.sub("–", _APOSTROPHE.sub("’", _BULLET.sub("• ", text)))
    if "?" in text:
        text = _without_asked(text)
    if "â" in text and _SURELY_ENGLISH.search(text):
        text = _LEFT_OF_DASH.sub("–", _LEFT_OF_APOSTROPHE.sub("’", text))
    if any(accent in text for accent in _ACCENTS):
        text = _ACCENT.sub("’", text)
    if "’" not in text and _may_have_blanks(text.lower()):
        text = _BLANK.sub(lambda found: f"{found[0][:-1]}’", text)
    return text


def _may_have_blanks(lowered: str) -> bool:
    return any(lost in lowered for lost in _MAY_BE_BLANK)


def _without_asked(text: str) -> str:
    """The text with the signs that question marks stand for."""
    text = _DASH_ASKED.sub("–", _APOSTROPHE_ASKED.sub(_apostrophe_behind_word, text))
    if " ? " in text:
        text = _SPACED_DASH_ASKED.sub(" – ", text)
    if "\n? " in text and len(_BULLET_ASKED.findall(text)) >= _MIN_BULLETS:
        text = _BULLET_ASKED.sub("• ", text)
    return text


def _apostrophe_behind_word(asked: re.Match[str]) -> str:
    """Behind a plain word in small letters only: not in addresses, not in "(m?w?d)"."""
    before = asked.string[max(0, asked.start() - _MAX_WORD) : asked.start()]
    return "’" if _WORD_BEFORE.fullmatch(before.split()[-1]) else asked[0]
