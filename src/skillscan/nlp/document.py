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
* ``span._.skillscan_reason`` (dict, ``reading.Reason``) on blocks and finding spans: what opened
  the section, which words decided the class, and where the judged sentence stands.
* ``doc._.skillscan_fields`` (dict): the fields of ``Reading`` that single components set.
"""

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc, Span

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
FINDING_GROUPS = (
    "skills",
    "experience",
    "degree",
    "pay",
    "workplace",
    "occupation",
    "seniority",
)


_TEXT = "skillscan_text"


def register_extensions() -> None:
    """Register the custom attributes above (safe to call again)."""
    Doc.set_extension("skillscan_title_end", default=0, force=True)
    Doc.set_extension("skillscan_source_fields", default=SourceFields(), force=True)
    Doc.set_extension("skillscan_fields", default=None, force=True)
    Span.set_extension("skillscan_mention_class", default="mentioned", force=True)
    Span.set_extension("skillscan_rule", default="", force=True)
    Span.set_extension("skillscan_detail", default=None, force=True)
    Span.set_extension("skillscan_reason", default=None, force=True)


def document_text(title: str, body: str) -> str:
    """The text that spans point into; ``body`` is already plain (``text.prepare``)."""
    title = " ".join(title.split())
    return f"{title}\n\n{body}" if title else body


def text_of(doc: Doc) -> str:
    """``doc.text``, joined from its tokens once (spaCy joins them at every access)."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return str(text)


def section_at(doc: Doc, token: int) -> str:
    """The label of the section that holds this token; ``"other"`` where there is none."""
    sections = doc.spans.get("sections", ())
    index = bisect_right(sections, token, key=lambda section: section.start) - 1
    if index < 0 or token >= sections[index].end:
        return "other"
    return str(sections[index].label_)


def make_document(
    nlp: Language, title: str, body: str, source_fields: SourceFields | None = None
) -> Doc:
    """A tokenised ``Doc`` with its title marked, ready for ``nlp(doc)`` or ``nlp.pipe``."""
    text = document_text(title, body)
    doc = nlp.tokenizer(text)
    doc.user_data[_TEXT] = text
    doc._.skillscan_title_end = len(" ".join(title.split()))
    doc._.skillscan_source_fields = source_fields or SourceFields()
    doc._.skillscan_fields = {}
    return doc


register_extensions()
