"""Every difference between label and reading, with the sentence it rests on, and why."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from skillscan.evaluation.gold import LabelledPosting
from skillscan.evaluation.scores import FIELDS, answered, labelled
from skillscan.nlp.reading import Finding, Reading
from skillscan.nlp.reason import reason_of

KINDS: dict[str, str] = {
    "years_min": "experience",
    "years_best": "experience",
    "degree": "degree",
    "workplace": "workplace",
    "salary": "pay",
    "occupation": "occupation",
    "seniority": "seniority",
}
"""Field of the labels to the kind of finding its answer rests on."""

_MAX_SENTENCES = 3
_MAX_SENTENCE_CHARACTERS = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Misreading:
    """One difference: ``what`` is a skill id or a field, ``kind`` how it differs."""

    key: str
    title: str
    kind: str
    what: str
    expected: str
    got: str
    sentences: tuple[str, ...]


def errors_of(
    posting: LabelledPosting,
    reading: Reading,
    text: str,
    graded: Mapping[str, str],
) -> Iterator[Misreading]:
    """The differences of one posting.

    ``text`` is the document text the spans point into, ``graded`` skill id to label.
    """
    yield from _skill_errors(posting, reading, text, graded)
    for name in FIELDS:
        expected, got = labelled(posting.label, name), answered(reading, name)
        if expected != got:
            found = [item for item in reading.findings if item.kind == KINDS[name]]
            sentences = _sentences_of(text, found)
            quote = posting.label.years_quote
            if name.startswith("years") and quote:
                sentences = (f"label: {quote}", *sentences)
            yield _error(posting, "field", name, expected, got, sentences)


def _skill_errors(
    posting: LabelledPosting,
    reading: Reading,
    text: str,
    graded: Mapping[str, str],
) -> Iterator[Misreading]:
    gold = posting.label.skills
    for skill in sorted(graded):
        expected, got = gold.get(skill), reading.skills.get(skill)
        if expected == got:
            continue
        found = [item for item in reading.findings if item.kind == "skill" and item.value == skill]
        kind = "missed" if got is None else "wrong" if expected is None else "class"
        sentences = _sentences_of(text, found) or _sentences_naming(text, graded[skill])
        yield _error(posting, kind, skill, expected, got, sentences)


def _error(
    posting: LabelledPosting,
    kind: str,
    what: str,
    expected: object,
    got: object,
    sentences: tuple[str, ...],
) -> Misreading:
    return Misreading(
        key=posting.label.key,
        title=posting.title,
        kind=kind,
        what=what,
        expected="-" if expected is None else str(expected),
        got="-" if got is None else str(got),
        sentences=sentences,
    )


def _sentences_of(text: str, findings: list[Finding]) -> tuple[str, ...]:
    sentences = [
        f"[{reason_of(item, text)}; {item.rule}] {sentence_of(text, item)}" for item in findings
    ]
    return tuple(dict.fromkeys(sentences))[:_MAX_SENTENCES]


def sentence_of(text: str, finding: Finding) -> str:
    """The sentence that a finding was judged in, cut around its words where it is long.

    Where the pipeline marks no sentences it is the line.
    """
    start, end = finding.sentence_start, finding.sentence_end
    if start is None or end is None:
        return line_around(text, finding.start, finding.end)
    return _cut(text, (start, end), finding.start, finding.end)


def _sentences_naming(text: str, name: str) -> tuple[str, ...]:
    words = re.escape(name.casefold())
    found = re.finditer(rf"(?<!\w){words}(?!\w)", text.casefold())
    lines = [line_around(text, match.start(), match.end()) for match in found]
    return tuple(dict.fromkeys(lines))[:_MAX_SENTENCES]


def line_around(text: str, start: int, end: int) -> str:
    """The line a span stands in, cut around the span where it is long."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    return _cut(text, (left, right), start, end)


def _cut(text: str, around: tuple[int, int], start: int, end: int) -> str:
    room = (_MAX_SENTENCE_CHARACTERS - (end - start)) // 2
    left, right = max(around[0], start - room), min(around[1], end + room)
    return " ".join(text[left:right].split())
