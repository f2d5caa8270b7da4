"""What the examples of ``data/rules/experience.yaml`` mean, and whether they hold."""

from functools import cache, cached_property
from typing import Any

import spacy
from spacy.language import Language

from skillscan.nlp.context_rule import ContextRule, contexts, first_match, read_context_rules
from skillscan.nlp.example_sentences import sentence_starts
from skillscan.nlp.experience.lines import TextLine
from skillscan.nlp.experience.years import RequirementLine, RequirementLineReader
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.rules import Example, Rule, RuleFile, load_rules
from skillscan.rules.proof import Holds, Judge, judged_by_group

_CONTEXT_GROUPS = ("refuse", "accept", "soften")


@cache
def _language() -> Language:
    """A tokenizer: examples are read without the rest of the pipeline."""
    return spacy.blank("en")


def prove_experience(rules: RuleFile) -> Holds:
    """Judges examples by these rules, together with the packaged ones of degrees."""
    prover = _Prover(rules)
    return judged_by_group(prover.judges, prover.is_as_whole)


class _Prover:
    """Makes only what an example asks for: a proof tries many slightly different files."""

    def __init__(self, rules: RuleFile) -> None:
        self._rules = rules
        self.judges: dict[str, Judge] = {
            "amounts": self._is_amount,
            "paths": self._has_paths,
            "position_levels": self._is_level,
            "addressing": self._is_found,
            **dict.fromkeys(_CONTEXT_GROUPS, self._is_caught),
        }

    @cached_property
    def _reader(self) -> RequirementLineReader:
        files = {"experience.yaml": self._rules, "degrees.yaml": load_rules("degrees.yaml")}
        return RequirementLineReader(_language().vocab, files)

    def _line(self, text: str) -> TextLine:
        """The whole text as one line, with its amounts."""
        quantities = self._reader.quantities(_language().make_doc(text))
        return TextLine(
            0, text, tuple(quantities), hints_at_degree=True, sentences=sentence_starts(text)
        )

    def _is_amount(self, _rule: Rule, example: Example) -> bool:
        """The first amount of the text is as the example says; without fields, there is one."""
        line = self._line(example.text)
        if not line.quantities:
            return False
        first = line.quantities[0]
        found: dict[str, Any] = first._asdict()
        found["amount"] = example.text[first.start : first.end]
        return all(found[field] == value for field, value in example.fields.items())

    def _is_caught(self, rule: Rule, example: Example) -> bool:
        """The rule catches the first amount of the text."""
        line = self._line(example.text)
        if not line.quantities:
            return False
        first = line.quantities[0]
        (context_rule,) = [r for r in self._context_rules[rule.group] if r.name == rule.id]
        return context_rule.matches(*contexts(example.text, first.start, first.end, line.sentences))

    def is_as_whole(self, rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        """All rules together do to the first amount what the rule's group does, or do not.

        Of an example of ``accept`` that says ``is_preferred`` the amount is only preferred.
        """
        if rule.group not in _CONTEXT_GROUPS:
            return True
        wanted = "soften" if example.fields.get("is_preferred") else rule.group
        return (self._class_of_first(example.text) == wanted) is not is_counterexample

    def _class_of_first(self, text: str) -> str:
        """The group that decides on the first amount of a text; empty where none does."""
        line = self._line(text)
        if not line.quantities:
            return ""
        start, end = line.quantities[0].start, line.quantities[0].end
        if first_match(self._context_rules["refuse"], *contexts(text, start, end, line.sentences)):
            return "refuse"
        found = [r for r in self._reader.read_line(line).requirements if r.quantity.start == start]
        return ("soften" if found[0].is_softened else "accept") if found else ""

    @cached_property
    def _context_rules(self) -> dict[str, tuple[ContextRule, ...]]:
        return {group: read_context_rules(self._rules, group) for group in _CONTEXT_GROUPS}

    def _read(self, text: str) -> RequirementLine:
        return self._reader.read_line(self._line(text))

    def _has_paths(self, _rule: Rule, example: Example) -> bool:
        """The line has education paths, with these years; a counterexample has none."""
        found = self._read(example.text).education_paths
        if found is None:
            return False
        wanted = (example.fields.get("least"), example.fields.get("best"))
        return wanted in ((None, None), (found.years_min, found.years_best))

    def _is_level(self, rule: Rule, example: Example) -> bool:
        """The first requirement of the line is labelled with the level."""
        return self._read(example.text).levels[:1] == (rule.id,)

    def _is_found(self, rule: Rule, example: Example) -> bool:
        """The phrases are found in the text; those of ``label`` at its end."""
        frame = "%s$" if rule.id == "label" else "%s"
        return bool(
            phrase_pattern(self._rules, rule.group, rule.id, frame=frame).search(example.text)
        )
