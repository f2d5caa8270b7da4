"""Numbers as payloads write them: ``85000``, ``85,000.50``, ``60.000``, ``80.000,00``, ``120k``.

What a point or comma means is told by its place:

- Of two kinds the last one is the decimal mark: ``80.000,00`` and ``80,000.00`` are the same.
- One kind that occurs several times sets off thousands (``1.234.567``) or lakhs (``12,00,000``).
- A single one before exactly three digits sets off thousands: ``60.000`` is sixty thousand and
  ``25.000`` twenty-five thousand, for nobody states an amount to the thousandth. With no digit or
  more than three before it, or a zero alone, it is the decimal mark (``0.125``, ``85000.125``).
- A single one before any other number of digits is the decimal mark: ``60.5``, ``12,50``.

Blanks and apostrophes set off thousands. A currency before or behind and a period behind are
borne; anything else ("60-80", "competitive") is no number. A JSON number is taken as it is.
"""

import math
import re

MAX_CHARACTERS = 60
_THOUSAND = 1_000
_BLANKS = "\u0020\u00a0\u2009\u202f"
_CURRENCY = r"(?:[A-Z]{0,3}[$€£¥₹]|[A-Za-z]{3}|zł|kr\.?|Rs\.?)"
_PERIOD = r"(?:/|per|an?|p\.?|pro|each)\s?[a-zäöü.]{1,10}|[a-z]{3,8}ly|p\.?\s?a\.?"
_WRITTEN = re.compile(
    rf"(?:{_CURRENCY}\s?)?(?P<sign>[-−+]?)(?:{_CURRENCY}\s?)?"
    rf"(?P<digits>\d[\d.,'’{_BLANKS}]*)(?P<factor>\s?[kK](?![a-zA-Z]))?"
    rf"(?:\s?{_CURRENCY})?(?:,?\s?(?:{_PERIOD}))?\.?"
)
_SCIENTIFIC = re.compile(r"[-+]?\d{1,20}(?:\.\d{1,20})?[eE][-+]?\d{1,3}")
_NO_CENTS = re.compile(r",[-–—]{1,2}(?!\d)")
"""``60.000,-``: no cents."""
_FROM = re.compile(r"^(?:from|between|von)\s", re.IGNORECASE)
_TO = re.compile(r"\s?(?:[-–—]|\bto\b|\bbis\b|\band\b)\s?")


def number_of(text: str) -> float | None:
    """The number of a text that is nothing but one; ``None`` for anything else."""
    text = _NO_CENTS.sub("", text.strip())
    if not text or len(text) > MAX_CHARACTERS:
        return None
    if _SCIENTIFIC.fullmatch(text):
        return _finite(text)
    found = _WRITTEN.fullmatch(text)
    plain = _plain(found["digits"].strip(_BLANKS + "'’")) if found else None
    if found is None or plain is None:
        return None
    amount = _finite(plain)
    if amount is None:
        return None
    amount *= _THOUSAND if found["factor"] and amount < 10 * _THOUSAND else 1
    return -amount if found["sign"] in ("-", "−") else amount


def range_of(text: str) -> tuple[float | None, float | None]:
    """The two ends of ``60.000 - 80.000 €``, twice the amount of ``$120k``; else two ``None``."""
    if len(text) > 2 * MAX_CHARACTERS:
        return None, None
    if (single := number_of(text)) is not None:
        return single, single
    parts = _TO.split(_FROM.sub("", _NO_CENTS.sub("", text.strip())))
    if len(parts) != 2:
        return None, None
    low, high = number_of(parts[0]), number_of(parts[1])
    if low is None or high is None:
        return None, None
    is_short = re.search(r"\d\s?[kK]\b", parts[1]) and low < high / 10
    return (low * _THOUSAND if is_short else low), high


def _plain(digits: str) -> str | None:
    """The digits with a decimal point at most; ``None`` where their groups are none."""
    digits = digits.rstrip(".,")
    spaced = re.split(rf"[{_BLANKS}'’]", digits)
    if len(spaced) > 1:
        whole = re.split(r"[.,]", spaced[-1])[0]
        if len(spaced[0]) > 3 or any(len(g) != 3 for g in (*spaced[1:-1], whole)):
            return None
        digits = "".join(spaced)
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return digits
    last, others = marks[-1], set(marks[:-1])
    if len(marks) == 1:
        return _single(digits, last, is_grouped=len(spaced) > 1)
    if others == {last}:
        return _grouped(digits, last)
    whole, _, cents = digits.rpartition(last)
    joined = _grouped(whole, others.pop()) if len(others) == 1 else None
    return None if joined is None else f"{joined}.{cents}"


def _single(digits: str, mark: str, *, is_grouped: bool) -> str:
    whole, _, rest = digits.partition(mark)
    is_thousands = len(rest) == 3 and 0 < len(whole) <= 3 and whole.strip("0")
    return whole + rest if is_thousands and not is_grouped else f"{whole}.{rest}"


def _grouped(digits: str, mark: str) -> str | None:
    """Digits in groups of three, or in Indian groups; ``None`` for other groups."""
    first, *groups = digits.split(mark)
    *middle, last = groups
    is_sound = 0 < len(first) <= 3 and len(last) == 3
    is_sound = is_sound and len({len(group) for group in middle} - {3}) in (0, 1)
    if not is_sound or any(len(group) not in (2, 3) for group in middle):
        return None
    if any(len(group) == 2 for group in middle) and (mark == "." or len(first) > 2):
        return None
    return first + "".join(groups)


def _finite(text: str) -> float | None:
    try:
        amount = float(text)
    except ValueError:
        return None
    return amount if math.isfinite(amount) else None
