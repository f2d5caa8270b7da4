"""How senior a posting is, from its title and, where that says nothing, from its text.

Decision (docs/annotation-guide.md#seniority): a level word outranks a numeral; two words that stand
together ("Senior Staff") give the higher level, two neighbouring levels that are told apart
("Senior/Staff", "III/IV") the lower one, where a title does not leave open whether it is senior
("Senior/Mid", "I/II"), a wider range ("Junior to Senior") none; ladder grades
that only the employer can read ("L4", "Engineer 4") give none. Years of experience and hints never
give a level. The words stand in ``data/rules/seniority.yaml``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from skillscan.nlp.job_title.title_jobs import JobLists
from skillscan.nlp.phrase_rule import PhraseRule, phrase_rules
from skillscan.nlp.reading import Seniority
from skillscan.rules import RuleFile
from skillscan.rules.folding import folded
from skillscan.rules.literal_start import StartSearch, StartSearches

SENIORITY_FILE = "seniority.yaml"

ORDER: tuple[Seniority, ...] = ("intern", "junior", "mid", "senior", "staff")
_BELOW_SENIOR = ORDER[:3]
MAX_TEXT_CHARS = 6000
"""The text names its own level at the start or nowhere."""


_BEFORE_CHARS = 100
"""How far before a level word the text is asked whether somebody else is meant."""
_AFTER_CHARS = 60
"""How far behind it, which job it ranks."""
_BESIDE_CHARS = 40
"""How far behind a level word of a sentence another one may stand beside it."""
_DASHES = ("-", "–", "—")
_NUMERAL = re.compile(r"(?:[IVX]+|\d)\Z", re.IGNORECASE)
_RANKS = re.compile(r"\b(?:[IVX]+|\d)\b|[.()]", re.IGNORECASE)
_NEXT_NUMERAL = re.compile(r"\s?(?:/|&|or\b|and\b|-|to\b)\s?(?:level\s)?([IVX]+|[1-9])\b")
_IN_LAST_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,12}\Z")
"""A level in the brackets behind all jobs is of all of them: "Scientist / Analyst (Junior)"."""
_OTHER_LEVEL = re.compile(r"\s?/\s?|\sor\s", re.IGNORECASE)
"""Between a numeral and the level beside it: "Weaver II or Senior"."""
_OPENS_PART = re.compile(r"(?:\A[•*–]?|[(,|/\[-])\s*\Z")
"""Where a level word is no noun: "Senior - Staff Engineer", not "Engineer Senior - Tech Lead"."""
_ALTERNATIVES = re.compile(
    r"[\s).,'-]*(?:level)?\s?(?:/|,|\b(?:or|ou|oder)\b|\bto\b|\+|&|＆|\band\b|\|)[\s-]?(?:(?:or|and)\s)?\(?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SeniorityLevel:
    """A level and the words that give it (character offsets); ``None`` says: several levels."""

    level: Seniority | None
    start: int
    end: int
    rule: str
    is_range: bool = False
    """Two neighbouring levels are named, of which this is the lower one."""


@dataclass(frozen=True, slots=True)
class _LevelWord:
    level: Seniority
    start: int
    end: int


class SeniorityRules:
    """Reads levels by one rule file."""

    def __init__(self, rules: RuleFile, titles: RuleFile) -> None:
        """Take over the rules of ``seniority.yaml``, and of ``titles.yaml`` what names a job."""
        self._jobs = JobLists(titles)
        self._levels = phrase_rules(rules, "levels")
        self._several = phrase_rules(rules, "several")
        self._numerals = phrase_rules(rules, "numerals")
        self._numeral_levels: Mapping[str, Seniority] = rules.words["numeral_levels"]
        flags = re.IGNORECASE | re.MULTILINE
        self._text = phrase_rules(rules, "text", flags=flags)
        self._text_search = StartSearches(rule.pattern for rule in self._text)
        in_fields = phrase_rules(rules, "field", flags=flags)
        self._fields = [StartSearch(rule.pattern) for rule in in_fields]

    def of_title(self, title: str) -> SeniorityLevel | None:
        """The level a title states; its ``level`` is ``None`` where it states several."""
        for rule in self._several:
            if (several := rule.pattern.search(title)) and not rule.is_taken_back(title):
                return SeniorityLevel(None, several.start(), several.end(), "several_levels")
        jobs = self._jobs.of(title)
        found = self._of_jobs(title, jobs) if jobs else self._of_job(title)
        is_open = found is not None and found.is_range and found.level in _BELOW_SENIOR
        return replace(found, level=None, rule="several_levels") if found and is_open else found

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
        if found[0][1] is None:
            return SeniorityLevel(None, 0, len(title), "several_levels")
        if first.is_range and len({level.level for _, level in stated}) > 1:
            return SeniorityLevel(None, 0, len(title), "several_levels")
        second = found[1][1]
        is_other_level = second is not None and second.level != first.level
        if second is not None and is_other_level and self._is_named_again(title, jobs):
            lower = lower_neighbour([level.level for level in (first, second) if level.level])
            others = {level.level if level else None for _, level in found[2:]}
            if lower is None or not others <= {first.level, second.level}:
                return SeniorityLevel(None, 0, len(title), "several_levels")
            start, first = next(one for one in stated if one[1].level == lower)
            first = replace(first, is_range=True)
        return replace(first, start=start + first.start, end=start + first.end)

    def _is_named_again(self, title: str, jobs: list[tuple[int, int]]) -> bool:
        """Whether the second job is the first by name: "Senior Weaver / Staff Weaver"."""
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
        numeral = self._of_numeral(title)
        if not words:
            return numeral
        level = _level_of_words(title, words)
        is_beside = numeral and _OTHER_LEVEL.fullmatch(title, numeral.end, words[0].start)
        if numeral is None or not is_beside or not (numeral.level and level.level):
            return level
        lower = lower_neighbour([numeral.level, level.level])
        if lower is None:
            return SeniorityLevel(None, numeral.start, level.end, "several_levels")
        return replace(numeral if numeral.level == lower else level, is_range=True)

    def of_text(self, text: str) -> SeniorityLevel | None:
        """The level a posting's text gives the posting itself: in a sentence, or else in a field
        below it ("Seniority level: Entry level").
        """
        return self._of_sentences(text) or self._of_field(text)

    def _of_field(self, text: str) -> SeniorityLevel | None:
        """The level of a field that stands anywhere in the text."""
        folded_text = folded(text)
        found = [field for search in self._fields if (field := search.search(text, folded_text))]
        field = min(found, key=lambda field: field.start(), default=None)
        if field is None:
            return None
        words = self._words(text[field.start() : field.end()])
        level = _level_of_words(field[0], words) if words else None
        if level is None or level.level is None:
            return None
        start, end = field.start() + level.start, field.start() + level.end
        return SeniorityLevel(level.level, start, end, "text_field")

    def _of_sentences(self, text: str) -> SeniorityLevel | None:
        """The level that sentences give; several different ones give none."""
        part = text[:MAX_TEXT_CHARS]
        matches_of_each = self._text_search.finditer(part)
        found = [
            level
            for rule, matches in zip(self._text, matches_of_each, strict=True)
            for level in self._levels_by_rule(part, rule, matches)
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
            elif words and (found := self._of_sentence(text[start:], words)):
                yield SeniorityLevel(
                    found.level, start + found.start, start + found.end, f"text_{rule.id}"
                )

    def _of_sentence(self, text: str, words: list[_LevelWord]) -> _LevelWord | None:
        """The level of these words of a sentence, and of those beside them: "Senior and Staff
        engineers" are sought at the lower one.
        """
        end = words[-1].end
        beside = [
            _LevelWord(word.level, end + word.start, end + word.end)
            for word in self._words(text[end : end + _BESIDE_CHARS])
        ]
        if not beside or not _are_alternatives(text[end : beside[0].start]):
            beside = []
        groups = _groups(text, [*words, *beside])
        lower = lower_neighbour([group.level for group in groups])
        return next((group for group in groups if group.level == lower), None)

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
        level = self._of_numerals(title, numeral[0], match.end())
        if level is None and _NEXT_NUMERAL.match(title, match.end()):
            return SeniorityLevel(None, match.start(), match.end(), "several_levels")
        if level is None:
            return None
        is_range = _NEXT_NUMERAL.match(title, match.end()) is not None
        return SeniorityLevel(level, match.start(), match.end(), "title_numeral", is_range)

    def _of_numerals(self, title: str, numeral: str, end: int) -> Seniority | None:
        """The level of a numeral and those behind it: of "II/III" the lower one."""
        levels = [self._numeral_levels.get(numeral)]
        while following := _NEXT_NUMERAL.match(title, end):
            levels.append(self._numeral_levels.get(following[1]))
            end = following.end()
        known = [level for level in levels if level is not None]
        return lower_neighbour(known) if len(known) == len(levels) else None


def _overlaps(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    return any(m.start() <= match.start() < m.end() for m in pattern.finditer(text))


def _level_of_words(title: str, words: list[_LevelWord]) -> SeniorityLevel:
    """One level of all the words of a title."""
    if any(word.level == "intern" for word in words):
        word = next(word for word in words if word.level == "intern")
        return SeniorityLevel("intern", word.start, word.end, "title_word")
    groups = _groups(title, words)
    lower = lower_neighbour([group.level for group in groups])
    if lower is None:
        return SeniorityLevel(None, words[0].start, words[-1].end, "several_levels")
    if _first_job_has_no_level(title, words[0]):
        return SeniorityLevel(None, words[0].start, words[0].end, "several_levels")
    group = next(group for group in groups if group.level == lower)
    is_range = any(group.level != lower for group in groups)
    return SeniorityLevel(lower, group.start, group.end, "title_word", is_range)


def lower_neighbour(levels: Sequence[Seniority]) -> Seniority | None:
    """The level of these, of two neighbouring ones the lower; ``None`` for a wider range."""
    ranks = [ORDER.index(level) for level in levels]
    return ORDER[min(ranks)] if max(ranks) - min(ranks) <= 1 else None


def _groups(title: str, words: list[_LevelWord]) -> list[_LevelWord]:
    """Words that are not told apart, as one word of the highest level: "Senior Staff"."""
    groups = [words[0]]
    for word in words[1:]:
        last = groups[-1]
        gap = title[last.end : word.start]
        if (last.level, word.level) == ("mid", "senior") and gap.strip() in ("", *_DASHES):
            groups[-1] = _LevelWord("mid", last.start, word.end)
            continue
        is_adjective = last.level != "staff" and _OPENS_PART.search(title[: last.start])
        is_range = gap.strip() in _DASHES and is_adjective
        if is_range or _are_alternatives(gap):
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
