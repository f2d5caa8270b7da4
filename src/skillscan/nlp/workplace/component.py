"""The component that sets ``workplace``: remote, hybrid, onsite, or nothing said.

What the source states in a trusted field (``doc._.skillscan_source_fields.workplace``) wins; then
the title and the text; then a location that says "Remote". Evidence becomes
``doc.spans["workplace"]``.
"""

from spacy.language import Language
from spacy.tokens import Doc

from skillscan.domain import Workplace
from skillscan.nlp.document import text_of
from skillscan.nlp.finding_span import FINDING_ATTRIBUTES, finding_span, set_fields
from skillscan.nlp.workplace.evidence import Tier, decide_workplace, find_evidence

GROUP = "workplace"


@Language.factory(
    "skillscan_workplace",
    default_config={"trust_facts": True, "least_tier": "company"},
    assigns=FINDING_ATTRIBUTES,
)
def create_workplace(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    *,
    trust_facts: bool,
    least_tier: Tier,
) -> "WorkplaceReader":
    """The component; ``least_tier``: the weakest evidence that may decide (``workplace.yaml``)."""
    return WorkplaceReader(trust_facts=trust_facts, least_tier=least_tier)


class WorkplaceReader:
    """Sets ``doc.spans["workplace"]`` and the field ``workplace``."""

    def __init__(self, *, trust_facts: bool = True, least_tier: Tier = "company") -> None:
        self._trust_facts = trust_facts
        self._least_tier = least_tier

    def __call__(self, doc: Doc) -> Doc:
        """Read the workplace of one document."""
        evidence = find_evidence(text_of(doc))
        doc.spans[GROUP] = [
            finding_span(doc, e.start, e.end, e.workplace, "mentioned", e.rule, {"tier": e.tier})
            for e in evidence
        ]
        stated = doc._.skillscan_source_fields.workplace if self._trust_facts else None
        workplace = (
            stated
            or decide_workplace(evidence, least_tier="days")
            or self._of_title(doc)
            or decide_workplace(evidence, least_tier=self._least_tier)
            or _of_locations(doc._.skillscan_source_fields.locations)
        )
        set_fields(doc, workplace=workplace)
        return doc

    def _of_title(self, doc: Doc) -> Workplace | None:
        """The workplace the title names: it is the last word of the posting on itself."""
        return decide_workplace(
            find_evidence(text_of(doc)[: doc._.skillscan_title_end]), least_tier="job"
        )


def _of_locations(locations: tuple[str, ...]) -> Workplace | None:
    """The workplace a location names ("Remote, USA")."""
    return decide_workplace(find_evidence("\n".join(locations)), least_tier="company")
