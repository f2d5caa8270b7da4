"""Places where the end of a block stands glued to the start of the next one.

A place counts where the word after it opens lines of postings (``starts``), or, in a text that has
plainly lost its breaks (``is_lost``), where an ordinary word runs into a capital. Names in camel
case stay whole.
"""

import re

from skillscan.text.line_breaks.rules import break_rules, name_bounds

_GLUE = re.compile(r"(?=[A-Z])(?:(?<=[a-z])|(?<=[A-Z+#0-9])(?=[A-Z][a-z]))")
_TOKEN_BEFORE = re.compile(r"[A-Za-z0-9'’+#]*\Z")
_TOKEN_AFTER = re.compile(r"[A-Za-z0-9'’+#]*")
_MAX_TOKEN = 60
_LEFT_WORD = re.compile(r"(?:[A-Z]?[a-z]+|[A-Z]+|[0-9+#]+)\Z")
_RIGHT_WORD = re.compile(r"[A-Z][a-z]+(?:['’][a-z]+)?|[A-Z]{2,}|[A-Z]")
_SENTENCE = re.compile(r"(?P<mark>[.!?;]{1,3})(?=[\"“(]?(?:[A-Z][a-z'’]|[A-Z]{2}|[AI] ))")
_SENTENCE_BEFORE = re.compile(r"[a-z0-9%)\]\"”’'+]\Z|[A-Z]{2}\Z")
_COLON = re.compile(r":(?=[A-Z][a-z]|[A-Z]{2}|A |\d{1,2}(?:\+|[ -]?\d* years))(?<=[A-Za-z)]:)")
_PAREN = re.compile(r"\)(?=[A-Z][a-z]|[AI] )(?<=[\w.%+]\))")
_YEARS = re.compile(
    r"(?=\d)(?:(?<=[a-z]{3})|(?<=[a-z]{2}[.;:)?!]))"
    r"(?=\d{1,2}(?: ?\+|(?: ?[-–] ?| to )\d{1,2}\+?)? ?(?:years|yrs|Years)\b)"
)
_DEGREE = re.compile(r"(?=[A-Z][a-z])(?:(?<=Ph\.D\.)|(?<=[BMU]\.[SAK]\.))")
_DOMAIN_ENDS = frozenset({"js", "net", "com", "io", "ai", "org", "py", "ml", "co", "dev", "app"})
_NOT_ENDS = frozenset({"dr", "mr", "mrs", "ms", "st", "sr", "jr", "vs", "no", "prof"})
_WORD_BEFORE = re.compile(r"[\w'’]+\Z")
_CAMEL_BEFORE = re.compile(r"(?:[A-Z]?[a-z'’]+|[A-Z]+)\Z")
_PLAIN_HEADINGS = frozenset({"Responsibilities", "Qualifications", "Requirements"})
_NEAR = 40


def is_start(text: str, at: int) -> bool:
    """Whether the word at ``at`` opens lines of postings."""
    right = _RIGHT_WORD.match(text, at)
    if right is None or right[0].replace("’", "'") not in break_rules().starts:
        return False
    return len(right[0]) > 1 or text[right.end() : right.end() + 1] == " "


def glued_words(text: str, *, is_lost: bool) -> list[int]:
    """Offsets between two glued words that belong to two lines."""
    return [
        match.start()
        for match in _GLUE.finditer(text)
        if _is_glue(text, match.start(), is_lost=is_lost)
    ]


def _is_glue(text: str, at: int, *, is_lost: bool) -> bool:
    window = max(0, at - _MAX_TOKEN)
    before = _TOKEN_BEFORE.search(text[window:at])
    after = _TOKEN_AFTER.match(text, at, at + _MAX_TOKEN)
    left, right = _LEFT_WORD.search(text[window:at]), _RIGHT_WORD.match(text, at)
    if before is None or after is None or left is None or right is None:
        return False
    here = len(before[0])
    if any(start < here < end for start, end in name_bounds(before[0] + after[0])):
        return False
    opens = is_start(text, at)
    if left[0][0].islower():
        is_whole = len(left[0]) == here
        return is_whole and _is_lower_glue(left[0], right[0], opens=opens, is_lost=is_lost)
    if left[0][-1].islower():
        return _is_capital_glue(text, left[0], right[0], opens=opens, is_lost=is_lost)
    return opens and len(right[0]) >= 3


def _is_lower_glue(left: str, right: str, *, opens: bool, is_lost: bool) -> bool:
    """``skillsExperience``: an ordinary word before a capital."""
    if opens and (len(left) >= 3 or (is_lost and len(left) == 2)):
        return True
    return is_lost and len(left) >= 3 and len(right) >= 2


def _is_capital_glue(text: str, left: str, right: str, *, opens: bool, is_lost: bool) -> bool:
    """``QualificationsBachelor``, ``PythonExperience``: two capitalised words."""
    if left in break_rules().heading_ends and (is_lost or opens or left in _PLAIN_HEADINGS):
        return opens or len(right) >= 2
    return opens and (is_lost or f" {left} " in text or f" {left}," in text)


def glued_marks(text: str, *, is_lost: bool) -> list[int]:
    """Offsets after a full stop, colon or bracket, or before years, where a line must begin."""
    sentences = [
        match.end() for match in _SENTENCE.finditer(text) if _is_end(text, match, is_lost=is_lost)
    ]
    colons = [m.end() for m in _COLON.finditer(text) if _is_list_colon(text, m, is_lost=is_lost)]
    brackets = [m.end() for m in _PAREN.finditer(text) if is_lost or is_start(text, m.end())]
    years = [match.start() for match in _YEARS.finditer(text)]
    degrees = [m.start() for m in _DEGREE.finditer(text) if is_start(text, m.start())]
    return sentences + colons + brackets + years + degrees


def _is_end(text: str, match: re.Match[str], *, is_lost: bool) -> bool:
    before = text[max(0, match.start() - 2) : match.start()]
    if not (is_lost or is_start(text, match.end())) or not _SENTENCE_BEFORE.search(before):
        return False
    return match["mark"] != "." or before[-1] in '%)]"”' or not _is_dotted_name(text, match)


def _is_dotted_name(text: str, match: re.Match[str]) -> bool:
    """``Node.Js``, ``Booking.Com``, ``St.Louis``, ``e.g.Python``."""
    left = _WORD_BEFORE.search(text[max(0, match.start() - _NEAR) : match.start()])
    right = _RIGHT_WORD.match(text, match.end())
    word = left[0].casefold() if left else ""
    is_initial = len(word) == 1 and text[max(0, match.start() - 2)] == "."
    is_domain = right is not None and right[0].casefold() in _DOMAIN_ENDS
    return word in _NOT_ENDS or is_initial or is_domain


def _is_list_colon(text: str, match: re.Match[str], *, is_lost: bool) -> bool:
    """``include:Design``, ``Benefits:Family`` open lists; ``Location:Remote`` is a value."""
    if is_start(text, match.end()):
        return True
    left = _CAMEL_BEFORE.search(text[max(0, match.start() - _NEAR) : match.start()])
    if left is None:
        return is_lost and text[match.start() - 1] == ")"
    word = left[0].capitalize()
    if not is_lost or word in break_rules().value_labels:
        return False
    return left[0].islower() or word in break_rules().heading_ends
