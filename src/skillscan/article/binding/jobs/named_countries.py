"""Which countries a text names as those of openings: not somebody's home, a visa, a firm's name."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from skillscan.article.binding.vocabulary import ArticleWords, FoundWords
from skillscan.article.grammar import pattern_of, words_of

_SEEN = 90
"""Characters before and behind a country that tell what is meant by it."""
_NAME_BEFORE = r"\b{names_before_country} (?:the )?$"
_HOME_BEFORE = (
    r"\b{home_words}(?: {home_adverbs})?"
    r" (?:in|to|from|at) (?:the )?$"
)
_SITES_OF_FIRMS = (
    r"\b{hiring_nouns} (?:with|that have|having) (?:[\w-]+ ){0,2}?"
    r"{site_nouns} in (?:the )?$"
)
"""Who hires there: "postings from 1,940 employers with offices in the US"."""
_NAME_BRACKET = re.compile(r"(?:^|\b(?:to|with|and|by|from|asked|,) )[A-Z][a-z]+ \($")
"""Whose home a bracket gives: "to Carla (Lisbon) and to Wim (Rotterdam)"."""
_OUR_HOME_BEFORE = (
    r"\b(?:{author_words}|we['’]re|i['’]m|us)\b(?: (?!{opening_nouns}\b)[\w'’-]+){0,5}"
    r" (?:based|headquartered|sit|sits|sitting) in (?:the )?$"
)
_PERSON_BEFORE = (
    r"\b(?:an?|my|our|one|his|her|the|this|that)(?: [\w'’-]+){0,2} {single_people}"
    r"(?: (?:based|living|working))? (?:from|in|at|of) (?:the )?$"
)
_OWN_JOB_BEFORE = (
    r"\b{job_getting_verbs}(?: (?:an?|the|my|his|her))?(?: \w+)? {single_openings}"
    r" (?:in|at|from) (?:the )?$|\b{working_verbs} (?:for|at|with) an? $"
)
_ONE_BEFORE = r"\b(?:an?|my|one|another|some)(?: [\w'’-]+)? $"
_ONE_BEHIND = r" (?:[\w-]+ )?(?!(?:company|firm|team|agency)\b){single_people}\b"
_OTHER_BEHIND = (
    r"(?:['’]s)? (?:(?!(?:{hiring_nouns}|{job_heads}s?)\b)[\w-]+ ){0,2}?{no_openings_of_country}\b"
)
_TOLD_BEHIND = (
    r", (?:an?|one|the|my|our) (?:[\w-]+ ){0,2}?{single_people}(?: [\w-]+){0,3}?"
    r" (?:tells|told|says|said|writes|wrote)\b"
)
"""Who tells of a country: "in France, an economist tells me, 45 % of all adverts …"."""
_LANGUAGE = r"{language_names}\b(?![- ](?:[\w/-]+ ){0,2}{hiring_nouns}\b)"
_IN_LANGUAGE = r"\bin $"
_PAPERS_BEFORE = r"\b{entry_papers} (?:for|to|of|in|from) (?:the )?$"
"""What lets somebody in: "a visa for Canada"."""
_ADJECTIVE = r"{country_adjectives}"
_ONES_BEHIND = r" (?:ones?|side|half|part|{figure_nouns}|figure|number|share)\b"
"""What goes on with openings that were told of: "in the British ones"."""
_RANGE_BEFORE, _RANGE_BEHIND = (
    r"(?:\b[Ff]rom |\()[A-Z][\w.]*(?: [A-Z][\w.]*)? to (?:the )?$",
    r" to (?:the )?[A-Z]",
)
"""How far places reach, of which two are named: "from Lisbon to Los Angeles"."""
_SOME_ARE_FROM = r"(?<!\bthe )\b{some_of_them}\b[^.;:,]{0,60}\b(?:from|in) (?:the )?$"
_AGAINST_BEFORE = (
    r"\b{against_country}"
    r"(?: (?:only|just|the|in|from|for|of|any|all|those|that|{hiring_nouns})){0,5} $"
)
_BUT_BEFORE = r"\d[^.;]{0,80}[,;] {turning_words}(?: only)? (?:in|for) (?:the )?$"
"""What sets a country against a number before it: "39 %, but in Germany it is a meagre 12"."""
_MORE_BEFORE = r"\b{more_of_them}(?: (?:in|among|from|of))?(?: the)? $"
_JOINED_BEHIND = (
    r"(?:['’]s)?(?:[- ](?:based|wide|only))?"
    r"(?:[ -](?!(?:{no_openings_of_country}|{never_in_attribute})\b)[\w/.&-]+){0,3}?"
    r"[ -](?:{hiring_nouns}|{job_heads}s?)\b"
)
_CALLED = r" (?:(?!{never_in_attribute}\b)[\w/-]+ ){0,3}?{opening_nouns}\b"
"""What is called by a country right before it: "moved in the US ML engineer listings"."""
_OTHER_COUNTRIES = (
    r"(?:, [\w ,]{2,40})?,? (?:and|plus|or|&) (?:in )?(?:[\w-]+ ){0,3}?"
    r"(?:other|more|further) {place_nouns}\b"
)
"""What joins other places to a country: "in Ireland and a dozen other countries"."""
_FIRMS_BEHIND = r"(?:['’]s)? (?:[\w-]+ )?{firm_nouns}\b"
_PLACE_BEFORE = (
    r"\b(?:in|across|from|throughout|for|within|around|of|to|inside|over)"
    r" (?:all of |the whole of )?(?:the )?$"
)
_AND = r"(?: {hiring_nouns})?(?:, ?| and | & |/|, and )(?:in |from )?(?:the )?"
_OPENINGS_BEFORE = (
    r"\b(?!{sum_nouns}\b)(?:{hiring_nouns}|{job_heads}s)(?: (?:for|of) [\w/-]+(?: [\w/-]+){0,3}?)?"
    r" (?:in|across|throughout|from|within|around) (?:all of )?(?:the )?$"
)
_LEFT_OUT_BEFORE = r"\boutside(?: of)? (?:the )?$"
_LEFT_OUT_BEHIND = r"[^.;]{0,30} {left_out_words}\b"
_REPORT_BEFORE = r"\b{own_outlets} (?:\w+ )?(?:on|about|for) (?:the )?$"
_HIRING = r"\b{hiring_nouns}\b"
_HIRING_OR_EDITION = r"\b(?:{hiring_nouns}|{edition_nouns}|{own_outlets}|{job_heads}s?)\b"
_SEEKING = r"\b{seeking_verbs}\b"
_LABEL_BEFORE = r"^\W*{scope_labels}\W{1,4}(?:the )?$"
_SCOPE_BEFORE = r"\b{scope_verbs}(?: [\w-]+){0,4}? (?:the )?$|\b{scope_verbs} (?:the )?$"
_NARROWED_BEFORE = r"\b{narrowing_verbs}(?: [\w-]+){0,3} to (?:the )?$"
_SCOPE_BEHIND = r" (?:(?:{hiring_nouns}) )?(?:only|alone)\b"
_SCOPE_IN_COMMAS = r"[,(:;–—-] ?(?:the )?$"
_COMMA_BEHIND = re.compile(r"[,):;.–—]")
_ALL_OVER_BEFORE = r"^\W*{all_over_words} (?:the )?$"
_ALL_OVER_BEHIND = r",? (?:[\w-]+ ){0,5}?{hiring_nouns}\b"
_JOB_IN = re.compile(
    r"(?: hired| employed| sought| wanted)? (?:in|across|throughout|from|within|around)"
    r" (?:all of )?(?:the )?"
)
_CITY = r"{city_names}"
_SPEAKS_OF = ("fields", "postings", "sample")
_ALONE = 4
"""Characters beside a city that make a text hardly more than its name, as a table's row."""
REGIONS = words_of("region_codes")
"""What is told like a country, and of which no population ever is."""
_NONE_OUTSIDE = (
    r"\bnone (?:of (?:them|these|which|those) )?(?:is |are |were |was )?(?:from )?outside"
    r"(?: of)? (?:the )?$|\bone (?:single )?country\b[^.;]{0,20}[(:] ?(?:the )?$"
)
"""What says of openings that they are of a country alone: "none of them from outside the US"."""
_FIGURES_BEFORE = (
    r"\b{figure_nouns}\b (?:[\w-]+ )?(?:are|is|were|come|comes|relate|apply|refer)(?: [\w-]+){0,3}"
    r" (?:for|from|of|to) (?:the )?$"
)


class CountryReader:
    """Reads countries by ``article_denominators.yaml`` and ``article_grammar.yaml``."""

    def __init__(self, words: ArticleWords) -> None:
        self._words = words

    @lru_cache(maxsize=1024)  # noqa: B019 (one reader an article)
    def named(self, text: str) -> Sequence[FoundWords]:
        """The countries of a text but such as only some of what was read are from ("most ads with
        a salary come from the US"), and those that name no openings: a firm ("Bank of America"), a
        person's home, a visa, a language.
        """
        return [one for one in self._words.find("countries", text) if self._may_be_of(text, one)]

    def _may_be_of(self, text: str, one: FoundWords) -> bool:
        before, behind = _around(text, one)
        others = (_NAME_BEFORE, _PERSON_BEFORE, _SOME_ARE_FROM, _PAPERS_BEFORE)
        if self._is_home(text, one) or any(pattern_of(o).search(before) for o in others):
            return False
        is_told = any(pattern_of(one).match(behind) for one in (_OTHER_BEHIND, _TOLD_BEHIND))
        if is_told or _is_of_range(before, behind):
            return False
        if self._is_scene(text, one) or self._calls_nothing(text, one):
            return False
        if pattern_of(_IN_LANGUAGE).search(before) and pattern_of(_LANGUAGE).match(text, one.start):
            return False
        return not (
            pattern_of(_ONE_BEFORE).search(before) and pattern_of(_ONE_BEHIND).match(behind)
        )

    def _is_scene(self, text: str, one: FoundWords) -> bool:
        """Whether a city is only where a tale takes place, of which no openings are told."""
        return (
            pattern_of(_CITY).fullmatch(text, one.start, one.end) is not None
            and len(text.strip()) > one.end - one.start + _ALONE
            and not any(character.isdigit() for character in text)
            and not any(self._words.has(group, text) for group in _SPEAKS_OF)
            and pattern_of(_HIRING).search(text) is None
        )

    def _calls_nothing(self, text: str, one: FoundWords) -> bool:
        """Whether an adjective stands in a text in which nothing is told of openings, which it
        could call: "Mexican standoff", "going Dutch".
        """
        return (
            pattern_of(_ADJECTIVE).fullmatch(text, one.start, one.end) is not None
            and len(text.strip()) > one.end - one.start + _ALONE
            and not any(character.isdigit() for character in text)
            and not any(self._words.has(group, text) for group in _SPEAKS_OF)
            and pattern_of(_ONES_BEHIND).match(text, one.end) is None
            and pattern_of(_HIRING_OR_EDITION).search(text) is None
        )

    @lru_cache(maxsize=1024)  # noqa: B019 (one reader an article)
    def told(self, text: str) -> Sequence[FoundWords]:
        """The countries ``named`` but those that are only set against others ("unlike employers in
        Germany"), and where more of the openings are so ("above all in the US").
        """
        is_of_person = any(self._is_home(text, one) for one in self._words.find("countries", text))
        return [
            one
            for one in self.named(text)
            if not self._is_set_against(text, one)
            if not self._has_others_beside(text, one)
            if not (is_of_person and not self.is_attribute(text, one))
        ]

    def _is_set_against(self, text: str, one: FoundWords) -> bool:
        before, behind = _around(text, one)
        if pattern_of(_NONE_OUTSIDE).search(before):
            return False
        return not _is_all_else_left_out(before, behind) and any(
            pattern_of(template).search(before)
            for template in (_AGAINST_BEFORE, _MORE_BEFORE, _BUT_BEFORE)
        )

    @staticmethod
    def _is_home(text: str, one: FoundWords) -> bool:
        """Whether somebody lives or works there, or the author's firm sits there."""
        before, behind = _around(text, one)
        if pattern_of(_SITES_OF_FIRMS).search(before) or pattern_of(_CALLED).match(behind):
            return False
        if _NAME_BRACKET.search(before) and behind.startswith(")"):
            return True
        return any(
            pattern_of(o).search(before) for o in (_HOME_BEFORE, _OUR_HOME_BEFORE, _OWN_JOB_BEFORE)
        )

    def without_others(self, text: str) -> str:
        """A text without the countries that it names for something else than openings."""
        told = {one.start for one in self.told(text)}
        found = self._words.find("countries", text)
        return _without(text, [one for one in found if one.start not in told])

    def without_joined(self, text: str) -> str:
        """A text without its countries where two of them are joined: "in the US and the UK"."""
        named = self.named(text)
        is_joined = any(
            one.rule.id != other.rule.id
            and pattern_of(_AND).fullmatch(text, one.end, other.start) is not None
            for one, other in pairwise(named)
        ) or any(self._has_others_beside(text, one) for one in named)
        return _without(text, named) if is_joined else text

    @staticmethod
    def _has_others_beside(text: str, one: FoundWords) -> bool:
        """Whether further countries are meant beside it that are not named: "in Ireland and a
        dozen other countries".
        """
        return pattern_of(_OTHER_COUNTRIES).match(text, one.end) is not None

    def is_attribute(self, text: str, one: FoundWords) -> bool:
        """Whether openings, their employers or market are called by a country: "US postings"."""
        before, behind = _around(text, one)
        return (
            before.endswith("#")
            or pattern_of(_JOINED_BEHIND).match(behind) is not None
            or pattern_of(_OPENINGS_BEFORE).search(before) is not None
            or any(
                _JOB_IN.fullmatch(text, job.end, one.start)
                for job in self._words.find("fields", text)
            )
        )

    @staticmethod
    def is_all_over(text: str, one: FoundWords) -> bool:
        """Whether openings are said to be so all over a country: "Across the US, a posting stays
        open for 38 days".
        """
        return (
            pattern_of(_ALL_OVER_BEFORE).search(text, 0, one.start) is not None
            and pattern_of(_ALL_OVER_BEHIND).match(text, one.end) is not None
        )

    @staticmethod
    def is_scope_in_commas(text: str, one: FoundWords) -> bool:
        """Whether nothing but openings of a country is told of, also where a figure follows: "ML
        engineer listings, US only, this quarter: senior in 39 %".
        """
        only = pattern_of(_SCOPE_BEHIND).match(text, one.end)
        return (
            only is not None
            and pattern_of(_SCOPE_IN_COMMAS).search(text, 0, one.start) is not None
            and _COMMA_BEHIND.match(text, only.end()) is not None
        )

    @staticmethod
    def is_of_firms(text: str, one: FoundWords) -> bool:
        """Whether firms are called by a country, of whose openings nothing is said: "German
        companies could learn from that".
        """
        return pattern_of(_FIRMS_BEHIND).match(text, one.end) is not None

    def is_of_openings(self, text: str, one: FoundWords) -> bool:
        """Whether openings are called by a country, or firms that seek people, or a sentence on
        openings says that they are there: "in Britain".
        """
        before, _ = _around(text, one)
        if pattern_of(_REPORT_BEFORE).search(before):
            return True
        if self.is_attribute(text, one):
            return not self.is_of_firms(text, one) or self._speaks_of_openings(text)
        is_place = pattern_of(_PLACE_BEFORE).search(before) is not None
        return is_place and (
            pattern_of(_HIRING).search(text) is not None
            or self._words.has("fields", text)
            or self._words.has("postings", text)
        )

    def _speaks_of_openings(self, text: str) -> bool:
        """Whether a sentence on firms says what they seek: "American companies hire again"."""
        return pattern_of(_SEEKING).search(text) is not None or any(
            self._words.has(group, text) for group in ("fields", "postings")
        )

    def is_scope(self, text: str, one: FoundWords) -> bool:
        """Whether a sentence says that all of an article is of a country: "Scope: United States",
        "all figures are for the UK", "restricted to UK roles".
        """
        before, behind = _around(text, one)
        if any(
            pattern_of(template).search(before)
            for template in (_LABEL_BEFORE, _SCOPE_BEFORE, _NARROWED_BEFORE, _FIGURES_BEFORE)
        ):
            return True
        if _is_all_else_left_out(before, behind) or pattern_of(_NONE_OUTSIDE).search(before):
            return True
        if text.strip(" .*_") == text[one.start : one.end].strip() and text.strip().endswith("."):
            return True
        return pattern_of(_SCOPE_BEHIND).match(text, one.end) is not None


def code_of(one: FoundWords) -> str:
    """The code of a country that was found."""
    return str(one.rule.fields["country"])


def _around(text: str, one: FoundWords) -> tuple[str, str]:
    """What stands right before and right behind a country."""
    return text[max(0, one.start - _SEEN) : one.start], text[one.end : one.end + _SEEN]


def _is_all_else_left_out(before: str, behind: str) -> bool:
    """Whether all but a country is left out: "jobs outside the UK were dropped"."""
    return bool(
        pattern_of(_LEFT_OUT_BEFORE).search(before) and pattern_of(_LEFT_OUT_BEHIND).match(behind)
    )


def _is_of_range(before: str, behind: str) -> bool:
    is_last = pattern_of(_RANGE_BEFORE, 0).search(before) is not None
    is_first = before.endswith(("from ", "From "))
    return is_last or (is_first and pattern_of(_RANGE_BEHIND, 0).match(behind) is not None)


def _without(text: str, found: Sequence[FoundWords]) -> str:
    for one in reversed(found):
        text = f"{text[: one.start]}…{text[one.end :]}"
    return text
