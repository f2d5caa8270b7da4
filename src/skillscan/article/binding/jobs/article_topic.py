"""Whose jobs an article as a whole is about."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from skillscan.article.binding.jobs.populations import PopulationReader
from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleText, Quantity

_BEGINNING, _NOT_IN_PASSING = 400, 3
"""Characters at an article's beginning that tell its topic, and how often a topic is named."""
_WHOLE_SAMPLE = r" (?:{trade_adjectives} )?{trade_names} (?:job )?{trade_nouns}\b"
"""What an article says that it read where it is on all of tech: "10,000 tech postings"."""
_SAMPLE = r" ((?:[\w/-]+ ){0,3}(?:job )?{sample_nouns})\b(?: (?:for|of) ((?:[\w/-]+ ){1,3}[\w-]+))?"
_LEAST_SAMPLE = 20
_IS_PART = (
    r"(?: {part_verbs})?\W{0,4}\d[\d.,]{0,6} ?(?:%|percent\b)"
    r"(?: of (?:{owners} )?(?:\w+ )?{part_nouns}\b|[.;\n]|$)"
)
"""A job that is only a part of the openings that an article is about: "ML roles: 9.8 %"."""


class ArticleTopic:
    """The jobs that one article is about: of ours, of others, or all of tech."""

    def __init__(
        self,
        article: ArticleText,
        quantities: Sequence[Quantity],
        words: ArticleWords,
        populations: PopulationReader,
    ) -> None:
        self._article = article
        self._quantities = quantities
        self._words = words
        self._populations = populations

    @cached_property
    def occupation(self) -> tuple[str, str] | None:
        """The occupation that the article is about, of those that populations know: the first of
        its headings or beginning, else of what is named more than in passing.
        """
        if self.is_of_whole_trade or self._sample_of_others:
            return None
        if sample := self._sample_of_ours:
            return sample
        found = [
            one
            for one in self._words.find("fields", self._article.text)
            if one.rule.fields["occupation"]
            and not pattern_of(_IS_PART).match(self._article.text, one.end)
        ]
        counts = Counter(one.rule.id for one in found)
        headings = [(b.start, b.end) for b in self._article.blocks if b.kind == "heading"]
        starts = [start for start, _ in headings]
        for one in found:
            is_topic = one.start < _BEGINNING or counts[one.rule.id] >= _NOT_IN_PASSING
            above = bisect_right(starts, one.start) - 1
            if is_topic or (above >= 0 and one.start < headings[above][1]):
                return str(one.rule.fields["occupation"]), self._article.text[one.start : one.end]
        return None

    @cached_property
    def is_of_whole_trade(self) -> bool:
        """Whether the article says that it read postings of all of tech, and not before that it
        read those of a job of ours: another's count of tech postings stands beside them.
        """
        counts = (q for q in self._quantities if q.unit == "count")
        sample = pattern_of(_WHOLE_SAMPLE)
        first = next((q for q in counts if sample.match(self._article.text, q.end)), None)
        own = min((quantity.start for quantity, _ in self._samples_of_ours), default=None)
        return first is not None and (own is None or first.start < own)

    @cached_property
    def others(self) -> str | None:
        """The other jobs that an article is about, as its first heading says, or all of tech where
        it names that and no job of ours.
        """
        if words := self._sample_of_others:
            return words
        heading = next((b for b in self._article.blocks if b.kind == "heading"), None)
        text = self._article.text[heading.start : heading.end] if heading else ""
        words = self._populations.other_market(text)
        if words and not self._words.has("fields", words, "ai_skills"):
            return words
        found = self._words.find("whole_trade", self._article.text)[:1]
        return next((self._article.text[one.start : one.end] for one in found), None)

    @cached_property
    def _sample_of_ours(self) -> tuple[str, str] | None:
        """The one job of ours whose openings the article counts: "900 ads for ML engineers"."""
        named = {job for _, job in self._samples_of_ours}
        return named.pop() if len(named) == 1 else None

    @cached_property
    def _samples_of_ours(self) -> list[tuple[Quantity, tuple[str, str]]]:
        """The counts of openings of jobs of ours, each with its job."""
        return [
            (quantity, found)
            for quantity in self._quantities
            if quantity.unit == "count" and quantity.high >= _LEAST_SAMPLE
            if (phrase := pattern_of(_SAMPLE, 0).match(self._article.text, quantity.end))
            for said in filter(None, phrase.groups())
            if (found := self._populations.occupation(said)) and found[0]
        ]

    @cached_property
    def _sample_of_others(self) -> str | None:
        """The other jobs whose postings an article says that it read: "1,000 FDE job postings"."""
        text = self._article.text
        for quantity in self._quantities:
            if quantity.unit != "count" or quantity.high < _LEAST_SAMPLE:
                continue
            phrase = pattern_of(_SAMPLE, 0).match(text, quantity.end)
            if phrase is None or self._populations.is_of_ai(phrase[1]):
                continue
            if any(own.start < quantity.start for own, _ in self._samples_of_ours):
                continue  # another's count stands beside the article's own
            for said in filter(None, phrase.groups()):
                if words := self._populations.other_market(said):
                    return words
        return None
