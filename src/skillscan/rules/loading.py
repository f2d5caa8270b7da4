"""Reads rule files: the packaged one of ``data/rules`` and the operator's own beside it.

Every file is checked when it is loaded, by one schema (``data/rules/schema.json``, one definition a
file), and an own one, with the packaged file that it changes, by what a schema cannot say of
phrases; all faults come at once, with file, line and id. The phrases of what is packaged are left
to ``skillscan rules check`` and the tests: they are the same at every start.

An own file (``$SKILLSCAN_HOME/rules/<name>``) has the form of the packaged one, any part of it: a
rule with a known id takes the place of the packaged one, ``remove: true`` takes it away, a rule
with a new id is tried before the packaged ones of its group; fragments and word lists grow. An own
rule with phrases that lacks an example or a counterexample is refused as one that does not fit.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skillscan import resources
from skillscan.rules.cues import faults_of_cue, faults_of_part
from skillscan.rules.kept import digest, kept
from skillscan.rules.model import SLOTS, Example, Rule, RuleFile
from skillscan.rules.own import READING_FILES, own_files, own_text
from skillscan.rules.phrases import Fragments, faults_of
from skillscan.rules.quick_check import surely_fits
from skillscan.rules.schema_messages import messages_of
from skillscan.rules.source import Fault, PartPath, RuleError, RuleSource, read_source

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

FaultsOf = Callable[[object, Fragments], Iterator[str]]

FOLDER = "rules"
MISSING_PROOFS = {
    "examples": 'has no example: give at least one text that it must decide, as examples: ["…"]',
    "counterexamples": "has no counterexample: give at least one text that it must not catch, "
    'as counterexamples: ["…"]',
}
"""What is said of a rule with phrases that lacks the list."""
_FRAGMENTS = "fragments"
_FIELDS_OF_ALL = frozenset({"id", *SLOTS, *MISSING_PROOFS})
_LANGUAGES: dict[str, tuple[FaultsOf, FaultsOf]] = {
    "expressions": (faults_of, faults_of),
    "cues": (faults_of_part, faults_of_cue),
}
"""The languages of phrases (``phraseLanguage`` of the schema; expressions where it says nothing):
what tells the faults of an entry of a fragment, and of a phrase."""


def load_rules(name: str, own: Path | None = None) -> RuleFile:
    """A rule file of ``data/rules`` by its name, with the own entries of the folder ``own``.

    Only files of the reading have own ones here; own employers are the grouping's. Raises
    RuleError with every fault of both files; of phrases only where there is an own file.
    """
    text = _own_text(name, own)
    return _loaded(name, text, str(own / name) if own and text is not None else "")


def checked_rules(name: str, own: Path | None = None) -> RuleFile:
    """The same; the phrases are checked also where all are packaged."""
    if _own_text(name, own) is None:
        return build_rules(name, packaged_source(name))
    return load_rules(name, own)


def texts_of(name: str, own: Path | None = None) -> list[str]:
    """What is written in a packaged rule file, and in the own one of that name."""
    text = _own_text(name, own)
    return [_packaged_text(name), *([] if text is None else [text])]


def _own_text(name: str, own: Path | None) -> str | None:
    return own_text(own, name) if own and name in READING_FILES else None


def _packaged_text(name: str) -> str:
    return resources.data(FOLDER, name).read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def _loaded(name: str, own_text: str | None, own_file: str) -> RuleFile:
    """Kept by the content of the own file: a process that runs for months sees it change."""
    own = read_source(own_text, own_file) if own_text is not None else None
    return build_rules(name, packaged_source(name), own, checks_phrases=own is not None)


def check_own_rules(folder: Path) -> None:
    """Raise RuleError with every fault of all own files of the reading."""
    faults: list[Fault] = []
    for name in own_files(folder):
        try:
            load_rules(name, folder)
        except RuleError as error:
            faults += error.faults
    if faults:
        raise RuleError(faults)


def file_names() -> list[str]:
    """The names of all packaged rule files."""
    return resources.names(resources.data(FOLDER), ".yaml")


def packaged_source(name: str) -> RuleSource:
    """The packaged file of this name."""
    text, file = _packaged_text(name), f"data/{FOLDER}/{name}"

    def work_out() -> tuple[Mapping[str, Any], Mapping[PartPath, int]]:
        source = read_source(text, file)
        return source.content, source.lines

    content, lines = kept("rule files", f"{name} {digest(text)}", work_out)
    return RuleSource(file, content, lines, text)


def build_rules(
    name: str, packaged: RuleSource, own: RuleSource | None = None, *, checks_phrases: bool = True
) -> RuleFile:
    """The rule file of these contents; raises RuleError with all their faults."""
    fragments = _fragments(packaged, own)
    faults = list(_packaged_faults(name, packaged))
    if checks_phrases:
        faults += _phrase_faults(name, packaged, fragments)
    if own is not None:
        faults += _shape_faults(name, own, is_own=True)
        faults += [*_phrase_faults(name, own, fragments), *_lost_faults(own, packaged)]
        faults += _proof_faults(own)
    if faults:
        raise RuleError(faults)
    return _merged(name, packaged, own)


def _packaged_faults(name: str, packaged: RuleSource) -> Iterator[Fault]:
    """Those of its shape, looked for once for all starts."""
    fits = f"{name} {digest(packaged.text, _packaged_text('schema.json'))}"
    if not kept("rule files that fit", fits, lambda: not any(_shape_faults(name, packaged))):
        yield from _shape_faults(name, packaged)


def _proof_faults(own: RuleSource) -> Iterator[Fault]:
    """Own rules with phrases that prove nothing: they would decide, and nobody could tell how."""
    for group, entries in _groups(own):
        for place, entry in enumerate(entries):
            if not any(entry.get(slot) for slot in SLOTS):
                continue
            line = own.line((group, place))
            for proof, message in MISSING_PROOFS.items():
                if not entry.get(proof):
                    yield Fault(own.file, line, str(entry["id"]), message)


def is_known(name: str) -> bool:
    """Whether the schema defines a rule file of this name."""
    return not name.startswith("_") and name.removesuffix(".yaml") in _schema()["$defs"]


def _schema() -> dict[str, Any]:
    found: dict[str, Any] = resources.data_json(FOLDER, "schema.json")
    return found


def _shape_faults(name: str, source: RuleSource, *, is_own: bool = False) -> Iterator[Fault]:
    definitions = _schema()["$defs"]
    if not is_known(name):
        known = ", ".join(sorted(f"{key}.yaml" for key in definitions if key[0] != "_"))
        yield Fault(source.file, 1, "", f"no rule file of this name is known; there are: {known}")
        return
    stem = name.removesuffix(".yaml")
    content, places = _without_marks(source.content) if is_own else (source.content, {})
    for error in _schema_errors(content, stem, definitions):
        if is_own and error.validator == "required" and not error.absolute_path:
            continue  # an own file is a part of the whole
        for part, message in messages_of(error, _FIELDS_OF_ALL):
            path = _written_path(part, places)
            yield Fault(source.file, source.line(path), _id_at(source, path), message)
    yield from _double_ids(source)


def _schema_errors(
    content: Mapping[str, Any], stem: str, definitions: Mapping[str, Any]
) -> "Iterator[ValidationError]":
    if surely_fits(content, definitions[stem], definitions):
        return
    from jsonschema import Draft202012Validator  # imports slowly, and hardly ever has to

    schema = {"$ref": f"#/$defs/{stem}", "$defs": definitions}
    yield from Draft202012Validator(schema).iter_errors(content)


def _without_marks(content: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """The content without entries that only remove a packaged rule.

    With it comes, for each list, where the entries that are left stand in the file.
    """
    lists = {key: part for key, part in content.items() if isinstance(part, list)}
    places = {
        key: [place for place, entry in enumerate(part) if not _is_mark(entry)]
        for key, part in lists.items()
    }
    left = {key: [part[place] for place in places[key]] for key, part in lists.items()}
    return {**content, **left}, places


def _written_path(path: PartPath, places: Mapping[str, list[int]]) -> PartPath:
    """The way to a part in the file as it is written."""
    if len(path) > 1 and path[0] in places:
        return (path[0], places[str(path[0])][int(path[1])], *path[2:])
    return path


def _is_mark(entry: object) -> bool:
    """Whether an entry only removes: it has an id and ``remove: true``, and nothing else."""
    return isinstance(entry, dict) and entry.keys() == {"id", "remove"} and entry["remove"] is True


def _is_rule(entry: object) -> bool:
    return isinstance(entry, dict) and "id" in entry


def _id_at(source: RuleSource, path: tuple[str | int, ...]) -> str:
    part: Any = source.content
    for step in path[:2]:
        part = part[step]
    return str(part.get("id", "")) if isinstance(part, dict) and len(path) > 1 else ""


def _double_ids(source: RuleSource) -> Iterator[Fault]:
    for group, entries in _groups(source):
        seen = set()
        for place, entry in enumerate(entries):
            rule_id = str(entry["id"])
            if rule_id in seen:
                line = source.line((group, place))
                yield Fault(source.file, line, rule_id, f"stands twice in {group}")
            seen.add(rule_id)


def _groups(source: RuleSource) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for key, part in source.content.items():
        if isinstance(part, list) and part and all(_is_rule(entry) for entry in part):
            yield key, part


def _merged(name: str, packaged: RuleSource, own: RuleSource | None) -> RuleFile:
    groups = {key: tuple(_rules(packaged, key, part)) for key, part in _groups(packaged)}
    words = {k: v for k, v in packaged.content.items() if k != _FRAGMENTS and k not in groups}
    if own is not None:
        for key, part in _groups(own):
            groups[key] = _with_own(groups.get(key, ()), own, key, part)
        for key, value in own.content.items():
            if key != _FRAGMENTS and key not in groups:
                words[key] = _grown(words.get(key), value)
    fragments = _fragments(packaged, own)
    return RuleFile(name=name, groups=groups, fragments=fragments, words=words)


def _fragments(packaged: RuleSource, own: RuleSource | None) -> dict[str, tuple[Any, ...]]:
    """The fragments of both files, as far as they have the shape of fragments."""
    found: dict[str, tuple[Any, ...]] = {}
    for source in (packaged, own):
        for name, phrases in _fragment_lists(source) if source else ():
            found[name] = (*found.get(name, ()), *phrases)
    return found


def _fragment_lists(source: RuleSource) -> Iterator[tuple[str, list[Any]]]:
    named = source.content.get(_FRAGMENTS)
    for name, phrases in named.items() if isinstance(named, dict) else ():
        if isinstance(phrases, list):
            yield name, phrases


def _with_own(
    packaged: tuple[Rule, ...], own: RuleSource, group: str, part: list[dict[str, Any]]
) -> tuple[Rule, ...]:
    removed = {entry["id"] for entry in part if _is_mark(entry)}
    rules = {rule.id: rule for rule in _rules(own, group, part, is_own=True)}
    known = {rule.id for rule in packaged}
    added = [rule for rule_id, rule in rules.items() if rule_id not in known]
    left = (rule.muted() if rule.id in removed else rule for rule in packaged)
    return (*added, *(rules.get(rule.id, rule) for rule in left))


def _grown(packaged: Any, own: Any) -> Any:
    if isinstance(packaged, list) and isinstance(own, list):
        return [*packaged, *(item for item in own if item not in packaged)]
    if isinstance(packaged, dict) and isinstance(own, dict):
        return {**packaged, **{key: _grown(packaged.get(key), value) for key, value in own.items()}}
    return own


def _rules(
    source: RuleSource, group: str, entries: list[dict[str, Any]], *, is_own: bool = False
) -> Iterator[Rule]:
    for place, entry in enumerate(entries):
        if is_own and _is_mark(entry):
            continue
        fields = {k: v for k, v in entry.items() if k not in _FIELDS_OF_ALL}
        yield Rule(
            id=entry["id"],
            group=group,
            fields={**fields, "is_own": True} if is_own else fields,
            slots={slot: tuple(entry[slot]) for slot in SLOTS if slot in entry},
            examples=tuple(_example(item) for item in entry.get("examples", ())),
            counterexamples=tuple(_example(item) for item in entry.get("counterexamples", ())),
            file=source.file,
            line=source.line((group, place)),
        )


def _example(item: Any) -> Example:
    if isinstance(item, str):
        return Example(text=item)
    return Example(text=item["text"], fields={k: v for k, v in item.items() if k != "text"})


def _phrase_faults(name: str, source: RuleSource, fragments: Fragments) -> Iterator[Fault]:
    definition = _schema()["$defs"].get(name.removesuffix(".yaml"), {})
    of_part, of_phrase = _LANGUAGES[definition.get("phraseLanguage", "expressions")]
    for key, phrases in _fragment_lists(source):
        for place, phrase in enumerate(phrases):
            line = source.line((_FRAGMENTS, key, place))
            for message in of_part(phrase, fragments):
                yield Fault(source.file, line, f"fragment {key}", message)
    for group, entries in _groups(source):
        for number, entry in enumerate(entries):
            for slot in SLOTS:
                listed = entry.get(slot)
                for place, phrase in enumerate(listed if isinstance(listed, list) else ()):
                    line = source.line((group, number, slot, place))
                    for message in of_phrase(phrase, fragments):
                        yield Fault(source.file, line, str(entry["id"]), message)


def _lost_faults(own: RuleSource, packaged: RuleSource) -> Iterator[Fault]:
    """Own entries that remove what is not there."""
    known = {(group, entry["id"]) for group, part in _groups(packaged) for entry in part}
    for group, part in _groups(own):
        for place, entry in enumerate(part):
            if _is_mark(entry) and (group, entry["id"]) not in known:
                line = own.line((group, place))
                yield Fault(own.file, line, entry["id"], f"no packaged rule of {group} to remove")
