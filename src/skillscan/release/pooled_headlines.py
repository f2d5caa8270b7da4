"""Numbers that pool what differs: shown by their parts, but for those that somebody accepted.

A share that pools two samples which disagree beyond chance, or one employer with others that are
not like it, is a share of nothing in particular, so every view shows the shares of these in its
place. Only where a person names it a headline,
with a reason, is the pooled number shown, with its warning. That stays so in later releases, as
long as they differ. A number of a group is no headline, so nobody can.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from skillscan.errors import UsageError
from skillscan.release.document import PooledHeadline, Publication
from skillscan.release.lookup import disagreements_about, disagreements_of
from skillscan.statistics.estimates import ALL, Disagreement
from skillscan.statistics.figures.figure import Figure

MOST_NAMED = 8


def parsed(word: str) -> tuple[str, str, str]:
    """Statistic, value and population of an address like ``experience_at_least/5/ml_engineer``.

    Raises UsageError where it is none.
    """
    parts = word.split("/")
    if len(parts) < 3 or not all(parts):
        raise UsageError(
            f"{word!r} names no number: say STATISTIC/VALUE/POPULATION, for example "
            "experience_at_least/5/ml_engineer_us"
        )
    return parts[0], "/".join(parts[1:-1]), parts[-1]


def accepted(
    named: Mapping[str, str], before: Iterable[PooledHeadline], found: Sequence[Disagreement]
) -> list[PooledHeadline]:
    """The pooled numbers that are headlines: those ``named`` now (address to reason), and those of
    the release before that still pool what differs.

    Raises UsageError where a named one pools none.
    """
    split = {
        (one.statistic, one.value, one.population)
        for one in found
        if len(one.parts) > 1 and one.split == ALL
    }
    chosen = {
        (one.statistic, one.value, one.population): one.reason
        for one in before
        if (one.statistic, one.value, one.population) in split
    }
    for word, reason in named.items():
        address = parsed(word)
        if address not in split:
            listed = ", ".join("/".join(one) for one in sorted(split)[:MOST_NAMED]) or "none"
            raise UsageError(
                f"{word} needs no acceptance: it is no number whose samples disagree, or that one "
                f"employer makes. Those that are ({len(split)}): {listed}"
            )
        chosen[address] = reason
    return [
        PooledHeadline(statistic=statistic, value=value, population=population, reason=reason)
        for (statistic, value, population), reason in sorted(chosen.items())
    ]


def parts_instead(
    publication: Publication, statistic: str, population: str, split: str = ALL, group: str = ""
) -> dict[str, Disagreement]:
    """The values of a statistic whose headline share (in a population, or a group of it) is not
    shown, with what is shown in its place: the samples; where they agree, the employer that makes
    the number and the others.
    """
    kept = _accepted_values(publication, statistic, population) if split == ALL else set()
    found: dict[str, Disagreement] = {}
    flagged = disagreements_of(publication, statistic, population, split, group)
    for one in sorted(
        chain.from_iterable(flagged.values()), key=lambda one: one.kind == "employer"
    ):
        if len(one.parts) > 1 and one.value not in kept:
            found.setdefault(one.value, one)
    return found


def figure_parts(publication: Publication, figure: Figure) -> Disagreement | None:
    """What is shown in the place of a figure; ``None`` where it is shown itself."""
    kept = _accepted_values(publication, figure.statistic, figure.population)
    if figure.split == ALL and figure.value in kept:
        return None
    return next(iter(disagreements_about(publication, figure)), None)


def _accepted_values(publication: Publication, statistic: str, population: str) -> set[str]:
    return {
        one.value
        for one in publication.pooled_headlines
        if (one.statistic, one.population) == (statistic, population)
    }
