"""The claims of an article, with what somebody said of them: found, bound, confirmed, marked.

Of one number a marker in the article says most, then what somebody confirmed in the file beside it,
then the reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from skillscan.article import binding, quantities
from skillscan.article.binding.model import Unbound
from skillscan.article.binding.vocabulary import load_vocabulary
from skillscan.article.claim_id import claim_ids
from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.marked_quantity import marked_quantity
from skillscan.article.model import ArticleFault, ArticleText, Binding, ClaimCoverage, Quantity
from skillscan.article.source import markers
from skillscan.article.source.markers import Marker
from skillscan.article.source.near_misses import MarkerFault
from skillscan.settings import Settings
from skillscan.text.printable import shortened

Bound = Binding | Unbound
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimList:
    """The claims in text order with their ids, how many numbers were seen, and what is wrong with
    markers and confirmed bindings.
    """

    claims: tuple[BoundClaim, ...]
    ids: tuple[str, ...]
    coverage: ClaimCoverage
    faults: tuple[ArticleFault, ...] = field(default=())


def list_claims(article: ArticleText, path: Path) -> ClaimList:
    """The claims of an article that stands at ``path``.

    Raises UsageError where the bindings confirmed beside it cannot be read.
    """
    settings = Settings()
    found = quantities.find(article)
    bound = binding.bind(article, found, load_vocabulary(settings.home))
    read = dict(zip(found, bound, strict=True))
    faults = [_marker_fault(one) for one in markers.faults(article)]
    for marker in markers.find(article):
        quantity = marked_quantity(article, marker, found)
        if quantity is None:
            faults.append(_no_number(article, marker))
            continue
        read = {one: what for one, what in read.items() if not _overlap(one, quantity)}
        read[quantity] = marker.binding
    ordered = sorted(read.items(), key=lambda pair: pair[0].number_start)
    claims = _claims([one for one, _ in ordered], [what for _, what in ordered])
    return ClaimList(
        claims=claims,
        ids=claim_ids(article, claims),
        coverage=_coverage([what for _, what in ordered]),
        faults=tuple(faults),
    )


def _marker_fault(fault: MarkerFault) -> ArticleFault:
    return ArticleFault(line=fault.line, problem=fault.problem, is_error=fault.is_error)


def _no_number(article: ArticleText, marker: Marker) -> ArticleFault:
    inner = shortened(article.text[marker.start : marker.end], _SHOWN)
    return ArticleFault(
        line=marker.line,
        problem=f"{inner!r} does not hold exactly one number of {marker.statistic}; put the marker "
        "around the number alone",
    )


def _overlap(one: Quantity, other: Quantity) -> bool:
    return one.start < other.end and other.start < one.end


def _coverage(bound: Sequence[Bound]) -> ClaimCoverage:
    kinds = [one.kind if isinstance(one, Binding) else one for one in bound]
    return ClaimCoverage(
        seen=len(kinds),
        ours=kinds.count("ours"),
        theirs=kinds.count("theirs"),
        nothing_to_judge=kinds.count(Unbound.NOTHING_TO_JUDGE),
        not_understood=kinds.count(Unbound.NOT_UNDERSTOOD),
    )


def _claims(found: Sequence[Quantity], bound: Sequence[Bound]) -> tuple[BoundClaim, ...]:
    """The claims among all quantities; ``sample_of`` counts quantities before, and claims after."""
    pairs = [(place, one) for place, one in enumerate(bound) if isinstance(one, Binding)]
    index = {place: number for number, (place, _) in enumerate(pairs)}
    return tuple(
        BoundClaim(
            quantity=found[place],
            binding=replace(
                one, sample_of=tuple(index[member] for member in one.sample_of if member in index)
            ),
        )
        for place, one in pairs
    )
