"""The component that finds degrees asked for and sets ``degree``.

Decision (docs/annotation-guide.md#degree): lines under headings that do not speak to the candidate
count only where they do so themselves; preferred ones never. Where any line asks for no degree
(it says so, or experience is a full substitute and no other line asks for a lower degree),
``degree`` is ``none``; else the lowest degree the lines ask for (those of the list of requirements,
where all of its own are higher than what a text beside it tells), a degree and a higher one
on the next line being one demand, and one of no level ("a degree in weaving") giving way to a
higher one; else a degree in the title ("PhD Machine Learning Engineer"). One that only takes years
off ("6+ years, or 3+ with a PhD") is not asked for.
Each group is a span of ``doc.spans["degree"]``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from skillscan.nlp.context_rule import contexts
from skillscan.nlp.degree.mention import DegreeLevel
from skillscan.nlp.degree.requirement import (
    DegreeGroup,
    DegreeRequirements,
    lowest_of_line,
    with_level_named,
)
from skillscan.nlp.document import section_at, text_of
from skillscan.nlp.experience.education_paths import NO_DEGREE, EducationPaths
from skillscan.nlp.experience.lines import TextLine
from skillscan.nlp.experience.years import RULE_FILES, RequirementLineReader
from skillscan.nlp.finding_span import (
    FINDING_ATTRIBUTES,
    STRUCTURE,
    finding_span,
    set_fields,
    token_span,
)
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.nlp.reading import DecidingWords, Degree, MentionClass
from skillscan.nlp.rule_component import RuleComponent
from skillscan.rules import RuleFile

GROUP = "degree"
_ASKING = "asking"
_VALUES: dict[DegreeLevel, Degree] = {
    DegreeLevel.SCHOOL: "none",
    DegreeLevel.BACHELOR: "bachelor",
    DegreeLevel.MASTER: "master",
    DegreeLevel.PHD: "phd",
}
_SECTIONS_NOT_ASKING = frozenset({"duties", "about", "process"})
_SECTIONS_NEVER_ASKING = frozenset({"benefits", "equal_opportunity"})
_SENTENCE_END = re.compile(r"(?<!\bU\.S)[.!?]\s+(?!Or\b)[A-Z0-9]")
_CHARS_BEFORE, _CHARS_AFTER = 120, 40
"""Around a degree outside the requirements, words that speak to the candidate stand so near, or
as far as its sentence goes."""


@Language.factory(
    "skillscan_degree",
    default_config={"read_title": True, "own_rules": None},
    assigns=FINDING_ATTRIBUTES,
    requires=STRUCTURE,
)
def create_degree(
    nlp: Language,
    name: str,  # noqa: ARG001
    *,
    read_title: bool,
    own_rules: str | None,
) -> "DegreeReader":
    """The component; ``read_title``: a degree in the title counts where the text names none."""
    return DegreeReader(nlp.vocab, own_rules, read_title=read_title)


class DegreeReader(RuleComponent):
    """Sets ``doc.spans["degree"]`` and the field ``degree``."""

    rule_files = RULE_FILES

    def __init__(
        self, vocab: Vocab, own_rules: str | None = None, *, read_title: bool = True
    ) -> None:
        self._vocab = vocab
        super().__init__(own_rules, read_title=read_title)

    def prepare(self, rules: Mapping[str, RuleFile]) -> None:
        """Make the readers of these rules."""
        degrees = rules["degrees.yaml"]
        self._lines = RequirementLineReader(self._vocab, rules)
        self._degrees = DegreeRequirements(degrees)
        self._asking = phrase_pattern(degrees, _ASKING)
        self._sentence_start = phrase_pattern(degrees, "sentence_start")

    def __call__(self, doc: Doc) -> Doc:
        """Read the degrees of one document."""
        spans: list[Span] = []
        required: list[_Asked] = []
        title_end = doc._.skillscan_title_end
        step: tuple[DegreeLevel, str] | None = None
        for line in self._lines.lines(doc):
            if line.start < title_end or not line.hints_at_degree:
                step = None
                continue
            found, asked = self._read_line(doc, line)
            spans += found
            below, step = step, None if asked is None else self._step(doc, line)
            if asked is None:
                continue
            if below and step and below[0] < step[0] == asked.level and below[1] == step[1]:
                required.pop()
            required.append(asked)
        levels = _together(required)
        if not levels and self.settings["read_title"]:
            title = text_of(doc)[:title_end]
            levels = [mention.level for mention in self._degrees.names.find(title)]
        doc.spans[GROUP] = spans
        set_fields(doc, degree=_VALUES[min(levels)] if levels else None)
        return doc

    def _read_line(self, doc: Doc, line: TextLine) -> tuple[list[Span], "_Asked | None"]:
        """Spans of a line's degrees, and what it asks for."""
        if not_needed := self._degrees.not_needed(line.text):
            first, last = line.start + not_needed.start(), line.start + not_needed.end()
            rule = "no_degree_needed"
            reason = DecidingWords(f"not_needed.{rule}", first, last).as_reason(0)
            span = finding_span(doc, first, last, "none", "required", rule, reason=reason)
            school = DegreeLevel.SCHOOL
            return [span], _Asked(school, school, is_generic=False)
        found = self._degrees.groups(line.text, line.sentences)
        groups = [(group, *self._class(doc, line, group)) for group in found]
        required = [group for group, mention_class, _ in groups if mention_class == "required"]
        paths = self._education_paths(line) if required else None
        if paths is not None and paths.only_shortens:
            spans = [_span(doc, line.start, group, "mentioned", None, None) for group in found]
            return spans, None
        asked = with_level_named(required, line.sentences)
        has_path = (
            paths is not None
            and paths.has_path_without_degree
            and not _asks_for_lower_before(line, asked, paths)
        )
        level = lowest_of_line(asked, has_path_without_degree=has_path)
        spans = [_span(doc, line.start, *judged, level) for judged in groups]
        if level is None:
            return spans, None
        named = min(group.lowest for group in asked if not group.is_softened)
        is_generic = all(group.is_generic for group in asked)
        is_listed = self._section(doc, line, asked[0]) == "required"
        is_told = not is_listed and any(map(str.isalnum, line.text[: asked[0].start]))
        return spans, _Asked(level, named, is_generic, is_listed=is_listed, is_told=is_told)

    def _section(self, doc: Doc, line: TextLine, group: DegreeGroup) -> str:
        """The section that a group stands in."""
        start, end = line.start + group.start, line.start + group.end
        return section_at(doc, token_span(doc, start, end).start)

    def _step(self, doc: Doc, line: TextLine) -> tuple[DegreeLevel, str] | None:
        """The degree of a line that asks for one in some subject and for nothing else, and the
        section of the line.
        """
        groups = self._degrees.groups(line.text, line.sentences)
        if len(groups) != 1 or groups[0].is_softened:
            return None
        (group,) = groups
        is_bare = self._sentence_start.fullmatch(line.text[: group.start]) is not None
        is_alone = self._degrees.subject_only.fullmatch(line.text, group.end) is not None
        return (group.lowest, self._section(doc, line, group)) if is_bare and is_alone else None

    def _education_paths(self, line: TextLine) -> EducationPaths | None:
        """The years of experience that the line offers with or instead of a degree."""
        return self._lines.read_line(line).education_paths if line.quantities else None

    def _class(
        self, doc: Doc, line: TextLine, group: DegreeGroup
    ) -> tuple[MentionClass, DecidingWords | None]:
        """Whether a group is asked for, by its section or words of its line, and these words."""
        section = self._section(doc, line, group)
        is_wish = section == "preferred" and not self._degrees.must.match(line.text, group.end)
        if group.is_softened or is_wish:
            return "preferred", group.softened_by
        before = contexts(line.text, group.start, group.end, line.sentences)[0]
        is_bare = self._sentence_start.fullmatch(before) is not None
        if section in _SECTIONS_NEVER_ASKING and not is_bare:
            return "mentioned", None
        if is_bare or section not in _SECTIONS_NOT_ASKING:
            return "required", group.substituted_by
        asking = self._asking_of(line, group)
        return ("required", group.substituted_by or asking) if asking else ("mentioned", None)

    def _asking_of(self, line: TextLine, group: DegreeGroup) -> DecidingWords | None:
        """The words near a group outside the requirements that speak of the candidate."""
        start = max(0, group.start - _CHARS_BEFORE)
        after = contexts(line.text, group.start, group.end, line.sentences)[1]
        end = group.end + max(_CHARS_AFTER, len(after))
        found = self._asking.search(line.text[start:end])
        return (
            DecidingWords(f"{_ASKING}.{_ASKING}", start + found.start(), start + found.end())
            if found
            else None
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a line asks for: ``level`` (SCHOOL: no degree is needed) is the lowest that satisfies
    it, ``named`` the lowest that it names. ``is_generic``: it names no level. ``is_listed``: it
    stands in a list of requirements. ``is_told``: it stands inside of a text that is none.
    """

    level: DegreeLevel
    named: DegreeLevel
    is_generic: bool
    is_listed: bool = False
    is_told: bool = False


def _asks_for_lower_before(
    line: TextLine, groups: Sequence[DegreeGroup], paths: EducationPaths
) -> bool:
    """Whether a sentence before all years of a line asks for a lower degree than its paths do.

    "Bachelor's degree in weaving. 3+ years, or a PhD": the years stand for the PhD alone.
    """
    years = line.quantities[0].start
    lowest = min(path.rank for path in paths.paths if path.rank != NO_DEGREE)
    return any(
        group.lowest < lowest and _SENTENCE_END.search(line.text, group.end, years) is not None
        for group in groups
    )


def _together(required: Sequence[_Asked]) -> list[DegreeLevel]:
    """The degrees that all lines ask for, of which the lowest counts.

    What stands for a degree stands for no lower one that another line asks for: "Bachelor's
    degree", and below "PhD, or 4 years of experience". A degree of no level is no lower one.
    """
    required = _without_looser_text(required)
    plain = [asked for asked in required if asked.level == asked.named > DegreeLevel.SCHOOL]
    is_told = any(asked.level > DegreeLevel.BACHELOR for asked in required)
    lowest = min((asked.level for asked in plain if not asked.is_generic), default=None)
    return [
        asked.level
        for asked in required
        if not (is_told and asked.is_generic and asked.level == DegreeLevel.BACHELOR)
        and not (lowest is not None and asked.level == DegreeLevel.SCHOOL and asked.named > lowest)
    ]


def _without_looser_text(required: Sequence[_Asked]) -> Sequence[_Asked]:
    """Without the degrees that a text tells beside the list of requirements, where that asks for
    higher ones.

    "Master's or PhD in weaving" in what the job is, "PhD in weaving" in the list: the PhD.
    """
    listed = [asked.level for asked in required if asked.is_listed]
    if not listed or min(listed) <= DegreeLevel.BACHELOR:
        return required
    return [
        asked
        for asked in required
        if not asked.is_told or not DegreeLevel.SCHOOL < asked.level < min(listed)
    ]


def _span(
    doc: Doc,
    start: int,
    group: DegreeGroup,
    mention_class: MentionClass,
    cue: DecidingWords | None,
    level: DegreeLevel | None,
) -> Span:
    lowest = DegreeLevel.SCHOOL if level == DegreeLevel.SCHOOL else group.lowest
    return finding_span(
        doc,
        start + group.start,
        start + group.end,
        _VALUES[lowest],
        mention_class,
        group.rule,
        {"named": _VALUES[group.lowest], "is_substituted": group.is_substituted},
        cue.as_reason(start) if cue else None,
    )
