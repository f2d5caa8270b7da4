"""What the examples of ``data/rules/degrees.yaml`` mean, and whether they hold."""

from collections.abc import Sequence
from functools import cached_property

from skillscan.nlp.context_rule import ContextRule, contexts, read_context_rules
from skillscan.nlp.degree.mention import DegreeLevel, DegreeMention
from skillscan.nlp.degree.requirement import CONTEXT_CHARS, DegreeRequirements
from skillscan.nlp.example_sentences import sentence_starts
from skillscan.nlp.experience.requirement_row import RequirementRows
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.folding import folded
from skillscan.rules.proof import Holds, Judge, judged_by_group

_NAMING_GROUPS = ("levels", "generic", "sentence_start")
_CONTEXT_GROUPS = ("refuse", "soften", "substitute")


def prove_degrees(rules: RuleFile) -> Holds:
    """Judges examples by these rules."""
    prover = _Prover(rules)
    return judged_by_group(prover.judges, prover.is_as_whole)


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
        is_looked_at = self._requirements.names.hints.are_in(example.text, folded(example.text))
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
        (context_rule,) = [r for r in self._context_rules[rule.group] if r.name == rule.id]
        return context_rule.matches(before, after)

    @cached_property
    def _context_rules(self) -> dict[str, tuple[ContextRule, ...]]:
        return {group: read_context_rules(self._rules, group) for group in _CONTEXT_GROUPS}

    def is_as_whole(self, rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        """All rules together do to the first degrees what the rule's group does, or do not.

        The degrees of an example that only shows how they are written are asked for, or
        preferred where it says ``is_preferred``.
        """
        if rule.group in _NAMING_GROUPS and not is_counterexample:
            wanted = ("soften",) if example.fields.get("is_preferred") else ()
            return self._classes_of_first(example.text) == wanted
        if rule.group not in _CONTEXT_GROUPS:
            return True
        return (rule.group in self._classes_of_first(example.text)) is not is_counterexample

    def _classes_of_first(self, text: str) -> tuple[str, ...]:
        """The groups that decide on the first degrees of a text."""
        if self._requirements.not_needed(text):
            return ("not_needed", "substitute")  # what is not needed need not be replaced
        groups = self._requirements.groups(text, sentence_starts(text))
        if not groups:
            return ("refuse",) if self._mentions(text) else ()
        if groups[0].is_softened:
            return ("soften",)
        return ("substitute",) if groups[0].is_substituted else ()

    def _joins(self, rule: Rule, example: Example) -> bool:
        """``list``, ``row``: the degrees are one group. ``list_end``, ``wish``: they are several.

        ``without_level``, ``level_in_brackets``, ``level_told``: the first is more than a
        bachelor's. ``on_the_way``: only one that is more is left. ``preferred``: none is. ``must``:
        its words follow a degree. ``subject_only``: they are all that does.
        """
        mentions = self._mentions(example.text)
        if rule.id in ("row", "preferred"):
            rows = RequirementRows(self._rules).read(example.text, [], mentions)
            return len(rows) == (1 if rule.id == "row" else 0)
        if rule.id == "on_the_way":
            asked = self._requirements.groups(example.text, sentence_starts(example.text))
            return len(asked) == 1 and asked[0].lowest > DegreeLevel.BACHELOR
        if rule.id == "subject_only":
            following = example.text[mentions[-1].end :]
            return self._requirements.subject_only.fullmatch(following) is not None
        if rule.id == "must":
            must = self._requirements.must
            return any(must.match(example.text, mention.end) for mention in mentions)
        if rule.id in ("without_level", "level_in_brackets", "level_told"):
            asked = self._requirements.groups(example.text, sentence_starts(example.text))
            return asked[0].lowest > DegreeLevel.BACHELOR
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
