"""The component that sets ``workplace``: remote, hybrid, onsite, or nothing said.

What the source states in a trusted field (``doc._.skillscan_source_fields.workplace``) wins, but
where the text says more exactly that this job is hybrid: a field often knows "on site" and "remote"
only. Then required office days, the title, and what the text says of the job; then a location that
says "Remote"; then what the text says of the company, names as the office or calls possible.
Evidence becomes ``doc.spans["workplace"]``. It is judged in its line: the words that take evidence
back may stand in the sentence before ("Remote? Hybrid? Wherever you work …"). What is told as its
sentence are all of the sentences that were looked at.
"""

from collections.abc import Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.domain import Workplace
from skillscan.nlp.context_rule import sentence_around
from skillscan.nlp.document import section_at, text_of
from skillscan.nlp.finding_span import FINDING_ATTRIBUTES, STRUCTURE, finding_span, set_fields
from skillscan.nlp.judged_sentence import judged_sentences
from skillscan.nlp.reading import Reason
from skillscan.nlp.rule_component import RuleComponent
from skillscan.nlp.workplace.evidence import (
    TIERS,
    WORKPLACE_FILE,
    Tier,
    WorkplaceEvidence,
    WorkplaceRules,
    decide_workplace,
)
from skillscan.rules import RuleFile

GROUP = "workplace"


@Language.factory(
    "skillscan_workplace",
    default_config={"trust_facts": True, "least_tier": "option", "own_rules": None},
    assigns=FINDING_ATTRIBUTES,
    requires=STRUCTURE,
)
def create_workplace(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    *,
    trust_facts: bool,
    least_tier: Tier,
    own_rules: str | None,
) -> "WorkplaceReader":
    """The component; ``least_tier``: the weakest evidence that may decide (``workplace.yaml``)."""
    return WorkplaceReader(trust_facts=trust_facts, least_tier=least_tier, own_rules=own_rules)


class WorkplaceReader(RuleComponent):
    """Sets ``doc.spans["workplace"]`` and the field ``workplace``."""

    rule_files = (WORKPLACE_FILE,)

    def __init__(
        self,
        *,
        trust_facts: bool = True,
        least_tier: Tier = "option",
        own_rules: str | None = None,
    ) -> None:
        super().__init__(own_rules, trust_facts=trust_facts, least_tier=least_tier)

    def prepare(self, rules: Mapping[str, RuleFile]) -> None:
        """Make the reader of evidence."""
        self._reader = WorkplaceRules(rules[WORKPLACE_FILE])

    def __call__(self, doc: Doc) -> Doc:
        """Read the workplace of one document."""
        text = text_of(doc)
        evidence = self._reader.evidence(text)
        sentences = judged_sentences(doc).starts_in(0, len(text)) if evidence else []
        doc.spans[GROUP] = [_span(doc, text, piece, sentences) for piece in evidence]
        source = doc._.skillscan_source_fields
        least: Tier = self.settings["least_tier"]
        stated = source.workplace if self.settings["trust_facts"] else None
        of_locations = self._of_locations(source.locations)
        of_days = decide_workplace(evidence, least_tier="days")
        of_text = (
            of_days
            or self._of_title(doc)
            or decide_workplace(
                self._of_this_job(doc, evidence) if of_locations == "remote" else evidence,
                least_tier=min(least, "job", key=TIERS.index),
            )
        )
        of_this_job = (
            of_days
            or self._of_title(doc)
            or decide_workplace(self._of_this_job(doc, evidence), least_tier="job")
        )
        workplace = (
            _more_exact(stated, of_days, of_this_job)
            or of_text
            or of_locations
            or decide_workplace(evidence, least_tier=least)
        )
        set_fields(doc, workplace=workplace)
        return doc

    def _of_title(self, doc: Doc) -> Workplace | None:
        """The workplace the title names: it is the last word of the posting on itself."""
        return decide_workplace(
            self._reader.evidence(text_of(doc)[: doc._.skillscan_title_end]), least_tier="job"
        )

    def _of_this_job(
        self, doc: Doc, evidence: Sequence[WorkplaceEvidence]
    ) -> list[WorkplaceEvidence]:
        """What the text says of the job, without what a location that says "Remote" outranks."""
        return [
            piece
            for piece, span in zip(evidence, doc.spans[GROUP], strict=True)
            if not self._reader.is_of_all_jobs(piece, section_at(doc, span.start))
        ]

    def _of_locations(self, locations: tuple[str, ...]) -> Workplace | None:
        """The workplace that locations name ("Remote, USA")."""
        return decide_workplace(
            [piece for location in locations for piece in self.evidence_of_location(location)]
        )

    def evidence_of_location(self, location: str) -> list[WorkplaceEvidence]:
        """What one location field speaks of."""
        return self._reader.of_location(location)


def _more_exact(
    stated: Workplace | None, of_days: Workplace | None, of_this_job: Workplace | None
) -> Workplace | None:
    """The stated workplace, or hybrid where the text says so of a job that is stated to be on site,
    or tells office days of one that is stated to be remote.
    """
    says_hybrid = of_this_job if stated == "onsite" else of_days
    return "hybrid" if stated and says_hybrid == "hybrid" else stated


def _span(doc: Doc, text: str, evidence: WorkplaceEvidence, sentences: Sequence[int]) -> Span:
    start, end = sentence_around(text, *evidence.judged, sentences)
    reason: Reason = {"sentence_start": start, "sentence_end": end}
    return finding_span(
        doc,
        evidence.start,
        evidence.end,
        evidence.workplace,
        "mentioned",
        evidence.rule,
        {"tier": evidence.tier},
        reason,
    )
