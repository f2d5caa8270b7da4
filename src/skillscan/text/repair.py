"""Line breaks that a source lost, put back.

Some sources deliver a posting as one line: the end of a block stands glued to the start of the
next ("…solutions.What You'll Do", "Java and CFamiliar with", "5+ yearsExperience with"). A break
goes back where two words are glued and the second one opens lines of postings (``starts`` in
``data/rules/line_breaks.yaml``), or, in a text that has plainly lost its breaks, where an ordinary
lower-case word runs into a capital. Names in camel case (``names`` there) stay whole.

Refuses to guess at single newlines lost to a *space*, except before a heading that nobody would
write inside a sentence (``headings``) and at repeated bullets.
"""

import re
from dataclasses import dataclass
from functools import cache

from skillscan.resources import data_yaml

_MIN_LOST_CHARACTERS = 400
_MIN_LOST_GLUES = 3
_GLUE = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z+#0-9])(?=[A-Z][a-z])")
_TOKEN_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'’+#")
_LEFT_WORD = re.compile(r"(?:[A-Z]?[a-z]+|[A-Z]+|[0-9+#]+)\Z")
_RIGHT_WORD = re.compile(r"[A-Z][a-z]+(?:['’][a-z]+)?|[A-Z]{2,}|[A-Z]")
_SENTENCE = re.compile(
    r"(?:(?<=[a-z0-9%)\]\"”’'+])|(?<=[A-Z][A-Z]))(?P<mark>[.!?;]{1,3})(?=[\"“(]?(?:[A-Z][a-z'’]|[A-Z]{2}|[AI] ))"
)
_COLON = re.compile(r"(?<=[A-Za-z)]):(?=[A-Z][a-z]|[A-Z]{2}|\d{1,2}\+)")
_PAREN = re.compile(r"(?<=[\w.%+])\)(?=[A-Z][a-z]|[AI] )")
_YEARS = re.compile(
    r"(?:(?<=[a-z]{3})|(?<=[a-z]{2}[.;:)]))(?=\d{1,2}(?:\+|(?: ?[-–] ?| to )\d{1,2}\+?)? ?"
    r"(?:years|yrs|Years)\b)"
)
_DEGREE = re.compile(r"(?:(?<=Ph\.D\.)|(?<=[BMU]\.[SAK]\.))(?=[A-Z][a-z])")
_DOMAIN_ENDS = frozenset({"js", "net", "com", "io", "ai", "org", "py", "ml", "co", "dev", "app"})
_NOT_ENDS = frozenset({"dr", "mr", "mrs", "ms", "st", "sr", "jr", "vs", "no", "prof"})
_INLINE_BULLET = re.compile(r"(?<=\S) ?(?P<mark>[•●▪■◦○‣⁃∙◆►➢✓✔·]) ?(?=\S)")
_INLINE_DASH = re.compile(r"(?<=\S) [-–—*] ?(?=[A-Z][a-z])")
_MIN_DASHES = 4
_WORD_BEFORE = re.compile(r"[\w'’]+\Z")
_CAMEL_BEFORE = re.compile(r"(?:[A-Z]?[a-z'’]+|[A-Z]+)\Z")
_HEADING_NOUNS = frozenset({"Skills", "Qualifications", "Requirements", "Experience", "Education"})


@dataclass(frozen=True, slots=True)
class _Rules:
    starts: frozenset[str]
    heading_ends: frozenset[str]
    names: re.Pattern[str]
    headings: re.Pattern[str]
    strong_headings: re.Pattern[str]


@cache
def _rules() -> _Rules:
    listed = data_yaml("rules", "line_breaks.yaml")
    names = "|".join(re.escape(name) for name in sorted(listed["names"], key=len, reverse=True))
    headings = _alternatives([*listed["headings"], *listed["strong_headings"]])
    strong = _alternatives(listed["strong_headings"])
    single = "|".join(h for h in listed["headings"] if " " not in h and "-" not in h)
    return _Rules(
        starts=frozenset(listed["starts"]),
        heading_ends=frozenset(listed["heading_ends"]),
        names=re.compile(rf"(?:{names})(?:s|[0-9]+)?(?![a-z])", re.IGNORECASE),
        headings=re.compile(
            rf"(?:^|(?<=[.!?;:)] ))(?P<heading>{headings})(?P<gap> ?[:–—-] ?| )"
            r"(?!And\b|Or\b|Of\b|For\b|To\b|With\b|&)(?=(?P<next>[A-Z][\w'’]*|[•\d]))",
            re.MULTILINE,
        ),
        strong_headings=re.compile(
            rf"(?<!\bAdded)(?<!\b[Tt]he)(?<!\b[Oo]ur)(?<!\band)(?<!\bor)(?<!\bof)(?<!\bfor)(?<!\b[Yy]our)"
            rf"(?<!\bthese)(?<!\bfollowing)(?<=[\w.!?)%:;+]) "
            rf"(?=(?:{strong})(?:[:\n]| ?[-–—]|$| (?!And\b|Or\b|For\b|&)[A-Z\d]))"
            rf"|(?<=[a-z.)]) (?<![A-Z][a-z]{{2}} )(?=(?:{single}): )"
            rf"|(?<=\)) (?=\d{{1,2}}\+? years? of )"
        ),
    )


def _alternatives(headings: list[str]) -> str:
    longest_first = sorted(headings, key=len, reverse=True)
    return "|".join(re.escape(heading).replace("'", "['’]") for heading in longest_first)


def restore_breaks(text: str) -> str:
    """The text with lost line breaks put back; only line breaks are added, nothing else changes."""
    strict = [at for at in _glued_words(text, is_lost=False)]
    is_lost = len(text) > _MIN_LOST_CHARACTERS and (
        "\n" not in text or len(strict) >= _MIN_LOST_GLUES
    )
    breaks = set(_glued_words(text, is_lost=True) if is_lost else strict)
    breaks.update(_glued_marks(text, is_lost=is_lost))
    breaks.update(match.start() for match in _YEARS.finditer(text))
    breaks.update(
        match.start() for match in _DEGREE.finditer(text) if _is_start(text, match.start())
    )
    text = _split(text, breaks)
    if is_lost:
        text = _rules().strong_headings.sub(r"\n", text)
        text = _rules().headings.sub(_break_heading, text)
    return _break_bullets(text)


def _split(text: str, breaks: set[int]) -> str:
    bounds = [0, *sorted(breaks), len(text)]
    return "\n".join(text[a:b].strip(" ") for a, b in zip(bounds, bounds[1:], strict=False))


def _glued_words(text: str, *, is_lost: bool) -> list[int]:
    return [
        match.start()
        for match in _GLUE.finditer(text)
        if _is_glue(text, match.start(), is_lost=is_lost)
    ]


def _is_glue(text: str, at: int, *, is_lost: bool) -> bool:
    """Whether the words left and right of ``at`` belong to two lines."""
    start, end = _token_bounds(text, at)
    left = _LEFT_WORD.search(text, start, at)
    right = _RIGHT_WORD.match(text, at)
    if left is None or right is None or _is_in_name(text, start, at, end):
        return False
    is_whole_left = left.start() == start
    is_start = _is_start(text, at)
    if left[0][0].islower():
        return is_whole_left and _is_lower_glue(left[0], right[0], is_start, is_lost=is_lost)
    if left[0][-1].islower():
        return _is_capital_glue(text, left, right[0], is_start, is_lost=is_lost)
    return is_start and len(right[0]) >= 3


def _is_lower_glue(left: str, right: str, is_start: bool, *, is_lost: bool) -> bool:  # noqa: FBT001
    if is_start and (len(left) >= 3 or (is_lost and len(left) == 2)):
        return True
    return is_lost and len(left) >= 3 and len(right) >= 2


def _is_capital_glue(
    text: str,
    left: re.Match[str],
    right: str,
    is_start: bool,  # noqa: FBT001
    *,
    is_lost: bool,
) -> bool:
    """``QualificationsBachelor``, ``PythonExperience``: two capitalised words."""
    if left[0] in _rules().heading_ends and (is_lost or is_start):
        return len(right) >= 2
    return is_start and (is_lost or f" {left[0]} " in text or f" {left[0]}," in text)


def _token_bounds(text: str, at: int) -> tuple[int, int]:
    start = end = at
    lowest, highest = max(0, at - 60), min(len(text), at + 60)
    while start > lowest and text[start - 1] in _TOKEN_CHARACTERS:
        start -= 1
    while end < highest and text[end] in _TOKEN_CHARACTERS:
        end += 1
    return start, end


def _is_in_name(text: str, start: int, at: int, end: int) -> bool:
    found = _rules().names.finditer(text, start, end)
    return any(match.start() < at < match.end() for match in found)


def _is_start(text: str, at: int) -> bool:
    right = _RIGHT_WORD.match(text, at)
    if right is None or right[0].replace("’", "'") not in _rules().starts:
        return False
    return len(right[0]) > 1 or text[right.end() : right.end() + 1] == " "


def _glued_marks(text: str, *, is_lost: bool) -> list[int]:
    """Places right after a full stop, colon or bracket that runs into a capital."""
    breaks = [
        match.end()
        for match in _SENTENCE.finditer(text)
        if (is_lost or _is_start(text, match.end())) and not _is_dotted_name(text, match)
    ]
    breaks += [m.end() for m in _COLON.finditer(text) if _is_list_colon(text, m, is_lost=is_lost)]
    breaks += [m.end() for m in _PAREN.finditer(text) if is_lost or _is_start(text, m.end())]
    return breaks


def _is_list_colon(text: str, match: re.Match[str], *, is_lost: bool) -> bool:
    """``include:Design``, ``Benefits:Family`` open lists; ``Location:Remote`` is a value."""
    if _is_start(text, match.end()):
        return True
    left = _CAMEL_BEFORE.search(text, max(0, match.start() - 40), match.start())
    return (
        is_lost
        and left is not None
        and (left[0].islower() or left[0].capitalize() in _rules().heading_ends)
    )


def _is_dotted_name(text: str, match: re.Match[str]) -> bool:
    if match["mark"] != "." or match.string[match.start() - 1] in '%)]"”':
        return False
    left = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
    right = _RIGHT_WORD.match(text, match.end())
    word = left[0].casefold() if left else ""
    is_abbreviation = word in _NOT_ENDS or (
        len(word) == 1 and text[match.start() - 2 : match.start() - 1] == "."
    )
    return is_abbreviation or (right is not None and right[0].casefold() in _DOMAIN_ENDS)


def _break_heading(match: re.Match[str]) -> str:
    is_single = " " not in match["heading"]
    if match["next"] in _HEADING_NOUNS and match["heading"].split()[-1] not in _HEADING_NOUNS:
        return match[0]
    if is_single and match["next"].replace("’", "'") not in _rules().starts:
        return match[0]
    is_first = match.start() == 0 or match.string[match.start() - 1] == "\n"
    return f"{'' if is_first else chr(10)}{match['heading']}{match['gap'].strip()}\n"


def _break_bullets(text: str) -> str:
    lines = [_break_bullet_line(line) for line in text.split("\n")]
    return "\n".join(line.strip(" ") for line in "\n".join(lines).split("\n") if line.strip(" "))


def _break_bullet_line(line: str) -> str:
    marks = [match["mark"] for match in _INLINE_BULLET.finditer(line)]
    for mark in dict.fromkeys(marks):
        if marks.count(mark) + line.startswith("• ") >= 2:
            line = re.sub(rf"(?<=\S) ?{re.escape(mark)} ?(?=\S)", "\n• ", line)
    if len(line) > _MIN_LOST_CHARACTERS // 2 and len(_INLINE_DASH.findall(line)) >= _MIN_DASHES:
        line = _INLINE_DASH.sub("\n• ", line)
    return line
