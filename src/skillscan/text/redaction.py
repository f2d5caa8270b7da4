"""Personal data leaves the text before it is stored.

Masked are e-mail addresses (also written out: "jane at example dot com"), telephone numbers,
personal profiles (LinkedIn) and the name of a contact person where the text says that it is one
("Contact: Jane Doe", "reach out to Jane Doe at [email]"). Years, salaries, ``24/7``, dates,
identifiers and version numbers stay as they are (``phone_numbers``).
"""

import re

from skillscan.text.phone_numbers import mask_phone_numbers

EMAIL_MASK = "[email]"
NAME_MASK = "[name]"
PROFILE_MASK = "[profile]"

_AT = r"(?:@|[ ]?[\[(<{][ ]?(?:at|@)[ ]?[\])>}][ ]?)"
_DOT = r"(?:\.|[ ]?[\[(<{][ ]?(?:dot|\.)[ ]?[\])>}][ ]?)"
_LOCAL = r"(?<![\w.+-])(?:mailto:)?[\w.+%'-]{1,64}"
_EMAIL = re.compile(
    rf"{_LOCAL}{_AT}[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{2,63}}){{1,4}}", re.IGNORECASE
)
_SPOKEN_EMAIL = re.compile(
    rf"{_LOCAL} (?:at|@) [a-z0-9-]{{1,63}}(?: (?:dot|\.) [a-z0-9-]{{2,24}}){{1,3}}", re.IGNORECASE
)
_PROFILE = re.compile(
    r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub)/[\w%.-]{1,100}/?", re.IGNORECASE
)
_NAME = (
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?[A-Z][a-zà-ÿ'’-]{1,20}(?: [A-Z]\.)?"
    r"(?: [A-Z][a-zà-ÿ'’-]{1,20}){1,2}"
)
_CONTACT_NAME = re.compile(
    r"(?P<cue>\b(?:[Cc]ontact(?: [Pp]erson)?|[Rr]ecruiter|[Hh]iring [Mm]anager|[Pp]osted [Bb]y"
    r"|[Tt]alent [Pp]artner|[Aa]nsprechpartner(?:in)?|[Yy]our [Cc]ontact) ?: ?)"
    rf"{_NAME}(?=$|[\n,;(|.]| -| –| at\b| on\b| via\b| \[)"
)
_REACHED_NAME = re.compile(
    r"(?P<cue>\b(?:contact|reach out to|get in touch with|write to|e-?mail|message|ask for"
    r"|(?:resume|CV|application)s? to) )"
    rf"{_NAME}(?=,? ?(?:\(|at |on |via |by )?\s?\[(?:email|phone|profile)\])"
)


def mask(text: str) -> str:
    """The text with personal data replaced by its masks."""
    lower = text.casefold()
    if "@" in text or "at]" in lower or "at)" in lower:
        text = _EMAIL.sub(EMAIL_MASK, text)
    if " at " in lower and " dot " in lower:
        text = _SPOKEN_EMAIL.sub(EMAIL_MASK, text)
    if "linkedin.com/" in lower:
        text = _PROFILE.sub(PROFILE_MASK, text)
    text = mask_phone_numbers(text)
    text = _CONTACT_NAME.sub(rf"\g<cue>{NAME_MASK}", text)
    return _REACHED_NAME.sub(rf"\g<cue>{NAME_MASK}", text) if "[" in text else text
