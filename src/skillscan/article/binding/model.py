"""What binding says of a number that it binds to nothing, and the pieces a binding is made of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Unbound(StrEnum):
    """Why a number has no binding.

    ``NOTHING_TO_JUDGE``: a price, a duration, advice, an illustration, part of what another number
    is of. ``NOT_UNDERSTOOD``: it may be a statistic, but which is not known with confidence.
    """

    NOTHING_TO_JUDGE = "nothing_to_judge"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class NotBound:
    """A number that is bound to nothing, and the requirement that it does not meet. ``is_doubt``: a
    percentage of which nothing says that it is no share of openings, and too little that it is one.
    ``is_open``: the same of a count, sum, change or time as a sample, pay, growth or closing time.
    """

    kind: Unbound
    reason: str
    is_doubt: bool = False
    is_open: bool = False


def nothing_to_judge(reason: str, *, is_open: bool = False) -> NotBound:
    """A number that is no statistic, and what it is instead."""
    return NotBound(Unbound.NOTHING_TO_JUDGE, reason, is_open=is_open)


def not_understood(reason: str, *, is_doubt: bool = False, is_open: bool = False) -> NotBound:
    """A number that may be a statistic, and what leaves the doubt."""
    return NotBound(Unbound.NOT_UNDERSTOOD, reason, is_doubt, is_open)


DenominatorKind = Literal["postings", "others", "nothing", "unknown", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDenominator:
    """What a share is a share of: ``text[start:end]`` says so (empty where nothing does).

    ``postings`` of openings; ``others`` of people, companies and other things that postings cannot
    speak for; ``nothing`` of effort, performance and the like; ``unknown`` of something not known.
    ``confidence`` in [0, 1]: less where it is taken over from what stands before.
    """

    kind: DenominatorKind
    start: int = 0
    end: int = 0
    words: str = ""
    confidence: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSubject:
    """What a number measures: the words ``text[start:end]`` of a sentence (or of a header, then
    both are -1) name this value of this statistic's dimension.
    """

    start: int
    end: int
    statistic: str
    dimension: str | None
    measure: str | None = None
    confidence: float = 0.9

    @classmethod
    def unnamed(
        cls, statistic: str, dimension: str | None = None, measure: str | None = None
    ) -> "ClaimSubject":
        """What no words of the sentence itself name."""
        return cls(start=-1, end=-1, statistic=statistic, dimension=dimension, measure=measure)

    @property
    def is_level(self) -> bool:
        """Whether it names a level, which may also tell whose share a number is."""
        return self.statistic in ("seniority_share", "entry_level_share")


@dataclass(frozen=True, slots=True)
class NamedSource:
    """Who is named for numbers: at ``start:end`` of the article; ``name`` is empty for "a survey".
    ``is_bracket``: "(Glassdoor 2025)", which speaks for what stands before it. ``is_teller``: what
    is told is what it says itself ("Halden found that …"), not only where postings are from.
    """

    start: int
    end: int
    name: str
    is_bracket: bool = False
    is_teller: bool = False
