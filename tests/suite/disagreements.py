"""Numbers that pool what differs, for tests of what stands in their place."""

from skillscan.statistics.estimates import Disagreement, PartShare


def pooled(
    *parts: PartShare,
    value: str = "pytorch",
    label: str = "PyTorch",
    statistic: str = "skill_share",
    measure: str = "named",
    population: str = "ml_engineer_us",
    kind: str = "samples",
) -> Disagreement:
    """A number of these parts, of one kind."""
    return Disagreement(
        statistic=statistic,
        population=population,
        value=value,
        label=label,
        measure=measure,
        kind=kind,
        parts=list(parts),
    )


def two_parts(first: str, second: str) -> list[PartShare]:
    """Samples with 10 % and 90 %."""
    return [
        PartShare(label=label, share=share, openings=20, employers=6)
        for label, share in ((first, 0.1), (second, 0.9))
    ]
