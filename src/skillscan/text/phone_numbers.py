"""Telephone numbers leave the text, and other numbers stay.

Salaries, years, dates, identifiers and version numbers look much alike, so a number counts as a
telephone number only if a telephone could dial it (``phonenumbers``) *and* it is written as one:

- international: with ``+`` and a possible length, or a valid number with ``00``;
- North American: a valid number in the grouping that is usual there, not bare digits;
- British: a valid number in blank-separated groups, or a bare mobile number behind "on", "call";
- any other only behind a word for it ("Tel:").
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from phonenumbers import Leniency, PhoneNumberMatch, PhoneNumberMatcher

PHONE_MASK = "[phone]"
MAX_DIGIT_RUNS = 60
"""The most that a real posting had are 44. What follows in a hostile text is masked unseen."""
BEFORE, AFTER = 12, 20
"""Characters around a run of digits that decide about it: words, brackets, an extension."""

_DIGIT_RUN = re.compile(r"\d(?:[ ().\-‐-―/]{0,3}\d){6,40}")
_PLUS = re.compile(r"\(?\+\(?[1-9]")
_BEFORE_PREFIX = re.compile(r"[\w$€£.,+-]\Z")
_SPACED_SLASH = re.compile(r" /|/ ")
_GROUPED_THOUSANDS = re.compile(r"\+\d{1,3}(?:[ .,]\d{3})*[ .,]000")
_SEPARATED = re.compile(r"\d[ ().\-‐-―/]+\d")
_BRITISH = re.compile(r"\(?0\d{2,4}\)?(?: \d{3,8}){1,3}")
_BRITISH_MOBILE = re.compile(r"07\d{9}")
_BEFORE_MOBILE = re.compile(r"\b(?:on|at|or|call|text|ring|phone)[: ]{1,2}\Z", re.IGNORECASE)
_BEFORE_ID = re.compile(
    r"(?:\b(?:id|ref\w*|req\w*|code|pid|job)[ .:#]{0,3}|[/=#])\Z", re.IGNORECASE
)
_NAMED_PHONE = re.compile(
    r"(\b(?:tel|telephone|phone|mobile|cell|fax|whatsapp|call(?: us)?(?: at| on)?)\b[.:]?[ ]{0,2}"
    r"(?:no\.?|number)?:?[ ]?)(?:\(?\d(?:[ ().\-/]{0,2}\d){6,14})(?![\d%])",
    re.IGNORECASE,
)


def mask_phone_numbers(text: str) -> str:
    """The text with ``PHONE_MASK`` in the place of telephone numbers."""
    runs = list(islice(_DIGIT_RUN.finditer(text), MAX_DIGIT_RUNS + 1))
    if not runs:
        return text
    if len(runs) > MAX_DIGIT_RUNS:
        cut = runs[-1].start()
        return mask_phone_numbers(text[:cut]) + _DIGIT_RUN.sub(PHONE_MASK, text[cut:])
    parts, end = [], 0
    for start, after in _numbers(text, runs):
        parts += [text[end:start], PHONE_MASK]
        end = after
    return _NAMED_PHONE.sub(rf"\1{PHONE_MASK}", "".join([*parts, text[end:]]))


def _numbers(text: str, runs: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Where telephone numbers stand, in order; what is looked at are the runs' surroundings."""
    for start, end in _windows(runs, len(text)):
        window, found = text[start:end], list[tuple[int, int]]()
        for region, leniency, must_hold, is_written_so in _KINDS:
            if not must_hold.search(window):
                continue
            for match in PhoneNumberMatcher(window, region, leniency):
                is_new = all(match.end <= one or after <= match.start for one, after in found)
                if is_new and is_written_so(_number(match), window[: match.start]):
                    found.append((match.end - len(_number(match)), match.end))
        yield from sorted((start + one, start + after) for one, after in found)


def _windows(runs: Iterable[re.Match[str]], length: int) -> Iterator[tuple[int, int]]:
    """Runs of digits with what stands around them; those that overlap are one window."""
    start = end = 0
    for run in runs:
        if end and run.start() - BEFORE > end:
            yield start, end
            end = 0
        start = start if end else max(0, run.start() - BEFORE)
        end = min(length, run.end() + AFTER)
    if end:
        yield start, end


def _number(match: PhoneNumberMatch) -> str:
    """What was matched, without a bracket that is closed behind it only."""
    raw = match.raw_string
    return raw.lstrip("( ") if raw.count("(") > raw.count(")") else raw


def _is_international(number: str, before: str) -> bool:
    """Not ``C++11 / 14 / 17``, nor ``+10 000 000``."""
    is_begun = _PLUS.match(number) and not _BEFORE_PREFIX.search(before)
    is_other = _SPACED_SLASH.search(number) or _GROUPED_THOUSANDS.fullmatch(number)
    return bool(is_begun) and not is_other


def _is_north_american(number: str, _: str) -> bool:
    return bool(_SEPARATED.search(number))


def _is_british(number: str, before: str) -> bool:
    """Also international as one dials from Britain (and most of the world)."""
    if number.startswith("00"):
        is_part = _BEFORE_PREFIX.search(before) or _BEFORE_ID.search(before)
        return not (is_part or _SPACED_SLASH.search(number))
    if _BRITISH_MOBILE.fullmatch(number):
        return bool(_BEFORE_MOBILE.search(before))
    return bool(_BRITISH.fullmatch(number)) and not _BEFORE_ID.search(before)


_KINDS: tuple[tuple[str | None, int, re.Pattern[str], Callable[[str, str], bool]], ...] = (
    (None, Leniency.POSSIBLE, re.compile(r"\+"), _is_international),
    ("US", Leniency.STRICT_GROUPING, re.compile(r"(?:\d\D{0,9}){10}"), _is_north_american),
    ("GB", Leniency.VALID, re.compile(r"(?<!\d)0\d"), _is_british),
)
"""Region, what the number must satisfy, what its surroundings hold in any case, and whether it is
written as one (number, text before).
"""
