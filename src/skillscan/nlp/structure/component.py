"""The component that finds blocks, sections and sentences of a posting.

Headings (and sentences that introduce a list) open sections; a section ends where the next one
begins. The end of a block is always the end of a sentence.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.document import (
    REQUIREMENT_SECTIONS,
    SpanRow,
    add_span,
    blocks_of,
    sections_of,
    text_of,
    token_places,
)
from skillscan.nlp.judged_sentence import JudgedSentences, judged_sentences
from skillscan.nlp.reading import Reason
from skillscan.nlp.rule_component import RuleComponent
from skillscan.nlp.structure.block import Block
from skillscan.nlp.structure.blocks import WEAK_INTRODUCTIONS, BlockReader
from skillscan.nlp.structure.headings import IDEAL_CANDIDATE, Opening
from skillscan.nlp.structure.sentences import SentenceReader
from skillscan.rules import RuleFile

_NO_START = 2**64 - 1
"""-1 as spaCy's arrays have it."""
_IDEAL_RULE = "rules.ideal"
_PLAIN_REQUIREMENTS = "rules.requirements"
_NO_OPENING = Opening("other", "", 0, 0)


@Language.factory(
    "skillscan_structure",
    default_config={"own_rules": None},
    assigns=["doc.sents", "doc.spans", "span._.skillscan_reason"],
)
def create_structure(nlp: Language, name: str, own_rules: str | None) -> "StructureReader":  # noqa: ARG001
    """The component under its registered name; ``own_rules``: a folder of own rule files."""
    return StructureReader(own_rules)


class StructureReader(RuleComponent):
    """Sets ``doc.spans["blocks"]``, ``doc.spans["sections"]`` and sentence starts.

    ``span._.skillscan_reason`` of a block tells which heading opened its section.
    """

    rule_files = ("headings.yaml", "sentences.yaml")

    def prepare(self, rules: Mapping[str, RuleFile]) -> None:
        """Compile the rules."""
        self._blocks = BlockReader(rules["headings.yaml"])
        self._sentences = SentenceReader(rules["sentences.yaml"])

    def __call__(self, doc: Doc) -> Doc:
        """Read the structure of one document; an empty document has no blocks."""
        text = text_of(doc)
        offsets, _ = token_places(doc)
        blocks = list(self._blocks.read(text, doc._.skillscan_title_end))
        openings = block_openings(blocks)
        firsts = [bisect_left(offsets, block.start) for block in blocks]
        ranges = list(pairwise([*firsts, len(doc)]))
        _put_blocks(doc, blocks, openings, ranges)
        _put_sections(doc, openings, ranges)
        further = self._sentences.starts(text, [block.start for block in blocks])
        starts = {0, *firsts, *(bisect_left(offsets, at) for at in further)} - {len(doc)}
        _mark_sentences(doc, sorted(starts))
        return doc


def _mark_sentences(doc: Doc, starts: list[int]) -> None:
    marks: Any = np.full((len(doc), 1), _NO_START, dtype=np.uint64)
    marks[starts] = 1
    doc.from_array(["SENT_START"], marks)
    judged_sentences.keep(doc, JudgedSentences(doc, starts))


def _put_blocks(
    doc: Doc, blocks: list[Block], openings: list[Opening], ranges: list[tuple[int, int]]
) -> None:
    row = SpanRow()
    spans: list[Span] = []
    reason: Reason = {}
    last_opening = _NO_OPENING
    for block, opening, tokens in zip(blocks, openings, ranges, strict=True):
        first, behind = tokens
        if first == behind:
            continue
        if opening is not last_opening:
            reason, last_opening = _reason(opening), opening
        if opening.rule:
            span, values = add_span(doc, tokens, block.kind)
            values["reason"] = reason
        else:
            span, values = Span(doc, first, behind, block.kind), {}
        spans.append(span)
        row.add(first, behind, block.kind, values)
    blocks_of.put(doc, spans, row)


def _reason(opening: Opening) -> Reason:
    return {
        "section": opening.section,
        "section_rule": opening.rule,
        "heading_start": opening.start,
        "heading_end": opening.end,
    }


def _put_sections(doc: Doc, openings: list[Opening], ranges: list[tuple[int, int]]) -> None:
    """One span a run of blocks of one section."""
    row = SpanRow()
    for opening, (first, last) in zip(openings, ranges, strict=True):
        if first == last:
            continue
        if row.labels and row.labels[-1] == opening.section:
            row.ends[-1] = last
        else:
            row.add(first, last, opening.section, {})
    places = zip(row.starts, row.ends, row.labels, strict=True)
    sections_of.put(doc, [Span(doc, *place) for place in places], row)


def _is_below_its_heading(blocks: Sequence[Block], index: int, openings: Sequence[Opening]) -> bool:
    """Whether a heading of requirements or wishes stands right above a block.

    "The ideal candidate will have" below it says whose requirements they are, and opens no others.
    """
    above = blocks[index - 1] if index else None
    return (
        above is not None
        and above.kind == "heading"
        and not above.applies_to_line_only
        and above.opens is not None
        and openings[index - 1].section in REQUIREMENT_SECTIONS
    )


def block_openings(blocks: Sequence[Block]) -> list[Opening]:
    """What opened the section of each block; that of the ideal candidate depends on the others."""
    openings: list[Opening] = []
    current = _NO_OPENING
    has_subheadings = False
    for index, block in enumerate(blocks):
        opened = block.opens
        if opened and opened.section == "preferred" and not block.applies_to_line_only:
            following = blocks[index + 1 : index + 2]
            has_subheadings = bool(following and following[0].names_kind_only)
        if opened and opened.section == "required" and current.section == "preferred":
            is_subheading = block.names_topic_only or (has_subheadings and block.names_kind_only)
            opened = current if is_subheading else opened
        if opened and opened.section == "required" and current.section == IDEAL_CANDIDATE:
            opened = current if block.names_topic_only else opened
        if (
            opened
            and (opened.section == IDEAL_CANDIDATE or opened.rule in WEAK_INTRODUCTIONS)
            and _is_below_its_heading(blocks, index, openings)
        ):
            opened = current
        if opened and not block.applies_to_line_only:
            current = opened
        openings.append(opened or current)
    has_any, has_asking = _requirements(blocks, openings)
    has_wishes = _wishes_follow_ideal(openings)
    return [
        opening._replace(section="preferred" if has_lists else "required")
        if opening.section == IDEAL_CANDIDATE
        else opening
        for opening in openings
        for has_lists in (
            (has_asking and not has_wishes) if opening.rule == _IDEAL_RULE else has_any,
        )
    ]


def _wishes_follow_ideal(openings: Sequence[Opening]) -> bool:
    """Whether the ideal candidate comes before any requirements, and wishes right behind it.

    Then it tells what is asked for, and only the wishes are wishes.
    """
    lists = [o.section for o in openings if o.section in (*REQUIREMENT_SECTIONS, IDEAL_CANDIDATE)]
    ideal = lists.index(IDEAL_CANDIDATE) if IDEAL_CANDIDATE in lists else len(lists)
    behind = [section for section in lists[ideal:] if section != IDEAL_CANDIDATE]
    return "required" not in lists[:ideal] and behind[:1] == ["preferred"]


def _requirements(blocks: Sequence[Block], openings: Sequence[Opening]) -> tuple[bool, bool]:
    """Whether a posting has a list of requirements, and one that is more than traits.

    One line under "Education" is none. "We look for: courage, taste" is one, but the ideal
    candidate beside it is told by what is required. "Linux: 1 year (Preferred)" is no line of one.
    """
    is_fact, lines, has_any = False, 0, False
    for block, opening in zip(blocks, openings, strict=True):
        if block.kind == "heading":
            is_fact, lines = block.names_fact_only, 0
        elif opening.section == "required" and not block.is_wish:
            lines += 1
            if lines > is_fact:
                has_any = True
                if block.asks or opening.rule.startswith(_PLAIN_REQUIREMENTS):
                    return True, True
    return has_any, False
