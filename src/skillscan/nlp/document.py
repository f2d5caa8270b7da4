"""The document the pipeline reads: title, blank line, body, and the source's own fields.

Components find the parts through these extensions, registered on import:

* ``doc._.skillscan_title_end`` (int): length of the title in characters; 0 where there is none.
* ``doc._.skillscan_source_fields`` (SourceFields): fields of the source that may be trusted.
* ``doc.spans["sections"]``: consecutive spans, ``label_`` one of SECTIONS.
* ``doc.spans["blocks"]``: consecutive spans, ``label_`` ``heading``, ``item`` or ``paragraph``.
* ``doc.sents``: sentences; a block end is always a sentence end.
* ``doc.spans["skills"]``: ``label_`` is the skill id, ``id_`` the alias as listed.
* ``doc.spans["experience" | "degree" | "pay" | "workplace" | "occupation" | "seniority"]``:
  the places those fields rest on, ``label_`` the value, ``span._.skillscan_detail`` a dict.
* ``span._.skillscan_mention_class`` and ``span._.skillscan_rule`` (str) on every finding span.
* ``span._.skillscan_reason`` (dict, ``reading.Reason``): on blocks what opened the section, on
  finding spans the words that decided, where words did and not the section. All of it together,
  with the judged sentence, is the reason of a finding of ``collect_reading.reading_of``.
* ``doc._.skillscan_fields`` (dict): the fields of ``Reading`` that single components set.

What stands in them is plain (numbers, texts, lists, dicts), so that a document can be saved. A
document read with ``nlp(raw)`` has no title, and its text is the prepared one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

import msgspec
from spacy.attrs import IDX, LENGTH
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from skillscan.domain import SourceFields

SECTIONS = (
    "title",
    "required",
    "preferred",
    "duties",
    "about",
    "benefits",
    "equal_opportunity",
    "process",
    "other",
)
REQUIREMENT_SECTIONS = frozenset({"required", "preferred"})
"""Those that list what is asked of the candidate; what stands in them has their class."""
FINDING_GROUPS = (
    "skills",
    "experience",
    "degree",
    "pay",
    "workplace",
    "occupation",
    "seniority",
)

T = TypeVar("T")
_SOURCE_FIELDS = ("._.", "skillscan_source_fields", None, None)
_PREFIX = "skillscan_"
_SPAN_ATTRIBUTES = {"mention_class": "mentioned", "rule": "", "detail": None, "reason": None}
"""Name and default of each attribute of a finding's span; a block's has its reason, too."""


def register_extensions() -> None:
    """Register the custom attributes above (safe to call again; nobody's is overwritten)."""
    _register(Doc, "skillscan_title_end", default=0)
    _register(Doc, "skillscan_source_fields", getter=_source_fields, setter=_set_source_fields)
    _register(Doc, "skillscan_fields", default=None)
    for name, default in _SPAN_ATTRIBUTES.items():
        _register(
            Span,
            _PREFIX + name,
            getter=partial(_span_value, name=name, default=default),
            setter=partial(_set_span_value, name=name),
        )


def _register(owner: type[Doc] | type[Span], name: str, **how: Any) -> None:
    if not owner.has_extension(name):
        owner.set_extension(name, **how)


def _source_fields(doc: Doc) -> SourceFields:
    return _converted_fields(doc)


def _kept_fields(doc: Doc) -> SourceFields:
    return msgspec.convert(_values(doc).get(_SOURCE_FIELDS, {}), SourceFields)


def _set_source_fields(doc: Doc, fields: SourceFields) -> None:
    _values(doc)[_SOURCE_FIELDS] = msgspec.to_builtins(fields)
    _converted_fields.keep(doc, _kept_fields(doc))


def span_values(span: Span) -> dict[str, Any]:
    """The attributes of a span that are set, without their prefix; faster than ``span._``."""
    values: dict[str, Any] = _values(span.doc).get(_place(span), {})
    return values


def set_span_values(span: Span, **values: object) -> None:
    """Set attributes of a span, without their prefix; the values must be plain."""
    _values(span.doc).setdefault(_place(span), {}).update(values)


def add_span(
    doc: Doc, tokens: tuple[int, int], label: str, span_id: str = ""
) -> tuple[Span, dict[str, Any]]:
    """A new span of tokens, and the dictionary that keeps its attributes."""
    first, behind = tokens
    begins, ends = token_places(doc)
    place = ("._.", _PREFIX + label, begins[first], ends[behind - 1])
    return Span(doc, first, behind, label, span_id=span_id), _values(doc).setdefault(place, {})


def _span_value(span: Span, name: str, default: object) -> Any:
    return span_values(span).get(name, default)


def _set_span_value(span: Span, value: object, name: str) -> None:
    set_span_values(span, **{name: msgspec.to_builtins(value)})


def _values(doc: Doc) -> dict[Any, Any]:
    """What spaCy keeps and saves with a document, by keys of any kind."""
    return doc.user_data


def _place(span: Span) -> tuple[str, str, int, int]:
    """Where spaCy keeps what belongs to a span, with the label: spans of two kinds may lie on the
    same characters ("AWS SageMaker", a title that names its occupation and a skill).
    """
    return ("._.", _PREFIX + span.label_, span.start_char, span.end_char)


def document_text(title: str, body: str) -> str:
    """The text that spans point into; ``body`` is already plain (``text.prepare``)."""
    title = " ".join(title.split())
    return f"{title}\n\n{body}" if title else body


class InHand(Generic[T]):
    """A value of the document in hand, worked out once (spaCy works its own out at every access).

    A memo of one: kept on the document it would be saved with it.
    """

    def __init__(self, work_out: Callable[[Doc], T]) -> None:
        self._work_out = work_out
        self._last: tuple[Doc, T] | None = None

    def __call__(self, doc: Doc) -> T:
        """The value of this document."""
        last = self._last
        return last[1] if last and last[0] is doc else self.keep(doc, self._work_out(doc))

    def keep(self, doc: Doc, value: T) -> T:
        """Keep a value that is known without work, and hand it back."""
        self._last = (doc, value)
        return value


def _places_of_tokens(doc: Doc) -> tuple[list[int], list[int]]:
    places: Any = doc.to_array([IDX, LENGTH])
    begins = places[:, 0]
    return begins.tolist(), (begins + places[:, 1]).tolist()


text_of = InHand[str](lambda doc: doc.text)
"""``doc.text``."""
_converted_fields = InHand(_kept_fields)
"""The source's own fields, which are kept as plain values."""
token_places = InHand(_places_of_tokens)
"""Where each token begins, and where it ends; two lists, in characters."""


def token_range(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The tokens that ``doc.text[start:end]`` touches: the first, and the one behind the last."""
    begins, ends = token_places(doc)
    return bisect_right(ends, start), bisect_left(begins, end)


class KeptOfGroup(Generic[T]):
    """What is known of a group of spans of the document in hand.

    spaCy makes a span anew whenever one looks at it. Where the group is another by now, it is
    worked out again.
    """

    def __init__(self, name: str, work_out: Callable[[Iterable[Span]], T]) -> None:
        self._name = name
        self._work_out = work_out
        self._last: tuple[Sequence[Span] | SpanGroup, int, T] | None = None

    def __call__(self, doc: Doc) -> T:
        """The value for the group of this document."""
        group = doc.spans.get(self._name, ())
        last = self._last
        if last and last[0] is group and last[1] == len(group):
            return last[2]
        return self._keep(group, self._work_out(group))

    def put(self, doc: Doc, spans: Sequence[Span], value: T) -> None:
        """Make these spans the group of the document, of which the value is known."""
        doc.spans[self._name] = group = SpanGroup(doc, name=self._name, spans=spans)
        self._keep(group, value)

    def _keep(self, group: Sequence[Span] | SpanGroup, value: T) -> T:
        self._last = (group, len(group), value)
        return value


class SpanRow:
    """Consecutive spans of a document, as plain values: where each begins and ends, in tokens, its
    label, and its attributes.
    """

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.labels: list[str] = []
        self.values: list[dict[str, Any]] = []

    def add(self, start: int, end: int, label: str, values: dict[str, Any]) -> None:
        """Add the next one."""
        self.starts.append(start)
        self.ends.append(end)
        self.labels.append(label)
        self.values.append(values)

    def holding(self, token: int) -> int:
        """Which of them holds a token; -1 where none does."""
        place = bisect_right(self.starts, token) - 1
        return place if place >= 0 and token < self.ends[place] else -1


def _row(spans: Iterable[Span]) -> SpanRow:
    row = SpanRow()
    for span in spans:
        row.add(span.start, span.end, span.label_, span_values(span))
    return row


def _with_values(spans: Iterable[Span]) -> list[tuple[Span, dict[str, Any]]]:
    return [(span, _values(span.doc).setdefault(_place(span), {})) for span in spans]


mentions_of = KeptOfGroup("skills", _with_values)
"""The mentions of skills of a document, each with the dictionary that keeps its attributes."""
sections_of = KeptOfGroup("sections", _row)
"""The sections of a document."""
blocks_of = KeptOfGroup("blocks", _row)
"""The blocks of a document."""


def section_at(doc: Doc, token: int) -> str:
    """The label of the section that holds this token; ``"other"`` where there is none."""
    sections = sections_of(doc)
    index = sections.holding(token)
    return sections.labels[index] if index >= 0 else "other"


def make_document(
    nlp: Language, title: str, body: str, source_fields: SourceFields | None = None
) -> Doc:
    """A tokenised ``Doc`` with its title marked, ready for ``nlp(doc)`` or ``nlp.pipe``."""
    text = document_text(title, body)
    doc = nlp.tokenizer(text)
    text_of.keep(doc, text)
    doc._.skillscan_title_end = len(" ".join(title.split()))
    doc._.skillscan_source_fields = source_fields or SourceFields()
    doc._.skillscan_fields = {}
    return doc


register_extensions()
