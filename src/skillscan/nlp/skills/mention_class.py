"""The class of a mention: required, preferred, mentioned or negated.

Decision (docs/annotation-guide.md#skills): the section gives the class a mention starts from; the
modifiers of its sentence change it where it lies in their scope. Outside of requirement lists a
mention is required only where its sentence addresses the candidate and does not describe the
employer or the work. The words that decided are kept as the reason.
"""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.document import REQUIREMENT_SECTIONS, mentions_of, sections_of, text_of
from skillscan.nlp.finding_span import STRUCTURE
from skillscan.nlp.judged_sentence import judged_sentences
from skillscan.nlp.reading import DecidingWords, MentionClass, Reason
from skillscan.nlp.rule_component import RuleComponent
from skillscan.nlp.skills.legend import LegendReader
from skillscan.nlp.skills.modifier_scope import ModifierScope
from skillscan.nlp.skills.modifiers import (
    FILE,
    MAX_SENTENCE_CHARACTERS,
    Modifiers,
    SentenceModifiers,
    negation,
)
from skillscan.rules import RuleFile

_ASKS_FOR_SOMEONE = "addresses_candidate.asks_someone"
_ASKS_EXPOSURE = "addresses_candidate.asks_exposure"
_ASKS_KNOWLEDGE_ABROAD = "addresses_candidate.asks_knowledge_abroad"
_TELL_EMPLOYER = frozenset(
    {"describes_employer.tells_employer", "describes_employer.tells_employer_abroad"}
)
_WISH_OF_WHAT_IS_USED = "modifiers.wish_of_what_is_used"
_OF_ANYONE = frozenset({"about", "benefits", "duties"})
"""In these sections knowledge may be the employer's, or what the job gives."""
_MAX_OFFSETS = {"duties": 60, "benefits": 25, "process": 25, "equal_opportunity": 25}
"""In these sections a word that addresses the candidate counts only so many characters into the
sentence."""


_MAX_LABEL = 25
"""So many characters has a sentence that is only a label: "(Highly preferred)"."""


class Verdict(NamedTuple):
    """The class of a mention, and the words of its sentence that gave it where any did."""

    mention_class: MentionClass
    cue: DecidingWords | None = None
    is_ideal: bool = False
    """Whether the sentence speaks of the ideal candidate, and counts as a wish for that."""


_BY_SECTION = Verdict("required")
_LEAST_BLANKS_OF_TITLE = 2
"""A shorter title may be an item of a list as well: "Machine Learning"."""


class SentenceVerdict:
    """What a sentence says of the mentions in it, in a section; most say the same of all."""

    def __init__(self, section: str, modifiers: SentenceModifiers) -> None:
        self._section = section
        self._modifiers = modifiers
        is_list = section in REQUIREMENT_SECTIONS
        self._asking = None if is_list else _addresses_candidate(section, modifiers)
        self._without_scope = self._outside_scopes()

    def on(self, start: int, end: int) -> Verdict:
        """The class of the mention at ``start:end`` of the sentence."""
        if self._section == "title":
            return self._in_title(start, end)
        if self._asking and self._asking.rule == _ASKS_FOR_SOMEONE and end <= self._asking.start:
            return Verdict("mentioned")  # "Acme is looking for someone" asks for no Acme
        if not self._modifiers.scopes:
            return self._asked_before_employer(start, end) or self._without_scope
        scopes = self._modifiers.scopes_over(start, end)
        if cue := negation(scopes):
            return Verdict("negated", cue)
        is_list = self._section in REQUIREMENT_SECTIONS
        is_requirement = is_list or self._asking is not None
        for scope in scopes:
            rule, cue = scope.modifier.rule, scope.modifier.cue
            is_of_employer = not is_list and not self._stands_before_employer(cue.start, end)
            if rule.effect == "by_section":
                return self._without_scope._replace(cue=cue)
            if is_of_employer and self._is_said_of_its_own(scope):
                return Verdict(rule.effect, cue)
            if not is_of_employer and (is_requirement or not rule.needs_requirement_context):
                return Verdict(rule.effect, cue)
        return self._asked_before_employer(start, end) or self._without_scope

    def _asked_before_employer(self, start: int, end: int) -> Verdict | None:
        """A demand for what stands before the words of the employer.

        "Experience with build pipelines - we use Jenkins" asks for the first.
        """
        employer = self._modifiers.describes_employer
        if self._asking is None or employer is None or employer.rule not in _TELL_EMPLOYER:
            return None
        is_demand = self._asking.start <= start and end <= employer.start
        return Verdict("required", self._asking) if is_demand else None

    def _in_title(self, start: int, end: int) -> Verdict:
        """A title names what the job is about, but for what it says is required.

        "Engineer (Mandatory skills: Go)"
        """
        for scope in self._modifiers.scopes_over(start, end):
            if scope.modifier.rule.effect == "required":
                return Verdict("required", scope.modifier.cue)
        return self._without_scope

    def _stands_before_employer(self, cue: int, end: int) -> bool:
        """Whether words and the mention they speak of come before those of the employer.

        "We seek an engineer with Go to join our platform team" asks for Go.
        """
        employer = self._modifiers.describes_employer
        return employer is None or max(cue, end) <= employer.start

    def _is_said_of_its_own(self, scope: ModifierScope) -> bool:
        """Whether a demand or a wish stands apart from what the employer does, or is of that.

        "We use Go, looking for someone with strong SQL" asks for SQL; "Write code for our mill
        (languages such as Go are a plus)" and "We use Go, so knowing it helps" wish for Go.
        """
        modifier = scope.modifier
        rule = modifier.rule
        if rule.name == _WISH_OF_WHAT_IS_USED:
            return True
        if rule.effect == "preferred" and not rule.needs_requirement_context:
            return self._modifiers.opens_bracket(scope.start)
        is_demand = rule.effect == "required" and rule.direction == "after"
        return is_demand and self._modifiers.opens_clause(modifier.start)

    def _outside_scopes(self) -> Verdict:
        """The class of a mention that no modifier speaks of."""
        section = self._section
        if section == "title":
            return Verdict("mentioned")
        if section not in REQUIREMENT_SECTIONS and self._asking is None:
            return Verdict("mentioned")
        employer = self._modifiers.describes_employer
        if section in REQUIREMENT_SECTIONS:
            if employer and employer.start == 0 and self._modifiers.addresses_candidate is None:
                return Verdict("mentioned", employer)
            return Verdict(cast("MentionClass", section))
        return Verdict("mentioned", employer) if employer else Verdict("required", self._asking)


def _addresses_candidate(section: str, modifiers: SentenceModifiers) -> DecidingWords | None:
    """The words by which the sentence does so, early enough for its section."""
    cue = modifiers.addresses_candidate
    if cue and section == "benefits" and cue.rule == _ASKS_EXPOSURE:
        return None
    if cue and section in _OF_ANYONE and cue.rule == _ASKS_KNOWLEDGE_ABROAD:
        return None
    return cue if cue and cue.start <= _MAX_OFFSETS.get(section, cue.start) else None


class DocumentJudge:
    """Judges the mentions of one document; sections and sentences are read once."""

    def __init__(self, doc: Doc, modifiers: Modifiers) -> None:
        self._text = text_of(doc)
        self._modifiers = modifiers
        self._sentences = judged_sentences(doc)
        self._sections = sections_of(doc)
        self._has_requirements = "required" in self._sections.labels
        title = self._text[: max(self._text.find("\n"), 0)].strip()
        self._title = title if title.count(" ") >= _LEAST_BLANKS_OF_TITLE else ""
        self._known: dict[int, tuple[int, SentenceModifiers]] = {}
        self._verdicts: dict[tuple[int, str], tuple[SentenceVerdict, Verdict | None, int]] = {}
        self._known_to_negate: dict[int, bool] = {}
        self._following: dict[int, int | None] = {}
        self._known_next: dict[int, tuple[Verdict, int] | None] = {}

    def judge(self, span: Span) -> tuple[Verdict, int]:
        """The verdict on a span, and where its sentence begins (cues count from there)."""
        token = span.start
        number, section = self._sentences.number(token), self._section(token)
        known = self._verdicts.get((number, section))
        if known is None:
            known = self._verdicts[number, section] = self._of_sentence(number, section)
        sentence, of_ideal, begin = known
        verdict = sentence.on(span.start_char - begin, span.end_char - begin)
        if section != "title" and self._may_be_said_next(number, verdict):
            return self._what_is_said_next(number) or (verdict, begin)
        if of_ideal and verdict.cue is None:
            return of_ideal, begin
        if verdict == _BY_SECTION and self._repeats_title(span):
            return Verdict("mentioned"), begin
        return verdict, begin

    def _repeats_title(self, span: Span) -> bool:
        """Whether a span's line is the title told again, as boards do below the last list."""
        text, title = self._text, self._title
        if not title:
            return False
        start = text.rfind("\n", 0, span.start_char) + 1
        end = text.find("\n", span.end_char)
        return text[start : end if end >= 0 else len(text)].strip() == title

    def _of_sentence(
        self, number: int, section: str
    ) -> tuple[SentenceVerdict, Verdict | None, int]:
        """What a sentence says in a section, what it says as a wish for the ideal candidate, and
        where it begins.
        """
        begin, modifiers = self._modifiers_of(number)
        if not self._is_wish_for_the_ideal(section, modifiers):
            return SentenceVerdict(section, modifiers), None, begin
        wish = Verdict("preferred", modifiers.ideal_candidate, is_ideal=True)
        return SentenceVerdict("preferred", modifiers), wish, begin

    def _may_be_said_next(self, number: int, verdict: Verdict) -> bool:
        """Whether the next sentence may decide: of what is only mentioned, and as a mere label of
        what a list asks for ("• Years of Go and Rust. (Preferred)").
        """
        if verdict.mention_class == "mentioned":
            return True
        if verdict.mention_class != "required" or verdict.cue is not None:
            return False
        behind = self._next_on_line(number)
        if behind is None:
            return False
        begin, end = self._sentences.place(behind)
        return end - begin <= _MAX_LABEL

    def _next_on_line(self, number: int) -> int | None:
        """The sentence behind another on its line, if any."""
        if number not in self._following:
            self._following[number] = self._sentences.next_on_line(number)
        return self._following[number]

    def _what_is_said_next(self, number: int) -> tuple[Verdict, int] | None:
        """``_said_next``, worked out once a sentence."""
        if number not in self._known_next:
            self._known_next[number] = self._said_next(number)
        return self._known_next[number]

    def _said_next(self, number: int) -> tuple[Verdict, int] | None:
        """What the next sentence says of a sentence, and where that begins.

        "We use Go. Experience with it is a plus."
        """
        behind = self._next_on_line(number)
        if behind is None:
            return None
        begin, modifiers = self._modifiers_of(behind)
        said = modifiers.said_of_before()
        if said is None or said.modifier.rule.effect == "by_section":
            return None
        return Verdict(said.modifier.rule.effect, said.modifier.cue), begin

    def negation_of(self, span: Span) -> DecidingWords | None:
        """The words of its sentence that say that a span is not needed; of the document."""
        number = self._sentences.number(span.start)
        if self._section(span.start) == "title" or not self._may_negate(number):
            return None
        begin, modifiers = self._modifiers_of(number)
        scopes = modifiers.scopes_over(span.start_char - begin, span.end_char - begin)
        cue = negation(scopes)
        return DecidingWords(cue.rule, begin + cue.start, begin + cue.end) if cue else None

    def _may_negate(self, sentence: int) -> bool:
        if sentence not in self._known_to_negate:
            begin, end = self._sentences.place(sentence)
            words = self._text[begin : min(end, begin + MAX_SENTENCE_CHARACTERS)]
            self._known_to_negate[sentence] = self._modifiers.may_negate(words)
        return self._known_to_negate[sentence]

    def _is_wish_for_the_ideal(self, section: str, modifiers: SentenceModifiers) -> bool:
        return (
            section not in REQUIREMENT_SECTIONS
            and self._has_requirements
            and modifiers.ideal_candidate is not None
            and _addresses_candidate(section, modifiers) is not None
        )

    def _modifiers_of(self, number: int) -> tuple[int, SentenceModifiers]:
        """Where a sentence begins, and its modifiers."""
        if number not in self._known:
            begin, end = self._sentences.place(number)
            self._known[number] = (begin, self._modifiers.read(self._text[begin:end]))
        return self._known[number]

    def _section(self, token: int) -> str:
        place = bisect_right(self._sections.starts, token) - 1
        return self._sections.labels[place] if place >= 0 else "other"


@Language.factory(
    "skillscan_mention_class",
    default_config={"own_rules": None},
    requires=[*STRUCTURE, "span._.skillscan_rule"],
    assigns=["span._.skillscan_mention_class", "span._.skillscan_reason"],
)
def create_mention_class(nlp: Language, name: str, own_rules: str | None) -> "MentionClassifier":  # noqa: ARG001
    """The component under its registered name; ``own_rules``: a folder of own rule files."""
    return MentionClassifier(own_rules)


class MentionClassifier(RuleComponent):
    """Sets class and reason of each span of ``doc.spans["skills"]``.

    ``span._.skillscan_reason`` gets the words that decided; where the section alone did, it stays.
    """

    rule_files = (FILE,)

    def prepare(self, rules: Mapping[str, RuleFile]) -> None:
        """Compile the rules."""
        self._modifiers = Modifiers(rules[FILE])
        self._legends = LegendReader(rules[FILE])

    def __call__(self, doc: Doc) -> Doc:
        """Class every skill mention of one document."""
        mentions = mentions_of(doc)
        if not mentions:
            return doc
        if legend := self._legends.read(text_of(doc)):
            mentions = [m for m in mentions if not legend.is_mark(m[0].start_char, m[0].end_char)]
            mentions_of.put(doc, [span for span, _ in mentions], mentions)
        judge = DocumentJudge(doc, self._modifiers)
        last, reason = (Verdict("mentioned"), -1), Reason()
        # "AWS, GCP or Azure (GCP preferred)" asks for the cloud, and only wishes for GCP.
        wished: dict[tuple[int, int], tuple[Reason, str]] = {}
        asked: list[tuple[dict[str, Any], tuple[int, int], Span]] = []
        for span, values in mentions:
            verdict, begin = judge.judge(span)
            row = legend.row(span.start_char) if legend else None
            if row and verdict.mention_class != "negated":
                verdict, begin = Verdict(row.mention_class, row.mark), 0
            values["mention_class"] = verdict.mention_class
            if verdict.cue is not None:
                if last[0] is not verdict or last[1] != begin:
                    last, reason = (verdict, begin), _reason(verdict, begin)
                values["reason"] = reason
                if verdict.mention_class == "preferred":
                    wished[span.label, begin] = reason, span.text.casefold()
            elif verdict.mention_class == "required":
                asked.append((values, (span.label, begin), span))
        for values, said_again, span in asked if wished else ():
            wish, wished_words = wished.get(said_again, (None, ""))
            if wish and not _is_more_special(wished_words, span.text.casefold()):
                values |= {"mention_class": "preferred", "reason": wish}
        return doc


def _is_more_special(words: str, than: str) -> bool:
    """Whether a wish is for a part of what is asked: "Spark (PySpark preferred)", "SQL (T-SQL
    preferred)", not for one of several of a kind: "German GAAP (US-GAAP preferred)".
    """
    if words == than or than not in words:
        return False
    is_dialect = words[1:] == f"-{than}"
    return is_dialect or not words.endswith((f" {than}", f"-{than}"))


def _reason(verdict: Verdict, begin: int) -> Reason:
    reason: Reason = verdict.cue.as_reason(begin) if verdict.cue else {}
    if verdict.is_ideal:
        reason["section"] = "preferred"
    return reason
