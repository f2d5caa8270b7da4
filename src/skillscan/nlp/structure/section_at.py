"""Which section of a posting a token stands in, as ``skillscan_structure`` found them."""

from bisect import bisect_right

from spacy.tokens import Doc


def section_at(doc: Doc, token: int) -> str:
    """The label of the section that holds this token; ``"other"`` where there is none."""
    sections = doc.spans.get("sections", [])
    place = bisect_right([section.start for section in sections], token) - 1
    if place < 0 or token >= sections[place].end:
        return "other"
    return str(sections[place].label_)
