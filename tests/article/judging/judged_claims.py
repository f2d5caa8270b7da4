"""Claims judged against a release made by hand."""

from typing import Any

from suite.hand_made_articles import (
    article,
    claim,
    estimate,
    figure,
    publication,
    quantity,
)

from skillscan.article.judging import judge
from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.judging.evidence import JudgingEvidence
from skillscan.article.model import ArticleText, Judgement

PYTHON = estimate("skill_share", "python", "named", 0.7049, stating=0.7049, label="Python")
RELEASE = publication(
    PYTHON,
    estimate("skill_share", "python", "required", 0.5, label="Python"),
    estimate("skill_share", "python", "named", 0.9, population="data_scientist_us"),
    estimate("skill_share", "aws", "named", 0.3, label="AWS"),
    estimate("skill_share", "azure", "named", 0.137, label="Microsoft Azure"),
    estimate("skill_share", "kubernetes", "named", 0.154, label="Kubernetes"),
    estimate("experience_at_least", "5", "at_least", 0.212, stating=0.339, label="5+ years"),
    estimate("workplace_share", "remote_or_hybrid", "offered", 0.302, stating=0.813),
    estimate("degree_share", "bachelor", "lowest", 0.357),
    estimate("degree_share", "bachelor", "at_least", 0.495),
    estimate("pay_median", "EUR", "stated", 0.02),
    estimate("pay_median", "USD", "stated", 0.6),
    figure("pay_median", "USD", "median_pay", 184_950.0),
    figure("pay_median", "USD", "median_low", 138_562.0),
    figure("pay_median", "USD", "median_high", 223_600.0),
    figure("sample_size", "openings", "size", 120.0, low=None, high=None),
)


def judged(text: ArticleText, *claims: BoundClaim, **evidence: Any) -> list[Judgement]:
    held = {"publication": RELEASE, **evidence}
    return judge(text, list(claims), JudgingEvidence(**held))


def of_share(words: str, percent: float, **fields: Any) -> Judgement:
    """The judgement of a share that stands alone in a sentence."""
    text = article(f"So {words} of openings say it.")
    statistic, value = fields.pop("statistic", "skill_share"), fields.pop("value", "python")
    of_number = {
        key: fields.pop(key) for key in ("step", "bound", "high", "is_in_words") if key in fields
    }
    number = words if of_number.get("is_in_words") else words.split()[-1]
    found = quantity(text, words, percent, number=number, **of_number)
    return judged(text, claim(found, statistic, value, **fields))[0]
