"""An article checked: its numbers found, bound, judged. The one place that joins these steps."""

from dataclasses import dataclass, replace
from pathlib import Path

from skillscan.article.claim_list import ClaimList, list_claims
from skillscan.article.judging import judge
from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.judging.evidence import JudgingEvidence
from skillscan.article.judging.our_number import OurNumber
from skillscan.article.judging.releases import EvidenceOf
from skillscan.article.model import Binding, CheckedArticle, Claim
from skillscan.article.source import read
from skillscan.release.document import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCheck:
    """A checked article, what was read and confirmed of it, and what the release says of the
    statistics that its claims name.
    """

    checked: CheckedArticle
    found: ClaimList
    publication: Publication


def check(content: bytes, path: Path, evidence_of: EvidenceOf) -> ArticleCheck:
    """The check of an article file's content, with what was confirmed in the file beside it.

    Raises UsageError where the file is no article, or the confirmed bindings cannot be read. What
    is wrong with one claim or one marker is told with the verdicts on the others.
    """
    article = read(content, path)
    found = list_claims(article, path)
    evidence = evidence_of(sorted({str(one.binding.statistic) for one in found.claims}))
    judgements = judge(article, found.claims, evidence)
    claims = tuple(
        Claim(
            claim_id=claim_id,
            quantity=claim.quantity,
            binding=_completed(claim, evidence),
            judgement=judgement,
        )
        for claim_id, claim, judgement in zip(found.ids, found.claims, judgements, strict=True)
    )
    checked = CheckedArticle(
        article=article,
        release=evidence.publication.release,
        coverage=found.coverage,
        claims=claims,
        not_understood=found.not_understood,
        faults=found.faults,
    )
    return ArticleCheck(checked=checked, found=found, publication=evidence.publication)


def _completed(claim: BoundClaim, evidence: JudgingEvidence) -> Binding:
    """The binding with the population, view and measure that it was judged by."""
    binding = claim.binding
    if binding.kind == "theirs" or binding.occupation or binding.country:
        return binding
    subject = evidence.numbers.subject(binding, evidence.default_population)
    number = evidence.numbers.find(subject, claim.quantity.unit)
    if isinstance(number, OurNumber):
        subject = number.subject
    return replace(
        binding, population=subject.population, view=subject.view, measure=subject.measure
    )
