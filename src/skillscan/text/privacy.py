"""Personal data leaves the text before it is stored: e-mail addresses and telephone numbers.

Years, salaries, ``24/7``, dates, identifiers and version numbers stay as they are: a number is a
telephone number only by its grouping, its ``+`` or the word before it.
"""

import re

EMAIL_MASK = "[email]"
PHONE_MASK = "[phone]"

_AT = r"(?:@|[ ]?[\[(<{][ ]?(?:at|@)[ ]?[\])>}][ ]?)"
_DOT = r"(?:\.|[ ]?[\[(<{][ ]?(?:dot|\.)[ ]?[\])>}][ ]?)"
_EMAIL = re.compile(
    rf"(?<![\w.+-])(?:mailto:)?[\w.+%'-]{{1,64}}{_AT}[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{2,63}}){{1,4}}",
    re.IGNORECASE,
)
_INTERNATIONAL = re.compile(r"(?<![\w$€£.,/+-])(?:\+|00)[1-9](?:[ ().\-/]{0,2}\d){7,14}(?![\d%])")
_NORTH_AMERICAN = re.compile(
    r"(?<![\w$€£.,/+-])(?:1[ .-])?(?:\([2-9]\d{2}\)[ .-]?|[2-9]\d{2}[-. ])\d{3}[-. ]\d{4}(?![\w%])"
    r"(?:[ ]?(?:x|ext\.?)[ ]?\d{1,6})?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(\b(?:tel|telephone|phone|mobile|cell|fax|whatsapp|call(?: us)?(?: at| on)?)\b[.:]?[ ]{0,2}(?:no\.?|number)?:?[ ]?)"
    r"(?:\(?\d(?:[ ().\-/]{0,2}\d){6,14})(?![\d%])",
    re.IGNORECASE,
)
_GROUPED_THOUSANDS = re.compile(r"\+\d{1,3}(?:[ .,]\d{3})*[ .,]000")


def _phone(match: re.Match[str]) -> str:
    return match[0] if _GROUPED_THOUSANDS.fullmatch(match[0]) else PHONE_MASK


def mask(text: str) -> str:
    """The text with e-mail addresses and telephone numbers replaced by their masks."""
    if "@" in text or "at" in text:
        text = _EMAIL.sub(EMAIL_MASK, text)
    text = _INTERNATIONAL.sub(_phone, text)
    text = _NORTH_AMERICAN.sub(PHONE_MASK, text)
    return _NAMED.sub(rf"\1{PHONE_MASK}", text)
