"""Why a number misleads as it stands, in words, and what is shown in its place."""

from collections.abc import Sequence

from skillscan.release.document import Publication
from skillscan.release.lookup import difference_about, disagreements_about
from skillscan.site.number_words import amount, capitalised, percent
from skillscan.statistics.confounding import reason
from skillscan.statistics.estimates import Disagreement, Estimate, PartShare, SampleDifference
from skillscan.statistics.figures.figure import POOLED, WITHIN_HERE, WITHIN_THERE, Figure

_MOST_PARTS = 3
"""Of more samples than these the lowest and the highest are told."""


def disagreement_sentence(one: Disagreement, unit: str = "") -> str:
    """Why a number misleads, in a sentence; of a figure its unit is given."""
    lowest, highest = one.parts[0], one.parts[-1]
    if one.kind == "employer":
        return _made_by(one.parts)
    many = "two" if len(one.parts) == 2 else str(len(one.parts))
    return (
        f"The {many} samples behind this number disagree: {_shown(lowest, unit)} "
        f"({lowest.label}; {lowest.openings:,} openings) and {_shown(highest, unit)} "
        f"({highest.label}; {highest.openings:,} openings)."
    )


def _shown(part: PartShare, unit: str) -> str:
    return amount(part.share, unit) if unit else percent(part.share)


def difference_sentence(one: SampleDifference) -> str:
    """That the samples of a number lie far apart, and how often chance alone makes it so."""
    many = "two" if len(one.parts) == 2 else str(len(one.parts))
    ends = one.parts if len(one.parts) <= _MOST_PARTS else (one.parts[0], one.parts[-1])
    shares = [f"{percent(part.share)} ({part.label}; {part.openings:,} openings)" for part in ends]
    until = " and " if len(ends) == len(one.parts) else " to "
    hundredths = round(100 * one.probability)
    often = f"{hundredths}" if hundredths else "fewer than one"
    return (
        f"The {many} samples behind this number say {', '.join(shares[:-1])}{until}{shares[-1]}. "
        f"Chance alone makes such a difference in {often} of a hundred cases: too often, among all "
        "numbers that were compared, to say that they disagree."
    )


def _made_by(parts: Sequence[PartShare]) -> str:
    """That one employer makes a number; in older releases the only part is what it is without."""
    if len(parts) == 1:
        return (
            f"One employer makes this number: without {parts[0].label} it is "
            f"{percent(parts[0].share)}."
        )
    employer, others = _one_and_others(parts)
    return (
        f"One employer makes this number: it is {percent(employer.share)} at {employer.label} "
        f"({employer.openings:,} openings) and {percent(others.share)} without it."
    )


def _one_and_others(parts: Sequence[PartShare]) -> tuple[PartShare, PartShare]:
    employer = next(part for part in parts if part.employers == 1)
    return employer, next(part for part in parts if part is not employer)


def in_its_place(found: Disagreement, unit: str = "") -> str:
    """What stands in the place of a headline that pools samples which disagree, or that one
    employer makes; of a figure its unit is given.
    """
    if found.kind == "employer":
        employer, others = _one_and_others(found.parts)
        return f"{percent(others.share)} without {employer.label}"
    lowest, highest = (_shown(part, unit) for part in (found.parts[0], found.parts[-1]))
    return f"{lowest} to {highest} {parted(found)}"


def parted(found: Disagreement) -> str:
    """By what the number is parted: that stands in the other views, whose parts nobody counted."""
    return "by employer" if found.kind == "employer" else "by sample"


def confounding_sentence(publication: Publication, population: str) -> str:
    """Which kinds of data cannot be told apart in a population; empty where all can."""
    for one in publication.confounded:
        if one.population == population:
            labels = {source.source: source.label for source in publication.sources}
            return f"{capitalised(reason(one, labels))}."
    return ""


def within_sentence(one: Figure) -> str:
    """That a difference was made within samples, and what it is of all that was pooled; empty where
    it is of all.
    """
    if not one.is_within_samples:
        return ""
    return f"{within_words(one)}; of all pooled, the difference is {_pooled(one)}."


def uncompared_sentence(one: Figure) -> str:
    """That it is not known whether the samples of a figure agree; empty where it is."""
    if not one.is_uncompared:
        return ""
    return "Its samples (source and quarter) have too little of it to be compared."


def within_words(one: Figure) -> str:
    """Within what a difference was made."""
    here, there = (round(one.components[name]) for name in (WITHIN_HERE, WITHIN_THERE))
    return (
        "The openings of the two come from different samples (source and quarter), so they are "
        f"compared within those that both have ({here:,} and {there:,} openings)"
    )


def pooled_differences(rows: Sequence[Figure]) -> str:
    """What differences that were made within samples are of all that was pooled."""
    return f"Of all pooled: {'; '.join(f'{one.label} {_pooled(one)}' for one in rows)}."


def _pooled(one: Figure) -> str:
    return amount(one.components[POOLED], one.unit)


def warnings_of(publication: Publication, estimate: Estimate) -> list[str]:
    """What must be said beside an estimate that stands alone."""
    found = difference_about(publication, estimate)
    return [
        *(disagreement_sentence(one) for one in disagreements_about(publication, estimate)),
        *([difference_sentence(found)] if found else []),
    ]
