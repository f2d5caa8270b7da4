"""An operator's own skills: ``taxonomy/*.yaml`` of the home, laid over a taxonomy's files.

The files have the form of the packaged ones. A skill with a new id is added. One with a known id
takes the packaged one's place, or, with ``extend: true``, adds its aliases, vendors, employers and
examples to it (an alias written like a packaged one takes that one's place) and changes only the
other fields that it states. A file may name a category that
exists (its ``label`` may then be left out) or a new one. ``contexts.yaml`` adds named conditions,
or replaces them by name. All faults of all files are told at once, with file, line and id.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from skillscan import resources
from skillscan.rules.quick_check import surely_fits
from skillscan.rules.schema_messages import messages_of
from skillscan.rules.source import Fault, RuleError, RuleSource, read_source
from skillscan.taxonomy.context_conditions import FLAGS, check_surroundings, regular_expression
from skillscan.taxonomy.own_proofs import proof_faults
from skillscan.taxonomy.spelling import key

FOLDER = "taxonomy"
CONTEXTS = "contexts.yaml"
EXTEND = "extend"
_ALIASES = ("aliases", "exact")
_LISTS = (*_ALIASES, "vendors", "employers")
_PROOFS = ("counts", "counts_not")

Files = Mapping[str, Any]
"""Parsed taxonomy files by name."""


def own_files(home: Path | None) -> dict[str, bytes]:
    """The content of the own files by name; none without a home or its folder."""
    folder = home / FOLDER if home else None
    if folder is None or not folder.is_dir():
        return {}
    found: dict[str, bytes] = {}
    faults = [*_unread_files(folder)]
    for path in sorted(folder.glob("*.yaml")):
        try:
            found[path.name] = path.read_bytes()
        except OSError as error:
            faults.append(Fault(str(path), 1, "", f"cannot be read: {error.strerror or error}"))
    if faults:
        raise RuleError(faults)
    return found


def _unread_files(folder: Path) -> Iterator[Fault]:
    """Files that look as if they were in force, but are not read."""
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (".yml", ".yaml", ".json") and path.suffix != ".yaml":
            message = "is not read: files of own skills are called *.yaml; rename or move it"
            yield Fault(str(path), 1, "", message)


def read_own(home: Path | None, files: Files, *, needs_proof: bool = True) -> dict[str, Any]:
    """The own files of a home, checked against the ``files`` that they are laid over.

    Raises RuleError with every fault of every file; ``needs_proof``: among them the ambiguous
    aliases that have no sentences.
    """
    sources, faults = [], list[Fault]()
    for name, content in own_files(home).items():
        shown = str(Path(home or "", FOLDER, name))
        try:
            sources.append(read_source(content.decode("utf-8"), shown))
        except UnicodeDecodeError as error:
            faults.append(Fault(shown, 1, "", f"is not UTF-8: {error.reason}"))
        except RuleError as error:
            faults += error.faults
    faults += own_faults(sources, files)
    if needs_proof and not faults:
        faults += [fault for source in sources for fault in proof_faults(source, files)]
    if faults:
        raise RuleError(faults)
    return {Path(source.file).name: source.content for source in sources}


def own_aliases(home: Path | None) -> dict[str, frozenset[str]]:
    """The aliases that the own files write, by the id of the skill; the files were read before."""
    found: dict[str, frozenset[str]] = {}
    for name, content in own_files(home).items():
        for skill in read_source(content.decode("utf-8"), name).content.get("skills", ()):
            written = [alias for group in _ALIASES for alias in skill.get(group, ())]
            found[skill["id"]] = frozenset(a if isinstance(a, str) else a["text"] for a in written)
    return found


def own_faults(sources: list[RuleSource], files: Files) -> Iterator[Fault]:
    """All that is wrong with own files."""
    conditions = _condition_names(files)
    for source in sources:
        if Path(source.file).name == CONTEXTS:
            conditions |= set(source.content.get("conditions") or ())
    owners: dict[str, str] = {}
    for source in sources:
        shape = [*shape_faults(source, known=_known(files))]
        yield from shape
        if not shape:
            yield from _alias_faults(source)
            yield from _pattern_faults(source, conditions)
            yield from _double_ids(source, owners)


def shape_faults(source: RuleSource, *, known: Files | None = None) -> Iterator[Fault]:
    """Where a file does not fit the schema; ``known`` (skills and category ids) for an own file."""
    schema = resources.data_json("taxonomy", "schema.json")
    part = "contexts" if Path(source.file).name == CONTEXTS else "category"
    content = source.content if known is None else _completed(source.content, known)
    reference = {"$ref": f"#/$defs/{part}"}
    if not surely_fits(content, reference, schema["$defs"]):
        from jsonschema import Draft202012Validator  # takes longer to import than all files to read

        validator = Draft202012Validator({**reference, "$defs": schema["$defs"]})
        for error in validator.iter_errors(content):
            for path, message in messages_of(error):
                yield Fault(source.file, source.line(path), _id_at(content, path), message)
    if known is not None and part == "category":
        yield from _lost_extensions(source, known)


def _completed(content: Any, known: Files) -> Any:
    """An own file with what may be left out, so that the schema of a whole one holds."""
    if not isinstance(content, dict) or not isinstance(content.get("skills"), list):
        return content
    content = deepcopy(content)
    if content.get("category") in known["categories"]:
        content.setdefault("label", "known")
    for skill in content["skills"]:
        if isinstance(skill, dict) and skill.get(EXTEND) is True:
            del skill[EXTEND]
            packaged = known["skills"].get(skill.get("id"), {})
            for field in ("label", "reference", "aliases", "exact"):
                if field in packaged:
                    skill.setdefault(field, packaged[field])
    return content


def _lost_extensions(source: RuleSource, known: Files) -> Iterator[Fault]:
    for place, skill in enumerate(source.content.get("skills") or ()):
        if isinstance(skill, dict) and skill.get(EXTEND) is True:
            skill_id = skill.get("id")
            if skill_id not in known["skills"]:
                line = source.line(("skills", place))
                yield Fault(source.file, line, str(skill_id), "extends a skill that is not there")


def _known(files: Files) -> dict[str, Any]:
    contents = [content for name, content in files.items() if name != CONTEXTS]
    return {
        "categories": {content["category"] for content in contents},
        "skills": {skill["id"]: skill for content in contents for skill in content["skills"]},
    }


def _condition_names(files: Files) -> set[str]:
    return set(files.get(CONTEXTS, {}).get("conditions", ()))


def _id_at(content: Any, path: tuple[str | int, ...]) -> str:
    if len(path) > 1 and path[0] == "skills":
        skill = content["skills"][path[1]]
        return str(skill.get("id", "")) if isinstance(skill, dict) else ""
    return str(path[1]) if len(path) > 1 else ""


def _double_ids(source: RuleSource, owners: dict[str, str]) -> Iterator[Fault]:
    for place, skill in enumerate(source.content.get("skills") or ()):
        skill_id = str(skill["id"])
        if skill_id in owners:
            line = source.line(("skills", place))
            yield Fault(source.file, line, skill_id, f"stands in {owners[skill_id]} too")
        owners[skill_id] = source.file


def _pattern_faults(source: RuleSource, names: set[str]) -> Iterator[Fault]:
    for path, item in _conditions(source.content):
        message = _fault_of(item, names)
        if message:
            yield Fault(source.file, source.line(path), _id_at(source.content, path), message)


def _conditions(content: Any) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every condition of a file, with the way to it."""
    for name, items in (content.get("conditions") or {}).items():
        for place, item in enumerate(items):
            yield ("conditions", name, place), item
    for number, skill in enumerate(content.get("skills") or ()):
        for group in _ALIASES:
            for place, alias in enumerate(skill.get(group) or ()):
                if isinstance(alias, dict):
                    for side in ("when", "not"):
                        for at, item in enumerate(alias.get(side) or ()):
                            yield ("skills", number, group, place, side, at), item


def _alias_faults(source: RuleSource) -> Iterator[Fault]:
    for number, skill in enumerate(source.content.get("skills") or ()):
        for group in _ALIASES:
            for place, alias in enumerate(skill.get(group) or ()):
                text = alias if isinstance(alias, str) else alias["text"]
                if key(text) is None:
                    path = ("skills", number, group, place)
                    message = f"alias {text!r} begins or ends with a sign, or has one no name has"
                    yield Fault(source.file, source.line(path), str(skill["id"]), message)


def _fault_of(condition: Any, names: set[str]) -> str:
    try:
        if isinstance(condition, str) and condition.startswith("$"):
            return "" if condition[1:] in names else f"no conditions named {condition}"
        if isinstance(condition, str):
            check_surroundings(condition)
        elif "words" in condition:
            re.compile(regular_expression(condition["words"]), FLAGS)
    except (re.error, ValueError) as error:
        return f"{condition!r} is no pattern: {error}"[:300]
    return ""


def with_own(files: Files, own: Files) -> dict[str, Any]:
    """The files with the own ones laid over them."""
    merged = deepcopy(dict(files))
    for name, content in own.items():
        if name == CONTEXTS:
            contexts = merged.setdefault(CONTEXTS, {"conditions": {}})
            contexts["conditions"] = {**contexts["conditions"], **content["conditions"]}
        else:
            _lay_over(merged, name, content)
    return merged


def _lay_over(merged: dict[str, Any], name: str, own: Any) -> None:
    home = _file_of_category(merged, own["category"])
    if home is None:
        home = f"own/{name}"
        merged[home] = {**own, "skills": []}
    for field in ("label", "tools", "kind"):
        if field in own:
            merged[home][field] = own[field]
    for skill in own["skills"]:
        place = _place_of(merged, skill["id"])
        if skill.get(EXTEND) is True and place is not None:
            file, number = place
            merged[file]["skills"][number] = _extended(merged[file]["skills"][number], skill)
            continue
        if place is not None:
            file, number = place
            if file == home:
                merged[file]["skills"][number] = skill
                continue
            del merged[file]["skills"][number]
        merged[home]["skills"].append(skill)


def _file_of_category(files: Files, category: str) -> str | None:
    return next((n for n, c in files.items() if n != CONTEXTS and c["category"] == category), None)


def _place_of(files: Files, skill_id: str) -> tuple[str, int] | None:
    for name, content in files.items():
        if name != CONTEXTS:
            for number, skill in enumerate(content["skills"]):
                if skill["id"] == skill_id:
                    return name, number
    return None


def _extended(packaged: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    stated = {k: v for k, v in own.items() if k not in {EXTEND, "examples", *_LISTS}}
    skill = {**packaged, **stated}
    new = {_written(alias, group) for group in _ALIASES for alias in own.get(group, ())}
    for field in _LISTS:
        known = packaged.get(field, ())
        if field in _ALIASES:
            known = [alias for alias in known if not _is_among(new, *_written(alias, field))]
        if known or field in own:
            skill[field] = [*known, *own.get(field, ())]
        else:
            skill.pop(field, None)
    if "examples" in own:
        known = packaged.get("examples", {})
        skill["examples"] = {
            proof: [*known.get(proof, ()), *own["examples"].get(proof, ())]
            for proof in _PROOFS
            if proof in known or proof in own["examples"]
        }
    return skill


def _written(alias: Any, group: str) -> tuple[str, bool]:
    """The text of an alias, and whether its capitals count."""
    if isinstance(alias, str):
        return alias, group == "exact"
    return alias["text"], alias.get("case", "exact" if group == "exact" else "any") == "exact"


def _is_among(written: set[tuple[str, bool]], text: str, is_exact: bool) -> bool:  # noqa: FBT001
    """Whether an alias is one of these: alike, and in capitals too where they count for both."""
    return any(
        text == other or (key(text) == key(other) and not (is_exact and is_other_exact))
        for other, is_other_exact in written
    )


def named_entries(files: Files, own: Files) -> list[str]:
    """What a release says of own entries: each with its id and what it does."""
    known = _known(files)
    found = []
    for name, content in own.items():
        if name == CONTEXTS:
            found += [f"conditions {name} (own)" for name in content["conditions"]]
            continue
        if content["category"] not in known["categories"]:
            found.append(f"category {content['category']} (added)")
        for skill in content["skills"]:
            is_known = skill["id"] in known["skills"]
            kind = "extended" if skill.get(EXTEND) else "replaced" if is_known else "added"
            found.append(f"skill {skill['id']} ({kind})")
    return sorted(found)
