"""How senior a posting is, from its title and, where that says nothing, from its text.

Decision (docs/annotation-guide.md#seniority): a level word outranks a numeral; two words that stand
together ("Senior Staff") give the higher level, two that are told apart ("Senior/Staff", "Junior to
Senior") give none; ladder grades that only the employer can read ("L4", "Engineer 4") give none.
Years of experience and hints never give a level. The words stand in ``data/rules/seniority.yaml``.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from skillscan.nlp.reading import Seniority
from skillscan.resources import data_yaml

ORDER: tuple[Seniority, ...] = ("intern", "junior", "mid", "senior", "staff")
MAX_TEXT_CHARS = 6000
"""The text names its own level at the start or nowhere."""


_ALTERNATIVES = re.compile(
    r"[\s).,'-]*(?:level)?\s?(?:/|\bor\b|\bto\b|\+|&|＆|\band\b|\|)\s?\(?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SeniorityLevel:
    """A level and the words that give it (character offsets); ``None`` says: several levels."""

    level: Seniority | None
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class _LevelWord:
    level: Seniority
    start: int
    end: int


def level_of_title(title: str) -> SeniorityLevel | None:
    """The level a title states; its ``level`` is ``None`` where it states several."""
    several = _several("all_levels").search(title)
    if several:
        return SeniorityLevel(None, several.start(), several.end(), "several_levels")
    words = _words(title)
    if words:
        return _level_of_words(title, words)
    return _numeral(title)


def level_of_text(text: str) -> SeniorityLevel | None:
    """The level a posting's text gives the posting itself; several different ones give none."""
    part = text[:MAX_TEXT_CHARS]
    found = [
        level
        for name, pattern, unless in _text_rules()
        for level in _levels_by_rule(part, name, pattern, unless)
    ]
    if not found or len({level.level for level in found}) > 1:
        return None
    return min(found, key=lambda level: level.start)


def _levels_by_rule(
    text: str, name: str, pattern: re.Pattern[str], unless: re.Pattern[str] | None
) -> list[SeniorityLevel]:
    """Levels that one rule reads in the text."""
    levels = []
    for match in pattern.finditer(text):
        if unless and unless.search(text[max(0, match.start() - 60) : match.start()]):
            continue
        words = _words(match[0])
        if words and not _names_another(text[match.start() + words[-1].end :][:40]):
            highest = max(words, key=lambda word: ORDER.index(word.level))
            start = match.start()
            rule = f"text_{name}"
            levels.append(
                SeniorityLevel(highest.level, start + highest.start, start + highest.end, rule)
            )
    return levels


def _names_another(after: str) -> bool:
    """Whether another level stands beside the one just read: "Senior and Staff engineers"."""
    words = _words(after)
    return bool(words) and _are_alternatives(after[: words[0].start])


def _words(text: str) -> list[_LevelWord]:
    """Level words in text order."""
    words = [
        _LevelWord(level, match.start(), match.end())
        for level, pattern, unless in _level_rules()
        for match in pattern.finditer(text)
        if not (unless and _overlaps(unless, text, match))
    ]
    return sorted(words, key=lambda word: word.start)


def _overlaps(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    return any(m.start() <= match.start() < m.end() for m in pattern.finditer(text))


def _level_of_words(title: str, words: list[_LevelWord]) -> SeniorityLevel:
    """One level of all the words of a title."""
    if any(word.level == "intern" for word in words):
        word = next(word for word in words if word.level == "intern")
        return SeniorityLevel("intern", word.start, word.end, "title_word")
    groups = _groups(title, words)
    apart = {group.level for group in groups}
    if len(groups) > 1 and len(apart) > 1:
        return SeniorityLevel(None, words[0].start, words[-1].end, "several_levels")
    if _first_job_has_no_level(title, words[0]):
        return SeniorityLevel(None, words[0].start, words[0].end, "several_levels")
    highest = max(groups, key=lambda word: ORDER.index(word.level))
    return SeniorityLevel(highest.level, highest.start, highest.end, "title_word")


def _groups(title: str, words: list[_LevelWord]) -> list[_LevelWord]:
    """Words that are not told apart, as one word of the highest level: "Senior Staff"."""
    groups = [words[0]]
    for word in words[1:]:
        last = groups[-1]
        if _are_alternatives(title[last.end : word.start]):
            groups.append(word)
        elif ORDER.index(word.level) > ORDER.index(last.level):
            groups[-1] = word
        else:
            groups[-1] = _LevelWord(last.level, last.start, word.end)
    return groups


def _are_alternatives(gap: str) -> bool:
    """Whether the words between two level words make them alternatives."""
    return _ALTERNATIVES.fullmatch(gap) is not None


def _first_job_has_no_level(title: str, word: _LevelWord) -> bool:
    """Whether the job stands before a slash without a level: "Engineer / Senior Engineer"."""
    before = title[: word.start]
    job = re.fullmatch(r"\W*((?:[\w-]+\s){0,4}?[\w-]+)\s?(?:/|\bor\b)\s?", before, re.IGNORECASE)
    if job is None:
        return False
    last = job[1].split()[-1]
    return (
        re.match(rf"\W*(?:[\w-]+\s){{0,4}}?{re.escape(last)}\b", title[word.end :], re.IGNORECASE)
        is not None
    )


def _numeral(title: str) -> SeniorityLevel | None:
    """The level of a numeral after the job's name; several different ones are several levels."""
    rules = _seniority()["numerals"]
    found = list(_numeral_pattern().finditer(title))
    if not found:
        return None
    match = found[0]
    if re.match(r"\s?(?:/|or\b|-|to\b)\s?(?:I|[1-5])", title[match.end() :]):
        return SeniorityLevel(None, match.start(), match.end(), "several_levels")
    digit = match["digit"] or match["level"]
    level = rules["digit"].get(int(digit)) if digit else rules["roman"].get(match["roman"])
    return SeniorityLevel(level, match.start(), match.end(), "title_numeral") if level else None


@cache
def _level_rules() -> list[tuple[Seniority, re.Pattern[str], re.Pattern[str] | None]]:
    return [
        (
            cast("Seniority", entry["level"]),
            re.compile(entry["pattern"], re.IGNORECASE),
            re.compile(entry["unless"], re.IGNORECASE) if "unless" in entry else None,
        )
        for entry in _seniority()["levels"]
    ]


@cache
def _text_rules() -> list[tuple[str, re.Pattern[str], re.Pattern[str] | None]]:
    words = "|".join(entry["pattern"] for entry in _seniority()["levels"])
    return [
        (
            entry["name"],
            re.compile(entry["pattern"].replace("{level}", words), re.IGNORECASE | re.MULTILINE),
            re.compile(entry["unless"], re.IGNORECASE) if "unless" in entry else None,
        )
        for entry in _seniority()["text"]
    ]


@cache
def _several(name: str) -> re.Pattern[str]:
    return re.compile(_seniority()["several"][name], re.IGNORECASE)


@cache
def _numeral_pattern() -> re.Pattern[str]:
    return re.compile(_seniority()["numerals"]["pattern"], re.IGNORECASE)


def _seniority() -> dict[str, Any]:
    return cast("dict[str, Any]", data_yaml("rules", "seniority.yaml"))
