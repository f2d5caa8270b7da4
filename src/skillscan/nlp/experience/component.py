"""The component that finds statements of experience and sets ``years_min``, ``years_best``.

Every statement becomes a span of ``doc.spans["experience"]``: ``label_`` its years ("5", "3-5"),
``mention_class``, ``rule``, and ``detail`` with ``low``, ``high``, ``bound``, ``scope``,
``subject`` and the alternatives by degree of its line. Statements in sections that do not speak
to the candidate count only where their sentence does.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.context_rule import contexts
from skillscan.nlp.degree.mention import find_degrees
from skillscan.nlp.document import section_at, text_of
from skillscan.nlp.experience.requirement import Statement
from skillscan.nlp.experience.years import Unit, decide, read_units
from skillscan.nlp.finding_span import set_fields, token_span
from skillscan.nlp.reading import MentionClass
from skillscan.nlp.skills.mention_class import class_of

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
_LABEL = re.compile(
    r"(?:experience|expertise|exp|yoe)(?: (?:level|required|needed|range))?\s?[:(–-]{1,2}\s?"
    r"(?:[\w-]+,\s)?$",
    re.IGNORECASE,
)
_INSISTING = re.compile(r"\b(?:must[- ]have|must|required|mandatory)\b", re.IGNORECASE)
_NOT_ASKING = frozenset({"benefits", "equal_opportunity", "about", "process"})


@Language.factory(
    "skillscan_experience",
    default_config={"count_unsectioned": True},
    assigns=["doc.spans"],
    requires=["doc.spans"],
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

    def __call__(self, doc: Doc) -> Doc:
        """Read the years of one document."""
        units = read_units(text_of(doc))
        spans: list[Span] = []
        required: list[frozenset[int]] = []
        for unit in units:
            found = [self._span(doc, unit, statement) for statement in unit.statements]
            _share_asking(unit, found)
            spans += found
            required.append(
                frozenset(n for n, s in enumerate(found) if s._.mention_class == "required")
            )
        doc.spans[GROUP] = spans
        years = decide(units, required)
        set_fields(doc, years_min=years.least, years_best=years.best)
        return doc

    def _span(self, doc: Doc, unit: Unit, statement: Statement) -> Span:
        """The statement's place in the document, with its class and its parsed values."""
        amount = statement.amount
        label = str(amount.low) if amount.high is None else f"{amount.low}-{amount.high}"
        span = token_span(doc, unit.start + amount.start, unit.start + amount.end, label)
        span._.mention_class = self._class(doc, span, unit, statement)
        span._.rule = statement.rule
        span._.detail = _detail(unit, statement)
        return span

    def _class(self, doc: Doc, span: Span, unit: Unit, statement: Statement) -> MentionClass:
        if class_of(doc, span) == "negated":
            return "negated"
        if statement.is_softened:
            return "preferred"
        section = section_at(doc, span.start)
        sentence = _sentence(unit, statement)
        if section == "preferred":
            return "required" if _INSISTING.search(sentence) else "preferred"
        if section in _NOT_ASKING and not _asks(unit, statement, sentence):
            return "mentioned"
        if section == "other" and not self._count_unsectioned:
            return "mentioned"
        return "required"


def _share_asking(unit: Unit, spans: list[Span]) -> None:
    """What one statement of a line asks of the candidate, the others of that line ask too."""
    if any(span._.mention_class == "required" for span in spans):
        for span, statement in zip(spans, unit.statements, strict=True):
            if span._.mention_class == "mentioned" and not statement.is_softened:
                span._.mention_class = "required"


def _sentence(unit: Unit, statement: Statement) -> str:
    """The sentence a statement stands in."""
    amount = statement.amount
    before, after = contexts(unit.text, amount.start, amount.end, chars=_SENTENCE_CHARS)
    return before + unit.text[amount.start : amount.end] + after


def _asks(unit: Unit, statement: Statement, sentence: str) -> bool:
    """Whether the sentence of a statement speaks of the candidate or is a bare demand."""
    before = contexts(unit.text, statement.amount.start, statement.amount.end)[0]
    # A letter right before the number is a heading whose line break was lost.
    if _LABEL.search(before) or find_degrees(sentence):
        return not _OF_THE_EMPLOYER.search(before)
    begins = not before.strip(" •*-–·") or before[-1:].isalpha()
    if begins and statement.rule == "experience_after":
        return True
    return bool(_ASKING.search(sentence)) and not _OF_THE_EMPLOYER.search(before)


def _detail(unit: Unit, statement: Statement) -> dict[str, object]:
    amount = statement.amount
    ways = unit.alternatives
    detail: dict[str, object] = {
        "low": amount.low,
        "high": amount.high,
        "bound": amount.bound,
        "scope": statement.scope,
        "subject": statement.subject,
    }
    if ways is not None:
        detail["alternatives"] = [{"degree": int(w.rank), "years": w.years} for w in ways.ways]
    return detail
