"""The places of an article that an editor has marked as ours.

Two forms are recognised, in Markdown and in HTML alike::

    <!-- skillscan: skill_share python ml_engineer_us -->72%<!-- /skillscan -->
    <span data-skillscan="skill_share python ml_engineer_us">72%</span>

The address is ``STATISTIC VALUE POPULATION`` and may be followed by ``view=`` and ``measure=``;
without them the headline of the statistic's definition is meant. A marker holds plain text with one
number. Whatever is unclosed, nested or holds markup is an error, for a marker that is silently
skipped would leave a stale number standing.

The scan works on bytes read as Latin-1, a one-to-one mapping, so that positions are byte positions
and files in any ASCII-compatible encoding survive. In Markdown, fenced and inline code is passed
over: it shows markers and does not use them. ``<script>`` and ``<style>`` are passed over in both.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from skillscan.errors import UsageError

MAX_INNER_BYTES = 200
"""A marker holds one number with a few words; more means that its end is missing."""

_FORM = "STATISTIC VALUE POPULATION [view=…] [measure=…]"
_TOKEN = re.compile(
    r"<!--\s{0,20}skillscan:(?P<open>[^\r\n<>]{0,300}?)-->"
    r"|(?P<close><!--\s{0,20}/skillscan\s{0,20}-->)"
    r"|<(?P<tag>[a-zA-Z][a-zA-Z0-9-]{0,30})(?=\s)(?:[^<>\"']|\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'){0,200}?"
    r"\sdata-skillscan\s{0,5}=\s{0,5}(?:\"(?P<double>[^\"<>]{0,300})\"|'(?P<single>[^'<>]{0,300})')"
    r"(?:[^<>\"']|\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'){0,200}?>",
)
_OPENING = re.compile(r"<!--\s{0,20}skillscan\b|\sdata-skillscan\s{0,5}=")
_BROKEN = re.compile(r"<!--\s{0,20}/?skillscan\b|\sdata-skillscan\s{0,5}=")
_RAW_TEXT = re.compile(r"<(script|style)\b.*?(?:</\1\s{0,20}>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\r\n]*$", re.MULTILINE)
_INLINE_CODE = re.compile(r"(?<!`)(?P<ticks>`{1,3})(?!`)[^`\r\n]{1,500}(?<!`)(?P=ticks)(?!`)")


class MarkerError(UsageError):
    """A marker cannot be understood or judged; the message names the file's line."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line = line
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A number of an article, with what its marker says that it measures.

    ``content[start:end]`` (bytes) is what the marker holds; lines count from 1.
    """

    statistic: str
    value: str
    population: str
    view: str | None
    measure: str | None
    line: int
    start: int
    end: int


def find_markers(content: bytes, *, is_markdown: bool) -> list[Marker]:
    """All marked numbers in text order. Raises MarkerError with the line of the first fault."""
    text = _blanked(content.decode("latin-1"), is_markdown=is_markdown)
    claims: list[Marker] = []
    position = 0
    for match in _TOKEN.finditer(text):
        _refuse_broken(text, position, match.start())
        if match.start() < position:
            continue
        if match["close"]:
            raise MarkerError(_line(text, match.start()), "'/skillscan' closes no open marker")
        end, position = _end_of(text, match)
        claims.append(_claim(text, match, end))
    _refuse_broken(text, position, len(text))
    return claims


def _end_of(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Where the inner text ends, and where scanning goes on."""
    line, limit = _line(text, match.start()), match.end() + MAX_INNER_BYTES
    tag = match["tag"]
    closing = rf"</{tag}\s{{0,20}}>" if tag else r"<!--\s{0,20}/skillscan\s{0,20}-->"
    close = re.compile(closing, re.IGNORECASE).search(text, match.end(), limit)
    nested = _OPENING.search(text, match.end(), close.start() if close else limit)
    if nested:
        where = _line(text, nested.start())
        raise MarkerError(line, f"another marker begins on line {where} before this one is closed")
    if close is None:
        wanted = f"</{tag}>" if tag else "<!-- /skillscan -->"
        raise MarkerError(line, f"not closed: no {wanted} within {MAX_INNER_BYTES} bytes")
    if "<" in text[match.end() : close.start()]:
        raise MarkerError(line, "the marker holds markup; put it around the number alone")
    return close.start(), close.end()


def _claim(text: str, match: re.Match[str], end: int) -> Marker:
    line = _line(text, match.start())
    address = match["open"] if match["tag"] is None else match["double"] or match["single"] or ""
    words = html.unescape(address).split()
    plain = [word for word in words if "=" not in word]
    options = dict(word.split("=", 1) for word in words if "=" in word)
    unknown = sorted(set(options) - {"view", "measure"})
    if len(plain) != 3 or unknown:
        fault = f"unknown option {unknown[0]!r}" if unknown else f"{len(plain)} words"
        raise MarkerError(line, f"{fault} in {' '.join(words)!r}; write {_FORM}")
    return Marker(
        statistic=plain[0],
        value=plain[1],
        population=plain[2],
        view=options.get("view"),
        measure=options.get("measure"),
        line=line,
        start=match.end(),
        end=end,
    )


def _refuse_broken(text: str, start: int, end: int) -> None:
    """What looks like a marker but was not recognised must not be passed over."""
    broken = _BROKEN.search(text, start, max(start, end))
    if broken:
        raise MarkerError(
            _line(text, broken.end() - 1),
            "this looks like a marker but is not one; write "
            f"'<!-- skillscan: {_FORM} -->72%<!-- /skillscan -->'",
        )


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _blanked(text: str, *, is_markdown: bool) -> str:
    """The text with the parts that only show markers overwritten, at the same length."""
    spans = [match.span() for match in _RAW_TEXT.finditer(text)]
    if is_markdown:
        spans += _fences(text)
        spans += [match.span() for match in _INLINE_CODE.finditer(text)]
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]
    return text


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """Fenced code blocks of CommonMark; one left open runs to the end of the text."""
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opened is None:
            opened = fence
        elif fence["fence"].startswith(opened["fence"]) and not fence[0].strip("`~ \r"):
            yield opened.start(), fence.end()
            opened = None
    if opened is not None:
        yield opened.start(), len(text)
