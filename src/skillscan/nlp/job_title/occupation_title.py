"""What a posting is for, from its title: the one named first decides.

Decision (docs/annotation-guide.md#role): a title that names machine learning or AI and has an
engineer word is an ``ml_engineer``, whatever else it says, unless AI is only the name of an
employer, a team or a product ("Software Engineer - Fernhill AI"). Sales, customer, support and
hardware engineers are ``other``; test and QA engineers are ``software_engineer``. The words stand
in ``data/rules/titles.yaml``.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import cast

from skillscan.nlp.job_title.title_jobs import JobLists
from skillscan.nlp.phrase_rule import cased_for, for_lower_case, phrase_rules
from skillscan.nlp.reading import Occupation
from skillscan.rules import RuleFile
from skillscan.rules.folding import folded
from skillscan.rules.literal_start import StartSearch
from skillscan.rules.phrases import NOTHING

TITLES_FILE = "titles.yaml"
_GROUPS = ("other_first", "test_first", "occupations", "words", "duties", "not_a_field")
_OF_LOWER_CASE = ("other_first", "test_first", "occupations", "not_a_field")
"""Groups whose phrases are sought in the title in lower case."""

MAX_TITLE_CHARS = 300
_GRADE = re.compile(
    r"^\W*(?:(?:senior|sr\.?|associate)\s)?(?:manager|vice president|vp|avp)\s?[,–-]\s"
    r"(?=[^,(/|]{0,60}\b(?:engineer|scientist|developer|architect)\b\s*(?:[,(/|-]|$))",
    re.IGNORECASE,
)
"""A rank that an employer puts before the trade: "Manager, Backend Engineer"."""
_MAX_SOUGHT, _SOUGHT_CHARS = 3, 80
_SOUGHT_END = re.compile(r"[.,;:!?\n(•]|\b(?:to|who|with|that|and|for|in|at)\b")
_LEAST_SALES_OF_BUILDERS = 3
_PLAINLY = 2
_LONG, _HARDLY, _BY_CHANCE = 3_000, 3, 1
_TWO_JOBS = 2
_LEAST_ANALYSIS, _LEAST_OF_ANALYTICS = (8, 4), (3, 3)
"""Words of analysis in a text, and different ones of them."""
_MUCH_MORE = 1.3
_BUILDERS = ("ml_engineer", "software_engineer")
"""What an engineer of a list may be, where only a later job says of what."""
_FOR_WHOM = len(" für ")
"""What tells behind a trade whom it is done for: "Entwickler für Weiterbildung" is no coder."""
_OPENS_TITLE = re.compile(r"\s[-|]\s")
_OTHER_FIELD = re.compile(r"\b(?:data|data science)[\s-]\w+$", re.IGNORECASE)
_OF_ANALYTICS = re.compile(r"\banalytics \w+$", re.IGNORECASE)
"""An engineer of data, unless the title names AI or machine learning as well."""
_TWO_FIELDS = re.compile(
    r"\b(?:ai|ml|learning|intelligence)\s?(?:[&/,]|and)\s?data(?: science)? \w+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TitleOccupation:
    """An occupation and the words of the title that name it (character offsets), and why."""

    occupation: Occupation
    start: int
    end: int
    rule: str


class TitleRules:
    """Reads occupations by one rule file."""

    def __init__(self, rules: RuleFile) -> None:
        """Take over the rules of ``titles.yaml``."""
        self._groups = {name: phrase_rules(rules, name) for name in _GROUPS}
        self._groups |= {name: for_lower_case(self._groups[name]) for name in _OF_LOWER_CASE}
        self._words = {rule.id: rule.pattern for rule in self._groups["words"]}
        self._duties = [
            (cast("Occupation", rule.fields["occupation"]), StartSearch(rule.pattern))
            for rule in self._groups["duties"]
        ]
        self._unless = {rule.id: rule.unless or NOTHING for rule in self._groups["words"]}
        self._jobs = JobLists(rules)

    def of_title(self, title: str, company: str | None = None) -> TitleOccupation | None:
        """The occupation a title names; ``None`` where it names none and the duties must decide."""
        text = plain_title(title)
        text = _GRADE.sub(lambda grade: " " * len(grade[0]), text)
        places = self._jobs.of(text)
        jobs = [text[:end] for _, end in places] or [text]
        found = next((found for job in jobs if (found := self._of_job(job, company))), None)
        is_of_later = found and found.occupation not in _BUILDERS and found.start >= len(jobs[0])
        return None if is_of_later and self.is_open(jobs[0]) else found

    def _of_job(self, text: str, company: str | None) -> TitleOccupation | None:
        """The occupation that one job of a title has."""
        lowered = text.lower()
        for occupation, group in (("other", "other_first"), ("software_engineer", "test_first")):
            for rule in self._groups[group]:
                match = rule.pattern.search(cased_for(rule.pattern, text, lowered))
                if match and not rule.is_taken_back(text) and not self._is_later(text, match):
                    return TitleOccupation(
                        cast("Occupation", occupation), match.start(), match.end(), rule.id
                    )
        return min(
            self._named_occupations(text, company), key=lambda found: found.start, default=None
        )

    def _is_later(self, text: str, match: re.Match[str]) -> bool:
        """Whether a trade that stands alone is listed before it: "Back end / Product Manager"."""
        trade = self._words["trade"].search(text, 0, match.start())
        return trade is not None and text[trade.end() :].lstrip().startswith(("/", "|", ","))

    def job_of(self, title: str, found: TitleOccupation) -> str:
        """The job that an occupation was found in, where the title lists several."""
        jobs = self._jobs.of(plain_title(title))
        return next((title[start:end] for start, end in jobs if found.start < end), title)

    def first_job(self, title: str) -> str:
        """The job that a title lists first; the title where it lists none."""
        jobs = self._jobs.of(plain_title(title))
        return title[: jobs[0][1]] if jobs else title

    def is_open(self, title: str) -> bool:
        """Whether a title leaves it to the text what is engineered."""
        return self._is_named("open", plain_title(title))

    def is_headline(self, title: str) -> bool:
        """Whether a title is a headline that may name no job: "Loomly | Oslo | Onsite"."""
        return self._words["headline"].search(plain_title(title)) is not None

    def is_of_research(self, title: str) -> bool:
        """Whether an open title is one of machine learning, unless the text is of other things."""
        return self._words["researches"].search(plain_title(title)) is not None

    def may_learn(self, title: str) -> bool:
        """Whether machine learning may be the work of an open title."""
        return self._words["learns"].search(plain_title(title)) is not None

    def is_builder(self, title: str) -> bool:
        """Whether an open title is of somebody who builds, and not of just anybody with AI."""
        return self._is_named("builder", plain_title(title))

    def sought(self, text: str) -> Occupation | None:
        """The occupation of the job that the text says it seeks."""
        return next((found.occupation for _, found in self._sought_jobs(text)), None)

    def _sought_jobs(self, text: str) -> Iterator[tuple[str, TitleOccupation]]:
        """The jobs of an occupation that the text says it seeks, in its words."""
        for match in islice(self._words["seeks"].finditer(text), _MAX_SOUGHT):
            job = _SOUGHT_END.split(text[match.end() : match.end() + _SOUGHT_CHARS], maxsplit=1)[0]
            if (found := self.of_title(job)) and found.occupation != "manager":
                yield job, found

    def is_of_another_trade(self, title: str, text: str) -> bool:
        """Whether a title names software only by a word that other trades share, and the text
        says that this is one of them: "Systems Engineer" of satellites.
        """
        named = plain_title(title)
        rest = self._words["loose"].sub(" ", named)
        if rest == named or any(self._words[word].search(rest) for word in ("software", "ai")):
            return False
        uses = self.uses_of_duties(text)
        code = self.uses_of_code(text) + uses.get("software_engineer", 0)
        return uses.get("other", 0) > _MUCH_MORE * code

    def is_keeping_systems(self, title: str, text: str) -> bool:
        """Whether an engineer of security, networks or IT guards and runs them, by the text."""
        if not self._is_named("keeper", plain_title(title)):
            return False
        code = self.uses_of_code(text) + self.uses_of_duties(text).get("software_engineer", 0)
        return self._uses("keeps", text) > _PLAINLY * (code + 1)

    def is_only_beside_ai(self, title: str, text: str) -> bool:
        """Whether a lead or specialist of AI hardly builds it, by a text long enough to tell."""
        if len(text) < _LONG or not self._is_named("beside_ai", plain_title(title)):
            return False
        code = self.uses_of_code(text) + self.uses_of_duties(text).get("software_engineer", 0)
        return code <= _HARDLY

    def is_testing_no_software(self, title: str, text: str) -> bool:
        """Whether who tests and is no engineer by the title tests other things than software, by a
        text long enough to tell: "Claims QA Analyst".
        """
        if len(text) < _LONG or self._words["engineer"].search(plain_title(title)):
            return False
        software = self.uses_of_duties(text).get("software_engineer", 0)
        return self.uses_of_code(text) + software <= _BY_CHANCE

    def is_selling(self, title: str, text: str) -> bool:
        """Whether the text of an engineer who may sell or build says that this one sells."""
        named = plain_title(title)
        if not self._is_named("may_sell", named):
            return False
        sells, serves, builds = (self._uses(name, text) for name in ("sells", "serves", "code"))
        uses = self.uses_of_duties(text)
        builds += uses.get("ml_engineer", 0) + uses.get("software_engineer", 0)
        selling = 2 * sells + serves
        if self._words["builds"].search(named):
            return sells >= _LEAST_SALES_OF_BUILDERS and selling > builds
        if self._words["deployed"].search(named):
            return selling >= (builds if sells else _PLAINLY * builds + 1)
        return _PLAINLY * selling >= builds

    def is_leading_people(self, title: str, text: str) -> bool:
        """Whether a lead of no known trade has people below them, by two places of the text."""
        return (
            self._is_named("may_lead_people", plain_title(title))
            and self._uses("leads_people", text) >= _PLAINLY
        )

    def is_analyst_of_data(self, title: str, text: str) -> bool:
        """Whether an analyst of anything analyses data by many and different words of the text."""
        named = plain_title(title)
        least = _LEAST_OF_ANALYTICS if self._is_named("of_analytics", named) else _LEAST_ANALYSIS
        return self._words["analyst"].search(named) is not None and bool(
            self._uses_of_analysis(text, *least)
        )

    def second_of(self, title: str, found: TitleOccupation, text: str) -> Occupation | None:
        """The occupation of the second of two jobs, where the text plainly is of that one.

        It says that it seeks the second, or a "Software Engineer / Data Scientist" analyses data.
        """
        named = plain_title(title)
        jobs = [named[start:end] for start, end in self._jobs.of(named)]
        second = self._of_job(jobs[1], None) if len(jobs) == _TWO_JOBS else None
        if second is None or second.occupation in (found.occupation, "manager", "other"):
            return None
        sought, job = next(((f.occupation, job) for job, f in self._sought_jobs(text)), (None, ""))
        named_there = {named.occupation for named in self._named_occupations(job, None)}
        if sought == second.occupation and found.occupation not in named_there:
            return second.occupation
        if found.rule != "title_software" or second.occupation != "data_scientist":
            return None
        software = self.uses_of_duties(text).get("software_engineer", 0)
        is_analysis = self._uses_of_analysis(text) > _PLAINLY * software
        return second.occupation if is_analysis else None

    def _uses_of_analysis(
        self, text: str, least: int = _LEAST_ANALYSIS[0], kinds: int = _LEAST_ANALYSIS[1]
    ) -> int:
        """How often a text analyses data, 0 where it does so seldom or by few different words."""
        found = [match.lower() for match in self._words["analyses"].findall(text)]
        is_much = len(found) >= least and len(set(found)) >= kinds
        return len(found) if is_much else 0

    def uses_of_code(self, text: str) -> int:
        """How often a text uses words of those who write code."""
        return self._uses("code", text)

    def _is_named(self, word: str, title: str) -> bool:
        """Whether a title has words of this rule that nothing in it takes back."""
        return self._words[word].search(title) is not None and not self._unless[word].search(title)

    def _uses(self, word: str, text: str) -> int:
        return len(self._words[word].findall(text))

    def uses_of_duties(self, text: str) -> dict[Occupation, int]:
        """How often a text uses the words of each occupation that duties can tell."""
        lowered = folded(text)
        counts: dict[Occupation, int] = {}
        for occupation, search in self._duties:
            uses = sum(1 for _ in search.finditer(text, lowered))
            counts[occupation] = counts.get(occupation, 0) + uses
        return counts

    def _named_occupations(self, text: str, company: str | None) -> Iterator[TitleOccupation]:
        """Every occupation that the title names."""
        engineer = self._first_engineer(text)
        field = self._first_field(text, company)
        is_ai = engineer is not None and field is not None
        lowered = text.lower()
        for rule in self._groups["occupations"]:
            name = rule.fields["occupation"]
            match = rule.pattern.search(cased_for(rule.pattern, text, lowered))
            if match and is_ai and name == "data_engineer" and _OF_ANALYTICS.search(match[0]):
                continue
            if match and not rule.is_taken_back(text) and not _is_grade(name, text, match):
                yield TitleOccupation(
                    cast("Occupation", name), match.start(), match.end(), f"title_{name}"
                )
        if engineer and field:
            start = min(engineer.start(), field.start())
            end = max(engineer.end(), field.end())
            yield TitleOccupation("ml_engineer", start, end, "title_ai_engineer")
        elif field and self._words["ml_without_engineer"].search(text):
            # Scientists and analysts of AI are found above; what is left builds or learns to.
            yield TitleOccupation("ml_engineer", len(text) - 1, len(text), "title_ai_only")
        elif engineer and (
            self._words["software"].search(text)
            or self._words["coder"].search(text, engineer.start(), engineer.end() + _FOR_WHOM)
        ):
            yield TitleOccupation(
                "software_engineer", engineer.start(), engineer.end(), "title_software"
            )
        elif (trade := self._words["trade"].search(text)) and (
            field is None or _is_listed_first(text, trade, field)
        ):
            yield TitleOccupation("software_engineer", trade.start(), trade.end(), "title_trade")

    def _first_engineer(self, text: str) -> re.Match[str] | None:
        """The first engineer word that does not end "data engineer" or "data science engineer"."""
        for match in self._words["engineer"].finditer(text):
            before = text[max(0, match.start() - 40) : match.end()]
            if _TWO_FIELDS.search(before) or not _OTHER_FIELD.search(before):
                return match
        return None

    def _first_field(self, text: str, company: str | None) -> re.Match[str] | None:
        """The first word that names AI or machine learning as the field of the work."""
        lowered = text.lower()
        teams = [
            match.span()
            for rule in self._groups["not_a_field"]
            for match in rule.pattern.finditer(cased_for(rule.pattern, text, lowered))
        ]
        for match in self._words["ai"].finditer(text):
            if any(start <= match.start() < end for start, end in teams):
                continue
            if not self._is_name(text, match, company):
                return match
        return None

    def _is_name(self, text: str, match: re.Match[str], company: str | None) -> bool:
        """Whether "AI" ends a proper name: of the employer, or of a product after the job."""
        if not match[0].lower().startswith(("ai", "a.i")) or match[0].lower() == "aiml":
            return False
        before = re.search(r"(?<![\w&])([A-Za-z][\w'+.-]*\w) $", text[: match.start()])
        if before is None or (len(before[1]) < 3 and before[1].isalpha()):
            return False
        if company and re.search(rf"\b{re.escape(before[1])}\s?\.?ai\b", company, re.IGNORECASE):
            return True
        if not before[1][0].isupper() or self._words["generic_before_ai"].fullmatch(before[1]):
            return False
        head = text[: before.start()]
        if not head.strip() and _OPENS_TITLE.match(text, match.end()):
            return self._words["engineer"].search(text[match.end() :]) is not None
        has_job = self._words["engineer"].search(head) or (
            head.rstrip().endswith("-") and self._words["ml_without_engineer"].search(head)
        )
        return bool(has_job) and self._words["engineer"].search(text[match.end() :]) is None


def _is_listed_first(text: str, trade: re.Match[str], field: re.Match[str]) -> bool:
    """Whether a list of trades names this one before AI: "Front-end / Data / ML"."""
    return trade.end() < field.start() and text[trade.end() :].lstrip().startswith("/")


def plain_title(title: str) -> str:
    """The title with odd dashes, quotes, spaces and "_" made plain, at most MAX_TITLE_CHARS long.

    Every character is replaced by exactly one, so that offsets stay those of the title.
    """
    return "".join(map(_plain_character, title[:MAX_TITLE_CHARS]))


@lru_cache(maxsize=10_000)
def _plain_character(char: str) -> str:
    if char in "–—−‐‑‒―":
        return "-"
    if char in "‘’‛`´":
        return "'"
    if char == "_" or char.isspace() or unicodedata.category(char) == "Cf":
        return " "
    plain = unicodedata.normalize("NFKD", char)
    return plain[0] if plain else char


def _is_grade(occupation: str, text: str, match: re.Match[str]) -> bool:
    """Whether "manager" only ranks an engineer named before it ("AI Engineer (Manager)")."""
    return occupation == "manager" and bool(
        re.search(
            r"\b(?:engineer|scientist|developer|architect)s?\b\s?[(,-]", text[: match.start()], re.I
        )
    )
