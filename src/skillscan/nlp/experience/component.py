"""The component that finds requirements of experience and sets ``years_min``, ``years_best``.

Every requirement becomes a span of ``doc.spans["experience"]``: ``label_`` its years ("5", "3-5"),
``mention_class``, ``rule``, and ``detail`` with ``low``, ``high``, ``bound``, ``scope``,
``subject`` and the education paths of its line (``alternatives``). Those in sections that do not
address the candidate count only where their sentence does.
"""

import re
from collections.abc import Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from skillscan.nlp.context_rule import contexts, sentence_around
from skillscan.nlp.document import section_at, set_span_values
from skillscan.nlp.experience.requirement import ExperienceRequirement
from skillscan.nlp.experience.years import (
    RULE_FILES,
    RequirementLine,
    RequirementLineReader,
    decide_years,
)
from skillscan.nlp.finding_span import FINDING_ATTRIBUTES, STRUCTURE, set_fields, token_span
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.nlp.reading import DecidingWords, MentionClass
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
        super().__init__(own_rules, count_unsectioned=count_unsectioned)

    def prepare(self, rules: Mapping[str, RuleFile]) -> None:
        """Make the readers of these rules."""
        experience = rules["experience.yaml"]
        self._modifiers = Modifiers(rules[MODIFIERS])
        self._reader = RequirementLineReader(self._vocab, rules)
        self._candidate = phrase_pattern(experience, "addressing", "candidate")
        self._employer = phrase_pattern(experience, "addressing", "employer")
        self._label = phrase_pattern(experience, "addressing", "label", frame="%s$")
        self._insisting = phrase_pattern(experience, "addressing", "insisting")
        self._closing_wish = phrase_pattern(experience, "addressing", "closing_wish")

    def __call__(self, doc: Doc) -> Doc:
        """Read the years of one document."""
        lines = self._reader.read(doc)
        doc.spans[GROUP], required = self._findings(doc, lines) if lines else ([], [])
        years = decide_years(lines, required)
        set_fields(doc, years_min=years.years_min, years_best=years.years_best)
        return doc

    def _findings(
        self, doc: Doc, lines: Sequence[RequirementLine]
    ) -> tuple[list[Span], list[frozenset[int]]]:
        """The spans of all requirements, and of each line the numbers of the required ones."""
        judge = DocumentJudge(doc, self._modifiers)
        spans: list[Span] = []
        required: list[frozenset[int]] = []
        for line in lines:
            judged = [self._judged(doc, judge, line, found) for found in line.requirements]
            classes = _shared_in_line(line, [mention_class for _, mention_class, _ in judged])
            for number, (span, _, cue) in enumerate(judged):
                _write(span, line, line.requirements[number], classes[number], cue)
                spans.append(span)
            required.append(frozenset(n for n, found in enumerate(classes) if found == "required"))
        return spans, required

    def _judged(
        self,
        doc: Doc,
        judge: DocumentJudge,
        line: RequirementLine,
        requirement: ExperienceRequirement,
    ) -> tuple[Span, MentionClass, DecidingWords | None]:
        """The requirement's span in the document, its class, and the words that gave it."""
        quantity = requirement.quantity
        label = str(quantity.low) if quantity.high is None else f"{quantity.low}-{quantity.high}"
        span = token_span(doc, line.start + quantity.start, line.start + quantity.end, label)
        return span, *self._class(judge, span, line, requirement)

    def _class(
        self,
        judge: DocumentJudge,
        span: Span,
        line: RequirementLine,
        requirement: ExperienceRequirement,
    ) -> tuple[MentionClass, DecidingWords | None]:
        """The class, and the words of the document that gave it where its section did not."""
        if negation := judge.negation_of(span):
            return "negated", negation
        if softened := requirement.softened_by:
            return "preferred", _moved(softened, line.start)
        if wish := self._closing_mark(line, requirement):
            return "preferred", wish
        section = section_at(span.doc, span.start)
        if section == "preferred":
            insisting = self._in_sentence("insisting", self._insisting, line, requirement)
            return ("required", insisting) if insisting else ("preferred", None)
        if section in _SECTIONS_NOT_ASKING:
            asks, cue = self._addresses_candidate(line, requirement)
            return ("required" if asks else "mentioned"), cue
        if section == "other" and not self.settings["count_unsectioned"]:
            return "mentioned", None
        return "required", None

    def _addresses_candidate(
        self, line: RequirementLine, requirement: ExperienceRequirement
    ) -> tuple[bool, DecidingWords | None]:
        """Whether the sentence of a requirement speaks of the candidate or is a bare demand, and
        the words that say so.
        """
        quantity = requirement.quantity
        before = contexts(line.text, quantity.start, quantity.end, line.sentences)[0]
        start, end = _sentence(line, requirement)
        speaks_of_employer = self._employer.search(before) is not None
        # A letter right before the number is a heading whose line break was lost.
        if self._label.search(before) or self._reader.degrees.find(line.text[start:end]):
            return not speaks_of_employer, None
        begins = not before.strip(" •*-–·") or before[-1:].isalpha()
        if begins and requirement.rule == "experience_after":
            return True, None
        cue = self._in_sentence("candidate", self._candidate, line, requirement)
        asks = cue is not None and not speaks_of_employer
        return asks, cue if asks else None

    def _closing_mark(
        self, line: RequirementLine, requirement: ExperienceRequirement
    ) -> DecidingWords | None:
        """The mark at the end of a requirement's sentence that makes all of it a wish."""
        first, end = requirement.quantity.end, _sentence(line, requirement)[1]
        match = self._closing_wish.search(line.text[first:end])
        if match is None:
            return None
        first += line.start
        return DecidingWords("addressing.closing_wish", first + match.start(), first + match.end())

    @staticmethod
    def _in_sentence(
        rule: str,
        pattern: re.Pattern[str],
        line: RequirementLine,
        requirement: ExperienceRequirement,
    ) -> DecidingWords | None:
        """The first words of a rule in the sentence of a requirement, of the document."""
        start, end = _sentence(line, requirement)
        match = pattern.search(line.text[start:end])
        if match is None:
            return None
        first = line.start + start
        return DecidingWords(f"addressing.{rule}", first + match.start(), first + match.end())


def _moved(cue: DecidingWords, by: int) -> DecidingWords:
    return cue._replace(start=cue.start + by, end=cue.end + by)


def _shared_in_line(line: RequirementLine, classes: list[MentionClass]) -> list[MentionClass]:
    """Where one requirement of a line is required, those that are only mentioned are so too."""
    if "required" not in classes:
        return classes
    return [
        "required" if found == "mentioned" and not requirement.is_softened else found
        for found, requirement in zip(classes, line.requirements, strict=True)
    ]


def _write(
    span: Span,
    line: RequirementLine,
    requirement: ExperienceRequirement,
    mention_class: MentionClass,
    cue: DecidingWords | None,
) -> None:
    """Set what is known of a requirement's span."""
    set_span_values(
        span,
        mention_class=mention_class,
        rule=requirement.rule,
        detail=_detail(line, requirement),
        **({"reason": cue.as_reason(0)} if cue is not None else {}),
    )


def _sentence(line: RequirementLine, requirement: ExperienceRequirement) -> tuple[int, int]:
    """The sentence a requirement stands in, as far as it is looked at; offsets of the line."""
    quantity = requirement.quantity
    start, end = sentence_around(line.text, quantity.start, quantity.end, line.sentences)
    return max(start, quantity.start - _SENTENCE_CHARS), min(end, quantity.end + _SENTENCE_CHARS)


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
