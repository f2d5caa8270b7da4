"""The skill matcher as a spaCy component: fills ``doc.spans["skills"]``.

Finding is done by ``skillscan.nlp.skills.matcher``; the component lays the mentions on whole
tokens. The label of a span is the skill id, its id the alias as listed,
``span._.skillscan_rule`` what decided. A saved pipeline carries its taxonomy with it, so that it
reads the same wherever it is loaded.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from skillscan.domain import SourceFields
from skillscan.nlp.document import add_span, mentions_of, text_of, token_range
from skillscan.nlp.skills.matcher import NameJudgement, SkillMatcher
from skillscan.taxonomy.loading import read_files, taxonomy_of
from skillscan.taxonomy.model import Mention, Taxonomy
from skillscan.taxonomy.own import with_own

_FILE = "taxonomy.json"


class SkillComponent:
    """Finds skills in a ``Doc``; ``files`` are the parsed taxonomy files it works by."""

    def __init__(self, files: dict[str, Any], categories: Iterable[str] = ()) -> None:
        self._categories = frozenset(categories)
        self._load(files)

    def _load(self, files: dict[str, Any]) -> None:
        self._files = files
        self._taxonomy = taxonomy_of(files)
        self._matcher = SkillMatcher(self._taxonomy)

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return SkillComponent, (self._files, self._categories)

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy in use."""
        return self._taxonomy

    @property
    def files(self) -> dict[str, Any]:
        """The parsed files of the taxonomy in use."""
        return self._files

    def judgements(self, doc: Doc) -> list[NameJudgement]:
        """What the conditions of ambiguous names say of the places that are written so."""
        source_fields: SourceFields = doc._.skillscan_source_fields
        return self._matcher.judgements(doc, text_of(doc), company=source_fields.company)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its skill mentions as spans, in order of their place."""
        source_fields: SourceFields = doc._.skillscan_source_fields
        mentions = self._matcher(doc, text_of(doc), company=source_fields.company)
        found = []
        for mention in mentions:
            first, behind = token_range(doc, mention.start, mention.end)
            if first < behind and self._is_wanted(mention):
                span, values = add_span(doc, (first, behind), mention.skill_id, mention.alias)
                values["rule"] = mention.rule
                found.append((span, values))
        mentions_of.put(doc, [span for span, _ in found], found)
        return doc

    def _is_wanted(self, mention: Mention) -> bool:
        if not self._categories:
            return True
        return self._taxonomy.skills[mention.skill_id].category in self._categories

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 (spaCy's protocol)
        """The taxonomy as bytes."""
        return json.dumps(self._content()).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "SkillComponent":  # noqa: ARG002
        """The component, with the taxonomy that was saved."""
        return self._restore(json.loads(data))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        """Save the taxonomy into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "SkillComponent":  # noqa: ARG002
        """The component, with the taxonomy of a saved folder."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())

    def _content(self) -> dict[str, Any]:
        return {"files": self._files, "categories": sorted(self._categories)}

    def _restore(self, content: dict[str, Any]) -> "SkillComponent":
        self._categories = frozenset(content["categories"])
        if content["files"] != self._files:
            self._load(content["files"])
        return self


@Language.factory(
    "skillscan_skills",
    default_config={"taxonomy": None, "own": "", "categories": []},
    assigns=["doc.spans", "span._.skillscan_rule"],
)
def create_skills(
    nlp: Language,  # noqa: ARG001 (spaCy's protocol)
    name: str,  # noqa: ARG001
    taxonomy: str | None,
    own: str,
    categories: list[str],
) -> Callable[[Doc], Doc]:
    """The component by its settings.

    ``taxonomy``: a folder of taxonomy files instead of the packaged one; ``own``: an operator's
    own files, as JSON (``taxonomy.own``); ``categories``: only skills of these (none: all).
    """
    files = read_files(taxonomy)
    if own:
        files = with_own(files, json.loads(own))
    return SkillComponent(files, categories)
