"""How senior a posting is, from its title and, where that says nothing, from its text.

Decision (docs/annotation-guide.md#seniority): a level word outranks a numeral; two words that stand
together ("Senior Staff") give the higher level, two that are told apart ("Senior/Staff", "Junior to
Senior") give none; ladder grades that only the employer can read ("L4", "Engineer 4") give none.
Years of experience and hints never give a level. The words stand in ``data/rules/seniority.yaml``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from skillscan.nlp.job_title.title_jobs import listed_jobs
from skillscan.nlp.phrase_rule import PhraseRule, phrase_rules
from skillscan.nlp.reading import Seniority
from skillscan.rules import RuleFile
from skillscan.rules.literal_gate import folded
from skillscan.rules.literal_start import StartSearch

SENIORITY_FILE = "seniority.yaml"

ORDER: tuple[Seniority, ...] = ("intern", "junior", "mid", "senior", "staff")
MAX_TEXT_CHARS = 6000
"""The text names its own level at the start or nowhere."""


_BEFORE_CHARS = 60
"""How far before a level word the text is asked whether somebody else is meant."""
_AFTER_CHARS = 60
"""How far behind it, which job it ranks."""
_DASHES = ("-", "–", "—")
_NUMERAL = re.compile(r"(?:[IVX]+|\d)\Z", re.IGNORECASE)
_RANKS = re.compile(r"\b(?:[IVX]+|\d)\b|[.()]", re.IGNORECASE)
_NEXT_NUMERAL = re.compile(r"\s?(?:/|or\b|-|to\b)\s?(?:[IVX]+|[1-5])\b")
_IN_LAST_BRACKETS = re.compile(r"[(\[][^()\[\]]*\Z")
"""A level in the brackets behind all jobs is of all of them: "Scientist / Analyst (Junior)"."""
_ALTERNATIVES = re.compile(
    r"[\s).,'-]*(?:level)?\s?(?:/|\bor\b|\bto\b|\+|&|＆|\band\b|\|)[\s-]?\(?", re.IGNORECASE
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


class SeniorityRules:
    """Reads levels by one rule file."""

    def __init__(self, rules: RuleFile) -> None:
        """Take over the rules of ``seniority.yaml``."""
        self._levels = phrase_rules(rules, "levels")
        self._several = phrase_rules(rules, "several")
        self._numerals = phrase_rules(rules, "numerals")
        self._numeral_levels: Mapping[str, Seniority] = rules.words["numeral_levels"]
        in_text = phrase_rules(rules, "text", flags=re.IGNORECASE | re.MULTILINE)
        self._text = [(rule, StartSearch(rule.pattern)) for rule in in_text]

    def of_title(self, title: str) -> SeniorityLevel | None:
        """The level a title states; its ``level`` is ``None`` where it states several."""
        for rule in self._several:
            if several := rule.pattern.search(title):
                return SeniorityLevel(None, several.start(), several.end(), "several_levels")
        jobs = listed_jobs(title)
        return self._of_jobs(title, jobs) if jobs else self._of_job(title)

    def _of_jobs(self, title: str, jobs: list[tuple[int, int]]) -> SeniorityLevel | None:
        """The level of the first of several jobs; none where that has none, or is named again at
        another level.
        """
        found = [(start, self._of_job(title[start:end])) for start, end in jobs]
        stated = [(start, level) for start, level in found if level is not None]
        if not stated:
            return None
        start, first = stated[0]
        is_of_all = len(stated) == 1 and _IN_LAST_BRACKETS.search(title[: start + first.start])
        if is_of_all and start == jobs[-1][0]:
            return SeniorityLevel(first.level, start + first.start, start + first.end, first.rule)
        if found[0][1] is None or self._is_named_again(title, jobs, first, found[1][1]):
            return SeniorityLevel(None, 0, len(title), "several_levels")
        return SeniorityLevel(first.level, start + first.start, start + first.end, first.rule)

    def _is_named_again(
        self,
        title: str,
        jobs: list[tuple[int, int]],
        first: SeniorityLevel,
        second: SeniorityLevel | None,
    ) -> bool:
        """Whether the second job is the first at another level: "Senior Weaver / Staff Weaver"."""
        if second is None or second.level == first.level:
            return False
        names = [self._without_levels(title[start:end]) for start, end in jobs[:2]]
        return names[0] == names[1]

    def _without_levels(self, job: str) -> str:
        """The name of a job without its rank."""
        for word in reversed(self._words(job)):
            job = job[: word.start] + job[word.end :]
        return " ".join(_RANKS.sub(" ", job).lower().split())

    def _of_job(self, title: str) -> SeniorityLevel | None:
        """The level of one job."""
        words = self._words(title)
        if words:
            return _level_of_words(title, words)
        return self._of_numeral(title)

    def of_text(self, text: str) -> SeniorityLevel | None:
        """The level a posting's text gives the posting itself; several different ones give none."""
        part = text[:MAX_TEXT_CHARS]
        lowered = folded(part)
        found = [
            level
            for rule, search in self._text
            for level in self._levels_by_rule(part, rule, search.finditer(part, lowered))
        ]
        if not found or len({level.level for level in found}) > 1:
            return None
        return min(found, key=lambda level: level.start)

    def _levels_by_rule(
        self, text: str, rule: PhraseRule, matches: Iterable[re.Match[str]]
    ) -> Iterator[SeniorityLevel]:
        """Levels that one rule reads in the text, where it matches."""
        for match in matches:
            start = match.start()
            before = text[max(0, start - _BEFORE_CHARS) : start]
            if rule.unless_before and rule.unless_before.search(before):
                continue
            further = self._words(text[start : match.end() + _AFTER_CHARS])
            words = [word for word in further if start + word.start < match.end()]
            numeral = None if words else self._of_numeral(text[start : match.end() + _AFTER_CHARS])
            if numeral is not None and numeral.level and start + numeral.end <= match.end():
                place = start + numeral.start, start + numeral.end
                yield SeniorityLevel(numeral.level, *place, f"text_{rule.id}")
            elif words and not self._names_another(text[start + words[-1].end :][:40]):
                highest = max(words, key=lambda word: ORDER.index(word.level))
                place = start + highest.start, start + highest.end
                yield SeniorityLevel(highest.level, *place, f"text_{rule.id}")

    def _names_another(self, after: str) -> bool:
        """Whether another level stands beside the one just read: "Senior and Staff engineers"."""
        words = self._words(after)
        return bool(words) and _are_alternatives(after[: words[0].start])

    def _words(self, text: str) -> list[_LevelWord]:
        """Level words in text order."""
        words = [
            _LevelWord(cast("Seniority", rule.fields["level"]), match.start(), match.end())
            for rule in self._levels
            for match in rule.pattern.finditer(text)
            if not (rule.unless and _overlaps(rule.unless, text, match))
        ]
        return sorted(words, key=lambda word: word.start)

    def _of_numeral(self, title: str) -> SeniorityLevel | None:
        """The level of a numeral after the job's name; several different ones are several."""
        found = [match for rule in self._numerals if (match := rule.pattern.search(title))]
        match = min(found, key=lambda match: match.start(), default=None)
        numeral = match and _NUMERAL.search(match[0])
        if match is None or numeral is None:
            return None
        if _NEXT_NUMERAL.match(title, match.end()):
            return SeniorityLevel(None, match.start(), match.end(), "several_levels")
        level = self._numeral_levels.get(numeral[0])
        return SeniorityLevel(level, match.start(), match.end(), "title_numeral") if level else None


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
    return gap in _DASHES or _ALTERNATIVES.fullmatch(gap) is not None


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
