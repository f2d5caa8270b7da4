"""Proofs: that every rule does what its examples say, and that every phrase is needed by one.

Who reads a rule file knows what its examples mean, and offers a *prover*: from a rule file it makes
a function that tells of one example of one rule whether it holds. ``PROVERS`` names them.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from skillscan.rules.account import Account, by_this_rule
from skillscan.rules.model import Example, PhraseRef, Rule, RuleFile
from skillscan.rules.phrases import joined

Holds = Callable[[Rule, Example, bool], bool]
"""Whether an example of a rule holds; the last argument says that it is a counterexample."""
Prover = Callable[[RuleFile], Holds]
Judge = Callable[[Rule, Example], bool]
"""Whether a rule does to a text what its examples show."""

PROVERS: dict[str, str] = {
    "article_denominators.yaml": "skillscan.article.binding.proof:prove_article_words",
    "article_doubts.yaml": "skillscan.article.binding.proof:prove_article_words",
    "article_links.yaml": "skillscan.article.binding.proof:prove_article_words",
    "article_quantities.yaml": "skillscan.article.quantities.proof:prove_quantities",
    "article_sources.yaml": "skillscan.article.binding.proof:prove_article_sources",
    "article_subjects.yaml": "skillscan.article.binding.proof:prove_article_words",
    "contact_names.yaml": "skillscan.text.contact_names.proof:prove_contact_names",
    "degrees.yaml": "skillscan.nlp.degree.proof:prove_degrees",
    "employers.yaml": "skillscan.dedup.employer_proof:prove_notes",
    "experience.yaml": "skillscan.nlp.experience.proof:prove_experience",
    "headings.yaml": "skillscan.nlp.structure.proof:prove_headings",
    "modifiers.yaml": "skillscan.nlp.skills.modifier_proof:prove_modifiers",
    "pay.yaml": "skillscan.nlp.pay.proof:prove_pay",
    "seniority.yaml": "skillscan.nlp.job_title.proof:prove_seniority",
    "sentences.yaml": "skillscan.nlp.structure.proof:prove_sentences",
    "titles.yaml": "skillscan.nlp.job_title.proof:prove_titles",
    "workplace.yaml": "skillscan.nlp.workplace.proof:prove_workplace",
}
"""File name to ``module:function`` of its prover."""
WORD_LISTS = (
    "article_grammar.yaml",
    "hackernews.yaml",
    "line_breaks.yaml",
    "openings.yaml",
    "places.yaml",
)
"""Files that hold words only, which no example has to prove."""
MOST_UNNEEDED_SHARE = 0.03
"""Of the phrases of a file, at most this share may be deleted unnoticed."""

EXAMPLE_CHECKS: Mapping[str, str] = {
    "modifiers.yaml": "skillscan.nlp.skills.modifier_marks:check_marks",
}
"""File name to ``module:function``: of the folder of own rules it makes a function that says what
is wrong with an example or counterexample of a rule as it is written (empty: nothing)."""

Proof = tuple[Rule, Example, bool]
"""A rule, one of its examples, and whether it is a counterexample."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold.

    ``error``: why it could not even be tried; ``account``: what it must come to, and does;
    ``culprit``: another rule, without which it holds; ``is_broken_by_own``: a packaged example that
    holds without the operator's own rules.
    """

    rule: Rule
    example: Example
    is_counterexample: bool
    error: str = ""
    account: Account | None = None
    culprit: Rule | None = None
    is_broken_by_own: bool = False

    @property
    def message(self) -> str:
        """What is wrong with it."""
        kind = "counterexample" if self.is_counterexample else "example"
        words = f"{kind} {self.example.text!r}"
        if self.error:
            return f"{words} cannot be tried: {self.error}"
        expected = self.account.expected if self.account else by_this_rule(self.is_counterexample)
        read = f", but {self.account.read}" if self.account else ""
        return f"{words} must {expected}{read}{self._blame()}"

    def _blame(self) -> str:
        if self.culprit:
            culprit = f"{self.culprit.id} ({self.culprit.file}:{self.culprit.line})"
            return f"; it is now decided by {culprit}: without that rule it holds"
        return "; without your own rules it holds" if self.is_broken_by_own else ""

    def __str__(self) -> str:
        return f"{self.rule.file}:{self.rule.line}: {self.rule.id}: {self.message}"


def judged_by_group(judges: Mapping[str, Judge], whole: Holds) -> Holds:
    """Judges an example as is done in the group of its rule; a counterexample must not hold.

    ``whole``: whether it comes to what it must where the whole file reads it, for a phrase that is
    too wide takes examples from other rules.
    """

    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        is_judged = judges[rule.group](rule, example) is not is_counterexample
        return is_judged and whole(rule, example, is_counterexample)

    return holds


def prover_of(name: str) -> Prover:
    """The prover of a file; raises KeyError where none is named."""
    module, _, function = PROVERS[name].partition(":")
    return getattr(import_module(module), function)  # type: ignore[no-any-return]


def proofs_of(rules: RuleFile) -> Iterator[Proof]:
    """Every example and counterexample of a file with its rule."""
    for rule in rules.all_rules():
        for example in rule.examples:
            yield rule, example, False
        for example in rule.counterexamples:
            yield rule, example, True


def malformed_examples(rules: RuleFile, own: Path | None) -> list[tuple[Rule, Example, str]]:
    """The examples that cannot prove anything as they are written, each with what is wrong."""
    if rules.name not in EXAMPLE_CHECKS:
        return []
    module, _, function = EXAMPLE_CHECKS[rules.name].partition(":")
    check = getattr(import_module(module), function)(own)
    found = [
        (rule, example, check(rule, example, is_counter))
        for rule, example, is_counter in proofs_of(rules)
    ]
    return [one for one in found if one[2]]


def failures(rules: RuleFile, prover: Prover) -> Iterator[Failure]:
    """The examples that do not hold."""
    holds = prover(rules)
    for rule, example, is_counter in proofs_of(rules):
        try:
            fails = not holds(rule, example, is_counter)
        except Exception as error:  # noqa: BLE001 - one bad example must not hide the others
            yield Failure(rule, example, is_counter, f"{type(error).__name__}: {error}")
            continue
        if fails:
            yield Failure(rule, example, is_counter)


def unneeded_phrases(
    rules: RuleFile, prover: Prover, refs: Collection[PhraseRef] | None = None
) -> Iterator[PhraseRef]:
    """The phrases that could be deleted and no example would notice; of ``refs``, or of all.

    The first example that fails is enough, so the likely ones are tried first: those of the rules
    that hold the phrase and in which it stands.
    """
    everything = list(proofs_of(rules))
    for ref in rules.phrase_refs() if refs is None else refs:
        holds = prover(rules.without(ref))
        if all(does_hold(holds, proof) for proof in _likely_first(ref, rules, everything)):
            yield ref


def does_hold(holds: Holds, proof: Proof) -> bool:
    """Whether an example holds; one that cannot even be tried does not."""
    try:
        return holds(*proof)
    except Exception:  # noqa: BLE001
        return False


def _likely_first(ref: PhraseRef, rules: RuleFile, everything: Sequence[Proof]) -> Iterator[Proof]:
    """Proofs of the rules that hold the phrase, those with it in front, then all others."""
    owners = rules.rules_with(ref)
    own = [proof for proof in everything if (proof[0].group, proof[0].id) in owners]
    pattern = _sought(ref, rules)
    yield from sorted(own, key=lambda proof: pattern.search(proof[1].text) is None)
    yield from (proof for proof in everything if (proof[0].group, proof[0].id) not in owners)


def _sought(ref: PhraseRef, rules: RuleFile) -> re.Pattern[str]:
    try:
        return re.compile(joined([ref.text], rules.fragments), re.IGNORECASE)
    except re.error:  # a cue is no expression
        return re.compile(re.escape(ref.text), re.IGNORECASE)


_MARKED = re.compile(r"\{([^{}]*)\}")


def unmarked(text: str) -> str:
    """The text of an example without its braces."""
    return _MARKED.sub(r"\1", text)


def finds_marked(text: str, spans: Callable[[str], list[tuple[int, int]]]) -> bool:
    """Whether something is found in each stretch in braces; without braces, anything at all."""
    found = spans(unmarked(text))
    marked = [
        (match.start() - 2 * number, match.end() - 2 * number - 2)
        for number, match in enumerate(_MARKED.finditer(text))
    ]
    if not marked:
        return bool(found)
    return all(any(a < end and start < b for a, b in found) for start, end in marked)
