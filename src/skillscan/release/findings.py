"""The findings of a release: each with the sentence it was judged in and the words that decided.

Texts belong to the employers: a release quotes the sentence (300 characters to either side of the
words at most) and of the words that decided 160 characters at most, never the whole text. Readings
older than the kept sentences have the line.

Texts and findings are read once, and put aside by batches of openings, one of which is held at a
time: so that neither time nor memory grow with more than what there is.
"""

from collections.abc import Iterator, Sequence

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from skillscan.release.text_slices import Places, TextSlices
from skillscan.warehouse import queries
from skillscan.warehouse.parted_rows import parted

OPENINGS = 2_500
"""Of a batch."""
_FINDINGS = 16_384
"""That are put aside at once."""
_AROUND = 300
_DECIDED = 160
_MOST_KEY = np.iinfo(np.int64).max
"""The largest key that the columns of an order are packed into."""
_OF_OPENINGS = ("opening_id", "posting_id", "content_hash")
_ORDER = ("text_number", "start_char", "end_char", "kind", "value", "rule", "finding_number")


def cut_findings(warehouse: duckdb.DuckDBPyConnection) -> Iterator[pa.RecordBatchReader]:
    """The findings of each batch of openings as a release has them, in the order of their
    openings and places. Where there are none, one reader without rows.
    """
    queries.run(warehouse, "release/number_texts", size=OPENINGS)
    with (
        parted(warehouse, "release/quoted_texts") as texts,
        parted(warehouse, "release/quoted_findings", rows_at_once=_FINDINGS) as findings,
    ):
        for batch in texts.batches or [0]:
            openings = texts.read(batch).sort_by("text_number").combine_chunks()
            yield _read_once(_cut(openings, _in_order(findings.read(batch))))


def _read_once(rows: pa.Table) -> pa.RecordBatchReader:
    """Rows that nobody holds when they were read: DuckDB keeps what was registered with it until
    its transaction ends.
    """
    return pa.RecordBatchReader.from_batches(rows.schema, iter(rows.to_batches()))


def _in_order(rows: pa.Table) -> pa.Table:
    """Rows in the order of a release, texts by their numbers in a dictionary."""
    rows = rows.combine_chunks()
    for place, column in enumerate(rows.schema):
        if pa.types.is_string(column.type):
            rows = rows.set_column(place, column.name, rows[place].dictionary_encode())
    keys = keys_in_order([_ranks(rows[name]) for name in _ORDER])
    return rows.take(pa.array(np.lexsort(keys[::-1])))


def keys_in_order(columns: Sequence[Places]) -> list[Places]:
    """Keys that have the order of columns of numbers, none negative, in as few as hold them: each
    key takes a sort.
    """
    keys: list[Places] = []
    room = 0
    for column in columns:
        size = int(column.max(initial=0)) + 1
        if size > room:
            keys.append(column.astype(np.int64))
            room = _MOST_KEY // size
        else:
            keys[-1] = keys[-1] * size + column
            room //= size
    return keys


def _ranks(column: pa.ChunkedArray) -> Places:
    """Numbers that have the order of the values."""
    if not pa.types.is_dictionary(column.type):
        return column.to_numpy()
    encoded = column.combine_chunks()
    ranks = np.empty(len(encoded.dictionary), np.int32)
    ranks[pc.array_sort_indices(encoded.dictionary)] = np.arange(len(ranks))
    return ranks[encoded.indices]


def _cut(openings: pa.Table, rows: pa.Table) -> pa.Table:
    """The rows with their quotes, as ``sql/release/snapshot/opening_findings.sql`` takes them."""
    slices = TextSlices(openings["posting_text"].combine_chunks())
    texts = np.searchsorted(openings["text_number"], rows["text_number"])
    start, end = _numbers(rows, "start_char"), _numbers(rows, "end_char")
    quote_from = _quoted_from(slices, texts, rows)
    quote_to = _quoted_to(slices, texts, rows)
    heading_from, modifier_from = _numbers(rows, "heading_start"), _numbers(rows, "modifier_start")
    heading_to = np.minimum(_numbers(rows, "heading_end"), heading_from + _DECIDED)
    modifier_to = np.minimum(_numbers(rows, "modifier_end"), modifier_from + _DECIDED)
    has_heading, has_modifier = _is_there(rows, "heading_start"), _is_there(rows, "modifier_start")
    columns = {
        "quote": slices.cut(texts, quote_from, quote_to),
        "quote_start": start - quote_from,
        "quote_end": end - quote_from,
        "heading": slices.cut(texts, heading_from, heading_to, has_heading),
        "modifier": slices.cut(texts, modifier_from, modifier_to, has_modifier),
    }
    numbers = pa.array(texts, pa.int32())
    for name in _OF_OPENINGS:
        of_texts = openings[name].combine_chunks()
        columns[name] = pa.DictionaryArray.from_arrays(numbers, of_texts)
    for name, column in columns.items():
        rows = rows.append_column(name, pa.array(column))
    return rows


def _quoted_from(slices: TextSlices, texts: Places, rows: pa.Table) -> Places:
    """At which character of its text each quote begins."""
    start, bound = _numbers(rows, "start_char"), _numbers(rows, "sentence_start")
    unknown = np.flatnonzero(~_is_there(rows, "sentence_start"))
    if len(unknown):
        bound[unknown] = slices.line_starts(texts[unknown], start[unknown])
    return np.maximum(bound, start - _AROUND)


def _quoted_to(slices: TextSlices, texts: Places, rows: pa.Table) -> Places:
    """At which character of its text each quote ends; no space ends that of a line."""
    end, bound = _numbers(rows, "end_char"), _numbers(rows, "sentence_end")
    unknown = np.flatnonzero(~_is_there(rows, "sentence_end"))
    if len(unknown):
        bound[unknown] = slices.line_ends(texts[unknown], end[unknown])
    found = np.minimum(bound, end + _AROUND)
    for row in unknown:
        found[row] = slices.without_spaces(texts[row], end[row], found[row])
    return found


def _numbers(rows: pa.Table, name: str) -> Places:
    """A column; 0 where it has no value."""
    return rows[name].fill_null(0).to_numpy().astype(np.int64)


def _is_there(rows: pa.Table, name: str) -> Places:
    return rows[name].is_valid().to_numpy()
