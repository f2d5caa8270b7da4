"""Claims of one article that do not go together: other numbers of one thing, or one number of two.

The same number of two things is no fault by itself; it is told where one of them does not hold, as
figures get copied to the wrong name.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from skillscan.article.judging.agreement import is_same
from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.judging.our_number import WantedNumber
from skillscan.article.model import ArticleText, Bound, ClaimVerdict

_DOUBTED = frozenset({ClaimVerdict.CONTRADICTED, ClaimVerdict.IMPLAUSIBLE})
MOST_NAMED = 5
MOST_KEPT = 20
"""Of a claim that disagrees with hundreds, the first ones say it."""


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
    verdicts: Sequence[ClaimVerdict],
) -> dict[int, Conflicts]:
    """What each claim does not go with, the first of each; ``subjects`` are those of the claims
    that are ours.
    """
    numbers: dict[int, list[int]] = defaultdict(list)
    digits: dict[int, list[int]] = defaultdict(list)
    for group in _groups(claims, subjects):
        for one, other in combinations(group, 2):
            first, second = group[one][0], group[other][0]
            if _disagree(claims, subjects, first, second):
                _note_both(numbers, group[one], group[other])
            elif _is_copied(claims, subjects, verdicts, group[one], group[other]):
                _note_both(digits, group[one], group[other])
    return {
        index: Conflicts(_first(numbers.get(index, ())), _first(digits.get(index, ())))
        for index in sorted({*numbers, *digits})
    }


def _note_both(found: dict[int, list[int]], ones: Sequence[int], others: Sequence[int]) -> None:
    for index in ones:
        found[index] += others[:MOST_KEPT]
    for index in others:
        found[index] += ones[:MOST_KEPT]


def _first(found: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(found)[:MOST_KEPT])


def _groups(
    claims: Sequence[BoundClaim], subjects: Mapping[int, WantedNumber]
) -> Iterable[dict[Hashable, list[int]]]:
    """The claims of one statistic, population and view; those that print the same of the same
    thing are one entry of a group, with their indices.
    """
    groups: dict[WantedNumber, dict[Hashable, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, subject in subjects.items():
        printed, period = claims[index].quantity, claims[index].binding.period_words
        kind = (printed.low, printed.high, printed.step, printed.bound, printed.is_in_words)
        entry = (subject.value, printed.unit, kind, period)
        groups[replace(subject, value=None)][entry].append(index)
    return groups.values()


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
    verdicts: Sequence[ClaimVerdict],
    ones: Sequence[int],
    others: Sequence[int],
) -> bool:
    """Whether two things have the same digits, and one of them does not hold."""
    first, second = claims[ones[0]].quantity, claims[others[0]].quantity
    return (
        subjects[ones[0]].value != subjects[others[0]].value
        and first.unit == second.unit == "percent"
        and first.bound is second.bound is Bound.EXACT
        and (first.low, first.high, first.step) == (second.low, second.high, second.step)
        and not (first.is_in_words or second.is_in_words)
        and any(verdicts[index] in _DOUBTED for index in (*ones, *others))
    )
