"""What a share is of that only the title above it names: its sentence names nothing and hardly goes
on behind the number, or asks for the title's last word.
"""

import re
from dataclasses import dataclass, replace

from skillscan.article.binding.links.linking_words import with_people_words
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.subjects.section_topics import SectionTopics

_OF_OPENINGS = re.compile(r",? which (?:are|were|is|was|have|had|come|came)\b")
"""A clause on the openings: "a tenth of postings, which were duplicates"."""
_A_WORD = re.compile(r"[\w'’-]+")
_PART_END = re.compile(r"[.,;:()]|—")
_HARDLY_A_WORD = 2


@dataclass(frozen=True, slots=True)
class TitledShares:
    """Finds the subjects of such shares of one article."""

    reading: ArticleReading
    topics: SectionTopics

    def below_title(
        self, around: Surroundings, denominator: ClaimDenominator
    ) -> ClaimSubject | None:
        """What the title above names, where the sentence names nothing and hardly goes on behind
        the number: "Boring, and in 24 % of the listings".
        """
        text, end = self.reading.text, max(around.quantity.end, denominator.end)
        if _OF_OPENINGS.match(text, end, around.after[1]):
            return None
        part = _PART_END.split(text[end : around.after[1]])[0]
        is_alone = (
            not self.reading.subjects(around.sentence) and len(part.split()) <= _HARDLY_A_WORD
        )
        return self.topics.of(around, is_first=self._is_first(around)) if is_alone else None

    def by_short_name(
        self, around: Surroundings, denominator: ClaimDenominator
    ) -> ClaimSubject | None:
        """What the title above names, where openings ask for its last word: "AI agents", then "a
        quarter of the openings speak of agents".
        """
        reading, text = self.reading, self.reading.text
        topic = self.topics.of(around, is_first=self._is_first(around))
        if topic is None or topic.dimension is None or reading.subjects(around.sentence):
            return None
        titles = reading.block(around).headings[-1:]
        named = [
            title[m.start : m.end]
            for title in titles
            for m in reading.vocabulary.find_skills(title)
        ]
        words = {name.split()[-1].lower() for name in named if " " in name}
        since = max(around.quantity.end, denominator.end)
        part = _PART_END.split(text[since : around.after[1]])[0]
        said = list(_A_WORD.finditer(part))
        if not said or said[-1][0].lower() not in words:
            return None
        asking = with_people_words(reading, around, reading.words.asking_words)
        if not asking.issuperset(one[0].lower() for one in said[:-1]):
            return None
        return replace(topic, start=since + said[-1].start(), end=since + said[-1].end())

    def _is_first(self, around: Surroundings) -> bool:
        """Whether a sentence begins with its number: "A third of ads, which makes it a must"."""
        words = self.reading.text[around.sentence.start : around.quantity.start].split()
        return len(words) <= _HARDLY_A_WORD
