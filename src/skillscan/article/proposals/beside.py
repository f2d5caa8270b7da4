"""What stands beside a number and must change with it: a source's name, a period, its counts.

No number of ours may stand under somebody else's name. Where the same name also stands for a figure
of theirs, or cannot be found in the sentence, nothing is written: a person has to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.judging.counted_shares import counts_beside
from skillscan.article.judging.our_number import OurNumber
from skillscan.article.model import ArticleText, Edit
from skillscan.article.proposals.number_text import reprinted_count
from skillscan.article.proposals.period import SampleDays, period_edits
from skillscan.article.proposals.sentences import sentence_span
from skillscan.article.proposals.source_line import PUBLISHER, inline_name
from skillscan.release.document import Publication

_YEAR_BEHIND = re.compile(r"[ \u00a0,]{1,2}(?:19|20)\d{2}\b")
_COUNTED_VIEWS = ("all", "stating")
_NO_COUNTS = (
    "the counts printed with it are of openings, which do not make this share: print it without "
    "them"
)
_NAMED = re.compile(r"[A-Z][\w.&'-]*")


@dataclass(frozen=True, slots=True)
class BesideNumber:
    """The edits beside a number, or the reason why only a person can make them."""

    edits: tuple[Edit, ...] = ()
    obstacle: str | None = None


def beside(
    article: ArticleText,
    claims: Sequence[BoundClaim],
    index: int,
    publication: Publication,
    number: OurNumber,
) -> BesideNumber:
    """What changes beside a claim's number when ours takes its place."""
    claim, population = claims[index], number.subject.population
    counted = _counts(article, claims, index, number)
    if counted is None:
        return BesideNumber(obstacle=_NO_COUNTS)
    edits = (*counted, *_period(article, claims, index, publication, population))
    name = claim.binding.source_name
    if not name or PUBLISHER in name.lower() or not _is_name(name):
        return BesideNumber(edits)
    place = _mention(article, claim, name)
    if place is None:
        return BesideNumber(
            obstacle=f"{name} is named as its source elsewhere in the article: a number of ours "
            "needs our name there"
        )
    others = [one for one in claims if one.binding.kind == "theirs"]
    for other in others:
        if other.binding.source_name == name and _shares(article, claim, other, name):
            return BesideNumber(
                obstacle=f"{name}, named beside it, also stands for a figure of theirs: say for "
                "both whose they are"
            )
    return BesideNumber((Edit(*place, inline_name(publication, population)), *edits))


def _is_name(words: str) -> bool:
    """Whether words name somebody ("Axial Search 2026"), and not only a kind of study."""
    return _NAMED.search(words) is not None


def _mention(article: ArticleText, claim: BoundClaim, name: str) -> tuple[int, int] | None:
    """Where the source is named in the sentence of a claim, with its year: behind it, else before
    it.
    """
    start, end = sentence_span(article, claim.quantity.start, claim.quantity.end)
    place = article.text.find(name, claim.quantity.end, end)
    if place < 0:
        place = article.text.rfind(name, start, claim.quantity.start)
    if place < 0:
        return None
    year = _YEAR_BEHIND.match(article.text, place + len(name))
    return place, year.end() if year else place + len(name)


def _shares(article: ArticleText, claim: BoundClaim, other: BoundClaim, name: str) -> bool:
    """Whether one mention of a source stands for both, on the same side of them."""
    mine, theirs = _mention(article, claim, name), _mention(article, other, name)
    if mine is None or mine != theirs:
        return False
    return (claim.quantity.start < mine[0]) == (other.quantity.start < mine[0])


def _period(
    article: ArticleText,
    claims: Sequence[BoundClaim],
    index: int,
    publication: Publication,
    population: str,
) -> tuple[Edit, ...]:
    """The period that is printed for a number's data, where ours are of another one."""
    sample = publication.populations[population].sample
    if sample.first_day is None or sample.last_day is None:
        return ()
    return period_edits(article, claims, index, SampleDays(sample.first_day, sample.last_day))


def _counts(
    article: ArticleText, claims: Sequence[BoundClaim], index: int, number: OurNumber
) -> tuple[Edit, ...] | None:
    """The counts printed with a share, which ours are proposed for; ``None`` where the release has
    none that make it. A whole that is a sample of its own is proposed as that.
    """
    counts = counts_beside(article, claims[index])
    if counts is None:
        return ()
    if number.subject.view not in _COUNTED_VIEWS:
        return None
    edits = [_count(article, counts.part, number.held)]
    places = {one.quantity.number_start for one in claims if one.quantity.unit == "count"}
    if counts.whole and counts.whole[0] not in places:
        edits.append(_count(article, counts.whole, number.openings))
    return tuple(edits)


def _count(article: ArticleText, span: tuple[int, int], number: int) -> Edit:
    return Edit(*span, reprinted_count(article.text[slice(*span)], number))
