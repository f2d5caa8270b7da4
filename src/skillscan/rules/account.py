"""What becomes of an example that does not hold: what it must come to, and what it is read as.

Who reads a rule file tells it in the file's own terms (``ACCOUNTS``); of the others it is told
whose phrases stand in the text.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from skillscan.rules.model import FINDING_SLOTS, Example, Rule, RuleFile

ACCOUNTS: Mapping[str, str] = {
    "headings.yaml": "skillscan.nlp.structure.proof:account_of_headings",
    "modifiers.yaml": "skillscan.nlp.skills.modifier_proof:account_of_modifiers",
    "seniority.yaml": "skillscan.nlp.job_title.proof:account_of_seniority",
    "titles.yaml": "skillscan.nlp.job_title.proof:account_of_titles",
    "workplace.yaml": "skillscan.nlp.workplace.proof:account_of_workplace",
}
"""File name to ``module:function``: from a rule file it makes a function of an example."""
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Account:
    """``expected``: what the example must come to ("be decided by this rule"); ``read``: what the
    rules make of it, and which do.
    """

    expected: str
    read: str


AccountOf = Callable[[Rule, Example, bool], Account]
"""The account of an example of a rule; the last argument says that it is a counterexample."""


def account_of(rules: RuleFile) -> AccountOf:
    """Accounts for the examples of a file."""
    if rules.name not in ACCOUNTS:
        return _phrase_account(rules)
    module, _, function = ACCOUNTS[rules.name].partition(":")
    return getattr(import_module(module), function)(rules)  # type: ignore[no-any-return]


def by_this_rule(is_counterexample: bool) -> str:  # noqa: FBT001 (as AccountOf says)
    """What every example must come to, in its barest words."""
    return "not be caught by this rule" if is_counterexample else "be decided by this rule"


def _phrase_account(rules: RuleFile) -> AccountOf:
    def account(_rule: Rule, example: Example, is_counterexample: bool) -> Account:  # noqa: FBT001
        return Account(by_this_rule(is_counterexample), f"in it {phrases_in(rules, example.text)}")

    return account


def phrases_in(rules: RuleFile, text: str) -> str:
    """Whose phrases stand in a text, in words."""
    found = [rule for rule in rules.all_rules() if may_find(rules, rule)(text)]
    if not found:
        return "stands no phrase of any rule"
    names = ", ".join(f"{rule.group}.{rule.id}" for rule in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"stand phrases of {names}{more}"


def may_find(rules: RuleFile, rule: Rule) -> Callable[[str], bool]:
    """Tells whether any phrase by which a rule finds something may stand in a text."""
    try:
        found = [rules.pattern(rule, slot) for slot in rule.slots if slot in FINDING_SLOTS]
    except re.error:  # a cue is no expression
        return lambda _text: True
    patterns = [pattern for pattern in found if pattern is not None]
    return lambda text: any(pattern.search(text) for pattern in patterns)
