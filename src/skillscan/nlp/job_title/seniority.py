"""The component that sets ``seniority``: the title first, then what the text says of itself."""

import re
from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.document import text_of
from skillscan.nlp.finding_span import FINDING_ATTRIBUTES, finding_span, set_fields
from skillscan.nlp.job_title.occupation_title import TITLES_FILE, plain_title
from skillscan.nlp.job_title.seniority_level import SENIORITY_FILE, SeniorityLevel, SeniorityRules
from skillscan.nlp.rule_component import RuleComponent
from skillscan.rules import RuleFile

GROUP = "seniority"


@Language.factory(
    "skillscan_seniority",
    default_config={"read_text": True, "own_rules": None},
    assigns=FINDING_ATTRIBUTES,
)
def create_seniority(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    *,
    read_text: bool,
    own_rules: str | None,
) -> "SeniorityReader":
    """The component; without ``read_text`` only the title decides."""
    return SeniorityReader(read_text=read_text, own_rules=own_rules)


class SeniorityReader(RuleComponent):
    """Sets ``doc.spans["seniority"]`` and the field ``seniority``."""

    rule_files = (SENIORITY_FILE, TITLES_FILE)

    def __init__(self, *, read_text: bool = True, own_rules: str | None = None) -> None:
        super().__init__(own_rules, read_text=read_text)

    def prepare(self, rules: Mapping[str, RuleFile]) -> None:
        """Make the reader of levels."""
        self._reader = SeniorityRules(rules[SENIORITY_FILE], rules[TITLES_FILE])

    def __call__(self, doc: Doc) -> Doc:
        """Read the seniority of one document."""
        level = self._level(doc)
        known = level is not None and level.level is not None
        doc.spans[GROUP] = [_span(doc, level)] if level is not None and known else []
        set_fields(doc, seniority=level.level if level is not None else None)
        return doc

    def _level(self, doc: Doc) -> SeniorityLevel | None:
        end = doc._.skillscan_title_end
        title = plain_title(text_of(doc)[:end])
        level = self._reader.of_title(
            _without_employer(title, doc._.skillscan_source_fields.company)
        )
        if level is not None or not self.settings["read_text"]:
            return level
        found = self._reader.of_text(text_of(doc)[end:])
        if found is None:
            return None
        return SeniorityLevel(found.level, end + found.start, end + found.end, found.rule)


def _without_employer(title: str, company: str | None) -> str:
    """The title with the employer's name blotted out: no "Lead" of "Lead Bank" ranks anybody. A
    name of one word may as well be the rank.
    """
    name = plain_title((company or "").strip())
    if " " not in name and "." not in name:
        return title
    return re.sub(
        rf"(?<!\w){re.escape(name)}(?!\w)", lambda m: "x" * len(m[0]), title, flags=re.IGNORECASE
    )


def _span(doc: Doc, level: SeniorityLevel) -> Span:
    return finding_span(doc, level.start, level.end, str(level.level), "mentioned", level.rule)
