"""Where the marks of an axis stand: round numbers from zero to what is shown."""

import math
from dataclasses import dataclass

from skillscan.site.charts.shape import ChartShape
from skillscan.site.number_words import amount

_LETTER, _APART = 7, 8
"""Width of a letter of a mark, about, and the least room between two."""


@dataclass(frozen=True, kw_only=True)
class Axis:
    """Numbers from the first to the last mark, laid out over a width from a start on."""

    marks: tuple[float, ...]
    start: int
    width: int

    def place(self, number: float) -> float:
        """Where a number stands."""
        return round(self.start + self.length(number - self.marks[0]), 1)

    def length(self, number: float) -> float:
        """How long a number is."""
        return round(number * self.width / (self.marks[-1] - self.marks[0]), 1)

    def grid(self, unit: str) -> list[tuple[float, float, str]]:
        """Each mark, where it stands, and its text: of marks that stand close every second, or
        third, has one.
        """
        texts = [mark_text(mark, unit) for mark in self.marks]
        room = self.width / (len(texts) - 1)
        every = math.ceil((max(map(len, texts)) * _LETTER + _APART) / room)
        return [
            (mark, self.place(mark), "" if number % every else text)
            for number, (mark, text) in enumerate(zip(self.marks, texts, strict=True))
        ]


def axis(shape: ChartShape, low: float, high: float, *, beside: int) -> Axis:
    """The axis of a chart from low to high, with room for texts of a width beside its end."""
    found = marks(low, high, shape.most_marks)
    return Axis(marks=tuple(found), start=shape.start, width=shape.width - shape.start - beside)


def mark_text(mark: float, unit: str) -> str:
    """A mark in its unit, with the digits that it has."""
    if unit == "share":
        return f"{mark * 100:g}%"
    return f"{mark:g} times" if unit == "times" else amount(mark, unit)


def marks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from the last one not above ``low`` and zero to the first one not below
    ``high`` and zero; two at least, about ``most`` at the most.
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= 0:
        high = low + 1.0
    step = _step((high - low) / (most - 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, max(last, first + 1) + 1)]


def _step(least: float) -> float:
    """The smallest of 1, 2, 2.5, 5, 10, 20 … (or their tenths) that is not below a number."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * one for one in (1, 2, 2.5, 5, 10) if power * one >= least * (1 - 1e-9))
