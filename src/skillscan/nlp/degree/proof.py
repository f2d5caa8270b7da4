"""What the examples of ``data/rules/degrees.yaml`` mean, and whether they hold."""

from collections.abc import Sequence
from functools import cached_property

from skillscan.nlp.context_rule import contexts, read_context_rules
from skillscan.nlp.degree.mention import DegreeLevel, DegreeMention
from skillscan.nlp.degree.requirement import CONTEXT_CHARS, DegreeRequirements
from skillscan.nlp.example_sentences import sentence_starts
from skillscan.nlp.experience.requirement_row import RequirementRows
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.proof import Holds, Judge, judged_by_group

_CONTEXT_GROUPS = ("refuse", "soften", "substitute")


def prove_degrees(rules: RuleFile) -> Holds:
    """Judges examples by these rules."""
    return judged_by_group(_Prover(rules).judges)


class _Prover:
    """Makes only what an example asks for: a proof tries many slightly different files."""

    def __init__(self, rules: RuleFile) -> None:
        self._rules = rules
        self.judges: dict[str, Judge] = {
            "levels": self._names_level,
            "generic": self._names_degree,
            "not_needed": self._is_found,
            "between": self._joins,
            "asking": self._is_found,
            "sentence_start": self._opens_sentence,
            **dict.fromkeys(_CONTEXT_GROUPS, self._is_caught),
        }

    @cached_property
    def _requirements(self) -> DegreeRequirements:
        return DegreeRequirements(self._rules)

    def _mentions(self, text: str) -> Sequence[DegreeMention]:
        return self._requirements.names.find(text)

    def _names_level(self, rule: Rule, example: Example) -> bool:
        """The text names a degree of the rule's level; a bare "degree" does not."""
        level = DegreeLevel[rule.fields["level"].upper()]
        mentions = self._mentions(example.text)
        return any(m.level == level and not m.is_generic for m in mentions)

    def _names_degree(self, _rule: Rule, example: Example) -> bool:
        """The text names a degree without a level; a counterexample names none at all."""
        mentions = self._mentions(example.text)
        return any(mention.is_generic for mention in mentions) or len(mentions) > 1

    def _is_found(self, rule: Rule, example: Example) -> bool:
        """The phrases are found in the text, which is one that is looked at."""
        is_looked_at = self._requirements.names.hints.search(example.text) is not None
        pattern = phrase_pattern(self._rules, rule.group, rule.id)
        return pattern.search(example.text) is not None and (
            is_looked_at or rule.group != "not_needed"
        )

    def _is_caught(self, rule: Rule, example: Example) -> bool:
        """The rule catches what the text says around its degrees."""
        mentions = self._mentions(example.text)
        if not mentions:
            return False
        start, end = mentions[0].start, mentions[-1].end
        before, after = contexts(
            example.text, start, end, sentence_starts(example.text), chars=CONTEXT_CHARS
        )
        if rule.group == "substitute":
            after = example.text[end : end + CONTEXT_CHARS]
        rules = read_context_rules(self._rules, rule.group)
        return any(r.name == rule.id and r.matches(before, after) for r in rules)

    def _joins(self, rule: Rule, example: Example) -> bool:
        """``list``, ``row``: the degrees are one group. ``list_end``, ``wish``: they are several.

        ``preferred``: no degree of the text is left.
        """
        mentions = self._mentions(example.text)
        if rule.id in ("row", "preferred"):
            rows = RequirementRows(self._rules).read(example.text, [], mentions)
            return len(rows) == (1 if rule.id == "row" else 0)
        groups = self._requirements.grouped(example.text, mentions)
        return (len(groups) == 1) == (rule.id == "list")

    def _opens_sentence(self, rule: Rule, example: Example) -> bool:
        """What stands before the first degree of the text opens a sentence or item."""
        mentions = self._mentions(example.text)
        if not mentions:
            return False
        place, sentences = mentions[0], sentence_starts(example.text)
        before, _ = contexts(example.text, place.start, place.end, sentences)
        pattern = phrase_pattern(self._rules, rule.group, rule.id)
        return pattern.fullmatch(before) is not None
