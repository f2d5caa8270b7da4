"""Reads ``data/taxonomy``: one YAML file per category, checked against ``schema.json``.

An operator's own skills are laid over them (``own``).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from skillscan import resources
from skillscan.errors import UsageError
from skillscan.rules.kept import digest, kept
from skillscan.rules.source import Fault, RuleError, RuleSource, read_source
from skillscan.taxonomy.model import (
    Alias,
    Case,
    Category,
    Condition,
    CooccursWithin,
    EnumeratedWith,
    Kind,
    MentionsFewerThan,
    Skill,
    SurroundedBy,
    Taxonomy,
    TaxonomyError,
    WordsWithin,
)
from skillscan.taxonomy.own import CONTEXTS, own_files, read_own, shape_faults, with_own
from skillscan.taxonomy.spelling import spellings


def load_taxonomy(home: Path | None = None) -> Taxonomy:
    """The taxonomy that travels with the package, with the own skills of a home.

    Raises TaxonomyError or RuleError with all faults.
    """
    return build_taxonomy(taxonomy_files(home=home)) if own_files(home) else _packaged()


def taxonomy_of(files: Mapping[str, Any]) -> Taxonomy:
    """The taxonomy of parsed files; that of the packaged ones is made once."""
    return _packaged() if files == read_files() else build_taxonomy(files)


@cache
def _packaged() -> Taxonomy:
    files = read_files()
    _check({name: content for name, content in files.items() if not _is_known_to_fit(name)})
    return _built(files)


def _is_known_to_fit(name: str) -> bool:
    """Whether a packaged file fits the schema, which is asked once for all starts."""
    key = f"{name} {digest(_packaged_text(name), _packaged_text('schema.json'))}"
    source = RuleSource(f"data/taxonomy/{name}", _packaged_content(name), {})
    return kept("taxonomy files that fit", key, lambda: not any(shape_faults(source)))


def is_packaged(taxonomy: Taxonomy) -> bool:
    """Whether it is the packaged one, whose patterns the tests have compiled."""
    return bool(_packaged.cache_info().currsize) and taxonomy is _packaged()


def taxonomy_files(
    folder: str | None = None, home: Path | None = None, *, needs_proof: bool = True
) -> dict[str, Any]:
    """The parsed files of a folder, or the packaged ones, with the own files of a home.

    ``needs_proof``: refuse ambiguous aliases of own files that have no sentences.
    """
    files = read_files(folder)
    own = read_own(home, files, needs_proof=needs_proof)
    return with_own(files, own) if own else files


def read_files(folder: str | None = None) -> dict[str, Any]:
    """The parsed files of a taxonomy folder by name; without one, of the packaged taxonomy."""
    if folder is None:
        names = resources.names(resources.data("taxonomy"), ".yaml")
        return {name: _packaged_content(name) for name in names}
    paths = sorted(Path(folder).glob("*.yaml"))
    if not paths:
        raise UsageError(f"no taxonomy files (*.yaml) in {folder}")
    sources = [read_source(path.read_text(encoding="utf-8"), str(path)) for path in paths]
    if faults := [fault for source in sources for fault in shape_faults(source)]:
        raise RuleError(faults)
    return {Path(source.file).name: source.content for source in sources}


@cache
def _packaged_content(name: str) -> Mapping[str, Any]:
    key = f"{name} {digest(_packaged_text(name))}"
    return kept("taxonomy files", key, lambda: _packaged_source(name).content)


def _packaged_source(name: str) -> RuleSource:
    return read_source(_packaged_text(name), f"data/taxonomy/{name}")


@cache
def _packaged_text(name: str) -> str:
    return resources.data("taxonomy", name).read_text(encoding="utf-8")


def build_taxonomy(files: Mapping[str, Any]) -> Taxonomy:
    """A taxonomy from parsed files: ``contexts.yaml`` and any number of category files."""
    _check(files)
    return _built(files)


def _built(files: Mapping[str, Any]) -> Taxonomy:
    contexts = files.get(CONTEXTS, {})
    named = _named_conditions(contexts.get("conditions", {}))
    skills: dict[str, Skill] = {}
    categories: dict[str, Category] = {}
    for name, content in files.items():
        if name == CONTEXTS:
            continue
        category = Category(
            id=content["category"], label=content["label"], is_tool=content.get("tools", True)
        )
        categories[category.id] = category
        for raw in content["skills"]:
            if raw["id"] in skills:
                raise TaxonomyError(f"data/taxonomy/{name}: skill id {raw['id']!r} stands twice")
            kind = raw.get("kind", content.get("kind", "technology"))
            skills[raw["id"]] = _skill(raw, category.id, kind, named, name)
    clouds = {id_: skills[id_] for id_ in {s.cloud for s in skills.values()} if id_}
    skills = {id_: _with_cloud(skill, clouds) for id_, skill in skills.items()}
    return Taxonomy(
        skills=skills,
        categories=categories,
        product=named.get("employer_product", ()),
        studied=named.get("studied", ()),
        colleagues=named.get("colleagues", ()),
        among_companies=named.get("among_companies", ()),
        shared_heads=_shared_heads(contexts.get("shared_heads", {})),
        openers=frozenset(contexts.get("openers", ())),
    )


def _shared_heads(raw: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Heads in the singular and the plural, with the parts that stand for themselves."""
    return {
        spelling: frozenset(parts)
        for head, parts in raw.items()
        for spelling in spellings(Alias(text=head))
    }


def _check(files: Mapping[str, Any]) -> None:
    """Raise TaxonomyError with all that does not fit the schema."""
    faults: list[Fault] = []
    for name, content in files.items():
        found = [*shape_faults(RuleSource(f"data/taxonomy/{name}", content, {}))]
        faults += [*shape_faults(_with_lines(name, content))] if found else []
    if faults:
        raise TaxonomyError("\n".join(map(str, sorted(faults))))


@dataclass(frozen=True, slots=True)
class WrittenCondition:
    """A condition of an alias as it is written, and what it means: a named one means several."""

    side: Literal["when", "not"]
    words: str
    means: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class LessCondition:
    """An alias as it would be without one of its conditions; ``place``: of the alias in its skill.

    ``words`` is what is written of the condition.
    """

    skill_id: str
    place: int
    side: Literal["when", "not"]
    words: str
    alias: Alias


def without_conditions(
    files: Mapping[str, Any], taxonomy: Taxonomy, skill_ids: Collection[str]
) -> Iterator[LessCondition]:
    """The aliases of these skills, each without each of its conditions in turn."""
    for skill_id, place, written in written_conditions(files, skill_ids):
        alias = taxonomy.skills[skill_id].aliases[place]
        for at, one in enumerate(written):
            left = [*written[:at], *written[at + 1 :]]
            means = [c for other in left if other.side == one.side for c in other.means]
            kept: Any = {"when" if one.side == "when" else "never": tuple(means)}
            yield LessCondition(skill_id, place, one.side, one.words, replace(alias, **kept))


def written_conditions(
    files: Mapping[str, Any], skill_ids: Collection[str]
) -> Iterator[tuple[str, int, list[WrittenCondition]]]:
    """The conditions of these skills: skill, place of the alias in it, and its conditions."""
    named = _named_conditions(files.get(CONTEXTS, {}).get("conditions", {}))
    for name, content in files.items():
        for raw in content.get("skills", ()) if name != CONTEXTS else ():
            if raw["id"] not in skill_ids:
                continue
            for place, item in enumerate((*raw.get("aliases", ()), *raw.get("exact", ()))):
                if isinstance(item, dict):
                    yield raw["id"], place, list(_written(item, named, raw["id"]))


def _written(
    alias: Mapping[str, Any], named: Mapping[str, tuple[Condition, ...]], where: str
) -> Iterator[WrittenCondition]:
    sides: tuple[Literal["when", "not"], ...] = ("when", "not")
    for side in sides:
        for item in alias.get(side, ()):
            yield WrittenCondition(side, written_condition(item), _conditions([item], named, where))


def written_condition(item: Any) -> str:
    """A condition as it is written in a file, on one line."""
    if isinstance(item, str):
        return item
    parts = (
        f"{key}: [{', '.join(value)}]" if isinstance(value, list) else f"{key}: {value}"
        for key, value in item.items()
    )
    return f"{{{', '.join(parts)}}}"


def _with_lines(name: str, content: Any) -> RuleSource:
    """The content with its lines, where it is that of the packaged file."""
    if resources.data("taxonomy", name).is_file():
        source = _packaged_source(name)
        if source.content == content:
            return source
    return RuleSource(f"data/taxonomy/{name}", content, {})


def _named_conditions(raw: Mapping[str, Iterable[Any]]) -> dict[str, tuple[Condition, ...]]:
    """Named lists of conditions; a list may use the ones before it."""
    named: dict[str, tuple[Condition, ...]] = {}
    for name, conditions in raw.items():
        named[name] = _conditions(conditions, named, f"{CONTEXTS}, {name}")
    return named


def _conditions(
    raw: Iterable[Any], named: Mapping[str, tuple[Condition, ...]], where: str
) -> tuple[Condition, ...]:
    found: list[Condition] = []
    for item in raw:
        if isinstance(item, str) and item.startswith("$"):
            if item[1:] not in named:
                raise TaxonomyError(f"data/taxonomy/{where}: no conditions named {item}")
            found.extend(named[item[1:]])
        else:
            found.append(_condition(item))
    return tuple(found)


def _condition(item: Any) -> Condition:
    if isinstance(item, str):
        return SurroundedBy(pattern=item)
    if "beside" in item:
        return EnumeratedWith(targets=tuple(item["beside"]))
    if "near" in item:
        return CooccursWithin(targets=tuple(item["near"]), chars=item.get("chars", 60))
    if "lacks" in item:
        return MentionsFewerThan(targets=tuple(item["lacks"]), fewer_than=item.get("fewer_than", 1))
    return WordsWithin(pattern=item["words"], chars=item.get("chars", 60))


def _skill(
    raw: Mapping[str, Any],
    category: str,
    kind: Kind,
    named: Mapping[str, tuple[Condition, ...]],
    file: str,
) -> Skill:
    where = f"{file}, {raw['id']}"
    aliases = [_alias(item, "any", named, where) for item in raw.get("aliases", ())]
    aliases += [_alias(item, "exact", named, where) for item in raw.get("exact", ())]
    examples = raw.get("examples", {})
    return Skill(
        id=raw["id"],
        label=raw["label"],
        category=category,
        kind=kind,
        reference=raw["reference"],
        aliases=tuple(aliases),
        onet=raw.get("onet"),
        esco=raw.get("esco"),
        note=raw.get("note", ""),
        cloud=raw.get("cloud"),
        vendors=tuple(raw.get("vendors", ())),
        employers=tuple(raw.get("employers", ())),
        is_retired=raw.get("retired", False),
        counts=tuple(examples.get("counts", ())),
        counts_not=tuple(examples.get("counts_not", ())),
    )


def _alias(item: Any, case: Case, named: Mapping[str, tuple[Condition, ...]], where: str) -> Alias:
    if isinstance(item, str):
        return Alias(text=item, case=case)
    return Alias(
        text=item["text"],
        case=item.get("case", case),
        when=_conditions(item.get("when", ()), named, where),
        never=_conditions(item.get("not", ()), named, where),
        adds=tuple(item.get("adds", ())),
        is_plain_word=item.get("plain_word", False),
    )


def _with_cloud(skill: Skill, clouds: Mapping[str, Skill]) -> Skill:
    """A product that bears its cloud's or vendor's name mentions the cloud ("AWS SageMaker").

    A name on a condition ("Google" as a cloud provider) is that of the vendor only.
    """
    if skill.cloud is None:
        return skill
    cloud = clouds[skill.cloud]
    own_names = _prefixes(alias.text for alias in cloud.aliases if not alias.when)
    vendors = _prefixes(cloud.vendors)

    def naming_cloud(alias: Alias) -> Alias:
        name = alias.text.casefold()
        if name.startswith(own_names):
            return replace(alias, adds=(*alias.adds, cloud.id))
        return replace(alias, adds_if_unnamed=cloud.id) if name.startswith(vendors) else alias

    return replace(skill, aliases=tuple(naming_cloud(alias) for alias in skill.aliases))


def _prefixes(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{name.casefold()} " for name in names)
