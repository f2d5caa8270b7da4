"""From the raw text of a posting, HTML or plain, to the text that is stored: the steps in order."""

from skillscan.text.characters import clean
from skillscan.text.escapes import without_escapes
from skillscan.text.html import html_to_text, is_html, unescape
from skillscan.text.line_breaks.restore import restore_breaks
from skillscan.text.line_breaks.wrapped import unwrap
from skillscan.text.lost_signs import with_lost_signs
from skillscan.text.mojibake import without_mojibake
from skillscan.text.python_lists import python_list_as_lines
from skillscan.text.redaction import mask
from skillscan.text.string_escapes import without_string_escapes
from skillscan.text.truncate import MAX_RAW_CHARACTERS, MAX_TEXT_CHARACTERS, truncate
from skillscan.text.wide_headings import part_wide_headings

MAX_TITLE_CHARACTERS = 300
_MAX_RAW_TITLE = 2_000
_MAX_LAYERS = 5
"""Markup inside escaped markup inside a list …: more layers than any source sends."""


def prepare(raw: str) -> str:
    r"""A posting's body, HTML or plain text, as the plain text that is stored.

    Blocks are separated by ``\n``, list items start with ``• ``, headings stand on their own
    line, lost line breaks are put back, personal data is masked, the length is bounded.
    Idempotent: ``prepare(prepare(x)) == prepare(x)``. Never raises on any string.
    """
    bare = without_escapes(_without_markup(truncate(raw, MAX_RAW_CHARACTERS)))
    bare = part_wide_headings(bare)  # while the gaps still stand
    text = unwrap(bare)  # blank lines, and ends of lines that a backslash marked, still stand
    for _ in range(_MAX_LAYERS):
        cleaned = unwrap(clean(_mended(text)))
        settled = truncate(mask(restore_breaks(cleaned)), MAX_TEXT_CHARACTERS)
        if settled == text or (settled == cleaned and clean(_mended(cleaned)) == cleaned):
            break  # the next round would change nothing
        text = settled
    return settled


def _without_markup(text: str) -> str:
    for _ in range(_MAX_LAYERS):
        bare = unescape(without_string_escapes(python_list_as_lines(text)))
        if is_html(bare):
            bare = html_to_text(bare)
        bare = without_mojibake(bare)
        if bare == text:
            return text
        text = bare
    return text.replace("<", "‹").replace("&", "＆")


def _mended(text: str) -> str:
    """The text without what programs that passed it on did to its characters."""
    return with_lost_signs(without_mojibake(without_string_escapes(text)))


def prepare_title(raw: str) -> str:
    """A posting's title as one plain line: no markup, no control characters, at most 300 long."""
    return truncate(" ".join(prepare(truncate(raw, _MAX_RAW_TITLE)).split()), MAX_TITLE_CHARACTERS)
