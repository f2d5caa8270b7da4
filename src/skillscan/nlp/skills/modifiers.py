"""What the words of a sentence say about the skills in it.

``analyse`` finds the cues of ``data/rules/cues.yaml`` in a sentence and how far each reaches:
"Python required, Spark preferred" gives one stretch to each cue. It knows nothing of sections;
``mention_class`` weighs both.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from skillscan.resources import data_yaml

Effect = Literal["preferred", "required", "negated"]
Reach = Literal["after", "before", "both"]
MAX_SENTENCE_CHARACTERS = 2_000

_QUOTES = str.maketrans("’‘“”", "''\"\"")
_CLAUSE_END = re.compile(
    r";|(?<!e\.g)(?<!i\.e)(?<!etc)\. | - | – | — |,? but\b|,? however\b"
    r"|,? (?:and|or) (?=ideally|preferably)"
)
_HEAD = re.compile(
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
_NAMELY = re.compile(
    r",? (?:\((?=e\.g|such|like|i\.e|includ))?"
    r"(?:such as|like|e\.g|i\.e|including|especially|particularly)\b"
)
_ELEMENT = re.compile(r",|\(|\)| and | or |:")


@dataclass(frozen=True, slots=True)
class CueRule:
    """One rule of the data file."""

    id: str
    effect: Effect
    reach: Reach
    pattern: re.Pattern[str]
    is_weak: bool
    has_verb: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part ``start:end`` of a sentence that a cue speaks of, and where the cue stands."""

    start: int
    end: int
    cue_start: int
    cue_end: int
    effect: Effect
    is_weak: bool
    rule: str

    def distance(self, start: int, end: int) -> int:
        """Characters between the cue and a mention."""
        return max(self.cue_start - end, start - self.cue_end, 0)


@dataclass(frozen=True, slots=True)
class Cues:
    """All a sentence says: stretches, and whether it asks of the candidate or tells of the work."""

    stretches: tuple[Stretch, ...]
    asks_at: int | None
    tells_at: int | None
    is_ideal: bool = False

    def reaching(self, start: int, end: int) -> list[Stretch]:
        """The stretches that hold a mention, nearest cue first."""
        found = [s for s in self.stretches if s.start <= start and end <= s.end]
        return sorted(found, key=lambda stretch: stretch.distance(start, end))


@cache
def cue_rules() -> tuple[CueRule, ...]:
    """The rules with a reach, in the order of the file."""
    return tuple(
        CueRule(
            id=rule["id"],
            effect=rule["effect"],
            reach=rule["reach"],
            pattern=re.compile(rule["pattern"], re.IGNORECASE),
            is_weak=rule.get("is_weak", False),
            has_verb=rule.get("has_verb", False),
        )
        for rule in data_yaml("rules", "cues.yaml")["cues"]
    )


@cache
def _patterns(part: str) -> tuple[re.Pattern[str], ...]:
    rules = data_yaml("rules", "cues.yaml")[part]
    return tuple(re.compile(rule["pattern"], re.IGNORECASE) for rule in rules)


@lru_cache(maxsize=8_192)
def analyse(sentence: str) -> Cues:
    """The cues of one sentence; what stands beyond ``MAX_SENTENCE_CHARACTERS`` is not looked at."""
    text = sentence[:MAX_SENTENCE_CHARACTERS].translate(_QUOTES)
    found = _matches(text)
    asks = [match.start() for pattern in _patterns("asks") if (match := pattern.search(text))]
    tells = [match.start() for pattern in _patterns("tells") if (match := pattern.search(text))]
    return Cues(
        stretches=tuple(_stretch(text, rule, match, found) for rule, match in found),
        asks_at=min(asks, default=None),
        tells_at=min(tells, default=None),
        is_ideal=any(pattern.search(text) for pattern in _patterns("ideal")),
    )


def _matches(text: str) -> list[tuple[CueRule, re.Match[str]]]:
    """Cues in text order; of overlapping ones the first and longest counts."""
    found = [(rule, match) for rule in cue_rules() for match in rule.pattern.finditer(text)]
    found.sort(key=lambda item: (item[1].start(), -item[1].end()))
    kept: list[tuple[CueRule, re.Match[str]]] = []
    for rule, match in found:
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((rule, match))
    return kept


def _stretch(
    text: str,
    rule: CueRule,
    match: re.Match[str],
    found: list[tuple[CueRule, re.Match[str]]],
) -> Stretch:
    start, end = match.start(), match.end()
    if rule.reach in ("after", "both"):
        end = _end_of_reach(text, match, found)
    if rule.reach in ("before", "both"):
        start = _start_of_reach(text, rule, match, found)
    if rule.reach == "before" and (namely := _NAMELY.match(text, end)):
        closing = text.find(")", end) if "(" in namely[0] else -1
        end = closing if closing >= 0 else _end_of_reach(text, match, found)
    return Stretch(start, end, match.start(), match.end(), rule.effect, rule.is_weak, rule.id)


def _end_of_reach(
    text: str, match: re.Match[str], found: list[tuple[CueRule, re.Match[str]]]
) -> int:
    """End of the clause, of the bracket the cue stands in, or the cue before a ``before`` cue."""
    clause = _CLAUSE_END.search(text, match.end())
    end = clause.start() if clause else len(text)
    opened = _open_bracket(text, match.start())
    if opened is not None:
        closing = text.find(")", match.end())
        end = min(end, closing if closing >= 0 else end)
    for other_rule, other in found:
        if other.start() >= match.end() and other_rule.reach == "after":
            end = min(end, other.start())
    return end


def _start_of_reach(
    text: str,
    rule: CueRule,
    match: re.Match[str],
    found: list[tuple[CueRule, re.Match[str]]],
) -> int:
    opened = _open_bracket(text, match.start())
    lowest, at = 0, match.start()
    if opened is not None and text[opened + 1 : at].strip(" ,-"):
        lowest, opened = opened + 1, None
    elif opened is not None:
        at = opened
    at = len(text[:at].rstrip(" -–—:,"))
    start = _after_other_cue(match, found, lowest)
    for clause in _CLAUSE_END.finditer(text, start, at):
        start = clause.end()
    for head in _HEAD.finditer(text, start, at):
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


def _after_other_cue(
    match: re.Match[str], found: list[tuple[CueRule, re.Match[str]]], start: int
) -> int:
    ends = [other.end() for _, other in found if other.end() <= match.start()]
    return max([start, *ends])


def _open_bracket(text: str, at: int) -> int | None:
    """Position of the bracket that is open at ``at``, or ``None``."""
    opened = text.rfind("(", 0, at)
    return opened if opened >= 0 and text.find(")", opened, at) < 0 else None
