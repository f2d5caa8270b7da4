"""What the rules do to a short text: what is read, and what would be without each rule.

Every rule of every component is left out in turn and the text is read again: so a rule that
refuses, or one that only opens the section, is seen as well as one that finds. Rules of one group
that only together make a difference are looked for afterwards.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language

from skillscan.domain import SourceFields
from skillscan.errors import UsageError
from skillscan.nlp.document import document_text
from skillscan.nlp.name_trial import NameTrial, SureName, sure_names, try_names
from skillscan.nlp.pipeline import read_documents
from skillscan.nlp.reading import Finding, Reading
from skillscan.nlp.reason import reason_of
from skillscan.nlp.rule_component import rule_components
from skillscan.nlp.structure.headings import Headings, is_heading_shaped
from skillscan.rules import Rule, RuleFile
from skillscan.rules.expressions import compile_without_surroundings
from skillscan.rules.folding import folded
from skillscan.rules.model import FINDING_SLOTS
from skillscan.rules.needed_literals import needed_literals
from skillscan.rules.phrases import expand
from skillscan.text.prepare import prepare, prepare_title

MAX_CHARACTERS = 2_000
"""The text is read once for each rule: a posting would take minutes."""
SECTION_HEADINGS: Mapping[str, str] = {
    "required": "Requirements:",
    "preferred": "Nice to have:",
    "duties": "Responsibilities:",
    "about": "About us:",
    "benefits": "Benefits:",
    "equal_opportunity": "Equal opportunity:",
    "process": "Hiring process:",
}
"""The heading that puts a text into a section; the tests prove that each does."""

HEADINGS = "headings.yaml"
_PARENTHESIS = re.compile(r"\s*\([^()]{0,60}\)\s*")
_QUOTES = str.maketrans("’‘“”", "''\"\"")

_Place = tuple[str, str, int, str]
"""A kind, its words, where they stand, and of a skill its id: some words make several skills."""
_NOWHERE = -1
"""Stands for the place of a field, which is read from the whole text."""
_Facts = dict[_Place, tuple[str, str]]
"""What a reading says at a place: the value, and the rule that gave it."""


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """What a reading says of one thing with all rules, and without some; ``None``: nothing."""

    kind: str
    words: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        words = f" {self.words!r}" if self.words else ""
        return f"{self.kind}{words}: {self.before or 'nothing'} → {self.after or 'nothing'}"


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """Rules that take part, and what would change without them.

    Of several rules each alone could be left out. ``is_shared``: nothing would change; ``stays``
    says of each finding that names the rule why it would be the same without it.
    """

    file: str
    rules: tuple[Rule, ...]
    changes: tuple[ReadingChange, ...]
    stays: tuple[str, ...] = ()

    @property
    def is_shared(self) -> bool:
        """Whether nothing would change."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class LastHeading:
    """A heading with no line below it: its rule takes part in nothing yet."""

    words: str
    section: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Trial:
    """A text as it is read, and the rules that take part in it."""

    document: str
    reading: Reading
    effects: tuple[RuleEffect, ...]
    heading: LastHeading | None = None
    names: tuple[NameTrial, ...] = ()
    """The ambiguous names in it, whether they count or not."""
    sure_names: tuple[SureName, ...] = ()
    """The names of its skills that need no condition."""
    unknown_heading: str = ""
    """The text, where it looks like a heading that no rule knows, and nothing else is read."""

    def fields(self) -> dict[str, str]:
        """The fields that the text states, by the name of their label."""
        labels = self.reading.to_labels().items()
        return {name: _plain(v) for name, v in labels if name != "skills" and v is not None}


def try_text(nlp: Language, text: str, *, title: str = "", section: str | None = None) -> Trial:
    """Read a text, as if it stood in ``section``, and leave out each rule in turn.

    ``nlp`` is a pipeline of its own: its rules are changed on the way and put back. Raises
    UsageError for a text that is too long or a section that is none.
    """
    if len(text) > MAX_CHARACTERS:
        raise UsageError(f"the text has over {MAX_CHARACTERS:,} characters: try one sentence of it")
    body = _in_section(prepare(text), section)
    title = prepare_title(title)

    def read() -> Reading:
        return next(read_documents(nlp, [(title, body, SourceFields())]))

    whole = read()
    trial = _RuleTrial(nlp, read, whole, document_text(title, body))
    given = _heading_rules(whole) if section in SECTION_HEADINGS else frozenset()
    effects = [effect for effect in trial.effects() if not _is_given(effect, given)]
    heading = None if section in SECTION_HEADINGS else _last_heading(nlp, body)
    names = tuple(try_names(nlp, title, body))
    sure = tuple(sure_names(nlp, whole, trial.document))
    says_nothing = not (effects or names or whole.findings or heading or section)
    unknown = body.strip() if says_nothing and _is_one_heading(body.strip()) else ""
    return Trial(trial.document, whole, tuple(effects), heading, names, sure, unknown)


def _last_heading(nlp: Language, body: str) -> LastHeading | None:
    """What the last line of a text opens, if it is a heading or introduces a list."""
    line = body.rstrip().rpartition("\n")[2]
    for component in rule_components(nlp):
        if HEADINGS not in component.rules:
            continue
        rules = component.rules[HEADINGS]
        headings = Headings(rules)
        opening = headings.of_heading(line) if is_heading_shaped(line) else None
        opening = opening or headings.of_list_introduction(line)
        if opening is not None:
            words = line[opening.start : opening.end]
            return LastHeading(words, opening.section, rules.rule(*opening.rule.split(".", 1)))
    return None


def _is_one_heading(text: str) -> bool:
    return "\n" not in text and is_heading_shaped(text)


def _in_section(body: str, section: str | None) -> str:
    if section in (None, "other"):
        return body
    if section not in SECTION_HEADINGS:
        known = ", ".join((*SECTION_HEADINGS, "other"))
        raise UsageError(f"no section {section!r}; there are: {known}")
    lines = "\n".join(line if line.startswith("• ") else f"• {line}" for line in body.split("\n"))
    return f"{SECTION_HEADINGS[section]}\n{lines}"


def _heading_rules(reading: Reading) -> frozenset[str]:
    """The rules that opened the section that was asked for."""
    return frozenset(f.section_rule for f in reading.findings if f.section_rule)


def _is_given(effect: RuleEffect, given: frozenset[str]) -> bool:
    return effect.file == HEADINGS and all(_name(rule) in given for rule in effect.rules)


def _name(rule: Rule) -> str:
    return f"{rule.group}.{rule.id}"


class _RuleTrial:
    """Readings of one document with fewer and fewer rules."""

    def __init__(
        self, nlp: Language, read: Callable[[], Reading], whole: Reading, document: str
    ) -> None:
        self.document = document
        self._read = read
        self._whole = whole
        self._facts = self._facts_of(whole)
        self._components = rule_components(nlp)
        self._views = tuple(_views(document))
        self._folded = frozenset(map(folded, self._views))

    def effects(self) -> Iterator[RuleEffect]:
        """The rules that take part, file by file."""
        files = {name: rules for c in self._components for name, rules in c.rules.items()}
        for rules in files.values():
            try:
                for group in rules.groups:
                    yield from self._of_group(rules, group)
            finally:
                self._use(rules)

    def _of_group(self, rules: RuleFile, group: str) -> Iterator[RuleEffect]:
        silent = []
        for rule in rules.rules(group):
            if not self._may_take_part(rules, rule):
                continue
            changes = self._without(rules, group, [rule])
            if changes:
                yield RuleEffect(rules.name, (rule,), changes)
            else:
                silent.append(rule)
        together = self._together(rules, group, silent)
        if together:
            yield RuleEffect(rules.name, together, self._without(rules, group, together))
        for rule in silent:
            if rule not in together and self._is_named(rule):
                yield RuleEffect(rules.name, (rule,), (), self._stays(rules, rule))

    def _may_take_part(self, rules: RuleFile, rule: Rule) -> bool:
        """Whether a phrase of a rule stands in the text, whatever is around it: readers look for
        most in parts of it, which begin and end elsewhere.
        """
        for slot, phrases in rule.slots.items():
            if slot not in FINDING_SLOTS:
                continue
            for phrase in phrases:
                expression = expand(phrase, rules.fragments)
                if not self._holds_needed(expression):
                    continue
                pattern = compile_without_surroundings(expression)
                if any(map(pattern.search, self._views)):
                    return True
        return False

    def _holds_needed(self, expression: str) -> bool:
        """Whether the text holds the literals that every match of an expression holds."""
        return all(
            any(literal.strip() in view for literal in literals for view in self._folded)
            for literals in needed_literals(expression)
        )

    def _together(self, rules: RuleFile, group: str, silent: Sequence[Rule]) -> tuple[Rule, ...]:
        """Of rules none of which alone changes anything, the fewest that together do."""
        needed = list(silent)
        if not self._without(rules, group, needed):
            return ()
        for rule in silent:
            fewer = [other for other in needed if other is not rule]
            if self._without(rules, group, fewer):
                needed = fewer
        return tuple(needed)

    def _is_named(self, rule: Rule) -> bool:
        """Whether a finding names it as its reason."""
        return any(_names(finding, rule) for finding in self._whole.findings)

    def _stays(self, rules: RuleFile, rule: Rule) -> tuple[str, ...]:
        """Why each finding that names a rule would be what it is without it."""
        places = {self._place_of(f) for f in self._whole.findings if _names(f, rule)}
        self._use(rules.without_rules(rule.group, {rule.id}))
        told = [
            f"{one.kind} {self.document[one.start : one.end]!r} stays "
            f"{reason_of(one, self.document)}{_by(one)}"
            for one in self._read().findings
            if self._place_of(one) in places
        ]
        return tuple(dict.fromkeys(told))

    def _place_of(self, finding: Finding) -> _Place:
        words = self.document[finding.start : finding.end]
        skill_id = finding.value if finding.kind == "skill" else ""
        return finding.kind, words, finding.start, skill_id

    def _without(
        self, rules: RuleFile, group: str, left_out: Sequence[Rule]
    ) -> tuple[ReadingChange, ...]:
        """What changes where these rules are left out."""
        if not left_out:
            return ()
        self._use(rules.without_rules(group, {rule.id for rule in left_out}))
        return tuple(dict.fromkeys(_changes(self._facts, self._facts_of(self._read()))))

    def _use(self, rules: RuleFile) -> None:
        for component in self._components:
            if rules.name in component.rules:
                component.use({rules.name: rules})

    def _facts_of(self, reading: Reading) -> _Facts:
        facts: _Facts = {}
        for finding in reading.findings:
            facts[self._place_of(finding)] = (_said(finding), finding.rule)
        for name, value in reading.to_labels().items():
            if name != "skills" and value is not None:
                facts[name, "", _NOWHERE, ""] = (_plain(value), "")
        return facts


def _views(document: str) -> Iterator[str]:
    """The text as it is written, and as readers change it before they look for phrases."""
    plain = document.translate(_QUOTES)
    for text in (document, plain, _PARENTHESIS.sub(" ", plain)):
        yield from (text, text.casefold(), " ".join(text.split()))


def _names(finding: Finding, rule: Rule) -> bool:
    """Whether a finding names a rule as its reason."""
    return bool(
        {rule.id, _name(rule)} & {finding.rule, finding.section_rule, finding.modifier_rule}
    )


def _by(finding: Finding) -> str:
    """The rule that decides a finding, in brackets; empty where none does."""
    decided = finding.modifier_rule or finding.section_rule
    decided = decided or ("" if finding.kind == "skill" else finding.rule)
    return f" [{decided}]" if decided else ""


def _said(finding: Finding) -> str:
    if finding.kind in ("skill", "experience", "degree"):
        return f"{finding.value}, {finding.mention_class}"
    return finding.value


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {part}" for key, part in value.items() if part is not None)
    return str(value)


def _changes(before: _Facts, after: _Facts) -> Iterator[ReadingChange]:
    for place in dict.fromkeys((*before, *after)):
        kind, words, *_ = place
        was, becomes = before.get(place), after.get(place)
        if was == becomes:
            continue
        if was and becomes and was[0] == becomes[0]:
            yield ReadingChange(kind, words, f"by {was[1]}", f"by {becomes[1]}")
        else:
            yield ReadingChange(kind, words, was and was[0], becomes and becomes[0])
