"""Which section a heading opens, by the rules of ``data/rules/headings.yaml``.

The rules are data: a pattern, the section it opens, examples that must fit and examples that must
not. The first rule that fits a heading decides. A heading no rule knows opens nothing: the section
it stands in goes on.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from skillscan.resources import data_yaml

IDEAL_CANDIDATE = "ideal"
"""What a rule opens for "Ideal candidate": ``required`` where the posting has no other list of
requirements, else ``preferred``."""
MAX_HEADING_CHARACTERS = 90
MAX_HEADING_WORDS = 12
MAX_LIST_INTRODUCTION_CHARACTERS = 400

_EDGES = re.compile(r"^[^\w(\"'#]+|[^\w)\"'%+#?!]+$")
_NUMBER = re.compile(r"^(?:\d{1,2}[.)]|[ivx]{1,4}[.)]|#+)\s+")
_ENDING = re.compile(r"[\s:?!.…–—*_=-]+$")
_PARENTHESIS = re.compile(r"\s*\([^()]{0,60}\)\s*")
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans("’‘“”", "''\"\"")
_WORD = re.compile(r"[^\W\d_]+")
_MIN_TITLE_WORD = 3
_FEW_WORDS = 3
_OPENING = re.compile(
    r"[^\w]*(?:what|who|how|why|(?:more )?about|in this|in your|is this|does|ways|got|your"
    r"|life at|meet|the (?:role|team|job)|as an?"
    r"|(?:we're|we are) looking for (?:someone|people|candidates))\b"
    r"|[^\w]*(?:you|it|even|the|to|our|we|additional)\b.{0,60}\b(?:have|has|had|if|bring|need"
    r"|includes?|will|do|you|table|role|inclusion|candidate|fit|successful|succeed|position|for"
    r"|from|with|valued|brings)$"
)
_PREFIX = re.compile(r"^.{2,40}? [-–—|] (?=\w+ \w)")
_FIRST_ITEM = re.compile(r" ?1[.)] .*$")
_FIRST_SENTENCE = re.compile(r".{0,160}?(?:[.!?](?= )|$)|.{160}")
_LAST_SENTENCE = re.compile(r"(?:^|[.!?]\s+)([^.!?]{3,400})$")


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """One rule of the data file; ``pattern`` is compiled for ``fullmatch`` or ``search``."""

    id: str
    section: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    is_wide: bool = False
    needs_colon: bool = False


@cache
def heading_rules() -> tuple[HeadingRule, ...]:
    """Rules for headings, in the order they are tried (``fullmatch``)."""
    return _read("rules")


@cache
def list_introduction_rules() -> tuple[HeadingRule, ...]:
    """Rules for list introductions: sentences that open the list below them (``search``)."""
    return _read("list_introductions")


@cache
def paragraph_rules() -> tuple[HeadingRule, ...]:
    """Rules for paragraphs that open a section without any heading (``search``)."""
    return _read("paragraphs")


def _read(part: str) -> tuple[HeadingRule, ...]:
    listed = data_yaml("rules", "headings.yaml")
    fragments: dict[str, str] = {}
    for name, pattern in listed["fragments"].items():
        fragments[name] = _filled(pattern, fragments)
    return tuple(
        HeadingRule(
            id=rule["id"],
            section=rule["section"],
            pattern=re.compile(_filled(rule["pattern"], fragments), re.IGNORECASE),
            examples=tuple(rule["examples"]),
            counterexamples=tuple(rule["counterexamples"]),
            is_wide=rule.get("is_wide", False),
            needs_colon=rule.get("needs_colon", False),
        )
        for rule in listed[part]
    )


def _filled(pattern: str, fragments: dict[str, str]) -> str:
    for name, fragment in fragments.items():
        pattern = pattern.replace(f"{{{name}}}", fragment)
    return pattern


def normalize_heading(line: str) -> str:
    """A heading as the rules see it: lower case, straight quotes, bare of decoration."""
    text = _SPACES.sub(" ", line.translate(_QUOTES)).strip().casefold()
    text = _NUMBER.sub("", _EDGES.sub("", text))
    return _ENDING.sub("", text)


def is_heading_shaped(line: str) -> bool:
    """Short, and not a sentence: the shape a heading must have before any rule is asked."""
    return (
        2 <= len(line) <= MAX_HEADING_CHARACTERS
        and (not line.endswith((".", ",", ";")) or line.endswith("..."))
        and line.count(" ") < MAX_HEADING_WORDS
    )


def section_of_heading(line: str) -> str | None:
    """The section that a heading-shaped line opens, or ``None`` where no rule knows it."""
    rule = rule_of_heading(line)
    return rule.section if rule else None


@lru_cache(maxsize=20_000)
def rule_of_heading(line: str) -> HeadingRule | None:
    """The first rule that fits a line, with or without its parenthesis."""
    heading = normalize_heading(line)
    bare = _PARENTHESIS.sub(" ", heading).strip()
    is_clear = is_clearly_heading(line)
    has_colon = line.rstrip().endswith((":", "?"))
    tail, front = _PREFIX.sub("", heading), _FIRST_ITEM.sub("", heading)
    candidates = dict.fromkeys(text for text in (heading, bare, tail, front) if text)
    for rule in heading_rules():
        if (rule.is_wide and not is_clear) or (rule.needs_colon and not has_colon):
            continue
        if any(rule.pattern.fullmatch(candidate) for candidate in candidates):
            return rule
    return None


def is_clearly_heading(line: str) -> bool:
    """Whether a line looks like a heading beyond doubt, so that loose rules may judge it."""
    line = line.rstrip()
    words = [word for word in _WORD.findall(line) if len(word) > _MIN_TITLE_WORD]
    if line.endswith((":", "?", "…", "...")) or line.count(" ") < _FEW_WORDS:
        return True
    if any(character.isdigit() for character in line):
        return False
    is_title_case = sum(not word[0].isupper() for word in words) == 0
    return is_title_case or _OPENING.match(line.translate(_QUOTES).casefold()) is not None


def section_of_list_introduction(line: str) -> str | None:
    """The section of the list that a line ending with a colon opens, by its last sentence."""
    if not line.endswith(":") or len(line) > MAX_LIST_INTRODUCTION_CHARACTERS:
        return None
    last = _LAST_SENTENCE.search(line.translate(_QUOTES).rstrip(": "))
    if last is None:
        return None
    return next(
        (rule.section for rule in list_introduction_rules() if rule.pattern.search(last[1])), None
    )


def section_of_paragraph(line: str) -> str | None:
    """The section a paragraph opens by its first sentence (equal opportunity, pay), or ``None``."""
    first = _FIRST_SENTENCE.match(line)
    if first is None:
        return None
    return next((rule.section for rule in paragraph_rules() if rule.pattern.search(first[0])), None)
