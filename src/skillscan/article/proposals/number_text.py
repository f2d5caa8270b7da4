"""A printed number with other digits: the article's own precision, scale, signs and words.

"72%" stays without decimals, "39.8 %" has one, "72,5 %" its comma, "$162k" its thousands, "0.72" is
a share still, and "nearly three quarters" becomes words where there are any that are true. Words
that bound a number stay true: behind "more than" stands a number that ours exceeds.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from skillscan.article.model import Bound, Quantity
from skillscan.article.proposals.number_words import in_words

_DIGITS = re.compile(
    r"\d{1,3}(?:([.,\u00a0\u202f' ])\d{3})(?:\1\d{3}){0,6}(?:[.,]\d{1,6})?|\d{1,15}(?:[.,]\d{1,6})?"
)
_SCALES = (1.0, 100.0, 1e3, 1e6, 1e9)
_MOST_EXTRA_PLACES = 2
_GROUPED_FROM = 10_000


@dataclass(frozen=True, slots=True)
class _Form:
    """How a number is written: sign between thousands (or none), decimal sign and places, and how
    many of the claim's unit one of the printed is (1000 of "$162k").
    """

    group: str
    point: str
    places: int
    scale: float


def reprinted(
    text: str, quantity: Quantity, number: float, high: float | None = None, behind: str = ""
) -> str | None:
    """The text of a printed number with ``number`` in its place, in the quantity's unit; ``high``
    is the upper one of a range, ``behind`` what the article goes on with.

    ``None`` where the text has no form that another number can be written in.
    """
    found = list(_DIGITS.finditer(text))
    if not found:
        return in_words(text, quantity, number, behind)
    upper = number if high is None else high
    if len(found) == 2 and quantity.low != quantity.high:
        form = _form(found[-1][0], quantity.high)
        if form is None:
            return None
        first = _form(found[0][0], quantity.low) or form
        return _spliced(
            text,
            [
                (found[0], _written(number, first, quantity, ROUND_HALF_UP)),
                (found[1], _written(upper, form, quantity, ROUND_HALF_UP)),
            ],
        )
    if len(found) != 1:
        return None
    form = _form(found[0][0], quantity.low)
    if form is None:
        return None
    return _spliced(text, [(found[0], _written(number, form, quantity, _rounding(quantity)))])


def reprinted_count(text: str, number: int) -> str:
    """A printed count with other digits, its sign between thousands kept."""
    value = float(re.sub(r"\D", "", text))
    printed = Quantity(
        start=0,
        end=len(text),
        number_start=0,
        number_end=len(text),
        low=value,
        high=value,
        unit="count",
        step=1.0,
    )
    return reprinted(text, printed, number) or f"{number:,}"


def _spliced(text: str, parts: list[tuple[re.Match[str], str]]) -> str:
    for match, new in reversed(parts):
        text = text[: match.start()] + new + text[match.end() :]
    return text


def _form(printed: str, value: float) -> _Form | None:
    """How digits are written that stand for a value; of two readings the one with a usual scale."""
    readings = []
    groups = re.fullmatch(r"([1-9]\d{0,2})(?:([.,\u00a0\u202f' ])\d{3})+(?:([.,])(\d+))?", printed)
    if groups and groups[3] != groups[2]:
        readings.append((groups[2], groups[3] or ".", len(groups[4] or "")))
    plain = re.fullmatch(r"\d+(?:([.,])(\d+))?", printed)
    if plain:
        readings.append(("", plain[1] or ".", len(plain[2] or "")))
    for group, point, places in readings:
        digits = printed.replace(group, "") if group else printed
        number = float(digits.replace(point, "."))
        for scale in _SCALES:
            if abs(number * scale - value) <= 1e-6 * max(1.0, abs(value)):
                return _Form(group, point, places, scale)
    return None


def _rounding(quantity: Quantity) -> str:
    if quantity.bound in {Bound.MORE_THAN, Bound.AT_LEAST}:
        return ROUND_FLOOR
    if quantity.bound in {Bound.FEWER_THAN, Bound.AT_MOST, Bound.NEARLY}:
        return ROUND_CEILING
    return ROUND_HALF_UP


def _written(number: float, form: _Form, quantity: Quantity, rounding: str) -> str:
    scaled = Decimal(repr(round(number / form.scale, 9)))
    step = _step(scaled, form, quantity)
    rounded = (scaled / step).to_integral_value(rounding=rounding) * step
    if rounded == scaled and quantity.bound is Bound.MORE_THAN:
        rounded -= step
    if rounded == scaled and quantity.bound is Bound.FEWER_THAN:
        rounded += step
    places = max(form.places, -_exponent(step))
    text = f"{max(rounded, Decimal(0)):,.{places}f}"
    whole, _, fraction = text.partition(".")
    group = form.group
    if not group and "," in whole and quantity.unit == "count" and abs(rounded) >= _GROUPED_FROM:
        group = ","
    whole = whole.replace(",", group)
    return f"{whole}{form.point}{fraction}" if fraction else whole


def _step(scaled: Decimal, form: _Form, quantity: Quantity) -> Decimal:
    """The printed step, finer where the number would be rounded to none (or a share to all).

    Counts are printed as they are: rounded to the step of "10,000+", 546 would be none.
    """
    if quantity.unit == "count":
        return Decimal(1).scaleb(-form.places)
    step = Decimal(repr(round(quantity.step / form.scale, 9))) or Decimal(1).scaleb(-form.places)
    for _ in range(_MOST_EXTRA_PLACES):
        rounded = (scaled / step).to_integral_value(rounding=ROUND_HALF_UP) * step
        is_all = quantity.unit == "percent" and rounded * Decimal(form.scale) == 100
        if scaled == 0 or (rounded != 0 and not (is_all and scaled != rounded)):
            break
        step /= 10
    return step


def _exponent(step: Decimal) -> int:
    """The power of ten that a step is a multiple of, at most 0."""
    exponent = step.normalize().as_tuple().exponent
    return min(int(exponent), 0) if isinstance(exponent, int) else 0
