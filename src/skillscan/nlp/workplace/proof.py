"""What the examples of ``workplace.yaml`` mean, for ``skillscan rules check``.

``{…}`` in an example stands around what the rule must find; without it anything found will do. All
rules together must give the workplace of the example's rule, and none for an example of a refusal;
of a counterexample they must not give the rule's. Where they rightly give another, ``workplace``
of the example says which. So a phrase that is too wide breaks the examples of other rules.
"""

from skillscan.nlp.workplace.evidence import Tier, WorkplaceRules, decide_workplace
from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.proof import Holds, Judge, finds_marked, judged_by_group, unmarked

_OF_TEXTS = ("rules", "locations")
"""Groups of rules that give a workplace."""


def prove_workplace(rules: RuleFile) -> Holds:
    """Evidence of a text or a location, stretches of a refusal, labels that stand alone."""
    reader = WorkplaceRules(rules)

    def is_evidence(rule: Rule, example: Example) -> bool:
        def spans(text: str) -> list[tuple[int, int]]:
            return [(e.start, e.end) for e in reader.evidence(text) if e.rule == rule.id]

        return finds_marked(example.text, spans)

    def is_location(rule: Rule, example: Example) -> bool:
        def spans(text: str) -> list[tuple[int, int]]:
            return [(e.start, e.end) for e in reader.of_location(text) if e.rule == rule.id]

        return finds_marked(example.text, spans)

    def is_refused(rule: Rule, example: Example) -> bool:
        return finds_marked(example.text, lambda text: reader.refused(text, rule.id))

    def is_label(_rule: Rule, example: Example) -> bool:
        return reader.is_label(unmarked(example.text))

    def gives_workplace(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        if is_counterexample and rule.group not in _OF_TEXTS:
            return True
        read = reader.of_location if rule.group == "locations" else reader.evidence
        least: Tier = "hint" if rule.fields.get("tier") == "hint" else "option"
        given = decide_workplace(read(unmarked(example.text)), least_tier=least)
        if "workplace" in example.fields:
            return bool(given == example.fields["workplace"])
        return bool(given == rule.fields.get("workplace")) is not is_counterexample

    judges: dict[str, Judge] = {
        "rules": is_evidence,
        "locations": is_location,
        "refuse": is_refused,
        "labels": is_label,
    }
    return judged_by_group(judges, gives_workplace)
