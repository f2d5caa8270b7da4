"""The claims of an article, with what somebody said of them: found, bound, confirmed, marked.

Of one number a marker in the article says most, then what somebody confirmed in the file beside it,
then the reading.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from skillscan.article.article_numbers import read_numbers
from skillscan.article.binding import NotBound, Outcome, Unbound, nothing_to_judge
from skillscan.article.binding.signs import signed_quantity
from skillscan.article.confirmed.claim_places import claim_ids
from skillscan.article.confirmed.claims_file import claims_path, load
from skillscan.article.confirmed.decision import ClaimDecision
from skillscan.article.confirmed.matching import match
from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.model import (
    ArticleFault,
    ArticleText,
    Binding,
    ClaimCoverage,
    Quantity,
    UnjudgedNumber,
)
from skillscan.article.source.markers import Marker
from skillscan.article.source.near_misses import MarkerFault
from skillscan.text.printable import shortened

_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimList:
    """The claims in text order with their ids, how many numbers were seen, and what is wrong with
    markers and confirmed bindings. ``quantities`` and ``readings`` are what the reading and the
    markers say; ``not_understood`` those of them that nothing is said of, each with the reason.
    """

    claims: tuple[BoundClaim, ...]
    ids: tuple[str, ...]
    coverage: ClaimCoverage
    quantities: Sequence[Quantity]
    readings: Sequence[Outcome]
    not_understood: tuple[UnjudgedNumber, ...] = field(default=())
    faults: tuple[ArticleFault, ...] = field(default=())


@dataclass(slots=True, kw_only=True)
class _Number:
    """A number with what it is of and its id; ``places``: the readings it stands for."""

    quantity: Quantity
    what: Outcome
    claim_id: str
    places: tuple[int, ...] = ()


def list_claims(article: ArticleText, path: Path) -> ClaimList:
    """The claims of an article that stands at ``path``.

    Raises UsageError where the bindings confirmed beside it cannot be read.
    """
    read = read_numbers(article)
    found, readings = read.quantities, read.readings
    decided, lost = _decided(article, path, found, readings)
    ids = claim_ids(article, found)
    numbers = [
        _Number(quantity=quantity, what=what, claim_id=claim_id, places=(place,))
        for place, (quantity, what, claim_id) in enumerate(zip(found, decided, ids, strict=True))
    ]
    numbers = sorted(
        _with_markers(article, numbers, read.marked), key=lambda one: one.quantity.number_start
    )
    claims = [one for one in numbers if isinstance(one.what, Binding)]
    return ClaimList(
        claims=_claims(article, claims),
        ids=tuple(one.claim_id for one in claims),
        coverage=_coverage(numbers),
        quantities=found,
        readings=readings,
        not_understood=tuple(
            UnjudgedNumber(quantity=one.quantity, reason=one.what.reason)
            for one in numbers
            if isinstance(one.what, NotBound) and one.what.kind is Unbound.NOT_UNDERSTOOD
        ),
        faults=(
            *map(_marker_fault, read.faults),
            *(_no_number(article, one) for one in read.numberless),
            *(_lost(path, one) for one in lost),
        ),
    )


def _decided(
    article: ArticleText, path: Path, found: Sequence[Quantity], readings: Sequence[Outcome]
) -> tuple[list[Outcome], Sequence[ClaimDecision]]:
    """The readings with what somebody confirmed, changed or dismissed of them, and the decisions
    whose numbers were not found again.
    """
    matched = match(article, found, readings, load(path))
    decided: list[Outcome] = list(readings)
    for place in matched.dismissed:
        decided[place] = nothing_to_judge("dismissed by an editor")
    for place, what in matched.bindings(found, readings).items():
        decided[place] = what
    return decided, matched.lost


def _with_markers(
    article: ArticleText,
    numbers: Sequence[_Number],
    marked: Sequence[tuple[Marker, Quantity]],
) -> Iterator[_Number]:
    """The numbers, with the marked ones in the place of those that were read there."""
    left = list(reversed(numbers))
    for marker, quantity in marked:
        while left and left[-1].quantity.end <= quantity.start:
            yield left.pop()
        there = []
        while left and left[-1].quantity.start < quantity.end:
            there.append(left.pop())
        yield _Number(
            quantity=quantity,
            what=marker.binding,
            claim_id=there[0].claim_id if there else claim_ids(article, [quantity])[0],
            places=tuple(place for one in there for place in one.places),
        )
    yield from reversed(left)


def _claims(article: ArticleText, numbers: Sequence[_Number]) -> tuple[BoundClaim, ...]:
    """The claims; ``sample_of`` counts readings before, and claims after."""
    index = {place: number for number, one in enumerate(numbers) for place in one.places}
    return tuple(
        BoundClaim(
            quantity=signed_quantity(article, one.quantity, one.what),
            binding=replace(
                one.what,
                sample_of=tuple(index[place] for place in one.what.sample_of if place in index),
            ),
        )
        for one in numbers
        if isinstance(one.what, Binding)
    )


def _coverage(numbers: Sequence[_Number]) -> ClaimCoverage:
    kinds = [one.what.kind for one in numbers]
    return ClaimCoverage(
        seen=len(kinds),
        ours=kinds.count("ours"),
        theirs=kinds.count("theirs"),
        nothing_to_judge=kinds.count(Unbound.NOTHING_TO_JUDGE),
        not_understood=kinds.count(Unbound.NOT_UNDERSTOOD),
    )


def _marker_fault(fault: MarkerFault) -> ArticleFault:
    return ArticleFault(line=fault.line, problem=fault.problem, is_error=fault.is_error)


def _no_number(article: ArticleText, marker: Marker) -> ArticleFault:
    inner = shortened(article.text[marker.start : marker.end], _SHOWN)
    return ArticleFault(
        line=marker.line,
        problem=f"{inner!r} does not hold exactly one number of {marker.address.statistic}; put "
        "the marker around the number alone",
    )


def _lost(path: Path, decision: ClaimDecision) -> ArticleFault:
    quote = shortened(decision.quote, _SHOWN)
    return ArticleFault(
        line=None,
        problem=f"{claims_path(path).name}: {decision.id} ({quote!r}, {decision.decision}) is not "
        "found again in the article; decide anew, or take the entry out",
    )
