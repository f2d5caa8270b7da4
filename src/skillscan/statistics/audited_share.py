"""A share that somebody published of their own lists, beside the one that the texts support.

``skillscan audit`` makes them; ``skillscan article check --audit`` reads them again.
"""

import msgspec

from skillscan.statistics.populations import Share


class AuditedShare(msgspec.Struct, frozen=True, kw_only=True):
    """Of ``postings``, ``listed`` list the skill, and ``corrected`` have words for it: those listed
    and supported, and those that were missed. ``low`` and ``high`` are the ends of the corrected
    share's 95 % interval (Wilson).
    """

    skill: str
    label: str
    postings: int
    listed: int
    corrected: int
    listed_share: Share
    corrected_share: Share
    low: Share
    high: Share

    @property
    def is_supported(self) -> bool:
        """Whether the listed share says the same as the texts, in whole percent."""
        return agrees(self.listed_share, self.corrected_share, (self.low, self.high), step=0.01)


def agrees(
    printed: float, estimate: float, interval: tuple[float, float] | None, *, step: float
) -> bool:
    """Whether a printed number lies in the interval, or is the estimate rounded to ``step``.

    All are in one unit. Sampling noise is no error, and neither is rounding.
    """
    if interval is not None and interval[0] <= printed <= interval[1]:
        return True
    return abs(round(printed / step) - round(estimate / step)) == 0
