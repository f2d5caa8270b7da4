"""A published share that the texts behind it do not bear out comes back as unsupported."""

from pathlib import Path

import pytest

from skillscan.article.audited_shares import AuditedRow, AuditFile, load_audit, with_audit
from skillscan.article.model import ClaimVerdict
from skillscan.errors import UsageError
from skillscan.statistics.audited_share import AuditedShare, agrees
from tests.article.review.hand_made import ArticleMaker


def audit(listed: int, corrected: int) -> AuditFile:
    share = AuditedShare(
        skill="python",
        label="Python",
        postings=1_000,
        listed=listed,
        corrected=corrected,
        listed_share=listed / 1_000,
        corrected_share=corrected / 1_000,
        low=corrected / 1_000 - 0.02,
        high=corrected / 1_000 + 0.02,
    )
    verdict = "current" if share.is_supported else "unsupported"
    return AuditFile(lists="lists.csv", skills=[AuditedRow(share=share, verdict=verdict)])


@pytest.mark.parametrize(
    ("listed", "corrected", "verdict"),
    [
        (720, 500, ClaimVerdict.UNSUPPORTED),
        (724, 500, ClaimVerdict.UNSUPPORTED),
        (720, 710, ClaimVerdict.CURRENT),
        (800, 500, ClaimVerdict.CURRENT),
    ],
    ids=["the lists' number", "rounds to it", "borne out", "another number"],
)
def test_unsupported(listed: int, corrected: int, verdict: ClaimVerdict) -> None:
    """A share of invented findings would be called current, or an honest one invented."""
    maker = ArticleMaker()
    maker.block("paragraph", "Python is named in 72% of postings.")
    maker.claim(ClaimVerdict.CURRENT, "72%")
    (claim,) = with_audit(maker.checked(), audit(listed, corrected)).claims
    assert claim.judgement.verdict is verdict
    if verdict is ClaimVerdict.UNSUPPORTED:
        assert claim.judgement.estimate == pytest.approx(50)
        assert "words of 500 say so: 50.0%" in (claim.judgement.note or "")


@pytest.mark.parametrize(
    ("printed", "estimate", "interval", "is_agreed"),
    [
        (0.72, 0.70, (0.67, 0.73), True),
        (0.72, 0.7204, None, True),
        (0.72, 0.70, (0.69, 0.71), False),
        (0.72, 0.7151, (0.7150, 0.7152), True),
    ],
)
def test_noise_and_rounding_are_no_errors(
    printed: float, estimate: float, interval: tuple[float, float] | None, is_agreed: bool
) -> None:
    """Every share of a small sample would be unsupported."""
    assert agrees(printed, estimate, interval, step=0.01) is is_agreed


def test_what_is_no_audit_says_so(tmp_path: Path) -> None:
    """A wrong file would be taken for an audit that found nothing."""
    file = tmp_path / "audit.json"
    file.write_text('{"claims": []}')
    with pytest.raises(UsageError, match="skillscan audit LISTS --json"):
        load_audit(file)
