"""What the examples of ``headings.yaml`` and ``sentences.yaml`` prove (``rules.proof``)."""

from collections.abc import Callable

from skillscan.nlp.structure.headings import Headings, Opening
from skillscan.nlp.structure.sentences import SentenceReader
from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.account import Account, AccountOf, by_this_rule, phrases_in
from skillscan.rules.phrases import NOTHING
from skillscan.rules.proof import Holds

SENTENCE_MARK = "|"
"""Where a sentence begins inside the line of an example."""


def prove_headings(rules: RuleFile) -> Holds:
    """An example is decided by its own rule; a counterexample does not open the rule's section."""
    headings = Headings(rules)
    kinds = {
        rule.id: (rules.pattern(rule) or NOTHING, rules.pattern(rule, "unless") or NOTHING)
        for rule in rules.rules("kinds")
    }
    readers = _readers(headings)

    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        if rule.group == "kinds":
            pattern, unless = kinds.get(rule.id, (NOTHING, NOTHING))
            text = example.text.casefold()
            is_found = pattern.search(text) is not None and unless.search(text) is None
            return is_found != is_counterexample
        opening = readers[rule.group](example.text)
        if is_counterexample:
            return opening is None or opening.section != rule.fields["section"]
        return opening is not None and opening.rule == f"{rule.group}.{rule.id}"

    return holds


def account_of_headings(rules: RuleFile) -> AccountOf:
    """Tells what a line opens, and by which rule."""
    readers = _readers(Headings(rules))

    def account(rule: Rule, example: Example, is_counterexample: bool) -> Account:  # noqa: FBT001
        expected = by_this_rule(is_counterexample)
        if rule.group not in readers:
            return Account(expected, f"in it {phrases_in(rules, example.text)}")
        opening = readers[rule.group](example.text)
        if is_counterexample:
            expected = f"not open {rule.fields['section']}"
        return Account(expected, _read(opening))

    return account


def _read(opening: Opening | None) -> str:
    return f"{opening.rule} opens {opening.section}" if opening else "it opens nothing"


def _readers(headings: Headings) -> dict[str, Callable[[str], Opening | None]]:
    return {
        "rules": headings.of_heading,
        "list_introductions": headings.of_list_introduction,
        "paragraphs": headings.of_paragraph,
    }


def prove_sentences(rules: RuleFile) -> Holds:
    """Sentences begin where an example has a mark, and nowhere else."""
    reader = SentenceReader(rules)

    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: ARG001, FBT001
        text, starts = unmarked(example.text)
        return starts == sorted(reader.starts(text, [0]))

    return holds


def unmarked(text: str) -> tuple[str, list[int]]:
    """The line of an example, and where the marks stood in it."""
    line, starts = "", []
    for place, part in enumerate(text.split(SENTENCE_MARK)):
        if place:
            line = f"{line.rstrip(' ')} "
            starts.append(len(line))
        line += part.lstrip(" ") if place else part
    return line, starts
