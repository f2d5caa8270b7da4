"""What is said of a file that does not fit: the field, the nearest right word, the limit."""

from pathlib import Path

import pytest

from skillscan.rules.loading import load_rules
from skillscan.rules.source import RuleError
from skillscan.taxonomy.loading import load_taxonomy

PROOFS = "examples: [a], counterexamples: [b]"
MODIFIER = "effect: preferred, direction: before, scope: clause, phrases: [zorb]"


@pytest.mark.parametrize(
    ("file", "rule", "said"),
    [
        ("workplace", f"id: a, workplac: remote, tier: job, phrases: [a], {PROOFS}",
         "no field is called 'workplac'; did you mean workplace? known are: after, "),
        ("workplace", f"id: a, tier: job, phrases: [a], {PROOFS}",
         "a: lacks `workplace`: one of remote, hybrid, onsite"),
        ("workplace", f"id: a, workplace: remote, tier: compny, phrases: [a], {PROOFS}",
         "tier: 'compny' is not one of days, job, company, place, option, hint; "
         "did you mean company?"),
        ("workplace", f"id: a, workplace: remote, tier: job, phrases: a, {PROOFS}",
         "phrases: 'a' is not a list"),
        ("workplace", f"id: A-b, workplace: remote, tier: job, phrases: [a], {PROOFS}",
         "id: 'A-b' does not fit: small letters, digits and _"),
        ("workplace", "id: a, workplace: remote, tier: job, phrases: [a], counterexamples: [b]",
         "a: has no example: give at least one text"),
        ("modifiers", f"id: a, {MODIFIER}, examples: [a]", "a: has no counterexample: give"),
        ("modifiers", f"id: a, {MODIFIER}, exmaples: [a]", "did you mean examples?"),
        ("modifiers", f"id: a, {MODIFIER}, examples: [5], counterexamples: [b]",
         "examples: 5 is not a text or a mapping of fields"),
        ("modifiers", f"id: a, {MODIFIER}, examples: [{{txt: a}}], counterexamples: [b]",
         "examples: lacks `text`"),
        ("modifiers", f"id: a, {MODIFIER}, examples: [Plus: Go], counterexamples: [b]",
         "examples: 'Plus: Go' is read as a field and its value: put the text in quotes"),
        ("modifiers", f"id: a, {MODIFIER}, examples: [a], counterexamples: [Plus: ]",
         "counterexamples: 'Plus:' is read as a field and its value: put the text in quotes"),
    ],
)  # fmt: skip
def test_a_rule_that_does_not_fit(tmp_path: Path, file: str, rule: str, said: str) -> None:
    """A newcomer would read "is not valid under any of the given schemas"."""
    group = {"workplace": "rules"}.get(file, file)
    (tmp_path / f"{file}.yaml").write_text(f"{group}:\n  - {{{rule}}}\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rules(f"{file}.yaml", tmp_path)
    assert said in str(caught.value)


SKILL = "id: tam, label: Tam, reference: 'https://x.org'"


@pytest.mark.parametrize(
    ("skill", "said"),
    [
        (f"{SKILL}, alias: [Tam]", "no field is called 'alias'; did you mean aliases?"),
        (SKILL, "lacks `aliases` or `exact`: one of them is needed"),
        (f"id: tam, label: {'y' * 90}, reference: 'https://x.org', aliases: [Tam]",
         "label: has at most 80 characters, this one 90"),
        ("id: Tam, label: Tam, reference: 'https://x.org', aliases: [Tam]",
         "id: 'Tam' does not fit: small letters"),
        ("id: tam, label: Tam, reference: tam.org, aliases: [Tam]",
         "reference: 'tam.org' does not fit: the address of a page"),
        (f"{SKILL}, exact: [{{text: Tam, when: [{{besid: [x]}}]}}]",
         "no field is called 'besid'; did you mean beside?"),
        (f"{SKILL}, exact: [{{text: Tam, when: [{{near: [x], chars: 900}}]}}]",
         "chars: 900 must be at most 200"),
        (f"{SKILL}, exact: [{{text: Tam, when: [plain]}}]",
         "when: 'plain' does not fit: a pattern with _ for the mention"),
        (f"{SKILL}, aliases: [5]", "aliases: 5 is not a text or a mapping of fields"),
    ],
)  # fmt: skip
def test_a_skill_that_does_not_fit(tmp_path: Path, skill: str, said: str) -> None:
    """The same, of a skill."""
    (tmp_path / "taxonomy").mkdir()
    content = f"category: infrastructure\nskills:\n  - {{{skill}}}\n"
    (tmp_path / "taxonomy" / "own.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_taxonomy(tmp_path)
    assert said in str(caught.value)
