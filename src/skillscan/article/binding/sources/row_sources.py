"""Numbers of a table or list whose own row says whose they are: a column "Source" ("developer
survey" beside "ads"), a bracket at the end of an item ("(head counts at 23 companies that answered
our email)"), or a line on rows by their numbers ("rows 2 and 3 are what members reported").

A row that names openings stays the author's.
"""

import re
from collections.abc import Iterator, Sequence

from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.sources.own_names import AUTHORS_OWN
from skillscan.article.binding.sources.told_after import as_anothers
from skillscan.article.grammar import pattern_of, words_of
from skillscan.article.model import ArticleBlock

_TOLD = r"\b(?:{asked_works}|{told_entries}|{head_counts})\b"
_ANSWERED = (
    r"\b(?:that|who|which) {answering_verbs}\b"
    r"|\b{told_entries}\b[^;.]*\b(?:{figure_participles}|{answering_verbs})\b"
)
"""What says that people or firms told it, also to the author: "that answered our email"."""
_END_BRACKET = re.compile(r"\(([^()%$€£]{4,120})\)\W*$")
"""The bracket that ends an item."""
_ROWS = re.compile(
    r"\brows? (?P<rows>#?\d{1,2}(?:(?:,? and |, | to | ?[–-] ?)#?\d{1,2})*) ?(?P<said>[^;.]+)",
    re.IGNORECASE,
)
"""Which rows a clause is on: "rows 2 and 3 are what members reported"."""
_RANGE = re.compile(r"(\d+)(?: to | ?[–-] ?)#?(\d+)")
_NEXT_ROWS = re.compile(r",? (?:and |while |but )?(?=rows? #?\d)", re.IGNORECASE)
_SOURCE_NUMBER = re.compile(r"[\[(]?(\d{1,2})[\])]?")
_NUMBERED = r"(?:^|(?<=[;.,|] ))[\[(]?{}[\])]?\s?[.:=–-]?\s(?P<said>[^;.|]+)"
"""What a note says behind the number of a source: "1 = ads; 2 = survey of members"."""
_MOST_COLUMNS, _MOST_NOTES = 12, 4


def with_sources_of_rows(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; numbers whose row is said to be another's are that one's."""
    rows = [around.place for around in reading.around if _is_anothers_row(reading, around)]
    return as_anothers(outcomes, rows)


def _is_anothers_row(reading: ArticleReading, around: Surroundings) -> bool:
    block = reading.block(around)
    if block.kind == "cell":
        said = [*_source_cells(reading, around), *_bracket(block.row or "")]
        return any(_is_told(reading, one) for one in (*said, *_said_of_row(reading, around)))
    if block.kind != "list_item":
        return False
    behind = reading.text[around.quantity.end : around.sentence.end]
    return any(_is_told(reading, one) for one in _bracket(behind))


def _is_told(reading: ArticleReading, text: str) -> bool:
    """Whether what names a row's source names people who told it, and no openings."""
    if reading.words.has("postings", text) or pattern_of(_TOLD).search(text) is None:
        return False
    is_answer = pattern_of(_ANSWERED).search(text) is not None
    return is_answer or pattern_of(AUTHORS_OWN).search(text) is None


def _bracket(text: str) -> Iterator[str]:
    """What the bracket says that ends a text, and sets nothing against it ("(up from …)")."""
    found = _END_BRACKET.search(text.strip())
    if found and not pattern_of(r"{set_against_starts}\b").match(found[1]):
        yield found[1]


def _source_cells(reading: ArticleReading, around: Surroundings) -> Iterator[str]:
    """What the column of sources says in the row of a cell, or the note of its number."""
    for block in (*reading.row_cells(around), *_cells_behind(reading, around)):
        if not block.column or block.column.strip().lower() not in words_of("source_columns"):
            continue
        said = reading.text[block.start : block.end].strip()
        number = _SOURCE_NUMBER.fullmatch(said)
        yield from _numbered(reading, around, number[1]) if number else [said]


def _cells_behind(reading: ArticleReading, around: Surroundings) -> Iterator[ArticleBlock]:
    """The cells behind the one of a number in the row of its table."""
    blocks, home = reading.article.blocks, around.sentence.block
    for block in blocks[home + 1 : home + 1 + _MOST_COLUMNS]:
        if block.kind != "cell" or block.row != blocks[home].row:
            return
        if block.column == blocks[home].column:
            return
        yield block


def _notes(reading: ArticleReading, around: Surroundings) -> list[ArticleBlock]:
    """The blocks right below the table of a cell."""
    blocks, place = reading.article.blocks, around.sentence.block
    while place < len(blocks) and blocks[place].kind == "cell":
        place += 1
    return list(blocks[place : place + _MOST_NOTES])


def _numbered(reading: ArticleReading, around: Surroundings, number: str) -> Iterator[str]:
    """What stands behind the number of a source below a table, in a line or as that item."""
    notes = _notes(reading, around)
    items = [one for one in notes if one.kind == "list_item"]
    if items and int(number) <= len(items):
        yield reading.text[items[int(number) - 1].start : items[int(number) - 1].end]
    for note in notes:
        if note.kind == "paragraph":
            text = reading.text[note.start : note.end]
            if found := re.search(_NUMBERED.format(number), text):
                yield found["said"]


def _said_of_row(reading: ArticleReading, around: Surroundings) -> Iterator[str]:
    """What the lines above and below a table say of the row of a cell by its number."""
    below = [reading.text[one.start : one.end] for one in _notes(reading, around)[:1]]
    for line in (reading.lead(reading.block(around)), *below):
        for clause in _NEXT_ROWS.split(line):
            for found in _ROWS.finditer(clause):
                if _row_number(reading, around) in _numbers(found["rows"]):
                    yield found["said"]


def _numbers(rows: str) -> set[int]:
    """The rows that are named: "2 and 3", "2-4"."""
    named = {int(one) for one in re.findall(r"\d+", rows)}
    for first, last in _RANGE.findall(rows):
        named |= set(range(int(first), int(last) + 1))
    return named


def _row_number(reading: ArticleReading, around: Surroundings) -> int:
    """Which row of its table a cell stands in, by its column of numbers, else counted."""
    blocks, home = reading.article.blocks, around.sentence.block
    number = 0
    for block in reversed(blocks[: home + 1]):
        if block.kind != "cell" or block.lead != blocks[home].lead:
            break
        text = reading.text[block.start : block.end].strip()
        if (block.column or "").strip().lower() in words_of("row_numbers") and text.isdecimal():
            return int(text)
        number += block.column == blocks[home].column
    return number
