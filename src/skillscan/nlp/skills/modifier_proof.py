"""What the examples of ``modifiers.yaml`` prove (``rules.proof``).

An example is a sentence in a section with marks ``[Name=class]``. Each mark must get its class. One
of them must get it by the example's rule; in a counterexample none may.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from skillscan.nlp.reading import MentionClass
from skillscan.nlp.skills.mention_class import SentenceVerdict, Verdict
from skillscan.nlp.skills.modifiers import Modifiers
from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.account import Account, AccountOf
from skillscan.rules.proof import Holds

_MARK = re.compile(r"\[([^\]=]+)=(\w+)\]")


class Mark(NamedTuple):
    """A mention in the sentence of an example, and the class it must get."""

    start: int
    end: int
    mention_class: MentionClass


WHOLE_SENTENCE = {
    "ideal_candidate": "speak of the ideal candidate",
    "refers_back": "speak of what the sentence before it named",
}
"""Groups whose examples have no marks: what a sentence must do to be caught."""


def prove_modifiers(rules: RuleFile) -> Holds:
    """Every mark gets its class; the example's rule decides one, a counterexample's none."""
    modifiers = Modifiers(rules)

    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        if rule.group in WHOLE_SENTENCE:
            return _is_caught(modifiers, rule, example) != is_counterexample
        marks = _judged(modifiers, example)
        if any(verdict.mention_class != mark.mention_class for mark, verdict in marks):
            return False
        if rule.group == "scopes":
            return True
        return any(_is_by(rule, verdict) for _, verdict in marks) != is_counterexample

    return holds


def account_of_modifiers(rules: RuleFile) -> AccountOf:
    """Tells of each mark its class and what decided it, and the class that it must get."""
    modifiers = Modifiers(rules)

    def account(rule: Rule, example: Example, is_counterexample: bool) -> Account:  # noqa: FBT001
        if rule.group in WHOLE_SENTENCE:
            words = WHOLE_SENTENCE[rule.group]
            expected = f"not {words}" if is_counterexample else words
            return Account(expected, "it does" if is_counterexample else "it does not")
        text, marks = unmarked(example.text)
        wanted = ", ".join(f"{text[m.start : m.end]} {m.mention_class}" for m in marks)
        by = ", and not by" if is_counterexample else ", one by" if len(marks) > 1 else " by"
        expected = f"read {wanted}" + ("" if rule.group == "scopes" else f"{by} this rule")
        section = example.fields.get("section", "required")
        read = [
            f"{text[mark.start : mark.end]} is read as {verdict.mention_class} "
            + (_cue_of(verdict, text) or f"by the section ({section}), no modifier reaching it")
            for mark, verdict in _judged(modifiers, example)
        ]
        return Account(expected, ", ".join(read))

    return account


def _cue_of(verdict: Verdict, text: str) -> str:
    if verdict.cue is None:
        return ""
    return f"by {verdict.cue.rule} ({text[verdict.cue.start : verdict.cue.end]!r})"


def _is_caught(modifiers: Modifiers, rule: Rule, example: Example) -> bool:
    found = modifiers.read(unmarked(example.text)[0])
    words = found.ideal_candidate if rule.group == "ideal_candidate" else found.refers_back
    return words is not None


def _judged(modifiers: Modifiers, example: Example) -> list[tuple[Mark, Verdict]]:
    """The marks of an example, each with what the sentence says of it."""
    text, marks = unmarked(example.text)
    sentence = SentenceVerdict(example.fields.get("section", "required"), modifiers.read(text))
    return [(mark, sentence.on(mark.start, mark.end)) for mark in marks]


def _is_by(rule: Rule, verdict: Verdict) -> bool:
    return verdict.cue is not None and verdict.cue.rule == f"{rule.group}.{rule.id}"


def unmarked(text: str) -> tuple[str, list[Mark]]:
    """The sentence of an example, and the places of its marks."""
    return _MARK.sub(r"\1", text), list(_marks(text))


def _marks(text: str) -> Iterator[Mark]:
    shift = 0
    for match in _MARK.finditer(text):
        start = match.start() - shift
        yield Mark(start, start + len(match[1]), match[2])  # type: ignore[arg-type]
        shift += len(match[0]) - len(match[1])
