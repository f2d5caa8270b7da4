"""What stands beside a number and must change with it: a source's name, a year, who is named.

No number of ours may stand under somebody else's name. Where the same name also stands for a figure
of theirs, or cannot be found in the sentence, nothing is written: a person has to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.model import ArticleText, Edit
from skillscan.article.proposals.sentences import sentence_span
from skillscan.article.proposals.source_line import PUBLISHER, inline_name, sample_year
from skillscan.release.document import Publication

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_YEAR_BEHIND = re.compile(r"[ \u00a0,]{1,2}(?:19|20)\d{2}\b")
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
    population: str,
) -> BesideNumber:
    """What changes beside a claim's number when ours takes its place."""
    claim = claims[index]
    name = claim.binding.source_name
    if not name or PUBLISHER in name.lower():
        return BesideNumber(_year_edit(article, claim, publication, population))
    if not _is_name(name):
        return BesideNumber(_year_edit(article, claim, publication, population))
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
    start, end = place
    return BesideNumber((Edit(start, end, inline_name(publication, population)),))


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


def _year_edit(
    article: ArticleText, claim: BoundClaim, publication: Publication, population: str
) -> tuple[Edit, ...]:
    """The year that is printed for a number's data, where ours are of another one."""
    words = claim.binding.period_words
    years = _YEAR.findall(words or "")
    ours = sample_year(publication, population)
    if not words or len(years) != 1 or ours is None or years[0] == str(ours):
        return ()
    start, end = sentence_span(article, claim.quantity.start, claim.quantity.end)
    place = article.text.find(words, start, end)
    if place < 0:
        return ()
    at = place + words.index(years[0])
    return (Edit(at, at + len(years[0]), str(ours)),)
