"""How far a modifier speaks: the scope of "is a plus", "preferred" or "must have" in its sentence.

A scope goes the way of the rule's direction to the end of the clause, and no further than the
bracket the modifier stands in or the next modifier. A bare one ("preferred") speaks of the last
element of a list only, one with a verb of its own ("is a plus") of its whole clause.
"""

import re
from dataclasses import dataclass
from typing import Literal

Effect = Literal["preferred", "required", "negated"]
Direction = Literal["after", "before", "both"]

_CLAUSE_END = re.compile(
    r";|(?<!e\.g)(?<!i\.e)(?<!etc)\. | - | – | — |,? but\b|,? however\b"
    r"|,? (?:and|or) (?=ideally|preferably)"
)
_PHRASE_HEAD = re.compile(
    r"(?:, (?:and |with |or |plus |but )?| and (?:a |an |some )?| with (?:a |an |some )?|: )"
    r"(?=(?:(?:strong|solid|good|some|prior|previous|basic|deep|working|hands-on|proven|additional"
    r"|an?|any|excellent|advanced|relevant|practical|direct|demonstrated)\s+){0,2}"
    r"(?:(?:[\w+#/-]+ )?(?:experience|knowledge|familiarity|exposure|understanding|proficiency"
    r"|background|expertise|ability|skills|fluency|competency|comfort|interest)"
    r" (?:with|in|of|using|working|building|developing|designing|to|on|around|as)\b"
    r"|(?:degree|master'?s|ph\.?d|certifications?)\b))",
    re.IGNORECASE,
)
_MIN_PROSE_SPACES = 4
_EXAMPLES_FOLLOW = re.compile(
    r",? (?:\((?=e\.g|such|like|i\.e|includ))?"
    r"(?:such as|like|e\.g|i\.e|including|especially|particularly)\b"
)
_ELEMENT = re.compile(r",|\(|\)| and | or |:")


@dataclass(frozen=True, slots=True)
class ModifierRule:
    """One rule of ``data/rules/modifiers.yaml``."""

    id: str
    effect: Effect
    direction: Direction
    pattern: re.Pattern[str]
    needs_requirement_context: bool
    has_verb: bool


ModifierMatch = tuple[ModifierRule, re.Match[str]]
"""A rule, and a place of the sentence where it matches."""


@dataclass(frozen=True, slots=True)
class ModifierScope:
    """The part ``start:end`` of a sentence that the modifier at ``modifier_start`` speaks of."""

    start: int
    end: int
    modifier_start: int
    modifier_end: int
    effect: Effect
    needs_requirement_context: bool
    rule: str

    def distance(self, start: int, end: int) -> int:
        """Characters between the modifier and a mention."""
        return max(self.modifier_start - end, start - self.modifier_end, 0)


def scope_of(
    text: str,
    rule: ModifierRule,
    match: re.Match[str],
    found: list[ModifierMatch],
) -> ModifierScope:
    """The scope of one match; ``found`` are all modifiers of the sentence, in text order."""
    start, end = match.start(), match.end()
    if rule.direction in ("after", "both"):
        end = _scope_end(text, match, found)
    if rule.direction in ("before", "both"):
        start = _scope_start(text, rule, match, found)
    if rule.direction == "before" and (examples := _EXAMPLES_FOLLOW.match(text, end)):
        closing = text.find(")", end) if "(" in examples[0] else -1
        end = closing if closing >= 0 else _scope_end(text, match, found)
    return ModifierScope(
        start, end, match.start(), match.end(), rule.effect, rule.needs_requirement_context, rule.id
    )


def _scope_end(text: str, match: re.Match[str], found: list[ModifierMatch]) -> int:
    """End of the clause, of the bracket the modifier stands in, or the next ``after`` modifier."""
    clause = _CLAUSE_END.search(text, match.end())
    end = clause.start() if clause else len(text)
    opened = _open_bracket(text, match.start())
    if opened is not None:
        closing = text.find(")", match.end())
        end = min(end, closing if closing >= 0 else end)
    for other_rule, other in found:
        if other.start() >= match.end() and other_rule.direction == "after":
            end = min(end, other.start())
    return end


def _scope_start(
    text: str,
    rule: ModifierRule,
    match: re.Match[str],
    found: list[ModifierMatch],
) -> int:
    opened = _open_bracket(text, match.start())
    lowest, at = 0, match.start()
    if opened is not None and text[opened + 1 : at].strip(" ,-"):
        lowest, opened = opened + 1, None
    elif opened is not None:
        at = opened
    at = len(text[:at].rstrip(" -–—:,"))
    start = _after_other_modifier(match, found, lowest)
    for clause in _CLAUSE_END.finditer(text, start, at):
        start = clause.end()
    for head in _PHRASE_HEAD.finditer(text, start, at):
        start = head.end()
    is_last = not text[match.end() :].strip(" .)!;,")
    if rule.has_verb or (opened is not None and is_last and text[start:at].count(",") == 0):
        return start
    return _start_of_element(text, start, at, is_bracketed=opened is not None and not is_last)


def _start_of_element(text: str, start: int, at: int, *, is_bracketed: bool) -> int:
    """Where the list element (or the whole list) begins that a bare "preferred" speaks of.

    "A, B preferred" speaks of B; "A, B or C preferred" and "A, B, C preferred" of all.
    """
    commas = [i for i in range(start, at) if text[i] == ","]
    if not commas:
        return start
    if is_bracketed:
        marks = [found.end() for found in _ELEMENT.finditer(text, start, at)]
        return marks[-1] if marks else start
    last = text[commas[-1] + 1 : at].strip().casefold()
    is_list = last.startswith(("or ", "and ", "etc")) or " or " in last or len(commas) > 1
    is_list = is_list or last.count(" ") >= _MIN_PROSE_SPACES
    return start if is_list else commas[-1] + 1


def _after_other_modifier(match: re.Match[str], found: list[ModifierMatch], start: int) -> int:
    ends = [other.end() for _, other in found if other.end() <= match.start()]
    return max([start, *ends])


def _open_bracket(text: str, at: int) -> int | None:
    """Position of the bracket that is open at ``at``, or ``None``."""
    opened = text.rfind("(", 0, at)
    return opened if opened >= 0 and text.find(")", opened, at) < 0 else None
