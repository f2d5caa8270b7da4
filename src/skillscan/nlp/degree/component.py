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
from skillscan.nlp.degree.mention import Level, find_degrees
from skillscan.nlp.degree.requirement import (
    DegreeGroup,
    find_groups,
    lowest_of_line,
    says_none_needed,
)
from skillscan.nlp.document import section_at, text_of
from skillscan.nlp.experience.years import joined_lines
from skillscan.nlp.finding_span import finding_span, set_fields, token_span
from skillscan.nlp.reading import Degree, MentionClass

GROUP = "degree"
_VALUES: dict[Level, Degree] = {
    Level.SCHOOL: "none",
    Level.BACHELOR: "bachelor",
    Level.MASTER: "master",
    Level.PHD: "phd",
}
_ASKING = re.compile(
    r"\b(?:pursu\w+|enrolled|studying|candidates?|applicants?|you (?:have|hold|are|'re|’re)|must|"
    r"require[sd]?|minimum|seeking|looking for|ideal for|holding|education|qualifications?)\b",
    re.IGNORECASE,
)
_OPENS_SENTENCE = re.compile(
    r"[\s•*·–-]{0,5}(?:(?:option \d|education(?:al)?(?: \w+)?|(?:\w+ )?(?:requirements|"
    r"qualifications))\s?:?\s?)?(?:completed\s|hold\s|have\s|possess\s|minimum\s|required:?\s)?"
    r"(?:(?:of\s)?an?\s|at least an?\s)?$",
    re.IGNORECASE,
)
_NOT_ASKING = frozenset({"duties", "about", "process"})
_NEVER = frozenset({"benefits", "equal_opportunity"})


@Language.factory("skillscan_degree", default_config={"read_title": True}, assigns=["doc.spans"])
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
        asked: list[Level] = []
        for start, line in _lines(doc):
            found, level = _read_line(doc, start, line)
            spans += found
            if level is not None:
                asked.append(level)
        if not asked and self._read_title:
            asked += [mention.level for mention in find_degrees(text_of(doc)[: doc._.title_end])]
        doc.spans[GROUP] = spans
        set_fields(doc, degree=_VALUES[min(asked)] if asked else None)
        return doc


def _lines(doc: Doc) -> Iterator[tuple[int, str]]:
    """The lines below the title with their offsets; lines that an "or" joins come as one."""
    start = doc._.title_end
    for offset, line in joined_lines(text_of(doc)[start:]):
        yield start + offset, line


def _read_line(doc: Doc, start: int, line: str) -> tuple[list[Span], Level | None]:
    """Spans of a line's degrees, and the lowest it asks for (SCHOOL: none is needed)."""
    needless = says_none_needed(line)
    groups = [] if needless else find_groups(line)
    if not groups and not needless:
        return [], None
    if needless:
        at = start + needless.start()
        span = finding_span(doc, at, start + needless.end(), "none", "required", "no_degree_needed")
        return [span], Level.SCHOOL
    classes = [_class(doc, start, line, group) for group in groups]
    level = lowest_of_line(
        line, [group for group, cls in zip(groups, classes, strict=True) if cls == "required"]
    )
    spans = [
        _span(doc, start, group, cls, level) for group, cls in zip(groups, classes, strict=True)
    ]
    return spans, level


def _class(doc: Doc, start: int, line: str, group: DegreeGroup) -> MentionClass:
    """Whether a group is asked for, by its section and its own words."""
    section = section_at(doc, token_span(doc, start + group.start, start + group.end).start)
    if group.is_softened or section == "preferred":
        return "preferred"
    is_bare = _OPENS_SENTENCE.fullmatch(contexts(line, group.start, group.end)[0]) is not None
    if section in _NEVER and not is_bare:
        return "mentioned"
    if section in _NOT_ASKING and not (is_bare or _asks(line, group)):
        return "mentioned"
    return "required"


def _asks(line: str, group: DegreeGroup) -> bool:
    """Whether a line outside the requirements speaks of the candidate's degree."""
    return bool(_ASKING.search(line[max(0, group.start - 120) : group.end + 40]))


def _span(doc: Doc, start: int, group: DegreeGroup, cls: MentionClass, level: Level | None) -> Span:
    lowest = Level.SCHOOL if level == Level.SCHOOL else group.lowest
    detail = {"named": _VALUES[group.lowest], "is_substituted": group.is_substituted}
    return finding_span(
        doc, start + group.start, start + group.end, _VALUES[lowest], cls, group.rule, detail
    )
