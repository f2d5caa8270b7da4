"""Lines that no rule reads, so that the rules can follow the market.

Each kind is read by the component that reads it anyway, with one rule more that catches whatever no
other rule catches (and no rule refuses): what only that rule finds is what no rule knows.

* ``headings``: lines of the shape of a heading that open nothing;
* ``workplace``: sentences with a word of the workplace from which nothing is read;
* ``locations``: the same of the source's location fields;
* ``years``: amounts of years that are neither accepted as experience nor refused;
* ``pay``: sums of the size of pay that are neither pay nor refused;
* ``degrees``: sentences with a word of degrees from which no degree is read and that none refuses;
* ``modifiers``: the words right before and right behind the skills (``_``) of a sentence in which
  no modifier speaks of any. Most of them say nothing of the class, so that no coverage is told.

How lines are counted: ``line_counts``.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.document import make_document, text_of
from skillscan.nlp.line_counts import (
    EDGES,
    MAX_LINES,
    NUMBER,
    QUOTES,
    LineCounts,
    UnreadLine,
    candidate_words,
    generalised,
)
from skillscan.nlp.pipeline import COMPONENTS, build
from skillscan.rules import Rule, RuleFile
from skillscan.text.printable import shortened
from skillscan.time_budget import TEXT_SECONDS, OutOfTimeError, time_budget

Kind = Literal["headings", "workplace", "locations", "years", "pay", "degrees", "modifiers"]
_SAYS_LITTLE = frozenset({"modifiers"})
"""Kinds of which most lines rightly need no rule."""
CANDIDATE = "candidate"
"""The id of the rule that catches what no other rule catches."""
_WIDENED = "widened"
_SAMPLE_CHARACTERS = 110
_WORDS_BESIDE = 4
_WORD = re.compile(r"(?<![#\w-])[^\W\d_]{3,}")
_PART_ENDS = frozenset("|;()[]{}•·/")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingLines:
    """The prepared text of one posting, where it is, and who hires."""

    title: str
    body: str
    locations: tuple[str, ...] = ()
    employer: str | None = None


class _Seen(NamedTuple):
    """A line of a kind in a posting, generalised, as it stands, and whether a rule reads it."""

    line: str
    sample: str
    is_read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of a kind is read: lines of several employers, and the postings they stand in."""

    kind: Kind
    lines: int
    lines_read: int
    occurrences: int
    occurrences_read: int


@dataclass(frozen=True, slots=True)
class _Reader:
    """Which component reads a kind, and how its rule file is widened."""

    component: str
    file: str
    widen: Callable[[RuleFile], RuleFile]
    find: Callable[[Language, PostingLines], Iterator["_Seen"]]
    """The lines of one posting."""
    also: frozenset[str] = frozenset()
    """Components that this one needs, beside the structure."""
    is_beside: bool = False
    """Whether the widened component reads after the usual one, because its findings do not name
    the rule that accepted them."""


def find_candidates(
    postings: Iterable[PostingLines],
    kind: Kind,
    *,
    home: Path | None = None,
    least_employers: int = 2,
    limit: int = 100,
    on_slow: Callable[[PostingLines], None] = lambda _: None,
) -> list[UnreadLine]:
    """The ``limit`` lines of a kind that most employers write and no rule reads.

    ``on_slow`` is told of postings that took longer than a text may; they are left out.
    """
    counts = LineCounts()
    reader = _VAGUE_READERS.get(kind, _READERS[kind])
    for _, employer, seen in _seen(postings, {kind: reader}, home, on_slow):
        counts.add(((s.line, s.sample) for s in seen if not s.is_read), employer)
    return counts.most_common(least_employers, limit)


def coverage(
    postings: Iterable[PostingLines],
    *,
    home: Path | None = None,
    least_employers: int = 2,
    on_slow: Callable[[PostingLines], None] = lambda _: None,
) -> list[Coverage]:
    """Of each kind the share that is read of the lines that so many employers write."""
    readers = {kind: one for kind, one in _READERS.items() if kind not in _SAYS_LITTLE}
    counts = {kind: (LineCounts(), LineCounts()) for kind in readers}
    for kind, employer, seen in _seen(postings, readers, home, on_slow):
        lines = list(seen)
        for is_read in (False, True):
            found = ((s.line, s.sample) for s in lines if s.is_read is is_read)
            counts[kind][is_read].add(found, employer)
    return [_coverage(kind, *counts[kind], least_employers) for kind in readers]


def _coverage(kind: Kind, unread: "LineCounts", read: "LineCounts", least: int) -> Coverage:
    missing, known = (c.most_common(least, MAX_LINES) for c in (unread, read))
    return Coverage(
        kind=kind,
        lines=len(missing) + len(known),
        lines_read=len(known),
        occurrences=sum(line.postings for line in (*missing, *known)),
        occurrences_read=sum(line.postings for line in known),
    )


def _seen(
    postings: Iterable[PostingLines],
    by_kind: Mapping[Kind, _Reader],
    home: Path | None,
    on_slow: Callable[[PostingLines], None],
) -> Iterator[tuple[Kind, str | None, list[_Seen]]]:
    """The lines of the kinds, posting by posting, with its employer."""
    readers = [(kind, reader, _pipeline(reader, home)) for kind, reader in by_kind.items()]
    for number, posting in enumerate(postings):
        for kind, reader, nlp in readers:
            try:
                with time_budget(TEXT_SECONDS):
                    found = list(reader.find(nlp, posting))
            except OutOfTimeError:
                on_slow(posting)
                continue
            yield kind, posting.employer or f"posting {number}", found


def _pipeline(reader: _Reader, home: Path | None) -> Language:
    """The components that the kind needs, with the rules of the last one widened."""
    needed = {"skillscan_structure", reader.component, *reader.also}
    nlp = build(disable=COMPONENTS.keys() - needed, home=home)
    usual: Any = nlp.get_pipe(reader.component)
    widened: Any = nlp.add_pipe(reader.component, name=_WIDENED) if reader.is_beside else usual
    widened.use({reader.file: reader.widen(usual.rules[reader.file])})
    return nlp


def _with_rule(
    group: str, slots: Mapping[str, tuple[str, ...]], **fields: Any
) -> Callable[[RuleFile], RuleFile]:
    """Adds the rule that catches what no other rule of the group does."""
    rule = Rule(
        id=CANDIDATE,
        group=group,
        fields=fields,
        slots=slots,
        examples=(),
        counterexamples=(),
        file="",
        line=1,
    )

    def widen(rules: RuleFile) -> RuleFile:
        return replace(rules, groups={**rules.groups, group: (*rules.rules(group), rule)})

    return widen


def _widened_workplace(rules: RuleFile, *lists: str) -> RuleFile:
    phrases = tuple(word for name in ("workplace_words", *lists) for word in candidate_words(name))
    return _with_rule("rules", {"phrases": phrases}, workplace="remote", tier="hint")(rules)


def _widened_locations(rules: RuleFile, *lists: str) -> RuleFile:
    phrases = tuple(word for name in ("workplace_words", *lists) for word in candidate_words(name))
    return _with_rule("locations", {"phrases": phrases}, workplace="remote")(rules)


def _widened_degrees(rules: RuleFile, *lists: str) -> RuleFile:
    phrases = tuple(word for name in ("degree_words", *lists) for word in candidate_words(name))
    return _with_rule("generic", {"phrases": phrases})(rules)


def _widened_years(rules: RuleFile) -> RuleFile:
    """Every amount that nothing refuses is accepted; none is softened, which hides the rule."""
    widened = _with_rule("accept", {})(rules)
    return replace(widened, groups={**widened.groups, "soften": ()})


def _headings(nlp: Language, posting: PostingLines) -> Iterator[_Seen]:
    doc = nlp(make_document(nlp, posting.title, posting.body))
    text = text_of(doc)
    for block in doc.spans["blocks"]:
        reason = block._.skillscan_reason
        if not reason or block.label_ != "heading":
            continue
        start, end = reason["heading_start"], reason["heading_end"]
        is_whole_line = "\n" in text[end : block.end_char + 1] or block.end_char == len(text)
        if block.start_char <= start < block.end_char and is_whole_line:
            line = text[start:end]
            if not _WORD.search(line):
                continue  # a date, a sum, a row of marks ("#LI-Remote")
            is_read = reason["section_rule"] != f"rules.{CANDIDATE}"
            yield _Seen(_line(line.translate(QUOTES).casefold()), _sample(line), is_read)


def _line(text: str) -> str:
    return " ".join(NUMBER.sub("#", text).split()).strip(EDGES)


def _workplace(nlp: Language, posting: PostingLines) -> Iterator[_Seen]:
    doc = nlp(make_document(nlp, posting.title, posting.body))
    spans = list(doc.spans["workplace"])
    read = {span.sent.start for span in spans if span._.skillscan_rule != CANDIDATE}
    for span in spans:
        is_read = span.sent.start in read
        if not is_read or span._.skillscan_rule != CANDIDATE:
            yield _Seen(_around(span, 3, 3), _sample(span.sent.text), is_read)


def _locations(nlp: Language, posting: PostingLines) -> Iterator[_Seen]:
    reader: Any = nlp.get_pipe("skillscan_workplace")
    for location in posting.locations:
        rules = {piece.rule for piece in reader.evidence_of_location(location)}
        if rules:
            is_read = rules != {CANDIDATE}
            yield _Seen(generalised(location), _sample(location), is_read)


def _years(nlp: Language, posting: PostingLines) -> Iterator[_Seen]:
    doc = nlp(make_document(nlp, posting.title, posting.body))
    for span in doc.spans["experience"]:
        is_read = span._.skillscan_rule != CANDIDATE
        yield _Seen(_around(span, 3, 4), _sample(span.sent.text), is_read)


def _found_beside(group: str) -> Callable[[Language, PostingLines], Iterator[_Seen]]:
    """The spans of a group that the usual component finds, then those of the widened one alone."""

    def find(nlp: Language, posting: PostingLines) -> Iterator[_Seen]:
        doc = make_document(nlp, posting.title, posting.body)
        read: list[Span] = []
        for name, component in nlp.pipeline:
            if name == _WIDENED:
                read = list(doc.spans[group])
            doc = component(doc)
        for span in read:
            yield _Seen(_around(span, 3, 4), _sample(span.sent.text), is_read=True)
        for span in doc.spans[group]:
            if not any(span.start < known.end and known.start < span.end for known in read):
                yield _Seen(_around(span, 3, 4), _sample(span.sent.text), is_read=False)

    return find


def _modifiers(nlp: Language, posting: PostingLines) -> Iterator[_Seen]:
    """What stands before the first skill of a sentence, and what behind its last."""
    doc = nlp(make_document(nlp, posting.title, posting.body))
    sentences: dict[int, list[Span]] = {}
    for span in doc.spans["skills"]:
        sentences.setdefault(span.sent.start, []).append(span)
    for skills in sentences.values():
        rules = [(span._.skillscan_reason or {}).get("modifier_rule") or "" for span in skills]
        is_read = any(rule.startswith("modifiers.") for rule in rules)
        sentence = skills[0].sent
        first, last = min(s.start for s in skills), max(s.end for s in skills)
        begin = max(_words_away(doc, first, -_WORDS_BESIDE), sentence.start)
        end = min(_words_away(doc, last, _WORDS_BESIDE), sentence.end)
        before, after = generalised(doc[begin:first].text), generalised(doc[last:end].text)
        for words, line in ((before, f"{before} _"), (after, f"_ {after}")):
            if _WORD.search(words):
                yield _Seen(line, _sample(sentence.text), is_read)


def _around(span: Span, before: int, after: int) -> str:
    """The words of a span and some around it, within its sentence, generalised."""
    sentence, doc = span.sent, span.doc
    first, last = _words_away(doc, span.start, -before), _words_away(doc, span.end, after)
    return generalised(doc[max(first, sentence.start) : min(last, sentence.end)].text)


def _words_away(doc: Doc, place: int, words: int) -> int:
    """The token boundary so many words before (negative) or after a place.

    A sign between the parts of a line ends the way.
    """
    step = 1 if words > 0 else -1
    left = abs(words)
    while left and 0 <= (next_token := place + min(step, 0)) < len(doc):
        token = doc[next_token].text.strip()
        if token in _PART_ENDS:
            break
        left -= any(map(str.isalnum, token))
        place += step
    return place


def _sample(text: str) -> str:
    return shortened(text, _SAMPLE_CHARACTERS)


_READERS: dict[Kind, _Reader] = {
    "headings": _Reader(
        "skillscan_structure",
        "headings.yaml",
        _with_rule("rules", {"phrases": (".{2,90}",)}, section="other", is_wide=True),
        _headings,
    ),
    "workplace": _Reader("skillscan_workplace", "workplace.yaml", _widened_workplace, _workplace),
    "locations": _Reader("skillscan_workplace", "workplace.yaml", _widened_locations, _locations),
    "years": _Reader("skillscan_experience", "experience.yaml", _widened_years, _years),
    "pay": _Reader(
        "skillscan_pay",
        "pay.yaml",
        _with_rule("pay_words", {"phrases": ("(?:)",)}),
        _found_beside("pay"),
        is_beside=True,
    ),
    "degrees": _Reader(
        "skillscan_degree",
        "degrees.yaml",
        _widened_degrees,
        _found_beside("degree"),
        is_beside=True,
    ),
    "modifiers": _Reader(
        "skillscan_mention_class",
        "modifiers.yaml",
        lambda rules: rules,
        _modifiers,
        also=frozenset({"skillscan_skills"}),
    ),
}
_VAGUE = "vague_workplace_words"
_VAGUE_DEGREES = "vague_degree_words"
_VAGUE_READERS: dict[Kind, _Reader] = {
    "workplace": replace(
        _READERS["workplace"], widen=lambda rules: _widened_workplace(rules, _VAGUE)
    ),
    "locations": replace(
        _READERS["locations"], widen=lambda rules: _widened_locations(rules, _VAGUE)
    ),
    "degrees": replace(
        _READERS["degrees"], widen=lambda rules: _widened_degrees(rules, _VAGUE_DEGREES)
    ),
}
"""What only chooses candidates: not all lines with these words are meant to be read."""
