"""Personal data leaves the text before it is stored.

Masked are e-mail addresses (also written out: "jane at example dot com"), telephone numbers,
personal profiles (LinkedIn) and the names of contact persons where the text says that they are
(``contact_names``). Years, salaries, ``24/7``, dates, identifiers and version numbers stay as they
are (``phone_numbers``).
"""

import re
from functools import lru_cache

from skillscan.text.contact_names.mask import mask_contact_names
from skillscan.text.phone_numbers import mask_phone_numbers

EMAIL_MASK = "[email]"
PROFILE_MASK = "[profile]"

_AT = r"(?:@|[ ]?[\[(<{][ ]?(?:at|@)[ ]?[\])>}][ ]?)"
_DOT = r"(?:\.|[ ]?[\[(<{][ ]?(?:dot|\.)[ ]?[\])>}][ ]?)"
_LOCAL = r"(?<![\w.+-])(?:mailto:)?[\w.+%'-]{1,64}+"
_AT_IN_BRACKETS = (b"at]", b"at)", b"at}", b"at ]", b"at )", b"at }")
_AT_SIGN = re.compile(r"@|[ \[(<{]+at")
_MAY_BE_AT = re.compile(r"@|[aA][tT] ?[\])}>]")
_EMAIL = re.compile(
    rf"{_LOCAL}{_AT}[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{2,63}}){{1,4}}", re.IGNORECASE
)
_SPOKEN_EMAIL = re.compile(
    rf"{_LOCAL} (?:at|@) [a-z0-9-]{{1,63}}(?: (?:dot|\.) [a-z0-9-]{{2,24}}){{1,3}}", re.IGNORECASE
)
_PROFILE = re.compile(
    r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub)/[\w%.-]{1,100}/?", re.IGNORECASE
)


@lru_cache(maxsize=2)
def mask(text: str) -> str:
    """The text with personal data replaced by its masks.

    Kept for a moment: preparing goes over a text until nothing changes, so mostly twice.
    """
    lower, address_parts = text.encode("utf-8", "surrogatepass").lower(), set[str]()

    def masked_address(found: re.Match[str]) -> str:
        address_parts.add(_AT_SIGN.split(found[0].casefold(), maxsplit=1)[0])
        return EMAIL_MASK

    if "@" in text or any(written in lower for written in _AT_IN_BRACKETS):
        lines = text.split("\n")  # no address goes on in the next line
        text = "\n".join(
            _EMAIL.sub(masked_address, line) if _MAY_BE_AT.search(line) else line for line in lines
        )
    if b" at " in lower and b" dot " in lower:
        text = _SPOKEN_EMAIL.sub(masked_address, text)
    if b"linkedin.com/" in lower:
        text = _PROFILE.sub(PROFILE_MASK, text)
    return mask_contact_names(mask_phone_numbers(text), address_parts)
