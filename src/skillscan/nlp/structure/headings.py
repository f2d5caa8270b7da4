"""Which section a heading opens, by the rules of ``data/rules/headings.yaml``.

The first rule that fits a heading decides. A heading no rule knows opens nothing: the section it
stands in goes on.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from skillscan.rules import RuleFile
from skillscan.rules.folding import flags_for_lower_case, folded
from skillscan.rules.literal_gate import holds_any
from skillscan.rules.memo import Memo
from skillscan.rules.phrases import NOTHING, compiled

IDEAL_CANDIDATE = "ideal"
"""What a rule opens for "Ideal candidate": ``required`` where the posting has no other list of
requirements, else ``preferred``."""
MAX_HEADING_CHARACTERS = 90
MAX_HEADING_WORDS = 12
MAX_LIST_INTRODUCTION_CHARACTERS = 400
_MEMO_CHARACTERS = 2_000_000

_EDGE_SIGNS = "•:\n\t "
_EDGES = re.compile(r"^[^\w(\"'#]+|[^\w)\"'%+#?!]+$")
_NUMBER = re.compile(r"^(?:\d{1,2}[.)]|[ivx]{1,4}[.)]|#+)\s+")
_ENDING = re.compile(r"[\s:?!.…–—*_=-]+$")
_PARENTHESIS = re.compile(r"\s*\([^()]{0,60}\)\s*")
_REMARK = re.compile(r"\s*\((?:[^()]{1,40}[ ,])?(?:not|none|if) [^()]{1,50}\)", re.IGNORECASE)
"""A remark ("(nice to have, not required)"): the rest tells whether a line is a heading."""
_QUOTES = str.maketrans("’‘“”", "''\"\"")
_WORD = re.compile(r"[^\W\d_]+")
_LOWER_WORD = re.compile(r"(?<![^\W\d_])[a-z][^\W\d_]{3}")
_DIGIT = re.compile(r"\d")
_MIN_TITLE_WORD = 3
_FEW_WORDS = 3
_SHORT_WORDS = 8
_DASH = re.compile(r" [-–—|] ")
_PREFIX = re.compile(r"^.{2,40}? [-–—|] (?=\w+ \w)")
_REMARK_BEHIND = re.compile(r" [-–—|] (?:an?|the|these|some|any|not|no|you|we|if|please) .*$")
"""What goes on behind a dash ("Desired skills - a list of possible assets") and is no heading."""
_FIRST_ITEM = re.compile(r" ?1[.)] .*$")
_MAX_FIRST_SENTENCE = 161
_FIRST_SENTENCE = re.compile(r".{0,160}?(?:[.!?](?= )|$)|.{160}")
_LAST_SENTENCE = re.compile(r"(?:^|[.!?]\s+)([^.!?]{3,400})$")


class HeadingRule(NamedTuple):
    """One rule, compiled; ``name`` is its group and id, ``bit`` its place for the literal gate."""

    name: str
    section: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    is_wide: bool
    needs_colon: bool
    bit: int


class Opening(NamedTuple):
    """A section that words of a line open: by which rule, and where in the line they stand."""

    section: str
    rule: str
    start: int
    end: int

    def moved(self, by: int) -> "Opening":
        """The same opening of a text that holds this line from ``by`` on."""
        return Opening(self.section, self.rule, self.start + by, self.end + by)


class Headings:
    """Reads headings, list introductions and paragraphs by the rules of one file."""

    def __init__(self, rules: RuleFile) -> None:
        self._rules = tuple(map(_for_lower_case, _compiled(rules, "rules")))
        self._gate = rules.gate(_phrases(rules, "rules"))
        self._introductions = _compiled(rules, "list_introductions")
        self._paragraphs = _compiled(rules, "paragraphs")
        self._keys_of_paragraphs = rules.key_literals("paragraphs")
        self._paragraph_gate = rules.gate(_phrases(rules, "paragraphs"))
        self._opening = rules.pattern(rules.rule("kinds", "opening")) or NOTHING
        self._own_wish = rules.pattern(rules.rule("kinds", "own_wish")) or NOTHING
        self._wide = sum(rule.bit for rule in self._rules if rule.is_wide)
        self._needs_colon = sum(rule.bit for rule in self._rules if rule.needs_colon)
        self._opening_bits: dict[str, int] = {}
        for rule in self._rules:
            bits = self._opening_bits.get(rule.section, 0)
            self._opening_bits[rule.section] = bits | rule.bit
        self._known = Memo[HeadingRule | None](_MEMO_CHARACTERS)

    def rule_of(self, line: str, sections: frozenset[str] | None = None) -> HeadingRule | None:
        """The first rule that fits a line; with ``sections`` only where it opens one of these."""
        rule = self._known.get(line, _UNKNOWN)
        if rule is _UNKNOWN:
            may_match = self._that_may_match(line)
            if sections is not None and not any(
                may_match & self._opening_bits.get(section, 0) for section in sections
            ):
                return None
            rule = self._known.put(line, self._find(line, may_match) if may_match else None)
        return rule if rule is None or sections is None or rule.section in sections else None

    def _that_may_match(self, line: str) -> int:
        """The bits of the rules that the words and the shape of a line allow."""
        may_match = self._gate(line)
        if may_match & self._needs_colon and not line.rstrip().endswith((":", "?")):
            may_match &= ~self._needs_colon
        if may_match & self._wide and not self.is_clearly_heading(line):
            may_match &= ~self._wide
        return may_match

    def is_own_wish(self, line: str) -> bool:
        """Whether a line with a dash wishes for what it says itself, and heads nothing."""
        return self._own_wish.fullmatch(normalize_heading(line)) is not None

    def _readings(self, line: str) -> Iterator[str]:
        """The heading, without parentheses, behind a prefix, before the first item of its list."""
        heading = normalize_heading(line)
        if heading:
            yield heading
        if "(" in heading and (bare := _PARENTHESIS.sub(" ", heading).strip()):
            yield bare
        if _DASH.search(heading) and (line.endswith(":") or not self.is_own_wish(line)):
            yield _PREFIX.sub("", heading)
            if front := _REMARK_BEHIND.sub("", heading):
                yield front
        if "1" in heading and (front := _FIRST_ITEM.sub("", heading)):
            yield front

    def _find(self, line: str, may_match: int) -> HeadingRule | None:
        """The first rule of those that may match which fits the heading or a part of it."""
        texts = tuple(self._readings(line))
        for rule in self._rules:
            if may_match & rule.bit and any(_fits(rule, text) for text in texts):
                return rule
        return None

    def is_clearly_heading(self, line: str) -> bool:
        """Whether a line looks like a heading beyond doubt, so that loose rules may judge it."""
        line = line.rstrip()
        if line.endswith((":", "?", "…", "...")) or line.count(" ") < _FEW_WORDS:
            return True
        if "(" in line:
            line = _REMARK.sub("", line)
        if self._opening.match(_straight(line).casefold()):
            return not _DIGIT.search(line) or _is_short(line)
        if _DIGIT.search(line) or _LOWER_WORD.search(line):
            return False
        words = (word for word in _WORD.findall(line) if len(word) > _MIN_TITLE_WORD)
        return all(word[0].isupper() for word in words)

    def of_heading(self, line: str, sections: frozenset[str] | None = None) -> Opening | None:
        """What a line opens as a heading; its words are told without bullet and colon."""
        rule = self.rule_of(line, sections)
        if rule is None:
            return None
        start = len(line) - len(line.lstrip(_EDGE_SIGNS))
        return Opening(rule.section, rule.name, start, max(start, len(line.rstrip(_EDGE_SIGNS))))

    def of_list_introduction(self, line: str) -> Opening | None:
        """What the last sentence of a line that ends with a colon opens: the list below it."""
        if not line.endswith(":") or len(line) > MAX_LIST_INTRODUCTION_CHARACTERS:
            return None
        last = _LAST_SENTENCE.search(_straight(line).rstrip(": "))
        if last is None:
            return None
        for rule in self._introductions:
            if rule.pattern.search(last[1]) and not (rule.unless and rule.unless.search(last[1])):
                return Opening(rule.section, rule.name, *last.span(1))
        return None

    def of_paragraph(self, line: str) -> Opening | None:
        """What the first sentence of a paragraph opens (equal opportunity, pay)."""
        if not holds_any(self._keys_of_paragraphs, folded(line[:_MAX_FIRST_SENTENCE])):
            return None
        first = _FIRST_SENTENCE.match(line)
        if first is None or not (may_match := self._paragraph_gate(first[0])):
            return None
        for rule in self._paragraphs:
            if may_match & rule.bit and (found := rule.pattern.search(first[0])):
                return Opening(rule.section, rule.name, *found.span())
        return None


def normalize_heading(line: str) -> str:
    """A heading as the rules see it: lower case, straight quotes, bare of decoration."""
    text = " ".join(_straight(line).split()).casefold()
    if text[:1].isalpha() and text[-1:].isalnum() and not _NUMBER.match(text):
        return text  # neither decoration nor a number in front
    text = _NUMBER.sub("", _EDGES.sub("", text))
    return _ENDING.sub("", text)


def _straight(line: str) -> str:
    return line if line.isascii() else line.translate(_QUOTES)


def _is_short(line: str) -> bool:
    return line.count(" ") < _SHORT_WORDS


def is_heading_shaped(line: str) -> bool:
    """Short, and not a sentence: the shape a heading must have before any rule is asked."""
    return (
        2 <= len(line) <= MAX_HEADING_CHARACTERS
        and (not line.endswith((".", ",", ";")) or line.endswith("..."))
        and line.count(" ") < MAX_HEADING_WORDS
    )


def _fits(rule: HeadingRule, text: str) -> bool:
    return rule.pattern.fullmatch(text) is not None and not (
        rule.unless is not None and rule.unless.search(text)
    )


def _phrases(rules: RuleFile, group: str) -> Iterator[Sequence[str]]:
    return (rule.slots["phrases"] for rule in rules.rules(group))


def _compiled(rules: RuleFile, group: str) -> tuple[HeadingRule, ...]:
    return tuple(
        HeadingRule(
            name=f"{group}.{rule.id}",
            section=rule.fields["section"],
            pattern=rules.pattern(rule) or NOTHING,
            unless=rules.pattern(rule, "unless"),
            is_wide=rule.fields.get("is_wide", False),
            needs_colon=rule.fields.get("needs_colon", False),
            bit=1 << place,
        )
        for place, rule in enumerate(rules.rules(group))
    )


def _for_lower_case(rule: HeadingRule) -> HeadingRule:
    """The same rule for lines that are in lower case."""
    expression = rule.pattern.pattern
    return rule._replace(pattern=compiled(expression, flags_for_lower_case(expression)))


_UNKNOWN = HeadingRule("", "", NOTHING, None, is_wide=False, needs_colon=False, bit=0)
