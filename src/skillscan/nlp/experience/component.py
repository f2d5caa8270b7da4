"""The component that finds requirements of experience and sets ``years_min``, ``years_best``.

Every requirement becomes a span of ``doc.spans["experience"]``: ``label_`` its years ("5", "3-5"),
``mention_class``, ``rule``, and ``detail`` with ``low``, ``high``, ``bound``, ``scope``,
``subject`` and the education paths of its line (``alternatives``). Those in sections that do not
address the candidate count only where their sentence does.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.context_rule import contexts
from skillscan.nlp.degree.mention import find_degrees
from skillscan.nlp.document import section_at, text_of
from skillscan.nlp.experience.requirement import ExperienceRequirement
from skillscan.nlp.experience.years import RequirementLine, decide_years, read_requirement_lines
from skillscan.nlp.finding_span import FINDING_ATTRIBUTES, STRUCTURE, set_fields, token_span
from skillscan.nlp.reading import MentionClass
from skillscan.nlp.skills.mention_class import DocumentJudge
from skillscan.nlp.skills.modifiers import FILE as MODIFIERS
from skillscan.nlp.skills.modifiers import Modifiers
from skillscan.rules import load_rules

GROUP = "experience"
_SENTENCE_CHARS = 260
_ASKING = re.compile(
    r"\b(?:you|your|you['’]ve|candidates?|applicants?|seek\w*|looking for|someone|"
    r"requir\w+|must|"
    r"need\w*|hiring|minimum|at least|ideal|typical(?:ly)?|engineers? with|"
    r"scientists? with|developers? with|"
    r"professionals? with|role|position)\b",
    re.IGNORECASE,
)
_OF_THE_EMPLOYER = re.compile(
    r"\b(?:our (?:team|founders?|engineers|people|staff|company)|founders?|we have|we['’]ve|"
    r"the team has|customers|clients have)\b",
    re.IGNORECASE,
)
_EXPERIENCE_LABEL = re.compile(
    r"(?:experience|expertise|exp|yoe)(?: (?:level|required|needed|range))?\s?[:(–-]{1,2}\s?"
    r"(?:[\w-]+,\s)?$",
    re.IGNORECASE,
)
_INSISTING = re.compile(r"\b(?:must[- ]have|must|required|mandatory)\b", re.IGNORECASE)
_SECTIONS_NOT_ASKING = frozenset({"benefits", "equal_opportunity", "about", "process"})


@Language.factory(
    "skillscan_experience",
    default_config={"count_unsectioned": True},
    assigns=FINDING_ATTRIBUTES,
    requires=STRUCTURE,
)
def create_experience(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    *,
    count_unsectioned: bool,
) -> "ExperienceReader":
    """The component; ``count_unsectioned``: years outside any known section are required."""
    return ExperienceReader(count_unsectioned=count_unsectioned)


class ExperienceReader:
    """Sets ``doc.spans["experience"]`` and the fields ``years_min`` and ``years_best``."""

    def __init__(self, *, count_unsectioned: bool = True) -> None:
        self._count_unsectioned = count_unsectioned
        self._modifiers = Modifiers(load_rules(MODIFIERS))

    def __call__(self, doc: Doc) -> Doc:
        """Read the years of one document."""
        lines = read_requirement_lines(text_of(doc))
        judge = DocumentJudge(doc, self._modifiers)
        spans: list[Span] = []
        required: list[frozenset[int]] = []
        for line in lines:
            found = [self._span(doc, judge, line, requirement) for requirement in line.requirements]
            _share_class_of_line(line, found)
            spans += found
            required.append(
                frozenset(
                    n for n, s in enumerate(found) if s._.skillscan_mention_class == "required"
                )
            )
        doc.spans[GROUP] = spans
        years = decide_years(lines, required)
        set_fields(doc, years_min=years.years_min, years_best=years.years_best)
        return doc

    def _span(
        self,
        doc: Doc,
        judge: DocumentJudge,
        line: RequirementLine,
        requirement: ExperienceRequirement,
    ) -> Span:
        """The requirement's span in the document, with its class and its parsed values."""
        quantity = requirement.quantity
        label = str(quantity.low) if quantity.high is None else f"{quantity.low}-{quantity.high}"
        span = token_span(doc, line.start + quantity.start, line.start + quantity.end, label)
        span._.skillscan_mention_class = self._class(judge, span, line, requirement)
        span._.skillscan_rule = requirement.rule
        span._.skillscan_detail = _detail(line, requirement)
        return span

    def _class(
        self,
        judge: DocumentJudge,
        span: Span,
        line: RequirementLine,
        requirement: ExperienceRequirement,
    ) -> MentionClass:
        if judge.is_negated(span):
            return "negated"
        if requirement.is_softened:
            return "preferred"
        section = section_at(span.doc, span.start)
        sentence = _sentence(line, requirement)
        if section == "preferred":
            return "required" if _INSISTING.search(sentence) else "preferred"
        if section in _SECTIONS_NOT_ASKING and not _addresses_candidate(
            line, requirement, sentence
        ):
            return "mentioned"
        if section == "other" and not self._count_unsectioned:
            return "mentioned"
        return "required"


def _share_class_of_line(line: RequirementLine, spans: list[Span]) -> None:
    """Where one requirement of a line is required, those that are only mentioned are so too."""
    if any(span._.skillscan_mention_class == "required" for span in spans):
        for span, requirement in zip(spans, line.requirements, strict=True):
            if span._.skillscan_mention_class == "mentioned" and not requirement.is_softened:
                span._.skillscan_mention_class = "required"


def _sentence(line: RequirementLine, requirement: ExperienceRequirement) -> str:
    """The sentence a requirement stands in."""
    quantity = requirement.quantity
    before, after = contexts(line.text, quantity.start, quantity.end, chars=_SENTENCE_CHARS)
    return before + line.text[quantity.start : quantity.end] + after


def _addresses_candidate(
    line: RequirementLine, requirement: ExperienceRequirement, sentence: str
) -> bool:
    """Whether the sentence of a requirement speaks of the candidate or is a bare demand."""
    before = contexts(line.text, requirement.quantity.start, requirement.quantity.end)[0]
    # A letter right before the number is a heading whose line break was lost.
    if _EXPERIENCE_LABEL.search(before) or find_degrees(sentence):
        return not _OF_THE_EMPLOYER.search(before)
    begins = not before.strip(" •*-–·") or before[-1:].isalpha()
    if begins and requirement.rule == "experience_after":
        return True
    return bool(_ASKING.search(sentence)) and not _OF_THE_EMPLOYER.search(before)


def _detail(line: RequirementLine, requirement: ExperienceRequirement) -> dict[str, object]:
    quantity = requirement.quantity
    found = line.education_paths
    detail: dict[str, object] = {
        "low": quantity.low,
        "high": quantity.high,
        "bound": quantity.bound,
        "scope": requirement.scope,
        "subject": requirement.subject,
    }
    if found is not None:
        detail["alternatives"] = [{"degree": int(p.rank), "years": p.years} for p in found.paths]
    return detail
