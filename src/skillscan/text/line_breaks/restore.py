"""Line breaks that a source lost, put back.

Some sources deliver a posting as one line: the end of a block runs into the start of the next
("…solutions.What You'll Do", "Java and CFamiliar with", "5+ yearsExperience with"). Where a break
is missing is found by ``detect`` and ``data/rules/line_breaks.yaml``.

Breaks that became a *space* are guessed at before headings that nobody would write inside a
sentence and at repeated bullets, and in long lines that hold several (``joined``).
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from skillscan.text.characters import rare_characters
from skillscan.text.line_breaks.detect import (
    CaseChange,
    case_changes,
    missing_breaks_after_marks,
    missing_breaks_between_words,
)
from skillscan.text.line_breaks.headings import break_before_trailing_headings
from skillscan.text.line_breaks.joined import break_joined_lines, is_flattened
from skillscan.text.line_breaks.rules import break_rules

_HEADING_WITH_ELLIPSIS = re.compile(
    r"^(?P<heading>[A-Z][^\n.!?;:…•]{1,40}(?:…|\.{3})) ?(?=[A-Z\d])", re.MULTILINE
)
_MIN_TEXT_CHARACTERS = 400
_MIN_MISSING_BREAKS = 3
_BULLETS = "•●▪■◦○‣⁃∙◆►➢✓✔·"
_NO_MEDIAN_POINT = r"(?!(?<=[^\W\d_])·(?=[a-zé]))"
"""A point between letters is no bullet: "un·e tisserand·e"."""
_INLINE_BULLET = re.compile(rf"{_NO_MEDIAN_POINT}(?P<mark>[{_BULLETS}]) ?(?=\S)")
_SMALL_SENTENCE = re.compile(r"(?<=[a-z)]{3}[.!?;])(?=(?P<word>[a-z]{2,20})(?:-[a-z]+)? )")
_MIN_SMALL_SENTENCES = 2
_INLINE_DASH = re.compile(r" [-–—*] ?(?=[A-Z][a-z])")
_GLUED_DASH = re.compile(r"(?:(?<=[a-z)][.;!)])- ?|(?<=[a-z]{3})- |(?<=[a-z]\))- ?)(?=[A-Z][a-z])")
"""A dash right behind the item before: "… the mill.- Weave silk- Dye wool"."""
_MIN_WORDS_OF_ITEM = 3
_DASHES = (" -", " –", " —", " *")
_MIN_DASHES = 4
_MIN_DASH_LINE = 200
_EMOJI = "\U0001f300-\U0001faff☀-➿⬀-⯿"
_EMOJI_ITEM = re.compile(rf"(?<=\S) ?(?:[{_EMOJI}]\ufe0f?){{1,2}} ?(?=[A-Z\d][\w+-])")
_MARK = re.compile(rf"[{_BULLETS.replace('•', '')}{_EMOJI}]")
_LOWER_CASE_WORD = re.compile(r"(?<![\w'’-])[a-z][\w'’-]{1,30}[.)]?\Z")
_MAX_WORD = 32
_SENTENCE_GOES_ON = re.compile(r" [a-z]")


def restore_breaks(text: str) -> str:
    """The text with lost line breaks put back; nothing but white space and bullets changes."""
    breaks, has_lost_breaks = _breaks_between_words(text, case_changes(text))
    breaks.update(missing_breaks_after_marks(text, has_lost_breaks=has_lost_breaks))
    breaks.update(_breaks_without_capitals(text))
    text = _split(text, breaks)
    was_flattened = is_flattened(text)
    if "…" in text or "..." in text:
        text = _HEADING_WITH_ELLIPSIS.sub(r"\g<heading>\n", text)
    text = break_rules().strong_headings.sub(_break_heading, text)
    if has_lost_breaks:
        text = _break_headings_inside(text)
    text = break_joined_lines(_break_bullets(text), is_flattened=was_flattened)
    return break_before_trailing_headings(text)


def _breaks_between_words(text: str, changes: Sequence[CaseChange]) -> tuple[set[int], bool]:
    """Where breaks are missing between two words, and whether the text has lost its breaks."""
    if len(text) > _MIN_TEXT_CHARACTERS and "\n" not in text:
        return set(missing_breaks_between_words(text, changes, has_lost_breaks=True)), True
    found = missing_breaks_between_words(text, changes, has_lost_breaks=False)
    if len(text) > _MIN_TEXT_CHARACTERS and len(found) >= _MIN_MISSING_BREAKS:
        return set(missing_breaks_between_words(text, changes, has_lost_breaks=True)), True
    return set(found), False


def _breaks_without_capitals(text: str) -> list[int]:
    """Where a line begins in a text in small letters: "… with silk.experience with looms"."""
    if len(text) < _MIN_TEXT_CHARACTERS or not text.islower():
        return []
    starts = break_rules().line_starts
    found = _SMALL_SENTENCE.finditer(text)
    breaks = [match.start() for match in found if match["word"].capitalize() in starts]
    return breaks if len(breaks) >= _MIN_SMALL_SENTENCES else []


def _break_headings_inside(text: str) -> str:
    """Breaks at headings in the middle of lines, for a text that has lost its breaks."""
    rules = break_rules()
    text = rules.inner_headings.sub("\n", text)
    text = rules.inline_headings.sub(_break_inline_heading, text)
    return rules.headings.sub(_break_heading, text)


def _break_inline_heading(match: re.Match[str]) -> str:
    """A heading of one word gets its own line behind a word in lower case."""
    at = match.start()
    is_behind_word = _LOWER_CASE_WORD.search(match.string, max(0, at - _MAX_WORD), at)
    return "\n" if is_behind_word else " "


def _split(text: str, breaks: set[int]) -> str:
    if not breaks:
        return text
    bounds = [0, *sorted(breaks), len(text)]
    return "\n".join(text[a:b].strip(" ") for a, b in pairwise(bounds))


def _break_heading(match: re.Match[str]) -> str:
    """A heading on a line of its own, unless the word behind it goes on with it."""
    heading, following = match["heading"], (match["next"] or "").replace("’", "'")
    nouns = break_rules().heading_nouns
    goes_on = not _SENTENCE_GOES_ON.match(match.string, match.end("next"))
    if goes_on and following in nouns and heading.split()[-1] not in nouns:
        return match[0]
    if " " not in heading and not _stands_alone(heading, following):
        return match[0]
    is_first = match.start() == 0 or match.string[match.start() - 1] == "\n"
    return f"{'' if is_first else chr(10)}{heading}{match['gap'].strip()}\n"


def _stands_alone(heading: str, following: str) -> bool:
    """Whether a heading of one word is one: "Requirements Formal training", not "… Analysis"."""
    rules = break_rules()
    is_plain = heading in rules.plain_headings and following not in rules.phrase_nouns
    return is_plain or following in rules.line_starts


def _break_bullets(text: str) -> str:
    lines: Iterable[str] = text.split("\n")
    if _has_inline_marks(text):
        lines = map(_break_marks, lines)
    lines = [_break_dashes(line) if len(line) > _MIN_DASH_LINE else line for line in lines]
    lines = "\n".join(lines).split("\n")
    return "\n".join(filter(None, [line.strip(" ") for line in lines]))


def _has_inline_marks(text: str) -> bool:
    """Whether a bullet or an emoji may stand inside any line."""
    at_line_starts = text.count("\n•") + text.startswith("•")
    return text.count("•") > at_line_starts or bool(_MARK.search(rare_characters(text)))


def _break_marks(line: str) -> str:
    """Items that stand behind each other on one line, each on its own."""
    if line.isascii():
        return line
    marks = [match["mark"] for match in _INLINE_BULLET.finditer(line) if match.start()]
    for mark in dict.fromkeys(marks):
        if marks.count(mark) + line.startswith("• ") >= 2:
            line = re.sub(rf"(?<=\S) ?{_NO_MEDIAN_POINT}{re.escape(mark)} ?(?=\S)", "\n• ", line)
    if _MARK.search(line) and len(_EMOJI_ITEM.findall(line)) >= 2:
        line = _EMOJI_ITEM.sub("\n• ", line)
    head, _, item = line.partition(" • ")
    if item and head.rstrip(": ").casefold() in break_rules().known_headings:
        line = f"{head}\n• {item}"
    return line


def _break_dashes(line: str) -> str:
    """The same for items behind dashes, on a long line."""
    if (
        line.count("- ") + line.count(".-") >= _MIN_DASHES
        and len(_GLUED_DASH.findall(line)) >= _MIN_DASHES
        and not _has_words_with_dashes(line)
    ):
        return _INLINE_DASH.sub("\n• ", _GLUED_DASH.sub("\n• ", line))
    if sum(map(line.count, _DASHES)) < _MIN_DASHES:
        return line
    if len(_INLINE_DASH.findall(line)) >= _MIN_DASHES:
        return _INLINE_DASH.sub("\n• ", line)
    return line


def _has_words_with_dashes(line: str) -> bool:
    """Whether dashes end words ("Kunden- Service"): too little stands between two of them."""
    dashes = list(_GLUED_DASH.finditer(line))
    return any(
        "- " in {before[0], after[0]}
        and len(line[before.end() : after.start()].split()) < _MIN_WORDS_OF_ITEM
        for before, after in pairwise(dashes)
    )
