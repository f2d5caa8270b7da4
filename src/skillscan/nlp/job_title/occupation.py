"""The component that sets ``occupation``: by the title, then by the duties.

Decision (docs/annotation-guide.md#role): where the title names none ("Machine Learner"), the job
that the text says it seeks ("looking for a research scientist") counts; else, where the title is
open ("Member of Technical Staff", "Engineer II"), the words of the text are counted: mostly machine
learning makes an ``ml_engineer``, mostly software a ``software_engineer``, too little of either,
or more of another trade, is ``other``. An analyst of anything whose text analyses data all over is
a ``data_analyst``. Who guards networks and accounts more than writing code is ``other``, and so is
a lead or specialist of AI who hardly builds it, and a tester of other things than software. Titles
that sell or build, as the employer likes ("Solutions Engineer", "Forward Deployed Engineer"), are
``other`` where the text sells. A "Software Engineer / Data Scientist" is the second where the text
plainly analyses data, and any two jobs are the second where the text says that it seeks that one. A
lead of no known trade whose text has people below them is a ``manager``.
"""

from collections.abc import Mapping
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from skillscan.nlp.document import text_of
from skillscan.nlp.finding_span import FINDING_ATTRIBUTES, finding_span, set_fields
from skillscan.nlp.job_title.occupation_title import TITLES_FILE, TitleOccupation, TitleRules
from skillscan.nlp.reading import Occupation
from skillscan.nlp.rule_component import RuleComponent
from skillscan.rules import RuleFile

GROUP = "occupation"
_MAX_CHARS = 20_000
_CHARS_OF_A_WORD = 500
"""A short text needs fewer words of a field: one in so many characters."""
_LEAST_OF_BUILDERS = 3
"""So many are enough for an engineer whose text names no other trade."""


@Language.factory(
    "skillscan_occupation",
    default_config={"least_words": 6, "own_rules": None},
    assigns=FINDING_ATTRIBUTES,
)
def create_occupation(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    *,
    least_words: int,
    own_rules: str | None,
) -> "OccupationReader":
    """The component; ``least_words``: how often the text must name a field to be of it."""
    return OccupationReader(least_words=least_words, own_rules=own_rules)


class OccupationReader(RuleComponent):
    """Sets ``doc.spans["occupation"]`` and the field ``occupation``."""

    rule_files = (TITLES_FILE,)

    def __init__(self, *, least_words: int = 6, own_rules: str | None = None) -> None:
        super().__init__(own_rules, least_words=least_words)

    def prepare(self, rules: Mapping[str, RuleFile]) -> None:
        """Make the reader of titles."""
        self._reader = TitleRules(rules[TITLES_FILE])

    def __call__(self, doc: Doc) -> Doc:
        """Read the occupation of one document."""
        end = doc._.skillscan_title_end
        title, text = text_of(doc)[:end], text_of(doc)[end : end + _MAX_CHARS]
        found = self._reader.of_title(title, doc._.skillscan_source_fields.company)
        if found and found.rule == "title_software" and self._reader.is_of_research(title):
            found = None
        if (found is None or found.rule == "title_ai_only") and self._reader.is_leading_people(
            title, text
        ):
            found = TitleOccupation("manager", 0, end, "duties")
        if found is None:
            occupation = self._of_text(self._reader.first_job(title), text)
            found = TitleOccupation(occupation, 0, end, "duties")
        elif self._is_rather_other(found, title, text):
            found = replace(found, occupation="other", rule="duties")
        elif second := self._reader.second_of(title, found, text):
            found = replace(found, occupation=second, rule="duties")
        is_in_text = 0 <= found.start < found.end <= len(text_of(doc)) and end > 0
        doc.spans[GROUP] = (
            [finding_span(doc, found.start, found.end, found.occupation, "mentioned", found.rule)]
            if is_in_text
            else []
        )
        set_fields(doc, occupation=found.occupation)
        return doc

    def _is_rather_other(self, found: TitleOccupation, title: str, text: str) -> bool:
        """Whether the text of an engineer of software or tests sells, or is of another trade."""
        job = self._reader.job_of(title, found)
        if found.rule == "title_ai_only":
            return self._reader.is_only_beside_ai(job, text)
        if found.rule == "title_software" and (
            self._reader.is_selling(job, text) or self._reader.is_keeping_systems(job, text)
        ):
            return True
        if found.rule == "test_engineer" and self._reader.is_testing_no_software(job, text):
            return True
        is_loose = found.rule in ("title_software", "test_engineer")
        return is_loose and self._reader.is_of_another_trade(title, text)

    def _of_text(self, title: str, text: str) -> Occupation:
        """The occupation that the text tells where the title is open."""
        if self._reader.is_analyst_of_data(title, text):
            return "data_analyst"
        if self._reader.is_selling(title, text) or self._reader.is_keeping_systems(title, text):
            return "other"
        if self._reader.is_of_research(title):
            return self._of_research(title, text)
        if title.strip() and not self._reader.is_open(title):
            is_headline = self._reader.is_headline(title)
            return (self._reader.sought(text) if is_headline else None) or "other"
        return self._reader.sought(text) or self._by_duties(title, text)

    def _of_research(self, title: str, text: str) -> Occupation:
        """A research engineer's is machine learning, where the text speaks of nothing else more."""
        uses = self._reader.uses_of_duties(text)
        learning = uses.get("ml_engineer", 0)
        rest = max(uses.get("software_engineer", 0), uses.get("other", 0))
        return "ml_engineer" if learning >= max(1, rest) else self._by_duties(title, text)

    def _by_duties(self, title: str, text: str) -> Occupation:
        """The occupation whose words the text uses most."""
        uses = self._reader.uses_of_duties(text)
        learning, software = uses.get("ml_engineer", 0), uses.get("software_engineer", 0)
        elsewhere = uses.get("other", 0)
        least = max(2, min(self.settings["least_words"], len(text) // _CHARS_OF_A_WORD))
        is_sure = learning >= self.settings["least_words"] or self._reader.may_learn(title)
        if max(learning, software) >= max(least, elsewhere):
            return "ml_engineer" if learning >= software and is_sure else "software_engineer"
        general = self._reader.uses_of_code(text)
        if elsewhere == 0 and self._reader.is_builder(title):
            least = min(least, _LEAST_OF_BUILDERS, max(1, len(text) // _CHARS_OF_A_WORD))
        if learning + software + general < least or software + general < elsewhere:
            return "other"
        is_learning = learning > max(software, 1) and is_sure
        return "ml_engineer" if is_learning else "software_engineer"
