"""An article checked: its numbers found, bound, judged. The one place that joins these steps.

What somebody said of a number wins over what reading found: a marker in the article over a
confirmed binding beside it, and that over the reading.
"""

from dataclasses import dataclass
from pathlib import Path

from skillscan.article.claim_list import list_claims
from skillscan.article.judging import judge
from skillscan.article.judging.releases import EvidenceOf
from skillscan.article.model import CheckedArticle, Claim
from skillscan.article.source import read
from skillscan.release.document import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCheck:
    """A checked article, and the release's numbers that it was checked against."""

    checked: CheckedArticle
    publication: Publication


def check(content: bytes, path: Path, evidence_of: EvidenceOf) -> ArticleCheck:
    """The check of an article file's content, with the bindings confirmed in the file beside it.

    Raises UsageError where the file is no article, or the confirmed bindings cannot be read. What
    is wrong with one claim or one marker is told with the others' verdicts.
    """
    article = read(content, path)
    found = list_claims(article, path)
    names = {one.binding.statistic for one in found.claims if one.binding.statistic}
    evidence = evidence_of(sorted(names))
    judgements = judge(article, found.claims, evidence)
    claims = tuple(
        Claim(
            claim_id=claim_id,
            quantity=claim.quantity,
            binding=claim.binding,
            judgement=judgement,
        )
        for claim_id, claim, judgement in zip(found.ids, found.claims, judgements, strict=True)
    )
