"""How a binding names of what of a statistic a number is: a value ("python"), a group
("seniority=junior"), or a value within a group ("python seniority=junior"), as a marker does.
"""

from dataclasses import dataclass

from skillscan.statistics.estimates import ALL

AGAINST = "against"
"""What stands in a split's place where a number is the difference from another population, which is
the group then: "sql against=ml_engineer", of data scientists.
"""

COMPLEMENT = "complement"
"""What stands in a measure's place where a number is the share of the openings that do not name a
thing.
"""


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A value of a statistic's dimension, and the group of a split that it is told of; without a
    group ``split`` is ``all``, as in a release.
    """

    value: str | None = None
    split: str = ALL
    group: str = ""

    @property
    def dimension(self) -> str | None:
        """It in one line; ``None`` where it names nothing."""
        told = f"{self.split}={self.group}" if self.group else None
        return " ".join(word for word in (self.value, told) if word) or None


def read_dimension(dimension: str | None) -> NamedPart:
    """The value and the group that a line names."""
    words = (dimension or "").split()
    values = [word for word in words if "=" not in word]
    split, _, group = next((word for word in words if "=" in word), "").partition("=")
    return NamedPart(" ".join(values) or None, split or ALL, group)
