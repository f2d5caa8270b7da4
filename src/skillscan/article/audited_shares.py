"""Numbers of an article that somebody counted on skill lists which an audit has held against the
texts: ``skillscan audit LISTS --json`` makes the file, ``article check --audit`` reads it.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from skillscan.article.model import CheckedArticle, Claim, ClaimVerdict, Judgement
from skillscan.errors import UsageError
from skillscan.statistics.audited_share import AuditedShare

STATISTIC = "skill_share"
_SCALES = {"percent": 100.0, "ratio": 1.0}
_SLACK = 1e-9


class AuditedRow(msgspec.Struct, frozen=True, kw_only=True):
    """What an audit says of one skill, as far as an article's check needs it."""

    share: AuditedShare
    verdict: str


class AuditFile(msgspec.Struct, frozen=True, kw_only=True):
    """An audit's file."""

    lists: str
    skills: list[AuditedRow]


def load_audit(path: Path) -> AuditFile:
    """The audit of a file. Raises UsageError where it is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=AuditFile)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{path} is no audit: {error}; make one with `skillscan audit LISTS --json`"
        ) from error


def with_audit(checked: CheckedArticle, audit: AuditFile) -> CheckedArticle:
    """The same article, in which the shares that the lists say and the texts do not are
    ``unsupported``, with the corrected share.
    """
    rows = {row.share.skill: row for row in audit.skills if row.verdict == ClaimVerdict.UNSUPPORTED}
    claims = tuple(_audited(claim, rows, audit) for claim in checked.claims)
    return replace(checked, claims=claims)


def _audited(claim: Claim, rows: Mapping[str, AuditedRow], audit: AuditFile) -> Claim:
    binding, quantity = claim.binding, claim.quantity
    row = rows.get(binding.dimension or "")
    scale = _SCALES.get(quantity.unit or "")
    if row is None or scale is None or (binding.kind, binding.statistic) != ("ours", STATISTIC):
        return claim
    slack = quantity.step / 2 + _SLACK
    if not quantity.low - slack <= row.share.listed_share * scale <= quantity.high + slack:
        return claim  # another number than the lists have
    return replace(claim, judgement=_unsupported(row.share, scale, audit))


def _unsupported(share: AuditedShare, scale: float, audit: AuditFile) -> Judgement:
    return Judgement(
        verdict=ClaimVerdict.UNSUPPORTED,
        estimate=share.corrected_share * scale,
        interval=(share.low * scale, share.high * scale),
        note=(
            f"The lists that this number is of ({audit.lists}) name {share.label} for "
            f"{share.listed:,} of {share.postings:,} postings; words of {share.corrected:,} say "
            f"so: {share.corrected_share:.1%} (95 % interval {share.low:.1%} to {share.high:.1%})."
        ),
    )
