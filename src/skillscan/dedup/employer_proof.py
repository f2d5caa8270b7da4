"""What the examples of ``employers.yaml`` mean, for ``skillscan rules check``."""

from skillscan.dedup.employer_rules import note_patterns
from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.proof import Holds


def prove_notes(rules: RuleFile) -> Holds:
    """A note in brackets that the rule of the example takes off, or leaves."""
    patterns = note_patterns(rules)

    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        is_note = bool(patterns[rule.id].fullmatch(example.text.casefold()))
        return is_note != is_counterexample

    return holds
