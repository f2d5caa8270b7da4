"""Names of claims that stay the same while their quote and what stands around it do."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.model import ArticleText

_AROUND = 60
_DIGITS = 8


def claim_ids(article: ArticleText, claims: Sequence[BoundClaim]) -> tuple[str, ...]:
    """An id for each claim; of claims with equal words around them the later ones are numbered."""
    seen: Counter[str] = Counter()
    ids = []
    for claim in claims:
        name = _id(article, claim)
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(ids)


def _id(article: ArticleText, claim: BoundClaim) -> str:
    start, end = claim.quantity.start, claim.quantity.end
    parts = (
        article.text[max(0, start - _AROUND) : start],
        article.text[start:end],
        article.text[end : end + _AROUND],
    )
    words = "\x1f".join(" ".join(part.split()) for part in parts)
    return sha256(words.encode()).hexdigest()[:_DIGITS]
