"""The component that sets ``seniority``: the title first, then what the text says of itself."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.document import text_of
from skillscan.nlp.finding_span import finding_span, set_fields
from skillscan.nlp.job_title.occupation_title import plain_title
from skillscan.nlp.job_title.seniority_level import SeniorityLevel, level_of_text, level_of_title

GROUP = "seniority"


@Language.factory(
    "skillscan_seniority",
    default_config={"read_text": True},
    assigns=["doc.spans"],
)
def create_seniority(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    *,
    read_text: bool,
) -> "SeniorityReader":
    """The component; without ``read_text`` only the title decides."""
    return SeniorityReader(read_text=read_text)


class SeniorityReader:
    """Sets ``doc.spans["seniority"]`` and the field ``seniority``."""

    def __init__(self, *, read_text: bool = True) -> None:
        self._read_text = read_text

    def __call__(self, doc: Doc) -> Doc:
        """Read the seniority of one document."""
        level = self._level(doc)
        known = level is not None and level.level is not None
        doc.spans[GROUP] = [_span(doc, level)] if level is not None and known else []
        set_fields(doc, seniority=level.level if level is not None else None)
        return doc

    def _level(self, doc: Doc) -> SeniorityLevel | None:
        end = doc._.skillscan_title_end
        level = level_of_title(plain_title(text_of(doc)[:end]))
        if level is not None or not self._read_text:
            return level
        found = level_of_text(text_of(doc)[end:])
        if found is None:
            return None
        return SeniorityLevel(found.level, end + found.start, end + found.end, found.rule)


def _span(doc: Doc, level: SeniorityLevel) -> Span:
    return finding_span(doc, level.start, level.end, str(level.level), "mentioned", level.rule)
