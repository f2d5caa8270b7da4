"""How alike the openings of one employer are, by the analysis of variance of the employers' shares
(Donner 1986, International Statistical Review 54(1)).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from skillscan.statistics.sparse_cells import Floats, SparseCells

_LEAST_WITHIN = 10
"""Fewer openings beside the first of their employers do not tell how alike an employer's are."""


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """Sums over employers of which the correlation of two openings of one employer is made, for
    each column of what they hold.
    """

    openings: float
    employers: int
    squares: float
    """Of the employers' openings."""
    held: Floats
    """Openings that hold the value."""
    within: Floats
    """The squares of what employers hold, over their openings."""

    @classmethod
    def of(cls, numerators: SparseCells, denominators: Floats) -> "Likeness":
        """Of openings that hold a value, a row an employer, of the openings in a denominator."""
        is_in = denominators > 0
        inverse = np.divide(1.0, denominators, out=np.zeros_like(denominators), where=is_in)
        return cls(
            openings=float(denominators.sum()),
            employers=int(is_in.sum()),
            squares=float(denominators @ denominators),
            held=numerators.totals,
            within=numerators.by_column(np.square(numerators.held) * inverse[numerators.rows]),
        )

    def without(self, own: Floats, openings: float) -> "Likeness":
        """The same of all employers but one, that holds ``own``."""
        return Likeness(
            openings=self.openings - openings,
            employers=self.employers - 1,
            squares=self.squares - openings**2,
            held=self.held - own,
            within=self.within - own**2 / openings,
        )

    @property
    def is_known(self) -> bool:
        """Whether enough employers have several openings."""
        return self.employers > 1 and self.openings - self.employers >= _LEAST_WITHIN

    def together(self) -> float:
        """The correlation that all columns together tell, from 0 to 1."""
        between, inside = self._mean_squares()
        found = _correlation(between.sum(), inside.sum(), self._usual())
        return float(np.clip(found, 0.0, 1.0))

    def at_most(self, doubt: float) -> Floats:
        """The correlation that each column tells, from 0 to 1, beyond which the true one lies with
        the probability ``doubt``.
        """
        between, inside = self._mean_squares()
        rest = self.openings - self.employers
        lower = inside * special.fdtri(self.employers - 1, rest, doubt)
        found: Floats = np.clip(_correlation(between, lower, self._usual()), 0.0, 1.0)
        return found

    def share_variance(self) -> float:
        """The variance of a share, over p (1 - p), that all columns together tell: of employers as
        large as these, whose openings are as alike; 0 where that is not known. Copies of all
        openings never lessen it.
        """
        share = self.held / self.openings
        binomial = float((share * (1 - share)).sum())
        if not self.is_known or binomial <= 0:
            return 0.0
        between, inside = (part.sum() for part in self._mean_squares())
        own = (between - inside) / self._usual()
        return max(float(own * self.squares / self.openings**2 + inside / self.openings), 0.0) / (
            binomial
        )

    def _mean_squares(self) -> tuple[Floats, Floats]:
        """Between employers and inside of them."""
        between = (self.within - self.held**2 / self.openings) / (self.employers - 1)
        inside = np.maximum(self.held - self.within, 0.0) / (self.openings - self.employers)
        return between, inside

    def _usual(self) -> float:
        """How many openings employers have, as the analysis of variance counts."""
        return (self.openings - self.squares / self.openings) / (self.employers - 1)


def _correlation(
    between: Floats | np.float64, inside: Floats | np.float64, usual: float
) -> NDArray[np.float64]:
    """From the mean squares; 0 where there are none."""
    above, below = np.asarray(between - inside), np.asarray(between + (usual - 1) * inside)
    return np.divide(above, below, out=np.zeros_like(below), where=below > 0)
