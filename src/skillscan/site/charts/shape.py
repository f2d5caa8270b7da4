"""How wide a chart is: on a page, and on a phone, where labels stand above their bars."""

from dataclasses import dataclass

TOP, BOTTOM = 8, 26
"""Room above the first row, and below the last one for the marks of the axis."""
BOLD_LETTER = 7.8
"""Width of a bold letter, about."""
_EDGE, _LABEL_ABOVE = 6, 19


@dataclass(frozen=True, kw_only=True)
class ChartShape:
    """Width of a chart, of the column of its labels (0: each stands above its bars), the most
    letters of a label, and how many marks its axis should have at the most.
    """

    width: int
    label_width: int
    letters: int
    most_marks: int

    @property
    def start(self) -> int:
        """Where the axis begins."""
        return self.label_width or _EDGE

    @property
    def head(self) -> int:
        """Room for the label above the bars."""
        return 0 if self.label_width else _LABEL_ABOVE

    def shortened(self, label: str) -> str:
        """A label as it fits."""
        return label if len(label) <= self.letters else label[: self.letters - 1] + "…"


WIDE = ChartShape(width=800, label_width=230, letters=30, most_marks=6)
NARROW = ChartShape(width=350, label_width=0, letters=44, most_marks=4)
