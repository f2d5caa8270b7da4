"""The component that finds requirements of experience and sets ``years_min``, ``years_best``.

Every requirement becomes a span of ``doc.spans["experience"]``: ``label_`` its years ("5", "3-5"),
``mention_class``, ``rule``, and ``detail`` with ``low``, ``high``, ``bound``, ``scope``,
``subject`` and the education paths of its line (``alternatives``). Those in sections that do not
address the candidate count only where their sentence does.
"""

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from skillscan.nlp.context_rule import contexts, phrase_pattern
from skillscan.nlp.document import section_at
from skillscan.nlp.experience.requirement import ExperienceRequirement
from skillscan.nlp.experience.years import (
    RULE_FILES,
    RequirementLine,
    RequirementLineReader,
    decide_years,
)
from skillscan.nlp.finding_span import FINDING_ATTRIBUTES, STRUCTURE, set_fields, token_span
from skillscan.nlp.reading import MentionClass
from skillscan.nlp.rule_component import RuleComponent
from skillscan.nlp.skills.mention_class import DocumentJudge
from skillscan.nlp.skills.modifiers import FILE as MODIFIERS
from skillscan.nlp.skills.modifiers import Modifiers
from skillscan.rules import RuleFile

GROUP = "experience"
_SENTENCE_CHARS = 260
_SECTIONS_NOT_ASKING = frozenset({"benefits", "equal_opportunity", "about", "process"})


@Language.factory(
    "skillscan_experience",
    default_config={"count_unsectioned": True, "own_rules": None},
    assigns=FINDING_ATTRIBUTES,
    requires=STRUCTURE,
)
def create_experience(
    nlp: Language,
    name: str,  # noqa: ARG001
    *,
    count_unsectioned: bool,
    own_rules: str | None,
) -> "ExperienceReader":
    """The component; ``count_unsectioned``: years outside any known section are required."""
    return ExperienceReader(nlp.vocab, own_rules, count_unsectioned=count_unsectioned)


class ExperienceReader(RuleComponent):
    """Sets ``doc.spans["experience"]`` and the fields ``years_min`` and ``years_best``."""

    rule_files = (*RULE_FILES, MODIFIERS)

    def __init__(
        self, vocab: Vocab, own_rules: str | None = None, *, count_unsectioned: bool = True
    ) -> None:
        self._vocab = vocab
        self._count_unsectioned = count_unsectioned
        super().__init__(own_rules)

    def prepare(self, rules: Mapping[str, RuleFile]) -> None:
        """Make the readers of these rules."""
        experience = rules["experience.yaml"]
        self._modifiers = Modifiers(rules[MODIFIERS])
        self._reader = RequirementLineReader(self._vocab, rules)
        self._candidate = phrase_pattern(experience, "addressing", "candidate")
        self._employer = phrase_pattern(experience, "addressing", "employer")
        self._label = phrase_pattern(experience, "addressing", "label", frame="%s$")
        self._insisting = phrase_pattern(experience, "addressing", "insisting")

    def settings(self) -> dict[str, object]:
        """Whether years outside any known section are required."""
        return {"count_unsectioned": self._count_unsectioned}

    def restore(self, settings: Mapping[str, object]) -> None:
        """Take over what ``settings`` gave."""
        self._count_unsectioned = bool(settings["count_unsectioned"])

    def __call__(self, doc: Doc) -> Doc:
        """Read the years of one document."""
        lines = self._reader.read(doc)
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
            return "required" if self._insisting.search(sentence) else "preferred"
        if section in _SECTIONS_NOT_ASKING and not self._addresses_candidate(
            line, requirement, sentence
        ):
            return "mentioned"
        if section == "other" and not self._count_unsectioned:
            return "mentioned"
        return "required"

    def _addresses_candidate(
        self, line: RequirementLine, requirement: ExperienceRequirement, sentence: str
    ) -> bool:
        """Whether the sentence of a requirement speaks of the candidate or is a bare demand."""
        before = contexts(line.text, requirement.quantity.start, requirement.quantity.end)[0]
        # A letter right before the number is a heading whose line break was lost.
        if self._label.search(before) or self._reader.degrees.find(sentence):
            return not self._employer.search(before)
        begins = not before.strip(" •*-–·") or before[-1:].isalpha()
        if begins and requirement.rule == "experience_after":
            return True
        return bool(self._candidate.search(sentence)) and not self._employer.search(before)


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
