"""The article with our numbers: bound, judged, own claims change, and nothing else by a byte."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skillscan.article.model import CheckedArticle, Claim, Edit
from skillscan.article.source.edits import apply
from skillscan.article.source.source_edit import UnwritableEditError


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshedArticle:
    """The new content, how many claims were written, and why others that should be were not
    (claim, reason).
    """

    content: bytes
    written: int
    left: tuple[tuple[Claim, str], ...] = ()


def refresh(content: bytes, checked: CheckedArticle) -> RefreshedArticle:
    """The content with every replacement of a claim that is ours.

    A claim whose edits cannot be written stops none of the others, and has none of its own made.
    """
    due = [one for one in checked.claims if one.judgement.replacement is not None]
    left = [(one, _obstacle(one)) for one in due if not _edits([one])]
    writable = [one for one in due if _edits([one])]
    try:
        new = apply(content, checked.article, _edits(writable))
    except UnwritableEditError:
        return _one_by_one(content, checked, writable, left)
    return RefreshedArticle(content=new, written=len(writable), left=tuple(left))


def _one_by_one(
    content: bytes,
    checked: CheckedArticle,
    claims: Sequence[Claim],
    left: list[tuple[Claim, str]],
) -> RefreshedArticle:
    """As many claims as can be written together."""
    kept: list[Claim] = []
    new = content
    for one in claims:
        try:
            new = apply(content, checked.article, _edits([*kept, one]))
        except UnwritableEditError as error:
            left.append((one, str(error)))
        else:
            kept.append(one)
    return RefreshedArticle(content=new, written=len(kept), left=tuple(left))


def _edits(claims: Iterable[Claim]) -> list[Edit]:
    """What is written for claims; what several of them change in the same way is changed once."""
    found: dict[Edit, None] = {}
    for claim in claims:
        if claim.judgement.replacement is not None:
            found |= dict.fromkeys(claim.judgement.replacement.edits)
    return list(found)


def _obstacle(claim: Claim) -> str:
    return claim.judgement.note or "only a person can write it"
