"""What a block of a posting is: a heading, a list item or a paragraph, and what it opens."""

import re
from typing import NamedTuple

from skillscan.nlp.structure.headings import IDEAL_CANDIDATE, Opening

ITEM_MARK = "• "
ASKING = frozenset({"required", "preferred", IDEAL_CANDIDATE})
"""The sections that ask something of the candidate."""


class Block(NamedTuple):
    """One block: character offsets into the document, its kind, what opens a section if anything.

    ``kind`` is ``heading``, ``item`` or ``paragraph``; ``opens`` has offsets into the document.
    """

    start: int
    end: int
    kind: str
    opens: Opening | None = None
    applies_to_line_only: bool = False
    """Whether the section is for this line alone ("• Bonus: …", "Location: …", the title)."""
    names_topic_only: bool = False
    """Whether the heading names a topic only ("Cloud expertise:"): it ends no preferred section.
    Of an item ("• Education: …") every heading does that demands nothing."""
    names_kind_only: bool = False
    """Whether it names a kind of requirement only ("Technical Skills", "If you have:"): right below
    a heading of preferred ones it divides their section and does not end it."""
    names_fact_only: bool = False
    """Whether it names a fact ("Education"): one line below it is no list of requirements."""
    asks: bool = False
    """Whether it reads as a requirement; known only where a posting has an ideal candidate."""
    is_wish: bool = False
    """Whether it says of itself that it is only preferred; known where ``asks`` is."""

    def moved(self, by: int) -> "Block":
        """The same block of a text that holds this one from ``by`` on."""
        opens = self.opens and self.opens.moved(by)
        return Block(self.start + by, self.end + by, self.kind, opens, *self[4:])


LineBlocks = str | tuple[Block, ...]
"""The blocks of a line, with offsets into it; of a whole line that opens nothing its kind only."""


def is_found(pattern: re.Pattern[str] | None, text: str) -> bool:
    """Whether there is such a pattern and the text has it."""
    return pattern is not None and pattern.search(text) is not None
