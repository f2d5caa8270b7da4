"""The component that finds degrees asked for and sets ``degree``.

Decision (docs/annotation-guide.md#degree): lines under headings that do not speak to the candidate
count only where they do so themselves; preferred ones never. Where any line asks for no degree
(experience is a full substitute, or it says so), ``degree`` is ``none``; else the lowest degree the
lines ask for; else a degree in the title ("PhD Machine Learning Engineer"). Each group is a span of
``doc.spans["degree"]``.
"""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.context_rule import contexts
from skillscan.nlp.degree.mention import DegreeLevel, find_degrees
from skillscan.nlp.degree.requirement import (
    DegreeGroup,
    find_degree_groups,
    lowest_of_line,
    no_degree_needed,
)
from skillscan.nlp.document import section_at, text_of
from skillscan.nlp.experience.years import joined_lines
from skillscan.nlp.finding_span import (
    FINDING_ATTRIBUTES,
    STRUCTURE,
    finding_span,
    set_fields,
    token_span,
)
from skillscan.nlp.reading import Degree, MentionClass

GROUP = "degree"
_VALUES: dict[DegreeLevel, Degree] = {
    DegreeLevel.SCHOOL: "none",
    DegreeLevel.BACHELOR: "bachelor",
    DegreeLevel.MASTER: "master",
    DegreeLevel.PHD: "phd",
}
_ASKING = re.compile(
    r"\b(?:pursu\w+|enrolled|studying|candidates?|applicants?|you (?:have|hold|are|'re|’re)|must|"
    r"require[sd]?|minimum|seeking|looking for|ideal for|holding|education|qualifications?)\b",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(
    r"[\s•*·–-]{0,5}(?:(?:option \d|education(?:al)?(?: \w+)?|(?:\w+ )?(?:requirements|"
    r"qualifications))\s?:?\s?)?(?:completed\s|hold\s|have\s|possess\s|minimum\s|required:?\s)?"
    r"(?:(?:of\s)?an?\s|at least an?\s)?$",
    re.IGNORECASE,
)
_SECTIONS_NOT_ASKING = frozenset({"duties", "about", "process"})
_SECTIONS_NEVER_ASKING = frozenset({"benefits", "equal_opportunity"})


@Language.factory(
    "skillscan_degree",
    default_config={"read_title": True},
    assigns=FINDING_ATTRIBUTES,
    requires=STRUCTURE,
)
def create_degree(nlp: Language, name: str, *, read_title: bool) -> "DegreeReader":  # noqa: ARG001
    """The component; ``read_title``: a degree in the title counts where the text names none."""
    return DegreeReader(read_title=read_title)


class DegreeReader:
    """Sets ``doc.spans["degree"]`` and the field ``degree``."""

    def __init__(self, *, read_title: bool = True) -> None:
        self._read_title = read_title

    def __call__(self, doc: Doc) -> Doc:
        """Read the degrees of one document."""
        spans: list[Span] = []
        required: list[DegreeLevel] = []
        for start, line in _lines(doc):
            found, level = _read_line(doc, start, line)
            spans += found
            if level is not None:
                required.append(level)
        if not required and self._read_title:
            required += [
                mention.level for mention in find_degrees(text_of(doc)[: doc._.skillscan_title_end])
            ]
        doc.spans[GROUP] = spans
        set_fields(doc, degree=_VALUES[min(required)] if required else None)
        return doc


def _lines(doc: Doc) -> Iterator[tuple[int, str]]:
    """The lines below the title with their offsets; lines that an "or" joins come as one."""
    start = doc._.skillscan_title_end
    for offset, line in joined_lines(text_of(doc)[start:]):
        yield start + offset, line


def _read_line(doc: Doc, start: int, line: str) -> tuple[list[Span], DegreeLevel | None]:
    """Spans of a line's degrees, and the lowest it asks for (SCHOOL: none is needed)."""
    if not_needed := no_degree_needed(line):
        first, last = start + not_needed.start(), start + not_needed.end()
        span = finding_span(doc, first, last, "none", "required", "no_degree_needed")
        return [span], DegreeLevel.SCHOOL
    groups = [(group, _class(doc, start, line, group)) for group in find_degree_groups(line)]
    required = [group for group, mention_class in groups if mention_class == "required"]
    level = lowest_of_line(line, required)
    return [_span(doc, start, group, cls, level) for group, cls in groups], level


def _class(doc: Doc, start: int, line: str, group: DegreeGroup) -> MentionClass:
    """Whether a group is asked for, by its section and its own words."""
    section = section_at(doc, token_span(doc, start + group.start, start + group.end).start)
    if group.is_softened or section == "preferred":
        return "preferred"
    is_bare = _SENTENCE_START.fullmatch(contexts(line, group.start, group.end)[0]) is not None
    if section in _SECTIONS_NEVER_ASKING and not is_bare:
        return "mentioned"
    if section in _SECTIONS_NOT_ASKING and not (is_bare or _addresses_candidate(line, group)):
        return "mentioned"
    return "required"


def _addresses_candidate(line: str, group: DegreeGroup) -> bool:
    """Whether a line outside the requirements speaks of the candidate's degree."""
    return bool(_ASKING.search(line[max(0, group.start - 120) : group.end + 40]))


def _span(
    doc: Doc, start: int, group: DegreeGroup, mention_class: MentionClass, level: DegreeLevel | None
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
    )
