"""A judgement for each bound claim of an article.

Each claim is judged alone; then those that do not go together, and digits that were published for
something else, are told; last what to print instead is worked out, sentence by sentence. A claim
that cannot be judged stops none of the others.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.judging.conflicts import Conflicts, conflict_notes, conflicts
from skillscan.article.judging.counted_shares import counted_notes
from skillscan.article.judging.evidence import JudgingEvidence
from skillscan.article.judging.notes import WITH_ITS_SAMPLE
from skillscan.article.judging.numbers import SKILL_SHARE
from skillscan.article.judging.our_number import WantedNumber
from skillscan.article.judging.public_figures import cited, other_figure
from skillscan.article.judging.verdicts import FoundVerdict, find_verdict
from skillscan.article.model import ArticleText, ClaimVerdict, Edit, Judgement, Replacement
from skillscan.article.proposals.beside import beside
from skillscan.article.proposals.number_edit import number_edit, verb_edits
from skillscan.article.proposals.sentences import sentence_span, with_edits
from skillscan.article.proposals.source_line import source_line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proposal:
    """What to print in a claim's place: the number, all edits, and what hinders a refresh."""

    number: Edit
    edits: tuple[Edit, ...]
    obstacle: str | None = None


def judge(
    article: ArticleText, claims: Sequence[BoundClaim], evidence: JudgingEvidence
) -> list[Judgement]:
    """The judgements, in the order of the claims."""
    findings = [find_verdict(claim, evidence) for claim in claims]
    subjects = _subjects(findings)
    found = conflicts(claims, subjects, [one.verdict for one in findings])
    proposals = _proposals(article, claims, findings, evidence)
    edits = sorted({edit for one in proposals.values() for edit in (one.number, *one.edits)})
    told = _told(article, claims, findings, found, proposals, evidence)
    return [
        Judgement(
            verdict=finding.verdict,
            estimate=finding.number.number if finding.number else None,
            interval=(finding.number.low, finding.number.high) if finding.number else None,
            replacement=_replacement(
                article, claims[index], finding, proposals.get(index), edits, evidence
            ),
            note=told[index],
            related=finding.related,
            conflicts=_all_of(found.get(index)),
        )
        for index, finding in enumerate(findings)
    ]


def _subjects(findings: Sequence[FoundVerdict]) -> dict[int, WantedNumber]:
    return {
        index: one.number.subject
        for index, one in enumerate(findings)
        if one.number is not None and one.verdict is not ClaimVerdict.NOT_OURS
    }


def _proposals(
    article: ArticleText,
    claims: Sequence[BoundClaim],
    findings: Sequence[FoundVerdict],
    evidence: JudgingEvidence,
) -> dict[int, _Proposal]:
    """What to print, by claim."""
    found = {}
    replaced = _replaced(claims, findings)
    for index, (claim, finding) in enumerate(zip(claims, findings, strict=True)):
        if index not in replaced or finding.number is None:
            continue
        new = number_edit(article, claim.quantity, finding.number, evidence.numbers)
        if new is None:
            continue
        publication = finding.publication or evidence.publication
        near = beside(article, claims, index, publication, finding.number)
        edits = (*verb_edits(article, claim.quantity, new), *near.edits)
        found[index] = _Proposal(number=new, edits=edits, obstacle=near.obstacle)
    return found


def _replaced(claims: Sequence[BoundClaim], findings: Sequence[FoundVerdict]) -> set[int]:
    """The claims that ours takes the place of.

    A number that its author marked as ours follows the release; any other is left where it agrees
    with it. A printed sample and the numbers that rest on it are ours together or not at all.
    """
    replaced = {
        index
        for index, (claim, one) in enumerate(zip(claims, findings, strict=True))
        if one.is_replaceable
        and (one.verdict is not ClaimVerdict.CURRENT or claim.binding.by == "marker")
    }
    for index, claim in enumerate(claims):
        if index not in replaced or not claim.binding.sample_of:
            continue
        members = {
            one
            for one in claim.binding.sample_of
            if one < len(findings) and findings[one].is_replaceable
        }
        replaced = replaced | members if members else replaced - {index}
    return replaced


def _replacement(
    article: ArticleText,
    claim: BoundClaim,
    finding: FoundVerdict,
    proposal: _Proposal | None,
    edits: Sequence[Edit],
    evidence: JudgingEvidence,
) -> Replacement | None:
    if proposal is None or finding.number is None:
        return None
    new = proposal.number
    is_same = article.text[new.start : new.end] == new.new
    if is_same and (proposal.obstacle or not proposal.edits):
        return None
    printed = (min(claim.quantity.start, new.start), max(claim.quantity.end, new.end))
    span = sentence_span(article, claim.quantity.start, claim.quantity.end)
    return Replacement(
        number=with_edits(article, printed, [new]),
        sentence=with_edits(article, span, edits),
        source_line=source_line(finding.publication or evidence.publication, finding.number),
        edits=() if proposal.obstacle else (new, *proposal.edits),
    )


def _all_of(found: Conflicts | None) -> tuple[int, ...]:
    return tuple(sorted({*found.other_numbers, *found.same_digits})) if found else ()


def _told(
    article: ArticleText,
    claims: Sequence[BoundClaim],
    findings: Sequence[FoundVerdict],
    found: Mapping[int, Conflicts],
    proposals: Mapping[int, _Proposal],
    evidence: JudgingEvidence,
) -> list[str | None]:
    """The note on each claim."""
    counted = counted_notes(article, claims)
    studies = cited((str(one.binding.dimension), one.quantity) for one in claims if _is_skill(one))
    notes = []
    for index, finding in enumerate(findings):
        said = list(finding.notes)
        if index in found:
            said += conflict_notes(article, claims, found[index])
        if figure := _published_for_other(claims[index], finding, studies, evidence):
            said.append(figure)
        if index in counted:
            said.append(counted[index])
        if _goes_with_sample(article, claims[index], finding, proposals.get(index)):
            said.append(WITH_ITS_SAMPLE)
        if index in proposals and (obstacle := proposals[index].obstacle):
            said.append(f"Not written by a refresh: {obstacle}.")
        notes.append(" ".join(dict.fromkeys(said)) or None)
    return notes


def _goes_with_sample(
    article: ArticleText, claim: BoundClaim, finding: FoundVerdict, proposal: _Proposal | None
) -> bool:
    """Whether a number that holds gets another one only because its sample does."""
    if proposal is None or finding.verdict is not ClaimVerdict.CURRENT:
        return False
    new = proposal.number
    return claim.binding.by != "marker" and article.text[new.start : new.end] != new.new


def _is_skill(claim: BoundClaim) -> bool:
    return claim.binding.statistic == SKILL_SHARE and claim.binding.dimension is not None


def _published_for_other(
    claim: BoundClaim, finding: FoundVerdict, studies: Container[str], evidence: JudgingEvidence
) -> str | None:
    if not _is_skill(claim):
        return None
    subject = finding.number.subject if finding.number else None
    population = subject.population if subject else claim.binding.population
    return other_figure(
        claim.quantity,
        str(claim.binding.dimension),
        str(population),
        studies,
        evidence.numbers.skill_labels,
    )
