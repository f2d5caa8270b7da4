"""The table of docs/method.md: cells of ``benchmarks.coverage`` by kind and number of employers."""

from collections.abc import Sequence

import msgspec
import numpy as np

BAND = (0.93, 0.97)
"""What is asked of a cell."""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """The coverage of one kind of number in one kind of market."""

    kind: str
    employers: int
    sizes: str
    share: float
    likeness: float
    markets: int
    coverage: float
    width: float


HEAD = """\
| number | employers | mean | means of shapes | cells from 93 to 97 % | outside beyond noise |
| --- | --- | --- | --- | --- | --- |"""


def row(found: Sequence[Cell]) -> str:
    """One kind of number and of employers, over sizes, shares and likeness."""
    shapes = {one.sizes: [c.coverage for c in found if c.sizes == one.sizes] for one in found}
    means = [np.mean(coverage) for coverage in shapes.values()]
    return (
        f"| {found[0].kind} | {found[0].employers} | {np.mean([c.coverage for c in found]):.3f} "
        f"| {min(means):.3f} to {max(means):.3f} | {counted_inside(found)} of {len(found)} "
        f"| {outside(found)} |"
    )


def counted_inside(found: Sequence[Cell]) -> int:
    """How many cells lie in the band as they were counted."""
    return sum(BAND[0] <= one.coverage <= BAND[1] for one in found)


def outside(found: Sequence[Cell]) -> str:
    """The cells that lie below or above the band by more than two standard errors."""
    noise = {edge: [_noise(edge, one.markets) for one in found] for edge in BAND}
    pairs = list(zip(found, noise[BAND[0]], noise[BAND[1]], strict=True))
    below = [one.coverage for one, lower, _ in pairs if one.coverage < BAND[0] - 2 * lower]
    above = [one.coverage for one, _, upper in pairs if one.coverage > BAND[1] + 2 * upper]
    said = [f"{len(below)} below (least {min(below):.3f})"] if below else []
    said += [f"{len(above)} above (most {max(above):.3f})"] if above else []
    return ", ".join(said) or "–"


def _noise(coverage: float, markets: int) -> float:
    return float(np.sqrt(coverage * (1 - coverage) / markets))


def table(found: Sequence[Cell]) -> str:
    """The table of docs/method.md, and what it says in all."""
    groups: dict[tuple[str, int], list[Cell]] = {}
    for one in found:
        groups.setdefault((one.kind, one.employers), []).append(one)
    rows = "\n".join(row(group) for group in groups.values())
    return (
        f"{HEAD}\n{rows}\n\nOf {len(found)} cells {counted_inside(found)} lie in the band as "
        f"counted; outside it by more than two standard errors: {outside(found)}."
    )
