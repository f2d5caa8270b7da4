"""What the examples of ``workplace.yaml`` mean, for ``skillscan rules check``.

``{…}`` in an example stands around what the rule must find; without it anything found will do.
"""

from skillscan.nlp.workplace.evidence import WorkplaceRules
from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.proof import Holds, finds_marked


def prove_workplace(rules: RuleFile) -> Holds:
    """Evidence of a text or a location, stretches of a refusal, labels that stand alone."""
    reader = WorkplaceRules(rules)

    def spans(rule: Rule, text: str) -> list[tuple[int, int]]:
        if rule.group == "refuse":
            return reader.refused(text, rule.id)
        if rule.group == "labels":
            return [(0, len(text))] if reader.is_label(text) else []
        if rule.group == "locations":
            return [(e.start, e.end) for e in reader.of_location(text) if e.rule == rule.id]
        return [(e.start, e.end) for e in reader.evidence(text) if e.rule == rule.id]

    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        return finds_marked(example.text, lambda text: spans(rule, text)) != is_counterexample

    return holds
