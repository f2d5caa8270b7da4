"""What the examples of ``seniority.yaml`` and ``titles.yaml`` mean, for ``rules check``."""

from skillscan.nlp.job_title.occupation_title import (
    TITLES_FILE,
    TitleOccupation,
    TitleRules,
    plain_title,
)
from skillscan.nlp.job_title.seniority_level import SeniorityLevel, SeniorityRules
from skillscan.nlp.phrase_rule import PhraseRule, phrase_rules
from skillscan.rules import Example, Rule, RuleFile, load_rules
from skillscan.rules.account import Account, AccountOf, by_this_rule, phrases_in
from skillscan.rules.proof import Holds, finds_marked, judged_by_group, unmarked

_OCCUPATIONS = {"other_first": "other", "test_first": "software_engineer"}
"""What the rules of these groups give."""


def prove_seniority(rules: RuleFile) -> Holds:
    """Titles and sentences have the level that the rule gives; of no other where it must not."""
    reader = SeniorityRules(rules, load_rules(TITLES_FILE))

    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001 (as Holds says)
        if rule.group in ("text", "field"):
            found = reader.of_text(example.text)
            by_rule = "text_field" if rule.group == "field" else f"text_{rule.id}"
            return (found is not None and found.rule == by_rule) != is_counterexample
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


def account_of_seniority(rules: RuleFile) -> AccountOf:
    """Tells the level that a title or sentence is read as, and the rule that gives it."""
    reader = SeniorityRules(rules, load_rules(TITLES_FILE))

    def account(rule: Rule, example: Example, is_counterexample: bool) -> Account:  # noqa: FBT001
        is_text = rule.group in ("text", "field")
        text = example.text if is_text else plain_title(example.text)
        found = reader.of_text(text) if is_text else reader.of_title(text)
        wanted = example.fields.get("level", rule.fields.get("level"))
        expected = by_this_rule(is_counterexample)
        if wanted:
            expected += f", {'nor' if is_counterexample else 'and'} have the level {wanted}"
        return Account(
            expected, _read_as((found.level if found else None) or "several levels", found)
        )

    return account


def account_of_titles(rules: RuleFile) -> AccountOf:
    """Tells the occupation that a title is read as, and the rule that names it."""
    titles = TitleRules(rules)

    def account(rule: Rule, example: Example, is_counterexample: bool) -> Account:  # noqa: FBT001
        found = titles.of_title(unmarked(example.text))
        of_rule = rule.fields.get("occupation", _OCCUPATIONS.get(rule.group))
        wanted = example.fields.get("occupation", of_rule)
        expected = by_this_rule(is_counterexample)
        if wanted and not is_counterexample:
            expected += f", and have the occupation {wanted}"
        read = _read_as(found.occupation if found else "", found)
        return Account(expected, f"{read}; in it {phrases_in(rules, plain_title(example.text))}")

    return account


def _read_as(value: str, found: TitleOccupation | SeniorityLevel | None) -> str:
    return f"it is read as {value}, by {found.rule}" if found else "it is read as nothing"


def prove_titles(rules: RuleFile) -> Holds:
    """Titles and words that the rule of an example finds; ``{…}`` stands around what it finds.

    A title of a rule that gives an occupation has that one by all rules together (or the one that
    the example says).
    """
    titles = TitleRules(rules)
    every = {
        (group, rule.id): rule for group in rules.groups for rule in phrase_rules(rules, group)
    }

    def is_found(rule: Rule, example: Example) -> bool:
        used = every[rule.group, rule.id]
        return finds_marked(example.text, lambda text: _spans(used, text))

    def has_occupation(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        gives_occupation = rule.group in _OCCUPATIONS or rule.group == "occupations"
        if is_counterexample or not gives_occupation:
            return True
        of_rule = rule.fields.get("occupation", _OCCUPATIONS.get(rule.group))
        found = titles.of_title(unmarked(example.text))
        wanted = example.fields.get("occupation", of_rule)
        return found is not None and bool(found.occupation == wanted)

    return judged_by_group(dict.fromkeys(rules.groups, is_found), has_occupation)


def _spans(rule: PhraseRule, text: str) -> list[tuple[int, int]]:
    title = plain_title(text)
    if rule.is_taken_back(title):
        return []
    return [match.span() for match in rule.pattern.finditer(title)]
