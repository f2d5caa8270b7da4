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
from skillscan.rules.proof import Holds

_MARK = re.compile(r"\[([^\]=]+)=(\w+)\]")


class Mark(NamedTuple):
    """A mention in the sentence of an example, and the class it must get."""

    start: int
    end: int
    mention_class: MentionClass


def prove_modifiers(rules: RuleFile) -> Holds:
    """Every mark gets its class; the example's rule decides one, a counterexample's none."""
    modifiers = Modifiers(rules)

    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        text, marks = unmarked(example.text)
        found = modifiers.read(text)
        if rule.group == "ideal_candidate":
            return (found.ideal_candidate is None) == is_counterexample
        if rule.group == "refers_back":
            return (found.refers_back is None) == is_counterexample
        section = example.fields.get("section", "required")
        sentence = SentenceVerdict(section, found)
        verdicts = [sentence.on(mark.start, mark.end) for mark in marks]
        if [verdict.mention_class for verdict in verdicts] != [m.mention_class for m in marks]:
            return False
        if rule.group == "scopes":
            return True
        return any(_is_by(rule, verdict) for verdict in verdicts) != is_counterexample

    return holds


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
