"""The component that finds blocks, sections and sentences of a posting.

Headings (and sentences that introduce a list) open sections; a section ends where the next one
begins. The end of a block is always the end of a sentence.
"""

from bisect import bisect_left
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.document import text_of
from skillscan.nlp.structure.blocks import Block, read_blocks
from skillscan.nlp.structure.headings import IDEAL_CANDIDATE
from skillscan.nlp.structure.sentences import sentence_starts


@Language.factory("skillscan_structure", assigns=["doc.sents", "doc.spans"])
def create_structure(nlp: Language, name: str) -> "StructureReader":  # noqa: ARG001
    """The component under its registered name."""
    return StructureReader()


class StructureReader:
    """Sets ``doc.spans["blocks"]``, ``doc.spans["sections"]`` and sentence starts."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the structure of one document; an empty document has no blocks."""
        offsets = doc.to_array(["IDX"]).tolist()
        blocks = list(read_blocks(text_of(doc), doc._.skillscan_title_end))
        firsts = [bisect_left(offsets, block.start) for block in blocks]
        token_ranges = list(pairwise([*firsts, len(doc)]))
        doc.spans["blocks"] = [
            Span(doc, first, last, label=block.kind)
            for block, (first, last) in zip(blocks, token_ranges, strict=True)
            if first < last
        ]
        doc.spans["sections"] = _section_spans(doc, blocks, token_ranges)
        _mark_sentences(doc, offsets, blocks)
        return doc

    def to_disk(self, path: object, *, exclude: object = ()) -> None:
        """Nothing to save: the rules travel with the package."""

    def from_disk(self, path: object, *, exclude: object = ()) -> "StructureReader":  # noqa: ARG002
        """Nothing to load."""
        return self


def _mark_sentences(doc: Doc, offsets: list[int], blocks: list[Block]) -> None:
    starts = {0}
    text = text_of(doc)
    for block in blocks:
        starts.add(bisect_left(offsets, block.start))
        for at in sentence_starts(text, block.start, block.end):
            starts.add(bisect_left(offsets, at))
    marks: Any = np.full((len(doc), 1), -1, dtype=np.int64).astype(np.uint64)
    marks[sorted(start for start in starts if start < len(doc))] = 1
    doc.from_array(["SENT_START"], marks)


def _section_spans(
    doc: Doc, blocks: list[Block], token_ranges: list[tuple[int, int]]
) -> list[Span]:
    spans: list[tuple[int, int, str]] = []
    for section, (first, last) in zip(block_sections(blocks), token_ranges, strict=True):
        if first == last:
            continue
        if spans and spans[-1][2] == section:
            spans[-1] = (spans[-1][0], last, section)
        else:
            spans.append((first, last, section))
    return [Span(doc, first, last, label=section) for first, last, section in spans]


def block_sections(blocks: list[Block]) -> list[str]:
    """The section of each block; the one of the ideal candidate depends on the others."""
    sections: list[str] = []
    current = "other"
    has_subheadings = False
    for index, block in enumerate(blocks):
        opened = block.opens
        if opened == "preferred" and not block.applies_to_line_only:
            following = blocks[index + 1 : index + 2]
            has_subheadings = bool(following and following[0].names_kind_only)
        if opened == "required" and current == "preferred":
            is_subheading = block.names_topic_only or (has_subheadings and block.names_kind_only)
            opened = "preferred" if is_subheading else opened
        if opened and not block.applies_to_line_only:
            current = opened
        sections.append(opened or current)
    has_requirements = "required" in sections
    ideal = "preferred" if has_requirements else "required"
    return [ideal if section == IDEAL_CANDIDATE else section for section in sections]
