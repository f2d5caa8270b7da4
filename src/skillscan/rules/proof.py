"""Proofs: that every rule does what its examples say, and that every phrase is needed by one.

Who reads a rule file knows what its examples mean, and offers a *prover*: from a rule file it makes
a function that tells of one example of one rule whether it holds. ``PROVERS`` names them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from skillscan.rules.model import Example, PhraseRef, Rule, RuleFile

Holds = Callable[[Rule, Example, bool], bool]
"""Whether an example of a rule holds; the last argument says that it is a counterexample."""
Prover = Callable[[RuleFile], Holds]

PROVERS: dict[str, str] = {
    "degrees.yaml": "skillscan.nlp.degree.proof:prover",
    "experience.yaml": "skillscan.nlp.experience.proof:prover",
    "headings.yaml": "skillscan.nlp.structure.proof:prove_headings",
    "modifiers.yaml": "skillscan.nlp.skills.modifier_proof:prove_modifiers",
    "pay.yaml": "skillscan.nlp.pay.proof:prove_pay",
    "seniority.yaml": "skillscan.nlp.job_title.proof:prove_seniority",
    "sentences.yaml": "skillscan.nlp.structure.proof:prove_sentences",
    "titles.yaml": "skillscan.nlp.job_title.proof:prove_titles",
    "workplace.yaml": "skillscan.nlp.workplace.proof:prove_workplace",
}
"""File name to ``module:function`` of its prover."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold."""

    rule: Rule
    example: Example
    is_counterexample: bool

    def __str__(self) -> str:
        must = "must not be caught by" if self.is_counterexample else "must be decided by"
        where = f"{self.rule.file}:{self.rule.line}: {self.rule.id}"
        return f"{where}: {self.example.text!r} {must} this rule"


def prover_of(name: str) -> Prover:
    """The prover of a file; raises KeyError where none is named."""
    module, _, function = PROVERS[name].partition(":")
    return getattr(import_module(module), function)  # type: ignore[no-any-return]


def failures(rules: RuleFile, prover: Prover) -> Iterator[Failure]:
    """The examples that do not hold."""
    holds = prover(rules)
    for rule in rules.all_rules():
        for example, is_counter in _examples(rule):
            if not holds(rule, example, is_counter):
                yield Failure(rule, example, is_counter)


def unneeded_phrases(rules: RuleFile, prover: Prover) -> Iterator[PhraseRef]:
    """The phrases that could be deleted and no example would notice.

    The examples of the rules that hold a phrase are tried first: they are nearly always the ones
    that need it.
    """
    everything = [(rule, *example) for rule in rules.all_rules() for example in _examples(rule)]
    for ref in rules.phrase_refs():
        holds = prover(rules.without(ref))
        owners = rules.rules_with(ref)
        near = [proof for proof in everything if (proof[0].group, proof[0].id) in owners]
        far = [proof for proof in everything if (proof[0].group, proof[0].id) not in owners]
        if all(holds(*proof) for proof in (*near, *far)):
            yield ref


def _examples(rule: Rule) -> Iterator[tuple[Example, bool]]:
    for example in rule.examples:
        yield example, False
    for example in rule.counterexamples:
        yield example, True


_MARKED = re.compile(r"\{([^{}]*)\}")


def finds_marked(text: str, spans: Callable[[str], list[tuple[int, int]]]) -> bool:
    """Whether something is found in each stretch in braces; without braces, anything at all."""
    found = spans(_MARKED.sub(r"\1", text))
    marked = [
        (match.start() - 2 * number, match.end() - 2 * number - 2)
        for number, match in enumerate(_MARKED.finditer(text))
    ]
    if not marked:
        return bool(found)
    return all(any(a < end and start < b for a, b in found) for start, end in marked)
