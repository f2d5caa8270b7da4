"""What the examples of ``seniority.yaml`` mean, for ``skillscan rules check``."""

from skillscan.nlp.job_title.occupation_title import plain_title
from skillscan.nlp.job_title.seniority_level import SeniorityRules
from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.proof import Holds


def prove_seniority(rules: RuleFile) -> Holds:
    """Titles and sentences have the level that the rule gives; of no other where it must not."""
    reader = SeniorityRules(rules)

    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001 (as Holds says)
        if rule.group == "text":
            found = reader.of_text(example.text)
            return (found is not None and found.rule == f"text_{rule.id}") != is_counterexample
        found = reader.of_title(plain_title(example.text))
        if rule.group == "several":
            is_caught = found is not None and found.level is None
            return is_caught != is_counterexample
        wanted = example.fields.get("level", rule.fields.get("level"))
        level = found.level if found else None
        if is_counterexample and wanted is None:
            return level is None
        return bool(level == wanted) != is_counterexample

    return holds
