"""Claims of one article that do not go together: other numbers of one thing, or one number of two.

The same number of two things is no fault by itself; it is told where one of them does not hold, as
figures get copied to the wrong name.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from skillscan.article.judging.agreement import is_same
from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.judging.numbers import WantedNumber
from skillscan.article.model import ArticleText, Bound, Verdict

_DOUBTED = frozenset({Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE})
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Of a claim the indices of those that say another number of the same thing, and of those that
    say the same number of another thing.
    """

    other_numbers: tuple[int, ...] = ()
    same_digits: tuple[int, ...] = ()


def conflicts(
    claims: Sequence[BoundClaim],
    subjects: Mapping[int, WantedNumber],
    verdicts: Sequence[Verdict],
) -> dict[int, Conflicts]:
    """What each claim does not go with; ``subjects`` are those of the claims that are ours."""
    numbers: dict[int, set[int]] = defaultdict(set)
    digits: dict[int, set[int]] = defaultdict(set)
    for one, other in _pairs(subjects):
        if _disagree(claims, subjects, one, other):
            numbers[one].add(other)
            numbers[other].add(one)
        elif _is_copied(claims, subjects, verdicts, one, other):
            digits[one].add(other)
            digits[other].add(one)
    return {
        index: Conflicts(
            tuple(sorted(numbers.get(index, ()))), tuple(sorted(digits.get(index, ())))
        )
        for index in {*numbers, *digits}
    }


def conflict_notes(
    article: ArticleText, claims: Sequence[BoundClaim], found: Conflicts
) -> Iterator[str]:
    """What the article says elsewhere, in its own words."""
    if found.other_numbers:
        quoted = _quoted(article, claims, found.other_numbers)
        yield f"The article disagrees with itself: it also says {quoted}."
    if found.same_digits:
        quoted = _quoted(article, claims, found.same_digits)
        yield f"The article has the same digits for something else, {quoted}: was one copied?"


def _quoted(article: ArticleText, claims: Sequence[BoundClaim], others: Sequence[int]) -> str:
    quoted = [
        "\u201c" + " ".join(article.text[one.start : one.end].split()) + "\u201d"
        for one in (claims[index].binding for index in others[:MOST_NAMED])
    ]
    more = f" and {len(others) - MOST_NAMED} more" if len(others) > MOST_NAMED else ""
    return f"{', '.join(dict.fromkeys(quoted))}{more}"


def _pairs(subjects: Mapping[int, WantedNumber]) -> list[tuple[int, int]]:
    """Pairs of claims of one statistic, population and view."""
    groups: dict[WantedNumber, list[int]] = defaultdict(list)
    for index, subject in subjects.items():
        groups[_without_value(subject)].append(index)
    return [
        (one, other)
        for members in groups.values()
        for place, one in enumerate(members)
        for other in members[place + 1 :]
    ]


def _without_value(subject: WantedNumber) -> WantedNumber:
    return WantedNumber(
        statistic=subject.statistic,
        population=subject.population,
        split=subject.split,
        group=subject.group,
        view=subject.view,
        measure=subject.measure,
    )


def _disagree(
    claims: Sequence[BoundClaim], subjects: Mapping[int, WantedNumber], one: int, other: int
) -> bool:
    """Whether two claims say other numbers of the same thing at the same time."""
    first, second = claims[one], claims[other]
    return (
        subjects[one].value == subjects[other].value
        and first.quantity.unit == second.quantity.unit
        and first.binding.period_words == second.binding.period_words
        and not is_same(first.quantity, second.quantity)
    )


def _is_copied(
    claims: Sequence[BoundClaim],
    subjects: Mapping[int, WantedNumber],
    verdicts: Sequence[Verdict],
    one: int,
    other: int,
) -> bool:
    """Whether two things have the same digits, and one of them does not hold."""
    first, second = claims[one].quantity, claims[other].quantity
    return (
        subjects[one].value != subjects[other].value
        and first.unit == second.unit == "percent"
        and first.bound is second.bound is Bound.EXACT
        and (first.low, first.high, first.step) == (second.low, second.high, second.step)
        and not (first.is_in_words or second.is_in_words)
        and bool({verdicts[one], verdicts[other]} & _DOUBTED)
    )
